"""Small files, the lock and the folder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import DamagedVault, DiskTrouble, NotAVault, VaultBusy
from app.messages import Msg
from db import files, folder, lock
from db.folder import Layout
from tests.db.conftest import contents


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (errno.ENOSPC, Msg.DISK_FULL),
        (errno.EDQUOT, Msg.DISK_FULL),
        (errno.EROFS, Msg.DISK_READ_ONLY),
        (errno.EACCES, Msg.DISK_READ_ONLY),
        (errno.EIO, Msg.DISK_FAILED),
        (None, Msg.DISK_FAILED),
    ],
)
def test_trouble_with_the_disk_has_a_name_and_no_path(code: int | None, text: Msg) -> None:
    with pytest.raises(DiskTrouble) as e, files.disk_errors():
        raise OSError(code, "x", "/home/someone/case.pdf")
    assert e.value.message.text is text
    assert "someone" not in str(e.value)


def test_writing_replaces_whole_and_privately(tmp_path: Path) -> None:
    path = tmp_path / "f"
    for data in (b"one", b"two" * 100_000):
        files.write_atomically(path, data)
        assert contents(tmp_path) == {"f": data}
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / "f.new").symlink_to(victim)
    with pytest.raises(DiskTrouble):
        files.write_atomically(tmp_path / "f", b"data")
    assert victim.read_bytes() == b"mine"


def test_create_empty_never_overwrites(tmp_path: Path) -> None:
    files.create_empty(tmp_path / "f")
    with pytest.raises(DiskTrouble):
        files.create_empty(tmp_path / "f")
    assert (tmp_path / "f").stat().st_mode & 0o777 == 0o600


def test_a_vault_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = lock.hold(path)
    with pytest.raises(VaultBusy):
        lock.hold(path)
    with pytest.raises(VaultBusy):
        lock.hold_for_reading(path)
    held.release()
    held.release()
    reading = lock.hold_for_reading(path)
    assert reading is not None
    with pytest.raises(VaultBusy):
        lock.hold(path)
    reading.release()
    lock.hold(path).release()
    assert path.exists()


def test_reading_needs_no_lock_file(tmp_path: Path) -> None:
    assert lock.hold_for_reading(tmp_path / "lock") is None
    assert contents(tmp_path) == {}


def test_the_lock_of_a_killed_process_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = "import sys; from pathlib import Path; from db.lock import hold; held = hold(Path(sys.argv[1]))\n"
    code += "print('held', flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(VaultBusy):
        lock.hold(path)
    process.kill()
    process.communicate()
    lock.hold(path).release()


def test_a_new_vault_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "vault"
    work = folder.prepare(target)
    work.keys.write_bytes(b"k")
    assert not target.exists()
    layout = folder.publish(work, target)
    assert contents(target) == {"vault.keys": b"k"}
    assert layout.folder == target
    assert target.stat().st_mode & 0o777 == 0o700


def test_an_empty_folder_may_become_a_vault(tmp_path: Path) -> None:
    target = tmp_path / "vault"
    target.mkdir()
    folder.publish(folder.prepare(target), target)
    assert contents(target) == {}


def test_a_place_may_be_named_in_any_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "./two/", "deep/../three", str(tmp_path / "four")):
        layout = folder.publish(folder.prepare(Path(name)), Path(name))
        assert layout.folder.is_dir()
    assert {"four", "one", "three", "two"} <= {p.name for p in tmp_path.iterdir()}
    with pytest.raises(NotAVault):
        folder.prepare(Path("."))


def test_a_foreign_place_is_left_alone(tmp_path: Path) -> None:
    full, file, link = tmp_path / "full", tmp_path / "file", tmp_path / "link"
    full.mkdir()
    (full / "thesis.doc").write_bytes(b"x")
    file.write_bytes(b"y")
    link.symlink_to(tmp_path / "nowhere")
    for target in (full, file, link):
        with pytest.raises(NotAVault):
            folder.prepare(target)
    assert contents(full) == {"thesis.doc": b"x"}


def test_what_a_cut_off_creation_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    work = folder.prepare(tmp_path / "vault")
    work.database.write_bytes(b"half")
    again = folder.prepare(tmp_path / "vault")
    assert contents(again.folder) == {}
    (again.folder / "other").write_bytes(b"x")
    with pytest.raises(DiskTrouble):
        folder.prepare(tmp_path / "vault")
    assert contents(again.folder) == {"other": b"x"}


def _state(layout: Layout, **files_: bytes) -> None:
    names = {"db": layout.database, "keys": layout.keys, "copy": layout.keys_copy, "journal": layout.journal}
    for name, data in files_.items():
        names[name].write_bytes(data)


@pytest.mark.parametrize(
    ("state", "error", "text"),
    [
        ({}, NotAVault, Msg.NOT_A_VAULT),
        ({"db": b"\x01" * 4096}, DamagedVault, Msg.KEY_FILE_MISSING),
        ({"db": b"SQLite format 3\x00" + bytes(4080)}, NotAVault, Msg.DATABASE_PLAIN),
        ({"keys": b"k"}, DamagedVault, Msg.DATABASE_MISSING),
        ({"keys": b"k", "db": b""}, DamagedVault, Msg.DATABASE_EMPTY),
        ({"keys": b"k", "db": b"SQLite format 3\x00" + bytes(4080)}, NotAVault, Msg.DATABASE_PLAIN),
        ({"keys": b"k", "db": b"\x01" * 4095}, DamagedVault, Msg.DATABASE_CUT),
        ({"copy": b"k", "db": b"\x01" * 5000, "journal": b""}, DamagedVault, Msg.DATABASE_CUT),
    ],
    ids=str,
)
def test_what_is_no_vault_is_refused_by_its_look(
    layout: Layout, state: dict[str, bytes], error: type[Exception], text: Msg
) -> None:
    _state(layout, **state)
    before = contents(layout.folder)
    with pytest.raises(error) as e:
        folder.inspect(layout.folder)
    assert getattr(e.value, "message").text is text  # noqa: B009
    assert contents(layout.folder) == before


def test_a_vault_passes_and_a_cut_one_with_a_journal_is_left_to_the_database(layout: Layout) -> None:
    _state(layout, keys=b"k", db=b"\x01" * 4096)
    folder.inspect(layout.folder)
    _state(layout, db=b"\x01" * 5000, journal=b"j")
    folder.inspect(layout.folder)


def test_a_linked_database_is_no_vault(layout: Layout, tmp_path: Path) -> None:
    _state(layout, keys=b"k")
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes(b"\x01" * 4096)
    layout.database.symlink_to(elsewhere)
    with pytest.raises(DamagedVault):
        folder.inspect(layout.folder)
