"""What a summary says: labels in order, headlines from printed totals, no word from hidden ones."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest

from app.disclosure.model import UNKNOWN, Layout
from app.errors import Refused, UsageError
from app.messages import Msg
from app.summarise import Labels, refuse_unsafe, summarise
from app.summary import Summary, SummaryOptions
from tests.app.disclosure.campaign import without_complements
from tests.app.disclosure.invented import EVENTS, LAYOUT, vault

LABELS = Labels(
    {
        "event": {code: f"Event {n}" for n, code in enumerate(sorted(EVENTS, reverse=True))},
        "sex": {"male": "Male", "female": "Female", UNKNOWN: "unknown"},
        "crossing": {"dandong": "Dandong"},
    },
    {"jilin": "Jilin"},
)
OPTIONS = SummaryOptions(
    date=date(2026, 11, 23), as_of=date(2026, 11, 20), organisation="Example Centre", contact="a@example.org"
)


def made(options: SummaryOptions = OPTIONS) -> Summary:
    return summarise(vault(), LAYOUT, LABELS, options)[0]


def test_six_tables_in_the_order_of_the_dimensions() -> None:
    document = made()
    assert [t.dimensions for t in document.tables] == [
        ("event",), ("crossing",), ("sex",), ("age",), ("status",), ("year",),
    ]  # fmt: skip
    assert [t.number for t in document.tables] == [1, 2, 3, 4, 5, 6]
    assert [bool(t.note) for t in document.tables] == [True, False, False, False, False, True], "who adds up"


def test_labels_stand_in_the_order_given_and_what_is_not_recorded_last() -> None:
    event, crossing, sex, age, *_rest = made().tables
    assert event.rows == (*(f"Event {n}" for n in range(8)), "No event recorded")
    assert crossing.rows[0] == "Dandong"
    assert crossing.rows[-2:] == ("Elsewhere in Jilin", "Not recorded")
    assert sex.rows == ("Male", "Female", "Not recorded")
    assert age.rows == ("0–17", "18–29", "30–39", "40–49", "50+", "Not recorded")


def test_two_dimensions_have_margins() -> None:
    (table,) = made(replace(OPTIONS, by=("status", "age"))).tables
    assert table.title == "Status by age at the latest event"
    assert len(table.cells) == len(table.rows) == len(table.row_totals)
    assert {len(line) for line in table.cells} == {len(table.columns)} == {len(table.column_totals)}
    for line, total in zip(table.cells, table.row_totals, strict=True):
        if all(c.count is not None for c in line) and total.count is not None:
            assert sum(c.count or 0 for c in line) == total.count


def test_headlines_are_printed_totals() -> None:
    document = made()
    printed = {c.count for t in document.tables for line in t.cells for c in line}
    assert len(document.headlines) == 3
    first, *others = document.headlines
    assert (first.value, first.of) == (document.total, None)
    assert {h.value for h in others} <= printed
    assert {h.of for h in others} == {document.total}


def test_nothing_but_printed_cells_decides_the_words() -> None:
    """The same print from other people gives the same document: moves of people between hidden cells."""
    people = vault()
    document, published = summarise(people, LAYOUT, LABELS, OPTIONS)
    assert {(("sex", "male"),), (("sex", UNKNOWN),)} <= published.hidden
    moved = list(people)
    man = next(i for i, p in enumerate(people) if p.sex == "male")
    moved[man] = replace(people[man], sex=UNKNOWN)
    again, other = summarise(moved, LAYOUT, LABELS, OPTIONS)
    assert (again, other) == (document, published)


def test_without_organisation_and_dates_the_words_still_stand() -> None:
    document = made(SummaryOptions())
    assert document.date_line == "Free to copy with the source."
    assert "the organisation that made it" in document.what_this_is
    assert document.cite == f"{document.title}."
    assert "data as of" not in document.codebook_line


def test_a_partner_gets_another_threshold_and_another_line() -> None:
    document = made(replace(OPTIONS, audience="partner"))
    assert document.threshold == 5
    assert "partner" in document.handling
    assert document.date_line == "23 November 2026, as of 20 November 2026."


def test_a_release_without_headline_is_quoted_by_its_total() -> None:
    people = [replace(p, status=UNKNOWN, age=("0-17", UNKNOWN)[i % 2]) for i, p in enumerate(vault())]
    people = [replace(p, age=UNKNOWN) if i > 40 else p for i, p in enumerate(people)]
    options = replace(OPTIONS, by=("age",))
    document = summarise(people, LAYOUT, LABELS, options)[0]
    assert len(document.headlines) == 2
    few = [replace(p, age=("undated", UNKNOWN)[i % 2]) for i, p in enumerate(people)]
    document = summarise(few, LAYOUT, LABELS, options)[0]
    assert document.quote == "“The records of Example Centre hold 400 people who may be counted.”"


@pytest.mark.parametrize("by", [("origin",), ("sex", "sex"), ("sex", "age", "year")])
def test_other_dimensions_are_wrong_usage(by: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as error:
        made(replace(OPTIONS, by=by))
    assert error.value.message.text is Msg.SUMMARY_DIMENSIONS


def test_another_audience_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as error:
        made(replace(OPTIONS, audience="government"))
    assert error.value.message.text is Msg.SUMMARY_AUDIENCE


def test_tables_that_an_attack_breaks_are_refused() -> None:
    """The same tables with small cells hidden and nothing else."""
    published = summarise(vault(), LAYOUT, LABELS, OPTIONS)[1]
    refuse_unsafe(published)
    with pytest.raises(Refused) as refusal:
        refuse_unsafe(without_complements(vault(), LAYOUT, 10, published))
    assert refusal.value.message.text is Msg.SUMMARY_NOT_SAFE


def test_no_code_or_id_of_a_person_is_in_it() -> None:
    text = json.dumps(asdict(made()), default=str)
    assert not [p.id for p in vault() if f'"{p.id}"' in text]
    assert not [code for code in EVENTS if code in text]


def test_crossings_without_a_known_province_read_by_its_code() -> None:
    layout = Layout(LAYOUT.year_of, dict.fromkeys(LAYOUT.province_of, "heilongjiang"))
    document = summarise(vault(), layout, LABELS, OPTIONS)[0]
    assert "Elsewhere in heilongjiang" in document.tables[1].rows
