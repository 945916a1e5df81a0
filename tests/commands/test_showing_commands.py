"""show and date: a record whole, a date as it is understood."""

from __future__ import annotations

import json

import pytest

from main import Vaults, rooms
from tests.commands.conftest import CHEAP, Casebook
from ui.commands import run


def test_an_event_is_shown_with_its_claims(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("show", sample.vault, "2023-10-09", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["values"]["code"] == "2023-10-09"
    assert len(shown["claims"]) == 15
    assert shown["claims"][0]["values"]["wording"]["translations"][0]["language"] == "ko"


def test_a_case_is_shown_with_its_person_by_a_code_as_typed(
    sample: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sample("list", sample.vault, "cases", "--json") == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert sample("show", sample.vault, first["code"].lower().replace("-", ""), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["person"]["values"]["names"][0]["values"]["text"] == first["name"]
    assert shown["consents"]
    assert sample("show", sample.vault, shown["consents"][0]["id"]) == 0
    assert "values.permission\t" in capsys.readouterr().out


def test_what_is_not_there_is_said(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("show", sample.vault, "1999-01-01") == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("about 1987", "1987~", "1987-01-01", "1987-12-31"),
        ("1998년 여름", "1998-22", "1998-06-01", "1998-08-31"),
        ("2023-10", "2023-10", "2023-10-01", "2023-10-31"),
    ],
)
def test_a_date_is_understood(
    capsys: pytest.CaptureFixture[str], text: str, edtf: str, earliest: str, latest: str
) -> None:
    assert run(["date", text, "--json"], rooms(Vaults(CHEAP))) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["edtf"], told["earliest"], told["latest"]) == (edtf, earliest, latest)
    assert told["words"] == text


def test_a_phrase_that_is_not_understood_is_status_1(
    casebook: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = rooms(Vaults(CHEAP))
    assert run(["date", "the day after the fair"], bare) == 1
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(SystemExit):
        casebook("date", "2023-10")  # no passphrase opens a date
