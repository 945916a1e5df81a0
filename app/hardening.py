"""What a process with a key does first: leave no core dump, let no other process of the user look in."""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4
"""prctl(2): with 0 a process leaves no core and its memory is closed to ptrace and /proc/PID/mem."""


def harden() -> None:
    """No core dumps (setrlimit), and on Linux no reading of memory by other processes of the same user.

    A process started later limits itself again. On Windows nothing is done yet.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
