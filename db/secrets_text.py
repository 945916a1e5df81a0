"""Secrets as people type them: passphrases, the printed recovery key, printed shares, a PIN."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from app.errors import Invalid, WrongPassphrase
from app.keys import PIN_LEAST
from app.messages import Msg
from db.crypto import RECOVERY_CHECK, SHARE_CHECK, fresh, keyed_hash

PASSPHRASE_MAX_BYTES = 1024
RECOVERY_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32
_GROUP = 4
_SECRET = RECOVERY_BYTES * 8 // 5
SET = 3
_FORGIVEN = str.maketrans("OIL", "011")


def passphrase_bytes(passphrase: str) -> bytes:
    """A passphrase as the key derivation takes it: NFC, UTF-8, nothing trimmed.

    Raises Invalid when it is empty, longer than 1,024 bytes, or holds NUL or a lone surrogate.
    """
    try:
        data = unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError:
        raise Invalid(Msg.TEXT_HAS_SURROGATE) from None
    if b"\x00" in data:
        raise Invalid(Msg.TEXT_HAS_NUL)
    if not 1 <= len(data) <= PASSPHRASE_MAX_BYTES:
        raise Invalid(Msg.PASSPHRASE_LENGTH)
    return data


def pin_bytes(pin: str) -> bytes:
    """A PIN as the key derivation takes it: decimal digits of any script as ASCII.

    Raises Invalid for fewer than 6, other characters, one digit over and over, or a run such as 123456.
    """
    if not pin.isdecimal() or not PIN_LEAST <= len(pin) <= PASSPHRASE_MAX_BYTES:
        raise Invalid(Msg.PIN_DIGITS)
    digits = [unicodedata.decimal(c) for c in pin]
    if {(b - a) % 10 for a, b in pairwise(digits)} in ({0}, {1}, {9}):
        raise Invalid(Msg.PIN_DIGITS)
    return "".join(map(str, digits)).encode()


def recovery_text(secret: bytes) -> str:
    """A 160-bit secret as it is printed: eight groups of Crockford base 32, and a check group."""
    return _grouped(_base32(secret) + _check(secret, b"", RECOVERY_CHECK))


def recovery_secret(text: str) -> bytes:
    """The secret of a recovery key as typed: O for 0, I and L for 1, lower case, spaces and hyphens pass.

    Raises WrongPassphrase when a character or the check group cannot be right.
    """
    plain = _plain(text)
    if len(plain) != _SECRET + _GROUP or not _is_base32(plain):
        raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
    secret = _bytes(plain[:_SECRET])
    if _check(secret, b"", RECOVERY_CHECK) != plain[_SECRET:]:
        raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
    return secret


@dataclass(frozen=True)
class ShareText:
    """A share as it is printed: its number from 1, three characters of the set it belongs to, 20 bytes."""

    number: int
    set: str
    data: bytes = field(repr=False)

    def __str__(self) -> str:
        """Ten groups: number and set, eight of the share, a check group over all of it."""
        head = f"{self.number}{self.set}"
        return _grouped(head + _base32(self.data) + _check(self.data, head.encode(), SHARE_CHECK))


def new_set() -> str:
    """A random name for a set of shares, three characters."""
    return _base32(fresh(5))[:SET]


def share_text(text: str, place: int) -> ShareText:
    """A share as typed, with the same forgiven as in a recovery key.

    Raises WrongPassphrase, which says by `place` (1 or 2) which of the shares it is.
    """
    plain = _plain(text)
    if len(plain) != 1 + SET + _SECRET + _GROUP or not _is_base32(plain):
        raise WrongPassphrase(Msg.SHARE_MISTYPED, n=place)
    head, data = plain[: 1 + SET], _bytes(plain[1 + SET : -_GROUP])
    if _check(data, head.encode(), SHARE_CHECK) != plain[-_GROUP:] or head[0] not in "123":
        raise WrongPassphrase(Msg.SHARE_MISTYPED, n=place)
    return ShareText(int(head[0]), head[1:], data)


def two_shares(text: str) -> tuple[str, str]:
    """Two shares that were typed one after the other, in one line or two. ValueError for anything else."""
    plain = _plain(text)
    length = 1 + SET + _SECRET + _GROUP
    if len(plain) != 2 * length:
        raise ValueError
    return plain[:length], plain[length:]


def _plain(text: str) -> str:
    kept = (c for c in unicodedata.normalize("NFKC", text).upper() if not _separates(c))
    return "".join(kept).translate(_FORGIVEN)


def _separates(c: str) -> bool:
    return c.isspace() or unicodedata.category(c) in ("Pd", "Cf")


def _grouped(text: str) -> str:
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def _is_base32(text: str) -> bool:
    return all(c in _ALPHABET for c in text)


def _base32(data: bytes) -> str:
    number, size = int.from_bytes(data, "big"), len(data) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * i & 31] for i in reversed(range(size)))


def _bytes(text: str) -> bytes:
    number = 0
    for c in text:
        number = number * 32 + _ALPHABET.index(c)
    return number.to_bytes(len(text) * 5 // 8, "big")


def _check(secret: bytes, more: bytes, purpose: bytes) -> str:
    """Twenty bits of a keyed hash: one mistyped group in a million passes."""
    return _base32(keyed_hash(secret, more, purpose)[:5])[:_GROUP]
