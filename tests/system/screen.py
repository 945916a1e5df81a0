"""A session with a screen, a window manager, a bus and an input method of its own.

Needs Xvfb, a window manager, xdotool, ibus and ibus-hangul, which packaging/test.py installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.system.program import Program

NEEDED = ("Xvfb", "openbox", "xdotool", "setxkbmap", "ibus-daemon", "dbus-run-session")
_SESSION = """
setxkbmap kr
openbox >/dev/null 2>&1 & window=$!
ibus-daemon -rx --panel disable >/dev/null 2>&1 & method=$!
"$@"; status=$?
kill $method $window
exit $status
"""


def session(module: str, *words: str, folder: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    """Run a module of the tests in such a session, its home in `folder`; what it said and how it ended.

    The keyboard is the Korean one, which has the key between Hangul and Latin letters. Raises
    FileNotFoundError for what is not installed, subprocess.TimeoutExpired after `seconds`.
    """
    for name in NEEDED:
        if shutil.which(name) is None:
            raise FileNotFoundError(f"{name} is needed: packaging/test.py installs it")
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
                "HOME": str(folder),
                "QT_QPA_PLATFORM": "xcb",
                "QT_IM_MODULE": "ibus",
                "GSETTINGS_BACKEND": "memory",
                "PYTHONPATH": Program.path(),
            }
            command = ["dbus-run-session", "--", "bash", "-c", _SESSION, "session"]
            command += [sys.executable, "-m", module, *words]
            return subprocess.run(
                command,
                env=surroundings,
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        finally:
            server.terminate()
