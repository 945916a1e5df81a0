"""Dates as people say them, in English and Korean, read into EDTF; what is said beyond that stays as words.

Nothing is made up: "early October 2023" is October 2023, "lunar month 3 2023" the months it may lie in.
"before", 전 and 이전 leave their date out ("before spring 2013" ends in February); "until" and 까지 hold it.
docs/dates.md lists what is understood.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from app.dates.edtf import Edtf, Interval, OneOf, Point, parse, span_of
from app.dates.hedges import between, open_end, plain, signed, weekday
from app.dates.lunar import is_lunar, read_lunar
from app.dates.points import read_point
from app.dates.stated import born, stated
from app.errors import Invalid
from app.messages import Msg
from app.values import UncertainDate, uncertain

_OR = re.compile(
    r"\s*,?\s+or\s+(?!later\b|earlier\b|so\b)|\s*(?:또는|혹은|아니면)\s*|(?<=[년월일봄름을울])이나\s+(?=\d|봄|여름|가을|겨울)"
    r"|(?:(?<=\d{4})|(?<=\d년))\s*,\s*(?=\d{4})"
)
_HAS_YEAR = re.compile(r"\d{4}|(?:juche|주체)\s*\d|\d(?:\w\w century|세기)")
_SIGNS = re.compile(r"(?<=\d)[年月日]")
_READINGS = {"年": "년 ", "月": "월 ", "日": "일 "}
"""How the signs of a date in Han characters are read in Korean."""
T = TypeVar("T", bound=Edtf)
_HALVES = (
    re.compile(r"(?:the\s+)?(?P<half>first|second) half of\s+(?P<rest>.+)"),
    re.compile(r"(?P<rest>.+?)\s*(?P<half>상반기|하반기)(?:에)?"),
)
_WINTER = re.compile(r"(?:(?:the\s+)?winter (?:of )?)?(\d{4})\s*[-–/~]\s*(\d{2}|\d{4})(?:년\s*겨울)?")


@dataclass(frozen=True)
class Understood:
    """What a phrase was taken for. `calendar` is how it was said: gregorian, lunar or juche."""

    value: UncertainDate
    calendar: str


def understand(text: str, *, birth: bool = False) -> Understood:
    """The date that a phrase or an EDTF text means; its words stay beside it.

    For a `birth`, an age on a date ("Korean age 14 in 2019") is when somebody of it was born.

    Raises Invalid where the phrase is not understood, the day is in no calendar, a range runs backwards.
    """
    said = " ".join(unicodedata.normalize("NFC", text).split())
    try:
        return Understood(uncertain(str(parse(said))), "gregorian")
    except Invalid:
        phrase = _plain(said)
    if birth and (age := stated(phrase)):
        return Understood(uncertain(str(_checked(born(age, _read(age.when)))), said), "gregorian")
    calendar = "lunar" if is_lunar(phrase) else "juche" if _is_juche(phrase) else "gregorian"
    value = _checked(read_lunar(phrase)) if calendar == "lunar" else _read(phrase)
    return Understood(uncertain(str(value), said), calendar)


def read_date(text: str, *, birth: bool = False) -> UncertainDate:
    """`understand`, when only the value is wanted."""
    return understand(text, birth=birth).value


def _plain(said: str) -> str:
    visible = "".join(c for c in said if unicodedata.category(c) != "Cf")
    plain_text = unicodedata.normalize("NFKC", visible).casefold().strip().rstrip(",;")
    return _SIGNS.sub(lambda found: _READINGS[found[0]], plain_text).strip()


def _is_juche(phrase: str) -> bool:
    return "juche" in phrase or "주체" in phrase


def _read(phrase: str) -> Point | Interval | OneOf:
    parts = [p for p in _OR.split(phrase) if p]
    if len(parts) > 1:
        return _one_of(parts)
    special = _half(phrase) or _winter(phrase)
    if special:
        return special
    if ends := between(phrase):
        return _range(*ends)
    if opened := open_end(phrase):
        return _open(opened[0], _point(opened[1]))
    return _point(phrase)


def _half(phrase: str) -> Interval | None:
    """Half a year as its six months; the half of anything longer stays that, with its words."""
    for pattern in _HALVES:
        found = pattern.fullmatch(phrase)
        if found:
            point = _point(found["rest"])
            if point.precision == "year":
                months = (1, 6) if found["half"] in ("first", "상반기") else (7, 12)
                first, last = (Point(point.year, month, 0, point.sign) for month in months)
                return Interval(first, last)
    return None


def _winter(phrase: str) -> Point | None:
    """The winter that runs from one year into the next."""
    found = _WINTER.fullmatch(phrase) if "winter" in phrase or "겨울" in phrase else None
    if not found:
        return None
    first, second = found[1], found[2]
    if f"{int(first) + 1:04}"[-len(second) :] != second:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    return Point(first, 24)


def _one_of(parts: list[str]) -> OneOf:
    return _checked(OneOf(_leaning(parts)))


def _range(first: str, last: str) -> Interval:
    start, end = _leaning([first, last])
    return _checked(Interval(start, end))


def _leaning(parts: list[str]) -> tuple[Point, ...]:
    """Dates in a row; what one leaves out, the last (in Korean the first) has."""
    whole = parts[-1] if _HAS_YEAR.search(parts[-1]) else parts[0]
    other = _point(whole)
    return tuple(other if part is whole else _within(part, other) for part in parts)


def _within(text: str, other: Point) -> Point:
    """A date that may lean on the year (and for a bare day the month) of another: "8 or 9 October 2023"."""
    bare = re.fullmatch(r"(\d{1,2})(?:일|st|nd|rd|th)?", text.strip())
    if bare and other.day:
        return _checked(replace(other, day=int(bare[1])))
    if _HAS_YEAR.search(text) or not re.search(r"\d{4}", other.year):
        return _point(text)
    return _point(f"{other.year}년 {text}" if re.search(r"\d[월일]", text) else f"{text} {other.year}")


def _checked(value: T) -> T:
    """The same value; Invalid where EDTF does not take it."""
    try:
        parse(str(value))
    except Invalid:
        raise Invalid(Msg.DATE_BACKWARDS if isinstance(value, Interval) else Msg.DATE_NO_SUCH_DAY) from None
    return value


def _open(kind: str, point: Point) -> Interval:
    days = span_of(point)
    if days.earliest is None or days.latest is None:
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    if kind == "since":
        return Interval(point, "..")
    if kind == "until":
        return Interval("..", point)
    if kind in ("from", "to"):
        return Interval(point, "") if kind == "from" else Interval("", point)
    try:
        if kind == "before":
            return Interval("..", _like(point, days.earliest - timedelta(days=1)))
        return Interval(_like(point, days.latest + timedelta(days=1)), "..")
    except OverflowError:  # before the first or after the last day of the calendar
        raise Invalid(Msg.DATE_NO_SUCH_DAY) from None


def _like(point: Point, day: date) -> Point:
    """A day, said as coarsely as `point` is: a year beside a year, a month beside a month or season."""
    month = day.month if point.month else 0
    return Point(f"{day.year:04}", month, day.day if point.day else 0, "~" if point.about else "")


def _point(text: str) -> Point:
    sign, text = signed(text)
    text, day_of_week = weekday(plain(text))
    point = replace(_checked(read_point(text)), sign=sign)
    if day_of_week is not None and (not point.day or span_of(point).earliest is None):
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    first = span_of(point).earliest
    if day_of_week is not None and first is not None and first.weekday() != day_of_week:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    return point
