"""The journal entry by entry: place, hash, authentication, columns, values; and what the entries say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import loads
from app.ports import Finding
from db import covered, entries, journal, tables
from db.authentic import Secrets
from db.covered import Digests
from db.entries import Chains
from db.journal import ACKNOWLEDGE, CLOCK, ERASE, FIELDS, START, SWEEP
from db.watch import linked

RECORD, JOURNAL = "record", "journal"
BACK = timedelta(minutes=10)
"""By how much the clock may go back from one entry to the next without being told: it is set by servers."""
UNREADABLE = (ValueError, KeyError, AttributeError, TypeError)
"""What a value raises that is none of those a program writes."""


Place = tuple[int, int]
"""Where an entry stands: which chain, counted from the oldest, and its number in it."""


@dataclass(frozen=True)
class Erasure:
    """An entry that says that a record was erased, or some `fields` of it."""

    place: Place
    fields: frozenset[str] | None


@dataclass(frozen=True)
class Emptied:
    """An entry of which values are gone."""

    place: Place
    record: UUID | None
    batch: str
    fields: frozenset[str]


@dataclass
class Known:
    """What one pass over records and journal learns, to hold one against the other.

    `since`: the records, and `since_ops` the transactions, of entries made while the check went on.
    """

    records: dict[UUID, tuple[str, int, str]] = field(default_factory=dict)  # code or id, version, digest
    latest: dict[UUID, tuple[int, str, str]] = field(default_factory=dict)  # version, digest, batch
    emptied: list[Emptied] = field(default_factory=list)
    erased: dict[UUID, list[Erasure]] = field(default_factory=dict)
    swept: set[str] = field(default_factory=set)
    rows: Digests = field(default_factory=dict)
    ops: dict[UUID, datetime] = field(default_factory=dict)
    place: Place = (0, 0)
    values: int = 0
    clock: dict[tuple[str, int], str] = field(default_factory=dict)  # chain, number: from when to when
    since: set[UUID] = field(default_factory=set)
    since_ops: set[UUID] = field(default_factory=set)

    def gone(self, record: UUID, batch: str) -> bool:
        """Whether a record need not be there: its batch was swept, or it was erased."""
        whole = any(erasure.fields is None for erasure in self.erased.get(record, ()))
        return whole or batch in self.swept

    def rightly_empty(self, one: Emptied) -> bool:
        """Whether later entries account for values that are gone."""
        if one.batch in self.swept or one.record is None:
            return one.batch in self.swept
        later = [e.fields for e in self.erased.get(one.record, ()) if e.place > one.place]
        return None in later or one.fields <= frozenset().union(*(f for f in later if f))


class Pass:
    """One pass over all chains, a few entries at a time, each time in a transaction of the caller."""

    def __init__(self, secrets: Secrets, chains: Chains, known: Known) -> None:
        self._key, self._chains, self._known = secrets.journal_key, chains, known
        self._number = 0
        self._seq, self._prev, self._at = 0, START, cast("datetime | None", None)
        self.tail = self.done = False

    def more(self, connection: sa.Connection, most: int) -> list[Finding]:
        """What is wrong with the next `most` entries at most; sets `done` when it met the end."""
        chain = self._chains.known[self._number]
        page = _entries(connection, chain, self._seq, most)
        self.done = len(page) < most and self._number + 1 == len(self._chains.known)
        if page or self.done:
            return [finding for row, values in page for finding in self._one(row, values)]
        end = self._chains.ends[self._number]
        found = [] if end == (self._seq, self._prev) else [Finding(JOURNAL, str(self._seq), "end")]
        self._number, self._seq, self._prev, self._at = self._number + 1, 0, START, None
        return found

    def _one(self, row: Any, values: list[Any]) -> Iterator[Finding]:
        known = self._known
        known.place = (self._number, row.seq)
        known.values += len(values)
        if self.tail:
            known.since_ops.add(row.op)
            known.since |= {row.record} if row.record else set()
        differs = list(_entry(row, values, self._key, self._seq, self._prev, known))
        if differs:
            yield Finding(JOURNAL, str(row.seq), ", ".join(differs))
        if self._at is not None and row.at < self._at - BACK:
            times = f"{journal.moment(self._at)} -> {journal.moment(row.at)}"
            known.clock[row.chain.hex, row.seq] = times
        self._seq, self._prev, self._at = row.seq, row.hash, row.at

    def ending(self, connection: sa.Connection) -> Iterator[Finding]:
        """What can be told once all entries are known."""
        known = self._known
        yield from (Finding(JOURNAL, chain.hex, "chain") for chain in self._chains.unknown)
        count = sa.select(sa.func.count()).select_from(tables.journal_value)
        if connection.execute(count).scalar_one() != known.values:
            yield from (Finding(JOURNAL, str(seq), "values") for seq in entries.orphans(connection))
        yield from (Finding(CLOCK, str(seq), times) for (_chain, seq), times in known.clock.items())
        wrong = (one for one in known.emptied if not known.rightly_empty(one))
        yield from (Finding(JOURNAL, str(one.place[1]), "values") for one in wrong)
        yield from (Finding(RECORD, r.hex, "erased") for r in known.erased if self._came_back(connection, r))

    def _came_back(self, connection: sa.Connection, record: UUID) -> bool:
        """Whether a value that was erased is there again."""
        left = [
            ((self._chains.known.index(chain), seq), name)
            for chain, seq, name in entries.left_of(connection, record)
            if chain in self._chains.known
        ]
        return any(
            place < erasure.place and (erasure.fields is None or name in erasure.fields)
            for erasure in self._known.erased[record]
            for place, name in left
        )


def _entries(connection: sa.Connection, chain: UUID, after: int, most: int) -> list[tuple[Any, list[Any]]]:
    table = tables.journal
    statement = sa.select(table).where(table.c.chain == chain, table.c.seq > after)
    page = connection.execute(statement.order_by(table.c.seq).limit(most)).all()
    values = entries.values_of(connection, [(row.chain, row.seq) for row in page])
    return [(row, values[row.chain, row.seq]) for row in page]


def _entry(row: Any, values: list[Any], key: bytes, seq: int, prev: str, known: Known) -> Iterator[str]:
    """What is wrong with an entry: its place, its hash, its authentication, its columns, its values."""
    yield from linked(row, key, seq, prev)
    try:
        body = cast("dict[str, Any]", loads(row.body))
        record = body.get("record", {})
        said = (body["seq"], body["prev"], body["chain"], body["actor"], body["op"], body["at"])
        stands = (row.seq, row.prev, row.chain.hex, row.actor.hex, row.op.hex, journal.moment(row.at))
        if said != stands or record.get("id") != (row.record and row.record.hex):
            yield "columns"
        wrong = list(_values(row, body, values, known))
        _learn(row, body, values, known)
    except UNREADABLE:
        yield "body"
        return
    yield from wrong


def _values(row: Any, body: dict[str, Any], values: list[Any], known: Known) -> Iterator[str]:
    found = {(v.side, v.field): v for v in values}
    said = {
        (side, key): digest
        for side in (journal.OLD, journal.NEW, journal.DETAIL)
        for key, digest in body.get(side, {}).items()
    }
    emptied = [v for v in values if v.salt is None and v.value is None]
    if emptied:
        batch = body.get("record", {}).get("batch", "")
        names = frozenset(v.field for v in emptied)
        known.emptied.append(Emptied(known.place, row.record, batch, names))
    if found.keys() != said.keys() or any(
        v.salt is None or v.value is None or journal.value_digest(v.salt, v.value) != said[key]
        for key, v in found.items()
        if v not in emptied
    ):
        yield "values"


def _learn(row: Any, body: dict[str, Any], values: list[Any], known: Known) -> None:
    record = body.get("record")
    known.ops.setdefault(row.op, row.at)
    for value in values:
        if (value.side, value.field) == (journal.DETAIL, covered.ROWS) and value.value:
            covered.laid_over(known.rows, loads(value.value))
    if body["action"] == SWEEP:
        known.swept |= {loads(v.value) for v in values if v.field == "batch" and v.value}  # type: ignore[misc]  # JSON
    if body["action"] == ACKNOWLEDGE:
        for value in values:
            if value.field == CLOCK and value.value:
                for chain, seq in cast("list[tuple[str, int]]", loads(value.value)):
                    known.clock.pop((chain, seq), None)
    if record is not None:
        about = UUID(hex=record["id"])
        known.latest[about] = (record["version"], record["digest"], record.get("batch", ""))
        if body["action"] == ERASE:
            known.erased.setdefault(about, []).append(Erasure(known.place, _fields(body, values)))


def _fields(body: Mapping[str, Any], values: list[Any]) -> frozenset[str] | None:
    """The fields that an erasure took; None for the record whole, none where it was itself erased since."""
    if FIELDS not in body.get(journal.DETAIL, {}):
        return None
    told = next((v.value for v in values if (v.side, v.field) == (journal.DETAIL, FIELDS)), None)
    return frozenset(cast("list[str]", loads(told)) if told else ())
