"""Dates of the Korean lunar calendar as the months of ours they may lie in: there is no almanac here.

A lunar month holds the middle of one of the twelve solar spans, which falls between the 19th and the 24th of
the next month of ours; a leap month lies between two of them. So month 3 begins in March or April and ends in
April or May, and leap month 3 begins in April and ends in May.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.dates.edtf import Interval, Point
from app.dates.hedges import between, open_end, plain, signed
from app.dates.points import read_point
from app.errors import Invalid
from app.messages import Msg

_LUNAR = re.compile(r"\s*(?:음력|\blunar(?: calendar)?\b)\s*")
_LEAP = re.compile(r"(?:\bleap\b|윤\s*(?=\d|달))\s*")
_DAYS = 30
"""Days of a lunar month at most."""
_NAMED = {"정월": "1월", "동짓달": "11월", "섣달": "12월"}
_FEASTS = {
    r"(?:음력\s*)?(?:(?<![가-힣])|(?<=년))설(?:날|(?=$|\s|연휴|당일|전날|무렵))|구정"
    r"|(?:korean |chinese )?lunar new year(?:'s day)?|chinese new year|spring festival|seollal": (1, 2),
    r"(?:정월\s*)?대보름": (2, 3),
    r"단오|dano": (5, 6),
    r"추석|한가위|chuseok|mid-autumn(?: festival)?": (9, 10),
}
"""Feasts and the months of ours that they may fall in. In the north 설 long was 1 January."""
_BESIDE = re.compile(r"\s*(?:전날|다음\s*날|이튿날|당일|연휴|the eve of|eve of|the day (?:before|after))\s*")


@dataclass(frozen=True)
class Moon:
    """The months of ours, numbered from January of the year 0, in which a lunar span begins and ends."""

    begins: tuple[int, int]
    ends: tuple[int, int]
    sign: str = ""


def is_lunar(phrase: str) -> bool:
    """Whether a phrase says a date by the moon, or a feast that goes by it."""
    named = any(name in phrase for name in _NAMED)
    return named or bool(_LUNAR.search(phrase)) or _feast(phrase) is not None


def read_lunar(phrase: str) -> Point | Interval:
    """The months a lunar date, an open range or a range of two such dates may lie in.

    A year not known knows no month either. Raises Invalid where the phrase is not understood.
    """
    if ends := between(phrase):
        return _range(phrase, *ends)
    kind, text = open_end(phrase) or ("", phrase)
    moon = _moon(text)
    if moon is None:
        if kind:
            raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
        return Point("XXXX")
    match kind:
        case "from" | "to":
            raise Invalid(Msg.DATE_NOT_UNDERSTOOD)  # nobody says a lunar date so
        case "since":
            return Interval(_month(moon.begins[0], moon.sign), "..")
        case "after":
            return Interval(_month(moon.ends[0], moon.sign), "..")
        case "before":
            return Interval("..", _month(moon.begins[1], moon.sign))
        case "until":
            return Interval("..", _month(moon.ends[1], moon.sign))
        case _:
            return Interval(_month(moon.begins[0], moon.sign), _month(moon.ends[1], moon.sign))


def _range(phrase: str, first: str, last: str) -> Interval:
    """Two ends by the moon; where "lunar" is not said (feasts alone), an end that is no feast is ours."""
    all_lunar = bool(_LUNAR.search(phrase))
    found = []
    for text in (first, last):
        if all_lunar or is_lunar(text):
            moon = _moon(text)
            if moon is None:
                raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
            found.append((_month(moon.begins[0], moon.sign), _month(moon.ends[1], moon.sign)))
        else:
            sign, body = signed(text)
            found.append((replace(read_point(plain(body)), sign=sign),) * 2)
    return Interval(found[0][0], found[1][1])


def _month(number: int, sign: str) -> Point:
    if not 12 <= number < 120_000:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    return Point(f"{number // 12:04}", number % 12 + 1, 0, sign)


def _moon(text: str) -> Moon | None:
    """When a lunar date begins and ends; None where no year is said. A date of ours in a range is itself."""
    sign, body = signed(text)
    if feast := _feast(body):
        months, rest = feast
        rest = _BESIDE.sub(" ", rest)
        year = _year(re.sub(r"^(?:about|around|the|of|in)\s+|\s+(?:of|in)$", "", plain(rest)))
        if year is None:
            return None
        first, last = (12 * year + month - 1 for month in months)
        return Moon((first, last), (first, last), sign)
    leap = bool(_LEAP.search(body))
    for name, month in _NAMED.items():
        body = body.replace(name, month)
    body = plain(_LEAP.sub("", _LUNAR.sub(" ", body)).strip())
    point = read_point(re.sub(r"(\d{1,2})(?:st|nd|rd|th) month", r"month \1", body))
    return _of_point(point, leap, sign)


def _of_point(point: Point, leap: bool, sign: str) -> Moon | None:
    if point.day > _DAYS:
        raise Invalid(Msg.DATE_NO_SUCH_DAY)
    if point.year == "XXXX":
        return None
    if point.precision in ("decade", "century", "season"):
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    first = 12 * int(point.year)
    if not point.month:
        return Moon((first, first + 1), (first + 12, first + 13), sign)
    month = first + point.month - 1
    if leap:
        return Moon((month + 1, month + 1), (month + 2, month + 2), sign)
    return Moon((month, month + 1), (month + 1, month + 2), sign)


def _feast(text: str) -> tuple[tuple[int, int], str] | None:
    """The months of a feast in a text, and the text without it."""
    for pattern, months in _FEASTS.items():
        found = re.search(pattern, text)
        if found:
            return months, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None


def _year(text: str) -> int | None:
    if not text:
        return None
    point = read_point(text)
    if point.precision != "year" or point.month_x:
        raise Invalid(Msg.DATE_NOT_UNDERSTOOD)
    return int(point.year)
