"""The folder of a vault: which files it holds, and which folders are none of ours."""

from __future__ import annotations

import os
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path

from app.errors import DamagedVault, NotAVault
from app.messages import Msg
from db.files import FOLDER_MODE, disk_errors, sync_folder

PAGE_BYTES = 4096
_PLAIN_SQLITE = b"SQLite format 3\x00"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEAD = struct.Struct(">8sIII")
"""Of a rollback journal, as SQLite describes its format: magic, records, nonce, pages before."""


@dataclass(frozen=True)
class Layout:
    """The paths inside a vault."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "vault.db"

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal, encrypted too; empty unless a write was cut off."""
        return self.folder / "vault.db-journal"

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.folder / "vault.keys"

    @property
    def keys_copy(self) -> Path:
        """The same bytes once more."""
        return self.folder / "vault.keys.bak"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a process has the vault open."""
        return self.folder / "lock"

    @property
    def trial(self) -> Path:
        """A copy of the database on which a migration is tried first."""
        return self.folder / "vault.db.try"

    @property
    def evidence(self) -> Path:
        """The folder of the encrypted evidence files; made with the first of them."""
        return self.folder / "evidence"

    @property
    def copy(self) -> Path:
        """An encrypted copy of the database, for moments while a backup is made, tried or restored."""
        return self.folder / "vault.db.copy"

    @property
    def ours(self) -> frozenset[str]:
        """Every name that this program puts into a vault."""
        paths = (self.database, self.journal, self.trial, self.copy, self.keys, self.keys_copy, self.lock)
        return frozenset({p.name for p in paths} | {p.name + ".new" for p in (self.keys, self.keys_copy)})


def clear(layout: Layout) -> None:
    """Remove every file that is ours from a vault that nobody has open, what opens it first. Raises
    DiskTrouble."""
    with disk_errors():
        for path in (layout.keys, layout.keys_copy):
            path.unlink(missing_ok=True)
        for name in layout.ours:
            (layout.folder / name).unlink(missing_ok=True)
        if layout.evidence.is_dir():
            shutil.rmtree(layout.evidence)


def prepare(target: Path) -> Layout:
    """An empty folder beside `target` in which a new vault is made before `publish` puts it in place.

    Raises NotAVault when `target` is anything but missing or an empty folder, or inside a vault; DiskTrouble.
    """
    target = Path(os.path.abspath(target))
    with disk_errors():
        if any(_holds_vault(folder) for folder in Path(os.path.realpath(target)).parents):
            raise NotAVault(Msg.FILE_IN_VAULT, file=target.name)
        if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            raise NotAVault(Msg.VAULT_EXISTS)
        work = Layout(target.with_name(f".{target.name}.new"))
        target.parent.mkdir(parents=True, exist_ok=True)
        discard(work)
        work.folder.mkdir(FOLDER_MODE)
    return work


def _holds_vault(folder: Path) -> bool:
    layout = Layout(folder)
    return layout.database.exists() and layout.keys.exists()


def publish(work: Layout, target: Path) -> Layout:
    """Gives a finished vault its name in one step. Raises DiskTrouble."""
    target = Path(os.path.abspath(target))
    with disk_errors():
        sync_folder(work.folder)
        if target.is_dir():
            target.rmdir()
        work.folder.rename(target)
        sync_folder(target.parent)
    return Layout(target)


def discard(work: Layout) -> None:
    """Removes what a creation that was cut off left, and nothing that is not ours."""
    if not work.folder.is_dir() or work.folder.is_symlink():
        return
    for name in work.ours:
        (work.folder / name).unlink(missing_ok=True)
    if work.evidence.is_dir() and not work.evidence.is_symlink():
        shutil.rmtree(work.evidence)
    work.folder.rmdir()


def inspect(folder: Path) -> Layout:
    """The layout of an existing vault, looked at without a key and without changing anything.

    Raises NotAVault for a folder that holds no vault or a database that is not encrypted, DamagedVault for
    one whose files are missing, empty or cut off, DiskTrouble for one that cannot be read.
    """
    layout = Layout(folder)
    with disk_errors():
        have_keys = _is_file(layout.keys) or _is_file(layout.keys_copy)
        have_database = _is_file(layout.database)
        if not have_keys and not have_database:
            raise NotAVault(Msg.NOT_A_VAULT)
        if not have_keys:
            _refuse_foreign(layout)
            raise DamagedVault(Msg.KEY_FILE_MISSING)
        if not have_database:
            raise DamagedVault(Msg.DATABASE_MISSING)
        _refuse_foreign(layout)
    return layout


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _refuse_foreign(layout: Layout) -> None:
    """SQLite opens an empty file as an empty database with any key, so it must not get that far."""
    size = layout.database.stat().st_size
    with layout.database.open("rb") as stream:
        head = stream.read(len(_PLAIN_SQLITE))
    if size == 0:
        raise DamagedVault(Msg.DATABASE_EMPTY)
    if head == _PLAIN_SQLITE:
        raise NotAVault(Msg.DATABASE_PLAIN)
    interrupted = _interrupted(layout)
    if size % PAGE_BYTES and not interrupted:
        raise DamagedVault(Msg.DATABASE_CUT)
    if interrupted and _size_before(layout) > size:
        raise DamagedVault(Msg.DATABASE_DAMAGED)


def _interrupted(layout: Layout) -> bool:
    """Whether a write was cut off, so that SQLite will roll the file back to its right size."""
    return _is_file(layout.journal) and os.stat(layout.journal).st_size > 0


def _size_before(layout: Layout) -> int:
    """How many bytes the database had before the write that was cut off, as its journal says; 0 where it says
    nothing. A write never makes it smaller: more than there is would be filled up with nothing, to terabytes.
    """
    with layout.journal.open("rb") as stream:
        head = stream.read(_JOURNAL_HEAD.size)
    if len(head) < _JOURNAL_HEAD.size or not head.startswith(_JOURNAL_MAGIC):
        return 0
    return int(_JOURNAL_HEAD.unpack(head)[3]) * PAGE_BYTES
