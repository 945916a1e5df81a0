"""Vaults for the tests of the whole program: made once, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.system.program import PASSPHRASE, Program


def _with_key(folder: Path) -> Program:
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return Program(folder)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for command in ("new", "sample"):
        program = _with_key(tmp_path_factory.mktemp(command))
        assert program(command, str(program.vault)).status == 0
        made[command] = program.vault
    return made


@pytest.fixture
def bare(tmp_path: Path) -> Program:
    """The program, and no vault yet."""
    return _with_key(tmp_path)


@pytest.fixture
def program(bare: Program, _made: dict[str, Path]) -> Program:
    """The program with an empty vault."""
    shutil.copytree(_made["new"], bare.vault)
    return bare


@pytest.fixture
def sample(bare: Program, _made: dict[str, Path]) -> Program:
    """The program with the sample vault."""
    shutil.copytree(_made["sample"], bare.vault)
    return bare
