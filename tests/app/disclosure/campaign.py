"""Random vaults against the attack: `python -m tests.app.disclosure.campaign 1000` is the long form."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.disclosure.attack import Repeats, attack
from app.disclosure.counting import count, cross, values
from app.disclosure.model import DIMENSIONS, TIME, Cell, Layout, Person, Published
from app.disclosure.suppress import release
from app.errors import Refused
from tests.app.disclosure.invented import rabble


@dataclass(frozen=True)
class Outcome:
    """What a campaign found. `broken` are seeds; `naive` how many a release without complements breaks."""

    released: int
    refused: int
    broken: tuple[int, ...]
    naive: int
    with_primary: int
    shown: float
    slowest: float

    @property
    def naive_share(self) -> float:
        """The share of releases with a small cell that hiding small cells alone does not protect."""
        return self.naive / self.with_primary


def repeats(people: Sequence[Person], layout: Layout, threshold: int, by: tuple[str, ...]) -> Repeats:
    """How many times people stand in more than one event or year, counted from the people themselves."""
    folds = count(people, layout, threshold).folds
    other = next((d for d in by if d not in TIME), "") if len(by) == 2 else ""
    events = "event" in by or not by
    years = "year" in by or not by
    found: dict[tuple[str, str], int] = {}

    def add(kind: str, code: str, n: int) -> None:
        found[kind, code] = found.get((kind, code), 0) + n

    for person in people:
        own = next(iter(values(person, other))) if other else ""
        codes = {"", folds.get(other, {}).get(own, own)}
        for code in codes:
            if events:
                add("", code, max(0, len(person.events) - 1))
            if years:
                add("years", code, max(0, len(person.years) - 1))
            if events and years:
                for year in person.years:
                    inside = sum(layout.year_of[e] == year for e in person.events)
                    add(year, code, inside - 1)
    return found


def without_complements(
    people: Sequence[Person], layout: Layout, threshold: int, published: Published
) -> Published:
    """The same tables with small cells hidden and nothing else: what the attack must break."""
    counts = count(people, layout, threshold)
    counted: dict[Cell, int] = dict(counts.margins)
    for table in published.tables:
        if len(table.dims) == 2:
            inner = cross(people, counts, (table.dims[0], table.dims[1]))
            counted |= {cell: inner.get(cell, 0) for cell in table.cells()}
    cells = {*published.shown, *published.hidden}
    shown = {cell: counted[cell] for cell in cells if counted[cell] >= threshold}
    return replace(published, shown=shown, hidden=frozenset(cells - shown.keys()))


def campaign(n: int, seed: int) -> Outcome:
    """Releases `n` random vaults, by all six dimensions or by two, and attacks each in two ways."""
    released = refused = naive = with_primary = 0
    shown = slowest = 0.0
    broken = []
    for each in range(seed * 1_000_000, seed * 1_000_000 + n):
        people, layout, threshold = rabble(each)
        by = random.Random(each).choice([(), *(tuple(random.Random(each).sample(DIMENSIONS, 2)),) * 2])
        start = time.perf_counter()
        try:
            published = release(people, layout, threshold, by)
        except Refused:
            refused += 1
            continue
        finally:
            slowest = max(slowest, time.perf_counter() - start)
        released += 1
        shown += len(published.shown) / (len(published.shown) + len(published.hidden))
        informed = attack(published, repeats(people, layout, threshold, by))
        if not attack(published).safe or not informed.safe:
            broken.append(each)
        control = without_complements(people, layout, threshold, published)
        if control.hidden:
            with_primary += 1
            naive += not attack(control).safe
    return Outcome(released, refused, tuple(broken), naive, with_primary, shown / released, slowest)


if __name__ == "__main__":
    sys.stdout.write(f"{campaign(int(sys.argv[1]), 1)}\n")
