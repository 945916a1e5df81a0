"""Ages as people state them ("Korean age 14 in 2019") as the days somebody may have been born.

International (만): completed years. Year age (연 나이): the year less the year of birth. Korean counting
(세는나이): one at birth and one more at each New Year. Xusui (虚岁): the same by the lunar New Year, which
lies between 21 January and 20 February. Where nobody said how it was counted, international and Korean hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates.edtf import Edtf, Interval, Point, span_of
from app.errors import Invalid
from app.messages import Msg

INTERNATIONAL, YEAR, KOREAN, XUSUI = "international", "year", "korean", "xusui"

_AGE = re.compile(
    r"(?:\bage[ds]?(?:\s+of)?\s+(?P<a>\d{1,3})\b(?:\s+years)?|\b(?P<b>\d{1,3})[\s-]+years?[\s-]+old\b"
    r"|(?P<c>\d{1,3})\s*(?:세(?!기)|살))"
)
_WAY = r"(?:(?=age\s+\d)|(?:age|counting|reckoning)\b)"
"""After the name of a way of counting in English; "age" before a number stays, for it tells the age."""
_SAID = {
    INTERNATIONAL: rf"만\s*나이(?:로)?|만(?=\s*\d)|\b(?:international|western) {_WAY}",
    YEAR: rf"연\s*나이(?:로)?|\byear {_WAY}",
    KOREAN: rf"세는\s*나이(?:로)?|(?:한국|우리)(?:식)?\s*나이(?:로)?|\bkorean {_WAY}",
    XUSUI: rf"허세(?:로)?|虚岁|虛歲|중국식\s*나이(?:로)?|\bxusui\b|\bchinese {_WAY}",
}
_ABOUT = re.compile(r"\b(?:about|around|approximately)\b|약(?=\s*\d)|(?<=[세살])\s*(?:쯤|가량|정도)")
_LINKS = re.compile(
    r"^(?:(?:he|she|they) (?:was|were)|was|in|on|at|as of|by)\s+|\s+(?:by|in|at)$"
    r"|\s*(?:당시|기준|현재|에는?|때)?\s*(?:이었음|였음|이었다|였다|임)?[\s,()]*$"
)
OLDEST = 120


@dataclass(frozen=True)
class Stated:
    """An age, how it was counted ("" where nobody said), whether it is rough, and the words of its date."""

    age: int
    counting: str
    about: bool
    when: str


def stated(phrase: str) -> Stated | None:
    """What a phrase in lower case states of an age, None where it states none."""
    found = _AGE.search(phrase)
    if found is None:
        return None
    age = int(found["a"] or found["b"] or found["c"])
    about = bool(_ABOUT.search(phrase))
    counting = next((system for system, words in _SAID.items() if re.search(words, phrase)), "")
    rest = re.sub(_SAID[counting], " ", phrase) if counting else phrase
    parts = _AGE.sub("\N{BULLET}", _ABOUT.sub(" ", rest), count=1).split("\N{BULLET}")
    bare = [_bare(part) for part in parts]
    return Stated(age, counting, about, " ".join(part for part in bare if part))


def _bare(text: str) -> str:
    """The date of a statement without the words that join it to the age."""
    before = None
    while before != text:
        before, text = text, _LINKS.sub("", text.strip(" ,()"))
    return text


def born(said: Stated, when: Edtf) -> Interval | Point:
    """When somebody of this age on that date was born, no finer than the date is. Raises Invalid."""
    days = span_of(when)
    if said.age > OLDEST or days.earliest is None or days.latest is None:
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    systems = [said.counting] if said.counting else [INTERNATIONAL, KOREAN]
    try:
        ends = [_BORN[system](said.age, days.earliest, days.latest) for system in systems]
    except (ValueError, OverflowError):
        raise Invalid(Msg.DATE_NO_SUCH_DAY) from None
    first, last = min(e[0] for e in ends), max(e[1] for e in ends)
    sign = "~" if said.about or days.approximate else ""
    fine = _FINE.get(said.counting, days.precision)
    start, end = (_point(day, fine, sign) for day in (first, last))
    return start if start == end else Interval(start, end)


def _point(day: date, precision: str, sign: str) -> Point:
    whole_year = precision in ("year", "decade", "century")
    month = 0 if whole_year else day.month
    return Point(f"{day.year:04}", month, day.day if precision == "day" else 0, sign)


def _international(age: int, first: date, last: date) -> tuple[date, date]:
    return _less(first, age + 1) + timedelta(days=1), _less(last, age)


def _less(day: date, years: int) -> date:
    """The same day years before; 29 February is 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _year(age: int, first: date, last: date) -> tuple[date, date]:
    return date(first.year - age, 1, 1), date(last.year - age, 12, 31)


def _korean(age: int, first: date, last: date) -> tuple[date, date]:
    return _year(age - 1, first, last)


def _xusui(age: int, first: date, last: date) -> tuple[date, date]:
    begins = first.year - 1 if (first.month, first.day) <= (2, 20) else first.year
    ends = last.year - 1 if (last.month, last.day) < (1, 21) else last.year
    return date(begins - age + 1, 1, 21), date(ends - age + 2, 2, 20)


_FINE = {YEAR: "year", KOREAN: "year", XUSUI: "month"}
"""How finely a way of counting tells a birth, however fine the date of the statement."""

_BORN: dict[str, Callable[[int, date, date], tuple[date, date]]] = {
    INTERNATIONAL: _international,
    YEAR: _year,
    KOREAN: _korean,
    XUSUI: _xusui,
}
