"""What is understood of over a hundred phrases: tested word for word, and printed in docs/dates.md from here.

`python -m tests.app.dates.table` writes the tables of the page anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

DOC = Path(__file__).parents[3] / "docs" / "dates.md"


class Phrase(NamedTuple):
    """A phrase and everything `casebook date` says of it; "" is an open or unknown end."""

    text: str
    edtf: str
    earliest: str
    latest: str
    calendar: str = "gregorian"


LUNAR, JUCHE = "lunar", "juche"
UNDERSTOOD = {
    "A day": [
        Phrase("2023-10-09", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("9 October 2023", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("October 9th, 2023", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("Monday, 9 October 2023", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("the night of 9 October 2023", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("at dawn on 9 October 2023", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("2023. 10. 9.", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("13.10.2023", "2023-10-13", "2023-10-13", "2023-10-13"),
        Phrase("13/10/2023", "2023-10-13", "2023-10-13", "2023-10-13"),
        Phrase("2023년 10월 9일", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("2023년 10월 9일 월요일", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("2023년 10월 9일 밤", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("2023년 10월 9일 새벽에", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("２０２３년 １０월 ９일", "2023-10-09", "2023-10-09", "2023-10-09"),
        Phrase("2023年10月9日", "2023-10-09", "2023-10-09", "2023-10-09"),
    ],
    "A month": [
        Phrase("2023-10", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("Oct 2023", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년 10월", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년10월", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("early October 2023", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("mid-October 2023", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("the end of October 2023", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년 10월 초순", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년 10월 중순", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년 10월 하순", "2023-10", "2023-10-01", "2023-10-31"),
        Phrase("2023년 8월 말", "2023-08", "2023-08-01", "2023-08-31"),
        Phrase("October 2023, day unknown", "2023-10-XX", "2023-10-01", "2023-10-31"),
        Phrase("2023년 10월(날 모름)", "2023-10-XX", "2023-10-01", "2023-10-31"),
        Phrase("October", "XXXX-10", "", ""),
        Phrase("10월", "XXXX-10", "", ""),
    ],
    "A season or half a year": [
        Phrase("summer 1998", "1998-22", "1998-06-01", "1998-08-31"),
        Phrase("in the summer of 1998", "1998-22", "1998-06-01", "1998-08-31"),
        Phrase("1998년 여름", "1998-22", "1998-06-01", "1998-08-31"),
        Phrase("1998년 초여름", "1998-22", "1998-06-01", "1998-08-31"),
        Phrase("2013년 봄", "2013-21", "2013-03-01", "2013-05-31"),
        Phrase("winter 2018", "2018-24", "2018-12-01", "2019-02-28"),
        Phrase("winter of 2012-13", "2012-24", "2012-12-01", "2013-02-28"),
        Phrase("the first half of 2019", "2019-01/2019-06", "2019-01-01", "2019-06-30"),
        Phrase("2019년 하반기", "2019-07/2019-12", "2019-07-01", "2019-12-31"),
    ],
    "A year, a decade, a century": [
        Phrase("1987", "1987", "1987-01-01", "1987-12-31"),
        Phrase("1987년", "1987", "1987-01-01", "1987-12-31"),
        Phrase("1968년생", "1968", "1968-01-01", "1968-12-31"),
        Phrase("late 2019", "2019", "2019-01-01", "2019-12-31"),
        Phrase("2019년 연말", "2019", "2019-01-01", "2019-12-31"),
        Phrase("the 1990s", "199X", "1990-01-01", "1999-12-31"),
        Phrase("late 1990s", "199X", "1990-01-01", "1999-12-31"),
        Phrase("1990년대", "199X", "1990-01-01", "1999-12-31"),
        Phrase("1990년대 후반", "199X", "1990-01-01", "1999-12-31"),
        Phrase("20th century", "19XX", "1900-01-01", "1999-12-31"),
        Phrase("20세기", "19XX", "1900-01-01", "1999-12-31"),
    ],
    "About, and perhaps": [
        Phrase("about 1987", "1987~", "1987-01-01", "1987-12-31"),
        Phrase("c. 1987", "1987~", "1987-01-01", "1987-12-31"),
        Phrase("1987년경", "1987~", "1987-01-01", "1987-12-31"),
        Phrase("약 1987년", "1987~", "1987-01-01", "1987-12-31"),
        Phrase("1998년 여름쯤", "1998-22~", "1998-06-01", "1998-08-31"),
        Phrase("maybe 1987", "1987?", "1987-01-01", "1987-12-31"),
        Phrase("아마 1987년", "1987?", "1987-01-01", "1987-12-31"),
        Phrase("about 1987?", "1987%", "1987-01-01", "1987-12-31"),
    ],
    "Before, until, since, after": [
        Phrase("before spring 2013", "../2013-02", "", "2013-02-28"),
        Phrase("2013년 봄 이전", "../2013-02", "", "2013-02-28"),
        Phrase("2013년 봄 전에", "../2013-02", "", "2013-02-28"),
        Phrase("before 9 October 2023", "../2023-10-08", "", "2023-10-08"),
        Phrase("2023년 10월 9일 이전", "../2023-10-08", "", "2023-10-08"),
        Phrase("until 2020", "../2020", "", "2020-12-31"),
        Phrase("2020년까지", "../2020", "", "2020-12-31"),
        Phrase("no later than March 2013", "../2013-03", "", "2013-03-31"),
        Phrase("March 2013 or earlier", "../2013-03", "", "2013-03-31"),
        Phrase("늦어도 2013년 3월까지", "../2013-03", "", "2013-03-31"),
        Phrase("since 2018", "2018/..", "2018-01-01", ""),
        Phrase("not before 2018", "2018/..", "2018-01-01", ""),
        Phrase("2018 or later", "2018/..", "2018-01-01", ""),
        Phrase("2018년부터", "2018/..", "2018-01-01", ""),
        Phrase("2018년 가을 이후", "2018-23/..", "2018-09-01", ""),
        Phrase("after 2018", "2019/..", "2019-01-01", ""),
        Phrase("2018년 후", "2019/..", "2019-01-01", ""),
    ],
    "From one date to another, and one of several": [
        Phrase("between 1991 and 1993", "1991/1993", "1991-01-01", "1993-12-31"),
        Phrase("1991-1993", "1991/1993", "1991-01-01", "1993-12-31"),
        Phrase("from March to May 2012", "2012-03/2012-05", "2012-03-01", "2012-05-31"),
        Phrase("2012년 2월부터 3월까지", "2012-02/2012-03", "2012-02-01", "2012-03-31"),
        Phrase("2022년 12월에서 2023년 2월 사이", "2022-12/2023-02", "2022-12-01", "2023-02-28"),
        Phrase("9-12 October 2023", "2023-10-09/2023-10-12", "2023-10-09", "2023-10-12"),
        Phrase("October 9–12, 2023", "2023-10-09/2023-10-12", "2023-10-09", "2023-10-12"),
        Phrase("2023년 10월 9~12일", "2023-10-09/2023-10-12", "2023-10-09", "2023-10-12"),
        Phrase("2021. 8. – 2023. 10.", "2021-08/2023-10", "2021-08-01", "2023-10-31"),
        Phrase("1991 or 1992", "[1991,1992]", "1991-01-01", "1992-12-31"),
        Phrase("8 or 9 October 2023", "[2023-10-08,2023-10-09]", "2023-10-08", "2023-10-09"),
        Phrase("1991년 또는 1992년", "[1991,1992]", "1991-01-01", "1992-12-31"),
        Phrase("1991년이나 1992년", "[1991,1992]", "1991-01-01", "1992-12-31"),
        Phrase("1998년 봄이나 여름", "[1998-21,1998-22]", "1998-03-01", "1998-08-31"),
        Phrase("2023년 10월 8일 또는 9일", "[2023-10-08,2023-10-09]", "2023-10-08", "2023-10-09"),
    ],
    "The Juche calendar": [
        Phrase("Juche 112", "2023", "2023-01-01", "2023-12-31", JUCHE),
        Phrase("주체 112년", "2023", "2023-01-01", "2023-12-31", JUCHE),
        Phrase("주체112(2023)년 10월 9일", "2023-10-09", "2023-10-09", "2023-10-09", JUCHE),
        Phrase("주체 87년 여름", "1998-22", "1998-06-01", "1998-08-31", JUCHE),
        Phrase("9 October Juche 112", "2023-10-09", "2023-10-09", "2023-10-09", JUCHE),
        Phrase("before Juche 102", "../2012", "", "2012-12-31", JUCHE),
    ],
    "The lunar calendar, and feasts that go by it": [
        Phrase("음력 3월 초", "XXXX", "", "", LUNAR),
        Phrase("2023년 음력 3월 초", "2023-03/2023-05", "2023-03-01", "2023-05-31", LUNAR),
        Phrase("lunar 3rd month 2023", "2023-03/2023-05", "2023-03-01", "2023-05-31", LUNAR),
        Phrase("음력 2023년 2월 30일", "2023-02/2023-04", "2023-02-01", "2023-04-30", LUNAR),
        Phrase("음력 2023년 12월", "2023-12/2024-02", "2023-12-01", "2024-02-29", LUNAR),
        Phrase("2023년 섣달", "2023-12/2024-02", "2023-12-01", "2024-02-29", LUNAR),
        Phrase("음력 2020년 윤4월", "2020-05/2020-06", "2020-05-01", "2020-06-30", LUNAR),
        Phrase("lunar leap month 4 2020", "2020-05/2020-06", "2020-05-01", "2020-06-30", LUNAR),
        Phrase("음력 1968년", "1968-01/1969-02", "1968-01-01", "1969-02-28", LUNAR),
        Phrase("before lunar month 3 2023", "../2023-04", "", "2023-04-30", LUNAR),
        Phrase("설 무렵", "XXXX", "", "", LUNAR),
        Phrase("2012년 설 무렵", "2012-01~/2012-02~", "2012-01-01", "2012-02-29", LUNAR),
        Phrase("around Lunar New Year 2012", "2012-01~/2012-02~", "2012-01-01", "2012-02-29", LUNAR),
        Phrase("2012년 추석", "2012-09/2012-10", "2012-09-01", "2012-10-31", LUNAR),
        Phrase("Chuseok 2012", "2012-09/2012-10", "2012-09-01", "2012-10-31", LUNAR),
        Phrase("2012년 추석 전날", "2012-09/2012-10", "2012-09-01", "2012-10-31", LUNAR),
        Phrase("2012년 추석 이전", "../2012-10", "", "2012-10-31", LUNAR),
        Phrase("2012년 추석부터 2013년 설까지", "2012-09/2013-02", "2012-09-01", "2013-02-28", LUNAR),
    ],
    "An age, in a date of birth: when somebody of it was born": [
        Phrase("Korean age 14 in 2019", "2006", "2006-01-01", "2006-12-31"),
        Phrase("2019년에 세는나이로 14살", "2006", "2006-01-01", "2006-12-31"),
        Phrase("2019년에 만 14세", "2004/2005", "2004-01-01", "2005-12-31"),
        Phrase("2019년에 연 나이 14세", "2005", "2005-01-01", "2005-12-31"),
        Phrase("international age 14 in March 2019", "2004-03/2005-03", "2004-03-01", "2005-03-31"),
        Phrase("2023년 10월 9일 당시 만 32세", "1990-10-10/1991-10-09", "1990-10-10", "1991-10-09"),
        Phrase("xusui 14 years old in March 2019", "2006-01/2007-02", "2006-01-01", "2007-02-28"),
        Phrase("aged 14 in 2019", "2004/2006", "2004-01-01", "2006-12-31"),
        Phrase("2019년에 14살", "2004/2006", "2004-01-01", "2006-12-31"),
        Phrase("2019년에 세는나이로 14살쯤", "2006~", "2006-01-01", "2006-12-31"),
    ],
    "Nothing known": [
        Phrase("unknown", "XXXX", "", ""),
        Phrase("모름", "XXXX", "", ""),
        Phrase("미상", "XXXX", "", ""),
    ],
}
"""By heading of the page."""

REFUSED = {
    "yesterday": "it does not say from when",
    "20 years ago": "it does not say from when",
    "지난 여름": "it does not say from when",
    "10/9/2023": "9 October or 10 September",
    "10.11.2023": "10 November or 11 October",
    "23년 10월": "no century",
    "90년대 후반": "no century",
    "설 다음 달": "which month that is hangs on the day of the feast",
    "Monday October 2023": "a weekday of no day",
    "30 February 2024": "no such day",
    "2023년 2월 29일": "no such day",
    "음력 2023년 2월 31일": "no lunar month has 31 days",
    "Tuesday 9 October 2023": "it was a Monday",
    "14살": "it does not say when",
    "주체 112(2024)년": "Juche 112 is 2023",
    "1993 to 1991": "it ends before it begins",
}
"""What is not understood, and why."""

PHRASES = [phrase for phrases in UNDERSTOOD.values() for phrase in phrases]


def page(text: str) -> str:
    """The page with its tables written anew; what people wrote between them stays."""
    head = text[: text.index(_MARK)]
    return head + _MARK + "\n\n" + "\n".join(_tables())


_MARK = "<!-- written by tests/app/dates/table.py -->"


def _tables() -> list[str]:
    lines = []
    for heading, phrases in UNDERSTOOD.items():
        lines += [f"## {heading}", "", "| phrase | EDTF | earliest | latest | calendar | words kept |"]
        lines += ["|---|---|---|---|---|---|"]
        for p in phrases:
            kept = "" if p.text == p.edtf else p.text
            cells = (p.text, f"`{p.edtf}`", p.earliest or "open", p.latest or "open", p.calendar, kept)
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    lines += ["## Not understood", "", "| phrase | why |", "|---|---|"]
    return [*lines, *(f"| {text} | {why} |" for text, why in REFUSED.items()), ""]


if __name__ == "__main__":
    DOC.write_text(page(DOC.read_text(encoding="utf-8")), encoding="utf-8")
