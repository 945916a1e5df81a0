"""The bare thing to compare a vault with: one table in plain SQLite, the same library without a key."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

COLUMNS = ("code", "name", "sex", "birth", "status", "place", "note")
SETTINGS = ("journal_mode=TRUNCATE", "synchronous=EXTRA", "locking_mode=EXCLUSIVE", "cache_size=-65536")


class Plain:
    """A list of cases as a script would keep it: as durable as the vault, without journal or encryption."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.connection: Any = sqlite.connect(str(path), isolation_level=None)
        if key is not None:
            self.connection.set_key(bytearray(f"x'{key.hex()}'", "ascii"))
        for setting in SETTINGS:
            self.connection.execute(f"PRAGMA {setting}").fetchall()
        columns = ", ".join(f"{name} TEXT" for name in COLUMNS)
        self.connection.execute(f"CREATE TABLE cases (id BLOB PRIMARY KEY, {columns})")
        self.connection.execute("CREATE INDEX by_code ON cases (code)")

    def save(self, *rows: tuple[str, ...]) -> list[bytes]:
        """Inserts rows of COLUMNS in one transaction; their ids."""
        ids = [uuid.uuid4().bytes for _ in rows]
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(
            f"INSERT INTO cases VALUES ({marks})", [(id_, *row) for id_, row in zip(ids, rows, strict=True)]
        )
        self.connection.execute("COMMIT")
        return ids

    def page(self, offset: int, size: int) -> list[tuple[object, ...]]:
        """A page of the list in the order of codes."""
        found = self.connection.execute(
            "SELECT id, code, name, sex, birth, status, place FROM cases ORDER BY code LIMIT ? OFFSET ?",
            (size, offset),
        )
        return list(found.fetchall())

    def ids(self) -> list[tuple[object, ...]]:
        """All ids in the order of codes."""
        return list(self.connection.execute("SELECT id FROM cases ORDER BY code").fetchall())

    def one(self, id_: bytes) -> tuple[object, ...]:
        """A whole row by its id."""
        found: tuple[object, ...] = self.connection.execute(
            "SELECT * FROM cases WHERE id = ?", (id_,)
        ).fetchone()
        return found

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()
