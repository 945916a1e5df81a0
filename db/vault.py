"""The vault: made, opened, worked in, checked, closed. Implements `app.ports.Vault`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.backups import Backup, Restored, Step
from app.clock import Clock, SystemClock
from app.errors import DamagedVault, DiskTrouble
from app.i18n import _
from app.keys import SlotKind
from app.messages import Msg
from app.ports import Finding, Staff, Taken
from db import (
    anchors,
    backup,
    batches,
    blob_check,
    check,
    copies,
    covered,
    folder,
    head,
    keys,
    opening,
    restore,
    slots,
    upgrade,
    watch,
)
from db.anchors import Anchors, Mark
from db.blobs import Blobs
from db.copies import Copy
from db.crypto import LIMITS, Cost, Limits
from db.engine import READ, database_errors, open_engine
from db.folder import Layout
from db.journal import SWEEP
from db.keys import DbKeys, staff_name
from db.lock import VaultLock, hold, hold_for_reading
from db.opening import Inside
from db.proof import beside
from db.reader import Context, DbReader
from db.slots import Unlocked
from db.unit import DbUnitOfWork


@dataclass(frozen=True)
class Terms:
    """Under what a vault is opened: the clock, what the key derivation of a new vault costs (None: about
    a second here; tests take less), and the folder in which this user's anchors lie (None for the system's
    own)."""

    clock: Clock = field(default_factory=SystemClock)
    cost: Cost | None = None
    limits: Limits = LIMITS
    state: Path | None = None


def create(
    target: Path,
    passphrase: str,
    *,
    staff: str = keys.DEFAULT_STAFF,
    sample: bool = False,
    recovery: bool = True,
    terms: Terms | None = None,
) -> tuple[DbVault, str]:
    """Makes a vault in one step and opens it; gives it and the recovery key ("" where none was asked for).

    Raises Invalid for a bad passphrase, NotAVault where something is in the place already, DiskTrouble.
    """
    terms, staff = terms or Terms(), staff_name(staff)
    work = folder.prepare(target)
    try:
        unlocked, printed = _keys(work, passphrase, terms, recovery=recovery)
        opening.furnish(work, unlocked, Staff(uuid4(), staff), terms.clock.now(), sample=sample)
        _begin_journal(_start(work, unlocked, None, terms, lies_at=target))
        layout = folder.publish(work, target)
    except BaseException:
        folder.discard(work)
        raise
    return _start(layout, unlocked, hold(layout.lock), terms), printed


def create_filled(
    target: Path,
    passphrase: str,
    *,
    staff: str,
    fill: Callable[[DbVault], Generator[Step, None, None]],
    sample: bool = False,
    recovery: bool = False,
    terms: Terms | None = None,
) -> Generator[Step, None, str]:
    """Makes a vault and lets `fill` furnish it before it has its name, in slices; it is closed at the end.

    Returns its recovery key ("" where none was asked for). Raises as `create`, and what `fill` raises;
    given up or failed, nothing is left.
    """
    terms, staff = terms or Terms(), staff_name(staff)
    work = folder.prepare(target)
    try:
        made: tuple[Unlocked, str] = yield from beside(
            _("Making new keys"), lambda: _keys(work, passphrase, terms, recovery=recovery)
        )
        unlocked, printed = made
        opening.furnish(work, unlocked, Staff(uuid4(), staff), terms.clock.now(), sample=sample)
        vault = _start(work, unlocked, None, terms, lies_at=target)
        try:
            _first_entry(vault)
            yield from fill(vault)
        finally:
            vault.close()
        folder.publish(work, target)
    except BaseException:
        folder.discard(work)
        raise
    return printed


def _keys(work: Layout, passphrase: str, terms: Terms, *, recovery: bool) -> tuple[Unlocked, str]:
    """The key file of a new vault, and its recovery key ("" where none was asked for)."""
    unlocked = slots.create(work, passphrase, terms.cost, terms.limits)
    if not recovery:
        return unlocked, ""
    secret, printed = slots.new_recovery()
    return slots.save(work, slots.changed(work, unlocked, (slots.new_slot_id(), secret))), printed


def _begin_journal(vault: DbVault) -> None:
    try:
        _first_entry(vault)
    finally:
        vault.close()


def _first_entry(vault: DbVault) -> None:
    """It names what the vault was made with, and is there before the vault has its name."""
    with vault.write() as unit:
        unit.note_rows("vault", {name: {} for name in covered.TABLES})
        unit.commit()


def open_vault(
    target: Path, passphrase: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault. With `read_only` no byte and no time of its files changes.

    Raises NotAVault, DamagedVault, NewerVault, WrongPassphrase, VaultBusy, DiskTrouble; after each the files
    are as they were.
    """
    terms = terms or Terms()
    limits = terms.limits

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_passphrase(layout, passphrase, limits)

    return _opened(target, unlock, terms, read_only=read_only)


def open_with_recovery(
    target: Path, typed: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault by its printed recovery key, as who made it. As `open_vault`."""

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_recovery(layout, typed)

    return _opened(target, unlock, terms or Terms(), read_only=read_only)


def open_with_shares(
    target: Path, first: str, second: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault by two of its printed shares, as who made them. As `open_vault`."""

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_shares(layout, first, second)

    return _opened(target, unlock, terms or Terms(), read_only=read_only)


def open_with_pin(target: Path, pin: str, *, read_only: bool = False, terms: Terms | None = None) -> DbVault:
    """Opens a vault by quick unlock. As `open_vault`; raises VaultError without a keyring too."""
    terms = terms or Terms()
    limits = terms.limits

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_pin(layout, pin, limits)

    return _opened(target, unlock, terms, read_only=read_only)


def ways(target: Path) -> frozenset[SlotKind]:
    """What may open a vault, by the slots of its key file; empty where there is none that can be read."""
    return slots.kinds(Layout(target))


def _opened(
    target: Path, unlock: Callable[[Layout], Unlocked], terms: Terms, *, read_only: bool = False
) -> DbVault:
    layout, lock = _held(target, read_only)
    try:
        return _start(layout, unlock(layout), lock, terms, read_only=read_only)
    except BaseException:
        _release(lock)
        raise


def _held(target: Path, read_only: bool) -> tuple[Layout, VaultLock | None]:
    layout = folder.inspect(target)
    return layout, hold_for_reading(layout.lock) if read_only else hold(layout.lock)


def _release(lock: VaultLock | None) -> None:
    if lock is not None:
        lock.release()


def _start(
    layout: Layout,
    unlocked: Unlocked,
    lock: VaultLock | None,
    terms: Terms,
    *,
    read_only: bool = False,
    lies_at: Path | None = None,
) -> DbVault:
    held = Anchors(layout, unlocked.file.vault, unlocked.vault_key, terms.state, lies_at)
    if read_only:
        copy = upgrade.copy_for_reading(layout, unlocked.database_key)
    else:
        copy = upgrade.bring_up(layout, unlocked, held, terms.clock)
    place = copy.layout if copy is not None else layout
    try:
        mode = "ro" if read_only and copy is None else "rw"
        engine = open_engine(place.database, unlocked.database_key, mode=mode)
        try:
            inside = opening.look_inside(engine, unlocked)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        if copy is not None:
            copy.remove()
        raise
    vault = DbVault(layout, unlocked, lock, engine, inside, terms, held, read_only=read_only, copy=copy)
    try:
        vault.settle()
    except BaseException:
        engine.dispose()
        raise
    return vault


def restore_backup(
    path: Path, typed: str, target: Path, passphrase: str, *, terms: Terms | None = None
) -> Generator[Step, None, Restored]:
    """A new vault out of a backup, in slices; raises as `db.restore.restore`."""
    terms = terms or Terms()
    return restore.restore(
        path, typed, restore.New(target, passphrase, terms.clock, terms.cost, terms.limits)
    )


class DbVault:
    """An open vault and the person who works in it. One thread at a time."""

    def __init__(
        self,
        layout: Layout,
        unlocked: Unlocked,
        lock: VaultLock | None,
        engine: Engine,
        inside: Inside,
        terms: Terms,
        held: Anchors,
        *,
        read_only: bool,
        copy: Copy | None,
    ) -> None:
        self._layout = layout
        self._lock = lock
        self._engine = engine
        self._inside = inside
        self._terms = terms
        self._read_only = read_only
        self._copy = copy
        self._anchors = held
        self._blobs = Blobs(layout, self._read_connection, partial(self.keyed_hash, "evidence"))
        self._alarms: tuple[Finding, ...] = ()
        self._judged: tuple[Finding, ...] = ()
        self.keys = DbKeys(layout, unlocked, terms.limits, self)
        self._current: sa.Connection | None = None
        self._own_batch: UUID | None = None

    @property
    def staff(self) -> Staff:
        """Whose slot opened it."""
        return self._inside.staff

    @property
    def sample(self) -> bool:
        """Whether it holds the invented sample."""
        return self._inside.sample

    @property
    def reading_only(self) -> bool:
        """Whether nothing can be written."""
        return self._read_only or bool(self.alarms)

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """What the opening or a check of everything found; with any of it nothing can be written."""
        return self._alarms + self._judged

    def judge(self, findings: Sequence[Finding]) -> None:
        """Take what a check of everything found, in place of what an earlier one did."""
        self._judged = tuple(findings)

    @property
    def id(self) -> str:
        """The random id of this vault, hex."""
        return self.keys.unlocked.file.vault.hex()

    @contextmanager
    def read(self) -> Iterator[DbReader]:
        """A read transaction; inside another one, a view of that."""
        if self._current is not None:
            yield DbReader(self._current, self._context(self._current, self._own_batch))
            return
        with self._transaction(None, reading=True) as connection:
            yield DbReader(connection, self._context(connection))

    @contextmanager
    def write(self, *, batch: UUID | None = None) -> Iterator[DbUnitOfWork]:
        """A write transaction. With `batch`, what is written stays invisible until `reveal(batch)`."""
        self.refuse_reading_only()
        with self._transaction(batch, reading=False) as connection:
            if batch is not None:
                batches.begin(connection, batch, self._terms.clock.now())
            yield DbUnitOfWork(
                connection,
                self._context(connection, batch),
                actor=self.staff.id,
                clock=self._terms.clock,
                anchors=self._anchors,
                blobs=self._blobs,
                batch=batch,
            )

    def reveal(self, batch: UUID) -> None:
        """Make a batch visible in one small transaction."""
        with self.write() as unit, database_errors():
            if batches.reveal(unit.connection, batch, self._terms.clock.now()):
                unit.log("reveal", detail={"batch": batch.hex})
            unit.commit()

    def keyed_hash(self, purpose: str, data: bytes) -> bytes:
        """32 bytes of a keyed hash under a secret of this vault."""
        return self._inside.secrets.keyed_hash(purpose, data)

    def take_in(self, source: BinaryIO) -> Generator[int, None, Taken]:
        """Encrypt a file into the vault in slices; it stays only where a unit of work keeps it."""
        self.refuse_reading_only()
        return self._blobs.take_in(source)

    def drop(self, taken: Taken) -> None:
        """Remove a file that was taken in and not kept."""
        self._blobs.drop(taken)

    def give_out(self, sha256: str, size: int) -> Iterator[bytes]:
        """The content of an evidence file in pieces, good only once it came to its end."""
        return self._blobs.give_out(sha256, size)

    def holds(self, path: str) -> bool:
        """Whether a path lies in the folder of this vault, links followed."""
        return Path(path).resolve().is_relative_to(self._layout.folder.resolve())

    def check(self) -> Iterator[Finding | str | None]:
        """Integrity of everything, in slices of a transaction each.

        Yields what is being checked (str), what is wrong (Finding), and None where a slice ended.
        """
        yield from check.run(
            lambda: self._transaction(None, reading=True),
            self._inside.secrets,
            self._anchors,
            lambda: slots.problems(self._layout, self.keys.unlocked.vault_key),
        )
        yield from blob_check.run(self._read_connection, self._layout.evidence, self._blobs.name)

    @property
    def recovered(self) -> bool:
        """Whether the recovery key or two shares opened it."""
        return self.keys.unlocked.kind in (SlotKind.RECOVERY, SlotKind.SHARES)

    def settle(self) -> None:
        """Compares the vault with its anchors; where all is well, tidies up after a crash and anchors it.

        With an alarm it is read only from then on, and no anchor moves.
        """
        key = self._inside.secrets.journal_key
        with self.read() as reader, database_errors():
            self._alarms = tuple(watch.alarms(reader.connection, self._anchors, key))
            mark = None if self._alarms else head.read(reader.connection).mark(key, "")
        if mark is None or self._read_only:
            return
        with suppress(DiskTrouble):  # a full disk must not keep anybody from reading; the next unlock tidies
            self.keys.mend()
            backup.remove_copy(self._layout)
            self._anchor(mark)
            self._sweep()
            self.keys.tidy(unfinished=True)
            self._blobs.sweep()
            copies.sweep()

    def _anchor(self, mark: Mark) -> None:
        marks = self._anchors.read()
        if marks.pending is None or not anchors.same(marks.pending, mark):
            self._anchors.note(mark)
        if any(m is None or not anchors.same(m, mark) for m in (marks.confirmed, marks.state)):
            self._anchors.confirm(mark, lasting=True)

    def _sweep(self) -> None:
        """Batches that nobody revealed are swept."""
        with self.read() as reader:
            left = batches.unrevealed(reader.connection)
        for batch in left:
            with self.write() as unit, database_errors():
                swept = batches.sweep(unit.connection, batch)
                unit.log(SWEEP, detail={"batch": batch.hex, "records": swept})
                unit.commit()

    def back_up(self, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        """Copies everything into one encrypted file and proves it; see `app.ports.Vault`."""
        self.refuse_reading_only()
        return backup.make(self._live, path, replace=replace)

    def rehearse(self, path: Path, typed: str) -> Generator[Step, None, Backup]:
        """Restores a backup of this vault and leaves nothing of it; see `app.ports.Vault`."""
        return restore.rehearse(self._live, path, typed, self._terms.limits)

    def backup_files(self, folder: Path) -> dict[UUID, Path]:
        """The backups of this vault that lie in a folder, by id."""
        return backup.files_in(self._live, folder)

    def remove_backup(self, path: Path, backup_id: UUID) -> None:
        """Removes the file of a backup of this vault, where it still is that one."""
        backup.remove(self._live, path, backup_id)

    def rekey(self, target: Path, passphrase: str) -> Generator[Step, None, Restored]:
        """A new vault with new secrets throughout; see `app.ports.Vault`."""
        terms = self._terms
        new = restore.New(target, passphrase, terms.clock, terms.cost, terms.limits)
        return restore.rekey(self._live, self._inside, new)

    @property
    def _live(self) -> backup.Live:
        return backup.Live(
            self._layout, self.keys.unlocked, self._engine, self._inside.secrets, self._terms.clock
        )

    @contextmanager
    def _read_connection(self) -> Iterator[sa.Connection]:
        with self.read() as reader:
            yield reader.connection

    def close(self) -> None:
        """Close it; nothing can be read afterwards."""
        self._engine.dispose()
        _release(self._lock)
        if self._copy is not None:
            self._copy.remove()
            self._copy = None

    @contextmanager
    def _transaction(self, batch: UUID | None, *, reading: bool) -> Iterator[sa.Connection]:
        if self._current is not None:
            raise RuntimeError("a transaction of this vault is open")
        options = READ if reading else {}
        with database_errors():
            connection = self._engine.connect().execution_options(**options)
            connection.begin()
        self._current, self._own_batch = connection, batch
        try:
            yield connection
        finally:
            self._current = self._own_batch = None
            with database_errors():
                _end(connection)

    def _context(self, connection: sa.Connection, batch: UUID | None = None) -> Context:
        with database_errors():
            return Context.of(connection, self._inside.secrets, batch)

    def refuse_reading_only(self) -> None:
        """Raises DamagedVault with an alarm, DiskTrouble where it was opened for reading only."""
        if self.alarms:
            raise DamagedVault(Msg.VAULT_SUSPECT)
        if self._read_only:
            raise DiskTrouble(Msg.DISK_READ_ONLY)


def _end(connection: sa.Connection) -> None:
    """Rolls back what was not committed, also where the commit itself failed and SQLite still waits."""
    raw = connection.connection.dbapi_connection
    connection.close()
    if raw is not None and raw.in_transaction:
        raw.rollback()
