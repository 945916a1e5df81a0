"""Dates as people say them, in English and Korean, read into EDTF; what is said beyond that stays as words.

Nothing is made up: "early October 2023" is October 2023, "lunar month 3 2023" the months it may lie in.
"before" leaves its date out ("before spring 2013" ends with February); "until", "by", 까지 and 이전 hold it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from app.dates.edtf import Interval, OneOf, Point, parse, span_of
from app.dates.points import WEEKDAYS, read_point
from app.errors import Invalid
from app.messages import Msg
from app.values import UncertainDate, uncertain

_DASH = r"\s*(?:–|—|~|〜)\s*|\s+-\s+|(?<=^\d{4})-(?=\d{4}$)"
_TO = re.compile(rf"\s+(?:to|until|till|through)\s+|{_DASH}")
_OR = re.compile(r"\s*,?\s+or\s+|\s*(?:또는|혹은|아니면)\s*|(?:(?<=\d{4})|(?<=\d년))\s*,\s*(?=\d{4})")
_HAS_YEAR = re.compile(r"\d{4}|(?:juche|주체)\s*\d")
_BETWEEN = (
    re.compile(r"between\s+(.+?)\s+and\s+(.+)"),
    re.compile(r"from\s+(.+?)\s+(?:to|until|till|through)\s+(.+)"),
    re.compile(r"(.+?)(?:부터|에서)\s*(.+?)\s*(?:까지|사이)(?:에)?"),
    re.compile(r"(.+?)(?:과|와)\s*(.+?)\s*사이(?:에)?"),
)
_OPEN = (
    (re.compile(r"(?:since|from)\s+(.+)"), "since"),
    (re.compile(r"(?:until|till|by|up to|no later than)\s+(.+)"), "until"),
    (re.compile(r"(?:before|prior to)\s+(.+)"), "before"),
    (re.compile(r"after\s+(.+)"), "after"),
    (re.compile(r"(.+?)\s*(?:부터|이후|이래)(?:로|에)?"), "since"),
    (re.compile(r"(.+?)\s*(?:까지|이전)(?:에)?"), "until"),
    (re.compile(r"(.+?)\s*전(?:에)?"), "before"),
    (re.compile(r"(.+?)\s*(?:후|뒤)(?:에)?"), "after"),
)
_ABOUT = re.compile(
    r"(?:(?:about|around|circa|approximately|approx\.?|ca?\.)\s*|(?:약|대략)\s*)(.+)"
    r"|(.+?)\s*(?:or so|경|쯤|께|무렵|즈음|가량|정도)(?:에)?"
)
_DOUBT = re.compile(
    r"(?:maybe|perhaps|possibly|probably|아마도?)\s+(.+)|(.+?)\s*(?:\?|\(uncertain\)|\(불확실\)|로 추정|추정)"
)
_PART = re.compile(
    r"\b(?:early|mid|late|the (?:beginning|middle|end) of|beginning of|end of|(?:the )?night of|at night"
    r"|morning of|evening of|in the)\b[\s-]*|\s*(?:초순|중순|하순|초반|중반|후반|초|말)(?=에?$)"
    r"|\s*(?:밤|새벽|아침|저녁|낮|오전|오후)(?=에?$)"
)
T = TypeVar("T", Point, Interval, OneOf)
_LUNAR = re.compile(r"\s*(?:음력|\blunar(?: calendar)?\b)\s*")


@dataclass(frozen=True)
class Understood:
    """What a phrase was taken for. `calendar` is how it was said: gregorian, lunar or juche."""

    value: UncertainDate
    calendar: str


def understand(text: str) -> Understood:
    """The date that a phrase or an EDTF text means; its words stay beside it.

    Raises Invalid where the phrase is not understood, the day is in no calendar, a range runs backwards.
    """
    said = " ".join(unicodedata.normalize("NFC", text).split())
    try:
        return Understood(uncertain(str(parse(said))), "gregorian")
    except Invalid:
        phrase = _plain(said)
    calendar = "lunar" if _LUNAR.search(phrase) else "juche" if _is_juche(phrase) else "gregorian"
    edtf = _lunar(phrase) if calendar == "lunar" else str(_read(phrase))
    return Understood(uncertain(edtf, said), calendar)


def read_date(text: str) -> UncertainDate:
    """`understand`, when only the value is wanted."""
    return understand(text).value


def _plain(said: str) -> str:
    visible = "".join(c for c in said if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", visible).casefold().strip().rstrip(",;").strip()


def _is_juche(phrase: str) -> bool:
    return "juche" in phrase or "주체" in phrase


def _read(phrase: str) -> Point | Interval | OneOf:
    parts = [p for p in _OR.split(phrase) if p]
    if len(parts) > 1:
        return _one_of(parts)
    for pattern in _BETWEEN:
        found = pattern.fullmatch(phrase)
        if found:
            return _range(found[1], found[2])
    ends = _TO.split(phrase)
    if len(ends) == 2 and all(ends):
        return _range(ends[0], ends[1])
    for pattern, kind in _OPEN:
        found = pattern.fullmatch(phrase)
        if found:
            return _open(kind, _point(found[1]))
    return _point(phrase)


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
    text = text.strip().strip(",").strip()
    sign = ""
    found = _DOUBT.fullmatch(text)
    if found:
        sign, text = "?", found[1] or found[2]
    found = _ABOUT.fullmatch(text)
    if found:
        sign, text = ("%" if sign else "~"), found[1] or found[2]
    text, weekday = _weekday(_PART.sub(" ", text).strip().removesuffix("에").strip())
    point = replace(_checked(read_point(text)), sign=sign)
    if weekday is not None and (not point.day or span_of(point).earliest is None):
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    first = span_of(point).earliest
    if weekday is not None and first is not None and first.weekday() != weekday:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    return point


def _weekday(text: str) -> tuple[str, int | None]:
    for name, number in WEEKDAYS.items():
        if name in text:
            rest = re.sub(rf"[\s,(]*{name}[\s,)]*", " ", text).strip()
            return rest, number
    return text, None


def _lunar(phrase: str) -> str:
    """The months a lunar month may lie in: one begins between the 21st of its month and a month later."""
    rest = re.sub(r"(?:\bleap\b|윤(?=\d|달))\s*", "", _LUNAR.sub(" ", phrase)).strip()
    rest = re.sub(r"(\d{1,2})(?:st|nd|rd|th) month", r"month \1", rest)
    point = _point(rest)
    if point.year == "XXXX":
        return "XXXX"
    if point.precision in ("decade", "century", "season"):
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    first, last = (point.month, point.month + 2) if point.month else (1, 14)
    year = int(point.year) + (last > 12)
    end = Point(f"{year:04}", last - 12 if last > 12 else last)
    return str(_checked(Interval(Point(point.year, first), end)))
