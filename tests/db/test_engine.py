"""The engine: settings read back, transactions, and errors with a name."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # it has no types

from app.errors import CasebookError, DamagedVault, DiskTrouble, VaultBusy
from app.messages import Msg
from db import engine
from db.engine import database_errors
from db.files import create_empty

KEY = bytes(range(32))
MARKER = "MARKER-PLAINTEXT-7731"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of one table."""
    file = tmp_path / "vault.db"
    create_empty(file)
    made = engine.open_engine(file, KEY, mode="rw")
    with made.begin() as c:
        c.exec_driver_sql("CREATE TABLE t (a TEXT UNIQUE)")
        c.execute(sa.text("INSERT INTO t VALUES (:a)"), {"a": MARKER})
    made.dispose()
    return file


def test_every_setting_is_what_it_should_be(path: Path) -> None:
    opened = engine.open_engine(path, KEY)
    with opened.connect() as c:
        for name, (_, expected) in engine.SETTINGS.items():
            assert c.exec_driver_sql(f"PRAGMA {name}").scalar() == expected
        with pytest.raises(sa.exc.DatabaseError):
            c.exec_driver_sql("SELECT load_extension('x')")
    opened.dispose()


def test_a_setting_that_does_not_hold_is_a_bug(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.SETTINGS, "temp_store", ("FILE", 2))
    with pytest.raises(RuntimeError):
        engine.connect(path, KEY)


def test_nothing_readable_is_on_disk(path: Path) -> None:
    """Control: the same marker in a database without a key is found."""
    assert MARKER.encode() not in path.read_bytes()
    plain = sa.create_engine(f"sqlite:///{path.with_name('plain.db')}")
    with plain.begin() as c:
        c.exec_driver_sql("CREATE TABLE t (a TEXT)")
        c.execute(sa.text("INSERT INTO t VALUES (:a)"), {"a": MARKER})
    plain.dispose()
    assert MARKER.encode() in path.with_name("plain.db").read_bytes()


def test_another_key_is_damage_and_a_short_one_a_bug(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DamagedVault):
        engine.connect(path, bytes(32))
    with pytest.raises(ValueError, match="32 bytes"):
        engine.connect(path, b"short")
    assert path.read_bytes() == before


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DiskTrouble):
        engine.connect(tmp_path / "none.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_second_connection_finds_the_vault_busy(path: Path) -> None:
    first = engine.open_engine(path, KEY)
    with first.begin() as c:
        c.exec_driver_sql("INSERT INTO t VALUES ('x')")
    with pytest.raises(VaultBusy):
        engine.connect(path, KEY)
    first.dispose()


def test_schema_changes_roll_back_with_the_rest(path: Path) -> None:
    opened = engine.open_engine(path, KEY)
    with opened.connect() as c:
        c.exec_driver_sql("CREATE TABLE u (a)")
        c.exec_driver_sql("DELETE FROM t")
        c.rollback()
    with opened.connect().execution_options(**engine.READ) as c:
        assert c.exec_driver_sql("SELECT a FROM t").scalars().all() == [MARKER]
        assert sa.inspect(c).get_table_names() == ["t"]
    opened.dispose()


def test_reading_changes_neither_bytes_nor_times(path: Path) -> None:
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in path.parent.iterdir()}
    opened = engine.open_engine(path, KEY, mode="ro")
    with opened.connect().execution_options(**engine.READ) as c:
        assert c.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        with pytest.raises(sa.exc.DBAPIError):
            c.exec_driver_sql("INSERT INTO t VALUES ('x')")
    opened.dispose()
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in path.parent.iterdir()} == before


class _Broken(Exception):
    def __init__(self, code: int) -> None:
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (13, DiskTrouble),
        (10 | 3 << 8, DiskTrouble),
        (8, DiskTrouble),
        (14, DiskTrouble),
        (5, VaultBusy),
        (6, VaultBusy),
        (11, DamagedVault),
        (26, DamagedVault),
    ],
)
def test_errors_by_code(code: int, error: type[CasebookError]) -> None:
    with pytest.raises(error), engine.database_errors():
        raise sa.exc.OperationalError("INSERT", {"name": MARKER}, _Broken(code))


def test_our_own_mistakes_pass_through_without_the_values(path: Path) -> None:
    opened = engine.open_engine(path, KEY)
    with pytest.raises(sa.exc.IntegrityError) as e, engine.database_errors(), opened.begin() as c:
        c.execute(sa.text("INSERT INTO t VALUES (:a)"), {"a": MARKER})
    assert MARKER not in str(e.value)
    opened.dispose()
    raw = engine.connect(path, KEY)
    with pytest.raises(Exception, match="no such table"), engine.database_errors():
        raw.execute("SELECT * FROM missing")
    raw.close()


@pytest.mark.parametrize("keep", [4096, 4095, 2048, 8192 - 512])
def test_a_cut_file_never_opens(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedVault):
        engine.connect(path, KEY)


def test_a_full_disk_is_told_where_sqlite_gives_no_code() -> None:
    """`Connection.backup` raises without a code. Control: a mistake of ours passes through."""
    with pytest.raises(DiskTrouble) as e, database_errors():
        raise sqlcipher.OperationalError("database or disk is full")
    assert e.value.message.text is Msg.DISK_FULL
    with pytest.raises(sqlcipher.OperationalError), database_errors():
        raise sqlcipher.OperationalError("no such table: x")
