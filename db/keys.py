"""The keys of an open vault: who may open it, and by what. Implements `app.keys.Keys`.

A change goes in three steps, so that a kill at any point leaves the old state or the new one: the vault
notes the new slot and the journal what is done; the key file is replaced, which is the moment it happens;
the vault forgets slots that are gone. What a kill leaves of the last step is caught up at the next opening.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from contextlib import AbstractContextManager, suppress
from typing import Protocol
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.canonical import Json
from app.errors import DiskTrouble, Invalid, NotFound, VaultError, WrongPassphrase
from app.keys import KeyShare, KeySlot, Protection, QuickUnlock, Remains, Removed, SlotKind
from app.messages import Msg
from app.ports import Staff
from app.settings import TRAVEL
from app.values import clean
from db import keyring_store, slots, tables
from db.crypto import Limits
from db.engine import cipher_of, database_errors
from db.folder import Layout
from db.reader import DbReader
from db.slots import Secret, Unlocked
from db.unit import DbUnitOfWork

DEFAULT_STAFF = "Staff 1"
REMOVED = "key_removed"


class Host(Protocol):
    """The vault as its keys need it."""

    @property
    def staff(self) -> Staff:
        """Who works in it."""
        ...

    def read(self) -> AbstractContextManager[DbReader]:
        """A read transaction."""
        ...

    def write(self) -> AbstractContextManager[DbUnitOfWork]:
        """A write transaction."""
        ...

    def refuse_reading_only(self) -> None:
        """Raises where nothing may be written."""
        ...


def staff_name(name: str) -> str:
    """A name that the journal can show: one line; the default where there is none. Raises Invalid."""
    found = clean(name).strip() or DEFAULT_STAFF
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in found):
        raise Invalid(Msg.STAFF_NAME)
    return found


class DbKeys:
    """`unlocked` is the key file as it stands, and the slot that opened it."""

    def __init__(self, layout: Layout, unlocked: Unlocked, limits: Limits, host: Host) -> None:
        self.unlocked = unlocked
        self._layout = layout
        self._limits = limits
        self._host = host

    def protection(self) -> Protection:
        """From the key file, and from what the engine says of the open database."""
        cost = self.unlocked.file.cost
        with self._host.read() as reader, database_errors():
            engine, page, check = cipher_of(reader.connection)
        return Protection(cost.m, cost.t, engine, page, check)

    def slots(self) -> tuple[KeySlot, ...]:
        """Every slot of the key file, in the order they were made."""
        slot, staff = tables.slot, tables.staff
        joined = slot.join(staff, slot.c.staff == staff.c.id)
        columns = (slot.c.id, slot.c.made_at, staff.c.id.label("who"), staff.c.name)
        with self._host.read() as reader, database_errors():
            rows = reader.connection.execute(sa.select(*columns).select_from(joined))
            known = {row.id: (Staff(row.who, row.name), row.made_at) for row in rows}
        return tuple(
            KeySlot(s.id.hex(), s.kind, who, made, who == self._host.staff, s.id == self.unlocked.slot_id)
            for s in self.unlocked.file.slots
            if s.id.hex() in known
            for who, made in (known[s.id.hex()],)
        )

    def add(self, name: str, passphrase: str) -> KeySlot:
        """A member of staff with a passphrase of their own. Raises Invalid."""
        self._host.refuse_reading_only()
        if not clean(name).strip():
            raise Invalid(Msg.STAFF_NAME)
        who = self._staff_of_name(staff_name(name))
        secret = slots.passphrase_secret(passphrase, self._limits)
        slot_id = self._change("staff", who, secret)
        return next(s for s in self.slots() if s.id == slot_id)

    def change(self, new: str, *, old: str | None) -> None:
        """Changes the passphrase of the person who works here; old copies still open with the old one.

        Raises Invalid for the same again, WrongPassphrase.
        """
        self._host.refuse_reading_only()
        mine = [s.id for s in self.slots() if s.mine and s.kind is SlotKind.PASSPHRASE]
        if old is not None:
            opened = slots.open_with_passphrase(self._layout, old, self._limits)
            if opened.slot_id.hex() not in mine:
                raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
            if unicodedata.normalize("NFC", new) == unicodedata.normalize("NFC", old):
                raise Invalid(Msg.PASSPHRASE_SAME)
        elif self.unlocked.kind not in (SlotKind.RECOVERY, SlotKind.SHARES):
            raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
        secret = slots.passphrase_secret(new, self._limits)
        slot_id = self._change("passphrase", self._host.staff, secret, mine)
        self.unlocked = slots.opened_by(self.unlocked, bytes.fromhex(slot_id))

    def whose(self, passphrase: str) -> Staff:
        """Whose passphrase it is. Raises WrongPassphrase."""
        opened = slots.open_with_passphrase(self._layout, passphrase, self._limits)
        found = [s.staff for s in self.slots() if s.id == opened.slot_id.hex()]
        if not found:
            raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
        return found[0]

    def remove(self, slot_id: str, *, own: bool = False) -> Removed:
        """Takes a slot away; a passphrase takes the quick unlock of the same person with it."""
        self._host.refuse_reading_only()
        found = self.slots()
        chosen = next((s for s in found if s.id == slot_id), None)
        if chosen is None:
            raise NotFound(Msg.NO_SUCH_KEY, slot=slot_id)
        if chosen.mine and chosen.kind is SlotKind.PASSPHRASE and not own:
            raise Invalid(Msg.OWN_KEY)
        person = chosen.staff if chosen.kind is SlotKind.PASSPHRASE else None
        gone = tuple(s for s in found if s is chosen or (s.kind is SlotKind.KEYRING and s.staff == person))
        drop = [bytes.fromhex(s.id) for s in gone]
        self._save(slots.changed(self._layout, self.unlocked, drop=drop))
        _forget([s.id for s in gone if s.mine and s.kind is SlotKind.KEYRING])
        return Removed(gone, _remains(chosen.kind, [s.kind for s in found if s not in gone]))

    def new_recovery(self) -> str:
        """A new recovery key in the place of every older one; returns the text to be printed."""
        self._host.refuse_reading_only()
        secret, printed = slots.new_recovery()
        self._change("recovery", self._host.staff, secret, self._of_kind(SlotKind.RECOVERY))
        return printed

    def try_recovery(self, typed: str) -> KeySlot:
        """The slot a recovery key would open; nothing changes. Raises WrongPassphrase."""
        opened = slots.open_with_recovery(self._layout, typed)
        return next(s for s in self.slots() if s.id == opened.slot_id.hex())

    def new_shares(self) -> tuple[KeyShare, KeyShare, KeyShare]:
        """Three new shares in the place of every older one."""
        self._host.refuse_reading_only()
        secret, texts = slots.new_shares()
        self._change("shares", self._host.staff, secret, self._of_kind(SlotKind.SHARES))
        one, two, three = (KeyShare(t.number, t.set, str(t)) for t in texts)
        return one, two, three

    def quick_unlock(self) -> QuickUnlock:
        """Whether quick unlock is on for the person who works here, and can be."""
        return QuickUnlock(bool(self._my_pins()), self._travel_trouble() or keyring_store.trouble())

    def turn_on_quick_unlock(self, pin: str) -> None:
        """A slot that opens with a PIN and what the system's keyring holds, in the place of an older one."""
        self._host.refuse_reading_only()
        if trouble := self._travel_trouble():
            raise Invalid(trouble)
        slot_id, before = slots.new_slot_id(), self._my_pins()
        secret = slots.pin_secret(pin, slot_id, self._limits)
        keyring_store.keep(slot_id.hex(), secret.stores[slot_id.hex()])
        try:
            self._change("quick_unlock", self._host.staff, secret, before, slot_id)
        except BaseException:
            _forget([slot_id.hex()])
            raise
        _forget(before)

    def _travel_trouble(self) -> Msg | None:
        """A travel vault has no quick unlock: a PIN is asked for more easily than a passphrase."""
        with self._host.read() as reader:
            return Msg.TRAVEL_NO_PIN if reader.setting(TRAVEL) else None

    def turn_off_quick_unlock(self) -> None:
        """Takes the slots of quick unlock of the person who works here away, then what the keyring holds."""
        self._host.refuse_reading_only()
        mine = self._my_pins()
        if mine:
            drop = [bytes.fromhex(i) for i in mine]
            self._save(slots.changed(self._layout, self.unlocked, drop=drop))
            _forget(mine)

    def mend(self) -> None:
        """Makes both copies of the key file the one that holds. Raises DiskTrouble."""
        if self.unlocked.mend:
            self.unlocked = slots.save(self._layout, self.unlocked)

    def tidy(self, *, unfinished: bool = False) -> None:
        """Forgets slots that the key file no longer has, in one journaled step; `unfinished`: after a kill.

        Recovery keys and shares of somebody without a passphrase pass to one who has one.
        """
        rows = self._rows()
        self._drop_strangers(rows.keys())
        gone = rows.keys() - {s.id.hex() for s in self.unlocked.file.slots}
        left = {i: row for i, row in rows.items() if i not in gone}
        working = [who for who, kind in left.values() if kind == SlotKind.PASSPHRASE.value]
        heir = next((who for who in working if who == self._host.staff.id), working[0] if working else None)
        orphans = [i for i, (who, _kind) in left.items() if heir and who not in working]
        if not gone and not orphans:
            return
        with self._host.write() as unit, database_errors():
            before, table = unit.rows("slot"), tables.slot
            unit.connection.execute(table.delete().where(table.c.id.in_(gone)))
            unit.connection.execute(table.update().where(table.c.id.in_(orphans)).values(staff=heir))
            told: list[Json] = [{"id": i, "staff": rows[i][0].hex, "kind": rows[i][1]} for i in sorted(gone)]
            unit.note_rows(REMOVED, before, detail={"slots": told, "unfinished": unfinished})
            unit.commit()

    def _drop_strangers(self, known: Collection[str]) -> None:
        """A slot that only the key file has was taken away once: an older key file was put back.

        It stays while it is the only passphrase: whoever recovers the vault sets one first.
        """
        held = self.unlocked.file.slots
        strangers = [s.id for s in held if s.id.hex() not in known]
        kept = any(s.kind is SlotKind.PASSPHRASE for s in held if s.id not in strangers)
        if not strangers or not kept:
            return
        self.unlocked = slots.save(self._layout, slots.changed(self._layout, self.unlocked, drop=strangers))
        with self._host.write() as unit:
            told: list[Json] = [{"id": i.hex()} for i in strangers]
            unit.log(REMOVED, detail={"slots": told, "unfinished": True})
            unit.commit()

    def _change(
        self,
        action: str,
        who: Staff,
        secret: Secret,
        drop: Collection[str] = (),
        slot_id: bytes | None = None,
    ) -> str:
        """One new slot in the place of others; returns its id. `who` may be new to the vault."""
        slot_id, dropped = slot_id or slots.new_slot_id(), [bytes.fromhex(i) for i in drop]
        ready = slots.changed(self._layout, self.unlocked, (slot_id, secret), dropped)
        with self._host.write() as unit, database_errors():
            before = unit.rows("slot", "staff")
            if who not in unit.staff():
                unit.connection.execute(tables.staff.insert().values(id=who.id, name=who.name))
            row = {"id": slot_id.hex(), "staff": who.id, "kind": secret.kind.value, "made_at": unit.now}
            unit.connection.execute(tables.slot.insert().values(row))
            told: dict[str, Json] = {"slot": slot_id.hex(), "staff": who.id.hex, "name": who.name}
            unit.note_rows(action, before, detail=told)
            unit.commit()
        self._save(ready)
        return slot_id.hex()

    def _save(self, ready: Unlocked) -> None:
        self.unlocked = slots.save(self._layout, ready)
        with suppress(DiskTrouble):  # the key file holds; the next opening forgets the rest
            self.tidy()

    def _rows(self) -> dict[str, tuple[UUID, str]]:
        table = tables.slot
        with self._host.read() as reader, database_errors():
            found = reader.connection.execute(sa.select(table.c.id, table.c.staff, table.c.kind))
            return {row.id: (row.staff, row.kind) for row in found}

    def _of_kind(self, kind: SlotKind) -> list[str]:
        return [s.id.hex() for s in self.unlocked.file.slots if s.kind is kind]

    def _my_pins(self) -> list[str]:
        return [s.id for s in self.slots() if s.mine and s.kind is SlotKind.KEYRING]

    def _staff_of_name(self, name: str) -> Staff:
        """Somebody new, or who had a key once and comes back. Raises Invalid where the name has a key."""
        if any(s.staff.name == name for s in self.slots()):
            raise Invalid(Msg.STAFF_TAKEN)
        with self._host.read() as reader:
            return next((s for s in reader.staff() if s.name == name), Staff(uuid4(), name))


def _forget(names: list[str]) -> None:
    """What the keyring still holds opens nothing once its slot is gone: it is deleted where it can be."""
    for name in names:
        with suppress(VaultError):
            keyring_store.forget(name)


def _remains(kind: SlotKind, others: list[SlotKind]) -> tuple[Remains, ...]:
    """What the one who had a slot may still open, worst last."""
    found = [Remains.BACKUPS, Remains.KEY_FILES]
    if kind is SlotKind.KEYRING:  # the secret never left this computer, and its item goes with the slot
        return (Remains.KEY_FILES,)
    if kind is SlotKind.PASSPHRASE:
        found += [Remains.RECOVERY] * (SlotKind.RECOVERY in others)
        found += [Remains.SHARES] * (SlotKind.SHARES in others)
    return (*found, Remains.VAULT_KEY)
