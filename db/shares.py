"""A secret in three shares of which any two give it back, and one alone says nothing of it.

Shamir's scheme over GF(256) with the polynomial of AES (x^8+x^4+x^3+x+1): share x of each byte s is
s + a*x with a random byte a of its own, the secret is what a line through two of the points has at 0.
"""

from __future__ import annotations

from app.keys import SHARES
from db import crypto

_POLYNOMIAL = 0x11B


def split(secret: bytes) -> tuple[bytes, ...]:
    """Share 1, 2, 3 of a secret, each as long as it."""
    slope = crypto.fresh(len(secret))
    return tuple(
        bytes(s ^ _times(a, x) for s, a in zip(secret, slope, strict=True)) for x in range(1, SHARES + 1)
    )


def combine(first: tuple[int, bytes], second: tuple[int, bytes]) -> bytes:
    """The secret of two shares with their numbers; of shares that do not belong together, just bytes.

    Raises ValueError for one number twice, or lengths that differ.
    """
    (x, one), (z, other) = first, second
    if x == z:
        raise ValueError("two different shares are needed")
    by = _inverse(x ^ z)
    return bytes(_times(_times(a, z) ^ _times(b, x), by) for a, b in zip(one, other, strict=True))


def _times(a: int, b: int) -> int:
    """The product in the field."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= _POLYNOMIAL
        b >>= 1
    return product


def _inverse(a: int) -> int:
    """What times `a` is 1: a to the power of 254."""
    result = 1
    for _ in range(254):
        result = _times(result, a)
    return result
