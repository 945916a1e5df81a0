"""How a process of ours ends when something goes wrong: one line, and never a value of a record."""

from __future__ import annotations

import errno
import os
import sys
import threading
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from app.errors import CasebookError, UsageError
from app.messages import Message, Msg

_OUTPUT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_ROOT = Path(__file__).resolve().parents[2]


def ended(act: Callable[[], int]) -> int:
    """Carry out `act` and see its output off; returns the exit status: 1 refused or failed, 2 wrong usage.

    What is our own mistake passes through.
    """
    try:
        status = act()
        sys.stdout.flush()
        return status
    except CasebookError as error:
        _say(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _give_output_up()
        return 1
    except OSError as error:
        if error.errno not in _OUTPUT:
            raise
        _give_output_up()
        _say(Message(Msg.OUTPUT_NOT_WRITTEN).render())
        return 1


def _say(text: str) -> None:
    print(f"casebook: {text}", file=sys.stderr)


def _give_output_up() -> None:
    """Python would try to write what is left once more at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal that lacks a letter gets its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a program without a console has none
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def hide_values() -> None:
    """Let a bug be reported by its kind and place alone: texts of exceptions can hold values of records."""
    sys.excepthook = _report
    threading.excepthook = lambda args: _report(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _report(args.exc_type, args.exc_value, args.exc_traceback)


def _report(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    """One line: the kind, and where, innermost first; the text of the exception stays unsaid."""
    frames = traceback.extract_tb(trace)[-6:]
    places = " < ".join(f"{_short(f.filename)}:{f.lineno}" for f in reversed(frames))
    _say(Message(Msg.BUG, {"kind": kind.__name__, "places": places or "?"}).render())


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
