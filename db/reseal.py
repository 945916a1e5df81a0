"""The evidence of a vault once more, under new keys and new names: the old ones may be known."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.backups import Step
from app.i18n import _
from db import crypto, sealed, tables
from db.authentic import Secrets
from db.blobs import PART, SLICE
from db.engine import database_errors
from db.files import FILE_MODE, FOLDER_MODE, NEW_FILE, disk_errors, open_new, sync_folder, write_whole
from db.sealed import CHUNK, Broken

EVIDENCE = "evidence"
"""The purpose of the keyed hash under which a content has its name."""


@dataclass(frozen=True)
class File:
    """A file as it lies and as it will: names, and the content's size (None: no record says it)."""

    old: str
    key: bytes
    new: str
    size: int | None


def reseal(
    engine: Engine, old: Secrets, new: Secrets, source: Path, target: Path
) -> Generator[Step, None, None]:
    """Writes each file of `source` anew into the folder `target`, and its new name and key into the database.

    A file that is damaged cannot be read: it is copied as it lies, so that `check` names it as before; one
    that is missing stays missing. Raises DiskTrouble.
    """
    files = _files(engine, old, new)
    if not files:
        return
    with disk_errors():
        target.mkdir(FOLDER_MODE)
    rows = []
    for number, file in enumerate(files):
        text = _("Encrypting the evidence anew")
        key = crypto.fresh(crypto.KEY_BYTES)
        try:
            for _slice in _resealed(source / file.old, target / file.new, file, key):
                yield Step(text, number, len(files))
        except (Broken, FileNotFoundError):
            key = file.key
            with suppress(FileNotFoundError):
                for _slice in _copied(source / file.old, target / file.new):
                    yield Step(text, number, len(files))
        rows.append({"name": file.new, "key": key.hex()})
        yield Step(text, number + 1, len(files))
    with disk_errors():
        sync_folder(target)
    with database_errors(), engine.begin() as connection:
        connection.execute(tables.blob.delete())
        connection.execute(tables.blob.insert(), rows)


def _files(engine: Engine, old: Secrets, new: Secrets) -> list[File]:
    table = tables.RECORDS[EVIDENCE]
    columns = sa.select(table.c.sha256, table.c.size).where(table.c.sha256.is_not(None)).order_by(table.c.n)
    with database_errors(), engine.connect() as connection:
        keys = {r.name: bytes.fromhex(r.key) for r in connection.execute(sa.select(tables.blob))}
        known = {row.sha256: row.size for row in connection.execute(columns)}
    names = {old.keyed_hash(EVIDENCE, bytes.fromhex(sha)).hex(): sha for sha in known}
    found = []
    for name, key in keys.items():
        sha = names.get(name)
        renamed = new.keyed_hash(EVIDENCE, bytes.fromhex(sha)).hex() if sha else name
        found.append(File(name, key, renamed, known[sha] if sha else None))
    return found


def _resealed(source: Path, target: Path, file: File, key: bytes) -> Generator[None, None, None]:
    """Raises Broken for a file that is not what was written, FileNotFoundError; then nothing is left."""
    if file.size is None:
        raise FileNotFoundError
    part = target.with_name(target.name + PART)
    try:
        with source.open("rb") as reading, disk_errors(), _buffered(part) as writing:
            sealer, rest, done = sealed.Sealer(writing, key), b"", 0
            for piece in sealed.opened(reading, file.key, file.size):
                if len(piece) < CHUNK:
                    rest = piece
                    continue
                sealer.add(piece)
                done += len(piece)
                if done % SLICE == 0:
                    yield
            for _slice in sealer.finish(rest):
                yield
            writing.flush()
            os.fsync(writing.fileno())
        with disk_errors():
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _buffered(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, NEW_FILE, FILE_MODE), "wb")


def _copied(source: Path, target: Path) -> Generator[None, None, None]:
    with source.open("rb") as reading, disk_errors(), open_new(target) as writing:
        while data := reading.read(SLICE):
            write_whole(writing, data)
            yield
        os.fsync(writing.fileno())
