"""What people say about dates, in English and Korean, and what is understood."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates.display import format as show
from app.dates.edtf import Interval, parse
from app.dates.phrases import read_date, understand
from app.errors import Invalid
from app.messages import Msg

UNDERSTOOD = {
    "about 1987": "1987~",
    "around summer 1998": "1998-22~",
    "circa 1950": "1950~",
    "c. 1950": "1950~",
    "maybe 1987": "1987?",
    "1987?": "1987?",
    "about 1987?": "1987%",
    "before spring 2013": "../2013-02",
    "before 2013": "../2012",
    "before March 2013": "../2013-02",
    "before 9 October 2023": "../2023-10-08",
    "13.10.2023": "2023-10-13",
    "13.10.2023.": "2023-10-13",
    "13. 10. 2023": "2023-10-13",
    "2023.10.11": "2023-10-11",
    "10/13/2023": "2023-10-13",
    "9.9.2023": "2023-09-09",
    "about 13.10.2023": "2023-10-13~",
    "13.10.2023 - 15.10.2023": "2023-10-13/2023-10-15",
    "between 13.10.2023 and 5 November 2023": "2023-10-13/2023-11-05",
    "before about 1987": "../1986~",
    "after 2018": "2019/..",
    "after winter 2018": "2019-03/..",
    "since 2018": "2018/..",
    "until 2020": "../2020",
    "by March 2013": "../2013-03",
    "2023-10": "2023-10",
    "2023-10-09": "2023-10-09",
    "2023-10-9": "2023-10-09",
    "2023/10/09": "2023-10-09",
    "9 October 2023": "2023-10-09",
    "9th of October 2023": "2023-10-09",
    "October 9, 2023": "2023-10-09",
    "Monday, 9 October 2023": "2023-10-09",
    "the night of 9 October 2023": "2023-10-09",
    "Oct 2023": "2023-10",
    "Sept. 2023": "2023-09",
    "early October 2023": "2023-10",
    "mid-1980s": "198X",
    "the 1990s": "199X",
    "20th century": "19XX",
    "summer of 1998": "1998-22",
    "fall 2018": "2018-23",
    "in 2023": "2023",
    "1991 or 1992": "[1991,1992]",
    "1990, 1991 or 1993": "[1990,1991,1993]",
    "8 or 9 October 2023": "[2023-10-08,2023-10-09]",
    "March or April 2012": "[2012-03,2012-04]",
    "between 1991 and 1993": "1991/1993",
    "1991-1993": "1991/1993",
    "from March to May 2012": "2012-03/2012-05",
    "December 2022 to February 2023": "2022-12/2023-02",
    "Juche 112": "2023",
    "9 October Juche 112": "2023-10-09",
    "lunar 3rd month 2023": "2023-03/2023-05",
    "October": "XXXX-10",
    "unknown": "XXXX",
    "1998년 여름": "1998-22",
    "1998년 여름쯤": "1998-22~",
    "2018년 가을 이후": "2018-23/..",
    "2013년 봄 전": "../2013-02",
    "2013년 이전": "../2012",
    "2018년부터": "2018/..",
    "2020년까지": "../2020",
    "2023년 10월 9일": "2023-10-09",
    "2023년 10월 9일 월요일": "2023-10-09",
    "2023년 10월 9일 밤": "2023-10-09",
    "2023. 10. 9.": "2023-10-09",
    "2023년10월": "2023-10",
    "2023년 8월 말": "2023-08",
    "약 1987년": "1987~",
    "1987년경": "1987~",
    "2023년 8월 29일경": "2023-08-29~",
    "아마 1987년": "1987?",
    "1968년생": "1968",
    "1990년대": "199X",
    "1980년대 중반": "198X",
    "20세기": "19XX",
    "1991년 또는 1992년": "[1991,1992]",
    "2012년 3월 또는 4월": "[2012-03,2012-04]",
    "2023년 10월 8일 또는 9일": "[2023-10-08,2023-10-09]",
    "2012년 2월부터 3월까지": "2012-02/2012-03",
    "2022년 12월에서 2023년 2월 사이": "2022-12/2023-02",
    "2021. 8. – 2023. 10.": "2021-08/2023-10",
    "주체112년": "2023",
    "주체 112(2023)년 10월 9일": "2023-10-09",
    "음력 3월 초": "XXXX",
    "2023년 음력 3월 초": "2023-03/2023-05",
    "음력 2023년 12월": "2023-12/2024-02",
    "음력 2023년 윤2월": "2023-03/2023-04",
    "음력 1968년": "1968-01/1969-02",
    "모름": "XXXX",
}


@pytest.mark.parametrize("phrase", UNDERSTOOD)
def test_understood(phrase: str) -> None:
    found = read_date(phrase)
    assert found.edtf == UNDERSTOOD[phrase]
    assert found.words == ("" if phrase == found.edtf else phrase)


def test_the_calendar_is_told() -> None:
    said = ("9 October 2023", "음력 3월 초", "lunar month 3 2023", "주체112년", "Juche 112")
    assert [understand(s).calendar for s in said] == ["gregorian", "lunar", "lunar", "juche", "juche"]


def test_days_come_along() -> None:
    found = read_date("before spring 2013")
    assert (found.earliest, found.latest) == (None, date(2013, 2, 28))


REFUSED = {
    "": Msg.DATE_NOT_UNDERSTOOD,
    "foo": Msg.DATE_NOT_UNDERSTOOD,
    "since": Msg.DATE_NOT_UNDERSTOOD,
    "yesterday": Msg.DATE_NOT_UNDERSTOOD,
    "20 years ago": Msg.DATE_NOT_UNDERSTOOD,
    "10/9/2023": Msg.DATE_DAY_OR_MONTH,
    "10.11.2023.": Msg.DATE_DAY_OR_MONTH,
    "before 9.10.2023": Msg.DATE_DAY_OR_MONTH,
    "13.13.2023": Msg.DATE_NO_SUCH_DAY,
    "32.10.2023": Msg.DATE_NO_SUCH_DAY,
    "0.10.2023": Msg.DATE_NO_SUCH_DAY,
    "31.04.2023": Msg.DATE_NO_SUCH_DAY,
    "13.10.23": Msg.DATE_NOT_UNDERSTOOD,
    "13.10/2023": Msg.DATE_NOT_UNDERSTOOD,
    "23년 10월": Msg.DATE_NOT_UNDERSTOOD,
    "지난 여름": Msg.DATE_NOT_UNDERSTOOD,
    "since unknown": Msg.DATE_NOT_UNDERSTOOD,
    "lunar summer 2023": Msg.DATE_NOT_UNDERSTOOD,
    "Monday October 2023": Msg.DATE_NOT_UNDERSTOOD,
    "2024-02-30": Msg.DATE_NO_SUCH_DAY,
    "30 February 2024": Msg.DATE_NO_SUCH_DAY,
    "2023년 2월 29일": Msg.DATE_NO_SUCH_DAY,
    "2023년 13월": Msg.DATE_NO_SUCH_DAY,
    "32 October 2023": Msg.DATE_NO_SUCH_DAY,
    "Tuesday 9 October 2023": Msg.DATE_NO_SUCH_DAY,
    "주체 112(2024)년": Msg.DATE_NO_SUCH_DAY,
    "Juche 0": Msg.DATE_NO_SUCH_DAY,
    "before 0001": Msg.DATE_NO_SUCH_DAY,
    "1993 to 1991": Msg.DATE_BACKWARDS,
}


@pytest.mark.parametrize("phrase", REFUSED)
def test_refused(phrase: str) -> None:
    with pytest.raises(Invalid) as caught:
        understand(phrase)
    assert caught.value.message.text is REFUSED[phrase]


SHOWN = [
    "2023-08-29~", "2023-10-09", "2021-08", "2018-22", "2018-24~", "1968", "1987~", "1987?", "1987%", "199X",
    "19XX", "21XX", "99XX", "1987-XX", "2023-10-XX", "[1991,1992]", "[1990,1991,1993]", "2012-02/2012-03",
    "2021-08/2023-10", "2018/..", "../2013-02", "XXXX", "XXXX-03", "2023-10-08/2023-10-09",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("edtf", SHOWN)
def test_what_is_shown_is_understood_again(edtf: str, language: str) -> None:
    assert read_date(show(edtf, language)).edtf == edtf


@given(
    st.lists(st.sampled_from([*UNDERSTOOD, "or", "to", "before", "약", "경", "2023", "년", " "]), max_size=4)
)
def test_any_words_are_understood_or_refused(words: list[str]) -> None:
    with suppress(Invalid):
        found = understand(" ".join(words)).value
        value = parse(found.edtf)
        assert str(value) == found.edtf
        if isinstance(value, Interval) and found.earliest and found.latest:
            assert found.earliest <= found.latest
