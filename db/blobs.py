"""Evidence files: streamed in and out of the vault's folder, each under a key that lies in the database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from app.errors import DamagedVault, Invalid, NotFound
from app.messages import Msg
from app.ports import Taken
from app.records.evidence import LARGEST_FILE
from db import crypto, sealed, tables
from db.engine import database_errors
from db.files import FILE_MODE, FOLDER_MODE, NEW_FILE, disk_errors, open_new, sync_folder
from db.folder import Layout
from db.sealed import CHUNK, Broken, Wrong

PART = ".part"
SLICE = 4 * 2**20
"""Bytes between two yields: about 10 ms of work, so that a long intake lets typing through."""
FLUSH = 64 * 2**20
"""Bytes after which what was written is flushed, so that the last flush is short too."""
Read = Callable[[], AbstractContextManager[sa.Connection]]
_SAID = {Wrong.CUT: Msg.EVIDENCE_CUT, Wrong.DAMAGED: Msg.EVIDENCE_DAMAGED}


class Blobs:
    """The evidence files of an open vault.

    `read` begins a read transaction; `keyed` is the keyed hash under which a content has its name.
    """

    def __init__(self, layout: Layout, read: Read, keyed: Callable[[bytes], bytes]) -> None:
        self._folder = layout.evidence
        self._read = read
        self._keyed = keyed
        self._taken: dict[str, str] = {}

    def name(self, sha256: str) -> str:
        """The name of the file of a content, hex of 32 bytes. ValueError for what is no SHA-256 in hex."""
        return self._keyed(bytes.fromhex(sha256)).hex()

    def take_in(self, source: BinaryIO) -> Generator[int, None, Taken]:
        """Encrypt a source to its end into a file of the vault; yields how many bytes were read.

        It counts only once `keep` noted its key. Nothing is left where it is given up, or fails: Invalid for
        an empty or too large source and one that cannot be read, DiskTrouble.
        """
        with disk_errors():
            if not self._folder.is_dir():
                self._folder.mkdir(FOLDER_MODE)
                sync_folder(self._folder.parent)
        part, key = self._folder / (crypto.fresh(16).hex() + PART), crypto.fresh(crypto.KEY_BYTES)
        try:
            with disk_errors():
                taken = yield from _written(part, source, key)
            name = self.name(taken.sha256)
            yield from self._put(part, name, key, taken.size)
        finally:
            part.unlink(missing_ok=True)
        return taken

    def _put(self, part: Path, name: str, key: bytes, size: int) -> Generator[int, None, None]:
        """Gives the file its name, unless the same content is there already and whole."""
        place = self._folder / name
        if name in self._taken or (yield from self._is_whole(name, size)):
            return
        mark = self._mark(name)
        try:
            with disk_errors():
                open_new(mark).close()
                part.replace(place)
                sync_folder(self._folder)
        except BaseException:
            with suppress(OSError):
                mark.unlink(missing_ok=True)
            raise
        self._taken[name] = key.hex()

    def _mark(self, name: str) -> Path:
        """An empty file that stands beside a file whose key is not yet noted."""
        return self._folder / (name + PART)

    def _is_whole(self, name: str, size: int) -> Generator[int, None, bool]:
        key = self._key(name)
        if key is None:
            return False
        try:
            yield from _through(self._folder / name, key, size)
        except (Broken, OSError):
            return False
        return True

    def give_out(self, sha256: str, size: int) -> Iterator[bytes]:
        """The content in pieces of at most 256 KiB; good only once it came to its end without an error.

        Raises NotFound where the vault has no key for it, DamagedVault where the file is not what was
        written, DiskTrouble.
        """
        name = self.name(sha256)
        key = self._key(name)
        if key is None:
            raise NotFound(Msg.EVIDENCE_GONE)
        found = hashlib.sha256()
        try:
            with disk_errors(), _there(self._folder / name) as source:
                for piece in sealed.opened(source, key, size):
                    found.update(piece)
                    yield piece
        except Broken as broken:
            raise DamagedVault(_SAID[broken.wrong]) from None
        if found.hexdigest() != sha256:
            raise DamagedVault(Msg.EVIDENCE_DAMAGED)

    def _key(self, name: str) -> bytes | None:
        if name in self._taken:
            return bytes.fromhex(self._taken[name])
        table = tables.blob
        with self._read() as connection, database_errors():
            found = connection.execute(sa.select(table.c.key).where(table.c.name == name)).scalar()
        return None if found is None else bytes.fromhex(found)

    # what a unit of work does

    def keep(self, connection: sa.Connection, taken: Taken) -> str:
        """Note the key of a file that was taken in; gives its name."""
        name, table = self.name(taken.sha256), tables.blob
        if name in self._taken:
            connection.execute(table.delete().where(table.c.name == name))
            connection.execute(table.insert().values(name=name, key=self._taken[name]))
        elif connection.execute(sa.select(table.c.name).where(table.c.name == name)).first() is None:
            raise LookupError("nothing of that name was taken in")
        return name

    def forget(self, connection: sa.Connection, sha256: str) -> str:
        """Take the key of a content out of the database: its file is unreadable from then on."""
        name, table = self.name(sha256), tables.blob
        connection.execute(table.delete().where(table.c.name == name))
        return name

    def committed(self, kept: set[str], forgotten: set[str]) -> None:
        """A unit of work is done: what it kept stays, what it forgot is overwritten and removed."""
        for name in kept:
            if self._taken.pop(name, None) is not None:
                with suppress(OSError):  # the next opening removes it
                    self._mark(name).unlink(missing_ok=True)
        for name in forgotten:
            shred(self._folder / name)

    def drop(self, taken: Taken) -> None:
        """Remove what was taken in and not kept."""
        name = self.name(taken.sha256)
        if self._taken.pop(name, None) is not None and self._key(name) is None:
            with disk_errors():
                (self._folder / name).unlink(missing_ok=True)
                self._mark(name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a crash left: files without a key, and pieces of files. Raises DiskTrouble."""
        if not self._folder.is_dir():
            return
        with self._read() as connection:
            known = noted(connection)
        with disk_errors():
            for path in self._folder.iterdir():
                if path.name not in known and is_ours(path.name):
                    path.unlink()


def noted(connection: sa.Connection) -> frozenset[str]:
    """The names of the files whose key the database holds. Raises DamagedVault."""
    with database_errors():
        return frozenset(connection.execute(sa.select(tables.blob.c.name)).scalars())


def is_ours(name: str) -> bool:
    """Whether this program gives such a name to a file of evidence, or to a piece of one."""
    stem = name.removesuffix(PART)
    return len(stem) in (32, 64) and all(c in "0123456789abcdef" for c in stem)


def _written(part: Path, source: BinaryIO, key: bytes) -> Generator[int, None, Taken]:
    found, done = hashlib.sha256(), 0
    descriptor = os.open(part, NEW_FILE, FILE_MODE)
    with os.fdopen(descriptor, "wb") as target:
        sealer = sealed.Sealer(target, key)
        while len(chunk := _read(source)) == CHUNK:
            found.update(chunk)
            sealer.add(chunk)
            done += CHUNK
            if done > LARGEST_FILE:
                raise Invalid(Msg.EVIDENCE_LARGE, limit=LARGEST_FILE // 2**30)
            if done % FLUSH == 0:
                _flush(target)
            if done % SLICE == 0:
                yield done
        found.update(chunk)
        done += len(chunk)
        if not done:
            raise Invalid(Msg.EVIDENCE_EMPTY)
        for _ in sealer.finish(chunk):
            yield done
        _flush(target)
    return Taken(found.hexdigest(), done)


def _flush(target: BinaryIO) -> None:
    target.flush()
    os.fsync(target.fileno())


def _read(source: BinaryIO) -> bytes:
    """A full chunk, or what is left. Trouble of the source is no trouble of the vault's disk."""
    try:
        data = source.read(CHUNK)
        while len(data) < CHUNK and (more := source.read(CHUNK - len(data))):
            data += more
        return data
    except OSError:
        raise Invalid(Msg.EVIDENCE_UNREADABLE) from None


def _there(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise DamagedVault(Msg.EVIDENCE_MISSING) from None


def _through(path: Path, key: bytes, size: int) -> Iterator[int]:
    """Reads a file to its end, yielding now and then how far it came. Raises Broken, OSError."""
    done, said = 0, 0
    with path.open("rb") as source:
        for piece in sealed.opened(source, key, size):
            done += len(piece)
            if done >= said + SLICE:
                said = done
                yield done


def shred(path: Path) -> None:
    """Overwrite a file and remove it; the overwriting is best effort (an SSD may keep old blocks)."""
    with suppress(OSError), path.open("r+b", buffering=0) as target:
        left = os.fstat(target.fileno()).st_size
        while left > 0:
            left -= target.write(crypto.fresh(min(CHUNK, left))) or left
        os.fsync(target.fileno())
    with disk_errors():
        path.unlink(missing_ok=True)
