"""The status of each element as the rules propose it, over the public events and made claims."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.records.record import Record, new
from app.sample.ids import Ids
from app.sample.public import public_records
from app.values import Text, Value, uncertain
from app.verification import RULES, Made, Proposal, made_by, proposed, status_on
from app.vocabularies import terms

PUBLIC = tuple(public_records(Ids(1)))
ONE, TWO = UUID(int=1), UUID(int=2)


def _claims(code: str) -> list[Record]:
    event = next(r for r in PUBLIC if r.type == "event" and r.text("code") == code)
    return [r for r in PUBLIC if r.type == "claim" and r.ref("event") == event.id]


def _claim(name: str, **values: Value) -> Record:
    return new("claim", claimant=Text(name, "en")).with_values(**values)


@pytest.mark.parametrize(
    ("code", "element", "status", "origins"),
    [
        ("2023-10-09", "happened", "corroborated", 5),
        ("2023-10-09", "count", "disputed", 4),
        ("2023-08-29", "count", "disputed", 2),
        ("2023-09-18", "count", "reported", 1),
        ("2024-08-21", "count", "reported", 1),
        ("2021-07-14", "happened", "denied", 1),
    ],
)
def test_the_public_events(code: str, element: str, status: str, origins: int) -> None:
    assert proposed(element, _claims(code)) == Proposal(status, origins)


def test_every_status_has_its_rule() -> None:
    assert set(RULES) == {t.code for t in terms("element_status")}


def test_nobody_named_is_a_rumour_and_nothing_said_is_nothing() -> None:
    rumour = _claim("a broker", named="no", hour="20:00")
    assert proposed("happened", [rumour]) == Proposal("rumoured", 0)
    assert proposed("hour", [rumour]) == Proposal("rumoured", 0)
    assert proposed("place", [rumour]) == Proposal("", 0)
    assert proposed("happened", []) == Proposal("", 0)


def test_ten_papers_that_repeat_one_man_are_one_origin() -> None:
    first = _claim("Pastor Kim", date=uncertain("2023-10-09"))
    papers = [_claim(f"Paper {n}", date=uncertain("2023-10-09"), repeats=first.id) for n in range(10)]
    assert proposed("date", [first, *papers]) == Proposal("reported", 1)
    assert proposed("date", [first, *papers, _claim("Another", date=uncertain("2023-10"))]) == Proposal(
        "corroborated", 2
    )


@pytest.mark.parametrize(
    ("element", "first", "second", "status"),
    [
        ("date", {"date": uncertain("2023-10-09")}, {"date": uncertain("2023-10-10")}, "disputed"),
        ("date", {"date": uncertain("2023-10-09")}, {"date": uncertain("2023-10-09~")}, "corroborated"),
        ("hour", {"hour": "20:00"}, {"hour": "19:30"}, "disputed"),
        ("hour", {"hour": "20:00"}, {"hour": "20:00"}, "corroborated"),
        ("place", {"crossings": (ONE,)}, {"crossings": (ONE, TWO)}, "corroborated"),
        ("place", {"crossings": (ONE,)}, {"crossings": (TWO,)}, "disputed"),
        ("composition", {"composition": Text("women", "en")}, {"composition": Text("men", "en")}, "disputed"),
    ],
)
def test_two_origins_agree_or_differ(
    element: str, first: dict[str, Value], second: dict[str, Value], status: str
) -> None:
    claims = [_claim("One"), _claim("Two")]
    made = [claims[0].with_values(**first), claims[1].with_values(**second)]
    assert proposed(element, made) == Proposal(status, 2)


def test_a_denial_disputes_what_two_origins_report() -> None:
    denial = _claim("Ministry", stance="denies", state="CN", said_on=uncertain("2023-10-12"))
    assert proposed("happened", [_claim("One"), denial]).status == "denied"
    assert proposed("happened", [_claim("One"), _claim("Two"), denial]).status == "disputed"
    assert proposed("happened", [denial]).status == ""


def test_the_status_on_a_past_day() -> None:
    def entry(number: int, day: int, status: str) -> Record:
        from dataclasses import replace

        made = new("status", event=ONE, element="count", status=status)
        return replace(made, number=number, created_at=datetime(2026, 11, day, 9, tzinfo=UTC))

    history = [entry(2, 20, "disputed"), entry(1, 10, "reported")]
    assert status_on(history, date(2026, 11, 9)) == {}
    assert status_on(history, date(2026, 11, 10))["count"].text("status") == "reported"
    assert status_on(history, date(2026, 11, 30))["count"].text("status") == "disputed"


def test_which_claims_had_been_made_on_a_past_day() -> None:
    source = new("source", name=Text("Paper", "en"), published=uncertain("2023-10"))
    early = _claim("early", said_on=uncertain("2023-10-12"))
    month = _claim("month", relayed_by=source.id)
    late = _claim("late", said_on=uncertain("2024-01-05"), relayed_by=source.id)
    bare = _claim("bare")
    claims, sources = [early, month, late, bare], {source.id: source}
    found = made_by(claims, sources, date(2023, 10, 12))
    assert (found.by_then, found.perhaps, found.undated) == ((early,), (month,), (bare,))
    assert made_by(claims, sources, date(2023, 9, 30)) == Made((), (), (bare,))
    assert made_by(claims, sources, date(2024, 1, 5)) == Made((early, month, late), (), (bare,))
