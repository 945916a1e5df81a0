"""What is compared at unlock, in bounded work: anchors, the head, the newest entries of the journal.

It finds an older vault or database put in the place of this one, and a journal that was cut or altered near
its end. Everything else `db.check` finds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.ports import Finding
from db import anchors, head, journal, tables
from db.anchors import Anchors, Marks
from db.head import Head
from db.journal import START

ROLLBACK, JOURNAL, HEAD = "rollback", "journal", "head"
NEWEST = 1000
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def alarms(connection: sa.Connection, held: Anchors, key: bytes) -> list[Finding]:
    """What is wrong with a vault that is being opened; `key` authenticates its journal. Reads only."""
    try:
        now = head.read(connection)
    except _UNREADABLE:
        return [Finding(HEAD, differs="unreadable")]
    return [
        *against_anchors(connection, held, now, key),
        *beside(connection, now, key),
        *_newest(connection, now.chain, key),
    ]


def against_anchors(connection: sa.Connection, held: Anchors, now: Head, key: bytes) -> Iterator[Finding]:
    """An older state than an anchor has seen, or one that an anchor has never seen."""
    marks = held.read()
    found = dict.fromkeys(anchors.differing(marks, now.mark(key, "")))
    found |= dict.fromkeys(_off_the_chain(connection, marks, now))
    yield from (Finding(ROLLBACK, differs=name) for name in found)


def beside(connection: sa.Connection, now: Head, key: bytes) -> Iterator[Finding]:
    """The end of the chain, drafts, batches and counters against the head."""
    for what, name in head.differing(connection, now, key):
        yield Finding(what, name, "head")


def _off_the_chain(connection: sa.Connection, marks: Marks, now: Head) -> Iterator[str]:
    """An anchor that saw another journal than the one that is there."""
    table = tables.journal
    named = (("key_file", marks.confirmed), ("state", marks.state))
    for name, mark in named:
        if mark is not None and mark.chain == now.chain and 0 < mark.seq <= now.seq:
            statement = sa.select(table.c.hash).where(table.c.chain == mark.chain, table.c.seq == mark.seq)
            if connection.execute(statement).scalar() != mark.hash:
                yield name


def _newest(connection: sa.Connection, chain: UUID, key: bytes) -> Iterator[Finding]:
    table = tables.journal
    statement = sa.select(table.c.seq, table.c.prev, table.c.hash, table.c.mac, table.c.body)
    newest = statement.where(table.c.chain == chain).order_by(table.c.seq.desc()).limit(NEWEST)
    rows = connection.execute(newest).all()[::-1]
    if not rows:
        return
    seq, prev = rows[0].seq - 1, rows[0].prev if rows[0].seq > 1 else START
    for row in rows:
        wrong = list(linked(row, key, seq, prev))
        if wrong:
            yield Finding(JOURNAL, str(row.seq), ", ".join(wrong))
        seq, prev = row.seq, row.hash


def linked(row: Any, key: bytes, seq: int, prev: str) -> Iterator[str]:
    """What is wrong with an entry's place in the chain, its hash and its authentication."""
    if row.seq != seq + 1 or row.prev != prev:
        yield "chain"
    if hashlib.sha256(row.body.encode()).hexdigest() != row.hash:
        yield "hash"
    if journal.mac(key, row.hash) != row.mac:
        yield "mac"
