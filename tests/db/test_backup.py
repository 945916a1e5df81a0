"""A backup holds everything, counts only when it was restored, and opens as a vault of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.backups import Backup, Restored
from app.errors import Refused, WrongPassphrase
from app.messages import Msg
from app.ports import Finding
from app.records import new, row
from app.services import backups
from app.services.ledger import incomplete
from app.steps import finished
from db.engine import READ, open_engine
from db.files import create_empty
from db.making import create, restore_backup
from db.opening import open_vault
from db.proof import interruption
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms

T = TypeVar("T")
NEW = "a new passphrase"


def fill(vault: DbVault, count: int = 3) -> None:
    """Some people and cases."""
    with vault.write() as unit:
        for i in range(count):
            person = unit.save(new("person", names=(row(text=f"name{i}"),)))
            unit.save(new("case", code=f"C{i}", person=person.id))
        unit.commit()


def saved(vault: DbVault, folder: Path, name: str = "a.ncb") -> tuple[Path, Backup]:
    """A proved backup of a vault, in `folder`."""
    folder.mkdir(exist_ok=True)
    return folder / name, finished(backups.back_up(vault, folder / name))


def restored(path: Path, target: Path, typed: str = PASSPHRASE) -> Restored:
    """A vault restored from a file."""
    return finished(restore_backup(path, typed, target, NEW, terms=cheap_terms()))


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(p.name for p in folder.iterdir())


def test_what_was_backed_up_comes_back(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    fill(vault)
    before = names(folder)
    path, made = saved(vault, tmp_path / "out")
    assert names(path.parent) == ["a.ncb"]
    assert path.stat().st_size == made.size
    assert made.size % 2**20 == 0
    assert made.counts == {"case": 3, "person": 3}
    assert names(folder) == before
    with vault.read() as reader:
        assert backups.known(reader) == (made,)
        last = reader.last_entry()
        cases = [c.with_values() for c in reader.all("case")]
    assert last is not None
    assert (last.action, last.detail) == ("backup", {"backup": made.plain})
    told = restored(path, tmp_path / "new")
    assert told.backup == made
    opened = open_vault(tmp_path / "new", NEW, terms=cheap_terms())
    assert opened.alarms == ()
    assert opened.id != vault.id
    assert [f for f in opened.check() if isinstance(f, Finding)] == []
    with opened.read() as reader:
        assert [(c.id, c.digest) for c in reader.all("case")] == [(c.id, c.digest) for c in cases]
        first = reader.last_entry()
        assert backups.known(reader) == ()
        assert incomplete(reader) == "restored"
    assert first is not None
    assert (first.seq, first.action) == (1, "restored")
    assert first.detail["before"] == {"chain": made.chain.hex, "seq": made.seq, "hash": made.hash}
    opened.close()


def test_a_history_goes_on_through_a_restore(vault: DbVault, tmp_path: Path) -> None:
    """The new chain counts from 1 again, and is newer all the same."""
    fill(vault, 3)
    path, _made = saved(vault, tmp_path / "out")
    restored(path, tmp_path / "new")
    opened = open_vault(tmp_path / "new", NEW, terms=cheap_terms())
    with opened.write() as unit:
        case = next(unit.all("case"))
        unit.save(case.with_values(code="AFTER"))
        unit.commit()
    with opened.read() as reader:
        assert [(e.action, e.version) for e in reader.history(case.id)] == [("update", 2), ("create", 1)]
        assert reader.get("case", case.id).text("code") == "AFTER"
    assert [f for f in opened.check() if isinstance(f, Finding)] == []
    opened.close()


def test_every_slot_opens_a_backup_and_whose_it_was_stays(folder: Path, tmp_path: Path) -> None:
    vault, key = create(folder, PASSPHRASE, staff="Han", terms=cheap_terms())
    vault.keys.add("Cho", "another one")
    shares = vault.keys.new_shares()
    path, _made = saved(vault, tmp_path / "out")
    vault.close()
    for typed, staff, other in (
        (PASSPHRASE, "Han", "Cho"),
        ("another one", "Cho", "Han"),
        (key.lower(), "Han", "Cho"),
        (f"{shares[2].text}\n{shares[0].text}", "Han", "Cho"),
        (f"{shares[0].text.lower()}  {shares[1].text}", "Han", "Cho"),
    ):
        told = restored(path, tmp_path / f"of {len(typed)}", typed)
        assert (told.staff, told.without_key) == (staff, (other,))
    with pytest.raises(WrongPassphrase) as wrong:
        restored(path, tmp_path / "x", "not this one")
    assert wrong.value.message.text is Msg.BACKUP_WRONG_PASSPHRASE
    assert not [p for p in tmp_path.iterdir() if p.name.startswith((".x", "x"))]


def test_who_left_before_the_backup_has_no_key_to_be_added_again(folder: Path, tmp_path: Path) -> None:
    vault, _key = create(folder, PASSPHRASE, staff="Han", terms=cheap_terms())
    gone = vault.keys.add("Cho", "another one")
    vault.keys.add("Moon", "a third one")
    vault.keys.remove(gone.id)
    path, _made = saved(vault, tmp_path / "out")
    again, _old = finished(backups.rekey(vault, tmp_path / "rekeyed", NEW))
    vault.close()
    assert restored(path, tmp_path / "restored").without_key == again.without_key == ("Moon",)


def test_a_file_in_the_place_stays_unless_it_may_go(vault: DbVault, tmp_path: Path) -> None:
    path = tmp_path / "a.ncb"
    path.write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        finished(vault.back_up(path))
    assert refused.value.message.text is Msg.FILE_EXISTS
    assert path.read_bytes() == b"mine"
    finished(vault.back_up(path, replace=True))
    assert path.stat().st_size >= 2**20


def test_no_backup_inside_the_vault(vault: DbVault, folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        finished(vault.back_up(folder / "a.ncb"))
    assert refused.value.message.text is Msg.BACKUP_IN_VAULT


def test_work_goes_on_while_it_is_made(vault: DbVault, tmp_path: Path) -> None:
    fill(vault, 60)
    steps = backups.back_up(vault, tmp_path / "a.ncb")
    next(steps)
    fill_later = new("person", names=(row(text="later"),))
    with vault.write() as unit:
        unit.save(fill_later)
        unit.commit()
    made = finished(steps)
    assert made.counts["person"] == 61


def test_given_up_it_leaves_nothing(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    fill(vault, 100)
    before = names(folder)
    (tmp_path / "out").mkdir()
    count = sum(1 for _ in vault.back_up(tmp_path / "out" / "a.ncb"))
    (tmp_path / "out" / "a.ncb").unlink()
    for stop in range(1, count, max(1, count // 6)):
        steps = vault.back_up(tmp_path / "out" / "a.ncb")
        for _ in range(stop):
            if next(steps, None) is None:
                break
        else:
            steps.close()
            assert names(tmp_path / "out") == []
        (tmp_path / "out" / "a.ncb").unlink(missing_ok=True)
        assert names(folder) == before
    fill(vault, 0)


def test_what_is_broken_off_is_rolled_back_by_its_own_thread_alone(tmp_path: Path) -> None:
    create_empty(tmp_path / "vault.db")
    engine = open_engine(tmp_path / "vault.db", bytes(32))
    stop = interruption(engine)
    with engine.connect().execution_options(**READ) as connection:
        connection.exec_driver_sql("SELECT 1")
        raw: Any = connection.connection.dbapi_connection
        stop()
        assert raw.in_transaction
    engine.dispose()


def test_a_drill_restores_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    vault, key = create(folder, PASSPHRASE, terms=cheap_terms())
    path, made = saved(vault, tmp_path / "out")
    before = names(folder)
    backups.choose(vault, tmp_path / "out", 7)
    assert finished(backups.drill(vault, PASSPHRASE)) == made
    assert finished(backups.drill(vault, key, path)) == made
    with pytest.raises(WrongPassphrase):
        finished(backups.drill(vault, "not this one", path))
    assert names(folder) == before
    vault.close()


def test_a_new_vault_with_new_secrets(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    fill(vault)
    _path, made = saved(vault, tmp_path / "out")
    old = vault.keyed_hash("pseudonym", b"x")
    told, destroy = finished(backups.rekey(vault, tmp_path / "new", NEW))
    assert destroy == (made,)
    assert told.without_key == ()
    opened = open_vault(tmp_path / "new", NEW, terms=cheap_terms())
    assert opened.alarms == ()
    assert [f for f in opened.check() if isinstance(f, Finding)] == []
    assert opened.keyed_hash("pseudonym", b"x") != old
    with opened.read() as reader:
        assert incomplete(reader) == ""
        entry = reader.last_entry()
    assert entry is not None
    assert entry.action == "rekeyed"
    opened.close()
    assert [f for f in vault.check() if isinstance(f, Finding)] == []
