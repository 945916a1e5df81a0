"""Vaults of the tests: real ones, with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import slots
from db.crypto import Cost, Limits
from db.folder import Layout
from db.making import create
from db.opening import open_vault
from db.vault import DbVault, Terms

CHEAP = Cost(m=8, t=1)
LOW = Limits(m_min=8)
PASSPHRASE = "correct horse 배터리 staple"


class StepClock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The next second."""
        self.time += timedelta(seconds=1)
        return self.time


def cheap_terms() -> Terms:
    """Terms under which a vault of the tests is made and opened."""
    return Terms(clock=StepClock(), cost=CHEAP, limits=LOW)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this user's anchors lie."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "casebook" / "vaults"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An empty folder for a vault."""
    folder = tmp_path / "vault"
    folder.mkdir()
    return Layout(folder)


@pytest.fixture
def unlocked(layout: Layout) -> slots.Unlocked:
    """The key file of a new vault."""
    return slots.create(layout, PASSPHRASE, CHEAP, LOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the vault of a test lies."""
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[DbVault]:
    """An open, empty vault."""
    made, _ = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    yield made
    made.close()


def reopened(folder: Path, *, read_only: bool = False) -> DbVault:
    """The vault of a test, opened again."""
    return open_vault(folder, PASSPHRASE, read_only=read_only, terms=cheap_terms())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {p.name: p.read_bytes() for p in folder.iterdir()}
