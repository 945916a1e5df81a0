"""new, sample, list, check: what they print, what they refuse, what they leave untouched."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from app.services.checking import KINDS
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook
from ui.commands.passphrase import DESCRIPTOR


def files_of(folder: str) -> dict[str, str]:
    """The SHA-256 of every file of a folder."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(Path(folder).rglob("*"))
        if p.is_file() and p.name != "lock"
    }


def test_new_prints_the_recovery_key_once_and_it_opens(
    casebook: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert casebook("new", casebook.vault, "--staff", "한서윤") == 0
    printed = capsys.readouterr().out
    key = printed.strip().splitlines()[-1]
    assert re.fullmatch(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+(?:-[0-9A-Z]+)?", key), key
    from db.opening import open_with_recovery

    vault = open_with_recovery(Path(casebook.vault), key.lower(), terms=CHEAP)
    assert vault.staff.name == "한서윤"
    vault.close()
    assert not any("한서윤".encode() in p.read_bytes() for p in Path(casebook.vault).iterdir() if p.is_file())


def test_the_default_staff_is_never_the_login(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USER", "gildong")
    assert casebook("new", casebook.vault) == 0
    from db.opening import open_vault

    vault = open_vault(Path(casebook.vault), PASSPHRASE, terms=CHEAP)
    assert vault.staff.name == "Staff 1"
    vault.close()


def test_new_refuses_a_folder_that_holds_something(
    casebook: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(casebook.vault).mkdir()
    (Path(casebook.vault) / "letter.txt").write_text("mine")
    assert casebook("new", casebook.vault) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (Path(casebook.vault) / "letter.txt").read_text() == "mine"


def test_sample_holds_events_claims_and_people(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("list", sample.vault, "events", "--json") == 0
    events = json.loads(capsys.readouterr().out)
    assert [e["code"] for e in events] == sorted(e["code"] for e in events)
    counts = {e["code"]: e["claims"] for e in events}
    assert counts["2023-10-09"] == 15
    assert sum(counts.values()) == 31
    assert len(events) == 8
    assert sample("list", sample.vault, "claims", "--json") == 0
    claims = json.loads(capsys.readouterr().out)
    assert len(claims) == 35
    assert sum(1 for c in claims if not c["event"]) == 4
    tenth = next(c for c in claims if c["event"] == "2023-10-09" and c["qualifier"] == "up_to")
    assert (tenth["low"], tenth["high"], tenth["measure"]) == (None, 600, "handed_over")
    assert sample("list", sample.vault, "cases", "--json") == 0
    cases = json.loads(capsys.readouterr().out)
    assert 380 <= len(cases) <= 450
    assert set(cases[0]) == {"code", "name", "status", "events"}


def test_a_plain_list_has_a_line_a_record(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("list", sample.vault, "events") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert lines[0].split("\t")[0] == "2012-03"


def test_check_says_what_it_checked_and_changes_nothing(
    sample: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(sample.vault)
    assert sample("check", sample.vault) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 4
    assert files_of(sample.vault) == before


def test_check_finds_a_changed_page(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    database = Path(sample.vault) / "vault.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    assert sample("check", sample.vault) == 1
    assert capsys.readouterr().err


def test_check_says_one_line_a_finding(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the engine says many in one text."""
    database = Path(sample.vault) / "vault.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    assert sample("check", sample.vault) == 1
    said = capsys.readouterr()
    lines = [line for line in said.out.splitlines() if line.partition(":")[0] in KINDS]
    assert len(lines) > 2
    assert said.err == f"casebook: {len(lines)} findings.\n"


@pytest.mark.parametrize("damage", [b"", bytes(9000)])
def test_check_gives_its_list_also_for_what_cannot_be_opened(
    casebook: Casebook, damage: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control: a wrong passphrase finds nothing out."""
    assert casebook("new", casebook.vault) == 0
    other = casebook.folder / "other"
    other.write_text("not the one", encoding="utf-8")
    capsys.readouterr()
    assert (
        Casebook(casebook.folder, ("--passphrase-file", str(other)))("check", casebook.vault, "--json") == 1
    )
    assert capsys.readouterr().out == ""
    (Path(casebook.vault) / "vault.db").write_bytes(damage)
    assert casebook("check", casebook.vault, "--json") == 1
    out, err = capsys.readouterr()
    (finding,) = json.loads(out)
    assert (finding["kind"], finding["record"]) == ("vault", "")
    assert err == f"casebook: {finding['differs']}\n"


def test_no_vault_is_made_inside_another(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    """It would go wherever the other is copied or deleted, and no backup holds it."""
    assert casebook("new", casebook.vault) == 0
    before = files_of(casebook.vault)
    capsys.readouterr()
    for inner in ("inner", "evidence/inner"):
        assert casebook("new", f"{casebook.vault}/{inner}") == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert files_of(casebook.vault) == before


@pytest.mark.parametrize("damage", ["empty", "plain", "cut", "nothing"])
def test_what_is_no_vault_is_refused_and_left_alone(
    casebook: Casebook, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert casebook("new", casebook.vault) == 0
    database = Path(casebook.vault) / "vault.db"
    data = database.read_bytes()
    database.write_bytes(
        {"empty": b"", "plain": b"SQLite format 3\0" + data[16:], "cut": data[:5000]}.get(damage, data)
    )
    if damage == "nothing":
        for path in Path(casebook.vault).iterdir():
            path.unlink()
    before = files_of(casebook.vault)
    capsys.readouterr()
    assert casebook("list", casebook.vault, "cases") == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert err.startswith("casebook: ")
    assert files_of(casebook.vault) == before


def test_a_wrong_passphrase_changes_nothing(
    casebook: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert casebook("new", casebook.vault) == 0
    before = files_of(casebook.vault)
    (tmp_path / "passphrase").write_text(PASSPHRASE + " ")
    assert casebook("list", casebook.vault, "cases") == 1
    assert files_of(casebook.vault) == before


def test_one_line_end_is_dropped_and_nothing_else(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(b" spaces \n\n")
    assert casebook("new", casebook.vault) == 0
    file.write_bytes(b" spaces \n\r\n")
    assert casebook("list", casebook.vault, "cases") == 0
    file.write_bytes(b"spaces\n")
    assert casebook("list", casebook.vault, "cases") == 1


def test_a_passphrase_may_come_from_a_descriptor(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from main import Vaults, rooms
    from ui.commands import run

    with (tmp_path / "passphrase").open("rb") as file:
        monkeypatch.setenv(DESCRIPTOR, str(file.fileno()))
        assert run(["new", casebook.vault], rooms(Vaults(CHEAP))) == 0
    assert casebook("list", casebook.vault, "cases") == 0


def test_without_a_terminal_nothing_is_asked(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from main import Vaults, rooms
    from ui.commands import run

    with open(os.devnull) as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        assert run(["new", casebook.vault], rooms(Vaults(CHEAP))) == 2
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "V", "people"],
        ["brief", "V", "-o", "x.pdf"],
        ["brief", "V", "--event", "E", "-o", "x.pdf", "--date", "2026-2-1"],
        ["brief", "V", "--event", "E", "-o", "x.pdf", "--date", "20260201"],
        ["brief", "V", "--event", "E", "-o", "x.pdf", "--passphrase", "secret"],
        ["summary", "V", "-o", "x.pdf", "--by", "name"],
        ["summary", "V", "-o", "x.pdf", "--by", "sex,sex"],
    ],
)
def test_wrong_usage_is_status_2(casebook: Casebook, words: list[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        casebook(*words)
    assert wrong.value.code == 2


@pytest.mark.parametrize("command", ["new", "sample", "brief", "summary", "list", "check"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    from ui.commands.arguments import parse

    with pytest.raises(SystemExit) as shown:
        parse([command, "--help"])
    assert shown.value.code == 0
    assert "--passphrase-file" in capsys.readouterr().out


def test_a_new_vault_has_the_gazetteer_and_no_records(
    casebook: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert casebook("new", casebook.vault) == 0
    from db.opening import open_vault

    vault = open_vault(Path(casebook.vault), PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        places = list(reader.all("place"))
        assert not list(reader.all("event"))
        assert not list(reader.all("case"))
    vault.close()
    assert len(places) == 76
    assert not any(p.sample for p in places)
