"""Lines, ties, and what of a text can be shown."""

from __future__ import annotations

import pytest

from app.printable import clean, code_point, has_glyph, unprintable
from reports import blocks as b
from reports.pdf import fonts
from reports.pdf.faces import Face
from reports.pdf.ranges import steps
from reports.pdf.text import Line, Setting, lay
from reports.typography import NBSP, tie


def lines(text: str, width: float, *, language: str = "en", size: float = 10.0) -> list[str]:
    setting = Setting(Face("serif", size, 13.0), language)
    return [words(line) for line in lay(b.plain(text), setting, width)]


def words(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


def test_lines_end_at_spaces_and_never_run_over_their_width() -> None:
    setting = Setting(Face("sans", 9.0, 12.0), "en")
    found = list(lay(b.plain("several words that need more than one line to stand on"), setting, 80.0))
    assert len(found) > 2
    assert all(line.width <= 80.01 for line in found)
    assert [line.soft for line in found] == [True] * (len(found) - 1) + [False]


def test_korean_words_are_kept_whole() -> None:
    found = lines("독립된 출처 네 곳은 인계되었다고 전한다", 90.0, language="ko")
    assert " ".join(found) == "독립된 출처 네 곳은 인계되었다고 전한다"


def test_korean_names_joined_by_a_dot_break_after_it_and_no_others_do() -> None:
    assert lines("전환기정의워킹그룹·글로벌라이츠", 100.0, language="ko") == [
        "전환기정의워킹그룹·",
        "글로벌라이츠",
    ]
    assert lines("여성·아동", 100.0, language="ko") == ["여성·아동"]
    assert lines("a·b c· ·d", 400.0) == ["a·b c· ·d"]


def test_a_tied_text_stays_on_one_line_unless_it_alone_is_too_wide() -> None:
    assert lines(f"on 9{NBSP}October{NBSP}2023", 78.0) == ["on", f"9{NBSP}October{NBSP}2023"]
    assert lines(f"20{NBSP}December{NBSP}2000", 75.0) == [f"20{NBSP}December{NBSP}", "2000"]


def test_a_long_address_breaks_after_a_slash_then_after_a_hyphen() -> None:
    found = lines("rfa.org/english/news/korea/china-repatriates-north-korean-defectors.html", 120.0)
    assert len(found) > 1
    assert all(line.endswith(("/", "-")) for line in found[:-1])


def test_chinese_without_spaces_breaks_anywhere_but_before_a_full_stop() -> None:
    found = lines("图们江边的人们被送回去了。" * 4, 100.0)
    assert "".join(found) == "图们江边的人们被送回去了。" * 4
    assert not any(line.startswith("。") for line in found)


def test_a_line_feed_begins_a_new_line_and_spaces_at_its_start_are_dropped() -> None:
    assert lines("one\n  two\n\nthree", 100.0) == ["one", "two", "", "three"]


def test_a_note_follows_its_word_without_a_break() -> None:
    setting = Setting(Face("serif", 10.0, 13.0), "en")
    text = (b.Run("first"), b.Run(" word", note=7), b.Run(" after"))
    [line] = lay(text, setting, 200.0)
    assert line.notes == (7,)
    assert words(line) == "first word7 after"


def test_a_han_run_comes_whole_from_one_font() -> None:
    [(font, text)] = fonts.split("图们", "sans", "en", False)
    assert (font, text) == ("NotoSansSC-Regular", "图们")
    [(font, _)] = fonts.split("金哲洙", "sans", "en", False)
    assert font == "NotoSansKR-Regular"


def test_in_korean_text_the_korean_font_comes_first() -> None:
    assert [font for font, _ in fonts.split("Kim 김", "serif", "ko", True)] == ["NotoSerifKR-SemiBold"]
    assert [font for font, _ in fonts.split("Kim 김", "serif", "en", True)] == [
        "SourceSerif4-SemiBold",
        "NotoSerifKR-SemiBold",
    ]


def test_a_rare_hanzi_falls_back_to_the_sans_face_that_has_it() -> None:
    assert fonts.split("\u9f98", "serif", "en", False) == (("NotoSansSC-Regular", "\u9f98"),)


def test_a_run_of_han_that_no_font_has_whole_is_split_by_character() -> None:
    found = fonts.split("习\u9f98金", "serif", "en", False)
    assert "".join(text for _, text in found) == "习\u9f98金"


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("on 9 October 2023 at", f"on 9{NBSP}October{NBSP}2023 at"),
        ("reported (2 independent origins)", f"reported (2{NBSP}independent origins)"),
        ("2023년 10월 9일 밤", f"2023년{NBSP}10월{NBSP}9일 밤"),
        ("(독립 출처 1곳)", f"(독립{NBSP}출처{NBSP}1곳)"),
        ("제3조 제1항", f"제3조{NBSP}제1항"),
        ("call for article 3 to", f"call for article{NBSP}3 to"),
    ],
)
def test_what_belongs_together_is_tied(text: str, tied: str) -> None:
    assert tie(text) == tied


def test_a_text_is_cleaned_of_what_cannot_be_seen() -> None:
    assert clean("a\tb\r\nc\u2028d") == "a b\nc\nd"
    assert clean("김\u200b철\ufe0f수\u202e") == "김철수"
    assert clean("가") == "가"


def test_what_a_document_cannot_show_is_listed_before_it_is_made() -> None:
    found = unprintable(["김\u200b철수 \u202e", "😀😀 plain"])
    assert found.left_out == ((0x200B, 1), (0x202E, 1))
    assert found.no_glyph == ((0x1F600, 2),)
    assert bool(found)
    assert not unprintable(["plain", "한글 漢字 汉字 Chŏl"])


def test_the_list_of_glyphs_agrees_with_the_fonts() -> None:
    for char in "aŏ한漢汉\u9f98☃😀\ue000":
        drawn = "".join(text for _, text in fonts.split(char, "sans", "en", False))
        assert drawn == (char if has_glyph(char) else code_point(char))


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(600, (600, 200)), (90, (100, 50)), (41, (60, 20)), (0, (1, 1)), (2600, (3000, 1000))],
)
def test_an_axis_has_at_most_four_round_steps(highest: int, expected: tuple[int, int]) -> None:
    assert steps(highest) == expected
