"""Codes of cases: eight random Crockford base-32 characters, the last a check; they say nothing."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U (crockford.com/base32.html)."""

_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, written in two groups: `K7QM-2XDP`."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(7)))


def with_check(body: str) -> str:
    """Seven characters with their check character (Luhn mod 32), in two groups of four."""
    code = body + check_character(body)
    return f"{code[:4]}-{code[4:]}"


def check_character(body: str) -> str:
    """The Luhn mod 32 check character of a body: it finds one wrong character and most swapped pairs."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def tidy(text: str) -> str:
    """A code as typed, in the form it is kept: upper case, O read as 0 and I or L as 1, one hyphen."""
    plain = text.strip().upper().replace("-", "").replace(" ", "").translate(_FORGIVEN)
    return f"{plain[:4]}-{plain[4:]}" if len(plain) == 8 else text.strip()
