"""A real ibus-hangul: what is being composed when Enter, Ctrl+S, a click or a lock comes is kept.

Needs Xvfb, a window manager, xdotool, ibus and ibus-hangul, which packaging/test.py installs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.program import Program

NEEDED = ("Xvfb", "openbox", "xdotool", "ibus-daemon", "dbus-run-session")
SESSION = """
openbox >/dev/null 2>&1 & window=$!
ibus-daemon -rx --panel disable >/dev/null 2>&1 & method=$!
"$@"; status=$?
kill $method $window
exit $status
"""


def typed(program: Program, tmp_path: Path, *more: str) -> dict[str, object]:
    """Let somebody type in a session with a display, a bus and an input method of its own."""
    for name in NEEDED:
        if shutil.which(name) is None:
            pytest.fail(f"{name} is needed: packaging/test.py installs it")
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read, encoding="ascii") as told:
                display = told.readline().strip()
            surroundings = {
                **os.environ,
                "DISPLAY": f":{display}",
                "QT_QPA_PLATFORM": "xcb",
                "QT_IM_MODULE": "ibus",
                "GSETTINGS_BACKEND": "memory",
                "PYTHONPATH": Program.path(),
            }
            live = [sys.executable, "-m", "tests.system.ime", str(program.vault), *more]
            command = ["dbus-run-session", "--", "bash", "-c", SESSION, "session", *live]
            done = subprocess.run(
                command, env=surroundings, cwd=tmp_path, capture_output=True, text=True, timeout=120
            )
        finally:
            server.terminate()
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ibus is the input method of Linux desktops")
def test_the_syllable_that_is_being_composed_is_kept(program: Program, tmp_path: Path) -> None:
    found = typed(program, tmp_path)
    assert found == {
        "composed": "홍길",  # the field itself lacks the last one: the control
        "name": "홍길동",
        "occupation": "광부",
        "birth": "1991년",
        "note": "강선규",
        "offered": ["중국 ", True, "중국 구", "detained_china"],
    }
