"""The command line as a script sees it: exit status, one line on stderr, options anywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from main import Vaults, main, rooms
from tests.system.program import CHEAP, ROOT, Program
from ui.commands import run

COMMANDS = ("new", "sample", "brief", "summary", "import", "list", "check")
FIELDS = {
    "cases": ["code", "name", "status", "events"],
    "events": ["code", "title", "kind", "date", "claims"],
    "claims": ["id", "event", "claimant", "measure", "low", "high", "qualifier", "stance"],
}


def status_of(act: Callable[[], int]) -> object:
    """The exit status, also where the parser ends the process."""
    try:
        return act()
    except SystemExit as end:
        return end.code


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_on_each(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(lambda: main([*filter(None, [command]), "--help"])) == 0
    said = capsys.readouterr()
    assert "--passphrase-file" in said.out
    assert said.err == ""


def test_options_stand_anywhere_and_two_dashes_end_them(bare: Program) -> None:
    assert bare("new", *bare.key, "--", "-v", bare=True).status == 0
    assert bare("list", *bare.key, "--json", "--", "-v", "events", bare=True).out == "[]\n"
    assert (bare.folder / "-v" / "vault.keys").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("list", "VAULT", "people"), 2),
        (("list", "VAULT"), 2),
        (("import", "VAULT", "f.csv"), 2),
        (("import", "VAULT", "missing.csv", "--as", "cases"), 1),
        (("brief", "VAULT", "-o", "x.pdf"), 2),
        (("brief", "VAULT", "--event", "A", "-o", "x.docx"), 2),
        (("brief", "VAULT", "--event", "A", "-o", "x.pdf", "--date", "2023-2-3"), 2),
        (("brief", "VAULT", "--event", "A", "-o", "x.pdf", "--state", "US"), 2),
        (("summary", "VAULT", "--by", "sex,sex", "-o", "x.csv"), 2),
        (("summary", "VAULT", "--by", "name", "-o", "x.csv"), 2),
        (("summary", "VAULT", "-o", "x.txt"), 2),
        (("summary", "VAULT", "-o", "x.csv"), 1),
        (("new", "VAULT"), 1),
        (("sample", "VAULT"), 1),
        (("new", "other", "--staff", "a\nb"), 1),
        (("list", "nowhere", "cases"), 1),
    ],
)
def test_what_is_refused_and_what_is_wrong_usage(
    program: Program,
    words: tuple[str, ...],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(program.folder)
    named = [str(program.vault) if word == "VAULT" else word for word in words]
    assert status_of(lambda: run([*named, *program.key], rooms(Vaults(CHEAP)))) == status
    said = capsys.readouterr()
    assert said.out == ""
    if status == 1:
        assert len(said.err.splitlines()) == 1
        assert said.err.startswith("casebook: ")
    assert not list(program.folder.glob("x.*"))


@pytest.mark.parametrize("words", [("new", "v", "--staff"), ("brief", "v", "-o", "x.pdf", "--event")])
def test_an_argument_that_is_no_text_is_wrong_usage(bare: Program, words: tuple[str, ...]) -> None:
    """A lone surrogate in a path that is only opened is fine; in what would be kept it is refused."""
    done = bare(*words, b"\xff")
    assert (done.status, len(done.lines)) == (2, 1)
    assert bare("new", b"v\xff").status == 0


@pytest.mark.parametrize("kind", list(FIELDS))
def test_list_says_exactly_what_it_should_in_utf8_whatever_the_locale(sample: Program, kind: str) -> None:
    plain = {"PYTHONIOENCODING": "ascii", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = sample("list", str(sample.vault), kind, "--json", more=plain)
    rows = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert rows
    assert all(list(row) == FIELDS[kind] for row in rows)
    key = "event" if kind == "claims" else "code"
    assert [row[key] for row in rows] == sorted(row[key] for row in rows)
    if kind == "cases":
        assert sample("list", str(sample.vault), kind, more=plain).status == 0


@pytest.mark.parametrize("to", ["> /dev/full", "| true"])
def test_an_output_that_is_full_or_gone_is_one_line_at_most(to: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m main list --help {to}"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.stderr in ("", "casebook: The output could not be written: the disk is full or gone.\n")


def test_check_and_list_change_nothing(sample: Program) -> None:
    """Control: making a brief changes the vault, for the ledger has it."""

    def state() -> dict[str, tuple[bytes, int]]:
        return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sample.vault.iterdir()}

    before = state()
    assert sample("check", str(sample.vault)).out.endswith("Nothing wrong was found.\n")
    assert sample("list", str(sample.vault), "cases").status == 0
    assert state() == before
    words = ("--event", "2024-08-21", "-o", "x.pdf")
    assert sample("brief", str(sample.vault), *words).status == 0
    assert state() != before


def test_a_file_that_exists_needs_force_also_the_codebook(sample: Program) -> None:
    beside = sample.folder / "s.csv.codebook.csv"
    beside.write_text("mine")
    words = ("summary", str(sample.vault), "-o", "s.csv")
    done = sample(*words)
    assert (done.status, len(done.lines)) == (1, 1)
    assert beside.read_text() == "mine"
    assert not (sample.folder / "s.csv").exists()
    assert sample(*words, "--force").status == 0
    assert (sample.folder / "s.csv").exists()


def test_a_second_process_hears_that_the_vault_is_busy(program: Program) -> None:
    """Control: once the first is gone the second gets in."""
    vault = program.open()
    for words in (("list", "events"), ("check",)):
        done = program(words[0], str(program.vault), *words[1:])
        assert (done.status, len(done.lines)) == (1, 1)
        assert "another window" in done.err
    vault.close()
    assert program("check", str(program.vault)).status == 0


def test_a_bug_says_its_kind_and_place_and_no_value(program: Program) -> None:
    """The words of an exception can hold a value of a record."""
    code = (
        "from ui.commands.ending import hide_values; hide_values()\n"
        "import threading\n"
        "def bad(): {}['김철수']\n"
        "t = threading.Thread(target=bad); t.start(); t.join()\n"
        "bad()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": Program.path()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
    assert "KeyError" in done.stderr
    assert "김철수" not in done.stderr
