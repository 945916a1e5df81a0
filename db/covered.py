"""Small tables whose rows the journal holds by digest: who works here, vocabularies, own fields, settings.

An entry that changes some of them names each in its detail `row_digests`, with its keyed digest as it then
stands, or null where it went. Laid over one another the entries say what each table must hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from app.canonical import Json, dumps
from db import crypto, tables

ROW_DIGEST = b"cb1 row"
ROWS = "row_digests"
Digests = dict[str, dict[str, str | None]]

TABLES: dict[str, tuple[sa.Table, str]] = {
    "meta": (tables.meta, "key"),
    "own_field": (tables.own_field, "record_type key"),
    "setting": (tables.setting, "key"),
    "slot": (tables.slot, "id"),
    "staff": (tables.staff, "id"),
    "term": (tables.term, "vocabulary code"),
}
"""Each with the columns that name a row."""


def found(connection: sa.Connection, key: bytes, names: Iterable[str] = tuple(TABLES)) -> Digests:
    """The digest of every row, by table and name of the row."""
    return {name: dict(_rows(connection, key, name)) for name in names}


def changed(before: Digests, after: Digests) -> Json:
    """What of `after` differs from `before`, as the detail of an entry; nothing where they are the same."""
    told: dict[str, Json] = {}
    for name, rows in after.items():
        old = before.get(name, {})
        new: dict[str, Json] = {r: rows.get(r) for r in sorted(rows | old) if rows.get(r) != old.get(r)}
        if new:
            told[name] = new
    return told or None


def laid_over(said: Digests, detail: Any) -> None:
    """Takes one entry's `row_digests` into what the entries before it said."""
    for name, rows in detail.items():
        here = said.setdefault(str(name), {})
        for row, digest in rows.items():
            here[row] = digest
            if digest is None:
                del here[row]


def differing(said: Digests, now: Digests) -> Iterator[tuple[str, str, str]]:
    """(table, row, what) of every row that is not as the journal says: altered, missing, unknown."""
    for name in TABLES:
        right, here = said.get(name, {}), now.get(name, {})
        for row in sorted(right.keys() | here.keys()):
            if row not in here:
                yield name, row, "missing"
            elif row not in right:
                yield name, row, "unknown"
            elif right[row] != here[row]:
                yield name, row, "altered"


def _rows(connection: sa.Connection, key: bytes, name: str) -> Iterator[tuple[str, str]]:
    table, named = TABLES[name]
    there = {c["name"] for c in sa.inspect(connection).get_columns(name)}  # fewer before a revision
    listed = ", ".join(f'"{c.name}"' for c in table.columns if c.name in there)
    at = [list(table.columns.keys()).index(column) for column in named.split()]
    for row in connection.exec_driver_sql(f"SELECT {listed} FROM {table.name}"):  # noqa: S608 - our tables
        values: list[Json] = [name, *row]
        while values[-1] is None:  # a column that came later and holds nothing changes no digest
            values.pop()
        yield (
            "/".join(str(row[i]) for i in at),
            crypto.keyed_hash(key, dumps(values).encode(), ROW_DIGEST).hex(),
        )
