"""Small stories that several tests tell: the public events in a vault, people with consents."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from app.records.record import Record, new, row
from app.sample.ids import Ids
from app.sample.public import public_records
from app.services.files import new_case_in
from app.services.sample import fill
from app.services.saving import save_in
from app.values import Text, uncertain
from tests.fakes import FakeVault

OCTOBER = "2023-10-09"


class FixedClock:
    """A clock that stands still."""

    def __init__(self, now: datetime = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)) -> None:
        self.time = now

    def now(self) -> datetime:
        """The time it was set to."""
        return self.time


def public_vault() -> FakeVault:
    """A vault with the eight public events and nobody in it."""
    vault = FakeVault()
    fill(vault, public_records(Ids(1)))
    return vault


def consent(permission: str, answer: str = "given", date: str = "2025-05-02", **values: object) -> Record:
    """A draft of a consent."""
    return new("consent", permission=permission, answer=answer, date=uncertain(date), **values)  # type: ignore[arg-type]


def add_person(
    vault: FakeVault,
    name: str,
    *consents: Record,
    latin: str = "",
    event: str = OCTOBER,
    certainty: str = "probable",
    birth: str = "1991",
    home: str = "north-hamgyong",
    account: str = "",
    narrative: str = "",
) -> Record:
    """A woman with a case linked to an event; returns her case."""
    with vault.write() as work:
        places = {p.text("key"): p.id for p in work.all("place")}
        names = [row(text=name, script="hangul"), *([row(text=latin, script="latin")] if latin else [])]
        person = new(
            "person",
            names=tuple(names),
            sex="female",
            birth=uncertain(birth),
            home=places[home],
            role="victim",
        )
        draft = new(
            "case",
            status="returned_unknown",
            arrest_date=uncertain("2023-06~"),
            arrest_place=places["helong"],
            last_known_place=places["helong"],
            account=Text(account) if account else None,
            narrative=Text(narrative) if narrative else None,
        )
        _person, case = new_case_in(work, person, draft)
        found = work.by_text("event", "code", event)
        assert found is not None
        save_in(
            work,
            new(
                "link",
                case=case.record.id,
                event=found.id,
                certainty=certainty,
                crossing=places["nanping"],
                basis=Text("named by a relative"),
            ),
        )
        for given in consents:
            save_in(work, given.with_values(case=case.record.id))
        work.commit()
    return case.record


def claim(**values: object) -> Record:
    """A draft of a named organisation's claim."""
    base: dict[str, object] = {"claimant": Text("A"), "named": "yes", "wording": Text("w"), **values}
    return new("claim", **base)  # type: ignore[arg-type]


def event_id(vault: FakeVault, code: str = OCTOBER) -> UUID:
    """The id of an event."""
    with vault.read() as reader:
        found = reader.by_text("event", "code", code)
    assert found is not None
    return found.id
