"""Integrity of everything: pages, references, digests of records, the journal, one against the other.

It runs in slices, each a short transaction of its own, so that saving goes on meanwhile: what was changed
since it began is looked at once more at its end. The two checks of pages are one statement each, and so the
longest slices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.errors import DamagedVault
from app.i18n import _
from app.ports import Finding
from app.records import ALL, Record, RecordType
from db import covered, head, migrations, tables, watch
from db.anchors import Anchors
from db.authentic import Secrets, label
from db.derived import DERIVED, SEARCH, IndexPass, expected, labels, ownerless, wrong_columns
from db.digest import record_digest
from db.engine import broken_references, damaged_pages, damaged_structure, database_errors
from db.entries import Chains, chains
from db.history_check import RECORD, UNREADABLE, Known, Pass
from db.reader import own_fields
from db.store import Store
from db.tables import RECORDS

PAGES, STRUCTURE, SCHEMA, REFERENCE = "pages", "structure", "schema", "reference"
TRANSACTION, KEY_FILE = "transaction", "key_file"
RECORDS_A_SLICE, ENTRIES_A_SLICE, TRANSACTIONS_A_SLICE = 25, 100, 2000
"""How many take well under 50 ms."""
Transaction = Callable[[], AbstractContextManager[sa.Connection]]
Item = Finding | str | None
T = TypeVar("T")


def run(
    transaction: Transaction, secrets: Secrets, anchors: Anchors, key_file_problems: Callable[[], list[str]]
) -> Iterator[Item]:
    """Yields what is being checked, each finding, and None where a slice ended. Reads only, moves no anchor.

    No transaction is open while it waits to be asked for more.
    """
    yield _("Key file")
    yield from [Finding(KEY_FILE, differs=name) for name in key_file_problems()]
    try:
        yield from _Check(transaction, secrets, anchors).everything()
    except DamagedVault:
        yield Finding(PAGES, differs="unreadable")


class _Check:
    """One check under way: what it has learned so far."""

    def __init__(self, transaction: Transaction, secrets: Secrets, anchors: Anchors) -> None:
        self._transaction, self._secrets, self._anchors = transaction, secrets, anchors
        self._known = Known()
        self._right: dict[str, dict[int, tuple[int, int]]] = {t.key: {} for t in ALL}
        self._skipped: dict[str, set[int]] = {t.key: set() for t in ALL}
        self._suspect: dict[str, list[int]] = {}
        self._noted: dict[UUID, datetime] = {}
        self._changed: frozenset[UUID | None] = frozenset()

    def everything(self) -> Iterator[Item]:
        """All of it, in order."""
        yield _("Pages of the database")
        yield from self._slice(_pages)
        yield from self._slice(_structure)
        yield _("References between records")
        yield from self._slice(_references)
        yield _("Journal")
        entries = Pass(self._secrets, self._get(self._chains), self._known)
        yield from self._read(entries)
        entries.tail = True
        yield _("Records against their digests")
        for record_type in ALL:
            yield from self._records(record_type)
            yield from self._index(record_type)
        for table in (tables.long_text, tables.translation, tables.own_value):
            yield from self._slice(lambda connection, table=table: _ownerless(connection, table))  # type: ignore[misc]  # bound as it is now
        yield from self._transactions()
        yield from self._slice(_schema)
        yield _("Records against the journal")
        yield from self._slice(lambda connection: self._ending(connection, entries))

    def _slice(self, part: Callable[[sa.Connection], Iterator[Finding]]) -> Iterator[Item]:
        yield from self._get(lambda connection: list(part(connection)))
        yield None

    def _get(self, part: Callable[[sa.Connection], T]) -> T:
        with self._transaction() as connection, database_errors():
            return part(connection)

    def _chains(self, connection: sa.Connection) -> Chains:
        return chains(connection, self._secrets.chain)

    def _read(self, entries: Pass) -> Iterator[Item]:
        while not entries.done:
            yield from self._get(lambda connection: entries.more(connection, ENTRIES_A_SLICE))
            yield None

    def _records(self, record_type: RecordType) -> Iterator[Item]:
        """The records there are now: what is made meanwhile is looked at in the end, so that this ends."""
        table = RECORDS[record_type.key]
        top = self._get(lambda connection: connection.execute(sa.select(sa.func.max(table.c.n))).scalar())
        statement = sa.select(table.c.n).order_by(table.c.n).limit(RECORDS_A_SLICE)
        statement = statement.where(table.c.n <= (top or 0))
        last = -(2**63)

        def page(connection: sa.Connection) -> list[Finding]:
            nonlocal last
            numbers = connection.execute(statement.where(table.c.n > last)).scalars().all()
            last = numbers[-1] if numbers else last
            return list(self._some(Store(connection, own_fields(connection)), record_type, list(numbers)))

        before = None
        while last != before:
            before = last
            yield from self._get(page)
            yield None

    def _some(self, store: Store, record_type: RecordType, numbers: list[int]) -> Iterator[Finding]:
        """Some records of a type, by their handles, against their digests."""
        sound, key = [], record_type.key
        for found in _load(store, record_type, numbers):
            if isinstance(found, int):
                yield Finding(RECORD, f"{key} {found}", "unreadable")
                self._skipped[key].add(found)
                continue
            self._known.records[found.id] = (label(found), found.version, found.digest)
            if record_digest(self._secrets.digest_key, found) == found.digest:
                sound.append(found)
            else:
                yield Finding(RECORD, label(found), "digest")
                self._skipped[key].add(found.number)
        fields = store.fields(record_type)
        self._right[key] |= {r.number: expected(fields, r) for r in sound}
        wrong = dict.fromkeys(wrong_columns(store, record_type, sound))
        yield from (Finding(RECORD, self._known.records[found][0], DERIVED) for found in wrong)

    def _index(self, record_type: RecordType) -> Iterator[Item]:
        """The full-text index of a type; what differs waits for the end: it may have been changed since."""
        index = IndexPass(record_type.key)
        while self._get(index.more):
            yield None
        wrong = self._get(lambda connection: list(index.differing(connection, self._right[record_type.key])))
        self._suspect[record_type.key] = [n for n in wrong if n not in self._skipped[record_type.key]]

    def _transactions(self) -> Iterator[Item]:
        table, last = tables.op, ""

        def page(connection: sa.Connection) -> bool:
            nonlocal last
            after = table.c.id > UUID(hex=last) if last else sa.true()
            rows = connection.execute(
                sa.select(table).where(after).order_by(table.c.id).limit(TRANSACTIONS_A_SLICE)
            ).all()
            self._noted |= {row.id: row.at for row in rows}
            last = rows[-1].id.hex if rows else last
            return bool(rows)

        while self._get(page):
            yield None

    def _ending(self, connection: sa.Connection, entries: Pass) -> Iterator[Finding]:
        """What one transaction must see whole: the newest entries, and all that changed since it began."""
        entries.done = False
        while not entries.done:
            yield from entries.more(connection, ENTRIES_A_SLICE)
        yield from entries.ending(connection)
        yield from self._both(Store(connection, own_fields(connection)))
        yield from self._suspects(connection)
        yield from self._beside(connection)

    def _both(self, store: Store) -> Iterator[Finding]:
        """A record differs from history where an old page, or an older file, was put back."""
        known = self._known
        self._changed = frozenset(known.since)
        for record_type in ALL:
            now = store.by_ids(record_type, known.since)
            wrong = [r for r in now.values() if record_digest(self._secrets.digest_key, r) != r.digest]
            yield from (Finding(RECORD, label(record), "digest") for record in wrong)
            known.records |= {r.id: (label(r), r.version, r.digest) for r in now.values()}
            known.since -= now.keys()
        for record in known.since:
            known.records.pop(record, None)
        for record, (name, version, digest) in known.records.items():
            last = known.latest.get(record)
            if last is None or last[:2] != (version, digest):
                yield Finding(RECORD, name, "history")
        for record, (_version, _digest, batch) in known.latest.items():
            if record not in known.records and not known.gone(record, batch):
                yield Finding(RECORD, record.hex, "missing")

    def _suspects(self, connection: sa.Connection) -> Iterator[Finding]:
        for key, numbers in self._suspect.items():
            table = RECORDS[key]
            ids = {
                row.n: row.id
                for row in connection.execute(sa.select(table.c.n, table.c.id).where(table.c.n.in_(numbers)))
            }
            old = [n for n in numbers if ids.get(n) not in self._changed]
            yield from (Finding(RECORD, name, SEARCH) for name in labels(key, old, connection))

    def _beside(self, connection: sa.Connection) -> Iterator[Finding]:
        """Anchors and head; the small tables against the journal; transactions."""
        secrets, known = self._secrets, self._known
        try:
            now = head.read(connection)
        except UNREADABLE:
            yield Finding(watch.HEAD, differs="unreadable")
        else:
            yield from watch.against_anchors(connection, self._anchors, now, secrets.journal_key)
            yield from watch.beside(connection, now, secrets.journal_key)
        here = covered.found(connection, secrets.digest_key)
        yield from (Finding(table, row, what) for table, row, what in covered.differing(known.rows, here))
        since = sa.select(tables.op).where(tables.op.c.id.in_(known.since_ops))
        noted = self._noted | {row.id: row.at for row in connection.execute(since)}
        wrong = (k.hex for k in noted.keys() | known.ops.keys() if noted.get(k) != known.ops.get(k))
        yield from (Finding(TRANSACTION, name, "journal") for name in sorted(wrong))


def _schema(connection: sa.Connection) -> Iterator[Finding]:
    return (Finding(SCHEMA, name, "altered") for name in migrations.differing(connection))


def _pages(connection: sa.Connection) -> Iterator[Finding]:
    return (Finding(PAGES, differs=line) for line in damaged_pages(connection))


def _structure(connection: sa.Connection) -> Iterator[Finding]:
    return (Finding(STRUCTURE, differs=line) for line in damaged_structure(connection))


def _references(connection: sa.Connection) -> Iterator[Finding]:
    return (Finding(REFERENCE, differs=line) for line in broken_references(connection))


def _load(store: Store, record_type: RecordType, numbers: list[int]) -> Iterator[Record | int]:
    """Some records of a type; of one whose values cannot be read its handle."""
    table = RECORDS[record_type.key]
    try:
        yield from store.load(record_type, sa.select(table).where(table.c.n.in_(numbers)).order_by(table.c.n))
    except UNREADABLE:
        for number in numbers:
            try:
                yield from store.load(record_type, sa.select(table).where(table.c.n == number))
            except UNREADABLE:
                yield number


def _ownerless(connection: sa.Connection, table: sa.Table) -> Iterator[Finding]:
    return (Finding(RECORD, owner.hex, table.name) for owner in ownerless(connection, table))
