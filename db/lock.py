"""One process a vault: a lock of the operating system on a file, gone when the process is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import VaultBusy
from app.messages import Msg
from db.files import FILE_MODE, disk_errors

if sys.platform == "win32":  # pragma: no cover - written for Windows, not run here
    import msvcrt

    def _lock(handle: int, shared: bool) -> None:  # noqa: ARG001 - Windows has one kind
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class VaultLock:
    """The hold of this process on one vault, from its making to `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Lets go; the file stays, so that two processes can never lock two different ones."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def hold(path: Path) -> VaultLock:
    """Locks the file `path`, making it when it is missing.

    Raises VaultBusy when another process (or this one) holds it, DiskTrouble when it cannot be made.
    """
    with disk_errors():
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
    return _held(handle, shared=False)


def hold_for_reading(path: Path) -> VaultLock | None:
    """A shared lock that writes nothing; None where there is no lock file, as in a copy."""
    with disk_errors():
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except FileNotFoundError:
            return None
    return _held(handle, shared=True)


def _held(handle: int, shared: bool) -> VaultLock:
    try:
        _lock(handle, shared)
    except OSError:
        os.close(handle)
        raise VaultBusy(Msg.VAULT_BUSY) from None
    return VaultLock(handle)
