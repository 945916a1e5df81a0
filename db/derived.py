"""Integrity of what is derived from records: columns for order and search, and the full-text index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import decode, dumps, encode, loads
from app.fields import Field, FieldType, RecordType
from app.records import TYPES, Record
from app.values import Row, Text, UncertainDate, Value, uncertain
from db import mapping, search, tables
from db.folding import fold
from db.store import Store, chunks
from db.tables import RECORDS, ROWS, SEARCHED

T = FieldType
DERIVED, SEARCH = "derived", "search"
WORDS = 20_000
"""Places of the index a slice: well under 50 ms."""
Sums = dict[int, int]


def wrong_columns(store: Store, record_type: RecordType, records: list[Record]) -> Iterator[UUID]:
    """The records of which a column is not what their values make it."""
    connection, ids = store.connection, [r.id for r in records]
    table = RECORDS[record_type.key]
    statement = sa.select(table).where(table.c.id.in_(ids))
    stored = {row["id"]: row for row in connection.execute(statement).mappings()}
    for record in records:
        if not _equal(stored[record.id], _columns(record_type, record)):
            yield record.id
    yield from _wrong_texts(connection, record_type, records)
    for field in record_type.fields:
        if field.type is T.ROWS:
            yield from _wrong_rows(connection, record_type, field, records)
    own = {k: f for k, f in store.fields(record_type).items() if k not in record_type.by_key}
    if own:
        yield from _wrong_own(connection, own, ids)


def _columns(record_type: RecordType, record: Record) -> dict[str, Any]:
    columns: dict[str, Any] = {"sort_title": mapping.sort_title(record_type, record.values)}
    for field in record_type.fields:
        columns |= mapping.to_columns(field, _anew(record.values.get(field.key)))
    return columns


def _anew(value: Value | None) -> Value | None:
    """The value with what follows from it computed anew: the days a date may be."""
    return uncertain(value.edtf, value.words) if isinstance(value, UncertainDate) else value


def _wrong_rows(
    connection: sa.Connection, record_type: RecordType, field: Field, records: list[Record]
) -> Iterator[UUID]:
    table = ROWS[record_type.key, field.key]
    statement = sa.select(table).where(table.c.owner.in_([r.id for r in records]))
    stored = {row["row_id"]: row for row in connection.execute(statement).mappings()}
    for record in records:
        rows = cast("tuple[Row, ...]", record.values.get(field.key, ()))
        for position, row in enumerate(rows, start=1):
            columns: dict[str, Any] = {"row_position": position}
            for sub in field.fields:
                columns |= mapping.to_columns(sub, _anew(row.values.get(sub.key)))
            if not _equal(stored[row.id], columns):
                yield record.id


def _wrong_texts(connection: sa.Connection, record_type: RecordType, records: list[Record]) -> Iterator[UUID]:
    """The records beside which texts or translations lie that belong to none of their values."""
    right: set[tuple[Any, ...]] = set()
    for record in records:
        for key, row, field, value in _texts(record_type, record):
            if field.type is T.LONG_TEXT:
                right.add((record.id, key, row))
            right |= {(record.id, key, row, t.language) for t in value.translations}
    ids = [r.id for r in records]
    for table in (tables.long_text, tables.translation):
        columns = sa.select(*table.primary_key.columns).where(table.c.owner.in_(ids))
        for found in connection.execute(columns):
            if tuple(found) not in right:
                yield found.owner


def _texts(record_type: RecordType, record: Record) -> Iterator[tuple[str, str, Field, Text]]:
    """The texts of a record: key, hex of the row or "", field, value."""
    for key, value in record.values.items():
        field = record_type.by_key.get(key)
        if field is None:
            continue
        if isinstance(value, Text):
            yield key, tables.NO_ROW, field, value
        elif field.type is T.ROWS:
            for row in cast("tuple[Row, ...]", value):
                for sub in field.fields:
                    inner = row.values.get(sub.key)
                    if isinstance(inner, Text):
                        yield f"{key}.{sub.key}", row.id.hex, sub, inner


def ownerless(connection: sa.Connection, table: sa.Table) -> Iterator[UUID]:
    """The owners of texts or values in a table beside records that are not there."""
    known = {i for one in RECORDS.values() for i in connection.execute(sa.select(one.c.id)).scalars()}
    owners = connection.execute(sa.select(table.c.owner).distinct()).scalars()
    yield from (owner for owner in owners if owner not in known)


def _wrong_own(connection: sa.Connection, own: Mapping[str, Field], ids: list[UUID]) -> Iterator[UUID]:
    table = tables.own_value
    for row in connection.execute(sa.select(table).where(table.c.owner.in_(ids))):
        field = own[row.field]
        value = decode(field, loads(row.value))
        days = value if isinstance(value, UncertainDate) else UncertainDate("")
        right = (dumps(encode(value)), fold(mapping.plain(field, value)), days.earliest, days.latest)
        if (row.value, row.fold, row.earliest, row.latest) != right:
            yield row.owner


def _equal(row: sa.RowMapping, columns: Mapping[str, Any]) -> bool:
    return all(row[name] == value for name, value in columns.items())


def expected(fields: Mapping[str, Field], record: Record) -> tuple[int, int]:
    """What the index of a record must come to: a sum over its tokens and their places, and their number."""
    words = search.words(search.tokens(fields, record.values))
    return sum(hash(item) for item in enumerate(words)), len(words)


class IndexPass:
    """One pass over the full-text index of a type, some words at a time, in transactions of the caller."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._last: str | None = None
        self._sums: Sums = defaultdict(int)

    def more(self, connection: sa.Connection) -> bool:
        """Read about `WORDS` more places; False once there are no more."""
        if self._key not in SEARCHED:
            return False
        with search.laid_open(connection, self._key):
            rows = search.places(connection, self._last)
            last = None
            for read, (term, number, place) in enumerate(rows):
                if read >= WORDS and term != last:
                    self._last = last
                    rows.close()
                    return True
                self._sums[number] += hash((place, term))
                last = term
        return False

    def differing(self, connection: sa.Connection, right: Mapping[int, tuple[int, int]]) -> Iterator[int]:
        """The handles whose tokens in the index are not those of their record."""
        if self._key not in SEARCHED:
            return
        sizes = search.sizes(connection, self._key)
        for number in sorted(self._sums.keys() | right.keys() | sizes.keys()):
            total, count = right.get(number, (0, None))
            if self._sums.get(number, 0) != total or sizes.get(number) != search.size_of(count):
                yield number


def labels(key: str, numbers: Iterable[int], connection: sa.Connection) -> Iterator[str]:
    """How findings name records by their handles: code or id, else type and handle."""
    table = RECORDS[key]
    column = table.c.code if "code" in TYPES[key].by_key else table.c.id
    for some in chunks(numbers, 500):
        statement = sa.select(table.c.n, table.c.id, column.label("name")).where(table.c.n.in_(some))
        named = {row.n: row for row in connection.execute(statement)}
        for number in some:
            row = named.get(number)
            yield (
                f"{key} {number}" if row is None else (row.name if isinstance(row.name, str) else row.id.hex)
            )
