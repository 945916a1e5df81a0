"""Korean personal names in Latin letters by three systems (DPRK, McCune-Reischauer, Revised), as suggestions.

Names are romanised syllable by syllable, as all three systems do for personal names; inside a given name a
plain consonant after a vowel or n, m, ng, l is voiced (DPRK and McCune-Reischauer).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import product

_BASE, _LAST = 0xAC00, 0xD7A3
_INITIALS = {
    "revised": "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "mccune_reischauer": "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h",
    "dprk": "k kk n t tt r m p pp s ss - j jj ch kh th ph h",
}
_VOWELS = {
    "revised": "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "mccune_reischauer": "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    "dprk": "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
}
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_VOICED: dict[str, dict[str, str]] = {
    "revised": {},
    "mccune_reischauer": {"k": "g", "t": "d", "p": "b", "ch": "j"},
    "dprk": {"k": "g", "t": "d", "p": "b"},
}
SYSTEMS = ("dprk", "mccune_reischauer", "revised")

_MIXED = 4
"""Syllables of a given name whose spellings are mixed."""

DOUBLE = frozenset(["남궁", "황보", "제갈", "선우", "독고", "사공", "동방", "서문"])
"""Family names of two syllables."""

_NORTH = "리류림로량녀려라련렬룡률륜렴륙뢰란락력례료령린니뇨뉴"
_SOUTH = "이유임노양여여나연열용율윤염육뇌난낙역예요영인이요유"
PAIRS = dict(zip(_NORTH, _SOUTH, strict=True))
"""Syllables that begin a word in the DPRK's spelling, and their spelling in the Republic of Korea."""
_FAMILY_BACK = dict(zip("이유임노양여나용연염", "리류림로량려라룡련렴", strict=True))

_FAMILY = {
    "리": "Ri Lee Yi Rhee Li", "이": "Yi Lee Ri Rhee I", "박": "Pak Park Bak", "최": "Choe Choi",
    "김": "Kim Gim", "정": "Jong Jung Jeong Chong Chung", "조": "Jo Cho", "강": "Kang Gang",
    "윤": "Yun Yoon", "장": "Jang Chang", "림": "Rim Lim", "임": "Im Lim Yim",
    "오": "O Oh", "서": "So Seo Suh", "신": "Sin Shin",
    "권": "Kwon Gwon", "안": "An Ahn", "류": "Ryu Yu", "유": "Yu Yoo Ryu", "전": "Jon Jeon Chon",
    "고": "Ko Go Koh", "문": "Mun Moon", "량": "Ryang Yang", "배": "Pae Bae", "백": "Paek Baek",
    "허": "Ho Heo Hur", "심": "Sim Shim", "로": "Ro Roh Noh", "노": "No Noh Roh", "성": "Song Seong Sung",
    "주": "Ju Joo", "우": "U Woo", "구": "Ku Koo Gu", "현": "Hyon Hyun", "방": "Pang Bang", "변": "Pyon Byun",
    "곽": "Kwak Gwak", "엄": "Om Eom", "지": "Ji Chi", "천": "Chon Cheon", "표": "Phyo Pyo", "길": "Kil Gil",
}  # fmt: skip
_MORE_FAMILIES = "hwang hong han son yang cha na nam won min jin chin chae"
_ENGLISH = "an go i im no o om so song u"
_USED = {
    "영": "young", "희": "hee", "철": "chul", "숙": "sook", "주": "joo", "정": "jung chung", "경": "kyung",
    "현": "hyun", "은": "eun un", "선": "sun", "순": "soon", "수": "soo", "우": "woo", "운": "woon",
    "성": "sung", "명": "myung", "혁": "hyuk", "국": "kook", "준": "joon", "승": "seung", "연": "youn",
    "미": "mee", "기": "kee", "지": "jee", "춘": "choon", "옥": "ock", "용": "yong", "훈": "hoon",
}  # fmt: skip


def family_spellings() -> frozenset[str]:
    """Korean family names in Latin letters as people write them, in lower case; no English words."""
    found = {spelling.lower() for known in _FAMILY.values() for spelling in known.split()}
    return frozenset(found | set(_MORE_FAMILIES.split())) - frozenset(_ENGLISH.split())


def is_hangul(text: str) -> bool:
    """Whether every character is a whole Hangul syllable."""
    return bool(text) and all(_BASE <= ord(c) <= _LAST for c in text)


def split(name: str) -> tuple[str, str]:
    """Family and given part of a Hangul name; the given part may be empty."""
    plain = "".join(name.split())
    at = 2 if plain[:2] in DOUBLE and len(plain) > 2 else 1
    return plain[:at], plain[at:]


def syllables(text: str, system: str) -> list[str]:
    """One word of Hangul syllables in Latin letters, each for itself but for voicing."""
    initials, vowels = _INITIALS[system].split(), _VOWELS[system].split()
    finals = _FINALS.split()
    result: list[str] = []
    before = ""
    for char in text:
        code = ord(char) - _BASE
        first, vowel = initials[code // 588].strip("-"), vowels[code % 588 // 28]
        if result and not before.endswith(("k", "t", "p")):
            first = _VOICED[system].get(first, first)
        before = first + vowel + finals[code % 28].strip("-")
        result.append(before)
    return result


def romanise(name: str, system: str) -> str:
    """A Hangul name as one system writes it: "Ri Yong Hui", "Ri Yŏnghŭi", "Ri Yeonghui"."""
    family, given = split(name)
    first = "".join(syllables(family, system)).capitalize()
    if not given:
        return first
    parts = syllables(given, system)
    if system == "dprk":
        return " ".join([first, *(p.capitalize() for p in parts)])
    return f"{first} {''.join(parts).capitalize()}"


def suggestions(name: str) -> dict[str, str]:
    """What each system makes of a Hangul name, by system; nothing for any other name."""
    plain = "".join(name.split())
    return {system: romanise(plain, system) for system in SYSTEMS} if is_hangul(plain) else {}


def northern_southern(name: str) -> set[str]:
    """A Hangul name as the DPRK and as the Republic of Korea spell it: 리영희 and 이영희."""
    family, given = split(name)
    families = {family, PAIRS.get(family, family), _FAMILY_BACK.get(family, family)}
    givens = {given, PAIRS.get(given[:1], given[:1]) + given[1:]}
    return {f + g for f, g in product(families, givens)}


def initial_sound_pairs(name: str) -> dict[str, str]:
    """The other spellings of a Hangul name by the rule of initial sounds (두음 법칙), each with whose it is.

    `dprk` keeps ㄹ and ㄴ at the beginning (리영희), `rok` does not (이영희). Suggestions only: a 임
    may be 림 or 임 in the DPRK. Nothing for a name that is spelled alike, or is not in Hangul.
    """
    plain = "".join(name.split())
    if not is_hangul(plain):
        return {}
    others = sorted(northern_southern(plain) - {plain})
    return {other: "rok" if other == _southern(other) else "dprk" for other in others}


def _southern(name: str) -> str:
    family, given = split(name)
    return PAIRS.get(family, family) + PAIRS.get(given[:1], given[:1]) + given[1:]


def latin_spellings(name: str) -> set[str]:
    """A Hangul name as Latin texts may write it, folded: lower case, no space, hyphen, mark or apostrophe.

    Three systems and the spellings people use, mixed by syllable up to the longest names there are; the
    family name first or last.
    """
    found: set[str] = set()
    for spelled in northern_southern(name):
        family, given = split(spelled)
        families = _family_spellings(family)
        givens = _given_spellings(given)
        found |= {f + g for f, g in product(families, givens)} | {g + f for f, g in product(families, givens)}
    return found


def _given_spellings(given: str) -> set[str]:
    """A given name of more than four syllables is none, and mixing its spellings would never end."""
    if len(given) > _MIXED:
        return {_plain("".join(syllables(given, system))) for system in SYSTEMS}
    return {"".join(parts) for parts in product(*(_syllable_spellings(c) for c in given))}


@cache
def _family_spellings(family: str) -> frozenset[str]:
    known = {spelling.lower() for spelling in _FAMILY.get(family, "").split()}
    return frozenset(known | {_plain("".join(syllables(family, s))) for s in SYSTEMS})


@cache
def _syllable_spellings(syllable: str) -> frozenset[str]:
    """One syllable of a given name, voiced or not."""
    found = {_plain(syllables(syllable, s)[0]) for s in SYSTEMS}
    found |= {_plain(syllables("아" + syllable, s)[1]) for s in SYSTEMS}
    return frozenset(found | set(_USED.get(syllable, "").split()))


def _plain(text: str) -> str:
    marks = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(marks).replace("'", "").lower()
