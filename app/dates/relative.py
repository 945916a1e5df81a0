"""Days said from today: "tomorrow", "3 days ago", "2주 뒤". Written down, they become the day itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.names import fold

_DAYS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "daybeforeyesterday": -2, "dayaftertomorrow": 2,
    "오늘": 0, "어제": -1, "내일": 1, "그제": -2, "그저께": -2, "모레": 2, "글피": 3,
}  # fmt: skip
_COUNTED = (
    re.compile(r"(?P<n>\d{1,3})(?P<unit>day|week)s?(?P<way>ago)"),
    re.compile(r"(?P<way>in)(?P<n>\d{1,3})(?P<unit>day|week)s?"),
    re.compile(r"(?P<n>\d{1,3})(?P<unit>일|주일|주)(?P<way>전|뒤|후)"),
)
_LENGTH = {"day": 1, "일": 1, "week": 7, "주": 7, "주일": 7}
_BACK = ("ago", "전")


def from_today(text: str, today: date) -> date | None:
    """The day that words say from `today`; None for other words.

    The words are not kept: a week later they would mean another day. "엊그제" and "next week" say no day.
    """
    said = fold(text).removeprefix("the")
    days = _DAYS.get(said)
    for pattern in _COUNTED:
        if found := pattern.fullmatch(said):
            days = int(found["n"]) * _LENGTH[found["unit"]] * (-1 if found["way"] in _BACK else 1)
    return None if days is None else today + timedelta(days=days)
