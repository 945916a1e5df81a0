"""What the start page asks of the program; main.py supplies it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.backups import Restored, Step
    from app.keys import SlotKind
    from app.ports import Vault

Tell = Callable[[int, int], None]
"""Told how many steps of how many are done."""


class VaultOpener(Protocol):
    """Every call runs on the worker's thread and may take a second (the derivation of the key is slow)."""

    def is_vault(self, folder: Path) -> bool:
        """Whether a vault seems to be in the folder; reads names only."""
        ...

    def create(self, folder: Path, staff: str, passphrase: str) -> str:
        """Make a vault and leave it closed; returns the recovery key, which is kept nowhere.

        Raises VaultError, Invalid.
        """
        ...

    def open_to_look(self, folder: Path, passphrase: str) -> Vault:
        """Open with a passphrase, for reading only where nothing can be written. Raises VaultError."""
        ...

    def open_with_recovery(self, folder: Path, key: str) -> Vault:
        """Open with the printed recovery key. Raises VaultError."""
        ...

    def open_with_shares(self, folder: Path, first: str, second: str) -> Vault:
        """Open with two of the printed shares. Raises VaultError, which says what is wrong with which."""
        ...

    def ways(self, folder: Path) -> frozenset[SlotKind]:
        """What may open it, empty where nothing says so; reads the key file only, at once."""
        ...

    def open_with_pin(self, folder: Path, pin: str) -> Vault:
        """Open with a PIN and the system's keyring; without its answer in 3 s, VaultError says so."""
        ...

    def restore(
        self, path: Path, typed: str, target: Path, passphrase: str
    ) -> Generator[Step, None, Restored]:
        """Make a vault out of a backup, in slices, and leave it closed; `typed` is a passphrase or recovery
        key of the old one. Raises VaultError, Invalid."""
        ...

    def remove_sample(self, folder: Path, passphrase: str) -> None:
        """Take a sample vault off the disk. Raises Refused for any other vault, VaultError."""
        ...

    def make_sample(self, folder: Path, passphrase: str, tell: Tell) -> None:
        """Make a vault that holds the invented sample and leave it closed. Raises VaultError."""
        ...
