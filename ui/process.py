"""The supervisor: starts the window process and starts it anew when it locked. Without Qt, without a key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.errors import CasebookError
from app.messages import Msg

LOCKED = 75
"""The status with which a window process ends when it locked itself (EX_TEMPFAIL: come back later)."""

SHOW, REMOVE, OTHER = 76, 77, 78
"""The statuses with which a window process ends that asks for the sample vault, for its removal, or for
another vault: one that is open is locked before, as always."""
AGAIN = {LOCKED: "--locked", SHOW: "--show-sample", REMOVE: "--remove-sample", OTHER: "--another-vault"}
"""With what the next window process is told so."""

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
Run = Callable[[Sequence[str]], int]


def window_command(main: Path, arguments: Sequence[str]) -> list[str]:
    """The command line of a window process, from a checkout or from a frozen program."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(main)]
    return [*program, "--window", *arguments]


def run_child(command: Sequence[str]) -> int:
    """Run one window process to its end; interrupts of the terminal and requests to end are the window's."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = signal.signal(signal.SIGTERM, lambda _number, _frame: child.terminate())
    try:
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, end)


def refuse_without_display() -> None:
    """Raise where Qt would abort the process: on Linux without any display. It cannot be caught later."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS):
        raise CasebookError(Msg.NO_DISPLAY)


def supervise(main: Path, arguments: Sequence[str], run: Run = run_child) -> int:
    """Keep a window open until it is closed; returns its exit status.

    Python cannot wipe memory, only the end of the process does: locking ends the window process, and this
    starts a fresh one at the unlock page (`--locked`), which holds no key. The same with the sample and
    another vault. Raises CasebookError where no window can be shown.
    """
    refuse_without_display()
    status = run(window_command(main, arguments))
    given = [word for word in arguments if word not in AGAIN.values()]
    while status in AGAIN:
        status = run(window_command(main, [AGAIN[status], *given]))
    return status if status >= 0 else 128 - status
