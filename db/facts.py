"""What a copy of a vault must still say: how many records, a digest over theirs, where its journal ends."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.canonical import Json
from app.errors import DamagedVault
from app.messages import Msg
from db import head, migrations
from db.engine import READ, database_errors, table_names
from db.tables import RECORDS


@dataclass(frozen=True)
class Facts:
    """`root` is hex of SHA-256 over type, id, version and digest of every record; `schema` the revision."""

    generation: int
    chain: UUID
    seq: int
    hash: str
    schema: int
    root: str
    counts: Mapping[str, int]

    @property
    def plain(self) -> dict[str, Json]:
        """As JSON data."""
        return {
            "chain": self.chain.hex,
            "counts": dict(self.counts),
            "generation": self.generation,
            "hash": self.hash,
            "root": self.root,
            "schema": self.schema,
            "seq": self.seq,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Facts:
        """From what `plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            generation=int(data["generation"]),
            chain=UUID(hex=data["chain"]),
            seq=int(data["seq"]),
            hash=str(data["hash"]),
            schema=int(data["schema"]),
            root=str(data["root"]),
            counts={str(k): int(n) for k, n in cast("dict[str, int]", data["counts"]).items()},
        )


def read(engine: Engine) -> Facts:
    """What a database says now. Raises DamagedVault."""
    try:
        with database_errors(), engine.connect().execution_options(**READ) as connection:
            migrations.refuse_newer(connection)
            now = head.read(connection)
            counts, root = _records(connection)
            schema = migrations.revision(connection)
    except (KeyError, TypeError, ValueError):
        raise DamagedVault(Msg.DATABASE_DAMAGED) from None
    return Facts(now.generation, now.chain, now.seq, now.hash, schema, root, counts)


def _records(connection: sa.Connection) -> tuple[dict[str, int], str]:
    counts: dict[str, int] = {}
    seen = hashlib.sha256()
    there = table_names(connection)
    for key, table in sorted(RECORDS.items()):
        if table.name not in there:  # a backup from before there were such records
            continue
        n = 0
        columns = sa.select(table.c.id, table.c.version, table.c.digest).order_by(table.c.n)
        for row in connection.execute(columns):
            seen.update(f"{key} {row.id.hex} {row.version} {row.digest}\n".encode())
            n += 1
        if n:
            counts[key] = n
    return counts, seen.hexdigest()
