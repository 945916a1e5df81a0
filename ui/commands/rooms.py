"""What the commands are given: the other rooms as functions, so that none of them is imported here."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from app.backups import Restored, Step
from app.clock import Clock
from app.foreign import ForeignTable
from app.ports import Outbox, Renderer, Vault
from app.records.record import Record


class Vaults(Protocol):
    """Makes and opens vaults."""

    def make(
        self,
        path: str,
        passphrase: str,
        staff: str,
        *,
        fill: Callable[[Vault], object] | None = None,
    ) -> str:
        """A new vault, or a sample that `fill` writes, closed; its recovery key ("" for a sample).

        Raises VaultError and DiskTrouble; then nothing is left.
        """
        ...

    def open(self, path: str, passphrase: str) -> Vault:
        """An open vault. Raises NotAVault, WrongPassphrase, DamagedVault, NewerVault, VaultBusy."""
        ...

    def open_to_look(self, folder: Path, passphrase: str) -> Vault:
        """The same, for reading only where its place cannot be written to. Raises as `open`."""
        ...

    def open_with_recovery(self, folder: Path, key: str) -> Vault:
        """A vault opened by its printed recovery key. Raises as `open`."""
        ...

    def open_with_shares(self, folder: Path, first: str, second: str) -> Vault:
        """A vault opened by two printed shares. Raises as `open`."""
        ...

    def restore(
        self, path: Path, typed: str, target: Path, passphrase: str
    ) -> Generator[Step, None, Restored]:
        """A new vault out of a backup that `typed` opens, in slices.

        Raises NotAVault, DamagedVault, NewerVault, WrongPassphrase, Invalid, DiskTrouble.
        """
        ...

    def make_filled(
        self,
        target: Path,
        passphrase: str,
        staff: str,
        fill: Callable[[Vault], Generator[Step, None, None]],
        *,
        sample: bool,
        recovery: bool,
    ) -> Generator[Step, None, str]:
        """A new vault furnished by `fill` before it has its name; its recovery key ("" without).

        Raises NotAVault, Invalid, DiskTrouble, and what `fill` raises; then nothing is left.
        """
        ...

    def inspect(self, path: str, passphrase: str) -> Vault:
        """An open vault that writes nothing, for `check` and `list`: on a read-only or full disk too."""
        ...


@dataclass(frozen=True)
class Rooms:
    """The object graph of a command. `read_table` reads the bytes of a CSV file in the child."""

    vaults: Vaults
    renderer: Renderer
    outbox: Outbox
    clock: Clock
    sample_records: Callable[[], Iterable[Record]]
    read_table: Callable[[bytes], ForeignTable]


Command: TypeAlias = Callable[[Namespace, Rooms], int]
