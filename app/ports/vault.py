"""The open vault: its people and keys, its transactions, evidence files and backups."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from app.backups import Backup, Restored, Step
from app.keys import Keys
from app.ports.journal import Finding
from app.ports.reading import Reader
from app.ports.writing import Taken, UnitOfWork
from app.staff import Staff


class Vault(Protocol):
    """An open vault and the person who works in it."""

    @property
    def staff(self) -> Staff:
        """Whose slot opened it."""
        ...

    @property
    def sample(self) -> bool:
        """Whether it holds the invented sample; everything it shows or prints says SAMPLE."""
        ...

    @property
    def recovered(self) -> bool:
        """Whether the recovery key or two shares opened it."""
        ...

    @property
    def reading_only(self) -> bool:
        """Whether nothing can be written: there are alarms, or its place takes nothing."""
        ...

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """What anchors and journal said at the opening: an older vault put back, a change from outside.

        With any of it the vault is read only, and writing raises DamagedVault. What `judge` was told of is
        among it.
        """
        ...

    def judge(self, findings: Sequence[Finding]) -> None:
        """Take what a check of everything found: with any of it the vault is read only from now on; with none
        what an earlier check found is lifted, what the opening found stays."""
        ...

    @property
    def keys(self) -> Keys:
        """What opens this vault: passphrases, recovery key, shares, quick unlock."""
        ...

    def read(self) -> AbstractContextManager[Reader]:
        """A read transaction."""
        ...

    def write(self, *, batch: UUID | None = None) -> AbstractContextManager[UnitOfWork]:
        """A write transaction. With `batch`, what is written stays invisible until `reveal(batch)`."""
        ...

    def reveal(self, batch: UUID) -> None:
        """Make a batch visible in one small transaction; an unrevealed one is swept at the next unlock."""
        ...

    def keyed_hash(self, purpose: str, data: bytes) -> bytes:
        """32 bytes of a keyed hash under a secret of this vault (pseudonyms)."""
        ...

    def take_in(self, source: BinaryIO) -> Generator[int, None, Taken]:
        """Encrypt a file into the vault in slices; yields how many bytes were read.

        It stays only where a unit of work keeps it (`keep_blob`); else `drop` it. Given up or failed, it
        leaves nothing. Raises Invalid (empty, too large, unreadable), DiskTrouble, DamagedVault.
        """
        ...

    def drop(self, taken: Taken) -> None:
        """Remove a file that was taken in and not kept."""
        ...

    def give_out(self, sha256: str, size: int) -> Iterator[bytes]:
        """The content of an evidence file in pieces of at most 256 KiB, good only once it came to its end.

        Raises NotFound where its key is gone, DamagedVault where it is not what was written, DiskTrouble.
        """
        ...

    def holds(self, path: str) -> bool:
        """Whether a path lies in the folder of this vault, links followed."""
        ...

    def check(self) -> Iterator[Finding | str | None]:
        """Integrity of everything, in slices of a transaction each.

        Yields what is being checked (str), what is wrong (Finding), and None where a slice ended.
        """
        ...

    def back_up(self, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        """Copy everything into one encrypted file, and prove it by restoring it; in slices.

        Work may go on between them. The file appears when it is proved, and nothing is left of one that was
        given up. Raises Refused where a file is in the place or the place is inside the vault, DamagedVault
        where the proof fails, DiskTrouble. `app.services.backups` notes it in the vault.
        """
        ...

    def rehearse(self, path: Path, typed: str) -> Generator[Step, None, Backup]:
        """Restore a backup of this vault with a passphrase or recovery key into a place that is then removed.

        Raises WrongPassphrase, NotAVault, DamagedVault, NewerVault, DiskTrouble.
        """
        ...

    def backup_files(self, folder: Path) -> dict[UUID, Path]:
        """The backups of this vault that lie in a folder, by id; everything else is passed over."""
        ...

    def remove_backup(self, path: Path, backup: UUID) -> None:
        """Remove the file of a backup of this vault, where it still is that one. Raises DiskTrouble."""
        ...

    def rekey(self, target: Path, passphrase: str) -> Generator[Step, None, Restored]:
        """Make a new vault of this one, with new secrets throughout; this one stays as it is.

        Raises NotAVault where something is in the place, Invalid, DiskTrouble.
        """
        ...

    def close(self) -> None:
        """Close it; nothing can be read afterwards."""
        ...
