"""Nothing typed is lost: fifty random days in the window, and a few windows that are killed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.opening import open_vault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.ui import killed
from tests.ui.edits import Lost, begin, run, without
from tests.ui.kept import KINDS
from ui.forms import keeper

DAYS = 50
PARTS = 5
SHORT = 10
"""Operations of a day in each run of the tests; the long form has more."""


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back after each test what the campaign changes."""
    monkeypatch.setenv("XDG_STATE_HOME", os.environ["XDG_STATE_HOME"])
    for name in ("SAVE_MS", "SAVE_LONG_MS", "DRAFT_MS"):
        monkeypatch.setattr(keeper, name, getattr(keeper, name))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_fifty_days_lose_nothing(qapp: QApplication, tmp_path: Path, part: int) -> None:
    _days(range(part, DAYS, PARTS), tmp_path)


def _days(seeds: Iterable[int], place: Path) -> None:
    for seed in seeds:
        run(seed, place, SHORT)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_a_thousand_days_lose_nothing(qapp: QApplication, tmp_path: Path) -> None:
    for seed in range(1000, 2000):
        run(seed, tmp_path)


@pytest.fixture(params=["drafts", "leave"])
def weakened(request: pytest.FixtureRequest) -> Iterator[None]:
    put_back = without(request.param)
    yield
    put_back()


@pytest.mark.slow
def test_without_drafts_or_without_saving_on_leaving_something_is_lost(
    qapp: QApplication, tmp_path: Path, weakened: None
) -> None:
    with pytest.raises(Lost):
        _days(range(20), tmp_path)


@pytest.mark.slow
def test_killed_windows_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert sum(killed.kill(tmp_path, seed) for seed in range(3)) > 6


def test_a_value_that_is_not_there_is_noticed(tmp_path: Path) -> None:
    begin(tmp_path / "begun")
    vault = open_vault(tmp_path / "begun" / "vault", PASSPHRASE, terms=cheap_terms())
    with vault.read() as reader:
        told = {f"{kind}:{c.id}": {"note": "miner 1"} for c in reader.all("case") for kind in KINDS}
    vault.close()
    with pytest.raises(AssertionError):
        killed.compare(tmp_path / "begun", told)
