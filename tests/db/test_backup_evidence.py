"""Evidence goes into a backup as it lies and comes back; a new vault with new keys has it under new ones."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest

from app.errors import VaultError
from app.messages import Msg
from app.ports import Finding
from app.records import Record, new
from app.services import backups
from app.steps import finished
from db.folder import Layout
from db.opening import open_vault
from db.vault import DbVault
from tests.db.conftest import cheap_terms
from tests.db.test_backup import NEW, restored, saved
from tests.db.test_blobs import MARK, SIZES, given, keep


@pytest.fixture
def contents() -> list[bytes]:
    """Files of every size that matters to the form of an evidence file."""
    chance = random.Random(7)
    return [MARK, *(chance.randbytes(size) for size in SIZES)]


def lying(folder: Path) -> dict[str, bytes]:
    """The encrypted files of a vault."""
    return {p.name: p.read_bytes() for p in Layout(folder).evidence.iterdir()}


def checked(target: Path, kept: list[Record], contents: list[bytes]) -> list[Finding]:
    """Opens a vault that was made of another, reads every file, gives what `check` finds."""
    vault = open_vault(target, NEW, terms=cheap_terms())
    assert [given(vault, record) for record in kept] == contents
    found = [f for f in vault.check() if isinstance(f, Finding)]
    vault.close()
    return found


def test_evidence_comes_back(vault: DbVault, folder: Path, tmp_path: Path, contents: list[bytes]) -> None:
    kept = [keep(vault, data) for data in contents]
    path, made = saved(vault, tmp_path / "out")
    assert made.files == len(contents)
    assert MARK not in path.read_bytes()
    restored(path, tmp_path / "new")
    assert checked(tmp_path / "new", kept, contents) == []
    assert lying(tmp_path / "new") == lying(folder)


def test_new_keys_and_names_for_every_file(
    vault: DbVault, folder: Path, tmp_path: Path, contents: list[bytes]
) -> None:
    kept = [keep(vault, data) for data in contents]
    before = lying(folder)
    finished(backups.rekey(vault, tmp_path / "new", NEW))
    assert checked(tmp_path / "new", kept, contents) == []
    after = lying(tmp_path / "new")
    assert len(after) == len(before)
    assert not set(after) & set(before)
    assert not set(after.values()) & set(before.values())
    assert lying(folder) == before
    assert [given(vault, record) for record in kept] == contents


def test_damage_stays_what_it_was(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    """A damaged and a missing file keep nobody from a backup or from new keys; `check` still names them."""
    for number in range(3):
        keep(vault, MARK * (number + 1))
    first, second, _third = sorted(Layout(folder).evidence.iterdir())
    data = bytearray(first.read_bytes())
    data[100] ^= 1
    first.write_bytes(data)
    second.unlink()
    kinds = sorted(f.kind for f in vault.check() if isinstance(f, Finding))
    assert len(kinds) == 2
    path, made = saved(vault, tmp_path / "out")
    assert (made.files, made.lacking, made.damaged, made.whole) == (2, 1, 1, False)
    assert made.beside
    restored(path, tmp_path / "restored")
    finished(backups.rekey(vault, tmp_path / "rekeyed", NEW))
    for name in ("restored", "rekeyed"):
        opened = open_vault(tmp_path / name, NEW, terms=cheap_terms())
        assert sorted(f.kind for f in opened.check() if isinstance(f, Finding)) == kinds
        opened.close()


def test_a_file_that_goes_meanwhile_is_told(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    keep(vault, MARK)
    steps = vault.back_up(tmp_path / "a.ncb")
    while "Writing" not in next(steps).text:
        (path,) = Layout(folder).evidence.glob("*")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(VaultError) as moved:
        finished(steps)
    assert moved.value.message.text is Msg.BACKUP_MOVED
    assert [p.name for p in tmp_path.glob("*ncb*")] == []
    assert list(tmp_path.glob(".*")) == []


def test_a_file_whose_intake_is_under_way_is_not_in_it(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    """Its key is in no row yet, and its mark stays at home: in the restored vault it would be an alarm."""
    record = keep(vault, MARK)
    taken = finished(vault.take_in(BytesIO(MARK * 2)))
    path, made = saved(vault, tmp_path / "out")
    restored(path, tmp_path / "new")
    again = open_vault(tmp_path / "new", NEW, read_only=True, terms=cheap_terms())
    assert [f for f in again.check() if isinstance(f, Finding)] == []
    assert given(again, record) == MARK
    again.close()
    assert made.files == 1
    with vault.write() as unit:  # and the intake goes on as if nothing had been
        unit.keep_blob(taken)
        kept = unit.save(new("evidence", sha256=taken.sha256, size=taken.size, file_name="b.jpg"))
        unit.commit()
    assert given(vault, kept) == MARK * 2


def test_an_intake_given_up_meanwhile_stops_no_backup(vault: DbVault, tmp_path: Path) -> None:
    taken = finished(vault.take_in(BytesIO(MARK)))
    steps = vault.back_up(tmp_path / "a.ncb")
    while "Writing" not in next(steps).text:
        pass
    vault.drop(taken)
    finished(steps)
    assert (tmp_path / "a.ncb").exists()


def test_a_mark_that_was_left_keeps_no_file_out(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    """After a crash behind the commit the mark lies beside a file whose key is noted: it counts."""
    record = keep(vault, MARK)
    (place,) = Layout(folder).evidence.iterdir()
    place.with_name(place.name + ".part").touch()
    path, made = saved(vault, tmp_path / "out")
    restored(path, tmp_path / "new")
    assert made.files == 1
    assert checked(tmp_path / "new", [record], [MARK]) == []


def test_a_file_put_there_by_somebody_is_still_found_afterwards(
    vault: DbVault, folder: Path, tmp_path: Path
) -> None:
    """The control: a file without a key and without a mark goes along, and the check names it."""
    keep(vault, MARK)
    (Layout(folder).evidence / ("cd" * 32)).write_bytes(b"put there")
    path, _made = saved(vault, tmp_path / "out")
    restored(path, tmp_path / "new")
    again = open_vault(tmp_path / "new", NEW, read_only=True, terms=cheap_terms())
    found = [(f.kind, f.record) for f in again.check() if isinstance(f, Finding)]
    again.close()
    assert found == [("evidence_unknown", "cd" * 32)]
