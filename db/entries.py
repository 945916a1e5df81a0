"""Entries of the journal as they are read: of one record, the newest, through all chains of a vault."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import Json, loads
from app.ports import Change, Entry, Finding
from db import tables
from db.journal import BEFORE, CLOCK, DETAIL, NEW, OLD, mac, moment


@dataclass(frozen=True)
class Chains:
    """The chains of a vault, the oldest first; `ends` says where each but the last must end (number, hash);
    `unknown` are those that no chain names."""

    known: tuple[UUID, ...]
    ends: tuple[tuple[int, str], ...] = ()
    unknown: tuple[UUID, ...] = ()


def chains(connection: sa.Connection, current: UUID) -> Chains:
    """The chains from `current` back, each named by the first entry of the next, in its detail `before`."""
    there = set(connection.execute(sa.select(tables.journal.c.chain).distinct()).scalars())
    known: list[UUID] = [current]
    ends: list[tuple[int, str]] = []
    while before := _before(connection, known[0]):
        chain = UUID(hex=before["chain"])
        if chain in known or chain not in there:
            break
        known.insert(0, chain)
        ends.insert(0, (before["seq"], before["hash"]))
    return Chains(tuple(known), tuple(ends), tuple(sorted(there - set(known))))


def _before(connection: sa.Connection, chain: UUID) -> dict[str, Any] | None:
    table = tables.journal_value
    wanted = (table.c.chain == chain, table.c.seq == 1, table.c.side == DETAIL, table.c.field == BEFORE)
    text = connection.execute(sa.select(table.c.value).where(*wanted)).scalar()
    return cast("dict[str, Any]", loads(text)) if text else None


def orphans(connection: sa.Connection) -> list[int]:
    """The numbers of entries that are not there but of which values are."""
    table, entries = tables.journal_value, tables.journal
    here = sa.exists().where(entries.c.chain == table.c.chain, entries.c.seq == table.c.seq)
    return list(connection.execute(sa.select(table.c.seq).where(~here).distinct()).scalars())


def of_record(connection: sa.Connection, record: UUID, current: UUID) -> list[Entry]:
    """The entries about a record, newest first: those of the `current` chain before those it goes on from."""
    table = tables.journal
    wanted = sa.select(table).where(table.c.record == record).order_by(table.c.seq.desc())
    named = sa.select(table.c.chain).where(table.c.record == record).distinct()
    of = set(connection.execute(named).scalars())
    if len(of) < 2:
        return _entries(connection, wanted)
    order = [chain for chain in reversed(chains(connection, current).known) if chain in of]
    order += sorted(of - set(order))
    return [e for chain in order for e in _entries(connection, wanted.where(table.c.chain == chain))]


def last(connection: sa.Connection, chain: UUID) -> Entry | None:
    """The newest entry of a chain, whatever the clock said."""
    table = tables.journal
    statement = sa.select(table).where(table.c.chain == chain).order_by(table.c.seq.desc()).limit(1)
    found = _entries(connection, statement)
    return found[0] if found else None


def _newest() -> sa.Select[Any]:
    table = tables.journal
    some = sa.bindparam("some", expanding=True, type_=sa.Uuid())
    top = sa.select(table.c.chain, sa.func.max(table.c.seq).label("seq"))
    one = top.where(table.c.record.in_(some)).group_by(table.c.record, table.c.chain).subquery()
    here = sa.and_(table.c.chain == one.c.chain, table.c.seq == one.c.seq)
    return sa.select(table.c.chain, table.c.record, table.c.body, table.c.hash, table.c.mac).join(one, here)


_NEWEST = _newest()
"""The newest entry about each of some records, in each chain; made once, for it is asked at every opening."""


def clock_steps(connection: sa.Connection, current: UUID, findings: Sequence[Finding]) -> list[Json]:
    """Chain and number of the entries at which the clock went back, of the findings that are about it."""
    table, steps = tables.journal, cast("list[Json]", [])
    for finding in findings:
        if finding.kind == CLOCK:
            for chain in chains(connection, current).known:
                one = sa.select(table.c.at).where(table.c.chain == chain, table.c.seq == int(finding.record))
                at = connection.execute(one).scalar()
                if at is not None and finding.differs.endswith(moment(at)):
                    steps.append([chain.hex, int(finding.record)])
    return steps


def standing(
    connection: sa.Connection, chain: UUID, key: bytes, records: Sequence[UUID]
) -> dict[UUID, tuple[int, str]]:
    """Version and digest of records as their newest entries say; without an authentic one none."""
    newest: dict[UUID, Any] = {}
    for start in range(0, len(records), 500):
        for row in connection.execute(_NEWEST, {"some": list(records[start : start + 500])}):
            before = newest.get(row.record)
            if before is None or _later(connection, chain, row.chain, before.chain):
                newest[row.record] = row
    return {record: said for record, row in newest.items() if (said := _said(row, key)) is not None}


def _later(connection: sa.Connection, current: UUID, one: UUID, other: UUID) -> bool:
    """Whether a chain comes after another: the current one after all, then as each names the one before."""
    order = chains(connection, current).known
    return one in order and (other not in order or order.index(one) > order.index(other))


def _said(row: Any, key: bytes) -> tuple[int, str] | None:
    """What an entry says of its record, where it is authentic."""
    digest = hashlib.sha256(row.body.encode()).hexdigest()
    if row.hash != digest or row.mac != mac(key, digest):
        return None
    record = cast("dict[str, Any]", loads(row.body)).get("record", {})
    return (record["version"], record["digest"]) if record.get("id") == row.record.hex else None


def left_of(connection: sa.Connection, record: UUID) -> list[tuple[UUID, int, str]]:
    """Chain, number and field of the values about a record that are not emptied."""
    table, entries = tables.journal_value, tables.journal
    joined = sa.and_(entries.c.chain == table.c.chain, entries.c.seq == table.c.seq)
    full = sa.or_(table.c.value.is_not(None), table.c.salt.is_not(None))
    statement = sa.select(table.c.chain, table.c.seq, table.c.field).join(entries, joined)
    found = connection.execute(statement.where(entries.c.record == record, full)).all()
    return [(row.chain, row.seq, row.field) for row in found]


def values_of(
    connection: sa.Connection, keys: list[tuple[UUID, int]]
) -> Mapping[tuple[UUID, int], list[Any]]:
    """The rows of `journal_value` of some entries."""
    table = tables.journal_value
    found: dict[tuple[UUID, int], list[Any]] = defaultdict(list)
    statement = sa.select(table).where(sa.tuple_(table.c.chain, table.c.seq).in_(keys))
    for row in connection.execute(statement.order_by(table.c.field)):
        found[row.chain, row.seq].append(row)
    return found


def _entries(connection: sa.Connection, statement: sa.Select[Any]) -> list[Entry]:
    rows = connection.execute(statement).all()
    entries = []
    for start in range(0, len(rows), 400):
        some = rows[start : start + 400]
        values = values_of(connection, [(row.chain, row.seq) for row in some])
        entries += [entry_of(row, values[row.chain, row.seq]) for row in some]
    return entries


def entry_of(row: Any, values: list[Any]) -> Entry:
    """An entry from its row and the rows of its values."""
    body = cast("dict[str, Any]", loads(row.body))
    sides: dict[str, dict[str, Json]] = {OLD: {}, NEW: {}, DETAIL: {}}
    for value in values:
        sides[value.side][value.field] = None if value.value is None else loads(value.value)
    changed = sorted({*body.get(OLD, {}), *body.get(NEW, {})})
    record = body.get("record", {})
    return Entry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        action=body["action"],
        record_type=record.get("type", ""),
        record_id=row.record,
        version=record.get("version", 0),
        changes=tuple(_change(body, sides, key) for key in changed),
        detail=sides[DETAIL],
    )


def _change(body: Mapping[str, Any], sides: Mapping[str, Mapping[str, Json]], key: str) -> Change:
    """A value before and after; erased where the entry speaks of a value that is not there."""
    old, new = sides[OLD].get(key), sides[NEW].get(key)
    erased = any(key in body.get(side, {}) and sides[side].get(key) is None for side in (OLD, NEW))
    return Change(key, old, new, erased)
