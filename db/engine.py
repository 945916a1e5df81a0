"""The encrypted engine: one SQLCipher connection, its settings read back, its errors turned into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from app.errors import CasebookError, DamagedVault, DiskTrouble, VaultBusy
from app.messages import Msg
from db.crypto import KEY_BYTES

READ = {"casebook_read": True}
_FULL, _READONLY, _IOERR, _CORRUPT, _CANTOPEN, _NOTADB = 13, 8, 10, 11, 14, 26
_BUSY = (5, 6)
_TROUBLE = {
    _FULL: Msg.DISK_FULL,
    _READONLY: Msg.DISK_READ_ONLY,
    _IOERR: Msg.DISK_FAILED,
    _CANTOPEN: Msg.DISK_FAILED,
}

_CODES = {
    "database is locked": 5,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}
"""Texts of SQLite (`sqlite3_errstr`): an error of `Connection.backup` comes without its code."""

SETTINGS: dict[str, tuple[str, object]] = {
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("EXTRA", 3),
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "cache_size": ("-65536", -65536),
}
"""Name, value set, value read back. Without EXTRA a power cut can lose an acknowledged save; with a
temporary store in files SQLite spills plaintext."""

_WRITING = ("journal_mode", "synchronous", "locking_mode")


def connect(path: Path, key: bytes, *, mode: str = "rw") -> Any:
    """A keyed DBAPI connection in autocommit, every setting read back; `mode` is `rw`, `rwc` or `ro`.

    Raises DamagedVault for a key that is not the file's, ValueError for one that is not 32 bytes (SQLCipher
    would take it for a passphrase), DiskTrouble, VaultBusy.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with database_errors():
        connection = sqlcipher.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=0
        )
        try:
            _set_up(connection, key, reading=mode == "ro")
        except BaseException:
            connection.close()
            raise
    return connection


def open_engine(path: Path, key: bytes, *, mode: str = "rw") -> Engine:
    """An engine over one connection, made at once. Raises as `connect`."""
    return engine_over(connect(path, key, mode=mode))


def engine_over(connection: Any) -> Engine:
    """An engine over a connection of `connect`, which it closes when disposed."""
    engine = sa.create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def in_memory() -> Engine:
    """An empty database without a file or a key, to compare schemas with."""
    return sa.create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)


@contextmanager
def database_errors() -> Iterator[None]:
    """Turns what the disk or another process did into a typed error; what is our own mistake passes through.

    The original is not chained: its parameters hold the values of the record.
    """
    try:
        yield
    except sa.exc.DBAPIError as e:
        error = _meaning(e.orig)
        if error is None:
            raise
        raise error from None
    except sqlcipher.Error as e:
        error = _meaning(e)
        if error is None:
            raise
        raise error from None


def cipher_of(connection: sa.Connection) -> tuple[str, int, str]:
    """What an open database says of its encryption: version of the engine, bytes of a page, its check."""
    version, page, check = (
        str(connection.exec_driver_sql(f"PRAGMA cipher_{name}").scalar_one())
        for name in ("version", "page_size", "hmac_algorithm")
    )
    return version, int(page), check.replace("_", "-")


def hurry(connection: Any) -> None:
    """Keep no journal and flush nothing: for a database that is thrown away where its making is cut off."""
    for setting in ("journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {setting}")


def without_references(path: Path, key: bytes) -> Engine:
    """An engine that lets tables be rebuilt: keys that refer to others are not enforced, which cannot be said
    inside a transaction. Raises as `connect`."""
    raw = connect(path, key)
    raw.execute("PRAGMA foreign_keys = OFF")
    return engine_over(raw)


def end(connection: sa.Connection) -> None:
    """Closes; rolls back what was not committed, also where the commit failed and SQLite still waits."""
    raw = connection.connection.dbapi_connection
    connection.close()
    if raw is not None and raw.in_transaction:
        raw.rollback()


@contextmanager
def writing_allowed(connection: sa.Connection) -> Iterator[None]:
    """Where only reading is, tables of this connection alone can be made meanwhile."""
    reading = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only = {reading}")


def table_names(connection: sa.Connection) -> frozenset[str]:
    """The names of what is there: tables, indexes, views, triggers."""
    return frozenset(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())


def counters(connection: sa.Connection) -> list[tuple[str, int]]:
    """The counters from which handles come: table and last number given, by name."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence ORDER BY name")
    return [(name, seq) for name, seq in rows]


def damaged_pages(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with the encrypted pages, in the engine's words."""
    return (str(line) for (line,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"))


def damaged_structure(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with tables and indexes as they are kept, in the engine's words."""
    for (text,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        yield from (line for line in str(text).splitlines() if line != "ok" and not line.startswith("***"))


def broken_references(connection: sa.Connection) -> Iterator[str]:
    """Rows that refer to one that is not there: table, handle, table referred to."""
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]} {row[1]} -> {row[2]}"


def _set_up(connection: Any, key: bytes, *, reading: bool) -> None:
    connection.set_key(bytearray(b"x'" + key.hex().encode() + b"'"))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, (value, expected) in SETTINGS.items():
        if reading and name in _WRITING:
            continue
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found != (expected,):
            raise RuntimeError(f"the database refuses the setting {name}")
    if reading:
        connection.execute("PRAGMA query_only = ON")
    connection.enable_load_extension(False)


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get("casebook_read", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _meaning(error: object) -> CasebookError | None:
    code = getattr(error, "sqlite_errorcode", None) or _CODES.get(str(error), 0)
    code &= 0xFF
    if code in _BUSY:
        return VaultBusy(Msg.VAULT_BUSY)
    if code in (_CORRUPT, _NOTADB):
        return DamagedVault(Msg.DATABASE_DAMAGED)
    if code in _TROUBLE:
        return DiskTrouble(_TROUBLE[code])
    return None
