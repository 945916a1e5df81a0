"""Copies of a database to read from, encrypted as it is: made aside, removed, swept where a kill left one."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import VaultError
from db.files import disk_errors
from db.folder import Layout
from db.lock import VaultLock, hold

PREFIX = "casebook-check-"
YOUNG = 3600.0
"""Seconds in which a copy without a lock may be one that is being made."""


@dataclass(frozen=True)
class Copy:
    """A copy and the lock that says it is in use."""

    layout: Layout
    lock: VaultLock

    def remove(self) -> None:
        """Take it away; a disk that refuses leaves it to the next sweep."""
        self.lock.release()
        shutil.rmtree(self.layout.folder, ignore_errors=True)


def make(layout: Layout) -> Copy:
    """A copy of the database and of what a save left beside it. Raises DiskTrouble; then nothing is left."""
    sweep()
    with disk_errors():
        place = Layout(Path(tempfile.mkdtemp(prefix=PREFIX)))
    try:
        copy = Copy(place, hold(place.lock))
    except BaseException:
        shutil.rmtree(place.folder, ignore_errors=True)
        raise
    try:
        with disk_errors():
            for path in (layout.database, layout.journal):
                if path.exists():
                    shutil.copyfile(path, place.folder / path.name)
    except BaseException:
        copy.remove()  # its lock too: it would be held until the program ends
        raise
    return copy


def sweep() -> None:
    """Takes away this user's copies that no process holds: an erasure does not reach into them."""
    for folder in (found for place in _places() for found in place.glob(f"{PREFIX}*")):
        with suppress(OSError, VaultError):
            found = folder.lstat()
            mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
            if not (mine and stat.S_ISDIR(found.st_mode)):
                continue
            lock = Layout(folder).lock
            if lock.exists():
                hold(lock).release()
            elif time.time() - found.st_mtime < YOUNG:
                continue
            shutil.rmtree(folder)


def _places() -> set[Path]:
    """Where `tempfile` makes a folder; it is not asked, as it finds out by writing a file into each."""
    told = [os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")]
    usual = ["~/AppData/Local/Temp"] if os.name == "nt" else ["/tmp", "/var/tmp"]  # noqa: S108  # only looked into
    return {Path(name).expanduser() for name in (*told, *usual) if name}
