"""Vaults in bad places: pulled out while open, on a disk that may only be read, two windows at once."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

import main
from app.errors import CasebookError, DiskTrouble, Refused, VaultBusy
from app.messages import Msg
from app.ports import Finding
from app.records import new, row
from db.vault import DbVault
from reports.outbox import FileOutbox
from tests.system.program import CHEAP, PASSPHRASE, Program

_READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


def _save(vault: DbVault, name: str) -> None:
    with vault.write() as unit:
        unit.save(new("person", names=(row(text=name),)))
        unit.commit()


def _names(vault: DbVault) -> list[str]:
    with vault.read() as reader:
        return [str(p.rows("names")[0].values["text"]) for p in reader.all("person")]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_stick_that_is_pulled_out_and_put_back(program: Program) -> None:
    """What was saved is there; what was not was refused in so many words."""
    vault, away = program.open(), program.folder / "away"
    _save(vault, "before")
    program.vault.rename(away)
    for _ in range(2):
        with pytest.raises(DiskTrouble):
            _save(vault, "while it is gone")
    away.rename(program.vault)
    _save(vault, "after")
    assert _names(vault) == ["before", "after"]
    vault.close()
    again = program.open()
    assert again.alarms == ()
    assert _names(again) == ["before", "after"]
    assert [f for f in again.check() if isinstance(f, Finding)] == []
    again.close()


def test_a_stick_that_does_not_come_back(program: Program) -> None:
    vault = program.open()
    program.vault.rename(program.folder / "away")
    with pytest.raises(DiskTrouble):
        _save(vault, "x")
    vault.close()
    with pytest.raises(CasebookError) as e:
        program.open()
    assert e.value.message.text is Msg.NOT_A_VAULT


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_vault_on_a_disk_that_may_only_be_read(sample: Program) -> None:
    """It can be listed and checked; what would write says so in a line and changes nothing."""
    before = {p: p.read_bytes() for p in sample.vault.rglob("*") if p.is_file()}
    reading = sample
    if os.geteuid() == 0:  # to whom modes mean nothing
        reading = Program(sample.folder, ("unshare", "-m", "sh", "-c", _READ_ONLY, "sh", str(sample.vault)))
        if subprocess.run([*reading.before, "true"], capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
    else:
        for path in (*sample.vault.rglob("*"), sample.vault):
            path.chmod(0o555 if path.is_dir() else 0o444)
    listed = reading("list", "vault", "cases")
    assert (listed.status, listed.err) == (0, "")
    assert reading("check", "vault").status == 0
    code = listed.out.partition("\t")[0]
    for words in (("history", "vault", code), ("show", "vault", code), ("evidence", "vault", code)):
        assert (reading(*words).status, words) == (0, words)
    done = reading("brief", "vault", "--event", "2024-08-21", "-o", "b.pdf")
    assert (done.status, len(done.lines)) == (1, 1)
    assert "cannot be written" in done.err
    assert not (sample.folder / "b.pdf").exists()
    for path in (sample.vault, *sample.vault.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert {p: p.read_bytes() for p in sample.vault.rglob("*") if p.is_file()} == before


def test_the_window_opens_it_for_reading_where_nothing_can_be_written(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: where it can be written the same call opens it for writing; other trouble is told."""
    vaults = main.Vaults(CHEAP)
    vault = vaults.open_to_look(program.vault, PASSPHRASE)
    assert not vault.reading_only
    recovery, shares = vault.keys.new_recovery(), [share.text for share in vault.keys.new_shares()]
    vault.close()
    said = Msg.DISK_READ_ONLY

    def refuse(_path: Path) -> NoReturn:
        raise DiskTrouble(said)

    monkeypatch.setattr("db.opening.hold", refuse)
    vault = vaults.open_to_look(program.vault, PASSPHRASE)
    assert vault.reading_only
    with vault.read() as reader:
        assert reader.staff()
    with pytest.raises(DiskTrouble), vault.write():
        pass
    vault.close()
    by_recovery = partial(vaults.open_with_recovery, program.vault, recovery)
    for way in (by_recovery, partial(vaults.open_with_shares, program.vault, shares[2], shares[0])):
        vault = way()
        assert vault.reading_only
        vault.close()
    said = Msg.DISK_FULL
    with pytest.raises(DiskTrouble):
        vaults.open_to_look(program.vault, PASSPHRASE)


def test_two_windows_on_one_vault(program: Program) -> None:
    """Control: it opens once the first has closed."""
    first = program.open()
    with pytest.raises(VaultBusy):
        program.open()
    first.close()
    program.open().close()


def test_no_document_is_put_into_the_folder_of_a_vault(program: Program, tmp_path: Path) -> None:
    """Control: beside it there is no objection."""
    with pytest.raises(Refused) as e:
        FileOutbox().place({"": b"x"}, str(program.vault / "b.pdf"), replace=False)
    assert e.value.message.text is Msg.FILE_IN_VAULT
    with pytest.raises(Refused), FileOutbox().stream(str(program.vault / "b.pdf"), replace=False):
        pass
    assert not (program.vault / "b.pdf").exists()
    FileOutbox().place({"": b"x"}, str(tmp_path / "b.pdf"), replace=False)
