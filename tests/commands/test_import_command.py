"""import: a spreadsheet on day one; all rows or none, each bad row named, nothing of it in an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Casebook

GOOD = "이름,성별,출생,출신지,송환 사건\n김가나,남,1987년경,무산군,2023-10-09\n박다라,여,,,\n"


def _cases(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert casebook("list", casebook.vault, "cases", "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def _import(casebook: Casebook, folder: Path, data: bytes) -> int:
    file = folder / "staff.csv"
    file.write_bytes(data)
    return casebook("import", casebook.vault, str(file), "--as", "cases")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_rows_become_cases(
    sample: Casebook, tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {c["code"] for c in _cases(sample, capsys)}
    assert _import(sample, tmp_path, GOOD.encode(encoding)) == 0
    new = [c for c in _cases(sample, capsys) if c["code"] not in before]
    assert sorted((c["name"], c["events"]) for c in new) == [("김가나", ["2023-10-09"]), ("박다라", [])]
    assert sample("check", sample.vault) == 0


def test_one_bad_row_keeps_all_out(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _cases(sample, capsys)
    assert _import(sample, tmp_path, (GOOD + "최마바,marker-cell,,,\n").encode()) == 1
    said = capsys.readouterr().err
    assert "Row 4, column 2" in said
    assert said.count("\n") == 1
    assert "marker-cell" not in said
    assert _cases(sample, capsys) == before


def test_an_open_quotation_mark_is_an_error(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(sample, tmp_path, b'name\nKim\n"Ri\nPak\n') == 1
    assert "Row 3" in capsys.readouterr().err


def test_a_file_that_is_not_there(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("import", sample.vault, "nowhere.csv", "--as", "cases") == 1
    assert "nowhere.csv" in capsys.readouterr().err
