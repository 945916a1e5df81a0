"""The journal: one chain of entries, each bound to the one before; salted digests in it, values beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa

from app.canonical import Json, dumps
from app.records import Record
from db import crypto, tables

ENTRY_MAC = b"cb1 journal mac"
START = "0" * 64
ERASE, SWEEP, ACKNOWLEDGE = "erase", "sweep", "acknowledge"
BEFORE = "before"
"""In the detail of the first entry of a chain: which chain it goes on from, and where that ended."""
FIELDS = "fields"
"""In the detail of an erasure that took some fields of a record alone: which."""
CLOCK = "clock"
"""In the detail of an acknowledgement: where the clock went back, by chain and number of the entry."""
OLD, NEW, DETAIL = "old", "new", "detail"
SALT_BYTES = 32


@dataclass(frozen=True)
class Happening:
    """What an entry says: an action, the record it was done to as it now stands, values before and after.

    Values are JSON data; None where there is none. `detail` holds facts of other kinds.
    """

    action: str
    record: Record | None = None
    changes: Mapping[str, tuple[Json, Json]] = field(default_factory=dict)
    detail: Mapping[str, Json] = field(default_factory=dict)


class Journal:
    """The chain of this vault, written through one connection. `key` authenticates the entries."""

    def __init__(self, connection: sa.Connection, chain: UUID, key: bytes) -> None:
        self._connection = connection
        self._chain = chain
        self._key = key
        self._last: tuple[int, str] | None = None

    def append(self, what: Happening, *, actor: UUID, at: datetime, op: UUID) -> None:
        """Adds an entry. Digests of values go into its body, the values and their salts beside it."""
        seq, prev = self._head()
        values = list(_salted(what))
        body = dumps(self._body(what, values, seq=seq + 1, prev=prev, actor=actor, at=at, op=op))
        digest = hashlib.sha256(body.encode()).hexdigest()
        columns = {
            "chain": self._chain,
            "seq": seq + 1,
            "at": at,
            "actor": actor,
            "op": op,
            "record": what.record and what.record.id,
            "body": body,
            "prev": prev,
            "hash": digest,
            "mac": mac(self._key, digest),
        }
        self._connection.execute(tables.journal.insert(), columns)
        self._last = (seq + 1, digest)
        if values:
            beside = {"chain": self._chain, "seq": seq + 1}
            self._connection.execute(
                tables.journal_value.insert(), [{**beside, **value.columns} for value in values]
            )

    def _head(self) -> tuple[int, str]:
        if self._last is not None:
            return self._last
        table = tables.journal
        last = self._connection.execute(
            sa.select(table.c.seq, table.c.hash)
            .where(table.c.chain == self._chain)
            .order_by(table.c.seq.desc())
            .limit(1)
        ).first()
        return (last.seq, last.hash) if last else (0, START)

    def _body(
        self,
        what: Happening,
        values: list[Salted],
        *,
        seq: int,
        prev: str,
        actor: UUID,
        at: datetime,
        op: UUID,
    ) -> dict[str, Json]:
        body: dict[str, Json] = {
            "action": what.action,
            "actor": actor.hex,
            "at": moment(at),
            "chain": self._chain.hex,
            "op": op.hex,
            "prev": prev,
            "seq": seq,
        }
        for side in (OLD, NEW, DETAIL):
            digests: dict[str, Json] = {v.field: v.digest for v in values if v.side == side}
            if digests:
                body[side] = digests
        if what.record is not None:
            body["record"] = _named(what.record)
        return body


@dataclass(frozen=True)
class Salted:
    """A value beside the journal, and the digest of it inside."""

    field: str
    side: str
    salt: str
    value: str

    @property
    def digest(self) -> str:
        """SHA-256 of the salt (32 bytes) and the value (canonical JSON in UTF-8)."""
        return value_digest(self.salt, self.value)

    @property
    def columns(self) -> dict[str, str]:
        """The row of it."""
        return {"field": self.field, "side": self.side, "salt": self.salt, "value": self.value}


def value_digest(salt: str, value: str) -> str:
    """The digest of a value under its salt (hex)."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def mac(key: bytes, digest: str) -> str:
    """The authentication of an entry by its hash: only a holder of the vault's key can make one."""
    return crypto.keyed_hash(key, bytes.fromhex(digest), ENTRY_MAC).hex()


def moment(at: datetime) -> str:
    """A time as a body holds it: UTC, microseconds, `2026-11-25T01:02:03.000004Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _salted(what: Happening) -> Iterator[Salted]:
    sides: Iterable[tuple[str, str, Json]] = (
        *((key, OLD, old) for key, (old, _) in what.changes.items()),
        *((key, NEW, new) for key, (_, new) in what.changes.items()),
        *((key, DETAIL, value) for key, value in what.detail.items()),
    )
    for key, side, value in sides:
        if value is not None:
            yield Salted(key, side, crypto.fresh(SALT_BYTES).hex(), dumps(value))


def _named(record: Record) -> dict[str, Json]:
    named: dict[str, Json] = {
        "digest": record.digest,
        "id": record.id.hex,
        "type": record.type,
        "version": record.version,
    }
    if record.batch is not None:
        named["batch"] = record.batch.hex
    return named


def empty(connection: sa.Connection, records: Sequence[UUID], fields: Sequence[str] | None = None) -> None:
    """Empties every value about some records and its salt, or those of some `fields` alone.

    The chain stays whole. The caller journals it.
    """
    table, entries = tables.journal_value, tables.journal
    which = sa.true() if fields is None else table.c.field.in_(list(fields))
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        seqs = sa.select(entries.c.chain, entries.c.seq).where(entries.c.record.in_(some))
        here = sa.tuple_(table.c.chain, table.c.seq).in_(seqs)
        connection.execute(table.update().where(here, which).values(salt=None, value=None))
