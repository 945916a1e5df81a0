"""Start-up: from the start of the process to the first painted window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Row, compare

SCRIPT = Path(__file__).with_name("first_paint.py")


def rows() -> list[Row]:
    """The start page against an empty window, with the same imports and without."""
    with tempfile.TemporaryDirectory() as home:
        names = _run(home, "ours").split()
        whole = compare(
            "start to first paint",
            "-",
            "empty PySide6 window, same imports",
            lambda _: _run(home, "ours"),
            lambda _: _run(home, "bare", *names),
            times=7,
        )
        small = compare(
            "start to first paint",
            "-",
            "empty PySide6 window",
            lambda _: _run(home, "ours"),
            lambda _: _run(home, "bare"),
            times=7,
        )
    return [whole, small]


def _run(home: str, *arguments: str) -> str:
    surroundings = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout
