"""Attacks a release with nothing but its print: what each hidden number can be, which groups are small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType
from typing import TypeAlias

from app.disclosure.model import TIME, UNKNOWN, Cell, Published
from app.disclosure.solver import Infeasible, Programme

Interval: TypeAlias = tuple[int, int]
Repeats: TypeAlias = Mapping[tuple[str, str], int]
"""How far the sum of the events of a year exceeds the people in it, by (year, code of the other dimension).

The year "" stands for all events and everybody, the other code "" for a table of one dimension.
"""
_NONE: Repeats = MappingProxyType({})


@dataclass(frozen=True)
class Result:
    """What an attack found: the least and greatest of each hidden number, and what must not have come out."""

    intervals: Mapping[Cell, Interval]
    told: tuple[str, ...]

    @property
    def safe(self) -> bool:
        """Whether nothing came out."""
        return not self.told


def attack(published: Published, repeats: Repeats = _NONE) -> Result:
    """Works out every hidden number of a release, from its print and perhaps from `repeats` learnt elsewhere.

    A print that no people can have made raises ValueError.
    """
    known = _Attacker(published, repeats)
    try:
        intervals = {cell: known.span(known.cells[cell]) for cell in sorted(published.hidden)}
        told = [f"{cell} is one of {b - a + 1}" for cell, (a, b) in intervals.items() if b - a < known.least]
        told += known.small_groups() + known.small_repeats()
    except Infeasible as error:
        raise ValueError("no people can give these numbers") from error
    told += [f"{cell} is printed: {n}" for cell, n in published.shown.items() if n < known.least]
    return Result(intervals, tuple(told))


@dataclass
class _Attacker:
    published: Published
    repeats: Repeats
    cells: dict[Cell, int] = field(default_factory=dict)
    # pairs (whole, part) whose difference is a group of people, unions (union, parts) that repeats exceed
    pairs: list[tuple[int, int]] = field(default_factory=list)
    unions: list[tuple[int, list[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.least = self.published.threshold
        self.programme = Programme()
        self.everybody = self._cell(())
        for table in self.published.tables:
            for margin in table.margins():
                self._cell(margin, 1)
        two = [table for table in self.published.tables if len(table.dims) == 2]
        for table in two:
            if set(table.dims) == set(TIME):
                self._same(table.cells())
            else:
                self._cross(table.dims, table.codes)
        self._one_way()

    def _cell(self, cell: Cell, low: int = 0) -> int:
        """The variable of a cell: its printed number, or anything from `low` to everybody."""
        if cell not in self.cells:
            number = self.published.shown.get(cell)
            most = self.published.total
            self.cells[cell] = self.programme.variable(*((low, most) if number is None else (number, number)))
        return self.cells[cell]

    def _sum(self, whole: int, parts: Iterable[int], low: float = 0, high: float = 0) -> None:
        """`low <= sum of parts - whole <= high`."""
        terms = dict.fromkeys(parts, 1.0)
        terms[whole] = terms.get(whole, 0.0) - 1.0
        self.programme.row(terms, low, high)

    def _same(self, cells: Iterable[Cell]) -> None:
        """A table of events by years: each possible cell is its event."""
        for cell in cells:
            if cell not in self.published.impossible:
                event = next(pair for pair in cell if pair[0] == "event")
                self._sum(self.cells[(event,)], [self._cell(cell)])

    def _listed(self, dim: str) -> list[str]:
        return [
            code
            for table in self.published.tables
            for name, codes in zip(table.dims, table.codes, strict=True)
            if name == dim
            for code in codes
        ]

    def _one_way(self) -> None:
        dims = dict.fromkeys(dim for table in self.published.tables for dim in table.dims)
        for dim in dims:
            if dim not in TIME:
                self._sum(self.everybody, [self.cells[((dim, code),)] for code in self._listed(dim)])
        cells = {dim: {c: self.cells[((dim, c),)] for c in self._listed(dim)} for dim in TIME}
        self._time(self.everybody, cells, "")

    def _cross(self, dims: tuple[str, ...], codes: tuple[tuple[str, ...], ...]) -> None:
        (a, rows), (b, columns) = zip(dims, codes, strict=True)
        inner = {(r, c): self._cell(((a, r), (b, c))) for r in rows for c in columns}
        if b not in TIME:
            for r in rows:
                self._sum(self.cells[((a, r),)], [inner[r, c] for c in columns])
        else:
            for r in rows:
                self._time(self.cells[((a, r),)], {b: {c: inner[r, c] for c in columns}}, r)
        if a not in TIME:
            for c in columns:
                self._sum(self.cells[((b, c),)], [inner[r, c] for r in rows])
        else:
            for c in columns:
                self._time(self.cells[((b, c),)], {a: {r: inner[r, c] for r in rows}}, c)

    def _time(self, whole: int, cells: Mapping[str, Mapping[str, int]], other: str) -> None:
        """Ties the events and years of one group of people."""
        for codes in cells.values():
            self._union(whole, codes, other)
        years, events = (cells.get(dim, {}) for dim in ("year", "event"))
        if UNKNOWN in years and UNKNOWN in events and years[UNKNOWN] != events[UNKNOWN]:
            self._sum(years[UNKNOWN], [events[UNKNOWN]])
        for year in years.keys() - {UNKNOWN} if events else ():
            inside = [var for event, var in events.items() if self.published.year_of.get(event) == year]
            self._over(years[year], inside, self.repeats.get((year, other)))
            self.pairs += [(years[year], var) for var in inside if len(inside) > 1]

    def _union(self, whole: int, codes: Mapping[str, int], other: str) -> None:
        """Everybody of a group is in no event, or in at least one of these."""
        if not codes:
            return
        inside = [var for code, var in codes.items() if code != UNKNOWN]
        some = self.programme.variable(0, self.published.total)
        self._sum(whole, [some, *(codes[c] for c in codes if c == UNKNOWN)])
        is_events = all(code in self.published.year_of for code in codes if code != UNKNOWN)
        self._over(some, inside, self.repeats.get(("" if is_events else "years", other)))
        self.pairs += [(whole, var) for var in inside if len(codes) > 1]

    def _over(self, union: int, parts: list[int], repeats: int | None) -> None:
        """`union` is the people in any of `parts`."""
        self._sum(union, parts, *((0, inf) if repeats is None else (repeats, repeats)))
        for part in parts:
            self._sum(union, [part], -inf, 0)
        self.unions.append((union, parts))

    def span(self, *plus: int, minus: Iterable[int] = ()) -> Interval:
        """The least and greatest that the sum of `plus` less `minus` can be."""
        terms = dict.fromkeys(plus, 1.0)
        for var in minus:
            terms[var] = terms.get(var, 0.0) - 1.0
        ends = []
        for sign in (1.0, -1.0):
            solution = self.programme.whole({var: sign * factor for var, factor in terms.items()})
            ends.append(round(sum(solution[var] * factor for var, factor in terms.items())))
        return ends[0], ends[1]

    def small_groups(self) -> list[str]:
        """People of a group outside a part of it: too few, and known to be."""
        spans = [self.span(whole, minus=[part]) for whole, part in self.pairs]
        return [f"a group outside another is {a} to {b}" for a, b in spans if b < self.least]

    def small_repeats(self) -> list[str]:
        """People in several events: too few, and known to be some."""
        if self.repeats:
            return []  # learnt, not told by the release
        spans = [self.span(*parts, minus=[union]) for union, parts in self.unions]
        return [f"people in several events are up to {b}" for _, b in spans if 0 < b < self.least]
