"""The few cryptographic steps of a vault, all from libsodium."""

from __future__ import annotations

import time
from dataclasses import dataclass
from hmac import compare_digest

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.pwhash import argon2id
from nacl.utils import random

from app.errors import DamagedVault, VaultError
from app.messages import Msg

KEY_BYTES = 32
NONCE_BYTES = 24
SALT_BYTES = 16
WRAPPED_BYTES = KEY_BYTES + 16

DATABASE = b"cb1 database"
KEY_FILE_MAC = b"cb1 key file mac"
PASSPHRASE_SLOT = b"cb1 slot pass"
RECOVERY_SLOT = b"cb1 slot recover"
RECOVERY_CHECK = b"cb1 check group"
SHARES_SLOT = b"cb1 slot shares"
SHARE_CHECK = b"cb1 share check"
KEYRING_SLOT = b"cb1 slot keyring"


@dataclass(frozen=True)
class Cost:
    """The cost of Argon2id (RFC 9106, one lane): memory in KiB and passes."""

    m: int = 256 * 1024
    t: int = 3


AIM_SECONDS = 1.25
"""What one derivation should take on the computer that makes a vault."""
MOST = Cost(m=1024 * 1024, t=10)
"""What a new vault may cost at most, so that a weaker computer of the same office opens it too."""


@dataclass(frozen=True)
class Limits:
    """What a cost may be: a file that asks for more, or less, is refused before any memory is taken."""

    m_min: int = 64 * 1024
    m_max: int = 2 * 1024 * 1024
    t_min: int = 1
    t_max: int = 20

    def check(self, cost: Cost) -> None:
        """Raises DamagedVault for a cost outside."""
        if not (self.m_min <= cost.m <= self.m_max and self.t_min <= cost.t <= self.t_max):
            raise DamagedVault(Msg.KEY_FILE_COST)


LIMITS = Limits()


def subkey(key: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """A 32-byte key for one purpose: BLAKE2b keyed with `key`, personalised with `purpose`."""
    return keyed_hash(key, b"", purpose, salt)


def keyed_hash(key: bytes, data: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """A 32-byte keyed BLAKE2b of `data`; `purpose` and `salt` at most 16 bytes each."""
    return bytes(blake2b(data, digest_size=32, key=key, salt=salt, person=purpose, encoder=RawEncoder))


def same(a: bytes, b: bytes) -> bool:
    """Equality in constant time."""
    return compare_digest(a, b)


def derive(passphrase: bytes, salt: bytes, cost: Cost, limits: Limits) -> bytes:
    """Argon2id of a passphrase, 32 bytes. Raises DamagedVault for a cost out of bounds before allocating."""
    limits.check(cost)
    try:
        return bytes(argon2id.kdf(KEY_BYTES, passphrase, salt, cost.t, cost.m * 1024, encoder=RawEncoder))
    except (MemoryError, RuntimeError):
        raise VaultError(Msg.NOT_ENOUGH_MEMORY) from None


def calibrated(seconds: float | None = None) -> Cost:
    """A cost for a new vault: about 1.25 s here, by memory first, then by passes; never under the default.

    `seconds` is what the default cost takes on this computer; without it, one derivation is timed.
    """
    floor, step = Cost(), 64 * 1024
    if seconds is None:
        begun = time.perf_counter()
        derive(b"calibration", bytes(SALT_BYTES), floor, LIMITS)
        seconds = time.perf_counter() - begun
    more = max(1.0, AIM_SECONDS / max(seconds, 0.001))
    m = min(MOST.m, int(floor.m * more) // step * step)
    return Cost(m, max(floor.t, min(MOST.t, int(floor.t * more * floor.m / m))))


def wrap(secret: bytes, aad: bytes, nonce: bytes, key: bytes) -> bytes:
    """XChaCha20-Poly1305 (IETF) of `secret`, bound to `aad`."""
    return crypto_aead_xchacha20poly1305_ietf_encrypt(secret, aad, nonce, key)


def unwrap(wrapped: bytes, aad: bytes, nonce: bytes, key: bytes) -> bytes | None:
    """What `wrap` took, or None when anything differs."""
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped, aad, nonce, key)
    except CryptoError:
        return None


def fresh(size: int) -> bytes:
    """`size` random bytes of the operating system."""
    return random(size)
