"""Uncertain dates along one axis: where each begins and ends, what is open, and what has no date at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.records.record import Record
from app.values import UncertainDate

STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months between two ticks of an axis."""
MARGIN = 0.06
"""Share of the days kept free at an end where something is open."""
LEAST = timedelta(days=60)


@dataclass(frozen=True)
class Moment:
    """A date of a record: `key` is its field, `kind` what it is drawn as (a record type)."""

    record: Record
    key: str
    kind: str

    @property
    def when(self) -> UncertainDate | None:
        """The date, None where it was not recorded."""
        return self.record.date(self.key)


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies, 0 at the first and 1 at the last; days beyond an end lie at the end."""
        return min(1.0, max(0.0, (day - self.first).days / max(1, (self.last - self.first).days)))

    def ticks(self, most: int) -> tuple[date, ...]:
        """First days of months or years, at most about `most`, evenly apart in the calendar."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((s for s in STEPS if months / s <= max(1, most)), STEPS[-1])
        start = self.first.year * 12 + self.first.month - 1
        start += -start % step
        end = self.last.year * 12 + self.last.month - 1
        found = (date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1, step) if n >= 12)
        return tuple(day for day in found if self.first <= day <= self.last)


@dataclass(frozen=True)
class Stretch:
    """A moment on the axis, from `left` to `right` (shares of it).

    `open_left` and `open_right`: that end is not known and the stretch reaches the end of the axis.
    `exact`: a day, or a span between two days, as it was said; else any day between the two may be meant.
    """

    moment: Moment
    left: float
    right: float
    open_left: bool = False
    open_right: bool = False
    exact: bool = True


@dataclass(frozen=True)
class Timeline:
    """Moments along an axis in the order in which they may have begun, and those without a date."""

    axis: Axis | None
    placed: tuple[Stretch, ...]
    undated: tuple[Moment, ...]


def timeline(moments: Iterable[Moment]) -> Timeline:
    """Place moments along an axis that holds every day any of them names."""
    every = tuple(moments)
    dated = sorted((m for m in every if _days(m)), key=lambda m: (_days(m)[0], _days(m)[-1], m.record.number))
    undated = tuple(m for m in every if not _days(m))
    if not dated:
        return Timeline(None, (), undated)
    axis = _axis(dated)
    return Timeline(axis, tuple(_stretch(m, axis) for m in dated), undated)


def _days(moment: Moment) -> tuple[date, ...]:
    """The days that are known: first and last, one of them, or none."""
    when = moment.when
    return tuple(day for day in (when.earliest, when.latest) if day) if when else ()


def _axis(dated: Iterable[Moment]) -> Axis:
    """From the first day to the last, with room for what is open, and never shorter than two months."""
    found = tuple(dated)
    days = [day for m in found for day in _days(m)]
    first, last = min(days), max(days)
    room = max((last - first) * MARGIN, LEAST / 2)
    opens = [m.when for m in found if m.when]
    before = room * (3 if any(w.earliest is None for w in opens) else 1)
    after = room * (3 if any(w.latest is None for w in opens) else 1)
    return Axis(_back(first, before), _forth(last, after))


def _back(day: date, by: timedelta) -> date:
    return day - by if day - date.min > by else date.min


def _forth(day: date, by: timedelta) -> date:
    return day + by if date.max - day > by else date.max


def _stretch(moment: Moment, axis: Axis) -> Stretch:
    when = moment.when
    assert when is not None  # only dated moments come here
    first, last = when.earliest, when.latest
    return Stretch(
        moment,
        axis.share(first) if first else 0.0,
        axis.share(last) if last else 1.0,
        first is None,
        last is None,
        is_exact(when),
    )


def is_exact(when: UncertainDate) -> bool:
    """Whether a date says a day or a span, neither "about" nor "perhaps" nor only a month or year."""
    doubted = any(sign in when.edtf for sign in "~?%[X")
    return not doubted and ("/" in when.edtf or when.earliest == when.latest)
