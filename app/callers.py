"""Names in what a quick note says of who called: "김영희, 이모" names somebody, "a neighbour" does not.

A guess, on the safe side of silence: what it takes for a name is refused in documents, so a word that is none
must not be taken for one. Hangul names count with a family name and a given name of two usual syllables;
Latin ones are two to four words with capitals of which the first or last is a Korean family name. Names of
other peoples, in Han characters, and of two Hangul syllables are not recognised (docs/threat-model.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.romanise import DOUBLE, family_spellings

_FAMILY = frozenset(
    "김이리박최정조강윤장림임오서신권안류유전고문량양배백허심로노성주우구현방변곽엄지천황홍한송손차나라남원민진채려연련용룡길"
)
"""Family names of one syllable, as either Korea spells them; rare ones that begin many words are left out."""
_APART = frozenset("김리박최조강윤장임림오신권안류고량백허심노우황홍송")
"""Those that also stand apart from the given name: 김 영희. 이 and 한 before a word say "this" and "one"."""
_GIVEN = frozenset(
    "강건경계관광국권규균근금기길나단달대덕동두라란람련렬령례록룡륜률름리린림만명모무문미민백범별병보복봄봉분빈빛삼상석선"
    "설섭성세솔송수숙순슬승식신실심아안애양언여연열엽영예옥완용우욱운웅원월유윤율은을이인일자장재정제종주준중지진찬창채천철"
    "청초춘충태택평학하한해향헌혁현형혜호홍화환훈휘희"
)
"""Syllables that given names are made of."""
_LAST = _GIVEN - set("을만장모무제")
"""Those that a given name ends with: without what ends other words as often (particles, posts)."""
_BEFORE_JA = frozenset("영순미춘명정숙경옥화금복선혜애희길인연말")
"""What stands before 자 in a given name; 배우자 and 노동자 are none."""
_LIKE_NAMES = """
강원도 경찰은 고발인 고성리 고소인 고아원 고용주 구청리 군인은 군인이 길림성 나가지 나이대 나이별 남기기
남기지 남수단 노인이 문의한 문자나 문제는 민원인 민주주 반장은 방문한 배열은 배우자 배정한 서명은 서명자
서명한 서식은 선원이 성당은 성한지 소식이 손대지 손상이 송환은 송환이 송환한 신고인 신고한 신원은 신의주
안내원 안내인 안도라 안도현 양로원 연구원 연나이 연락인 우리나 원문이 원장은 원주민 유명인 유학은 유학한
이동한 이름은 이름이 이상이 이상인 이상해 이송한 이수가 이웃인 이유나 이장은 이주민 이주한 이해하 이해한
장백현 전달한 전문인 전이라 전하기 전하는 전화기 전화한 정치인 정하기 정하지 정해진 조선은 조선이 조선인
조언한 조지아 주기한 주선한 주인이 주장은 주장이 주장한 주재원 지나지 지린성 지명은 지우기 지우지 지인이
지정한 진료원 최대화 추정한 한국인 한인인 현지인
"""
_WORDS = frozenset(_LIKE_NAMES.split())
"""Words for people, places and things that look like a name by the rules above."""
_TITLE_WORDS = "aunt uncle mr mrs ms miss dr pastor rev reverend brother sister mother father"
_TITLES = frozenset(_TITLE_WORDS.split())
_AFTER = re.compile("(?:씨|님|양|군)?(?:의|이|가|은|는|와|과|도|께서|에게서|한테서)?")
_HANGUL = re.compile(r"[가-힣]+")
_RUN = re.compile(r"[A-Z][\w’'-]*(?:[ \t]+[A-Z][\w’'-]*)*")
_MOST = 4
"""Words of a Latin name."""


def names_in(text: str) -> tuple[str, ...]:
    """The names of people in a text that says who called, each once."""
    plain = unicodedata.normalize("NFC", text)
    return tuple(dict.fromkeys((*_hangul(plain), *_latin(plain))))


def _hangul(text: str) -> Iterator[str]:
    words = _HANGUL.findall(text)
    for one, following in zip(words, [*words[1:], ""], strict=False):
        family = 2 if one[:2] in DOUBLE else 1
        if one in _APART or one in DOUBLE:
            one += following
        name, rest = one[: family + 2], one[family + 2 :]
        known = family == 2 or one[:1] in _FAMILY
        if known and _is_given(name[family:]) and name not in _WORDS and _AFTER.fullmatch(rest):
            yield name


def _is_given(text: str) -> bool:
    """Whether two syllables may be the name that parents gave."""
    if len(text) != 2 or text[0] not in _GIVEN or text[1] not in _LAST:
        return False
    return text[1] != "자" or text[0] in _BEFORE_JA


def _latin(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        words = [re.sub("['’]s$", "", word) for word in run.split()]
        while words and words[0].casefold().rstrip(".") in _TITLES:
            del words[0]
        if 1 < len(words) <= _MOST and {words[0].casefold(), words[-1].casefold()} & family_spellings():
            yield " ".join(words)
