"""The two commands of the README: what they need, what they say when it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ui.commands import COMMANDS

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the scripts, importable for one test."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    before = set(sys.modules)
    yield PACKAGING
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def run(scripts: Path) -> ModuleType:
    """packaging/run.py."""
    return __import__("run")


@pytest.fixture
def environment(scripts: Path) -> ModuleType:
    """packaging/environment.py."""
    return __import__("environment")


@pytest.mark.parametrize("words", [[], ["vault"], ["--language", "ko"], ["new-vault"]])
def test_without_a_command_a_window_is_meant(run: ModuleType, words: list[str]) -> None:
    assert run.opens_window(words) is True


@pytest.mark.parametrize("words", [["check", "vault"], ["vault", "--smoke"], ["--help"], ["--version"]])
def test_commands_need_no_window(run: ModuleType, words: list[str]) -> None:
    assert run.opens_window(words) is False


def test_it_knows_every_command(run: ModuleType) -> None:
    assert run.commands() == set(COMMANDS)


def test_without_a_display_it_says_so_in_one_line_and_installs_nothing(tmp_path: Path) -> None:
    bare = {"PATH": os.defpath, "HOME": str(tmp_path)}
    command = [sys.executable, str(PACKAGING / "run.py")]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    if sys.platform.startswith("linux"):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "no display" in done.stderr
        assert "--smoke" in done.stderr


def test_a_python_that_is_too_old_is_named(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    monkeypatch.setattr(environment, "NEWER", ())
    with pytest.raises(SystemExit) as ended:
        environment.require_python()
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("Casebook needs Python 3.11 or newer; this is 3.")


def test_missing_libraries_are_named_as_the_packages_that_bring_them(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(environment, "_has_venv", lambda: True)
    monkeypatch.setattr(sys, "platform", "linux")
    assert environment.missing_packages() == {"libegl1": "libEGL.so.1"}


def test_the_tests_need_more_programs(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_loads", lambda library: True)
    monkeypatch.setattr(environment, "_has_venv", lambda: True)
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    assert environment.missing_packages() == {}
    assert environment.missing_packages(testing=True) == {
        "dbus": "dbus-run-session",
        "gnome-keyring": "gnome-keyring-daemon",
        "strace": "strace",
        "xvfb": "Xvfb",
        "openbox": "openbox",
        "xdotool": "xdotool",
        "x11-xkb-utils": "setxkbmap",
        "ibus": "ibus-daemon",
        "ibus-hangul": "/usr/libexec/ibus-engine-hangul",
    }


def test_without_rights_the_exact_line_is_named(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "missing_packages", lambda *_: {"libgl1": "x", "libegl1": "y"})
    monkeypatch.setattr(environment.shutil, "which", lambda name: name)
    monkeypatch.setattr(environment, "_is_root", lambda: False)
    monkeypatch.setattr(environment.subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(SystemExit):
        environment.ready("requirements.txt")
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == ("sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1")


def test_nothing_is_done_twice(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "requirements.txt").write_text("# none\n", "ascii")
    ran: list[list[str]] = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "missing_packages", lambda *_: {})
    monkeypatch.setattr(environment, "_works", lambda python: bool(ran))

    def recorded(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        (tmp_path / ".venv").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(environment.subprocess, "run", recorded)
    monkeypatch.setattr(environment.subprocess, "call", lambda *a, **k: recorded(*a, **k).returncode)
    for _ in range(2):
        environment.ready("requirements.txt")
    assert [command[1:4] for command in ran[:2]] == [["-m", "venv", "--clear"], ["-m", "pip", "install"]]
    assert [command[1:4] for command in ran[2:]] == [["-m", "pip", "check"]]
    (tmp_path / "requirements.txt").write_text("# another\n", "ascii")
    environment.ready("requirements.txt")
    assert [command[1:4] for command in ran[3:]] == [["-m", "pip", "install"], ["-m", "pip", "check"]]
