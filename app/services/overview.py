"""What the home page shows: how much there is, where people are now, what runs out soon."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.completeness import URGENT_MONTHS, months_after
from app.consent import standing
from app.ports import Condition, ListQuery, Reader
from app.records.record import Record
from app.services.files import CaseRow, case_rows
from app.services.filters import urgent
from app.values import uncertain

SOON = timedelta(days=60)
RECENT = 6
EVENTS = 4
AT_MOST = 200


@dataclass(frozen=True)
class Deadline:
    """Something that runs out on `day`: a consent (`permission` says which) or the urgent procedure ("").

    `begun` is the day the time began to run, where it is known.
    """

    case: CaseRow
    permission: str
    day: date
    begun: date | None = None

    def days_left(self, on: date) -> int:
        """Days from a day to the end; negative when it is over."""
        return (self.day - on).days

    def used(self, on: date) -> float:
        """The share of the time that is used up, 0 to 1."""
        begun = self.begun or self.day - SOON
        return min(1.0, max(0.0, (on - begun).days / max(1, (self.day - begun).days)))


@dataclass(frozen=True)
class EventBrief:
    """An event in a line: itself, how many claims and linked cases it has."""

    event: Record
    claims: int
    cases: int


@dataclass(frozen=True)
class Overview:
    """The home page as data; `statuses` in the order of the vocabulary, the last ("") for not recorded."""

    on: date
    cases: int
    events: int
    claims: int
    sources: int
    releases: int
    statuses: tuple[tuple[str, int], ...]
    deadlines: tuple[Deadline, ...]
    recent: tuple[CaseRow, ...]
    lately: tuple[EventBrief, ...]
    unlinked: int


def in_slices(
    read: Callable[[], AbstractContextManager[Reader]], on: date
) -> Generator[None, None, Overview]:
    """Everything of the home page, in counts and short lists whatever the size of the vault.

    `read` opens a transaction: each slice has one of its own.
    """
    with read() as reader:
        codes = [t.code for t in reader.terms() if t.vocabulary == "status"]
    statuses = []
    for code in (*codes, ""):
        yield
        with read() as reader:
            statuses.append((code, _status(reader, code)))
    yield
    with read() as reader:
        deadlines = _deadlines(reader, on)
    yield
    with read() as reader:
        lately = _events(reader)
    yield
    with read() as reader:
        return _rest(reader, on, tuple(statuses), deadlines, lately)


def _rest(
    reader: Reader,
    on: date,
    statuses: tuple[tuple[str, int], ...],
    deadlines: tuple[Deadline, ...],
    lately: tuple[EventBrief, ...],
) -> Overview:
    count = {kind: reader.count(ListQuery(kind)) for kind in ("case", "event", "claim", "source", "release")}
    recent = reader.numbers(ListQuery("case", sort="changed", descending=True))[:RECENT]
    return Overview(
        on=on,
        cases=count["case"],
        events=count["event"],
        claims=count["claim"],
        sources=count["source"],
        releases=count["release"],
        statuses=statuses,
        deadlines=deadlines,
        recent=tuple(case_rows(reader, recent, on)),
        lately=lately,
        unlinked=reader.count(ListQuery("case", conditions=(Condition("link/event", "empty"),))),
    )


def _events(reader: Reader) -> tuple[EventBrief, ...]:
    """The latest events by their date, newest first."""
    numbers = reader.numbers(ListQuery("event", sort="date", descending=True))[:EVENTS]
    return tuple(
        EventBrief(
            event,
            reader.count(ListQuery("claim", conditions=(Condition("event", "is", event.id),))),
            reader.count(ListQuery("case", conditions=(Condition("link/event", "is", event.id),))),
        )
        for event in reader.page("event", numbers)
    )


def _status(reader: Reader, code: str) -> int:
    condition = Condition("status", "is", code) if code else Condition("status", "empty")
    return reader.count(ListQuery("case", conditions=(condition,)))


def _deadlines(reader: Reader, on: date) -> tuple[Deadline, ...]:
    ends = [*_consents_ending(reader, on), *_urgent(reader, on)]
    cases = {case for case, _, _, _ in ends}
    numbers = [c.number for c in reader.glance.many("case", cases).values() if c.deleted_at is None]
    rows = {row.case.id: row for row in case_rows(reader, numbers, on)}
    found = [Deadline(rows[c], kind, day, begun) for c, kind, day, begun in ends if c in rows]
    return tuple(sorted(found, key=lambda d: (d.day, d.case.case.text("code"))))


_End = tuple[UUID, str, date, date | None]


def _between(kind: str, key: str, after: date, before: date) -> ListQuery:
    conditions = (
        Condition(key, "after", uncertain(after.isoformat())),
        Condition(key, "before", uncertain(before.isoformat())),
    )
    return ListQuery(kind, sort=key, conditions=conditions)


def _consents_ending(reader: Reader, on: date) -> list[_End]:
    query = _between("consent", "expires", on - timedelta(days=1), on + SOON)
    ending = reader.page("consent", reader.numbers(query)[:AT_MOST])
    stands = _in_force(reader, {case for c in ending if (case := c.ref("case"))}, on)
    consents = [c for c in ending if c.id in stands]
    return [
        (case, c.text("permission"), expires.earliest, _begin(c))
        for c in consents
        if (case := c.ref("case")) and (expires := c.date("expires")) and expires.earliest and _given(c)
    ]


def _in_force(reader: Reader, cases: set[UUID], on: date) -> set[UUID]:
    """The consents on which a permission rests today: neither withdrawn nor given anew since."""
    by_case: dict[UUID, list[Record]] = {}
    for consent in reader.glance.where("consent", "case", cases):
        if case := consent.ref("case"):
            by_case.setdefault(case, []).append(consent)
    return {
        grant.consent
        for consents in by_case.values()
        for permission in standing(consents, on).values()
        for grant in permission.grants.values()
    }


def _given(consent: Record) -> bool:
    return consent.text("answer") == "given"


def _begin(consent: Record) -> date | None:
    given = consent.date("date")
    return given.latest if given else None


def _urgent(reader: Reader, on: date) -> list[_End]:
    query = ListQuery("case", sort="arrest_date", conditions=urgent(on))
    cases: Sequence[Record] = reader.page("case", reader.numbers(query)[:AT_MOST])
    return [
        (case.id, "", months_after(arrest.earliest, URGENT_MONTHS), arrest.earliest)
        for case in cases
        if (arrest := case.date("arrest_date")) and arrest.earliest
    ]
