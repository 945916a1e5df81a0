"""kill -9 while saving: what was acknowledged is there, what was not is wholly there or not at all.

The long form, as many kills as wanted: `python -m tests.db.test_crash 10000`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DamagedVault
from app.ports import Finding
from db.making import create
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms, reopened

_SAVER = """
import sys
import tempfile
from pathlib import Path
from app.records import new, row
from app.values import Text
from tests.db.conftest import reopened
vault = reopened(Path(sys.argv[1]))
start = int(sys.argv[2])
for i in range(start, start + 100000):
    with vault.write() as unit:
        person = unit.save(new("person", names=(row(text=f"name{i:06}"),)))
        unit.save(new("case", code=f"{i:06}", person=person.id, narrative=Text(f"story {i} " * 400)))
        unit.commit()
    print(i, flush=True)
"""


def kill_while_saving(folder: Path, start: int, moment: float) -> int:
    """Saves from `start` on in a process killed `moment` seconds after its first save; gives the last."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SAVER, str(folder), str(start)], stdout=subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
    rest, _ = process.communicate()
    return int((first + rest).split()[-1])


def campaign(folder: Path, kills: int, seed: int = 7) -> None:
    """Kills a process that saves into a new vault over and over; after each kill every acknowledged save is
    there, and whole."""
    moments = random.Random(seed)
    saved = -1
    for _ in range(kills):
        saved = kill_while_saving(folder, saved + 1, moments.uniform(0, 0.03))
        vault = reopened(folder)
        with vault.read() as reader:
            codes = [int(c.text("code")) for c in reader.all("case")]
            people = sum(1 for _ in reader.all("person"))
            assert reader.find(f"name{saved:06}", ["person"]) != []
        vault.close()
        assert codes == list(range(len(codes)))
        assert people == len(codes)
        assert saved < len(codes) <= saved + 2
        saved = len(codes) - 1


def findings(folder: Path) -> list[Finding]:
    """What `check` finds."""
    vault = reopened(folder)
    found = [f for f in vault.check() if isinstance(f, Finding)]
    vault.close()
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills_lose_nothing(vault: DbVault, folder: Path) -> None:
    vault.close()
    campaign(folder, 50)
    assert findings(folder) == []


def many(place: Path, kills: int) -> Iterator[int]:
    """Kills in vaults that take a hundred each, so that they stay small; says how many there were."""
    for part in range(0, kills, 100):
        folder = place / str(part)
        create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())[0].close()
        campaign(folder, min(100, kills - part), seed=part)
        assert findings(folder) == []
        shutil.rmtree(folder)
        yield min(part + 100, kills)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_ten_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    assert list(many(tmp_path, 10_000))[-1] == 10_000


def _interrupted(vault: DbVault, folder: Path) -> None:
    """Leaves a vault as a kill in the middle of a commit does: pages half written, a journal to roll back."""
    journal = folder / "vault.db-journal"
    with vault.write() as unit:
        unit.connection.exec_driver_sql("PRAGMA cache_size = 10")
        for i in range(3):
            unit.set_setting(f"key{i}", "x" * 100_000)
        half = (folder / "vault.db").read_bytes(), journal.read_bytes()
    vault.close()
    (folder / "vault.db").write_bytes(half[0])
    journal.write_bytes(half[1])


def test_a_cut_off_write_is_checked_in_a_copy_and_rolled_back_later(vault: DbVault, folder: Path) -> None:
    _interrupted(vault, folder)
    assert (folder / "vault.db-journal").stat().st_size > 0
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    reading = reopened(folder, read_only=True)
    with reading.read() as reader:
        assert reader.setting("key0") == ""
    assert [f for f in reading.check() if isinstance(f, Finding)] == []
    reading.close()
    assert list(Path(tempfile.gettempdir()).glob("casebook-check-*")) == []
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    opened = reopened(folder)
    with opened.read() as reader:
        assert reader.setting("key0") == ""
    opened.close()
    assert findings(folder) == []


def test_a_copy_that_cannot_be_read_is_removed(vault: DbVault, folder: Path) -> None:
    _interrupted(vault, folder)
    data = bytearray((folder / "vault.db").read_bytes())
    data[:4096] = bytes(4096)
    (folder / "vault.db").write_bytes(data)
    (folder / "vault.db-journal").write_bytes(b"\xd9" * 4096)
    with pytest.raises(DamagedVault):
        reopened(folder, read_only=True)
    assert list(Path(tempfile.gettempdir()).glob("casebook-check-*")) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        os.environ["XDG_STATE_HOME"] = own
        for done in many(Path(own), int(sys.argv[1])):
            sys.stdout.write(f"{done} kills, nothing lost\n")
            sys.stdout.flush()
