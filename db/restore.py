"""A new vault out of a backup or another vault: made in a work folder, checked, published in one step."""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.backups import Backup, Restored, Step
from app.clock import Clock
from app.errors import NotAVault
from app.i18n import _
from app.messages import Msg
from app.ports import RESTORED
from app.settings import BACKUPS, LEDGER_INCOMPLETE
from db import facts, folder, migrations, slots, upgrade
from db.anchors import Anchors
from db.backup import Live, opened_file, remove_copy
from db.backup_file import Reader
from db.contents import Contents, received
from db.crypto import Cost, Limits
from db.engine import connect, open_engine
from db.facts import Facts
from db.files import create_empty, sync_file
from db.folder import Layout
from db.inside import Inside, look_inside
from db.pages import copy_pages
from db.proof import beside, compared, sound
from db.renewal import Renewal, renew, without_key
from db.reseal import reseal
from db.slots import Unlocked

REKEYED = "rekeyed"
FORGOTTEN = {BACKUPS: ""}
"""What the old vault says of its backups: they open with its keys, and not the new one's."""
INCOMPLETE = {LEDGER_INCOMPLETE: RESTORED}
"""What was released after the backup is not in it."""


@dataclass(frozen=True)
class New:
    """A vault to be: where, with which passphrase, under what terms."""

    target: Path
    passphrase: str = field(repr=False)
    clock: Clock
    cost: Cost | None
    limits: Limits


@dataclass(frozen=True)
class Unpacked:
    """A backup as it lies in the work folder: what it says, whose slot opened it, what its vault says."""

    contents: Contents
    size: int
    unlocked: Unlocked
    inside: Inside

    @property
    def backup(self) -> Backup:
        """What is told of it."""
        return self.contents.backup(self.size)


def restore(path: Path, typed: str, new: New) -> Generator[Step, None, Restored]:
    """A new vault with new keys out of a backup, opened by any of its slots.

    Raises NotAVault, DamagedVault, NewerVault, WrongPassphrase, Invalid, DiskTrouble; then nothing is left.
    """
    work = folder.prepare(new.target)
    try:
        found = yield from unpack(Path(os.path.abspath(path)), typed, new.limits, work, new.clock, keep=True)
        source = connect(work.copy, found.contents.key)
        try:
            made, printed = yield from _copied(work, source, new, sample=found.inside.sample)
        finally:
            source.close()
        remove_copy(work)
        how = Renewal(RESTORED, {"backup": found.contents.id.hex}, FORGOTTEN | INCOMPLETE)
        others = yield from _finished(work, made, found.inside, new, how)
    except BaseException:
        folder.discard(work)
        raise
    return Restored(found.backup, printed, found.inside.staff.name, others)


def rekey(live: Live, inside: Inside, new: New) -> Generator[Step, None, Restored]:
    """A new vault with new keys throughout out of an open one, which stays as it is.

    Raises NotAVault, Invalid, DamagedVault, DiskTrouble; then nothing is left.
    """
    work = folder.prepare(new.target)
    try:
        made, printed = yield from _copied(work, live.raw, new, sample=inside.sample)
        state = yield from _read(work, made)
        how = Renewal(REKEYED, {}, FORGOTTEN, fresh=True)
        others = yield from _finished(work, made, inside, new, how, live.layout)
    except BaseException:
        folder.discard(work)
        raise
    said = Backup(uuid4(), new.clock.now(), state.generation, state.chain, state.seq, state.hash, 0)
    return Restored(replace(said, counts=state.counts), printed, inside.staff.name, others)


def rehearse(live: Live, path: Path, typed: str, limits: Limits) -> Generator[Step, None, Backup]:
    """Restores a backup of an open vault into an encrypted copy, which is then removed, and checks it.

    Raises NotAVault (also for the backup of another vault), DamagedVault, NewerVault, WrongPassphrase,
    DiskTrouble.
    """
    remove_copy(live.layout)
    try:
        with opened_file(path) as (_stream, header):
            if header.keys.vault != live.unlocked.file.vault:
                raise NotAVault(Msg.BACKUP_OTHER_VAULT)
        found = yield from unpack(path, typed, limits, live.layout, live.clock, keep=False)
        engine = open_engine(live.layout.copy, found.contents.key)
        try:
            yield from sound(engine, found.inside.secrets)
        finally:
            engine.dispose()
    finally:
        remove_copy(live.layout)
    return found.backup


def unpack(
    path: Path, typed: str, limits: Limits, work: Layout, clock: Clock, *, keep: bool
) -> Generator[Step, None, Unpacked]:
    """Takes a backup apart in a folder, where it stays encrypted: the database in `work.copy`; with `keep`
    the evidence too. Compares it with what it says, and brings an older one up.

    Raises NotAVault, DamagedVault, NewerVault, WrongPassphrase, DiskTrouble.
    """
    with opened_file(path) as (stream, header):
        words = _("Opening the backup")
        unlocked = yield from beside(words, lambda: slots.open_file(header.keys, typed, limits))
        reader = Reader(stream, header, unlocked.vault_key)
        contents = yield from received(reader, work.copy, work.folder if keep else None, _("Restoring"))
    engine = open_engine(work.copy, contents.key)
    try:
        yield from compared(engine, contents.facts)
    finally:
        engine.dispose()
    if contents.facts.schema < migrations.head():
        words = _("Bringing it up to this version")
        yield from beside(words, lambda: upgrade.migrate(work.copy, contents.key, clock))
    engine = open_engine(work.copy, contents.key)
    try:
        inside = look_inside(engine, unlocked)
    finally:
        engine.dispose()
    return Unpacked(contents, reader.size, unlocked, inside)


def _copied(
    work: Layout, source: Any, new: New, *, sample: bool
) -> Generator[Step, None, tuple[Unlocked, str]]:
    """New keys, and the database under them; gives what opens it and the recovery key ("" for a sample)."""
    words = _("Making new keys")
    made: Unlocked = yield from beside(
        words, lambda: slots.create(work, new.passphrase, new.cost, new.limits)
    )
    printed = ""
    if not sample:
        secret, printed = slots.new_recovery()
        made = slots.save(work, slots.changed(work, made, (slots.new_slot_id(), secret)))
    create_empty(work.lock)
    for done, of in copy_pages(source, work.database, made.database_key):
        yield Step(_("Encrypting the database anew"), done, of)
    return made, printed


def _read(work: Layout, made: Unlocked) -> Generator[Step, None, Facts]:
    engine = open_engine(work.database, made.database_key)
    try:
        found: Facts = yield from beside(_("Reading what was copied"), lambda: facts.read(engine), engine)
    finally:
        engine.dispose()
    return found


def _finished(
    work: Layout, made: Unlocked, inside: Inside, new: New, how: Renewal, old: Layout | None = None
) -> Generator[Step, None, tuple[str, ...]]:
    """Gives the copy its own chain and marks, checks it, and puts it in place; who has no key in it.

    `old` is the vault whose evidence is to be encrypted anew; without it the evidence is there already.
    """
    engine = open_engine(work.database, made.database_key)
    words = _("Beginning its own journal")
    try:
        others = without_key(engine, inside.staff.id)
        secrets, mark = yield from beside(
            words, lambda: renew(engine, inside.secrets, made, inside.staff, new.clock, how), engine
        )
        Anchors(work, made.file.vault, made.vault_key).begin(mark)
        if old is not None:
            yield from reseal(engine, inside.secrets, secrets, old.evidence, work.evidence)
        yield from sound(engine, secrets)
    finally:
        engine.dispose()
    yield from beside(words, lambda: sync_file(work.database))
    folder.publish(work, new.target)
    return others
