"""Making, opening and changing the key slots of a vault; each function leaves the old or the new key file."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from app.errors import CasebookError, DamagedVault, DiskTrouble, Invalid, NewerVault, WrongPassphrase
from app.keys import SlotKind
from app.messages import Msg
from db import crypto, keyfile, keyring_store, shares
from db.crypto import LIMITS, Cost, Limits
from db.files import disk_errors, write_atomically
from db.folder import Layout
from db.keyfile import KeyFile, Slot
from db.secrets_text import (
    RECOVERY_BYTES,
    ShareText,
    new_set,
    passphrase_bytes,
    pin_bytes,
    recovery_secret,
    recovery_text,
    share_text,
    two_shares,
)

WRONG = {SlotKind.RECOVERY: Msg.WRONG_RECOVERY, SlotKind.SHARES: Msg.WRONG_SHARES}
"""What is said where a kind opens nothing; a passphrase where not named here."""


@dataclass(frozen=True)
class Unlocked:
    """What a right secret gives: the vault key, which slot of which kind it was, and the key file.

    `mend` says that one of the two copies on disk is not the one that opened, and should be written anew.
    """

    vault_key: bytes = field(repr=False)
    slot_id: bytes
    file: KeyFile
    kind: SlotKind = SlotKind.PASSPHRASE
    mend: bool = False

    @property
    def database_key(self) -> bytes:
        """The raw key of the database."""
        return crypto.subkey(self.vault_key, crypto.DATABASE)


@dataclass(frozen=True)
class Secret:
    """What was typed, and which kind of slot it may open.

    `stores`, by slot id in hex: what the system's keyring holds, which a PIN goes with.
    """

    kind: SlotKind
    data: bytes = field(repr=False)
    limits: Limits = LIMITS
    stores: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def keys(self, file: KeyFile) -> Callable[[bytes], bytes]:
        """The wrapping key by slot id; one derivation serves all slots of this kind."""
        if self.kind is SlotKind.PASSPHRASE:
            base = crypto.derive(self.data, file.salt, file.cost, self.limits)
            return partial(crypto.subkey, base, crypto.PASSPHRASE_SLOT)
        if self.kind is SlotKind.KEYRING:
            pin = crypto.derive(self.data, file.salt, file.cost, self.limits)
            return partial(self._with_store, pin)
        purpose = crypto.RECOVERY_SLOT if self.kind is SlotKind.RECOVERY else crypto.SHARES_SLOT
        return partial(crypto.subkey, self.data, purpose)

    def _with_store(self, pin: bytes, slot_id: bytes) -> bytes:
        """The key of a slot; without its secret in the keyring one that opens nothing."""
        store = self.stores.get(slot_id.hex()) or crypto.fresh(crypto.KEY_BYTES)
        both = crypto.keyed_hash(store, pin, crypto.KEYRING_SLOT)
        return crypto.subkey(both, crypto.KEYRING_SLOT, slot_id)


def new_slot_id() -> bytes:
    """A random id, to be noted in the vault before the key file has it."""
    return crypto.fresh(keyfile.ID_BYTES)


def create(layout: Layout, passphrase: str, cost: Cost | None = None, limits: Limits = LIMITS) -> Unlocked:
    """Writes the key file of a new vault with one passphrase slot. Raises Invalid for a bad passphrase.

    Without a cost, one is chosen that takes about a second on this computer.
    """
    secret = passphrase_secret(passphrase, limits)
    cost = cost or crypto.calibrated()
    blank = KeyFile(crypto.fresh(keyfile.ID_BYTES), crypto.fresh(crypto.SALT_BYTES), cost)
    vault_key, slot_id = crypto.fresh(crypto.KEY_BYTES), new_slot_id()
    slot = _wrap(blank, secret.kind, slot_id, secret.keys(blank)(slot_id), vault_key)
    file = KeyFile(blank.vault, blank.salt, blank.cost, slots=(slot,)).sealed(vault_key)
    for path in (layout.keys, layout.keys_copy):
        _write(path, file)
    return Unlocked(vault_key, slot_id, file)


def open_with_passphrase(layout: Layout, passphrase: str, limits: Limits = LIMITS) -> Unlocked:
    """The vault key. Raises WrongPassphrase, DamagedVault, NewerVault; writes nothing."""
    try:
        data = passphrase_bytes(passphrase)
    except Invalid:
        raise WrongPassphrase(Msg.WRONG_PASSPHRASE) from None
    return _open(layout, Secret(SlotKind.PASSPHRASE, data, limits))


def open_with_recovery(layout: Layout, typed: str) -> Unlocked:
    """The vault key by the printed recovery key. Raises as `open_with_passphrase`."""
    return _open(layout, Secret(SlotKind.RECOVERY, recovery_secret(typed)))


def open_with_shares(layout: Layout, first: str, second: str) -> Unlocked:
    """The vault key by two printed shares. Raises as `open_with_passphrase`, and says what is wrong where."""
    return _open(layout, shares_secret(first, second))


def shares_secret(first: str, second: str) -> Secret:
    """What two printed shares make together. Raises WrongPassphrase, which says what is wrong where."""
    one, other = share_text(first, 1), share_text(second, 2)
    if one.set != other.set:
        raise WrongPassphrase(Msg.SHARES_OF_TWO_SETS, first=one.set, second=other.set)
    if one.number == other.number:
        raise WrongPassphrase(Msg.SHARES_SAME)
    return Secret(SlotKind.SHARES, shares.combine((one.number, one.data), (other.number, other.data)))


def open_with_pin(layout: Layout, pin: str, limits: Limits = LIMITS) -> Unlocked:
    """The vault key by a PIN and what the system's keyring holds. Raises as `open_with_passphrase`.

    Raises VaultError where the keyring gives nothing within three seconds.
    """
    try:
        data = pin_bytes(pin)
    except Invalid:
        raise WrongPassphrase(Msg.WRONG_PIN) from None
    stores = keyring_store.kept(keyring_slots(layout))
    try:
        return _open(layout, Secret(SlotKind.KEYRING, data, limits, stores))
    except WrongPassphrase:
        raise WrongPassphrase(Msg.WRONG_PIN) from None


def kinds(layout: Layout) -> frozenset[SlotKind]:
    """What opens a vault, by its key file or, where that cannot be read, the copy; nothing is derived."""
    files = (_read(path) for path in (layout.keys, layout.keys_copy))
    file = next((f for f in files if isinstance(f, KeyFile)), None)
    return frozenset(s.kind for s in file.slots) if file else frozenset()


def keyring_slots(layout: Layout) -> list[str]:
    """The slots for quick unlock, hex; none where the key file cannot be read."""
    file = _read(layout.keys)
    kept = file.slots if isinstance(file, KeyFile) else ()
    return [s.id.hex() for s in kept if s.kind is SlotKind.KEYRING]


def pin_secret(pin: str, slot_id: bytes, limits: Limits = LIMITS) -> Secret:
    """A PIN for a slot, with a new secret for the system's keyring in `stores`. Raises Invalid."""
    stores = {slot_id.hex(): crypto.fresh(keyring_store.SECRET_BYTES)}
    return Secret(SlotKind.KEYRING, pin_bytes(pin), limits, stores)


def passphrase_secret(text: str, limits: Limits = LIMITS) -> Secret:
    """A passphrase for a slot. Raises Invalid for one that cannot be kept."""
    return Secret(SlotKind.PASSPHRASE, passphrase_bytes(text), limits)


def new_recovery() -> tuple[Secret, str]:
    """A new recovery key for a slot, and the text to be printed, which is kept nowhere."""
    data = crypto.fresh(RECOVERY_BYTES)
    return Secret(SlotKind.RECOVERY, data), recovery_text(data)


def new_shares() -> tuple[Secret, tuple[ShareText, ...]]:
    """A new secret for a slot, and its shares to be printed, which are kept nowhere."""
    data, name = crypto.fresh(RECOVERY_BYTES), new_set()
    texts = (ShareText(number, name, part) for number, part in enumerate(shares.split(data), 1))
    return Secret(SlotKind.SHARES, data), tuple(texts)


def changed(
    layout: Layout, unlocked: Unlocked, add: tuple[bytes, Secret] | None = None, drop: Container[bytes] = ()
) -> Unlocked:
    """The next key file, not yet saved: with a slot (id, secret) added and others left out, by id.

    The vault must know a slot before the key file has it: whose it is stands only there. Raises Invalid for
    a passphrase that opens another slot, for more slots than fit, and where no passphrase would be left.
    """
    current = _read(layout.keys)
    if not isinstance(current, KeyFile) or not current.is_authentic(unlocked.vault_key):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    kept = tuple(s for s in current.slots if s.id not in drop)
    if add is not None:
        slot_id, secret = add
        key_of = secret.keys(current)
        opened = _unwrap(current, secret.kind, key_of)
        if opened is not None and opened[1] not in drop:
            raise Invalid(Msg.PASSPHRASE_TAKEN)
        kept += (_wrap(current, secret.kind, slot_id, key_of(slot_id), unlocked.vault_key),)
    if len(kept) > keyfile.MAX_SLOTS:
        raise Invalid(Msg.TOO_MANY_SLOTS)
    if all(s.kind is not SlotKind.PASSPHRASE for s in kept):
        raise Invalid(Msg.LAST_PASSPHRASE)
    return replace(unlocked, file=current.with_slots(kept).sealed(unlocked.vault_key))


def opened_by(unlocked: Unlocked, slot_id: bytes) -> Unlocked:
    """The same, as if another of its slots had opened it."""
    return replace(unlocked, slot_id=slot_id, kind=unlocked.file.slot(slot_id).kind)


def save(layout: Layout, unlocked: Unlocked) -> Unlocked:
    """Puts a key file in place. Raises DiskTrouble where the old one still holds.

    Once the first copy is new, so is the state: a second that could not follow is mended at the next opening.
    """
    try:
        _write(layout.keys, unlocked.file)
    except DiskTrouble:
        if _read(layout.keys) != unlocked.file:
            raise
        return replace(unlocked, mend=True)
    try:
        _write(layout.keys_copy, unlocked.file)
    except DiskTrouble:
        return replace(unlocked, mend=True)
    return replace(unlocked, mend=False)


def open_file(file: KeyFile, typed: str, limits: Limits = LIMITS) -> Unlocked:
    """The vault key by a key file that lies elsewhere (in a backup), with a passphrase, a recovery key, or
    two printed shares, one after the other.

    Raises WrongPassphrase, DamagedVault.
    """
    for secret in _secrets(typed, limits):
        with suppress(WrongPassphrase):
            return _attempt(file, secret)
    raise WrongPassphrase(Msg.BACKUP_WRONG_PASSPHRASE)


def _secrets(typed: str, limits: Limits) -> Iterator[Secret]:
    with suppress(CasebookError):
        yield Secret(SlotKind.RECOVERY, recovery_secret(typed))
    with suppress(CasebookError, ValueError):
        yield shares_secret(*two_shares(typed))
    with suppress(CasebookError):
        yield passphrase_secret(typed, limits)


def problems(layout: Layout, vault_key: bytes) -> list[str]:
    """The names of the copies that are missing, damaged, of another generation or not authentic."""
    copies = {path.name: _read(path) for path in (layout.keys, layout.keys_copy)}
    sound = {name: c for name, c in copies.items() if isinstance(c, KeyFile) and c.is_authentic(vault_key)}
    first = next(iter(sound.values()), None)
    return [name for name in copies if name not in sound or sound[name] != first]


def _write(path: Path, file: KeyFile) -> None:
    """The mark of the anchors stays as it is."""
    write_atomically(path, keyfile.encode(file, keyfile.mark_of(path) or keyfile.NO_MARK))


def _read(path: Path) -> KeyFile | CasebookError:
    try:
        with disk_errors(), path.open("rb") as stream:
            return keyfile.decode(stream.read(keyfile.MAX_BYTES + 1))
    except CasebookError as e:
        return e


def _wrap(file: KeyFile, kind: SlotKind, slot_id: bytes, key: bytes, vault_key: bytes) -> Slot:
    nonce = crypto.fresh(crypto.NONCE_BYTES)
    wrapped = crypto.wrap(vault_key, keyfile.slot_aad(file, slot_id, kind), nonce, key)
    return Slot(slot_id, kind, nonce, wrapped)


def _unwrap(file: KeyFile, kind: SlotKind, key_of: Callable[[bytes], bytes]) -> tuple[bytes, bytes] | None:
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
        raise WrongPassphrase(WRONG.get(secret.kind, Msg.WRONG_PASSPHRASE))
    if not file.is_authentic(opened[0]):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    return Unlocked(opened[0], opened[1], file, secret.kind)


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
            return replace(opened, mend=copy != first)
        except (WrongPassphrase, DamagedVault) as e:
            trouble = e
        same_age = isinstance(copy, KeyFile) and copy.generation == first.generation and copy != first
        if isinstance(trouble, WrongPassphrase) and not same_age:
            raise trouble
    else:
        trouble = first
    if isinstance(trouble, NewerVault) or not isinstance(copy, KeyFile):
        raise trouble
    return replace(_attempt(copy, secret), mend=True)
