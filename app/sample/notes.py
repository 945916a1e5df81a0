"""The quick notes of the sample: calls that nobody made."""

from __future__ import annotations

from collections.abc import Iterator

from app.records.record import Record, new
from app.sample.ids import Ids
from app.sample.public import both
from app.values import uncertain

CALLS = (
    (
        ("A woman who gave no name", "이름을 밝히지 않은 여성"),
        "2026-11-23",
        (
            "Her cousin was taken from a lodging in Tumen last week. She heard it from the landlord and "
            "knows no more.",
            "사촌이 지난주 투먼의 숙소에서 잡혀갔다고 함. 집주인에게 들었고 그 이상은 모름.",
        ),
        ("Wants to know today whom she may ask", "누구에게 물을 수 있는지 오늘 알고 싶어 함"),
        ("Calls again at eight in the evening", "저녁 8시에 다시 전화함"),
        "",
    ),
    (
        ("A church worker", "교회 활동가"),
        "2026-11-12",
        (
            "Asked for the blank consent form in Korean; it was sent.",
            "빈 동의서 한국어판을 요청함. 보냈음.",
        ),
        None,
        None,
        "2026-11-12",
    ),
)
"""Who called, when, what was said, what is urgent, how to reach back, settled on."""


def quick_notes(ids: Ids) -> Iterator[Record]:
    """One that waits, one that is settled."""
    for n, (who, when, said, urgent, reach, settled) in enumerate(CALLS):
        yield new(
            "quick_note",
            id=ids.of("quick_note", n),
            sample=True,
            who=both(who),
            when=uncertain(when),
            said=both(said),
            urgent=both(urgent),
            reach=both(reach),
            settled=uncertain(settled) if settled else None,
        )
