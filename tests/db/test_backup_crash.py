"""kill -9 while a backup is made or restored: a whole file or none, a whole vault or none.

The long form: `python -m pytest tests/db/test_backup_crash.py --long`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import NotAVault
from app.ports import Finding
from app.records import new, row
from app.services import backups
from app.steps import finished
from app.values import Text
from db.opening import open_vault
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms, reopened
from tests.db.test_backup import names, restored

_MAKER = """
import sys
from pathlib import Path
from app.services import backups
from tests.db.conftest import reopened
from app.steps import finished
vault = reopened(Path(sys.argv[1]))
print("begun", flush=True)
for number in range(1000):
    path = Path(sys.argv[2]) / f"{sys.argv[3]}-{number}.ncb"
    finished(backups.back_up(vault, path))
    print(path.name, flush=True)
"""
_RESTORER = """
import sys
from pathlib import Path
from tests.db.test_backup import restored
print("begun", flush=True)
restored(Path(sys.argv[1]), Path(sys.argv[2]))
print("restored", flush=True)
"""
WITHIN = 0.9
"""Seconds in which the kill falls: a backup of these few records takes about half of it."""


def killed(code: str, moment: float, *words: str) -> list[str]:
    """Runs a process, kills it `moment` seconds after it began; what it acknowledged until then."""
    command = [sys.executable, "-c", code, *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
    rest, _ = process.communicate()
    return rest.splitlines()


def filled(vault: DbVault) -> None:
    """Some records of some size."""
    with vault.write() as unit:
        for i in range(20):
            person = unit.save(new("person", names=(row(text=f"name{i}"),)))
            unit.save(new("case", code=f"C{i}", person=person.id, narrative=Text("a story " * 500)))
        unit.commit()


def backup_campaign(folder: Path, out: Path, kills: int, seed: int) -> int:
    """Kills over and over; after each kill every backup that is there is whole, and the acknowledged are
    there. Gives how many were."""
    moments, acknowledged = random.Random(seed), 0
    before = {"lock", "vault.db", "vault.db-journal", "vault.keys", "vault.keys.bak"}
    for number in range(kills):
        said = killed(_MAKER, moments.uniform(0, WITHIN), str(folder), str(out), str(number))
        acknowledged += len(said)
        vault = reopened(folder)
        assert vault.alarms == ()
        assert set(names(folder)) == before
        there = {p.name: p for p in out.iterdir() if p.suffix == ".ncb"}
        assert set(said) <= set(there)
        assert len(there) <= len(said) + 1
        for path in there.values():
            finished(vault.rehearse(path, PASSPHRASE))
        finished(backups.back_up(vault, out / "next.ncb"))
        assert all(name.endswith(".ncb") for name in names(out))
        vault.close()
        for path in out.iterdir():
            path.unlink()
    return acknowledged


def restore_campaign(file: Path, out: Path, kills: int, seed: int) -> int:
    """Kills over and over; the vault is there, and whole, or is not. Gives how often it was there."""
    moments, there = random.Random(seed), 0
    for number in range(kills):
        target = out / str(number)
        said = killed(_RESTORER, moments.uniform(0, WITHIN), str(file), str(target))
        try:
            vault = open_vault(target, "a new passphrase", terms=cheap_terms())
        except NotAVault:
            assert said == []
            restored(file, target)
            assert names(out) == [str(n) for n in sorted(range(number + 1), key=str)]
            continue
        there += 1
        assert vault.alarms == ()
        assert [f for f in vault.check() if isinstance(f, Finding)] == []
        vault.close()
    return there


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kills_while_backups_are_made(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    """Control: some of the kills fell in the middle, or nothing was tried."""
    filled(vault)
    vault.close()
    (tmp_path / "out").mkdir()
    assert backup_campaign(folder, tmp_path / "out", 8, 7) < 8 * 2


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kills_while_a_backup_is_restored(vault: DbVault, tmp_path: Path) -> None:
    filled(vault)
    (tmp_path / "out").mkdir()
    file = tmp_path / "a.ncb"
    finished(vault.back_up(file))
    assert restore_campaign(file, tmp_path / "out", 8, 7) < 8


@pytest.mark.long
@pytest.mark.timeout(0)
def test_a_thousand_kills(vault: DbVault, folder: Path, tmp_path: Path) -> None:
    filled(vault)
    file = tmp_path / "a.ncb"
    finished(vault.back_up(file))
    vault.close()
    for part in range(20):
        for name in ("out", "restored"):
            (tmp_path / f"{name}{part}").mkdir()
        backup_campaign(folder, tmp_path / f"out{part}", 25, part)
        restore_campaign(file, tmp_path / f"restored{part}", 25, part)
