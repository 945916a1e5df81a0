"""Who called: names are told from what people are to one another, and no word of ours is taken for a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.callers import names_in
from app.vocabularies import seed

ROOT = Path(__file__).parents[2]
TEXTS = ("docs/manual.ko.md", "app/locale/ko/LC_MESSAGES/casebook.po")
EXAMPLES = {"김민준", "김영희"}
"""Names that the manual invents."""


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("김영희", ("김영희",)),
        ("김영희, 이모", ("김영희",)),
        ("이모 (김 영희)", ("김영희",)),
        ("김영희씨의 이웃", ("김영희",)),
        ("리철수가 전함", ("리철수",)),
        ("남궁민수 목사님", ("남궁민수",)),
        ("\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e", ("김철수",)),
        ("Kim Young-hee, her aunt", ("Kim Young-hee",)),
        ("her aunt (Aunt Pak Kum Suk)", ("Pak Kum Suk",)),
        ("Young-hee Kim's neighbour", ("Young-hee Kim",)),
        ("a neighbour", ()),
        ("A neighbour of Kim", ()),
        ("North Korean woman in Yanji", ()),
        ("Justice For North Korea", ()),
        ("이웃", ()),
        ("이름을 밝히지 않은 여성", ()),
        ("조선족 선교사", ()),
        ("고모부, 배우자, 노동자, 보호자, 서명자", ()),
        ("여동생의 남편, 현지인", ()),
        ("지린성 장백현 주민", ()),
        ("강원도에 사는 이모부", ()),
        ("", ()),
    ],
)
def test_a_name_is_told_from_a_word(who: str, names: tuple[str, ...]) -> None:
    assert names_in(who) == names


def test_no_word_of_the_program_or_its_manual_is_taken_for_a_name() -> None:
    """What is refused in documents must not be a word that they are made of."""
    said = [*((ROOT / name).read_text(encoding="utf-8") for name in TEXTS), *(t.ko for t in seed())]
    found = {name for text in said for line in text.splitlines() for name in names_in(line)}
    assert {name for name in found if not name.isascii()} <= EXAMPLES
