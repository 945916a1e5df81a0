"""What the kernel saw a process do: files it made, sockets it opened."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.db.disk import require_strace
from tests.system.program import Done, Program

_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SOCKET = re.compile(r"\b(socket|connect|bind|sendto|sendmsg)\(")
FILES = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,memfd_create"


def reaches(line: str) -> bool:
    """Whether a call reaches for something else than a socket of this machine."""
    return bool(_SOCKET.search(line)) and "AF_UNIX" not in line


def needs_strace() -> None:
    """Fails where system calls cannot be watched, but on Linux only: other systems have no strace."""
    if not sys.platform.startswith("linux"):
        pytest.skip("strace is of Linux")
    require_strace()


def traced(program: Program, calls: str, *words: str) -> tuple[Done, list[str]]:
    """Run a command line with every process of it watched; the calls that did not fail."""
    log = program.folder / "trace.log"
    before = ("strace", "-f", "-qq", "-s", "400", "-e", f"trace={calls}", "-o", str(log))
    done = Program(program.folder, before, program.environment)(*words)
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if " = -1 " not in line]
    log.unlink()
    return done, lines


def made(program: Program, *words: str) -> tuple[Done, set[str]]:
    """The files and folders that a command line made, renamed or opened for writing, also for a moment."""
    done, lines = traced(program, FILES, *words)
    return done, written(program.folder, lines)


def written(folder: Path, lines: Iterable[str]) -> set[str]:
    """The paths that calls made, renamed or opened for writing; relative ones are of `folder`."""
    paths = set()
    for line in lines:
        writes = re.search(r"O_(CREAT|WRONLY|RDWR|TMPFILE)", line)
        if writes or not re.search(r" (openat|open)\(", line):
            paths |= {str(folder / path) for path in _PATH.findall(line)}
    return {path for path in paths if not Path(path).name.startswith(".coverage")}
