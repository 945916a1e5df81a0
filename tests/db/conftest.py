"""Vaults of the tests: real ones, with a cheap key derivation."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import slots
from db.crypto import Cost, Limits
from db.folder import Layout

CHEAP = Cost(m=8, t=1)
LOW = Limits(m_min=8)
PASSPHRASE = "correct horse 배터리 staple"


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


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {p.name: p.read_bytes() for p in folder.iterdir()}
