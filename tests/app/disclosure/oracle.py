"""A second oracle: enumerates every possible set of people behind a small print, without any solver."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from app.disclosure.model import TIME, UNKNOWN, Cell, Published

Kind = tuple[frozenset[str], dict[str, str]]
"""A kind of person: the events they stand in, and their code in each other dimension.

Without a table of events, the years stand for them."""


def kinds(published: Published) -> list[Kind]:
    """Every kind of person that the listed codes allow."""
    listed: dict[str, tuple[str, ...]] = {}
    for table in published.tables:
        listed.update(zip(table.dims, table.codes, strict=True))
    time = listed.get("event") or listed.get("year") or (UNKNOWN,)
    parts = [code for code in time if code != UNKNOWN]
    sets = [frozenset(s) for n in range(len(parts) + 1) for s in combinations(parts, n)]
    if UNKNOWN not in time:
        sets.remove(frozenset())
    others = [dim for dim in listed if dim not in TIME]
    codes = [dict(zip(others, choice, strict=True)) for choice in product(*(listed[d] for d in others))]
    return list(product(sets, codes))


def cells_of(kind: Kind, published: Published) -> set[Cell]:
    """Every cell of the print in which a person of this kind stands."""
    events, others = kind
    codes = {
        "event": events or {UNKNOWN},
        "year": {published.year_of.get(e, e) for e in events} or {UNKNOWN},
        **{dim: {code} for dim, code in others.items()},
    }
    found: set[Cell] = {()}
    for table in published.tables:
        sides = [{(d, c) for c in codes[d]} for d in table.dims]
        found |= {(pair,) for side in sides for pair in side}
        if len(sides) == 2:
            found |= set(product(*sides)) - published.impossible
    return found


def worlds(published: Published) -> Iterator[dict[Cell, int]]:
    """The counts of every set of people that would be printed like this (listed totals at least 1)."""
    where = [cells_of(kind, published) for kind in kinds(published)]
    margins = {c for table in published.tables for c in table.margins()}
    for numbers in _divide(published.total, len(where)):
        world: dict[Cell, int] = dict.fromkeys((*published.shown, *published.hidden), 0)
        for n, cells in zip(numbers, where, strict=True):
            for cell in cells:
                world[cell] += n
        if all(world[c] == n for c, n in published.shown.items()) and all(world[m] for m in margins):
            yield world


def _divide(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _divide(total - first, parts - 1):
            yield (first, *rest)


def intervals(published: Published) -> dict[Cell, tuple[int, int]]:
    """The least and greatest of each hidden cell over all worlds."""
    found: dict[Cell, tuple[int, int]] = {}
    for world in worlds(published):
        for cell in published.hidden:
            low, high = found.get(cell, (world[cell], world[cell]))
            found[cell] = (min(low, world[cell]), max(high, world[cell]))
    return found
