"""What numbers of people must satisfy: sums of a table, and events within years within everybody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import TypeAlias

from app.disclosure.model import UNKNOWN

Key: TypeAlias = Hashable
"""A number: a cell (a group of people), or one that follows from cells and is never printed."""


@dataclass
class System:
    """Numbers with their true values and least possible ones, and rows `low <= sum <= high` between them."""

    values: dict[Key, int] = field(default_factory=dict)
    lows: dict[Key, int] = field(default_factory=dict)
    rows: list[tuple[dict[Key, int], float, float]] = field(default_factory=list)
    repeats: list[Key] = field(default_factory=list)

    def add(self, key: Key, value: int, low: int = 0) -> Key:
        """A number, once; returns its key."""
        self.values.setdefault(key, value)
        self.lows.setdefault(key, low)
        return key

    def equal(self, whole: Key, parts: Iterable[Key], *, minus: Key | None = None) -> None:
        """`whole = sum of parts - minus`."""
        terms = {whole: -1}
        for part in parts:
            terms[part] = terms.get(part, 0) + 1
        if minus is not None:
            terms[minus] = -1
        self.rows.append((terms, 0, 0))

    def within(self, part: Key, whole: Key) -> None:
        """`part <= whole`."""
        self.rows.append(({whole: 1, part: -1}, 0, inf))

    def difference(self, whole: Key, part: Key) -> Key:
        """The people of `whole` who are not in `part`, as a number of its own."""
        key = self.add(("not in", whole, part), self.values[whole] - self.values[part])
        self.equal(whole, (part, key))
        return key


@dataclass(frozen=True)
class Slice:
    """The years and events of everybody, or of the people of one code: keys of their numbers.

    Of each year `years[y]` is the number of people in it, of each event `events[e]`, `none` those in no
    event, `whole` all of them.
    """

    whole: Key
    none: Key
    years: Mapping[str, Key]
    events: Mapping[str, Key]


def lay_time(system: System, part: Slice, year_of: Mapping[str, str]) -> None:
    """Adds what ties events, years and everybody: a year is the union of its events.

    A set of sizes is possible exactly if each event fits in its year, each year holds at most the sum of its
    events, each year fits in everybody who is in some event, and these are at most the sum of the years: the
    people can then be chosen one year after the other. `repeats` are how far sums exceed unions.
    """
    v = system.values
    some = system.add(("some event", part.whole), v[part.whole] - v[part.none])
    system.equal(part.whole, (some, part.none))
    for year, key in part.years.items():
        events = [part.events[e] for e in part.events if year_of[e] == year]
        for event in events:
            system.within(event, key)
        system.within(key, some)
        _repeats(system, ("repeats", key), key, events)
    _repeats(system, ("repeats", part.whole), some, list(part.years.values()))


def _repeats(system: System, name: Key, union: Key, parts: list[Key]) -> None:
    over = system.add(name, sum(system.values[p] for p in parts) - system.values[union])
    system.equal(union, parts, minus=over)
    system.repeats.append(over)


def overall_repeats(system: System, part: Slice, keys: Mapping[str, Key]) -> Key:
    """By how much the printed numbers of `keys` (events or years) and `none` exceed everybody."""
    inside = [key for code, key in keys.items() if code != UNKNOWN]
    total = sum(system.values[k] for k in inside) + system.values[part.none] - system.values[part.whole]
    name = system.add(("repeats of all", part.whole, tuple(inside)), total)
    system.equal(part.whole, (*inside, part.none), minus=name)
    return name
