"""Where a person was last known to be: derived from sightings and custody steps, never typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.records.record import Record
from app.values import UncertainDate

SURE = frozenset({"confirmed", "probable", ""})
"""Certainties on which a document may rest; "" was never judged."""


@dataclass(frozen=True)
class LastKnown:
    """The place, since when nothing later is known, and the record that says so: a sighting, a step, or the
    case itself where the place was typed before sightings were kept."""

    place: UUID
    date: UncertainDate | None
    record: Record

    @property
    def certainty(self) -> str:
        """How sure, "" where nobody judged it."""
        return self.record.text("certainty")


@dataclass(frozen=True)
class _Found:
    day: date
    number: int
    known: LastKnown


def last_known(
    case: Record, sightings: Iterable[Record], steps: Iterable[Record], wanted: Callable[[LastKnown], bool]
) -> LastKnown | None:
    """The latest place that is `wanted`; None where there is none.

    A date counts by its last possible day (its first, where it is open). A step without a date is no earlier
    than the dated step before it in the chain; a sighting without one comes before everything dated. On one
    day a sighting outweighs a step. A place that was typed into the case counts only where nothing else does.
    """
    found = [f for f in (*_of_steps(steps), *_of_sightings(sightings)) if wanted(f.known)]
    if found:
        return max(enumerate(found), key=lambda item: (item[1].day, item[1].number, item[0]))[1].known
    typed = case.ref("last_known_place")
    old = LastKnown(typed, None, case) if typed else None
    return old if old and wanted(old) else None


def anywhere(_known: LastKnown) -> bool:
    """Every place is wanted."""
    return True


def before(day: date | None) -> Callable[[LastKnown], bool]:
    """What is surely known of the time up to a day (a return), on grounds a document may rest on.

    What is undated may have become known later and does not count, but for a place typed into the case.
    """

    def wanted(known: LastKnown) -> bool:
        if known.record.type == "case":
            return True
        latest = known.date.latest if known.date else None
        return known.certainty in SURE and latest is not None and (day is None or latest <= day)

    return wanted


def _of_steps(steps: Iterable[Record]) -> Iterator[_Found]:
    ordered: Sequence[Record] = sorted(steps, key=_placed)
    day = date.min
    for step in ordered:
        when = step.date("date")
        day = max(day, _day(when))
        place = step.ref("to_place") or step.ref("place")
        if place:
            yield _Found(day, 0, LastKnown(place, when, step))


def _placed(step: Record) -> tuple[bool, int]:
    """Where a step stands in its chain: one that nobody arranged comes last."""
    position = step.number_of("position")
    return position is None, position or 0


def _of_sightings(sightings: Iterable[Record]) -> Iterator[_Found]:
    for sighting in sightings:
        when, place = sighting.date("date"), sighting.ref("place")
        if place:
            yield _Found(_day(when), 1, LastKnown(place, when, sighting))


def _day(when: UncertainDate | None) -> date:
    return (when.latest or when.earliest if when else None) or date.min
