"""Ages at a day, from dates of birth that are seldom whole: a range, a band, and whether it was a minor's.

International counting (completed years of life) but for `counted`: laws and summaries ask for it.
How an age that somebody stated tells a birth: `app.dates.stated`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.dates.edtf import span
from app.values import UncertainDate

BANDS = ("0-17", "18-29", "30-39", "40-49", "50+")
"""The age bands of anonymised output."""
_STARTS = (0, 18, 30, 40, 50)
ADULT = 18
_WIDER = {"day": 0, "month": 0, "season": 1, "year": 1, "set": 1, "range": 1, "decade": 5, "century": 50}
"""Years by which an "about" widens an age on each side, by the precision of the date."""


@dataclass(frozen=True, slots=True)
class Ages:
    """The lowest and the highest age somebody may have had, in completed years."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def ages(birth: UncertainDate | None, at: UncertainDate | None) -> Ages | None:
    """The ages of somebody born at `birth` on the day or days `at`; None where an end is not known.

    Somebody born after the day has no age: None.
    """
    if birth is None or at is None:
        return None
    ends = (birth.earliest, birth.latest, at.earliest, at.latest)
    if any(end is None for end in ends):
        return None
    first, last, start, end = (day for day in ends if day is not None)
    known = span(birth.edtf)
    wider = _WIDER.get(known.precision, 0) if known.approximate else 0
    high = _years(first, end) + wider
    return Ages(max(_years(last, start) - wider, 0), high) if high >= 0 else None


def counted(birth: UncertainDate | None, at: UncertainDate | None) -> Ages | None:
    """The same by Korean counting (세는나이): one at birth, one more at each New Year; None as `ages`."""
    found = ages(birth, at)
    if found is None or birth is None or at is None:
        return None
    first, last, start, end = (
        day.year for day in (birth.earliest, birth.latest, at.earliest, at.latest) if day is not None
    )
    known = span(birth.edtf)
    wider = _WIDER.get(known.precision, 0) if known.approximate else 0
    return Ages(max(start - last + 1 - wider, 1), end - first + 1 + wider)


def band(found: Ages | None) -> str:
    """The band that holds the whole range, "" where the range is not known or lies in several."""
    if found is None:
        return ""
    low, high = (max(i for i, start in enumerate(_STARTS) if start <= age) for age in (found.low, found.high))
    return BANDS[low] if low == high else ""


def minor(found: Ages | None) -> str:
    """Whether it was a minor: `yes`, `no`, or `unknown` where the range is not known or holds 18."""
    if found is None or found.low < ADULT <= found.high:
        return "unknown"
    return "yes" if found.high < ADULT else "no"


def _years(born: date, on: date) -> int:
    """Completed years; negative before birth. Who was born on 29 February has a birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
