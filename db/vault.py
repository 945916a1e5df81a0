"""An open vault: worked in, checked, closed. Implements `app.ports.Vault`."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.backups import Backup, Restored, Step
from app.clock import Clock, SystemClock
from app.errors import DamagedVault, DiskTrouble
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
    head,
    restore,
    slots,
    watch,
)
from db.anchors import Anchors, Mark
from db.blobs import Blobs
from db.copies import Copy
from db.crypto import LIMITS, Cost, Limits
from db.engine import READ, database_errors, end
from db.folder import Layout
from db.inside import Inside
from db.journal import SWEEP
from db.keys import DbKeys
from db.lock import VaultLock
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
            self._layout,
            self.keys.unlocked,
            self._engine,
            self._inside.secrets,
            self._terms.clock,
            self._blobs.name,
        )

    @contextmanager
    def _read_connection(self) -> Iterator[sa.Connection]:
        with self.read() as reader:
            yield reader.connection

    def close(self) -> None:
        """Close it; nothing can be read afterwards."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
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
                end(connection)

    def _context(self, connection: sa.Connection, batch: UUID | None = None) -> Context:
        with database_errors():
            return Context.of(connection, self._inside.secrets, batch)

    def refuse_reading_only(self) -> None:
        """Raises DamagedVault with an alarm, DiskTrouble where it was opened for reading only."""
        if self.alarms:
            raise DamagedVault(Msg.VAULT_SUSPECT)
        if self._read_only:
            raise DiskTrouble(Msg.DISK_READ_ONLY)
