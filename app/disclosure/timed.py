"""The systems of a release's tables: events and years of everybody, and of each column of a cross table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.disclosure.counting import Counts, cross
from app.disclosure.guard import prices, protect
from app.disclosure.model import TIME, UNKNOWN, Cell, Layout, Person, Table
from app.disclosure.system import Key, Slice, System, lay_time, overall_repeats

NOBODY: Cell = (("event", UNKNOWN),)  # people in no event: the same cell in the table of years


def _keys(counts: Counts, dim: str) -> dict[str, Cell]:
    return {code: ((dim, code),) for code in counts.codes[dim] if code != UNKNOWN}


class TimeMargins:
    """The one-way tables of events and years as one system. `cells` are those printed, NOBODY once."""

    def __init__(self, counts: Counts, layout: Layout) -> None:
        self.system = System()
        self.layout = layout
        self.system.add((), counts.total)
        self.years, self.events = _keys(counts, "year"), _keys(counts, "event")
        self.none = counts.margins.get(NOBODY, 0)
        self.system.add(NOBODY, self.none, min(self.none, 1))
        self.cells: list[Cell] = [NOBODY, *self.years.values(), *self.events.values()]
        for cell in self.cells[1:]:
            self.system.add(cell, counts.margins[cell], 1)
        part = Slice((), NOBODY, self.years, self.events)
        lay_time(self.system, part, layout.year_of)
        self.told = [*self.system.repeats, overall_repeats(self.system, part, self.events)]

    def groups(self, threshold: int) -> list[Key]:
        """Those outside a year or an event who are fewer than the threshold: two printed numbers would tell.

        Not where everybody knows that there are none: the only event of a year, the only year.
        """
        pairs: list[tuple[Cell, Cell]] = []
        if len(self.years) > 1 or self.none:
            pairs += [((), cell) for cell in self.years.values()]
        if len(self.events) > 1 or self.none:
            pairs += [((), cell) for cell in self.events.values()]
        for year, cell in self.years.items():
            inside = [key for event, key in self.events.items() if self.layout.year_of[event] == year]
            pairs += [(cell, key) for key in inside if len(inside) > 1]
        return few_outside(self.system, pairs, threshold)


def few_outside(system: System, pairs: Iterable[tuple[Cell, Cell]], threshold: int) -> list[Key]:
    """How many of a cell are outside a part of it, where under the threshold; added to the system."""
    v = system.values
    return [system.difference(whole, part) for whole, part in pairs if v[whole] - v[part] < threshold]


def hide_inner(
    people: Sequence[Person],
    counts: Counts,
    layout: Layout,
    threshold: int,
    table: Table,
    shown: Mapping[Cell, int],
    hidden: set[Cell],
) -> set[Cell] | None:
    """The hidden cells of a cross table and its margins (`hidden`, fixed); None if none are enough."""
    timed = [dim for dim in table.dims if dim in TIME]
    plan = _Timed(people, counts, layout, table, shown, timed[0]) if timed else _Plain(counts, table, shown)
    cells = table.cells()
    groups = plan.groups(threshold)
    chosen = protect(
        plan.system,
        threshold,
        printed=[*plan.margins, *cells],
        hidden=[*(c for c in plan.margins if c in hidden), *(c for c in cells if shown[c] < threshold)],
        costs=prices(cells, shown),
        told=plan.told,
        groups=groups,
    )
    return None if chosen is None else hidden | {cell for cell in cells if cell in chosen}


class _Plain:
    """A table of two dimensions in each of which a person has one code."""

    told: Sequence[Key] = ()

    def __init__(self, counts: Counts, table: Table, shown: Mapping[Cell, int]) -> None:
        self.system = System()
        self.system.add((), counts.total)
        self.margins: list[Cell] = [()]
        for dim, codes in zip(table.dims, table.codes, strict=True):
            self.margins += [((dim, code),) for code in codes]
        for margin in self.margins[1:]:
            self.system.add(margin, shown[margin], 1)
        for cell in table.cells():
            self.system.add(cell, shown[cell])
        for dim, codes in zip(table.dims, table.codes, strict=True):
            self.system.equal((), [((dim, code),) for code in codes])
            for code in codes:
                self.system.equal(((dim, code),), [c for c in table.cells() if (dim, code) in c])

    def groups(self, _threshold: int) -> list[Key]:
        """None of their own: every group is a sum of cells."""
        return []


class _Timed:
    """Events or years by a dimension in which a person has one code: the time system once a code."""

    def __init__(
        self,
        people: Sequence[Person],
        counts: Counts,
        layout: Layout,
        table: Table,
        shown: Mapping[Cell, int],
        time: str,
    ) -> None:
        margins = TimeMargins(counts, layout)
        self.system, self.time, self.table = margins.system, time, table
        self.other = next(dim for dim in table.dims if dim != time)
        self.codes = counts.codes[self.other]
        self.margins: list[Cell] = [(), *margins.cells, *(((self.other, code),) for code in self.codes)]
        for code in self.codes:
            self.system.add(((self.other, code),), shown[((self.other, code),)], 1)
        self.system.equal((), [((self.other, code),) for code in self.codes])
        inner = {dim: cross(people, counts, (dim, self.other)) for dim in TIME}
        names = {"year": margins.years, "event": margins.events}
        for dim in TIME:
            for code, margin in [*names[dim].items(), *([(UNKNOWN, NOBODY)] if dim == time else [])]:
                self._spread(dim, code, margin, inner[dim])
        self.told: list[Key] = list(margins.told)
        for code in self.codes:
            self._slice(code, names, layout)

    def _cell(self, dim: str, code: str, other: str) -> Key:
        pair = {dim: (dim, code), self.other: (self.other, other)}
        return tuple(pair[d] for d in self.table.dims) if dim == self.time else ("unprinted", *pair.values())

    def _spread(self, dim: str, code: str, margin: Cell, inner: Mapping[Cell, int]) -> None:
        """A margin is the sum of its cells."""
        for other in self.codes:
            n = inner.get(((dim, code), (self.other, other)), 0)
            self.system.add(self._cell(dim, code, other), n)
        self.system.equal(margin, [self._cell(dim, code, other) for other in self.codes])

    def _slice(self, other: str, names: Mapping[str, Mapping[str, Cell]], layout: Layout) -> None:
        before = len(self.system.repeats)
        part = Slice(
            ((self.other, other),),
            self._cell(self.time, UNKNOWN, other),
            {code: self._cell("year", code, other) for code in names["year"]},
            {code: self._cell("event", code, other) for code in names["event"]},
        )
        lay_time(self.system, part, layout.year_of)
        self.told += self.system.repeats[before:]
        self.told.append(overall_repeats(self.system, part, part.events))

    def groups(self, threshold: int) -> list[Key]:
        """People of a code outside an event or year, where they are few."""
        pairs = [(((self.other, dict(c)[self.other]),), c) for c in self.table.cells()]
        return few_outside(self.system, pairs, threshold)
