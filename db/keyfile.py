"""The key file of a vault: its random key, wrapped once for each slot. Described in docs/file-format.md."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import DamagedVault, NewerVault
from app.keys import SlotKind
from app.messages import Msg
from db import crypto
from db.crypto import Cost

FORMAT = 2
SLOT_FORMAT = 1
"""The format that a wrapping is bound to, which a slot keeps when others come beside it."""
OLD_KINDS = (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
"""A file that has no others is of format 1, so that the programs that only know those can open it."""
BLOCK = 4096
MARK_BYTES = 512
NO_MARK = b" " * (MARK_BYTES - 1) + b"\n"
"""The last bytes of each copy are rewritten in place, so they lie in no block that holds a key."""
MAX_BYTES = 64 * 1024 + MARK_BYTES
MAX_SLOTS = 64
ID_BYTES = 16
_HEX = re.compile(r"(?:[0-9a-f]{2})+", re.ASCII)
Json = dict[str, object]


@dataclass(frozen=True)
class Slot:
    """One wrapping of the vault key; `id` is random and means a member of staff only inside the vault."""

    id: bytes
    kind: SlotKind
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyFile:
    """A key file as a value. `generation` grows by one at every change."""

    vault: bytes
    salt: bytes
    cost: Cost
    generation: int = 1
    slots: tuple[Slot, ...] = ()
    mac: bytes = b""

    def sealed(self, vault_key: bytes) -> KeyFile:
        """The same with the MAC that belongs to it."""
        return replace(self, mac=_mac(self, vault_key))

    def is_authentic(self, vault_key: bytes) -> bool:
        """Whether the holder of the vault key wrote every byte of it."""
        return crypto.same(self.mac, _mac(self, vault_key))

    def slot(self, slot_id: bytes) -> Slot:
        """The slot of that id; KeyError when there is none."""
        return {s.id: s for s in self.slots}[slot_id]

    def with_slots(self, slots: tuple[Slot, ...]) -> KeyFile:
        """The next generation, not yet sealed."""
        return replace(self, slots=slots, generation=self.generation + 1)


def canonical(value: object) -> bytes:
    """JSON in the one form a key file may have: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def encode(file: KeyFile, mark: bytes = NO_MARK) -> bytes:
    """The bytes of a sealed key file: its JSON filled up to whole blocks, then the mark of `db.anchors`."""
    data = canonical({**_body(file), "mac": file.mac.hex()}) + b"\n"
    return data + b"\n" * (-len(data) % BLOCK) + mark


def mark_of(path: Path) -> bytes:
    """The mark at the end of a key file as it lies, "" where there is none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        return b""
    return data[-MARK_BYTES:] if len(data) % BLOCK == MARK_BYTES else b""


def decode(data: bytes) -> KeyFile:
    """The key file in `data`, of which every byte but the mark is checked for form; the MAC needs the key.

    Raises NewerVault for a later format, DamagedVault for anything that `encode` does not write.
    """
    top = _load(data[:-MARK_BYTES] if len(data) % BLOCK == MARK_BYTES else data)
    version = top.get("format")
    if type(version) is int and version > FORMAT:
        raise NewerVault(Msg.VAULT_NEWER)
    try:
        file = _parse(top)
    except (KeyError, TypeError, ValueError):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED) from None
    if encode(file, data[-MARK_BYTES:]) != data:
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    return file


def slot_aad(file: KeyFile, slot_id: bytes, kind: SlotKind) -> bytes:
    """What a wrapping is bound to: format, vault, slot, kind and, for a passphrase or PIN, the derivation."""
    bound: Json = {"format": SLOT_FORMAT, "id": slot_id.hex(), "kind": kind.value, "vault": file.vault.hex()}
    if kind in (SlotKind.PASSPHRASE, SlotKind.KEYRING):
        bound["kdf"] = _kdf(file)
    return canonical(bound)


def _mac(file: KeyFile, vault_key: bytes) -> bytes:
    key = crypto.subkey(vault_key, crypto.KEY_FILE_MAC)
    return crypto.keyed_hash(key, canonical(_body(file)), crypto.KEY_FILE_MAC)


def _kdf(file: KeyFile) -> Json:
    return {"m": file.cost.m, "salt": file.salt.hex(), "t": file.cost.t}


def _body(file: KeyFile) -> Json:
    slots = [
        {"id": s.id.hex(), "kind": s.kind.value, "nonce": s.nonce.hex(), "wrapped": s.wrapped.hex()}
        for s in file.slots
    ]
    return {
        "format": 1 if all(s.kind in OLD_KINDS for s in file.slots) else FORMAT,
        "generation": file.generation,
        "kdf": _kdf(file),
        "slots": slots,
        "vault": file.vault.hex(),
    }


def _load(data: bytes) -> Json:
    if len(data) > MAX_BYTES:
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    try:
        top = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED) from None
    if not isinstance(top, dict):
        raise DamagedVault(Msg.KEY_FILE_DAMAGED)
    return top


def _parse(top: Json) -> KeyFile:
    kdf, slots = top["kdf"], top["slots"]
    if not isinstance(kdf, dict) or not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise ValueError
    file = KeyFile(
        vault=_bytes(top["vault"], ID_BYTES),
        salt=_bytes(kdf["salt"], crypto.SALT_BYTES),
        cost=Cost(_count(kdf["m"]), _count(kdf["t"])),
        generation=_count(top["generation"]),
        slots=tuple(_slot(s) for s in slots),
        mac=_bytes(top["mac"], crypto.KEY_BYTES),
    )
    if len({s.id for s in file.slots}) != len(file.slots):
        raise ValueError
    return file


def _slot(item: object) -> Slot:
    if not isinstance(item, dict):
        raise TypeError
    return Slot(
        id=_bytes(item["id"], ID_BYTES),
        kind=SlotKind(item["kind"]),
        nonce=_bytes(item["nonce"], crypto.NONCE_BYTES),
        wrapped=_bytes(item["wrapped"], crypto.WRAPPED_BYTES),
    )


def _bytes(value: object, size: int) -> bytes:
    if not isinstance(value, str) or not _HEX.fullmatch(value) or len(value) != 2 * size:
        raise ValueError
    return bytes.fromhex(value)


def _count(value: object) -> int:
    if type(value) is not int or not 0 < value < 2**53:
        raise ValueError
    return value
