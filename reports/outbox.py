"""Puts finished files in place: whole or not at all, never over another file unasked."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import DiskTrouble, Refused
from app.messages import Msg

_PIECE = re.compile(r"\.[0-9a-f]{16}-[0-9]{1,3}\.part", re.ASCII)
LEFT = 3600.0
"""Seconds after which a piece is no longer being written: a window may export beside a command."""
_VAULT = ("vault.db", "vault.keys")
"""What lies in the folder of a vault: a document there would go wherever the vault is copied."""


class FileOutbox:
    """The outbox of this computer."""

    def place(self, files: Mapping[str, bytes], path: str, *, replace: bool) -> None:
        """Write each file as `path` + suffix: beside its place, synced, then renamed.

        Raises Refused inside a vault and where one exists and `replace` is false, DiskTrouble where it
        cannot be written.
        """
        targets = {Path(path + suffix): data for suffix, data in files.items()}
        _refuse_vault(Path(path))
        for target in targets:
            if target.exists() and not replace:
                raise Refused(Msg.FILE_EXISTS, file=target.name)
        try:
            self.sweep(path)
            _place_all(targets, Path(path))
        except OSError as error:
            raise _not_written(error, Path(path)) from None

    def sweep(self, path: str) -> None:
        """Remove what a placing at `path` left beside it when it was cut off, and what one of another name
        in this folder left more than an hour ago; a disk may refuse."""
        for beside in (*_beside(Path(path)), *_old(Path(path).parent)):
            with suppress(OSError):
                beside.unlink()

    @contextmanager
    def stream(self, path: str, *, replace: bool) -> Iterator[BinaryIO]:
        """A file to be written in pieces; synced and given its name where the context ends without an error.

        Raises Refused inside a vault and where one exists and `replace` is false, DiskTrouble where it
        cannot be written.
        """
        target = Path(path)
        _refuse_vault(target)
        if (target.exists() or target.is_symlink()) and not replace:
            raise Refused(Msg.FILE_EXISTS, file=target.name)
        self.sweep(path)
        beside = target.with_name(f".{_token(target)}-0.part")
        try:
            with _new(beside) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            raise _not_written(error, target) from None
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, "" where there is none."""
        try:
            with Path(path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def _refuse_vault(target: Path) -> None:
    if any(name in _VAULT for name in _names(target.parent)):
        raise Refused(Msg.FILE_IN_VAULT, file=target.name)


def _not_written(error: OSError, target: Path) -> DiskTrouble:
    if isinstance(error, FileNotFoundError):
        return DiskTrouble(Msg.FOLDER_MISSING)
    return DiskTrouble(Msg.FILE_NOT_WRITTEN, file=target.name)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _beside(path: Path) -> list[Path]:
    """The files of a placing at `path` that have not got their names yet."""
    try:
        return sorted(path.parent.glob(f".{_token(path)}-*.part"))
    except OSError:
        return []


def _old(folder: Path) -> list[Path]:
    """Pieces of exports by their form of name, of this user, which nobody has written to for an hour."""
    found = []
    for name in filter(_PIECE.fullmatch, _names(folder)):
        with suppress(OSError):
            state = (folder / name).lstat()
            mine = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
            if stat.S_ISREG(state.st_mode) and mine and time.time() - state.st_mtime > LEFT:
                found.append(folder / name)
    return found


def _token(path: Path) -> str:
    """Known again after a crash, and says nothing; 16 hex characters."""
    return hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]


def _place_all(targets: Mapping[Path, bytes], path: Path) -> None:
    """All files are on the disk before the first gets its name; the main one, which has no suffix, last."""
    ready: dict[Path, Path] = {}
    try:
        for number, (target, data) in enumerate(targets.items()):
            ready[target] = target.with_name(f".{_token(path)}-{number}.part")
            _write(ready[target], data)
        for target in sorted(targets, key=lambda t: len(t.name), reverse=True):
            ready[target].replace(target)
    except BaseException:
        for beside in ready.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        raise
    _sync_folder(next(iter(targets)).parent)


def _new(path: Path) -> BinaryIO:
    binary = getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600), "wb")


def _write(path: Path, data: bytes) -> None:
    with _new(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
