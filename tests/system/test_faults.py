"""A disk that fails at any call leaves the last good state; long: `python -m tests.system.faults`."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.records.record import new
from app.services.releases import settle
from app.services.saving import save
from reports.outbox import FileOutbox
from tests.fakes import FakeVault
from tests.system import faults
from tests.system.faults import FILES, STEPS, campaign
from tests.system.program import ROOT

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace makes calls fail")
SAMPLE = {"save": 181, "draft": 91, "passphrase": 211, "staff": 211, "export": 181, "create": 451}
SAMPLE |= {"backup": 361, "restore": 121}
"""Of the faults of a step every so-manieth: a few each."""


@linux
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("step", SAMPLE)
def test_what_the_disk_refuses_leaves_the_last_good_state(tmp_path: Path, step: str) -> None:
    found = campaign(tmp_path, [step], SAMPLE[step])
    assert len(found) > 1
    assert {fault: wrong for fault, wrong in found.items() if wrong} == {}


@linux
@pytest.mark.slow
def test_a_file_written_in_its_place_is_caught(tmp_path: Path) -> None:
    """Control: what writes without a second name leaves half a file."""
    found = campaign(tmp_path, ["control"], 1)
    assert any("by halves" in word for wrong in found.values() for word in wrong)


@linux
@pytest.mark.slow
def test_a_fault_whose_count_moved_is_counted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the byte code of an import is written by another process after the count."""
    counted = faults.faults
    moved = [replace(fault, nth=fault.nth + 10_000) for fault in counted(tmp_path / "first", "draft")]
    answers = iter([moved])
    monkeypatch.setattr(faults, "faults", lambda root, step: next(answers, None) or counted(root, step))
    found = campaign(tmp_path, ["draft"], len(moved))
    assert list(found.values()) == [[]]


@linux
@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("step", [step for step in STEPS if step != "control"])
def test_every_call_may_fail(tmp_path: Path, step: str) -> None:
    assert {f: wrong for f, wrong in campaign(tmp_path, [step]).items() if wrong} == {}


_KILLED = """
import os, pathlib, sys
from reports.outbox import FileOutbox
pathlib.Path.replace = lambda *_: os._exit(9)
FileOutbox().place({"": b"main", ".codebook.csv": b"beside"}, sys.argv[1], replace=True)
"""


def test_what_a_killed_placing_leaves_is_swept_by_the_next_and_when_it_is_settled(tmp_path: Path) -> None:
    """What others put there stays, though its name is of the same kind."""
    target, theirs = tmp_path / "b.pdf", tmp_path / f".{'0' * 16}-0.part"
    theirs.write_bytes(b"theirs")

    def killed() -> int:
        done = subprocess.run([sys.executable, "-c", _KILLED, str(target)], cwd=ROOT, check=False)
        assert done.returncode == 9
        return len(list(tmp_path.iterdir()))

    assert killed() == 3
    FileOutbox().place(FILES, str(target), replace=False)
    placed = [theirs, target, tmp_path / "b.pdf.codebook.csv"]
    assert sorted(tmp_path.iterdir()) == placed
    assert killed() == 5
    vault = FakeVault()
    save(vault, new("release", kind="summary", audience="public", file=str(target), state="pending"))
    assert settle(vault, FileOutbox()) == 1
    assert sorted(tmp_path.iterdir()) == placed
