"""A power cut at any moment loses nothing that was acknowledged; long form: `python -m tests.db.power`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.db.disk import Cut, Disk, Flushed, Named, Wrote
from tests.db.power import CONTROLS, campaign, losses

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system calls are read with strace")


@linux
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_power_cuts_lose_nothing(tmp_path: Path) -> None:
    outcomes = campaign(tmp_path / "disk", 1000)
    assert set(outcomes) == {"open", "not yet"}
    assert outcomes["open"] > 800


@linux
@pytest.mark.slow
@pytest.mark.parametrize("how", CONTROLS)
def test_what_does_not_flush_loses(tmp_path: Path, how: str) -> None:
    """Control: the same campaign finds the losses of a database, or of key files, that are never flushed."""
    assert losses(campaign(tmp_path / "disk", 60, how)) > 6


def test_the_disk_of_the_campaign_keeps_what_was_flushed_and_any_part_of_the_rest() -> None:
    disk = Disk()
    for event in (
        Named("folder", "/d"),
        Named("make", "/d/a", file=1),
        Wrote(1, 0, b"a" * 1024),
        Flushed(1),
        Flushed("/d"),
        Wrote(1, 512, b"b" * 1024),
        Cut(1, 1100),
        Named("rename", "/d/a", "/d/b"),
    ):
        disk.take(event)
    chance = random.Random(1)
    seen = {(name, data) for _ in range(300) for name, data in disk.cut(chance, 0).files.items() if data}
    assert {name for name, _ in seen} == {"/d/a", "/d/b"}
    assert {data[:512] for _, data in seen} == {b"a" * 512}
    contents = {data for _, data in seen}
    assert {b"a" * 1024, b"a" * 512 + b"b" * 588, b"a" * 512 + b"b" * 1024} < contents
    assert b"a" * 1024 + b"b" * 512 in contents, "torn"
