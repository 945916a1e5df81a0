"""What is odd is told and nothing else: look-alike letters, signs nobody sees, days to come, ages."""

from __future__ import annotations

from datetime import date

import pytest

from app.messages import Msg
from app.oddities import oddities
from app.records import new, row
from app.values import Value, uncertain

TODAY = date(2026, 11, 23)


def _told(record_type: str, **values: Value) -> list[tuple[str, Msg, object]]:
    found = oddities(new(record_type).with_values(**values), TODAY)
    return [(p.field, p.message.text, next(iter(p.message.values.values()), None)) for p in found]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kim \N{CYRILLIC CAPITAL LETTER ES}hol Su", (Msg.ODD_LETTER, 4)),
        ("\N{CYRILLIC CAPITAL LETTER KA}им Ch", (Msg.ODD_LETTER, 4)),
        ("Kim \N{FULLWIDTH LATIN CAPITAL LETTER C}hol", (Msg.ODD_LETTER, 4)),
        ("Ri\N{ZERO WIDTH SPACE} Yong\N{SOFT HYPHEN}", (Msg.ODD_HIDDEN, 2)),
        ("Kim Chŏl-su", None),
        ("리영희", None),
        ("리영희 李英姬", None),
        ("A씨", None),
        ("Rua 2ª", None),
        ("Ali علی", None),
        ("O'Brien ʼ 3", None),
        ("\N{CYRILLIC CAPITAL LETTER KA}им Чхоль", None),
    ],
)
def test_a_name_of_two_alphabets_is_told(name: str, told: tuple[Msg, int] | None) -> None:
    assert _told("person", names=(row(text=name),)) == ([("names", *told)] if told else [])


def test_names_of_sources_and_places_may_hold_two_spellings() -> None:
    assert _told("source", name="Novaya Gazeta (\N{CYRILLIC CAPITAL LETTER EN}овая)") == []
    mixed = "Novaya G\N{CYRILLIC SMALL LETTER A}zeta"
    assert _told("source", name=mixed) == [("name", Msg.ODD_LETTER, 8)]
    told = _told("place", name="Musan", aliases=(row(text="Musan"), row(text=mixed)))
    assert told == [("aliases", Msg.FIELD_WRONG, "Name 2")]


@pytest.mark.parametrize(
    ("record_type", "field", "edtf", "told"),
    [
        ("event", "date", "2062-10-09", Msg.ODD_FUTURE),
        ("event", "date", "2026-11-24", None),  # it is that day already further east
        ("event", "date", "2026", None),
        ("event", "date", "2020/..", None),
        ("person", "birth", "2091", Msg.ODD_FUTURE),
        ("person", "birth", "1876", Msg.ODD_AGE),
        ("person", "birth", "1902", Msg.ODD_AGE),
        ("person", "birth", "1903", None),
        ("person", "birth", "19XX", None),
        ("event", "date", "1876", None),
        ("consent", "expires", "2062", None),
        ("task", "due", "2062", None),
    ],
)
def test_days_to_come_and_impossible_ages_are_told(
    record_type: str, field: str, edtf: str, told: Msg | None
) -> None:
    assert [m for _f, m, _v in _told(record_type, **{field: uncertain(edtf)})] == ([told] if told else [])


def test_dates_of_rows_too() -> None:
    rows = (row(factor="church_contact", since=uncertain("2062")),)
    assert _told("case", risks=rows) == [("risks", Msg.ODD_FUTURE, None)]
