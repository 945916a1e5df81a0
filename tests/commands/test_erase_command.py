"""erase: says what goes and what stays, asks for the code, forgets the file for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Casebook


def first(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Code and name of a case."""
    assert sample("list", sample.vault, "cases", "--json") == 0
    case = json.loads(capsys.readouterr().out)[0]
    return case["code"], case["name"]


def test_a_file_is_forgotten_and_the_check_finds_nothing(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _name = first(sample, capsys)
    assert sample("show", sample.vault, code, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    brief = tmp_path / "brief.pdf"
    event = ("--event", "2023-10-09", "--audience", "government", "--recipient", "KR")
    assert sample("brief", sample.vault, *event, "-o", str(brief)) == 0
    backup = tmp_path / "backup.cbb"
    assert sample("backup", sample.vault, "-o", str(backup)) == 0
    capsys.readouterr()
    assert sample("erase", sample.vault, code, "--reason", "asked", "--yes") == 0
    said = capsys.readouterr().out
    assert "erased\tCase\t1\n" in said
    assert "still in a backup" in said
    assert said.endswith(f"Erased for good: {code}\n")
    assert sample("show", sample.vault, code) == 1
    assert sample("check", sample.vault, "--json") == 0
    capsys.readouterr()
    assert sample("history", sample.vault, shown["person"]["id"], "--json") == 0
    entries = json.loads(capsys.readouterr().out)
    assert entries[0]["action"] == "erase"
    assert all(c["old"] is c["new"] is None and c["erased"] for e in entries for c in e["changes"])


def test_without_a_terminal_and_without_yes_nothing_is_erased(
    sample: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _name = first(sample, capsys)
    assert sample("erase", sample.vault, code, "--reason", "asked") == 1
    assert "type the code" in capsys.readouterr().err
    assert sample("show", sample.vault, code) == 0


@pytest.mark.parametrize("code", ["2023-10-09", "0000-0000"])
def test_only_files_on_people_are_erased(
    sample: Casebook, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sample("erase", sample.vault, code, "--reason", "asked", "--yes") == 1
    assert capsys.readouterr().err.count("\n") == 1
