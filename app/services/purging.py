"""The timed purge of the trash: what lay in it for as many days as somebody chose goes for good.

What something else still names stays: a purge takes nothing from what lives. A case that stands in a release
stays too, for without it a later release could not be compared with that one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import Clock
from app.ports import RESTORED, JournalQuery, ListQuery, Reader, Vault
from app.records import TYPES
from app.records.record import Record
from app.services.erasure import TOGETHER, close_over, holds, pointing
from app.steps import chunked

SETTING = "trash_days"
KINDS = ("case", "event", "source", "place", "quick_note")
"""What stands in the trash by itself; parts of these come back with them, and go with them."""
SLICE, MOST = 10, 100
"""How many of them go in one transaction (the search index is written anew in each), and about how many at
one unlock."""
PAGE = 200
HOUR = timedelta(hours=1)
LOOKED_AT, PAGES = 1000, 10
"""Entries of a page of the journal, and how many pages are looked at."""


def days(reader: Reader) -> int:
    """After how many days in the trash something goes for good, 0 for never."""
    text = reader.setting(SETTING)
    return int(text) if text.isdecimal() else 0


def choose(vault: Vault, number: int) -> None:
    """Choose the days, 0 for never (journaled). Nothing goes at once: the next purge heeds it."""
    with vault.write() as work:
        work.set_setting(SETTING, str(number) if number > 0 else "")
        work.commit()


def last_used(vault: Vault, clock: Clock) -> datetime | None:
    """When the vault was last worked in; to be asked for at unlock, before anything is entered.

    What is less than an hour old does not count: an unlock may itself note that a newer program brought the
    vault up, or what a crash left. None where nothing older is found near the end of the journal.
    """
    with vault.read() as reader:
        return _noted(reader, JournalQuery(limit=LOOKED_AT), clock.now() - HOUR)


def _noted(reader: Reader, query: JournalQuery, until: datetime) -> datetime | None:
    """When the newest entry was made that a query finds and that is not after a time."""
    for _page in range(PAGES):
        page = reader.journal(query)
        found = next((entry.at for entry in page.entries if entry.at <= until), None)
        if found is not None or page.before is None:
            return found
        query = replace(query, before=page.before)
    return None


def purge(vault: Vault, clock: Clock, used: datetime | None) -> Generator[int, None, int]:
    """Remove what is due, a few things in each slice; yields and returns how many went.

    `used` is what `last_used` said. Nothing goes where that is longer ago than the days chosen: whoever comes
    back sees the trash first, and a clock that runs ahead by as long empties nothing by itself. Nor does
    anything where the vault was restored less than so long ago: it may have been for what lies in its trash.
    """
    now = clock.now()
    if vault.reading_only:
        return 0
    with vault.read() as reader:
        after = timedelta(days=days(reader))
        if not after or used is None or now - used > after:
            return 0
        restored = _noted(reader, JournalQuery(actions=(RESTORED,), limit=1), now)
        if restored is not None and now - restored < after:
            return 0
        waiting = [r.id for r in _due(reader, now - after)]
    gone = 0
    for some in chunked(waiting, SLICE):
        if gone < MOST:
            gone += _purge(vault, now - after, some)
            yield gone
    return gone


def _due(reader: Reader, before: datetime) -> Iterable[Record]:
    """What was deleted before a time, oldest first within its kind."""
    for kind in KINDS:
        numbers = reader.numbers(ListQuery(kind, sort="changed", deleted=True))
        for some in chunked(numbers, PAGE):
            yield from (r for r in reader.glance.page(kind, some) if _old(r, before))


def _old(record: Record, before: datetime) -> bool:
    return record.deleted_at is not None and record.deleted_at <= before


def _purge(vault: Vault, before: datetime, ids: Sequence[UUID]) -> int:
    with vault.write() as work:
        found = [r for kind in KINDS for r in work.glance.many(kind, ids).values()]
        roots = [r for r in found if _old(r, before)]
        taken = going(work.glance, roots)
        if not taken:
            return 0
        gone = {r.id for r in taken}
        for key, draft in work.drafts().items():
            if draft.id in gone:
                work.drop_draft(key)
        work.erase(taken, {SETTING: days(work), "records": len(taken)})
        work.commit()
    return sum(r.id in gone for r in roots)


def going(reader: Reader, roots: Sequence[Record]) -> list[Record]:
    """The records that go with some deleted ones, but for those whose going would take from what stays."""
    together = {r.id for r in roots}
    units = {r.id: _with_parts(reader, r, together) for r in roots}
    while units:
        taken = {i: r for unit in units.values() for i, r in unit.items()}
        ids = frozenset(taken)
        stay = {r.id for r in taken.values() if r.id not in units and not _goes_along(r, ids)}
        types = {r.type for r in taken.values()}
        others = [r for r in (*pointing(reader, ids, types), *reader.drafts().values()) if r.id not in ids]
        stuck = [
            root
            for root, unit in units.items()
            if stay & unit.keys() or any(holds(r, frozenset(unit)) for r in others)
        ]
        if not stuck:
            return list(taken.values())
        for root in stuck:
            del units[root]
    return []


def _with_parts(reader: Reader, root: Record, together: set[UUID]) -> dict[UUID, Record]:
    """A record, the person of a case where no other case that stays is about them, and all their parts."""
    unit = {root.id: root}
    person = root.ref("person") if root.type == "case" else None
    if person is not None:
        cases = reader.where("case", "person", [person], trash=True)
        if {c.id for c in cases} <= together:
            unit |= reader.many("person", [person])
    close_over(reader, unit)
    return unit


def _goes_along(record: Record, ids: frozenset[UUID]) -> bool:
    """Whether a record is part of what goes; a relation only where both ends go."""
    kind = TYPES[record.type]
    if not kind.parent:
        return kind.key == "person"
    if record.deleted_at is not None:
        return True
    owners = [i for key in (kind.parent, *kind.also) if (i := record.ref(key)) is not None]
    return all(i in ids for i in (owners if kind.key in TOGETHER else owners[:1]))
