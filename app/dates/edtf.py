"""EDTF (ISO 8601-2:2019, level 1, with "one of" sets and an unknown year), read strictly.

Taken: 2023, 2023-10, 2023-10-09; seasons 2023-21 to -24 (spring is March to May); 199X, 19XX, 2023-XX,
2023-10-XX, 2023-XX-XX; a sign at the end (`?` uncertain, `~` about, `%` both); ranges a/b with `..` (open)
or nothing (unknown) at one end; [1991,1992] for "1991 or 1992"; XXXX and XXXX-03 where no year is known.
No day is ever made up: 2024-02-30, month 13, the years 0000 and 10000 are refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.errors import Invalid
from app.messages import Msg

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF season to its first month; winter runs into the next year."""

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<sign>[?~%]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date. `year` is four characters with X for digits not known; `month` 1-12, a season 21-24 or 0.

    `month_x` and `day_x` keep an XX that was written, so that the text can be made again.
    """

    year: str
    month: int = 0
    day: int = 0
    sign: str = ""
    month_x: bool = False
    day_x: bool = False

    def __str__(self) -> str:
        month = f"-{self.month:02}" if self.month else "-XX" if self.month_x else ""
        day = f"-{self.day:02}" if self.day else "-XX" if self.day_x else ""
        return f"{self.year}{month}{day}{self.sign}"

    @property
    def about(self) -> bool:
        """Whether it is only approximate."""
        return self.sign in ("~", "%")

    @property
    def unsure(self) -> bool:
        """Whether the source itself doubts it."""
        return self.sign in ("?", "%")

    @property
    def precision(self) -> str:
        """How much is known: day, month, season, year, decade, century or none."""
        if self.year == "XXXX":
            return "none"
        if "X" in self.year:
            return "century" if self.year.endswith("XX") else "decade"
        if self.day:
            return "day"
        return "season" if self.month in SEASONS else "month" if self.month else "year"


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; an end is a Point, ".." (open) or "" (not known)."""

    start: Point | str
    end: Point | str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several dates: nobody knows which."""

    points: tuple[Point, ...]

    def __str__(self) -> str:
        return f"[{','.join(str(p) for p in self.points)}]"


Edtf: TypeAlias = Point | Interval | OneOf


@dataclass(frozen=True, slots=True)
class Span:
    """The days a date names, both included; None is an open or unknown end.

    `approximate` (an "about") widens nothing here: how far it reaches nobody has said.
    """

    earliest: date | None
    latest: date | None
    approximate: bool
    precision: str  # of Point, or "range" or "set"


def parse(text: str) -> Edtf:
    """The parts of an EDTF text; `str` of them is the text again. Raises Invalid."""
    if text.startswith("["):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    return _point(text)


def span(text: str) -> Span:
    """The days that an EDTF text names. Raises Invalid where it is no EDTF that is taken here."""
    return span_of(parse(text))


def span_of(value: Edtf) -> Span:
    """The days that a parsed date names."""
    if isinstance(value, Point):
        return Span(*_days(value), value.about, value.precision)
    if isinstance(value, Interval):
        earliest = _days(value.start)[0] if isinstance(value.start, Point) else None
        latest = _days(value.end)[1] if isinstance(value.end, Point) else None
        about = any(isinstance(p, Point) and p.about for p in (value.start, value.end))
        return Span(earliest, latest, about, "range")
    days = [_days(p) for p in value.points]
    first = [d for d, _ in days if d]
    last = [d for _, d in days if d]
    return Span(min(first), max(last), any(p.about for p in value.points), "set")


def _refuse() -> Invalid:
    return Invalid(Msg.DATE_NOT_EDTF)


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise _refuse()
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    point = Point(
        year,
        int(month) if month.isdigit() else 0,
        int(day) if day.isdigit() else 0,
        found["sign"],
        month == "XX",
        day == "XX",
    )
    _check(point, month, day)
    return point


def _check(point: Point, month: str, day: str) -> None:
    """Refuse what is no date, and digits given after digits not known (but for a month of no year)."""
    whole_year = "X" not in point.year
    if point.year == "0000" or (month.isdigit() and point.month not in (*range(1, 13), *SEASONS)):
        raise _refuse()
    if month and not whole_year and (point.year != "XXXX" or not point.month or day):
        raise _refuse()
    if day and (point.month in SEASONS or (point.month_x and point.day)):
        raise _refuse()
    if day.isdigit() and not 1 <= point.day <= monthrange(int(point.year), point.month)[1]:
        raise _refuse()
    if point.year == "9999" and point.month == 24:
        raise _refuse()  # its last day is in no calendar of this machine


def _interval(text: str) -> Interval:
    parts = text.split("/")
    if len(parts) != 2:
        raise _refuse()
    start, end = (part if part in ("", "..") else _point(part) for part in parts)
    if not isinstance(start, Point) and not isinstance(end, Point):
        raise _refuse()
    for one in (start, end):
        if isinstance(one, Point) and one.precision == "none":
            raise _refuse()
    if isinstance(start, Point) and isinstance(end, Point):
        first, last = _days(start)[0], _days(end)[1]
        if first is None or last is None or first > last:
            raise _refuse()
    return Interval(start, end)


def _one_of(text: str) -> OneOf:
    if not text.endswith("]"):
        raise _refuse()
    points = tuple(_point(part) for part in text[1:-1].split(","))
    if len(points) < 2 or len(set(points)) != len(points) or any(p.precision == "none" for p in points):
        raise _refuse()
    return OneOf(points)


def _days(point: Point) -> tuple[date | None, date | None]:
    if point.year == "XXXX":
        return None, None
    low = max(int(point.year.replace("X", "0")), 1)
    high = int(point.year.replace("X", "9"))
    if point.month in SEASONS:
        first = SEASONS[point.month]
        end_year, end_month = (low + 1, 2) if first == 12 else (low, first + 2)
        return date(low, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
    if not point.month:
        return date(low, 1, 1), date(high, 12, 31)
    if point.day:
        return date(low, point.month, point.day), date(low, point.month, point.day)
    return date(low, point.month, 1), date(low, point.month, monthrange(low, point.month)[1])
