"""Writing small files so that a crash leaves the old one or the new one, never neither."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from app.errors import DiskTrouble
from app.messages import Msg

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
"""How a file is opened that must not be there yet."""


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turns an OSError inside into DiskTrouble, which names no path."""
    try:
        yield
    except OSError as e:
        raise trouble(e.errno) from None


def trouble(code: int | None) -> DiskTrouble:
    """What an `errno` means to a person."""
    if code in _FULL:
        return DiskTrouble(Msg.DISK_FULL)
    if code in _READ_ONLY:
        return DiskTrouble(Msg.DISK_READ_ONLY)
    return DiskTrouble(Msg.FOLDER_MISSING if code in _NO_FOLDER else Msg.DISK_FAILED)


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` in place of `path`: temporary file beside it, fsync, rename, fsync of the folder.

    The caller holds the vault's lock, so the temporary name can be a fixed one, and a crash leaves at most
    one of them to be overwritten next time. Raises DiskTrouble; then none is left.
    """
    temporary = path.with_name(path.name + ".new")
    with disk_errors(), _removed_on_failure(temporary):
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, FILE_MODE)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
        sync_folder(path.parent)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def create_empty(path: Path) -> None:
    """Makes a file of our mode where there was none; raises DiskTrouble."""
    with disk_errors():
        os.close(os.open(path, NEW_FILE, FILE_MODE))


def open_new(path: Path) -> BinaryIO:
    """A new file of our mode, open for writing, in the place of whatever was there; raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, FILE_MODE)
    return cast("BinaryIO", os.fdopen(handle, "wb", buffering=0))


def sync_file(path: Path) -> None:
    """Makes what was written to a file last. Raises DiskTrouble."""
    with disk_errors():
        handle = os.open(path, os.O_RDWR | _FLAGS)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(stream: BinaryIO, data: bytes) -> None:
    """Writes all of `data` to an unbuffered file; raises OSError."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def sync_folder(folder: Path) -> None:
    """Makes renames in `folder` last through a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":  # pragma: no cover - written for Windows, not run here
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
