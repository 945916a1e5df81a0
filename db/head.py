"""The head: one row that says how often the vault was written, and what stands beside the journal.

It moves with every write, holds the end of the chain and digests of what the journal does not (drafts,
batches, the counters of handles), and is itself held by the anchors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import Json, dumps, loads
from db import crypto, engine, tables
from db.anchors import Mark
from db.journal import START

HEAD = b"cb1 head"
ROW = "head"


@dataclass(frozen=True)
class Head:
    """`generation` counts writes; `seq` and `hash` are of the last entry of `chain`; digests in hex."""

    generation: int
    chain: UUID
    seq: int
    hash: str
    batches: str
    counters: str
    drafts: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """The row as canonical JSON."""
        data: dict[str, Json] = {
            "batches": self.batches,
            "chain": self.chain.hex,
            "counters": self.counters,
            "drafts": dict(self.drafts),
            "generation": self.generation,
            "hash": self.hash,
            "seq": self.seq,
        }
        return dumps(data)

    def digest(self, key: bytes) -> str:
        """The keyed digest that the anchors hold."""
        return crypto.keyed_hash(key, self.body.encode(), HEAD).hex()

    def mark(self, key: bytes, before: str) -> Mark:
        """What the anchors say of it."""
        return Mark(self.generation, self.digest(key), before, self.chain, self.seq, self.hash)


def read(connection: sa.Connection) -> Head:
    """The head. Raises ValueError, KeyError or TypeError for a row that no program wrote."""
    text = connection.execute(sa.select(tables.head.c.body).where(tables.head.c.key == ROW)).scalar()
    if text is None:
        raise ValueError("no head")
    data = cast("dict[str, Any]", loads(text))
    found = Head(
        generation=int(data["generation"]),
        chain=UUID(hex=data["chain"]),
        seq=int(data["seq"]),
        hash=str(data["hash"]),
        batches=str(data["batches"]),
        counters=str(data["counters"]),
        drafts={str(k): str(v) for k, v in data["drafts"].items()},
    )
    if found.body != text:
        raise ValueError("a head of another form")
    return found


def begin(connection: sa.Connection, chain: UUID, key: bytes) -> None:
    """Makes the head of a new vault, generation 0."""
    seen = Head(0, chain, 0, START, batches(connection, key), counters(connection, key))
    connection.execute(tables.head.insert().values(key=ROW, body=seen.body))


def advance(
    connection: sa.Connection, key: bytes, end: tuple[int, str], drafts: Mapping[str, str | None]
) -> Mark:
    """Moves the head on by one write: `end` is the last entry's number and hash, `drafts` what changed."""
    old = read(connection)
    kept = {k: d for k, d in {**old.drafts, **drafts}.items() if d is not None}
    new = Head(
        old.generation + 1,
        old.chain,
        *end,
        batches(connection, key),
        counters(connection, key),
        kept,
    )
    connection.execute(tables.head.update().where(tables.head.c.key == ROW).values(body=new.body))
    return new.mark(key, old.digest(key))


def turn(connection: sa.Connection, key: bytes, chain: UUID, last: tuple[int, str]) -> Mark:
    """Goes on in another chain, whose last entry is `last`, counting writes on; `key` may be a new one."""
    old = read(connection)
    drafts = {
        row.key: draft_digest(key, row.key, row.body) for row in connection.execute(sa.select(tables.draft))
    }
    new = Head(old.generation + 1, chain, *last, batches(connection, key), counters(connection, key), drafts)
    connection.execute(tables.head.update().where(tables.head.c.key == ROW).values(body=new.body))
    return new.mark(key, "")


def draft_digest(key: bytes, draft: str, body: str) -> str:
    """The digest of a draft."""
    return crypto.keyed_hash(key, dumps([draft, body]).encode(), HEAD).hex()


def batches(connection: sa.Connection, key: bytes) -> str:
    """The digest of the batches."""
    rows = connection.exec_driver_sql("SELECT id, begun_at, revealed_at FROM batch ORDER BY id")
    return _of_rows(key, rows)


def counters(connection: sa.Connection, key: bytes) -> str:
    """The digest of the counters from which handles come."""
    return _of_rows(key, engine.counters(connection))


def end(connection: sa.Connection, chain: UUID) -> tuple[int, str]:
    """Number and hash of the last entry of a chain."""
    table = tables.journal
    last = connection.execute(
        sa.select(table.c.seq, table.c.hash)
        .where(table.c.chain == chain)
        .order_by(table.c.seq.desc())
        .limit(1)
    ).first()
    return (last.seq, last.hash) if last else (0, START)


def differing(connection: sa.Connection, head: Head, key: bytes) -> Iterator[tuple[str, str]]:
    """(what, key of a draft) of everything beside the journal that is not as the head says."""
    if end(connection, head.chain) != (head.seq, head.hash):
        yield "journal", ""
    if batches(connection, key) != head.batches:
        yield "batch", ""
    if counters(connection, key) != head.counters:
        yield "counter", ""
    found = {
        row.key: draft_digest(key, row.key, row.body) for row in connection.execute(sa.select(tables.draft))
    }
    yield from (
        ("draft", k) for k in sorted(found.keys() | head.drafts.keys()) if found.get(k) != head.drafts.get(k)
    )


def _of_rows(key: bytes, rows: Any) -> str:
    return crypto.keyed_hash(key, dumps([list(row) for row in rows]).encode(), HEAD).hex()
