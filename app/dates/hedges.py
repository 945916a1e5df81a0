"""What people say around a date: about, perhaps, early, at night, on a Monday; and before, since, between."""

from __future__ import annotations

import re

from app.dates.points import WEEKDAYS

_DASH = r"\s*(?:–|—|~|〜)\s*|\s+-\s+|(?<=^\d{4})-(?=\d{4}$)"
_TO = re.compile(rf"\s+(?:to|until|till|through)\s+|{_DASH}")
_BETWEEN = (
    re.compile(r"between\s+(.+?)\s+and\s+(.+)"),
    re.compile(r"from\s+(.+?)\s+(?:to|until|till|through)\s+(.+)"),
    re.compile(r"(.+?)(?:부터|에서)\s*(.+?)\s*(?:까지|사이)(?:에)?"),
    re.compile(r"(.+?)(?:과|와)\s*(.+?)\s*사이(?:에)?"),
)
_DAYS = tuple(
    re.compile(form)
    for form in (
        r"(?P<head>)(?P<a>\d{1,2})\s*[-–—~〜]\s*(?P<b>\d{1,2})(?P<tail>\s+[a-z]+\.?,?\s+\d{4})",
        r"(?P<head>[a-z]+\.?\s+)(?P<a>\d{1,2})\s*[-–—~〜]\s*(?P<b>\d{1,2})(?P<tail>,?\s+\d{4})",
        r"(?P<head>\d{4}년\s*\d{1,2}월\s*)(?P<a>\d{1,2})\s*[-–—~〜]\s*(?P<b>\d{1,2})(?P<tail>일)",
    )
)
"""Days of one month with a dash between their numbers."""
_OPEN = (
    (re.compile(r"from\s+(.+), end unknown|(.+?)\s*부터\s*\(끝 모름\)"), "from"),
    (re.compile(r"until\s+(.+), beginning unknown|(.+?)\s*까지\s*\(시작 모름\)"), "to"),
    (re.compile(r"(?:since|from|no earlier than|not before)\s+(.+)|(.+?)\s+or later"), "since"),
    (re.compile(r"(?:until|till|by|up to|no later than|not after)\s+(.+)|(.+?)\s+or earlier"), "until"),
    (re.compile(r"(?:before|prior to)\s+(.+)"), "before"),
    (re.compile(r"after\s+(.+)"), "after"),
    (re.compile(r"(.+?)\s*(?:부터|이후|이래)(?:로|에)?"), "since"),
    (re.compile(r"(?:늦어도\s*)?(.+?)\s*까지(?:에|는)?"), "until"),
    (re.compile(r"(.+?)\s*(?:이전|전)(?:에)?"), "before"),
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
    r"\b(?:early|mid|late|the (?:beginning|middle|end) of|beginning of|end of|(?:the )?(?:late )?night of"
    r"|at (?:night|dawn)(?: on)?|(?:the )?(?:dawn|morning|afternoon|evening) of|in the|sometime in)\b[\s-]*"
    r"|^(?:in|on|at|during)\s+"
    r"|\s*(?:상순|초순|중순|하순|초중반|중후반|초반|중반|전반|후반|연초|연말|월초|월말|초|말)(?=에?$)"
    r"|\s*(?:한밤중|밤|새벽|아침|저녁|낮|오전|오후)(?=에?$)"
    r"|(?:초|늦|한|이른\s*)(?=(?:봄|여름|가을|겨울)(?:철)?에?$)"
)


def between(text: str) -> tuple[str, str] | None:
    """The two ends of "from a to b", None where the text names one date."""
    for days in _DAYS:
        if found := days.fullmatch(text):
            first, last = (found["head"] + found[day] + found["tail"] for day in "ab")
            return first, last
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(text):
            return found[1], found[2]
    ends = _TO.split(text)
    return (ends[0], ends[1]) if len(ends) == 2 and all(ends) else None


def open_end(text: str) -> tuple[str, str] | None:
    """What kind of open range it is (since, until, before, after; from or to where the other end is not
    known) and its date; None where it is none.

    이전 leaves its date out as "before" does, 까지 holds it: "2013년 봄 이전" is "before spring 2013".
    """
    for pattern, kind in _OPEN:
        if found := pattern.fullmatch(text):
            return kind, next(group for group in found.groups() if group)
    return None


def signed(text: str) -> tuple[str, str]:
    """The EDTF sign of "about" (~), "perhaps" (?) or both (%), and the text without them."""
    text, sign = text.strip().strip(",").strip(), ""
    if found := _DOUBT.fullmatch(text):
        sign, text = "?", found[1] or found[2]
    if found := _ABOUT.fullmatch(text):
        sign, text = ("%" if sign else "~"), found[1] or found[2]
    return sign, text


def plain(text: str) -> str:
    """The text without the part of a day, month, year or decade: the words keep it, EDTF has none."""
    return _PART.sub(" ", text).strip().removesuffix("에").strip()


def weekday(text: str) -> tuple[str, int | None]:
    """The text without a day of the week, and its number from Monday (0)."""
    for name, number in WEEKDAYS.items():
        if name in text:
            return re.sub(rf"[\s,(]*{name}[\s,)]*", " ", text).strip(), number
    return text, None
