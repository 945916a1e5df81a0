"""backup, restore, drill, rekey, ledger: what they print, what they refuse, what they leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.backups import BESIDE
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook

NEW = "a new passphrase"


@pytest.fixture
def made(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> Casebook:
    """A small vault and a backup of it, `b.ncb`."""
    assert casebook("new", casebook.vault, "--staff", "한서윤") == 0
    assert casebook("backup", casebook.vault, "-o", str(casebook.folder / "b.ncb")) == 0
    (casebook.folder / "new words").write_text(NEW + "\n", "utf-8")
    capsys.readouterr()
    return casebook


def _anew(casebook: Casebook) -> tuple[str, ...]:
    return ("--new-passphrase-file", str(casebook.folder / "new words"))


def test_a_backup_says_what_it_proved(made: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    file = made.folder / "c.ncb"
    assert made("backup", made.vault, "-o", str(file), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["file"], said["proved"], said["size"]) == (str(file), True, file.stat().st_size)
    assert said["counts"] == {"place": 76}
    assert made("backup", made.vault, "-o", str(made.folder / "d.ncb")) == 0
    out, err = capsys.readouterr()
    assert "proved: restored" in out
    assert err == f"casebook: {BESIDE}\n"
    assert "records: place 76" in out


@pytest.mark.parametrize("where", ["b.ncb", "vault/c.ncb", "none/c.ncb"])
def test_a_place_that_is_taken_or_wrong_is_refused(
    made: Casebook, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (made.folder / "b.ncb").read_bytes()
    listed = sorted(p.name for p in made.folder.rglob("*"))
    assert made("backup", made.vault, "-o", str(made.folder / where)) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (made.folder / "b.ncb").read_bytes() == before
    assert sorted(p.name for p in made.folder.rglob("*")) == listed


def test_force_replaces(made: Casebook) -> None:
    before = (made.folder / "b.ncb").read_bytes()
    assert made("backup", made.vault, "-o", str(made.folder / "b.ncb"), "--force") == 0
    assert (made.folder / "b.ncb").read_bytes() != before


def test_a_restored_vault_opens_with_its_new_keys_alone(
    made: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    from db.opening import open_vault, open_with_recovery

    target = made.folder / "new"
    assert made("restore", str(made.folder / "b.ncb"), str(target), *_anew(made)) == 0
    out = capsys.readouterr().out.splitlines()
    key = next(line for line in out if line.count("-") == 8 and " " not in line)
    assert "한서윤" in "".join(out)
    for opened, words in ((open_vault, NEW), (open_with_recovery, key)):
        vault = opened(target, words, terms=CHEAP)
        assert vault.staff.name == "한서윤"
        vault.close()
    assert made("list", str(target), "cases") == 1
    assert made("list", made.vault, "cases") == 0


def test_one_passphrase_serves_for_both(made: Casebook) -> None:
    assert made("restore", str(made.folder / "b.ncb"), str(made.folder / "new")) == 0
    assert made("check", str(made.folder / "new")) == 0


@pytest.mark.parametrize("what", ["missing", "empty", "foreign", "cut"])
def test_what_is_no_backup_is_refused_and_leaves_nothing(
    made: Casebook, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made.folder / "x.ncb"
    data = {"empty": b"", "foreign": b"PK\3\4" * 1000, "cut": (made.folder / "b.ncb").read_bytes()[:-1]}
    if what in data:
        file.write_bytes(data[what])
    listed = sorted(p.name for p in made.folder.iterdir())
    assert made("restore", str(file), str(made.folder / "new")) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert sorted(p.name for p in made.folder.iterdir()) == listed


def test_a_restore_never_goes_into_a_folder_that_holds_something(made: Casebook) -> None:
    before = {p.name: p.read_bytes() for p in Path(made.vault).iterdir() if p.name != "lock"}
    assert made("restore", str(made.folder / "b.ncb"), made.vault) == 1
    assert {p.name: p.read_bytes() for p in Path(made.vault).iterdir() if p.name != "lock"} == before


def test_the_ledger_of_a_restored_vault_is_stated_to_be_whole(
    made: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(made.folder / "new")
    assert made("ledger", made.vault, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"incomplete": False, "reason": ""}
    assert made("restore", str(made.folder / "b.ncb"), target) == 0
    capsys.readouterr()
    assert made("ledger", target, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"incomplete": True, "reason": "restored"}
    assert made("summary", target, "-o", str(made.folder / "s.pdf")) == 1
    assert "may be incomplete" in capsys.readouterr().err
    assert made("ledger", target, "--none-missing", " ") == 1
    assert made("ledger", target, "--none-missing", "None left the office after the backup.") == 0
    capsys.readouterr()
    assert made("summary", target, "-o", str(made.folder / "s.pdf")) == 1
    assert "may be incomplete" not in capsys.readouterr().err


def test_a_drill_and_a_new_vault_of_the_same(made: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert made("drill", made.vault, str(made.folder / "b.ncb")) == 0
    assert made("drill", made.vault, str(made.folder / "b.ncb"), "--key-file", _anew(made)[1]) == 1
    capsys.readouterr()
    assert made("rekey", made.vault, str(made.folder / "anew"), *_anew(made)) == 0
    assert "backup of 2026-11-25" in capsys.readouterr().out
    assert made("list", str(made.folder / "anew"), "cases") == 1
    assert PASSPHRASE != NEW


@pytest.mark.parametrize(
    "words", [["backup", "V"], ["restore", "F"], ["drill", "V"], ["rekey", "V"], ["backup", "V", "F"]]
)
def test_wrong_usage_is_status_2(casebook: Casebook, words: list[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        casebook(*words)
    assert wrong.value.code == 2
