"""Who is counted in a summary of a vault, and what is refused on the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.canonical import loads
from app.consent import Sign, standing
from app.disclosure.model import DIMENSIONS
from app.errors import Refused, UsageError
from app.messages import Msg
from app.ports import Rendered
from app.records import new, row
from app.records.record import Record
from app.sample import sample_records
from app.services.sample import ORGANISATION, fill
from app.services.saving import delete
from app.services.summaries import PreparedSummary, countable, look_through_summary, prepare_summary
from app.summary import SummaryOptions
from app.values import uncertain
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, consent, public_vault

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def sample() -> FakeVault:
    vault = FakeVault()
    fill(vault, sample_records())
    vault.sample = True
    return vault


def prepared(vault: FakeVault, *by: str, audience: str = "public") -> PreparedSummary:
    return prepare_summary(vault, FixedClock(), SummaryOptions(audience=audience, by=by))


def test_the_sample_prints_at_least_half_of_its_one_way_cells(sample: FakeVault) -> None:
    summary = prepared(sample).summary
    assert [t.dimensions for t in summary.tables] == [(d,) for d in DIMENSIONS]
    cells = [cell for table in summary.tables for line in table.cells for cell in line]
    assert sum(c.count is not None for c in cells) >= len(cells) / 2
    assert min(c.count for c in cells if c.count is not None) >= 10
    assert summary.sample
    assert summary.organisation == ORGANISATION


def test_the_total_of_the_sample_is_the_people_who_allow_it(sample: FakeVault) -> None:
    """Counted here another way: each person by the consents of all their cases."""
    with sample.read() as reader:
        cases = list(reader.all("case"))
        consents = list(reader.all("consent"))
    may = {
        case.ref("person")
        for case in cases
        if standing([c for c in consents if c.ref("case") == case.id], TODAY)["count"].sign is Sign.ALLOWED
    }
    assert prepared(sample).summary.total == len(may) >= 300


@pytest.mark.parametrize(
    "by", [("event", "sex"), ("status", "event"), ("age", "crossing"), ("year", "event")]
)
def test_the_sample_has_tables_of_two_dimensions(sample: FakeVault, by: tuple[str, ...]) -> None:
    (table,) = prepared(sample, *by, audience="partner").summary.tables
    assert table.dimensions == by
    assert any(cell.count is not None for line in table.cells for cell in line)


def test_the_ledger_keeps_what_was_printed_and_on_which_records(sample: FakeVault) -> None:
    entry = prepared(sample, "sex").entry
    manifest = loads(entry.text("manifest"))
    assert isinstance(manifest, dict)
    assert manifest["by"] == ["sex"]
    assert [[], prepared(sample).summary.total] in manifest["shown"]  # type: ignore[operator]
    assert len(entry.refs("cases")) >= prepared(sample).summary.total
    assert entry.text("kind") == "summary"


# who is counted


def person(vault: FakeVault, number: int, *consents: Record, links: tuple[tuple[str, str], ...] = ()) -> UUID:
    """A person with a case, consents and links (code of the event, certainty); returns the case."""
    with vault.write() as work:
        events = {e.text("code"): e.id for e in work.all("event")}
        places = {p.text("key"): p.id for p in work.all("place")}
        sex = ("female", "male")[number % 2]
        who = new("person", names=(row(text=f"가나다{number}"),), sex=sex, birth=uncertain("1990-05-05"))
        case = new("case", code=f"AAAA-{number:04d}", person=who.id, status="arrested")
        drafts = [who, case, *(c.with_values(case=case.id) for c in consents)]
        for code, certainty in links:
            crossing = places["tumen" if code == OCTOBER else "dandong"]
            drafts.append(
                new("link", case=case.id, event=events[code], certainty=certainty, crossing=crossing)
            )
        for draft in drafts:
            work.save(draft)
        work.commit()
    return case.id


def crowd(number: int = 60) -> FakeVault:
    vault = public_vault()
    for each in range(number):
        event = OCTOBER if each % 3 else "2012-03"
        person(vault, each, consent("count"), links=((event, "confirmed"),))
    return vault


def total(vault: FakeVault) -> int:
    with vault.read() as reader:
        return len(list(countable(reader, TODAY)))


def test_without_a_consent_in_force_nobody_is_counted() -> None:
    vault = crowd(3)
    person(vault, 10, links=((OCTOBER, "confirmed"),))
    person(vault, 11, consent("publish_name"), links=((OCTOBER, "confirmed"),))
    person(vault, 12, consent("count", "refused"))
    person(vault, 13, consent("count"), consent("count", "withdrawn", date="2026-01-01"))
    person(vault, 14, consent("count", expires=uncertain("2026-11-24")))
    assert total(vault) == 3
    person(vault, 15, consent("count", expires=uncertain("2026-11-25")))
    assert total(vault) == 4


def test_deleted_cases_and_people_are_not_counted() -> None:
    vault = crowd(3)
    with vault.read() as reader:
        one, two, _three = reader.all("case")
        who = reader.get("person", two.ref("person") or two.id)
    delete(vault, one)
    delete(vault, who)
    assert total(vault) == 1


def test_a_person_with_two_files_is_counted_once() -> None:
    vault = crowd(40)
    with vault.read() as reader:
        case = next(iter(reader.all("case")))
    with vault.write() as work:
        second = new("case", code="BBBB-0001", person=case.ref("person"), status="sentenced")
        work.save(second)
        work.save(consent("count").with_values(case=second.id))
        work.commit()
    assert total(vault) == 40


def test_only_certain_and_probable_links_count() -> None:
    vault = crowd(30)
    for number in range(30, 50):
        person(vault, number, consent("count"), links=((OCTOBER, "possible"),))
    event = prepared(vault, "event").summary.tables[0]
    assert dict(zip(event.rows, (line[0].count for line in event.cells), strict=True)) == {
        "Forced return, 2012": 10,
        "Forced return, October 2023": 20,
        "No event recorded": 20,
    }


def test_crossing_and_age_are_those_of_the_latest_event() -> None:
    vault = crowd(30)
    for number in range(30, 50):
        links = ((OCTOBER, "confirmed"), ("2012-03", "confirmed"))
        person(vault, number, consent("count"), links=links)
    summary = prepared(vault, "crossing", audience="partner").summary
    table = summary.tables[0]
    counts = dict(zip(table.rows, (line[0].count for line in table.cells), strict=True))
    assert counts == {"Tumen": 40, "Dandong": 10}
    ages = prepared(vault, "age", audience="partner").summary.tables[0]
    assert dict(zip(ages.rows, (line[0].count for line in ages.cells), strict=True)) == {
        "18–29": 10,
        "30–39": 40,
    }


# what is refused


def test_too_few_people_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        prepared(crowd(29))
    assert refusal.value.message.text is Msg.SUMMARY_TOO_FEW


def test_wrong_options_are_wrong_usage() -> None:
    vault = crowd(1)
    with pytest.raises(UsageError):
        prepared(vault, audience="government")
    with pytest.raises(UsageError):
        prepared(vault, "origin")


def test_a_finished_file_with_a_name_or_a_code_is_refused() -> None:
    vault = crowd(2)
    clean = Rendered({}, (), ("People in our records",))
    look_through_summary(vault, clean)
    for planted, text in ((Msg.A_NAME_IN_TEXT, "가 나다1"), (Msg.FOUND_IN_FILE, "AAAA-0001")):
        with pytest.raises(Refused) as refusal:
            look_through_summary(vault, replace(clean, texts=(*clean.texts, f"and {text} here")))
        assert refusal.value.message.text is planted
