"""How hard a passphrase is to guess, and new ones of words that dice would choose.

The estimate is what an attacker needs who tries words, names of keys, dates and repetitions before single
characters (the idea of D. Wheeler, zxcvbn, USENIX Security 2016). It is meant to be low rather than high.
"""

from __future__ import annotations

import itertools
import math
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from app.i18n import N_

# fmt: off
COMMON = frozenset((
    "password", "passphrase", "passwort", "passw", "qwerty", "letmein", "welcome", "admin", "iloveyou",
    "dragon", "monkey", "casebook", "sample", "secret", "login", "master", "hello", "freedom", "whatever",
    "football", "baseball", "princess", "sunshine", "shadow", "superman", "trustno1", "starwars", "access",
    "computer", "internet", "korea", "seoul", "pyongyang", "northkorea", "human", "rights", "test", "user",
    "guest", "root",
    "비밀번호", "사랑해", "안녕하세요", "대한민국", "북한", "인권", "서울", "평양", "암호", "암호문",
))
ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qazwsxedc", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
)
# fmt: on
LEET = str.maketrans("@4301!$57", "aaeoiisst")
WORD_BITS = 11.0
"""A word somebody thinks of, taken as one of about two thousand; those of dice are one of 7,776."""
COMMON_BITS, AGAIN_BITS, RUN_BITS, YEAR_BITS, CAPITAL_BITS = 4.0, 3.0, 5.0, 7.0, 1.0
LONGEST, LOOKED_AT, WORD_LONGEST = 24, 160, 14
GENERATED = 6
"""Words of a new passphrase: 6 of 7,776 are 77 bits."""


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
LEAST_STEP = 1
"""Below it a passphrase is not taken; from there to Good it is only said how strong it is."""


def strength(passphrase: str) -> Strength:
    """The strength of a passphrase: the cheapest way to put it together of the parts an attacker tries."""
    text = unicodedata.normalize("NFC", passphrase)[:LOOKED_AT]
    best = [0.0, *(math.inf for _ in text)]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST), end):
            bits = min(_bits(text, start, end), default=math.inf)
            best[end] = min(best[end], best[start] + bits)
    step = max(n for n, (least, _word) in enumerate(STEPS) if best[-1] >= least)
    return Strength(best[-1], step, STEPS[step][1])


def generated() -> str:
    """A new passphrase of six words by the random source of the system, with spaces between."""
    return " ".join(secrets.choice(word_list()) for _ in range(GENERATED))


@cache
def word_list() -> tuple[str, ...]:
    """The long list of the Electronic Frontier Foundation: 7,776 words (CC BY 3.0 US)."""
    text = (resources.files("app.assets") / "eff-large-wordlist.txt").read_text("ascii")
    return tuple(text.split())


@cache
def _words() -> frozenset[str]:
    return frozenset(word_list())


def _bits(text: str, start: int, end: int) -> Iterator[float]:
    """What this part of the text costs, in each way it can be tried."""
    part = text[start:end]
    plain = part.lower()
    capital = CAPITAL_BITS * (part != plain)
    if len(part) == 1:
        yield _character(part)
        return
    if plain in COMMON or plain.translate(LEET) in COMMON:
        yield COMMON_BITS + capital
    if plain in _words() or _looks_like_a_word(text, start, end):
        yield WORD_BITS + capital
    if len(part) >= 3:
        if plain in text[:start].lower():
            yield AGAIN_BITS
        if _is_run(plain):
            yield RUN_BITS + math.log2(len(part))
    if len(part) == 4 and part.isdecimal() and part[:2] in ("19", "20"):
        yield YEAR_BITS


def _is_run(part: str) -> bool:
    """One character over and over, each the next of the last, or keys that lie side by side."""
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(part)}
    return steps in ({0}, {1}, {-1}) or any(part in row or part[::-1] in row for row in ROWS)


def _looks_like_a_word(text: str, start: int, end: int) -> bool:
    """A whole run of Latin letters with vowels among them: the list does not hold every word there is."""
    part = text[start:end].lower()
    alone = (start == 0 or not text[start - 1].isalpha()) and (end == len(text) or not text[end].isalpha())
    if not alone or not (part.isascii() and part.isalpha()) or len(part) > WORD_LONGEST:
        return False
    without = 0
    for c in part:
        without = 0 if c in "aeiouy" else without + 1
        if without > 4:
            return False
    return any(c in "aeiouy" for c in part)


def _character(c: str) -> float:
    """A single character where nothing else fits; a space or hyphen between words tells nobody anything."""
    if c in " -_.,":
        return 0.5
    if c.isascii():
        return math.log2(10 if c.isdecimal() else 26 if c.islower() else 52 if c.isupper() else 33)
    return 4.5 if "\uac00" <= c <= "\ud7a3" else 6.0
