"""Names across scripts and spellings: folded, ordered, by initial consonants, and found in text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from app.romanise import is_hangul, latin_spellings, northern_southern

_APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ")
_CHOSEONG = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SIMPLIFIED = frozenset(
    "丽东乐亚产亲仪伟传伦关兰兴凤刘华单卢吴圣声娇孙宝张显杨枫荣欢泽涛玮珑环琼红纪纯纲线练组经结绢绣维绿罗胜艳苏莲莹贞贵贤赵辉达远"
    "郑钟铁银锦镇长门闵陈韩顺顾颖风飞马鲁鸿龙国"
)
"""Characters of names as only the mainland of China writes them (国 was, seldom, written in Korea too)."""
_TOKEN = re.compile(r"[^\W_]+")
_MAX_WORDS = 6
_MAX_CJK = 12
T = TypeVar("T", bound=Hashable)


def fold(text: str) -> str:
    """Text for comparing: no marks, case, spaces, hyphens, apostrophes or invisible characters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c for c in plain if not _dropped(c))
    return unicodedata.normalize("NFC", "".join(kept))


def _dropped(char: str) -> bool:
    return char in _APOSTROPHES or unicodedata.category(char) in {
        "Mn",
        "Me",
        "Zs",
        "Zl",
        "Zp",
        "Pd",
        "Cf",
        "Cc",
    }


def script_of(text: str) -> str:
    """The script of a name, by its first letter: hangul, hanja, hanzi, latin, or "" where it has none.

    Han characters that are only written in China make it hanzi, else they are taken for hanja.
    """
    for char in unicodedata.normalize("NFC", text):
        name = unicodedata.name(char, "")
        if name.startswith("HANGUL"):
            return "hangul"
        if name.startswith("CJK"):
            return "hanzi" if _SIMPLIFIED & set(text) else "hanja"
        if name.startswith("LATIN"):
            return "latin"
    return ""


def sort_key(text: str) -> tuple[int, str, str]:
    """Order of a list: Hangul, then Han characters, then Latin, then the rest; each by its folded text."""
    ranks = {"hangul": 0, "hanja": 1, "hanzi": 1, "latin": 2}
    return ranks.get(script_of(text), 3), fold(text), text


def initials(text: str) -> str:
    """The initial consonants of Hangul syllables, other characters as they are: 김철수 is ㄱㅊㅅ."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(_CHOSEONG[(ord(c) - 0xAC00) // 588] if is_hangul(c) else c for c in plain)


def spellings(name: str) -> frozenset[str]:
    """The folded forms in which a text may hold this name.

    A Hangul name: as the DPRK and the Republic of Korea spell it, and in Latin letters by every system with
    the family name first or last. A Latin name of several words: with its last or first word moved, as the
    family name. Any other: itself.
    """
    plain = "".join(unicodedata.normalize("NFC", name).split())
    if is_hangul(plain):
        if len(plain) < 2:
            return frozenset([plain])
        return frozenset(northern_southern(plain) | latin_spellings(plain))
    words = name.split()
    if len(words) > 1 and script_of(name) == "latin":
        moved = (words, [*words[1:], words[0]], [words[-1], *words[:-1]])
        return frozenset(fold(" ".join(order)) for order in moved)
    folded = fold(name)
    return frozenset([folded] if folded else [])


class Finder(Generic[T]):
    """Finds names in text, in every spelling, however they are spaced, hyphenated or accented.

    Latin names are found as whole words. Names in Hangul or Han characters are found anywhere, those of two
    characters only where a word begins. One-character names, and Latin ones under four letters, are left to
    people: everything would be a hit.
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._bearers: dict[str, set[T]] = {}
        for name, bearer in names:
            for folded in spellings(name):
                self._bearers.setdefault(folded, set()).add(bearer)

    def find(self, text: str) -> set[T]:
        """The bearers of every name that the text holds."""
        found: set[T] = set()
        for piece in _pieces(text):
            found |= self._bearers.get(piece, set())
        return found


def _pieces(text: str) -> Iterator[str]:
    """Every folded piece of a text that could be a name."""
    plain = unicodedata.normalize("NFC", text)
    words = [fold(word) for word in _TOKEN.findall("".join(c for c in plain if not _joins(c)))]
    for at, word in enumerate(words):
        run = ""
        for following in words[at : at + _MAX_WORDS]:
            run += following
            if not word.isascii():
                # a particle may follow the name, so any beginning counts
                yield from (run[:end] for end in range(2, min(_MAX_CJK, len(run)) + 1))
            if len(run) > 3:
                yield run
        if not word.isascii():
            for start in range(1, len(word)):
                yield from (word[start:end] for end in range(start + 3, min(start + _MAX_CJK, len(word)) + 1))


def _joins(char: str) -> bool:
    """Whether a character may stand inside a word without parting it."""
    return char in _APOSTROPHES or unicodedata.category(char) in {"Cf", "Mn", "Me"}
