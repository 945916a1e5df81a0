"""A process with a key leaves no core and shows nobody its memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ASK = (
    "import resource, ctypes; "
    "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
)


def told(before: str) -> str:
    code = f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (4096, 4096)); {before}; {_ASK}"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_no_core_and_no_reading_of_memory() -> None:
    assert told("from app.hardening import harden; harden()") == "(0, 0) 0"
    assert told("pass") == "(4096, 4096) 1"  # the control
