"""How hard a passphrase is to guess, roughly: a hint while typing, never a lock."""

from __future__ import annotations

import itertools
import math
import unicodedata
from dataclasses import dataclass

from app.i18n import N_

# fmt: off
COMMON = frozenset((
    "password", "passphrase", "qwerty", "letmein", "welcome", "admin", "iloveyou", "dragon",
    "monkey", "casebook", "sample", "abc123", "111111", "123456", "12345678", "123456789", "비밀번호",
    "사랑해",
))
# fmt: on
WORD_BITS = 11.0
"""A word somebody thinks of, taken as one of about two thousand."""


@dataclass(frozen=True)
class Strength:
    """`bits` as an attacker counts who knows how people choose; `step` 0 to 4; a word for it (msgid)."""

    bits: float
    step: int
    word: str


# four words are fair, five good, six strong: each guess costs an Argon2id derivation
STEPS = (
    (0.0, N_("Too easy to guess")),
    (28.0, N_("Weak")),
    (40.0, N_("Fair")),
    (53.0, N_("Good")),
    (65.0, N_("Strong")),
)


def strength(passphrase: str) -> Strength:
    """The strength of a passphrase: the smaller of what its characters and what its words give."""
    text = unicodedata.normalize("NFC", passphrase)
    bits = min(_by_characters(text), _by_words(text))
    step = max(n for n, (least, _word) in enumerate(STEPS) if bits >= least)
    return Strength(bits, step, STEPS[step][1])


def _by_characters(text: str) -> float:
    fresh = sum(1 for before, now in itertools.pairwise(text) if abs(ord(now) - ord(before)) > 1)
    return (fresh + 1) * math.log2(_alphabet(text)) if text else 0.0


def _alphabet(text: str) -> int:
    size = 26 * any(c.isascii() and c.islower() for c in text)
    size += 26 * any(c.isascii() and c.isupper() for c in text)
    size += 10 * any(c.isdigit() for c in text)
    size += 20 * any(c.isascii() and not c.isalnum() for c in text)
    return max(2, size + 300 * any(not c.isascii() for c in text))


def _by_words(text: str) -> float:
    words = text.lower().split()
    known = {w for w in words if w in COMMON}
    fresh = {w for w in words if w not in known and len(w) > 1}
    letters = sum(max(0, len(w) - 8) for w in fresh if not w.isalpha())
    if len(words) <= 1:
        return 4.0 if known else math.inf
    return len(fresh) * WORD_BITS + len(known) * 2.0 + letters * 4.0
