"""Making a backup: the pages as they are, then the evidence, into one file that counts when it is proved.

No byte of it is plain on a disk: the database is copied page by page into an encrypted copy under a random
key, that copy goes into the stream as it lies, and so do the encrypted files of the evidence.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from sqlalchemy.engine import Engine

from app.backups import Backup, Step
from app.clock import Clock
from app.errors import DamagedVault, NotAVault, Refused, VaultError
from app.i18n import _
from app.messages import Msg
from app.ports import Finding
from app.surroundings import same_disk
from db import blob_check, crypto, facts
from db.authentic import Secrets
from db.backup_file import MIB, Header, Reader, Writer, header_of, look
from db.blobs import noted
from db.contents import Contents, evidence, received
from db.engine import READ, open_engine
from db.files import disk_errors, open_new, sync_folder, trouble
from db.folder import Layout
from db.pages import copy_pages
from db.proof import beside, compared, sound
from db.slots import Unlocked

PART = ".ncb.part"
_PART = re.compile(r"\.[0-9a-f]{32}\.ncb\.part", re.ASCII)


@dataclass(frozen=True)
class Live:
    """An open vault, as those see it who copy the whole of it."""

    layout: Layout
    unlocked: Unlocked
    engine: Engine
    secrets: Secrets
    clock: Clock
    name: Callable[[str], str]
    """The name of the file of a content of evidence."""

    @property
    def raw(self) -> Any:
        """Its one connection."""
        with self.engine.connect() as connection:
            return connection.connection.dbapi_connection


def make(live: Live, path: Path, *, replace: bool) -> Generator[Step, None, Backup]:
    """Writes a backup and proves it. Raises Refused, DamagedVault, DiskTrouble; then nothing is left."""
    path = Path(os.path.abspath(path))
    refuse_place(live.layout, path, replace=replace)
    part = path.with_name(f".{crypto.fresh(16).hex()}{PART}")
    sweep_parts(live, path.parent)
    try:
        contents = yield from _copied(live)
        yield from _written(live, contents, part)
        remove_copy(live.layout)
        backup = yield from prove(live, part, contents)
        refuse_place(live.layout, path, replace=replace)
        publish(part, path, replace=replace)
    finally:
        remove_copy(live.layout)
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return dataclasses.replace(backup, beside=same_disk(live.layout.folder, path.parent))


def refuse_place(layout: Layout, path: Path, *, replace: bool) -> None:
    """Raises Refused where a file is in the place, or the place is in the vault."""
    with disk_errors():
        inside = Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(layout.folder))
        there = path.is_symlink() or path.exists()
        file = path.is_file() and not path.is_symlink()
    if inside:
        raise Refused(Msg.BACKUP_IN_VAULT)
    if there and not (replace and file):
        raise Refused(Msg.FILE_EXISTS, file=path.name)


def sweep_parts(live: Live, folder: Path) -> None:
    """Takes away what a backup of this vault left in a folder when it was killed."""
    with suppress(OSError):
        for part in (p for p in folder.iterdir() if _PART.fullmatch(p.name) and not p.is_symlink()):
            found = header_of(part, part=True)
            if part.stat().st_size == 0 or (found is not None and _ours(live, found)):
                part.unlink()


def remove_copy(layout: Layout) -> None:
    """Takes the encrypted copy away that was in between."""
    for path in (layout.copy, layout.copy.with_name(layout.copy.name + "-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copied(live: Live) -> Generator[Step, None, Contents]:
    """The encrypted copy, and what it holds. The evidence is listed in the slice that ends the copy."""
    remove_copy(live.layout)
    key = crypto.fresh(crypto.KEY_BYTES)
    for done, of in copy_pages(live.raw, live.layout.copy, key):
        yield Step(_("Copying the database"), done, of)
    lying = evidence(live.layout)
    with disk_errors():
        size = live.layout.copy.stat().st_size
    engine = open_engine(live.layout.copy, key)
    try:
        found = yield from beside(_("Reading what was copied"), lambda: facts.read(engine), engine)
        keyed = _noted(engine)
        damaged = yield from _looked_through(live, engine)
    finally:
        engine.dispose()
    files = lying.known(keyed)
    lacking = len(keyed - {Path(name).name for name, _size in files})
    return Contents(uuid4(), live.clock.now(), found, key, size, files, lacking, damaged)


def _noted(engine: Engine) -> frozenset[str]:
    with engine.connect().execution_options(**READ) as connection:
        return noted(connection)


def _looked_through(live: Live, engine: Engine) -> Generator[Step, None, int]:
    """How many files of the evidence are there and not what was taken in, by the keys in the copy."""
    found = 0
    folder, name = live.layout.evidence, live.name
    for step in blob_check.run(lambda: engine.connect().execution_options(**READ), folder, name):
        if isinstance(step, Finding):
            found += step.kind in blob_check.NOT_WHOLE
        else:
            yield Step(step)
    return found


def _written(live: Live, contents: Contents, part: Path) -> Generator[Step, None, None]:
    with disk_errors():
        stream = open_new(part)
    with stream:
        unlocked = live.unlocked
        writer = Writer(stream, contents.id, unlocked.file, unlocked.vault_key, contents.length)
        writer.write(contents.front)
        seen, done, of = hashlib.sha256(), 0, contents.body
        for piece in _body(live.layout, contents):
            seen.update(piece)
            writer.write(piece)
            done += len(piece)
            yield Step(_("Writing the backup"), done, of)
        writer.write(seen.digest())
        writer.finish()
        with disk_errors():
            stream.flush()
        yield from beside(_("Writing the backup"), lambda: _flush(stream))


def _flush(stream: BinaryIO) -> None:
    with disk_errors():
        os.fsync(stream.fileno())


def _body(layout: Layout, contents: Contents) -> Iterator[bytes]:
    """The copy of the database, then each file of the evidence, in pieces of a MiB."""
    places = [(layout.copy, contents.database)]
    places += [(layout.folder / name, size) for name, size in contents.files]
    for path, size in places:
        left = size
        try:
            stream = path.open("rb")
        except FileNotFoundError:
            raise VaultError(Msg.BACKUP_MOVED) from None
        with stream:
            while left:
                with disk_errors():
                    piece = stream.read(min(MIB, left))
                if not piece:
                    raise VaultError(Msg.BACKUP_MOVED)
                left -= len(piece)
                yield piece


def prove(live: Live, part: Path, right: Contents) -> Generator[Step, None, Backup]:
    """Restores a file that was just written into an encrypted copy, and compares. Raises DamagedVault."""
    with opened_file(part) as (stream, header):
        reader = Reader(stream, header, live.unlocked.vault_key)
        found = yield from received(reader, live.layout.copy, None, _("Reading the backup back"))
    if found != right:
        raise DamagedVault(Msg.BACKUP_NOT_PROVED)
    engine = open_engine(live.layout.copy, right.key)
    try:
        yield from compared(engine, right.facts)
        yield from sound(engine, live.secrets)
    finally:
        engine.dispose()
    return right.backup(reader.size)


@contextmanager
def opened_file(path: Path) -> Iterator[tuple[BinaryIO, Header]]:
    """A backup file behind its header. Raises NotAVault, DamagedVault, NewerVault, DiskTrouble."""
    try:
        stream = path.open("rb")
    except (FileNotFoundError, IsADirectoryError):
        raise NotAVault(Msg.BACKUP_NONE) from None
    except OSError as e:
        raise trouble(e.errno) from None
    with stream:
        yield stream, look(stream)


def publish(part: Path, path: Path, *, replace: bool) -> None:
    """Gives a finished file its name in one step. Raises DiskTrouble."""
    with disk_errors():
        if replace:
            os.replace(part, path)
        else:
            _rename_new(part, path)
        sync_folder(path.parent)


def _rename_new(part: Path, path: Path) -> None:
    """A link refuses a name that is taken, a rename does not; some sticks know no links."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise Refused(Msg.FILE_EXISTS, file=path.name) from None
    except OSError:
        os.rename(part, path)
    else:
        part.unlink()


def files_in(live: Live, folder: Path) -> dict[UUID, Path]:
    """The backups of this vault in a folder, by id; what cannot be read is passed over."""
    found: dict[UUID, Path] = {}
    with suppress(OSError):
        for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink()):
            header = header_of(path)
            if header is not None and _ours(live, header) and not path.name.endswith(PART):
                found[header.backup] = path
    return found


def remove(live: Live, path: Path, backup: UUID) -> None:
    """Removes a backup of this vault, where its header says that it is that one. Raises DiskTrouble."""
    header = header_of(path)
    if header is not None and header.backup == backup and _ours(live, header):
        with disk_errors():
            path.unlink(missing_ok=True)
            sync_folder(path.parent)


def _ours(live: Live, header: Header) -> bool:
    """Whether somebody with this vault's key wrote it; its id alone could be copied."""
    keys = header.keys
    return keys.vault == live.unlocked.file.vault and keys.is_authentic(live.unlocked.vault_key)
