"""How dates read, in both languages, long and short."""

from __future__ import annotations

import pytest

from app.dates.display import format as show
from app.errors import Invalid

READS = [
    ("2023-08-29~", "about 29 August 2023", "c. 29 Aug 2023", "2023년 8월 29일경", "2023. 8. 29.경"),
    ("2023-10-09", "9 October 2023", "9 Oct 2023", "2023년 10월 9일", "2023. 10. 9."),
    ("2021-08", "August 2021", "Aug 2021", "2021년 8월", "2021. 8."),
    ("2018-22", "summer 2018", "summer 2018", "2018년 여름", "2018년 여름"),
    ("2018-24~", "about winter 2018", "c. winter 2018", "2018년 겨울경", "2018년 겨울경"),
    ("1968", "1968", "1968", "1968년", "1968년"),
    ("1987~", "about 1987", "c. 1987", "1987년경", "1987년경"),
    ("1987?", "1987 (uncertain)", "1987?", "1987년(불확실)", "1987년?"),
    ("1987%", "about 1987 (uncertain)", "c. 1987?", "1987년경(불확실)", "1987년경?"),
    ("[1991,1992]", "1991 or 1992", "1991 or 1992", "1991년 또는 1992년", "1991년 또는 1992년"),
    (
        "[1990,1991,1993]",
        "1990, 1991 or 1993",
        "1990, 1991 or 1993",
        "1990년, 1991년 또는 1993년",
        "1990년, 1991년 또는 1993년",
    ),
    ("199X", "1990s", "1990s", "1990년대", "1990년대"),
    ("19XX", "20th century", "20th century", "20세기", "20세기"),
    ("20XX", "21st century", "21st century", "21세기", "21세기"),
    ("1987-XX", "1987, month unknown", "1987", "1987년(달 모름)", "1987년"),
    ("2023-10-XX", "October 2023, day unknown", "Oct 2023", "2023년 10월(날 모름)", "2023. 10."),
    ("2012-02/2012-03", "February to March 2012", "Feb–Mar 2012", "2012년 2월부터 3월까지", "2012. 2. – 3."),
    (
        "2021-08/2023-10",
        "August 2021 to October 2023",
        "Aug 2021–Oct 2023",
        "2021년 8월부터 2023년 10월까지",
        "2021. 8. – 2023. 10.",
    ),
    ("2018/..", "since 2018", "since 2018", "2018년부터", "2018년부터"),
    ("../2013-02", "until February 2013", "until Feb 2013", "2013년 2월까지", "2013. 2.까지"),
    ("/2013", "until 2013, beginning unknown", "until 2013, beginning unknown", "2013년까지(시작 모름)",
     "2013년까지(시작 모름)"),
    ("2013/", "from 2013, end unknown", "from 2013, end unknown", "2013년부터(끝 모름)",
     "2013년부터(끝 모름)"),
    ("XXXX", "year unknown", "year unknown", "연도 모름", "연도 모름"),
    ("XXXX-03", "March, year unknown", "Mar, year unknown", "3월(연도 모름)", "3월(연도 모름)"),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "en", "en_short", "ko", "ko_short"), READS)
def test_reads(edtf: str, en: str, en_short: str, ko: str, ko_short: str) -> None:
    assert show(edtf, "en") == en
    assert show(edtf, "en", short=True) == en_short
    assert show(edtf, "ko") == ko
    assert show(edtf, "ko", short=True) == ko_short


def test_the_year_may_stand_in_the_line_above() -> None:
    assert show("2023-08-29~", "en", short=True, year=False) == "c. 29 Aug"
    assert show("2023-08-29~", "ko", short=True, year=False) == "8. 29.경"
    assert show("2023-10-09", "ko", year=False) == "10월 9일"
    assert show("2023", "en", short=True, year=False) == "2023"


def test_no_date_is_an_error() -> None:
    with pytest.raises(Invalid):
        show("2024-02-30", "en")
