"""The form of an evidence file: one authenticated stream under a key of its own, padded so that its length
tells little.

    header (24 bytes) | chunk | chunk | ... | last chunk, tagged final

is a secretstream of libsodium (XChaCha20-Poly1305). Each chunk holds 256 KiB, the last what is left, and
17 bytes of tag and MAC. What is encrypted is the content, zeros, and the length of the content in 8 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_state as State,
)
from nacl.exceptions import RuntimeError as NaclError

CHUNK = 256 * 1024
HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES
EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES
LENGTH_BYTES = 8
SMALLEST = 4096
PURPOSE = b"cb1 evidence"
"""Additional data of every chunk."""
_FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class Wrong(Enum):
    """What can be wrong with an evidence file."""

    CUT = "cut"
    DAMAGED = "damaged"


@dataclass(eq=False)
class Broken(Exception):
    """A file that is not what was written; `at` is the first byte of the file that cannot be trusted."""

    wrong: Wrong
    at: int


def padded(size: int) -> int:
    """Bytes that are encrypted for a content of `size`: Padmé (Nikitin and others, PETS 2019).

    At most 12 per cent more; the length tells O(log log size) bits. Small ones are all alike.
    """
    length = max(size + LENGTH_BYTES, SMALLEST)
    exponent = length.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return length + mask & ~mask


def file_size(size: int) -> int:
    """Bytes of the file for a content of `size`."""
    length = padded(size)
    return HEADER + length + -(-length // CHUNK) * EXTRA


class Sealer:
    """Writes one file: `add` the content in full chunks, then `finish`, a piece at a time."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        self._target = target
        self._state = State()
        target.write(crypto_secretstream_xchacha20poly1305_init_push(self._state, key))
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """A chunk of `CHUNK` bytes."""
        self._push(chunk, _MESSAGE)
        self._size += len(chunk)

    def finish(self, rest: bytes) -> Iterator[int]:
        """The end of the content, shorter than a chunk, and the padding; yields after each chunk."""
        size = self._size + len(rest)
        left = padded(size) - self._size
        while left > CHUNK:
            self._push(rest + bytes(CHUNK - len(rest)), _MESSAGE)
            left -= CHUNK
            rest = b""
            yield size
        zeros = left - len(rest) - LENGTH_BYTES
        assert zeros >= 0  # beyond one chunk padded lengths are multiples of 8 KiB
        self._push(rest + bytes(zeros) + size.to_bytes(LENGTH_BYTES, "little"), _FINAL)

    def _push(self, data: bytes, tag: int) -> None:
        self._target.write(crypto_secretstream_xchacha20poly1305_push(self._state, data, PURPOSE, tag))


def opened(source: BinaryIO, key: bytes, size: int) -> Iterator[bytes]:
    """The content of a file, `size` bytes in pieces of at most `CHUNK`. Each piece is authentic and in its
    place; that none is missing is known only at the end. Raises Broken."""
    header = source.read(HEADER)
    if len(header) < HEADER:
        raise Broken(Wrong.CUT, len(header))
    state = State()
    crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    at, done, left = HEADER, 0, padded(size)
    last = b""
    while left:
        length = min(CHUNK, left)
        data = source.read(length + EXTRA)
        if len(data) < length + EXTRA:
            raise Broken(Wrong.CUT, at + len(data))
        left -= length
        last = _pulled(state, data, at, final=not left)
        if done < size:
            yield last[: size - done]
        done += length
        at += len(data)
    if last[-LENGTH_BYTES:] != size.to_bytes(LENGTH_BYTES, "little"):
        raise Broken(Wrong.DAMAGED, at)
    if source.read(1):
        raise Broken(Wrong.DAMAGED, at)


def opens(source: BinaryIO, key: bytes) -> bool:
    """Whether a file begins as one of this key; reads no more than its first chunk."""
    header, first = source.read(HEADER), source.read(CHUNK + EXTRA)
    if len(header) < HEADER or len(first) < EXTRA:
        return False
    state = State()
    crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    try:
        crypto_secretstream_xchacha20poly1305_pull(state, first, PURPOSE)
    except NaclError:
        return False
    return True


def _pulled(state: State, data: bytes, at: int, *, final: bool) -> bytes:
    try:
        plain, tag = crypto_secretstream_xchacha20poly1305_pull(state, data, PURPOSE)
    except NaclError:
        raise Broken(Wrong.DAMAGED, at) from None
    if (tag == _FINAL) != final:
        raise Broken(Wrong.DAMAGED, at)
    return plain
