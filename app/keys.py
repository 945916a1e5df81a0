"""What opens a vault, and what those who work in it can do about it: values and the port `vault.keys`.

Texts of secrets are given once, to be printed, and kept nowhere. Every change is journaled by the vault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from app.i18n import N_
from app.messages import Msg
from app.staff import Staff

SHARES, NEEDED = 3, 2
"""How many shares are printed, and how many of them open the vault."""
PIN_LEAST = 6
"""Digits of a PIN, at least."""


class SlotKind(Enum):
    """By what a slot is opened."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"
    SHARES = "shares"
    KEYRING = "keyring"


@dataclass(frozen=True)
class KeySlot:
    """One way into a vault.

    `id` is hex. `staff` is who works in the vault when this opens it; of a recovery key or shares, who made
    them. `created` is None where the vault was made before this was noted; a changed passphrase counts as
    new. `mine`: it is the slot of the person who works here now. `used`: it opened the vault this time.
    """

    id: str
    kind: SlotKind
    staff: Staff
    created: datetime | None
    mine: bool
    used: bool = False


@dataclass(frozen=True)
class KeyShare:
    """One of the printed shares: its number from 1, the set it belongs to, and the text to be printed."""

    number: int
    set: str
    text: str = field(repr=False)


class Remains(Enum):
    """What still opens the vault, or an older state of it, when a key was taken away. Texts are msgids."""

    BACKUPS = N_(
        "Backups made before still open with the key that was removed. Make a new one and delete them."
    )
    KEY_FILES = N_(
        "Old copies of the key file still open with it: copied vaults, sticks, snapshots of the disk."
    )
    RECOVERY = N_("The recovery key stays as it was. If its sheet may be known, make a new one.")
    SHARES = N_("The shares stay as they were. If two of them may be known, make new ones.")
    VAULT_KEY = N_(
        "Somebody who copied the open vault has its key for good. If you fear that, move to a new vault."
    )


@dataclass(frozen=True)
class Removed:
    """What was taken away (a person's passphrase takes their quick unlock with it), and what remains."""

    slots: tuple[KeySlot, ...]
    remains: tuple[Remains, ...]


@dataclass(frozen=True)
class QuickUnlock:
    """Whether the person who works here can open this vault with a PIN on this computer.

    `on`: there is a slot for it. `trouble`: why it cannot be turned on here, None where it can.
    """

    on: bool
    trouble: Msg | None = None


@dataclass(frozen=True)
class Protection:
    """How an open vault is encrypted, as it says itself.

    `memory` in KiB and `passes`: what Argon2id takes for each guess at a passphrase. `engine`: the version of
    SQLCipher; `page`: bytes of a page of the database; `check`: what each page is authenticated with.
    """

    memory: int
    passes: int
    engine: str
    page: int
    check: str


class Keys(Protocol):
    """The keys of an open vault. Each change leaves the old state or the new one, also when killed.

    Every change raises DiskTrouble where the disk or a vault opened for reading refuses it, and DamagedVault
    where the key file is damaged or the vault raised an alarm. With a passphrase or PIN it takes about a
    second.
    """

    def slots(self) -> tuple[KeySlot, ...]:
        """Every slot of the key file, in the order they were made."""
        ...

    def protection(self) -> Protection:
        """How the vault is encrypted: read from its key file and its database."""
        ...

    def add(self, name: str, passphrase: str) -> KeySlot:
        """A member of staff with a passphrase of their own. Raises Invalid (name or passphrase)."""
        ...

    def change(self, new: str, *, old: str | None) -> None:
        """Changes the passphrase of the person who works here; `old` is None only after a recovery.

        Raises WrongPassphrase, Invalid.
        """
        ...

    def remove(self, slot_id: str, *, own: bool = False) -> Removed:
        """Takes a slot away. Raises NotFound.

        Raises Invalid for the last passphrase, and for a slot of one's own unless `own` says it is meant.
        """
        ...

    def whose(self, passphrase: str) -> Staff:
        """Whose passphrase it is (a second person signs with theirs); nothing changes.

        Raises WrongPassphrase.
        """
        ...

    def new_recovery(self) -> str:
        """A new recovery key in the place of every older one; returns the text to be printed."""
        ...

    def try_recovery(self, typed: str) -> KeySlot:
        """The slot a recovery key would open, as it was typed; nothing changes. Raises WrongPassphrase."""
        ...

    def new_shares(self) -> tuple[KeyShare, KeyShare, KeyShare]:
        """Three new shares in the place of every older one, any two of which open the vault."""
        ...

    def quick_unlock(self) -> QuickUnlock:
        """Whether quick unlock is on for the person who works here, and can be; takes 3 s at most."""
        ...

    def turn_on_quick_unlock(self, pin: str) -> None:
        """Keeps a random secret in the system's keyring; with the PIN (at least 6 digits) it opens the vault.

        Raises Invalid for a PIN, VaultError where the system has no keyring that can be used.
        """
        ...

    def turn_off_quick_unlock(self) -> None:
        """Takes the slots of quick unlock of the person who works here away, then what the keyring holds."""
        ...
