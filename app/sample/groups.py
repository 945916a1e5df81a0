"""How the invented people of the sample are spread: events, crossings, statuses, ages, homes, consents.

Fewer people stand in an event than were reported returned in it, so that nothing here reads as a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """People of one event ("" for none): how many, and the weights they are drawn by.

    `arrest` is the span of years in which they were arrested; `towns` where; `confirmed` the share of links
    that are confirmed (most others are probable).
    """

    event: str
    people: int
    crossings: Mapping[str, int]
    statuses: Mapping[str, int]
    arrest: tuple[int, int]
    towns: Mapping[str, int]
    confirmed: float = 0.4


_BORDER = {"yanji": 4, "tumen-city": 4, "hunchun": 3, "helong": 3, "longjing": 3, "changbai-county": 2}
_LIAONING = {"shenyang": 5, "dandong-city": 4, "changchun": 1}
_BOTH = {**_BORDER, **_LIAONING, "baishan": 2}
_RETURNED = {
    "returned_unknown": 56,
    "detained_dprk": 20,
    "sentenced": 8,
    "released": 7,
    "deceased": 4,
    "unknown": 5,
}
_OLD = {
    "sentenced": 18,
    "released": 22,
    "left_again": 14,
    "resettled": 24,
    "deceased": 12,
    "returned_unknown": 10,
}

GROUPS = (
    Group(
        "2023-10-09",
        126,
        {"tumen": 28, "dandong": 24, "nanping": 17, "changbai": 16, "quanhe": 15, "": 20},
        _RETURNED,
        (2021, 2023),
        _BOTH,
    ),
    Group("2023-08-29", 44, {"dandong": 6, "tumen": 2, "": 4}, _RETURNED, (2020, 2023), _BOTH),
    Group("2023-09-18", 26, {"tumen": 5, "quanhe": 2, "": 3}, _RETURNED, (2020, 2023), _BORDER),
    Group(
        "2023-08-28-V",
        22,
        {"dandong": 1},
        {"returned_unknown": 4, "unknown": 5, "released": 1},
        (0, 0),
        {},
        0.7,
    ),
    Group("2024-04-26", 38, {"tumen": 5, "quanhe": 3, "dandong": 3, "": 2}, _RETURNED, (2021, 2024), _BORDER),
    Group("2021-07-14", 31, {"dandong": 1}, {**_OLD, "detained_dprk": 12}, (2019, 2021), _LIAONING),
    Group("2024-08-21", 11, {"": 1}, {"arrested": 6, "detained_china": 4}, (2024, 2024), {"kunming": 1}, 0.8),
    Group("2012-03", 26, {"sanhe": 3, "tumen": 3, "": 1}, _OLD, (2011, 2012), {"yanji": 2, "longjing": 2}),
    Group(
        "",
        76,
        {"": 1},
        {"at_large": 24, "detained_china": 18, "arrested": 12, "resettled": 14, "unknown": 8},
        (2022, 2026),
        _BOTH,
    ),
)

AGES = {(3, 16): 10, (19, 28): 28, (31, 38): 31, (41, 48): 19, (52, 70): 13, (0, 0): 3}
"""Ages at the event, both ends included; (0, 0) where no birth is known."""

HOMES = {
    "north-hamgyong": 38, "musan-county": 9, "hoeryong-city": 10, "onsong": 8, "ryanggang": 12,
    "hyesan-city": 12, "north-pyongan": 5, "sinuiju-city": 3, "chagang": 5, "south-hamgyong": 6,
    "south-pyongan": 4, "kangwon": 1, "pyongyang": 1, "rason": 1, "south-hwanghae": 1, "": 2,
}  # fmt: skip

SEXES = {"female": 70, "male": 26, "unknown": 4}

PLANS = {
    "hold count": 46,
    "hold count account": 13,
    "hold count account un:any_un": 4,
    "hold count un:un_wgeid": 6,
    "hold count account government:KR": 3,
    "hold count government:any_government un:any_un": 2,
    "hold count government:US": 3,
    "hold count account government:JP+US": 1,
    "hold count -account -publish_name": 4,
    "hold count account publish_name": 1,
    "hold": 4,
    "": 4,
    "hold -count": 3,
    "hold count!2026-02-02 account!2026-02-02": 2,
    "hold count@2025-12-31 government:KR@2025-12-31": 3,
}
"""What people allow, written as consents.py reads it."""

GIVEN_BY = {"next_of_kin": 5, "parent": 3, "self": 1}
GIVEN_BY_THEMSELVES = frozenset({"resettled", "left_again", "at_large", "released"})

RISKS = {
    "relatives_left": 6, "long_stay": 5, "trafficked": 4, "chinese_father": 3, "church_contact": 3,
    "south_korean_contact": 2, "attempt_to_reach_rok": 4, "repeat_crossing": 3, "smuggling_or_phone": 3,
    "illness": 2, "former_official": 1, "pregnancy": 1,
}  # fmt: skip

OCCUPATIONS = (
    ("farmer", "농장원"), ("miner", "광부"), ("market seller", "장마당 상인"), ("logger", "벌목공"),
    ("seamstress", "재봉공"), ("cook", "료리사"), ("student", "학생"), ("driver", "운전수"),
)  # fmt: skip

ACCOUNTS = (
    ("No reason was given for the arrest.", "체포된 까닭은 듣지 못했다."),
    ("Nobody asked about a fear of return.", "돌아가는 것이 두려운지 아무도 묻지 않았다."),
    ("Saw no lawyer and no interpreter.", "변호사도 통역도 만나지 못했다."),
    ("The family was told nothing.", "가족은 아무런 통보도 받지 못했다."),
    ("Held for several months before the return.", "돌아가기 전 여러 달 갇혀 있었다."),
    ("Signed a paper that nobody explained.", "아무도 설명해 주지 않은 서류에 서명했다."),
    ("Was moved between places of detention at night.", "밤에 다른 구금 장소로 옮겨졌다."),
    ("Asked to stay and got no answer.", "남게 해 달라고 했으나 답을 듣지 못했다."),
    ("Had lived in China for several years.", "중국에서 여러 해를 살았다."),
    ("Was not told where the bus was going.", "버스가 어디로 가는지 듣지 못했다."),
)
"""Accounts written to be told under a pseudonym: they name nobody and no place."""

BASES = (
    ("Named by a relative", "친척이 지목함"),
    ("Seen by a person held in the same place", "같은 곳에 있던 사람이 보았음"),
    ("On a list that was passed on", "전달받은 명단에 있음"),
    ("Date and crossing agree", "날짜와 통로가 일치함"),
)
