"""Secrets as people type them: passphrases, and the printed recovery key."""

from __future__ import annotations

import unicodedata

from app.errors import Invalid, WrongPassphrase
from app.messages import Msg
from db.crypto import RECOVERY_CHECK, keyed_hash

PASSPHRASE_MAX_BYTES = 1024
RECOVERY_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32
_GROUP = 4
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


def recovery_text(secret: bytes) -> str:
    """A 160-bit secret as it is printed: eight groups of Crockford base 32, and a check group."""
    text = _base32(secret) + _check(secret)
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def recovery_secret(text: str) -> bytes:
    """The secret of a recovery key as typed: O for 0, I and L for 1, lower case, spaces and hyphens pass.

    Raises WrongPassphrase when a character or the check group cannot be right.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if not _separates(c))
    plain = plain.translate(_FORGIVEN)
    size = RECOVERY_BYTES * 8 // 5
    if len(plain) != size + _GROUP or any(c not in _ALPHABET for c in plain):
        raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
    number = 0
    for c in plain[:size]:
        number = number * 32 + _ALPHABET.index(c)
    secret = number.to_bytes(RECOVERY_BYTES, "big")
    if _check(secret) != plain[size:]:
        raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
    return secret


def _separates(c: str) -> bool:
    return c.isspace() or unicodedata.category(c) in ("Pd", "Cf")


def _base32(data: bytes) -> str:
    number, size = int.from_bytes(data, "big"), len(data) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * i & 31] for i in reversed(range(size)))


def _check(secret: bytes) -> str:
    """Twenty bits of a keyed hash: one mistyped group in a million passes."""
    return _base32(keyed_hash(secret, b"", RECOVERY_CHECK)[:5])[:_GROUP]
