"""Making, opening and changing the key slots of a vault; each function leaves the old or the new key file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.errors import CasebookError, DamagedVault, Invalid, NewerVault, WrongPassphrase
from app.messages import Msg
from db import crypto, keyfile
from db.crypto import LIMITS, Cost, Limits
from db.files import disk_errors, write_atomically
from db.folder import Layout
from db.keyfile import KeyFile, Kind, Slot
from db.secrets_text import RECOVERY_BYTES, passphrase_bytes, recovery_secret, recovery_text


@dataclass(frozen=True)
class Unlocked:
    """What a right passphrase or recovery key gives: the vault key, whose slot it was, and the key file.

    `mend` says that one of the two copies on disk is not the one that opened, and should be written anew.
    """

    vault_key: bytes = field(repr=False)
    slot_id: bytes
    file: KeyFile
    mend: bool = False

    @property
    def database_key(self) -> bytes:
        """The raw key of the database."""
        return crypto.subkey(self.vault_key, crypto.DATABASE)


@dataclass(frozen=True)
class Secret:
    """What was typed, and which kind of slot it may open."""

    kind: Kind
    data: bytes = field(repr=False)
    limits: Limits = LIMITS

    def keys(self, file: KeyFile) -> Callable[[bytes], bytes]:
        """The wrapping key by slot id; one derivation serves all slots of this kind."""
        if self.kind is Kind.PASSPHRASE:
            base = crypto.derive(self.data, file.salt, file.cost, self.limits)
            return partial(crypto.subkey, base, crypto.PASSPHRASE_SLOT)
        return partial(crypto.subkey, self.data, crypto.RECOVERY_SLOT)


def new_slot_id() -> bytes:
    """A random id, to be noted in the vault before the key file has it."""
    return crypto.fresh(keyfile.ID_BYTES)


def create(layout: Layout, passphrase: str, cost: Cost | None = None, limits: Limits = LIMITS) -> Unlocked:
    """Writes the key file of a new vault with one passphrase slot. Raises Invalid for a bad passphrase."""
    secret = Secret(Kind.PASSPHRASE, passphrase_bytes(passphrase), limits)
    blank = KeyFile(crypto.fresh(keyfile.ID_BYTES), crypto.fresh(crypto.SALT_BYTES), cost or Cost())
    vault_key, slot_id = crypto.fresh(crypto.KEY_BYTES), new_slot_id()
    slot = _wrap(blank, secret.kind, slot_id, secret.keys(blank)(slot_id), vault_key)
    file = KeyFile(blank.vault, blank.salt, blank.cost, slots=(slot,)).sealed(vault_key)
    _write(layout, file)
    return Unlocked(vault_key, slot_id, file)


def open_with_passphrase(layout: Layout, passphrase: str, limits: Limits = LIMITS) -> Unlocked:
    """The vault key. Raises WrongPassphrase, DamagedVault, NewerVault; writes nothing."""
    try:
        data = passphrase_bytes(passphrase)
    except Invalid:
        raise WrongPassphrase(Msg.WRONG_PASSPHRASE) from None
    return _open(layout, Secret(Kind.PASSPHRASE, data, limits))


def open_with_recovery(layout: Layout, typed: str) -> Unlocked:
    """The vault key by the printed recovery key. Raises as `open_with_passphrase`."""
    return _open(layout, Secret(Kind.RECOVERY, recovery_secret(typed)))


def change_passphrase(
    layout: Layout, unlocked: Unlocked, slot_id: bytes, passphrase: str, limits: Limits = LIMITS
) -> Unlocked:
    """Wraps the key of one passphrase slot anew. Old copies of the key file still open with the old one."""
    return save(layout, with_slot(layout, unlocked, slot_id, passphrase, limits))


def with_slot(
    layout: Layout, unlocked: Unlocked, slot_id: bytes, passphrase: str, limits: Limits = LIMITS
) -> Unlocked:
    """The next key file, with a passphrase slot added or replaced, not yet saved. Raises Invalid.

    The vault must know a slot before the key file has it: whose it is stands only there.
    """
    secret = Secret(Kind.PASSPHRASE, passphrase_bytes(passphrase), limits)
    return _next(layout, unlocked, secret, slot_id)


def save(layout: Layout, unlocked: Unlocked) -> Unlocked:
    """Puts a key file in place. Raises DiskTrouble."""
    _write(layout, unlocked.file)
    return unlocked


def add_recovery(layout: Layout, unlocked: Unlocked, slot_id: bytes) -> tuple[Unlocked, str]:
    """Adds a recovery slot; gives the key to be printed, which is kept nowhere."""
    data = crypto.fresh(RECOVERY_BYTES)
    ready = _next(layout, unlocked, Secret(Kind.RECOVERY, data), slot_id)
    return save(layout, ready), recovery_text(data)


def mend(layout: Layout, unlocked: Unlocked) -> None:
    """Makes both copies on disk the one that opened. Raises DiskTrouble."""
    if unlocked.mend:
        _write(layout, unlocked.file)


def problems(layout: Layout, vault_key: bytes) -> list[str]:
    """The names of the copies that are missing, damaged, of another generation or not authentic."""
    copies = {path.name: _read(path) for path in (layout.keys, layout.keys_copy)}
    first = copies[layout.keys.name]
    return [
        name
        for name, c in copies.items()
        if not isinstance(c, KeyFile) or not c.is_authentic(vault_key) or c != first
    ]


def _next(layout: Layout, unlocked: Unlocked, secret: Secret, slot_id: bytes) -> Unlocked:
    current = _read(layout.keys)
    if not isinstance(current, KeyFile) or not current.is_authentic(unlocked.vault_key):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    key_of = secret.keys(current)
    opened = _unwrap(current, secret.kind, key_of)
    if opened is not None and opened[1] != slot_id:
        raise Invalid(Msg.PASSPHRASE_TAKEN)
    if len(current.slots) >= keyfile.MAX_SLOTS and all(s.id != slot_id for s in current.slots):
        raise Invalid(Msg.TOO_MANY_SLOTS)
    slot = _wrap(current, secret.kind, slot_id, key_of(slot_id), unlocked.vault_key)
    file = current.with_slot(slot).sealed(unlocked.vault_key)
    return Unlocked(unlocked.vault_key, unlocked.slot_id, file)


def _write(layout: Layout, file: KeyFile) -> None:
    """The marks of the anchors stay as they are."""
    for path in (layout.keys, layout.keys_copy):
        write_atomically(path, keyfile.encode(file, keyfile.mark_of(path) or keyfile.NO_MARK))


def _read(path: Path) -> KeyFile | CasebookError:
    try:
        with disk_errors(), path.open("rb") as stream:
            return keyfile.decode(stream.read(keyfile.MAX_BYTES + 1))
    except CasebookError as e:
        return e


def _wrap(file: KeyFile, kind: Kind, slot_id: bytes, key: bytes, vault_key: bytes) -> Slot:
    nonce = crypto.fresh(crypto.NONCE_BYTES)
    wrapped = crypto.wrap(vault_key, keyfile.slot_aad(file, slot_id, kind), nonce, key)
    return Slot(slot_id, kind, nonce, wrapped)


def _unwrap(file: KeyFile, kind: Kind, key_of: Callable[[bytes], bytes]) -> tuple[bytes, bytes] | None:
    """(vault key, slot id) of the slot of this kind that opens; all are tried, whichever does."""
    found = None
    for slot in file.slots:
        if slot.kind is kind:
            aad = keyfile.slot_aad(file, slot.id, kind)
            vault_key = crypto.unwrap(slot.wrapped, aad, slot.nonce, key_of(slot.id))
            found = (vault_key, slot.id) if vault_key is not None else found
    return found


def _attempt(file: KeyFile, secret: Secret) -> Unlocked:
    opened = _unwrap(file, secret.kind, secret.keys(file))
    if opened is None:
        raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
    if not file.is_authentic(opened[0]):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    return Unlocked(opened[0], opened[1], file)


def _open(layout: Layout, secret: Secret) -> Unlocked:
    """Opens the key file, or its copy where the file is damaged.

    The copy of an older generation is what a crash between the two writes leaves: a passphrase that was just
    changed must not open it, so it counts only when the first is unreadable or not authentic.
    """
    first, copy = _read(layout.keys), _read(layout.keys_copy)
    trouble: CasebookError
    if isinstance(first, KeyFile):
        try:
            opened = _attempt(first, secret)
            return Unlocked(opened.vault_key, opened.slot_id, first, mend=copy != first)
        except (WrongPassphrase, DamagedVault) as e:
            trouble = e
        same_age = isinstance(copy, KeyFile) and copy.generation == first.generation and copy != first
        if isinstance(trouble, WrongPassphrase) and not same_age:
            raise trouble
    else:
        trouble = first
    if isinstance(trouble, NewerVault) or not isinstance(copy, KeyFile):
        raise trouble
    opened = _attempt(copy, secret)
    return Unlocked(opened.vault_key, opened.slot_id, copy, mend=True)
