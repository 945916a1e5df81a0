"""The keys of the vault in memory: the same rules, no cryptography."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.errors import Invalid, NotFound, VaultError, WrongPassphrase
from app.keys import PIN_LEAST, KeyShare, KeySlot, Protection, QuickUnlock, Remains, Removed, SlotKind
from app.messages import Msg
from app.ports import Staff


class Holder(Protocol):
    """The vault these are the keys of."""

    staff: Staff
    now: datetime
    recovered: bool


class FakeKeys:
    """`passphrase` opens the vault as its staff; set `trouble` to say that there is no keyring."""

    def __init__(self, vault: Holder) -> None:
        self.passphrase = "correct horse battery staple"
        self.recovery = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-AWVN"
        self.trouble: Msg | None = None
        self.everybody: tuple[Staff, ...] = (vault.staff,)
        self._of: dict[str, Staff] = {}
        self._vault = vault
        self._made = 0
        self._slots = [
            KeySlot(self._id(), SlotKind.PASSPHRASE, vault.staff, vault.now, True, True),
            KeySlot(self._id(), SlotKind.RECOVERY, vault.staff, vault.now, True),
        ]

    def protection(self) -> Protection:
        """As a vault of 2026 says."""
        return Protection(262_144, 3, "4.9.0 community", 4096, "HMAC-SHA512")

    def slots(self) -> tuple[KeySlot, ...]:
        """Every slot."""
        return tuple(self._slots)

    def add(self, name: str, passphrase: str) -> KeySlot:
        """A member of staff with a passphrase."""
        if any(s.staff.name == name for s in self._slots):
            raise Invalid(Msg.STAFF_TAKEN)
        if passphrase == self.passphrase:
            raise Invalid(Msg.PASSPHRASE_TAKEN)
        who = Staff(UUID(int=100 + self._made), name)
        self.everybody = (*self.everybody, who)
        self._of[passphrase] = who
        return self._put(SlotKind.PASSPHRASE, who)

    def change(self, new: str, *, old: str | None) -> None:
        """Take the new one where the old one is right."""
        if not self._vault.recovered and old != self.passphrase:
            raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
        self.passphrase = new

    def whose(self, passphrase: str) -> Staff:
        """Whose passphrase it is."""
        if passphrase == self.passphrase:
            return self._vault.staff
        if passphrase not in self._of:
            raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
        return self._of[passphrase]

    def remove(self, slot_id: str, *, own: bool = False) -> Removed:
        """Take a slot away."""
        slot = next((s for s in self._slots if s.id == slot_id), None)
        if slot is None:
            raise NotFound(Msg.NO_SUCH_KEY, slot=slot_id)
        passphrases = [s for s in self._slots if s.kind is SlotKind.PASSPHRASE]
        if slot.mine and slot.kind is SlotKind.PASSPHRASE and not own:
            raise Invalid(Msg.OWN_KEY)
        if passphrases == [slot]:
            raise Invalid(Msg.LAST_PASSPHRASE)
        self._slots.remove(slot)
        return Removed((slot,), (Remains.BACKUPS, Remains.KEY_FILES, Remains.VAULT_KEY))

    def new_recovery(self) -> str:
        """A new recovery key."""
        self._replace(SlotKind.RECOVERY)
        return self.recovery

    def try_recovery(self, typed: str) -> KeySlot:
        """Whether it is the one."""
        if typed != self.recovery:
            raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
        return next(s for s in self._slots if s.kind is SlotKind.RECOVERY)

    def new_shares(self) -> tuple[KeyShare, KeyShare, KeyShare]:
        """Three shares."""
        self._replace(SlotKind.SHARES)
        text = "{}K7Q-40R4-0M30-E209-185G-R38E-1W81-24GK-000G-AWVN"
        return (
            KeyShare(1, "K7Q", text.format(1)),
            KeyShare(2, "K7Q", text.format(2)),
            KeyShare(3, "K7Q", text.format(3)),
        )

    def quick_unlock(self) -> QuickUnlock:
        """Whether it is on."""
        return QuickUnlock(any(s.kind is SlotKind.KEYRING for s in self._slots), self.trouble)

    def turn_on_quick_unlock(self, pin: str) -> None:
        """A slot for it."""
        if self.trouble is not None:
            raise VaultError(self.trouble)
        if not pin.isdecimal() or len(pin) < PIN_LEAST:
            raise Invalid(Msg.PIN_DIGITS)
        self._replace(SlotKind.KEYRING)

    def turn_off_quick_unlock(self) -> None:
        """No slot for it."""
        self._slots = [s for s in self._slots if s.kind is not SlotKind.KEYRING]

    def _replace(self, kind: SlotKind) -> None:
        self._slots = [s for s in self._slots if s.kind is not kind]
        self._put(kind, self._vault.staff)

    def _put(self, kind: SlotKind, who: Staff) -> KeySlot:
        slot = KeySlot(self._id(), kind, who, self._vault.now, who == self._vault.staff)
        self._slots.append(slot)
        return slot

    def _id(self) -> str:
        self._made += 1
        return f"{self._made:032x}"
