"""The full-text index: FTS5 over tokens made in Python, one contentless table a type of record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from app.fields import Field, FieldType, RecordType
from app.records import TYPES
from app.values import Row, Text, Value
from db import folding
from db.engine import writing_allowed
from db.tables import RECORDS, SEARCHED

T = FieldType
LONGEST = 32_768
"""Bytes of a token that the index keeps."""
_OPEN = "casebook_index"


def ddl(record_type: str) -> str:
    """The statement that makes the index of a type.

    The tokenizer `ascii` takes every character beyond ASCII for a letter, so the tokens stay as made.
    """
    return (
        f"CREATE VIRTUAL TABLE fts_{record_type} USING fts5"
        "(tokens, content='', contentless_delete=1, tokenize='ascii')"
    )


def tokens(fields: Mapping[str, Field], values: Mapping[str, Value]) -> str:
    """The tokens of the searched fields of a record, translations too."""
    return " ".join(t for key, f in fields.items() if f.searched for t in _of_value(f, values.get(key)))


def words(found: str) -> list[str]:
    """The tokens as the index keeps them."""
    return [word[:LONGEST] for word in found.split()]


def put(connection: sa.Connection, record_type: RecordType, number: int, found: str) -> None:
    """Indexes a record anew under its handle."""
    if record_type.key in SEARCHED:
        drop(connection, record_type, number)
        statement = f"INSERT INTO fts_{record_type.key} (rowid, tokens) VALUES (:n, :tokens)"  # noqa: S608
        connection.execute(sa.text(statement), {"n": number, "tokens": found})


def drop(connection: sa.Connection, record_type: RecordType, number: int) -> None:
    """Takes a record out of the index."""
    if record_type.key in SEARCHED:
        statement = f"DELETE FROM fts_{record_type.key} WHERE rowid = :n"  # noqa: S608 - a declared key
        connection.execute(sa.text(statement), {"n": number})


def optimise(connection: sa.Connection, record_type: RecordType) -> None:
    """Rewrites the index of a type, so that no deleted token stays in the file."""
    if record_type.key in SEARCHED:
        key = record_type.key
        connection.exec_driver_sql(f"INSERT INTO fts_{key} (fts_{key}) VALUES ('optimize')")  # noqa: S608


@contextmanager
def laid_open(connection: sa.Connection, key: str) -> Iterator[None]:
    """For `places`: the index of a type word by word, a table of this connection alone, in memory."""
    with writing_allowed(connection):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE temp.{_OPEN} USING fts5vocab(main, fts_{key}, instance)"
        )
        try:
            yield
        finally:
            connection.exec_driver_sql(f"DROP TABLE temp.{_OPEN}")


def places(connection: sa.Connection, after: str | None) -> sa.CursorResult[str, int, int]:
    """Word, handle of the record, place in it, by word; `after` is a word, None to begin with the first."""
    where, values = ("", ()) if after is None else ("WHERE term > ?", (after,))
    return connection.exec_driver_sql(f"SELECT term, doc, offset FROM temp.{_OPEN} {where}", values)  # noqa: S608


def sizes(connection: sa.Connection, key: str) -> dict[int, bytes]:
    """How many tokens the index keeps of each record, by handle, as `size_of` writes it."""
    rows = connection.exec_driver_sql(f"SELECT id, sz FROM fts_{key}_docsize")  # noqa: S608 - a declared key
    return {row[0]: row[1] for row in rows}


def size_of(count: int | None) -> bytes | None:
    """How the index writes the number of tokens of a record; None for no record."""
    if count is None:
        return None
    parts = [count & 0x7F]
    while count := count >> 7:
        parts.append(count & 0x7F | 0x80)
    return bytes(reversed(parts))


def condition(record_type: RecordType, table: sa.FromClause, text: str) -> sa.ColumnElement[bool]:
    """That a record holds `text` in a searched field, or points to one that does (a case to its person)."""
    query = folding.query(text)
    if not query:
        return sa.false()
    ways = [_matches(record_type.key, table, query)] if record_type.key in SEARCHED else []
    for field in pointers(record_type):
        target = RECORDS[field.of].alias()
        inner = sa.select(target.c.id).where(_matches(field.of, target, query))
        ways.append(table.c[field.key].in_(inner))
    return sa.or_(sa.false(), *ways)


def begins(record_type: RecordType, table: sa.FromClause, text: str) -> sa.ColumnElement[bool]:
    """That the title of a record, or of one it points to, begins with `text`."""
    starts = folding.beginnings(text)
    ways = [_begins(table, starts)]
    for field in pointers(record_type):
        target = RECORDS[field.of].alias()
        ways.append(table.c[field.key].in_(sa.select(target.c.id).where(_begins(target, starts))))
    return sa.or_(*ways)


def pointers(record_type: RecordType) -> Iterator[Field]:
    """The searched fields that point to a searched record."""
    return (f for f in record_type.fields if f.type is T.RECORD and f.searched and f.of in SEARCHED)


def _begins(table: sa.FromClause, starts: list[str]) -> sa.ColumnElement[bool]:
    title = table.c.sort_title
    return sa.or_(*(sa.and_(title >= start, title < start + folding.LAST) for start in starts))


def _matches(key: str, table: sa.FromClause, query: str) -> sa.ColumnElement[bool]:
    inner = sa.text(f"SELECT rowid FROM fts_{key} WHERE fts_{key} MATCH :q").bindparams(  # noqa: S608
        sa.bindparam("q", query, unique=True)
    )
    return table.c.n.in_(inner.columns(sa.column("rowid", sa.Integer)))


def _of_value(field: Field, value: Value | None) -> Iterator[str]:
    match value:
        case Text():
            for text in (value.text, *(t.text for t in value.translations)):
                yield from _of_text(field, text)
        case str():
            yield from _of_text(field, value)
        case tuple() if field.type is T.ROWS:
            yield from _of_rows(field, value)
        case _:
            return


def _of_rows(field: Field, rows: Iterable[object]) -> Iterator[str]:
    fields = {f.key: f for f in field.fields}
    return (tokens(fields, row.values) for row in rows if isinstance(row, Row))


def _of_text(field: Field, text: str) -> Iterator[str]:
    return folding.index_tokens(text) if field.type is T.LONG_TEXT else folding.name_tokens(text)


def every_type() -> Iterator[RecordType]:
    """The types that have an index."""
    return (TYPES[key] for key in SEARCHED)
