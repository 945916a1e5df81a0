"""Names across scripts and spellings: folded, ordered, by initial consonants."""

from __future__ import annotations

import re
import unicodedata

from app.romanise import is_hangul

_APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ")
_CHOSEONG = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SIMPLIFIED = frozenset(
    "丽东乐亚产亲仪伟传伦关兰兴凤刘华单卢吴圣声娇孙宝张显杨枫荣欢泽涛玮珑环琼红纪纯纲线练组经结绢绣维绿罗胜艳苏莲莹贞贵贤赵辉达远"
    "郑钟铁银锦镇长门闵陈韩顺顾颖风飞马鲁鸿龙国"
)
"""Characters of names as only the mainland of China writes them (国 was, seldom, written in Korea too)."""


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


_UNIT = re.compile(r"(?<=[가-힣]{2})[시군현]$|(?<=\w) (?:city|county)$", re.IGNORECASE)
"""What a town or county is called beside its name: 투먼시, "Tumen city"."""


def bare_place(name: str) -> str:
    """The folded name of a place without the word for a town or county: 투먼시 and 투먼 are one name."""
    return fold(_UNIT.sub("", unicodedata.normalize("NFC", name.strip())))
