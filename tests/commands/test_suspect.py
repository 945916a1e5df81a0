"""A vault that was put back can be read, which says so; nothing is written into it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Casebook


def test_an_older_vault_in_its_place_is_read_only(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control: before it was put back, the same commands have nothing to say."""
    vault, older = Path(sample.vault), tmp_path / "older"
    rows = tmp_path / "rows.csv"
    rows.write_text("name,sex\nKim,female\n", "utf-8")
    assert sample("list", sample.vault, "events") == 0
    assert capsys.readouterr().err == ""
    shutil.copytree(vault, older)
    assert sample("import", sample.vault, str(rows), "--as", "cases") == 0
    assert sample("check", sample.vault, "--json") == 0
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1]) == []
    shutil.rmtree(vault)
    shutil.copytree(older, vault)
    before = {p.name: p.read_bytes() for p in vault.iterdir()}
    assert sample("list", sample.vault, "events") == 0
    assert "for reading only" in capsys.readouterr().err
    assert sample("import", sample.vault, str(rows), "--as", "cases") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert sample("check", sample.vault, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found == [{"kind": "rollback", "record": "", "differs": "state"}]
    assert sample("check", sample.vault) == 1
    assert "\nrollback: state\n" in capsys.readouterr().out
    assert {p.name: p.read_bytes() for p in vault.iterdir()} == before
