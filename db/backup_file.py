"""The form of a backup file (docs/file-format.md): a header that says nothing, one authenticated stream."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
)

from app.errors import CasebookError, DamagedVault, NewerVault, NotAVault
from app.messages import Msg
from db import crypto, keyfile
from db.files import disk_errors, write_whole
from db.keyfile import KeyFile

MAGIC = b"\x89NCB\r\n\x1a\n"
"""As in PNG: a byte no text has, and line ends that a careless copy would change."""
VERSION = 1
CHUNK = 64 * 1024
TAG_BYTES = 17
SEALED = CHUNK + TAG_BYTES
MIB = 2**20
FIXED = struct.Struct(">8sHHI16s24s")
"""Magic, version, zero, bytes of the key file, id of the backup, header of the stream."""
MESSAGE, FINAL = 0, 3
BACKUP, BACKUP_HEADER = b"cb1 backup", b"cb1 backup head"


@dataclass(frozen=True)
class Header:
    """What can be read without a key: the id of the backup and the key file as it was."""

    backup: UUID
    stream: bytes
    keys: KeyFile

    @property
    def data(self) -> bytes:
        """Its bytes."""
        keys = keyfile.encode(self.keys)
        return FIXED.pack(MAGIC, VERSION, 0, len(keys), self.backup.bytes, self.stream) + keys

    def key(self, vault_key: bytes) -> bytes:
        """The key of the stream."""
        return crypto.subkey(vault_key, BACKUP, self.backup.bytes)

    def bound(self, key: bytes) -> bytes:
        """What every chunk is bound to, so that no byte of the header can be another."""
        return crypto.keyed_hash(key, self.data, BACKUP_HEADER)


def whole(header: int, content: int) -> int:
    """The size of a file whose stream holds at least `content` bytes: the next whole MiB that can be cut
    into chunks (the last may be short, but has room for its tag)."""
    chunks = max(1, -(-content // CHUNK))
    size = -(-(header + content + chunks * TAG_BYTES) // MIB) * MIB
    while 0 < (size - header) % SEALED <= TAG_BYTES:
        size += MIB
    return size


def room(header: int, size: int) -> int:
    """How many bytes the stream of a file of `size` holds, padding included."""
    body = size - header
    return body - -(-body // SEALED) * TAG_BYTES


class Writer:
    """Writes one file from front to end. The caller flushes it to the disk and gives it its name."""

    def __init__(self, stream: BinaryIO, backup: UUID, keys: KeyFile, vault_key: bytes, content: int) -> None:
        self._stream = stream
        self._state = crypto_secretstream_xchacha20poly1305_state()
        key = crypto.subkey(vault_key, BACKUP, backup.bytes)
        head = crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        header = Header(backup, head, keys)
        data = header.data
        self._bound = header.bound(key)
        self.size = whole(len(data), content)
        self._left = room(len(data), self.size)
        self._waiting = bytearray()
        self._put(data)

    def write(self, data: bytes) -> None:
        """Adds to the stream. Raises DiskTrouble."""
        self._waiting += data
        self._left -= len(data)
        while len(self._waiting) > CHUNK:  # the last chunk is held back: only the end knows that it is
            self._seal(bytes(self._waiting[:CHUNK]), MESSAGE)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Pads with zeros, and seals the last chunk as the last. Raises DiskTrouble."""
        while self._left > 0:
            self.write(bytes(min(self._left, CHUNK)))
        self._seal(bytes(self._waiting), FINAL)

    def _seal(self, data: bytes, tag: int) -> None:
        self._put(crypto_secretstream_xchacha20poly1305_push(self._state, data, self._bound, tag))

    def _put(self, data: bytes) -> None:
        with disk_errors():
            write_whole(self._stream, data)


def look(stream: BinaryIO, *, part: bool = False) -> Header:
    """The header of a file, without a key; with `part` also of one that was never finished.

    Raises NotAVault, NewerVault, DamagedVault, DiskTrouble.
    """
    with disk_errors():
        size = os.fstat(stream.fileno()).st_size
        fixed = stream.read(FIXED.size)
    if not size:
        raise DamagedVault(Msg.BACKUP_EMPTY)
    if not MAGIC.startswith(fixed[: len(MAGIC)]):
        raise NotAVault(Msg.BACKUP_FOREIGN)
    if len(fixed) < FIXED.size or (size % MIB and not part):
        _refuse_other_versions(fixed)
        raise DamagedVault(Msg.BACKUP_CUT)
    _refuse_other_versions(fixed)
    _magic, _version, zero, length, backup, head = FIXED.unpack(fixed)
    if zero or not 0 < length <= keyfile.MAX_BYTES:
        raise DamagedVault(Msg.BACKUP_DAMAGED)
    with disk_errors():
        data = stream.read(length)
    try:
        header = Header(UUID(bytes=backup), head, keyfile.decode(data))
    except NewerVault:
        raise NewerVault(Msg.BACKUP_NEWER) from None
    except CasebookError:
        raise DamagedVault(Msg.BACKUP_DAMAGED) from None
    if header.data != fixed + data:
        raise DamagedVault(Msg.BACKUP_DAMAGED)
    return header


def _refuse_other_versions(fixed: bytes) -> None:
    version = int.from_bytes(fixed[8:10], "big") if len(fixed) >= 10 else VERSION
    if version > VERSION:
        raise NewerVault(Msg.BACKUP_NEWER)
    if version < VERSION:
        raise DamagedVault(Msg.BACKUP_OLDER)


class Reader:
    """Reads one file from front to end; nothing comes out that was not authenticated."""

    def __init__(self, stream: BinaryIO, header: Header, vault_key: bytes) -> None:
        """`stream` stands behind the header, where `look` left it."""
        key = header.key(vault_key)
        self._stream = stream
        self.header = header
        self._bound = header.bound(key)
        self._state = crypto_secretstream_xchacha20poly1305_state()
        crypto_secretstream_xchacha20poly1305_init_pull(self._state, header.stream, key)
        self._waiting = bytearray()
        self._ended = False
        self._size = os.fstat(stream.fileno()).st_size
        self.needed = 0
        """The size the file should have, once the caller knows: a shorter one was cut off."""

    @property
    def size(self) -> int:
        """The size of the file."""
        return self._size

    def read(self, count: int) -> bytes:
        """The next `count` bytes. Raises DamagedVault where there are fewer, or any differs."""
        while len(self._waiting) < count:
            if self._ended:
                raise DamagedVault(Msg.BACKUP_DAMAGED)
            self._pull()
        data = bytes(self._waiting[:count])
        del self._waiting[:count]
        return data

    def finish(self) -> Iterator[None]:
        """Reads what is left, in slices: zeros, and nothing behind them. Raises DamagedVault."""
        while True:
            if any(self._waiting):
                raise DamagedVault(Msg.BACKUP_DAMAGED)
            self._waiting.clear()
            if self._ended:
                break
            self._pull()
            yield
        if self._stream.read(1):
            raise DamagedVault(Msg.BACKUP_DAMAGED)

    def _pull(self) -> None:
        with disk_errors():
            sealed = self._stream.read(SEALED)
        if len(sealed) < TAG_BYTES:
            raise self._trouble()
        try:
            data, tag = crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, self._bound)
        except RuntimeError:  # what PyNaCl raises where the tag is wrong
            raise self._trouble() from None
        if tag not in (MESSAGE, FINAL):
            raise DamagedVault(Msg.BACKUP_DAMAGED)
        self._waiting += data
        self._ended = tag == FINAL

    def _trouble(self) -> DamagedVault:
        return DamagedVault(Msg.BACKUP_CUT if self._size < self.needed else Msg.BACKUP_DAMAGED)


def header_of(path: Path, *, part: bool = False) -> Header | None:
    """The header of a file, None where it is none of ours or cannot be read."""
    try:
        with path.open("rb") as stream:
            return look(stream, part=part)
    except (OSError, CasebookError):
        return None
