"""How an uncertain date reads in English and in Korean, long for text and short for tables.

Written out here and not through gettext: order and particles differ, not only words.
"""

from __future__ import annotations

from app.dates.edtf import SEASONS, Interval, OneOf, Point, parse

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SEASONS_EN = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASONS_KO = {21: "봄", 22: "여름", 23: "가을", 24: "겨울"}


def format(edtf: str, language: str, short: bool = False, year: bool = True) -> str:  # noqa: A001 - display.format
    """The date as a reader of `language` (`ko`, else English) reads it.

    `short` is for narrow columns ("c. 29 Aug 2023", "2023. 8. 29.경"). Without `year` it is left out of
    days and months (a list whose line above has it). Raises Invalid where `edtf` is none.
    """
    value = parse(edtf)
    style = _Korean(short, year) if language == "ko" else _English(short, year)
    if isinstance(value, Point):
        return style.point(value)
    if isinstance(value, OneOf):
        return style.one_of([style.point(p) for p in value.points])
    return style.interval(value)


class _English:
    def __init__(self, short: bool, year: bool) -> None:
        self.short, self.year = short, year

    def point(self, point: Point) -> str:
        """One date with its signs."""
        text = self.body(point, year=self.year)
        if point.about:
            text = f"c. {text}" if self.short else f"about {text}"
        if point.unsure:
            text = f"{text}?" if self.short else f"{text} (uncertain)"
        return text

    def body(self, point: Point, *, year: bool) -> str:
        """One date without its signs."""
        if point.year == "XXXX":
            return f"{self.month(point.month)}, year unknown" if point.month else "year unknown"
        if "X" in point.year:
            return self._decade(point.year)
        number = point.year
        if point.month in SEASONS:
            return f"{_SEASONS_EN[point.month]} {number}"
        if not point.month:
            unknown = "month and day unknown" if point.day_x else "month unknown"
            return f"{number}, {unknown}" if point.month_x and not self.short else number
        text = f"{point.day} {self.month(point.month)}" if point.day else self.month(point.month)
        text = f"{text} {number}" if year else text
        return f"{text}, day unknown" if point.day_x and not self.short else text

    def month(self, month: int) -> str:
        """A month's name."""
        return _MONTHS[month - 1][:3] if self.short else _MONTHS[month - 1]

    @staticmethod
    def _decade(year: str) -> str:
        if not year.endswith("XX"):
            return f"{year[:3]}0s"
        century = int(year[:2]) + 1
        ending = "th" if century in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th")
        return f"{century}{ending} century"

    def interval(self, value: Interval) -> str:
        """A range; the year once where both ends share it."""
        start, end = value.start, value.end
        if not isinstance(start, Point):
            text = self.point(end) if isinstance(end, Point) else ""
            return f"until {text}" if start else f"until {text}, beginning unknown"
        if not isinstance(end, Point):
            text = self.point(start)
            return f"since {text}" if end else f"from {text}, end unknown"
        shared = _same_year(start, end)
        first = self.body(start, year=False) if shared else self.point(start)
        return f"{first}–{self.point(end)}" if self.short else f"{first} to {self.point(end)}"

    @staticmethod
    def one_of(texts: list[str]) -> str:
        """Several dates of which one is right."""
        return f"{', '.join(texts[:-1])} or {texts[-1]}"


class _Korean:
    def __init__(self, short: bool, year: bool) -> None:
        self.short, self.year = short, year

    def point(self, point: Point, *, year: bool = True) -> str:
        """One date with its signs."""
        text = self.body(point, year=year and self.year) + ("경" if point.about else "")
        if point.unsure:
            text = f"{text}?" if self.short else f"{text}(불확실)"
        return text

    def body(self, point: Point, *, year: bool) -> str:
        """One date without its signs."""
        if point.year == "XXXX":
            return f"{point.month}월(연도 모름)" if point.month else "연도 모름"
        if "X" in point.year:
            return f"{int(point.year[:2]) + 1}세기" if point.year.endswith("XX") else f"{point.year[:3]}0년대"
        number = point.year
        if point.month in SEASONS:
            return f"{number}년 {_SEASONS_KO[point.month]}"
        if not point.month:
            unknown = "(달과 날 모름)" if point.day_x else "(달 모름)"
            return f"{number}년{unknown}" if point.month_x and not self.short else f"{number}년"
        if self.short:
            parts = [number] if year else []
            parts += [str(part) for part in (point.month, point.day) if part]
            return " ".join(f"{part}." for part in parts)
        day = f" {point.day}일" if point.day else "(날 모름)" if point.day_x else ""
        return f"{number}년 {point.month}월{day}" if year else f"{point.month}월{day}"

    def interval(self, value: Interval) -> str:
        """A range; the year once where both ends share it."""
        start, end = value.start, value.end
        if not isinstance(start, Point):
            text = self.point(end) if isinstance(end, Point) else ""
            return f"{text}까지" if start else f"{text}까지(시작 모름)"
        if not isinstance(end, Point):
            text = self.point(start)
            return f"{text}부터" if end else f"{text}부터(끝 모름)"
        shared = _same_year(start, end)
        first = self.point(start)
        last = self.point(end, year=not shared)
        return f"{first} – {last}" if self.short else f"{first}부터 {last}까지"

    @staticmethod
    def one_of(texts: list[str]) -> str:
        """Several dates of which one is right."""
        return f"{', '.join(texts[:-1])} 또는 {texts[-1]}"


def _same_year(start: Point, end: Point) -> bool:
    """Whether a range of days or months may name its year once."""
    months = all(0 < p.month < 13 and not p.day_x for p in (start, end))
    return months and start.year == end.year and not start.sign
