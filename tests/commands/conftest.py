"""The command line over the real vault, with a cheap key derivation."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.crypto import Cost, Limits
from db.vault import Terms
from main import Vaults, rooms
from tests.stories import FixedClock
from ui.commands import run

CHEAP = Terms(clock=FixedClock(), cost=Cost(m=8 * 1024, t=1), limits=Limits(m_min=8 * 1024))
PASSPHRASE = "correct horse 배터리 staple"


@dataclass(frozen=True)
class Casebook:
    """Runs a command line in this process."""

    folder: Path
    words: tuple[str, ...]

    def __call__(self, *words: str) -> int:
        return run([*words, *self.words], rooms(Vaults(CHEAP)))

    @property
    def vault(self) -> str:
        """Where the vault of a test lies."""
        return str(self.folder / "vault")


@pytest.fixture
def casebook(tmp_path: Path) -> Casebook:
    """A command line whose passphrase comes from a file."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return Casebook(tmp_path, ("--passphrase-file", str(file)))


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    file = folder / "passphrase"
    file.write_text(PASSPHRASE, encoding="utf-8")
    status = run(["sample", str(folder / "vault"), "--passphrase-file", str(file)], rooms(Vaults(CHEAP)))
    assert status == 0
    return folder / "vault"


@pytest.fixture
def sample(casebook: Casebook, _sample: Path) -> Casebook:
    """A command line with a copy of the sample vault."""
    shutil.copytree(_sample, casebook.vault)
    return casebook
