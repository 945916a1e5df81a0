"""Invented names: common syllables put together at random, never looked up anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from app.records.record import row
from app.romanise import PAIRS, suggestions
from app.sample.ids import Ids
from app.values import Row

_FAMILY = (
    "김金 리李 박朴 최崔 정鄭 강姜 조趙 윤尹 장張 림林 한韓 오吳 서徐 신申 권權 황黃 안安 송宋 류柳 홍洪 "
    "전全 고高 문文 량梁 손孫 배裵 백白 허許 남南 심沈 로盧 곽郭 차車 주朱 우禹"
)
_WEIGHTS = [18, 15, 9, 6, 5, 5, 4, 4, 4, 3, *[2] * 10, *[1] * 15]
_FEMALE = (
    "영英 희姬 순順 옥玉 금錦 숙淑 춘春 화花 명明 은恩 경京 향香 미美 선善 련蓮 실實 분粉 혜惠 복福 진珍 "
    "설雪 송松 연燕 애愛 란蘭 심心"
)
_MALE = (
    "철哲 성成 국國 명明 남男 광光 수洙 혁赫 준俊 영永 호浩 진鎭 용勇 학學 동東 만萬 길吉 석錫 훈勳 "
    "강鋼 덕德 춘春"
)
_CHINESE = "王Wang 李Li 张Zhang 刘Liu 陈Chen 赵Zhao 孙Sun 朴Piao 崔Cui 郑Zheng 吴Wu 林Lin"
_CHINESE_GIVEN = "丽li 花hua 红hong 玉yu 梅mei 兰lan 英ying 芳fang 敏min 秀xiu 娟juan 凤feng 月yue 春chun"


@dataclass(frozen=True)
class Name:
    """An invented name in Hangul and Hanja."""

    hangul: str
    hanja: str


class Namer:
    """Draws names, none twice."""

    def __init__(self, rng: Random, taken: set[str]) -> None:
        self._rng, self._taken = rng, {_southern(name) for name in taken}

    def draw(self, sex: str) -> Name:
        """A name that nobody in this sample has yet, also not in the other spelling of its first sounds."""
        given = (_MALE if sex == "male" else _FEMALE).split()
        while True:
            family = self._rng.choices(_FAMILY.split(), _WEIGHTS)[0]
            parts = [family, *self._rng.sample(given, 2 if self._rng.random() < 0.94 else 1)]
            hangul = "".join(part[0] for part in parts)
            if _southern(hangul) not in self._taken:
                self._taken.add(_southern(hangul))
                return Name(hangul, "".join(part[1] for part in parts))

    def rows(self, ids: Ids, who: object, name: Name, sex: str) -> tuple[Row, ...]:
        """The rows of a person's names: Hangul first, some with Hanja, romanisations, a Chinese name."""
        rng = self._rng
        latin = suggestions(name.hangul)
        rows = [(name.hangul, "hangul", "birth", "")]
        if rng.random() < 0.35:
            rows.append((name.hanja, "hanja", "birth", ""))
        rows.append((latin["dprk"], "latin", "birth", "dprk"))
        others = [s for s in ("revised", "mccune_reischauer") if latin[s] != latin["dprk"]]
        rows += [(latin[s], "latin", "as_listed", s) for s in others if rng.random() < 0.3]
        if rng.random() < (0.3 if sex == "female" else 0.12):
            rows += self._chinese()
        if rng.random() < 0.05:  # known from a list in Latin letters only: that is what the file goes by
            rows = [rows[-1] if rows[-1][1] == "latin" else (latin["dprk"], "latin", "as_listed", "dprk")]
        return name_rows(ids, who, rows)

    def _chinese(self) -> list[tuple[str, str, str, str]]:
        family = self._rng.choice(_CHINESE.split())
        given = self._rng.sample(_CHINESE_GIVEN.split(), 2)
        hanzi = family[0] + "".join(part[0] for part in given)
        pinyin = f"{family[1:]} {''.join(part[1:] for part in given).capitalize()}"
        return [(hanzi, "hanzi", "chinese", ""), (pinyin, "latin", "chinese", "pinyin")]


def _southern(name: str) -> str:
    return "".join(PAIRS.get(c, c) for c in name)


def name_rows(ids: Ids, who: object, names: list[tuple[str, str, str, str]]) -> tuple[Row, ...]:
    """Rows of names given as text, script, kind, system."""
    return tuple(
        row(id=ids.of("name", who, n), text=text, script=script, kind=kind, system=system)
        for n, (text, script, kind, system) in enumerate(names)
    )
