"""Integrity of everything: pages, references, digests of records, the journal, one against the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import loads
from app.errors import DamagedVault
from app.i18n import _
from app.ports import Finding
from app.records import ALL, Record, RecordType
from db import covered, head, journal, migrations, tables, watch
from db.anchors import Anchors
from db.authentic import Secrets, label
from db.covered import Digests
from db.derived import DERIVED, SEARCH, expected, index_differs, labels, ownerless, wrong_columns
from db.digest import record_digest
from db.engine import database_errors
from db.journal import ERASE, START, SWEEP
from db.reader import own_fields
from db.store import CHUNK, Store, chunks
from db.tables import RECORDS

PAGES, STRUCTURE, SCHEMA, REFERENCE = "pages", "structure", "schema", "reference"
RECORD, JOURNAL, CLOCK, TRANSACTION, KEY_FILE = "record", "journal", "clock", "transaction", "key_file"
BACK = timedelta(minutes=10)
"""By how much the clock may go back from one entry to the next without being told: it is set by servers."""
UNREADABLE = (ValueError, KeyError, AttributeError, TypeError)
"""What a value raises that is none of those a program writes."""
Transaction = Callable[[], AbstractContextManager[sa.Connection]]


@dataclass
class Known:
    """What one pass over records and journal learns, to hold one against the other. Entries are counted
    through all chains, the oldest first, so that one can be told to come after another."""

    records: dict[UUID, tuple[str, int, str]] = field(default_factory=dict)  # code or id, version, digest
    latest: dict[UUID, tuple[int, str, str]] = field(default_factory=dict)  # version, digest, batch
    emptied: list[tuple[int, str, UUID | None, str]] = field(
        default_factory=list
    )  # count, seq, record, batch
    full: dict[UUID, int] = field(default_factory=dict)  # count of the first entry that holds values
    erased: dict[UUID, int] = field(default_factory=dict)  # count of the last erasure
    swept: set[str] = field(default_factory=set)
    rows: Digests = field(default_factory=dict)
    ops: dict[UUID, datetime] = field(default_factory=dict)
    entries: int = 0


def run(
    transaction: Transaction, secrets: Secrets, anchors: Anchors, key_file_problems: Callable[[], list[str]]
) -> Iterator[Finding | str]:
    """Yields what is being checked, and each finding. Reads only, and moves no anchor.

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
    yield from _found(transaction, partial(_contents, secrets=secrets, anchors=anchors))


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


def _contents(connection: sa.Connection, secrets: Secrets, anchors: Anchors) -> Iterator[Finding | str]:
    known = Known()
    yield from _records(connection, secrets.digest_key, known)
    yield _("Journal")
    yield from _journal(connection, secrets, known)
    yield _("Records against the journal")
    yield from _both(known)
    yield _("Anchors, and what stands beside the journal")
    yield from _beside(connection, secrets, anchors, known)


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
        right: dict[int, tuple[int, int]] = {}
        skipped: set[int] = set()
        for page in chunks(_every(store, record_type), CHUNK):
            sound = []
            for found in page:
                if isinstance(found, int):
                    yield Finding(RECORD, f"{record_type.key} {found}", "unreadable")
                    skipped.add(found)
                    continue
                known.records[found.id] = (label(found), found.version, found.digest)
                if record_digest(key, found) == found.digest:
                    sound.append(found)
                else:
                    yield Finding(RECORD, label(found), "digest")
                    skipped.add(found.number)
            right |= {r.number: expected(store.fields(record_type), r) for r in sound}
            wrong = dict.fromkeys(wrong_columns(store, record_type, sound))
            yield from (Finding(RECORD, known.records[found][0], DERIVED) for found in wrong)
        numbers = [n for n in index_differs(connection, record_type.key, right) if n not in skipped]
        yield from (Finding(RECORD, name, SEARCH) for name in labels(record_type.key, numbers, connection))
    yield from (Finding(RECORD, owner.hex, name) for name, owner in ownerless(connection))


def _every(store: Store, record_type: RecordType) -> Iterator[Record | int]:
    """Every record of a type; of one whose values cannot be read its handle."""
    table = RECORDS[record_type.key]
    numbers = store.connection.execute(sa.select(table.c.n).order_by(table.c.n)).scalars().all()
    for some in chunks(numbers, CHUNK):
        try:
            yield from store.load(record_type, sa.select(table).where(table.c.n.in_(some)))
        except UNREADABLE:
            for number in some:
                yield from _one(store, record_type, number)


def _one(store: Store, record_type: RecordType, number: int) -> Iterator[Record | int]:
    table = RECORDS[record_type.key]
    try:
        yield from store.load(record_type, sa.select(table).where(table.c.n == number))
    except UNREADABLE:
        yield number


def _journal(connection: sa.Connection, secrets: Secrets, known: Known) -> Iterator[Finding]:
    key, chains = secrets.journal_key, journal.chains(connection, secrets.chain)
    for number, chain in enumerate(chains.known):
        seq, prev, at = 0, START, None
        for row, values in _entries(connection, chain):
            known.entries += 1
            differs = list(_entry(row, values, key, seq, prev, known))
            if differs:
                yield Finding(JOURNAL, str(row.seq), ", ".join(differs))
            if at is not None and row.at < at - BACK:
                yield Finding(CLOCK, str(row.seq), f"{journal.moment(at)} -> {journal.moment(row.at)}")
            seq, prev, at = row.seq, row.hash, row.at
        if number < len(chains.ends) and chains.ends[number] != (seq, prev):
            yield Finding(JOURNAL, str(seq), "end")
    yield from (Finding(JOURNAL, chain.hex, "chain") for chain in chains.unknown)
    for seq in journal.orphans(connection):
        yield Finding(JOURNAL, str(seq), "values")
    for at_count, seq_text, record, batch in known.emptied:
        erased = record is not None and known.erased.get(record, 0) > at_count
        if not erased and batch not in known.swept:
            yield Finding(JOURNAL, seq_text, "values")
    for record, count in known.erased.items():
        if known.full.get(record, count) < count:
            yield Finding(RECORD, record.hex, "erased")


def _entries(connection: sa.Connection, chain: UUID) -> Iterator[tuple[Any, list[Any]]]:
    table, last = tables.journal, 0
    statement = sa.select(table).where(table.c.chain == chain).order_by(table.c.seq).limit(CHUNK)
    while page := connection.execute(statement.where(table.c.seq > last)).all():
        values = journal.values_of(connection, [(row.chain, row.seq) for row in page])
        yield from ((row, values[row.chain, row.seq]) for row in page)
        last = page[-1].seq


def _beside(connection: sa.Connection, secrets: Secrets, anchors: Anchors, known: Known) -> Iterator[Finding]:
    """Anchors and head; the small tables against the journal; transactions; the schema itself."""
    try:
        now = head.read(connection)
    except UNREADABLE:
        yield Finding(watch.HEAD, differs="unreadable")
    else:
        yield from watch.against_anchors(connection, anchors, now, secrets.journal_key)
        yield from watch.beside(connection, now, secrets.journal_key)
    for table, row, what in covered.differing(known.rows, covered.found(connection, secrets.digest_key)):
        yield Finding(table, row, what)
    noted = {row.id: row.at for row in connection.execute(sa.select(tables.op))}
    for name in sorted(k.hex for k in noted.keys() | known.ops.keys() if noted.get(k) != known.ops.get(k)):
        yield Finding(TRANSACTION, name, "journal")
    yield from (Finding(SCHEMA, name, "altered") for name in migrations.differing(connection))


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
        batch = body.get("record", {}).get("batch", "")
        known.emptied.append((known.entries, str(row.seq), row.record, batch))
    if row.record is not None and len(emptied) < len(values):
        known.full.setdefault(row.record, known.entries)
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
        known.swept |= {loads(v.value) for v in values if v.field == "batch" and v.value}  # type: ignore[misc]
    if record is not None:
        about = UUID(hex=record["id"])
        known.latest[about] = (record["version"], record["digest"], record.get("batch", ""))
        if body["action"] == ERASE:
            known.erased[about] = known.entries


def _both(known: Known) -> Iterator[Finding]:
    """A record differs from history where an old page, or an older file, was put back."""
    for record, (name, version, digest) in known.records.items():
        last = known.latest.get(record)
        if last is None or last[:2] != (version, digest):
            yield Finding(RECORD, name, "history")
    for record, (_version, _digest, batch) in known.latest.items():
        if record not in known.records and batch not in known.swept:
            yield Finding(RECORD, record.hex, "missing")
