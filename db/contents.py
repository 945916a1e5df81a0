"""What lies in the stream of a backup: a list of it, the database, the evidence, a digest. Taking it out."""

from __future__ import annotations

import hashlib
import os
import re
import struct
from collections.abc import Container, Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from app.backups import Backup, Step
from app.canonical import Json, dumps, loads
from app.errors import DamagedVault, NewerVault
from app.messages import Msg
from db import crypto, migrations
from db.backup_file import MIB, Reader, whole
from db.facts import Facts
from db.files import disk_errors, open_new, sync_folder, write_whole
from db.folder import Layout

PART = ".part"
LENGTH = struct.Struct(">I")
LONGEST = 64 * MIB
"""Bytes of the list at most: half a million files."""
DIGEST_BYTES = 32
FLUSH = 32 * MIB
"""Bytes of a file of evidence after which it is flushed, so that the last flush is short too."""
_PART = "[0-9A-Za-z][0-9A-Za-z._-]{0,127}"
_NAME = re.compile(f"evidence/{_PART}(?:/{_PART})?", re.ASCII)


@dataclass(frozen=True)
class Contents:
    """The list: whose state it is, under which key the database lies, what follows and how long it is.

    `lacking` and `damaged` are not in it: how many files of evidence were not there to follow, and how many
    follow that are not what was taken in.
    """

    id: UUID
    at: datetime
    facts: Facts
    key: bytes = field(repr=False)
    database: int
    files: tuple[tuple[str, int], ...] = ()
    lacking: int = field(default=0, compare=False)
    damaged: int = field(default=0, compare=False)

    @property
    def front(self) -> bytes:
        """Its bytes: their number, then canonical JSON."""
        data: dict[str, Json] = {
            "at": self.at.isoformat(),
            "database": self.database,
            "files": [[name, size] for name, size in self.files],
            "id": self.id.hex,
            "key": self.key.hex(),
            "vault": self.facts.plain,
        }
        text = dumps(data).encode()
        return LENGTH.pack(len(text)) + text

    @property
    def body(self) -> int:
        """Bytes of the database and the files together."""
        return self.database + sum(size for _, size in self.files)

    @property
    def length(self) -> int:
        """Bytes of everything before the padding."""
        return len(self.front) + self.body + DIGEST_BYTES

    def backup(self, size: int) -> Backup:
        """What the vault is told of it."""
        f, held = self.facts, len(self.files)
        return Backup(
            self.id,
            self.at,
            f.generation,
            f.chain,
            f.seq,
            f.hash,
            size,
            held,
            dict(f.counts),
            self.lacking,
            self.damaged,
        )

    @classmethod
    def of(cls, text: bytes) -> Contents:
        """From its JSON. Raises DamagedVault for what `front` does not write."""
        try:
            data = cast("dict[str, Any]", loads(text.decode()))
            found = cls(
                id=UUID(hex=data["id"]),
                at=datetime.fromisoformat(data["at"]),
                facts=Facts.of(data["vault"]),
                key=bytes.fromhex(data["key"]),
                database=int(data["database"]),
                files=tuple((str(name), int(size)) for name, size in data["files"]),
            )
            names = [name for name, _ in found.files]
            right = len(found.key) == crypto.KEY_BYTES and found.database > 0
            right = right and all(_NAME.fullmatch(n) for n in names) and len(set(names)) == len(names)
            if not right or any(size < 0 for _, size in found.files) or found.front[LENGTH.size :] != text:
                raise ValueError
        except (KeyError, TypeError, ValueError, AttributeError):
            raise DamagedVault(Msg.BACKUP_DAMAGED) from None
        return found


@dataclass(frozen=True)
class Lying:
    """What lies in the evidence store: path in the vault and size, in the order of names; and the names of
    files beside which a mark says that their key is not noted yet."""

    files: tuple[tuple[str, int], ...]
    marked: frozenset[str]

    def known(self, noted: Container[str]) -> tuple[tuple[str, int], ...]:
        """The files without those whose intake was under way when the database was copied: it has no key for
        them, so nobody could read them, and a check of the copy would find something unknown."""
        return tuple(f for f in self.files if (name := Path(f[0]).name) not in self.marked or name in noted)


def evidence(layout: Layout) -> Lying:
    """Every file of the evidence store. Raises DiskTrouble."""
    files: list[tuple[str, int]] = []
    marked: set[str] = set()
    with disk_errors():
        found = [p for p in layout.evidence.rglob("*") if p.is_file() and not p.is_symlink()]
        for path in sorted(found):
            name = path.relative_to(layout.folder).as_posix()
            if path.suffix == PART:  # a piece that is being taken in or was left, or a mark
                marked.add(path.stem)
            elif _NAME.fullmatch(name):
                files.append((name, path.stat().st_size))
    return Lying(tuple(files), frozenset(marked))


def received(
    reader: Reader, database: Path, folder: Path | None, text: str
) -> Generator[Step, None, Contents]:
    """Takes everything out of a stream: the database into a new file, the evidence below `folder` (None:
    only read). What comes out is whole or nothing is: the caller removes what is there when it raises."""
    (length,) = LENGTH.unpack(reader.read(LENGTH.size))
    if length > LONGEST:
        raise DamagedVault(Msg.BACKUP_DAMAGED)
    contents = Contents.of(reader.read(length))
    reader.needed = whole(len(reader.header.data), contents.length)
    if contents.facts.schema > migrations.head():
        raise NewerVault(Msg.BACKUP_NEWER)
    seen, done, of = hashlib.sha256(), 0, contents.body
    places: list[tuple[Path | None, int]] = [(database, contents.database)]
    places += [(folder and folder / name, size) for name, size in contents.files]
    for place, size in places:
        for piece in _one(reader, place, size, lasting=place is not database):
            seen.update(piece)
            done += len(piece)
            yield Step(text, done, of)
    if folder is not None and contents.files:
        with disk_errors():
            sync_folder(folder / "evidence")
    if reader.read(DIGEST_BYTES) != seen.digest():
        raise DamagedVault(Msg.BACKUP_NOT_PROVED)
    for _slice in reader.finish():
        yield Step(text, done, of)
    return contents


def _one(reader: Reader, place: Path | None, size: int, *, lasting: bool) -> Iterator[bytes]:
    stream = None
    if place is not None:
        with disk_errors():
            place.parent.mkdir(0o700, exist_ok=True, parents=True)
            stream = open_new(place)
    try:
        left = size
        while left:
            piece = reader.read(min(MIB, left))
            left -= len(piece)
            if stream is not None:
                with disk_errors():
                    write_whole(stream, piece)
                    if lasting and left % FLUSH < len(piece):
                        os.fsync(stream.fileno())
            yield piece
    finally:
        if stream is not None:
            with disk_errors():
                if lasting:
                    os.fsync(stream.fileno())
                stream.close()
