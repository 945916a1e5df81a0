"""The gate of names: found in every recorded spelling, however spaced; not inside other words."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from app.errors import Refused
from app.messages import Msg
from app.protection import Bearer, NameSearch, refuse_names

BEARER = Bearer(uuid4(), ("김철수", "Kim Chol Su", "金哲洙", "이은", "Chol"))


def found(text: str) -> bool:
    return bool(NameSearch([BEARER]).hits(text))


@pytest.mark.parametrize(
    "text",
    [
        "김철수",
        "그날 김철수는 돌아오지 못했다",
        "김 철수와 함께",
        "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e",
        "김\u200b철수",
        "told by KIM CHOL SU himself",
        "Kim Chol-su's sister",
        "Kim Cholsu",
        "Chol Su Kim",
        "Kim\nChol Su",
        "名字是金哲洙",
        "이은의 집",
    ],
)
def test_a_name_is_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text", ["김철", "Kim Chol", "Chol went home", "높이은하수", "Kimchi Cholsu", "Suki Chol", ""]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert not found(text)


def test_refused_by_code_or_only_as_a_name() -> None:
    search = NameSearch([BEARER])

    def judge(code: str, covered: bool = False):  # type: ignore[no-untyped-def]
        return lambda _bearer: (covered, code)

    with pytest.raises(Refused) as refused:
        refuse_names(["김철수"], search, judge("K7QM-2XDP"))
    assert refused.value.message.text is Msg.NAME_IN_TEXT
    assert "김" not in str(refused.value)
    with pytest.raises(Refused) as sealed:
        refuse_names(["김철수"], search, judge(""))
    assert sealed.value.message.text is Msg.A_NAME_IN_TEXT
    refuse_names(["김철수", "nobody"], search, judge("K7QM-2XDP", covered=True))


def test_a_name_that_somebody_covered_shares_is_let_through() -> None:
    other = Bearer(uuid4(), ("김철수",))
    search = NameSearch([BEARER, other])

    def judge(bearer: UUID) -> tuple[bool, str]:
        return bearer == other.id, "K7QM-2XDP"

    refuse_names(["김철수"], search, judge)


def test_a_longer_name_is_not_a_short_one_with_a_particle() -> None:
    short, longer = Bearer(uuid4(), ("김영",)), Bearer(uuid4(), ("김영이",))
    search = NameSearch([short, longer])
    assert search.hits("김영이는 돌아왔다") == [frozenset({longer})]
    assert search.hits("김영이") == [frozenset({longer})]
    assert search.hits("김영은 돌아왔다") == [frozenset({short})]


def test_a_short_latin_name_is_not_found_inside_a_longer_one() -> None:
    short, longer = Bearer(uuid4(), ("Kim Yong",)), Bearer(uuid4(), ("Kim Yong Hui",))
    search = NameSearch([short, longer])
    assert search.hits("Kim Yong Hui, woman") == [frozenset({longer})]
    assert search.hits("Kim Yong Hui met Kim Yong") == [frozenset({longer}), frozenset({short})]


@pytest.mark.parametrize(
    "text", ["이영희는", "리 영희", "Rhee Young-hee", "told by Yŏng-hŭi Ri", "RI YONG HUI"]
)
def test_a_name_recorded_in_hangul_alone_is_found_in_other_spellings(text: str) -> None:
    only_hangul = NameSearch([Bearer(UUID(int=9), ("리영희",))])
    assert only_hangul.hits(text)
    assert not NameSearch([Bearer(UUID(int=9), ("최고은",))]).hits(text)  # the control
