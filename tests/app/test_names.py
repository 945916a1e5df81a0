"""Names: folding, scripts, order, initial consonants, spellings, and finding them in text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import fold, initials, script_of, sort_key
from app.romanise import (
    SYSTEMS,
    initial_sound_pairs,
    latin_spellings,
    northern_southern,
    romanise,
    split,
    suggestions,
)

ROMANISED = [
    ("김철수", "Kim Chol Su", "Kim Ch'ŏlsu", "Gim Cheolsu"),
    ("리영희", "Ri Yong Hui", "Ri Yŏnghŭi", "Ri Yeonghui"),
    ("한옥주", "Han Ok Ju", "Han Okchu", "Han Okju"),
    ("박금숙", "Pak Kum Suk", "Pak Kŭmsuk", "Bak Geumsuk"),
    ("최명철", "Choe Myong Chol", "Ch'oe Myŏngch'ŏl", "Choe Myeongcheol"),
    ("림성국", "Rim Song Guk", "Rim Sŏngguk", "Rim Seongguk"),
    ("류정애", "Ryu Jong Ae", "Ryu Chŏngae", "Ryu Jeongae"),
    ("정은별", "Jong Un Byol", "Chŏng Ŭnbyŏl", "Jeong Eunbyeol"),
    ("김정은", "Kim Jong Un", "Kim Chŏngŭn", "Gim Jeongeun"),
    ("안광수", "An Kwang Su", "An Kwangsu", "An Gwangsu"),
    ("남궁혁", "Namgung Hyok", "Namgung Hyŏk", "Namgung Hyeok"),
]


@pytest.mark.parametrize(("name", "dprk", "mr", "rr"), ROMANISED)
def test_romanised(name: str, dprk: str, mr: str, rr: str) -> None:
    assert suggestions(name) == {"dprk": dprk, "mccune_reischauer": mr, "revised": rr}


def test_only_hangul_is_romanised() -> None:
    assert suggestions("Kim") == suggestions("金哲洙") == suggestions("") == {}
    assert romanise("김", "dprk") == "Kim"
    assert split("김 철수") == ("김", "철수")
    assert split("남궁") == ("남", "궁")


def test_fold() -> None:
    assert fold("Ri Yŏng-hŭi") == fold("RI YONGHUI") == fold("Ri\u200bYong’hui") == "riyonghui"
    assert fold("김철수") == fold(unicodedata.normalize("NFD", "김 철수")) == fold("김\u200b철수") == "김철수"
    assert fold("Ｋｉｍ") == "kim"
    assert fold("a" + "\u0301" * 1000) == "a"
    assert fold("İ") == "i"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_script() -> None:
    names = {
        "김철수": "hangul",
        "金哲洙": "hanja",
        "刘丽华": "hanzi",
        "Kim": "latin",
        "123": "",
        "": "",
        "ㄱ": "hangul",
    }
    assert {name: script_of(name) for name in names} == names
    assert script_of(unicodedata.normalize("NFD", "김철수")) == "hangul"


def test_order_of_a_list() -> None:
    names = ["Zhu", "ahn", "Ŏm", "최", "강", "李", "?", "김"]
    assert sorted(names, key=sort_key) == ["강", "김", "최", "李", "ahn", "Ŏm", "Zhu", "?"]


def test_initials() -> None:
    assert initials("김철수") == "ㄱㅊㅅ"
    assert initials(unicodedata.normalize("NFD", "꽃 A")) == "ㄲ A"


def test_two_spellings_of_one_name() -> None:
    assert {"리영희", "이영희"} <= northern_southern("이영희")
    assert {"김련희", "김연희"} <= northern_southern("김련희")
    assert northern_southern("박철") == {"박철"}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("리영희", {"이영희": "rok"}),
        ("이영희", {"리영희": "dprk"}),
        ("류정애", {"유정애": "rok"}),
        ("유정애", {"류정애": "dprk"}),
        ("림성국", {"임성국": "rok"}),
        ("임성국", {"림성국": "dprk"}),
        ("로명철", {"노명철": "rok"}),
        ("노명철", {"로명철": "dprk"}),
        ("량 춘실", {"양춘실": "rok"}),
        ("양춘실", {"량춘실": "dprk"}),
        ("김련희", {"김연희": "rok"}),
        ("박녀진", {"박여진": "rok"}),
        ("김철수", {}),
        ("Ri Yong Hui", {}),
        ("", {}),
    ],
)
def test_pairs_of_the_rule_of_initial_sounds(name: str, others: dict[str, str]) -> None:
    assert initial_sound_pairs(name) == others


@pytest.mark.parametrize("name", [row[0] for row in ROMANISED])
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_suggestion_is_a_known_spelling(name: str, system: str) -> None:
    assert fold(romanise(name, system)) in latin_spellings(name)


@pytest.mark.parametrize("spelled", ["Rhee Younghee", "Lee Young-hee", "Yi Yeonghui", "Yong Hui Ri"])
def test_spellings_that_people_use(spelled: str) -> None:
    assert fold(spelled) in latin_spellings("리영희")
    assert fold(spelled) not in latin_spellings("리영호")


def test_a_text_in_place_of_a_name_has_few_spellings() -> None:
    """Control: a real given name of three syllables has many."""
    from app.romanise import latin_spellings

    assert len(latin_spellings("가" * 5000)) <= 100
    assert len(latin_spellings("김영희수")) > 40
