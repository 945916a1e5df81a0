"""The supervisor starts the window anew after a lock, and only then."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import CasebookError
from tests.fakes import FakeVault
from tests.ui.windows import FakeOpener
from ui import smoke
from ui.process import LOCKED, OTHER, REMOVE, SHOW, supervise, window_command
from ui.theme import Theme

PROGRAM = """
import pathlib, sys
log = pathlib.Path(__file__).with_suffix(".log")
lines = log.read_text().splitlines() if log.exists() else []
log.write_text("\\n".join([*lines, " ".join(sys.argv[1:])]))
sys.exit({locked} if len(lines) < 2 else 3)
"""


def test_a_lock_starts_a_fresh_window_and_a_close_ends_the_program(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(locked=LOCKED), "utf-8")
    assert supervise(program, ["a vault"]) == 3
    assert (tmp_path / "program.log").read_text("utf-8").splitlines() == [
        "--window a vault",
        "--window --locked a vault",
        "--window --locked a vault",
    ]


@pytest.mark.parametrize(
    ("status", "word"),
    [(SHOW, "--show-sample"), (REMOVE, "--remove-sample"), (OTHER, "--another-vault")],
)
def test_who_asks_for_the_sample_or_another_vault_gets_a_fresh_window_too(status: int, word: str) -> None:
    run: list[list[str]] = []

    def child(command: Sequence[str]) -> int:
        run.append(list(command[3:]))
        return (LOCKED, status, LOCKED, 0)[len(run) - 1]

    assert supervise(Path("main.py"), ["a vault"], child) == 0
    assert run == [["a vault"], ["--locked", "a vault"], [word, "a vault"], ["--locked", "a vault"]]


def test_without_a_display_it_says_so_instead_of_aborting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CasebookError, match="no display"):
        supervise(Path("main.py"), [], run=lambda _: 0)


def test_a_crash_is_an_ordinary_status() -> None:
    def crash(_: Sequence[str]) -> int:
        return -11

    assert supervise(Path("main.py"), [], run=crash) == 139


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert window_command(Path("main.py"), ["v"]) == [sys.executable, "main.py", "--window", "v"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert window_command(Path("main.py"), ["v"]) == [sys.executable, "--window", "v"]


def test_the_supervisor_knows_neither_qt_nor_a_key() -> None:
    import subprocess

    code = "import sys, ui.process; print([m for m in sys.modules if m.startswith(('PySide6', 'nacl'))])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_smoke_paints_every_page_and_tells_its_tree(look: Theme, tmp_path: Path) -> None:
    out = io.StringIO()
    options = smoke.Options(pictures=tmp_path / "pictures", as_json=True)
    assert smoke.run(FakeOpener(), options, out, lambda: FakeVault()) == 0
    pages = json.loads(out.getvalue())
    names = [page["page"] for page in pages]
    assert names[:5] == ["start", "unlock", "new-vault", "recovery-key", "home"]
    assert sorted(names) == sorted(p.stem for p in (tmp_path / "pictures").iterdir())
    assert set(pages[0]) == {"page", "role", "name", "children"}
    text = json.dumps(pages)
    assert '"role": "EditableText"' in text
    assert '"role": "Button", "name": "Unlock"' not in json.dumps(pages[0])  # no vault: only the rows
    assert '"role": "Button", "name": "Unlock"' in json.dumps(pages[1])


def test_smoke_raises_what_the_opening_raises(look: Theme) -> None:
    def refuse() -> FakeVault:
        raise PermissionError

    with pytest.raises(PermissionError):
        smoke.run(FakeOpener(), smoke.Options(), io.StringIO(), refuse)
