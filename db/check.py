"""Integrity of everything: pages, references, digests of records, the journal, one against the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import loads
from app.errors import DamagedVault
from app.i18n import _
from app.ports import Finding
from app.records import ALL, Record, RecordType
from db import journal, tables
from db.digest import record_digest
from db.engine import database_errors
from db.journal import ERASE, START, SWEEP
from db.reader import own_fields
from db.store import CHUNK, Store, chunks
from db.tables import RECORDS
from db.unit import Secrets

PAGES, STRUCTURE, REFERENCE, RECORD, JOURNAL, KEY_FILE = (
    "pages",
    "structure",
    "reference",
    "record",
    "journal",
    "key_file",
)
UNREADABLE = (ValueError, KeyError, AttributeError, TypeError)
"""What a value raises that is none of those a program writes."""
Transaction = Callable[[], AbstractContextManager[sa.Connection]]


@dataclass
class Known:
    """What one pass over records and journal learns, to hold one against the other."""

    records: dict[UUID, tuple[str, int, str]] = field(default_factory=dict)  # code or id, version, digest
    latest: dict[UUID, tuple[int, str, str]] = field(default_factory=dict)  # version, digest, batch
    emptied: list[tuple[int, UUID | None, str]] = field(default_factory=list)  # seq, record, batch
    erased: dict[UUID, int] = field(default_factory=dict)  # seq of the last erasure
    swept: set[str] = field(default_factory=set)


def run(
    transaction: Transaction, secrets: Secrets, key_file_problems: Callable[[], list[str]]
) -> Iterator[Finding | str]:
    """Yields what is being checked, and each finding. Reads only.

    No transaction is open while it waits to be asked for more; records and journal are read in one, so that
    a save in between is no finding.
    """
    yield _("Key file")
    yield from [Finding(KEY_FILE, differs=name) for name in key_file_problems()]
    yield _("Pages of the database")
    yield from _found(transaction, _pages)
    yield _("References between records")
    yield from _found(transaction, _references)
    yield _("Records against their digests")
    known = Known()
    yield from _found(transaction, partial(_records_and_journal, secrets=secrets, known=known))


def _found(
    transaction: Transaction, part: Callable[[sa.Connection], Iterator[Finding | str]]
) -> list[Finding | str]:
    found: list[Finding | str] = []
    try:
        with transaction() as connection, database_errors():
            found.extend(part(connection))
    except DamagedVault:
        found.append(Finding(PAGES, differs="unreadable"))
    return found


def _records_and_journal(
    connection: sa.Connection, secrets: Secrets, known: Known
) -> Iterator[Finding | str]:
    yield from _records(connection, secrets.digest_key, known)
    yield _("Journal")
    yield from _journal(connection, secrets.journal_key, known)
    yield _("Records against the journal")
    yield from _both(known)


def _pages(connection: sa.Connection) -> Iterator[Finding]:
    for (line,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield Finding(PAGES, differs=str(line))
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(STRUCTURE, differs=str(line))


def _references(connection: sa.Connection) -> Iterator[Finding]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(REFERENCE, differs=f"{row[0]} {row[1]} -> {row[2]}")


def _records(connection: sa.Connection, key: bytes, known: Known) -> Iterator[Finding]:
    store = Store(connection, own_fields(connection))
    for record_type in ALL:
        for found in _every(store, record_type):
            if isinstance(found, str):
                yield Finding(RECORD, found, "unreadable")
                continue
            known.records[found.id] = (label(found), found.version, found.digest)
            if record_digest(key, found) != found.digest:
                yield Finding(RECORD, label(found), "digest")


def _every(store: Store, record_type: RecordType) -> Iterator[Record | str]:
    """Every record of a type; of one whose values cannot be read its handle as text."""
    table = RECORDS[record_type.key]
    numbers = store.connection.execute(sa.select(table.c.n).order_by(table.c.n)).scalars().all()
    for some in chunks(numbers, CHUNK):
        try:
            yield from store.load(record_type, sa.select(table).where(table.c.n.in_(some)))
        except UNREADABLE:
            for number in some:
                yield from _one(store, record_type, number)


def _one(store: Store, record_type: RecordType, number: int) -> Iterator[Record | str]:
    table = RECORDS[record_type.key]
    try:
        yield from store.load(record_type, sa.select(table).where(table.c.n == number))
    except UNREADABLE:
        yield f"{record_type.key} {number}"


def label(record: Record) -> str:
    """How a finding names a record: by its code, else its id."""
    return record.text("code") or record.id.hex


def _journal(connection: sa.Connection, key: bytes, known: Known) -> Iterator[Finding]:
    chains = connection.execute(sa.select(tables.journal.c.chain).distinct()).scalars().all()
    for chain in chains:
        seq, prev = 0, START
        for row, values in _entries(connection, chain):
            differs = list(_entry(row, values, key, seq, prev, known))
            if differs:
                yield Finding(JOURNAL, str(row.seq), ", ".join(differs))
            seq, prev = row.seq, row.hash
    for at, record, batch in known.emptied:
        erased = record is not None and known.erased.get(record, 0) > at
        if not erased and batch not in known.swept:
            yield Finding(JOURNAL, str(at), "values")


def _entries(connection: sa.Connection, chain: UUID) -> Iterator[tuple[Any, list[Any]]]:
    table, last = tables.journal, 0
    statement = sa.select(table).where(table.c.chain == chain).order_by(table.c.seq).limit(CHUNK)
    while page := connection.execute(statement.where(table.c.seq > last)).all():
        values = journal.values_of(connection, [(row.chain, row.seq) for row in page])
        yield from ((row, values[row.chain, row.seq]) for row in page)
        last = page[-1].seq


def _entry(row: Any, values: list[Any], key: bytes, seq: int, prev: str, known: Known) -> Iterator[str]:
    """What is wrong with an entry: its place, its hash, its authentication, its columns, its values."""
    if row.seq != seq + 1 or row.prev != prev:
        yield "chain"
    if hashlib.sha256(row.body.encode()).hexdigest() != row.hash:
        yield "hash"
    if journal.mac(key, row.hash) != row.mac:
        yield "mac"
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
        known.emptied.append((row.seq, row.record, body.get("record", {}).get("batch", "")))
    if found.keys() != said.keys() or any(
        v.salt is None or v.value is None or journal.value_digest(v.salt, v.value) != said[key]
        for key, v in found.items()
        if v not in emptied
    ):
        yield "values"


def _learn(row: Any, body: dict[str, Any], values: list[Any], known: Known) -> None:
    record = body.get("record")
    if body["action"] == SWEEP:
        known.swept |= {loads(v.value) for v in values if v.field == "batch" and v.value}  # type: ignore[misc]
    if record is not None:
        about = UUID(hex=record["id"])
        known.latest[about] = (record["version"], record["digest"], record.get("batch", ""))
        if body["action"] == ERASE:
            known.erased[about] = row.seq


def _both(known: Known) -> Iterator[Finding]:
    """A record differs from history where an old page, or an older file, was put back."""
    for record, (name, version, digest) in known.records.items():
        last = known.latest.get(record)
        if last is None or last[:2] != (version, digest):
            yield Finding(RECORD, name, "history")
    for record, (_version, _digest, batch) in known.latest.items():
        if record not in known.records and batch not in known.swept:
            yield Finding(RECORD, record.hex, "missing")
