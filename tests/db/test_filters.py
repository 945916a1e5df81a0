"""Saved filters over a real vault: what each finds, that they are kept, and how conditions join."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.errors import Invalid
from app.ports import Condition, Finding, ListQuery
from app.records.record import Record, new, row
from app.services.filters import MOST, SavedFilter, brought, drop_filter, every, save_filter, saved
from app.services.saving import save
from app.values import Text, uncertain
from db.vault import DbVault

ON = date(2026, 11, 25)
EVENT, LATER = UUID(int=50), UUID(int=51)


def _person(number: int, birth: str = "") -> Record:
    person = new("person", id=UUID(int=number), names=(row(text=f"사람{number}"),))
    return person.with_values(birth=uncertain(birth) if birth else None)


def _event(event: UUID, date: str) -> Record:
    title = Text("A return", "en")
    return new("event", id=event, code=date, title=title, kind="forced_return", date=uncertain(date))


def _case(number: int, *, link: str = "", event: UUID = EVENT, **values: object) -> list[Record]:
    case = new("case", id=UUID(int=100 + number), code=f"case{number}", person=UUID(int=number), **values)  # type: ignore[arg-type] # values of fields
    parts = [new("link", case=case.id, event=event, certainty=link)] if link else []
    return [case, *parts]


def _consent(number: int, answer: str) -> Record:
    values = {"permission": "count", "answer": answer, "date": uncertain("2026-01-01")}
    return new("consent", case=UUID(int=100 + number), **values)  # type: ignore[arg-type] # values of fields


@pytest.fixture
def filled(vault: DbVault) -> DbVault:
    """Five cases, each of which other filters find."""
    save(
        vault,
        _event(EVENT, "2023-10-09"),
        _event(LATER, "2024-22"),
        _person(1, "2005-10-10"),
        _person(2, "2005-10-09"),
        _person(3, "2005"),
        _person(4),
        _person(5, "2007"),
        *_case(1, link="confirmed"),
        *_case(2, link="probable"),
        *_case(3, link="confirmed"),
        *_case(4, arrest_date=uncertain("2026-10")),
        *_case(5, link="confirmed", event=LATER, arrest_date=uncertain("2026-08")),
        _consent(1, "given"),
        _consent(2, "refused"),
    )
    return vault


def _codes(vault: DbVault, query: ListQuery) -> list[str]:
    with vault.read() as reader:
        return sorted(r.text("code")[-1] for r in reader.page("case", reader.numbers(query)))


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("minors", "15"),
        ("no_consent", "2345"),
        ("unverified", "24"),
        ("no_source", "12345"),
        ("urgent", "4"),
        ("untouched", ""),
    ],
)
def test_each_filter_of_the_program_finds_its_cases(filled: DbVault, key: str, found: str) -> None:
    """A day short of eighteen is a minor; on the birthday, or with only a year known, not surely so."""
    one = next(f for f in brought(ON) if f.key == key)
    assert _codes(filled, one.query()) == list(found)


def test_untouched_is_measured_from_the_last_change(filled: DbVault) -> None:
    later = next(f for f in brought(date(2027, 11, 27)) if f.key == "untouched")
    assert _codes(filled, later.query()) == list("12345")
    recent = (Condition("changed", "after", uncertain("2026-11-24")),)
    assert _codes(filled, ListQuery("case", conditions=recent)) == list("12345")
    assert _codes(filled, ListQuery("case", conditions=(Condition("minor", "is", "no"),))) == list("234")


def test_all_must_hold_and_one_of_the_others(filled: DbVault) -> None:
    either = ((Condition("code", "is", "case1"), Condition("code", "is", "case2")),)
    both = ListQuery("case", conditions=(Condition("minor", "is", "yes"),), either=either)
    assert _codes(filled, both) == ["1"]
    assert _codes(filled, ListQuery("case", either=either)) == ["1", "2"]


def test_a_filter_is_kept_with_every_kind_of_value(filled: DbVault) -> None:
    conditions = (
        Condition("link/event", "is", EVENT),
        Condition("arrest_date", "before", uncertain("2027~")),
        Condition("source", "empty"),
    )
    either = ((Condition("status", "is", "released"), Condition("position", "after", 3)),)
    made = save_filter(filled, SavedFilter("", " 시월 ", conditions, either, "김"))
    with filled.read() as reader:
        assert saved(reader) == (made,)
        assert [f.key for f in every(reader, ON)][-1] == made.key
    assert made == SavedFilter(made.key, "시월", conditions, either, "김")
    renamed = save_filter(filled, SavedFilter(made.key, "다른 이름"))
    other = save_filter(filled, SavedFilter("", "또"))
    drop_filter(filled, made.key)
    with filled.read() as reader:
        assert saved(reader) == (other,)
    assert renamed.key == made.key
    drop_filter(filled, other.key)
    with filled.read() as reader:
        assert reader.setting("filters") == ""
    assert [item for item in filled.check() if isinstance(item, Finding)] == []


@pytest.mark.parametrize("name", ["", "  ", "two\nlines"])
def test_a_name_is_one_line(vault: DbVault, name: str) -> None:
    with pytest.raises(Invalid):
        save_filter(vault, SavedFilter("", name))


def test_there_is_a_limit(vault: DbVault) -> None:
    for number in range(MOST):
        save_filter(vault, SavedFilter("", f"f{number}"))
    with pytest.raises(Invalid):
        save_filter(vault, SavedFilter("", "one more"))
    with vault.read() as reader:
        assert len(saved(reader)) == MOST
