"""No plaintext of a vault on disk, in an exception or in a repr."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.records import ALL, new, row
from db import engine
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import reopened
from tests.leaks import MARK, holding


def _fill(vault: DbVault) -> None:
    of = samples.ids()
    with vault.write() as unit:
        for record_type in ALL:
            unit.save(samples.full(record_type, of, MARK))
        unit.keep_draft("d", samples.full(ALL[0], of, MARK))
        unit.set_setting("organisation", MARK)
        unit.log("export", detail={"file": MARK})
        unit.commit()
    with vault.read() as reader:
        assert reader.find("MARKERLEAK", ["person", "case", "event"]) != []
        reader.connection.exec_driver_sql("SELECT text FROM long_text ORDER BY text || random()").all()


def _places() -> list[Path]:
    """Home, and what lies in the folder for temporary files beside the folders of other tests."""
    temporary = Path(os.environ["TMPDIR"]).iterdir()
    return [Path(os.environ["HOME"]), *(p for p in temporary if not p.name.startswith("pytest-of-"))]


def test_no_marker_is_readable_on_disk(vault: DbVault, folder: Path) -> None:
    """Control: the marker in a plain file is found, in a plain database too."""
    _fill(vault)
    assert holding(folder, *_places()) == []
    vault.close()
    assert holding(folder, *_places()) == []
    plain = sa.create_engine(f"sqlite:///{folder.parent / 'plain.db'}")
    with plain.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a TEXT)")
        connection.execute(sa.text("INSERT INTO t VALUES (:a)"), {"a": MARK})
    plain.dispose()
    (folder.parent / "wide.txt").write_text(MARK, "utf-16")
    assert sorted(holding(folder.parent)) == ["plain.db", "wide.txt"]


def test_sorting_spills_nothing(vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sort too large for memory opens no file. Control: with temp_store=FILE the same sort opens one."""
    with vault.write() as unit:
        unit.connection.exec_driver_sql("CREATE TABLE big (a TEXT)")
        rows = [{"a": f"{i:09} {MARK} " + "x" * 1000} for i in range(5000)]
        unit.connection.execute(sa.text("INSERT INTO big VALUES (:a)"), rows)
        unit.commit()
    vault.close()

    def spilled() -> list[str]:
        opened = reopened(folder)
        with opened.read() as reader:
            reader.connection.exec_driver_sql("PRAGMA cache_size = 10")
            result = reader.connection.exec_driver_sql("SELECT a FROM big ORDER BY substr(a, 5), a")
            result.fetchone()
            links = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if _alive(fd)]
            result.close()
        opened.close()
        return [link for link in links if "etilqs" in link]

    assert spilled() == []
    monkeypatch.setitem(engine.SETTINGS, "temp_store", ("FILE", 1))
    assert spilled() != []


def _alive(fd: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{fd}")


def test_errors_of_the_database_hold_no_values(vault: DbVault) -> None:
    person = new("person", names=(row(text=MARK),))
    with vault.write() as unit:
        unit.save(person)
        with pytest.raises(sa.exc.IntegrityError) as e:
            unit._store.insert(unit.get("person", person.id))
    assert MARK not in str(e.value)
    assert MARK not in repr(e.value)


def test_secrets_are_in_no_repr(vault: DbVault) -> None:
    shown = repr(vault._inside) + repr(vault.keys.unlocked)
    secrets, vault_key = vault._inside.secrets, vault.keys.unlocked.vault_key
    for secret in (secrets.digest_key, secrets.journal_key, secrets.pseudonym_key, vault_key):
        assert repr(secret) not in shown
        assert secret.hex() not in shown
