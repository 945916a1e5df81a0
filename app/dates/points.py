"""One date in words, without about, ranges or doubt: numbers, months and seasons, the Juche calendar."""

from __future__ import annotations

import re

from app.dates.edtf import Point
from app.errors import Invalid
from app.messages import Msg

JUCHE = 1911
"""Juche 1 is 1912."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTHS = {name[:n]: i for i, name in enumerate(_MONTH_NAMES, 1) for n in (3, len(name))} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
            "봄": 21, "여름": 22, "가을": 23, "겨울": 24}  # fmt: skip
WEEKDAYS = {
    name: i
    for names in (
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    )
    for i, name in enumerate(names)
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_JUCHE_YEAR = r"(?:juche|주체)\s*(?P<juche>\d{1,3})\s*(?:\(\s*(?P<year>\d{4})\s*\)\s*)?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:the\s+)?{_DAY}\s+(?:day\s+)?(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?",
        rf"{_MONTH}\s+{_DAY}(?:\s*,?\s+{_YEAR})?",
        rf"{_MONTH}(?:\s*,?\s*(?:of\s+)?{_YEAR})?(?P<day_x>,? day unknown)?",
        rf"{_YEAR}\s+{_MONTH}(?:\s+{_DAY})?",
        rf"(?:the\s+)?{_SEASON}\s+(?:of\s+|in\s+)?{_YEAR}",
        rf"{_YEAR}(?:년)?\s*{_SEASON}(?:철)?",
        rf"(?:in\s+|the year\s+)?{_YEAR}(?P<month_x>(?:, |\()month (?:(?P<day_x>and day) )?unknown\)?)?",
        rf"{_YEAR}년(?:도|생)?(?P<month_x>\s*\(달(?P<day_x>과 날)? 모름\))?",
        rf"{_YEAR}년\s*(?P<number>\d{{1,2}})월(?:\s*(?P<day>\d{{1,2}})일|(?P<day_x>\s*\(날 모름\)))?",
        r"(?P<number>\d{1,2})월(?:\s*(?P<day>\d{1,2})일)?(?:\(연도 모름\))?",
        rf"{_MONTH}, year unknown",
        rf"{_YEAR}\s*[./-]\s*(?P<number>\d{{1,2}})(?:\s*[./-]\s*(?P<day>\d{{1,2}}))?\.?",
        rf"{_JUCHE_YEAR}년?(?:\s*(?P<number>\d{{1,2}})월(?:\s*(?P<day>\d{{1,2}})일)?)?",
        rf"{_JUCHE_YEAR}년?\s*{_SEASON}",
        rf"(?:{_DAY}\s+)?{_MONTH}\s+{_JUCHE_YEAR}",
        rf"month (?P<number>\d{{1,2}})(?:\s+(?:of\s+)?{_YEAR})?",
        r"(?:the\s+)?(?P<decade>\d{3})0(?:s|'s|년대)",
        r"(?:the\s+)?(?P<century>100|\d{1,2})(?:(?:st|nd|rd|th) century|세기)",
        r"(?P<unknown>unknown|year unknown|not known|모름|미상|연도 모름|알 수 없음)",
    )
)


_YEAR_LAST = re.compile(r"(\d{1,2})\s*([./])\s*(\d{1,2})\s*\2\s*(\d{4})\.?")


def read_point(text: str) -> Point:
    """The date of a text in lower case. Raises Invalid where no form fits; the day is not checked here."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _made({k: v for k, v in found.groupdict().items() if v})
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found[1]), int(found[3]), found[4])
    raise Invalid(Msg.DATE_NOT_UNDERSTOOD)


def _year_last(first: int, second: int, year: str) -> Point:
    """Two numbers before a year: some countries write the day first, some the month. Read where one of them
    alone can be the month, or both are the same; never guessed."""
    days = {(month, day) for day, month in ((first, second), (second, first)) if 1 <= month <= 12}
    if len(days) > 1:
        raise Invalid(Msg.DATE_DAY_OR_MONTH)
    if not days or not 1 <= (day := next(iter(days))[1]) <= 31:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    return Point(year, next(iter(days))[0], day)


def _made(said: dict[str, str]) -> Point:
    if "unknown" in said:
        return Point("XXXX")
    if "decade" in said:
        return Point(said["decade"] + "X")
    if "century" in said:
        return Point(f"{int(said['century']) - 1:02}XX")
    month = int(said.get("number", 0)) or _MONTHS.get(said.get("month", ""), 0)
    month = month or _SEASONS.get(said.get("season", ""), 0)
    if "number" in said and not 1 <= month <= 12:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    year = _year(said)
    day = int(said.get("day", 0))
    if "day" in said and (not 1 <= day <= 31):
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    if year == "XXXX":  # EDTF has no day of a month without a year: the words keep it
        return Point(year, month)
    return Point(year, month, day, "", "month_x" in said, "day_x" in said)


def _year(said: dict[str, str]) -> str:
    if "juche" in said:
        year = int(said["juche"]) + JUCHE
        if year == JUCHE or said.get("year", f"{year}") != f"{year}":
            raise Invalid(Msg.DATE_NO_SUCH_DAY)  # the two calendars name different years
        return f"{year}"
    return said.get("year", "XXXX")
