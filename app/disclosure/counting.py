"""Counts distinct people by code, small crossings and statuses folded first; linear in the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.disclosure.model import (
    DIMENSIONS,
    OTHER,
    OTHER_OR_UNKNOWN,
    UNKNOWN,
    Cell,
    Layout,
    Person,
)

PROVINCE = "in:"  # before a province: its small crossings together


@dataclass(frozen=True)
class Counts:
    """What was counted: `margins` by single code, () for everybody; listed `codes`, and how codes folded.

    Only codes that somebody has are listed; UNKNOWN comes last, folded ones before it.
    """

    total: int
    margins: Mapping[Cell, int]
    codes: Mapping[str, tuple[str, ...]]
    folds: Mapping[str, Mapping[str, str]]


def values(person: Person, dim: str) -> Iterable[str]:
    """The codes of a person in a dimension: one, or in event and year one for each they stand in."""
    if dim == "event":
        return person.events or (UNKNOWN,)
    if dim == "year":
        return person.years or (UNKNOWN,)
    return (str(getattr(person, dim)),)


def count(people: Sequence[Person], layout: Layout, threshold: int) -> Counts:
    """Counts every dimension. Raises ValueError for a person twice, or in a year without their event."""
    _check(people, layout)
    counters = {dim: _tally(people, dim) for dim in DIMENSIONS}
    folds: dict[str, Mapping[str, str]] = {
        "crossing": fold_crossings(counters["crossing"], layout.province_of, threshold),
        "status": fold_small(counters["status"], threshold),
    }
    for dim, fold in folds.items():
        counters[dim] = _folded(counters[dim], fold)
    margins: dict[Cell, int] = {(): len(people)}
    margins.update((((dim, code),), n) for dim, counter in counters.items() for code, n in counter.items())
    return Counts(
        total=len(people),
        margins=margins,
        codes={dim: tuple(sorted(counter, key=_order)) for dim, counter in counters.items()},
        folds=folds,
    )


def cross(people: Iterable[Person], counts: Counts, dims: tuple[str, str]) -> dict[Cell, int]:
    """Counts two dimensions against each other; cells with nobody are left out."""
    a, b = dims
    fold_a, fold_b = counts.folds.get(a, {}), counts.folds.get(b, {})
    tally: Counter[tuple[str, str]] = Counter()
    for person in people:
        columns = [fold_b.get(code, code) for code in values(person, b)]
        tally.update((fold_a.get(row, row), column) for row in values(person, a) for column in columns)
    return {((a, row), (b, column)): n for (row, column), n in tally.items()}


def fold_small(counter: Mapping[str, int], threshold: int) -> dict[str, str]:
    """Folds codes under the threshold into OTHER, and the next smallest with them until it reaches it.

    UNKNOWN stays by itself. Nothing is folded where fewer than two kinds would be left to tell apart.
    """
    known = sorted((n, code) for code, n in counter.items() if code != UNKNOWN)
    return _tail(known, sum(n < threshold for n, _ in known), 0, threshold, OTHER)


def fold_crossings(
    counter: Mapping[str, int], province_of: Mapping[str, str], threshold: int
) -> dict[str, str]:
    """Folds crossings under the threshold into their province, and what is still under it with UNKNOWN."""
    small = {code: n for code, n in counter.items() if n < threshold and code != UNKNOWN}
    into = {code: PROVINCE + province_of[code] for code in small if code in province_of}
    groups = _folded(small, into)
    enough = {code for code, n in groups.items() if n >= threshold}
    fold = {code: group for code, group in into.items() if group in enough}
    rest = _folded({code: n for code, n in counter.items() if code != UNKNOWN}, fold)
    known = sorted((n, code) for code, n in rest.items())
    tail = _tail(
        known, sum(n < threshold for n, _ in known), counter.get(UNKNOWN, 0), threshold, OTHER_OR_UNKNOWN
    )
    if tail:
        fold = {code: tail.get(group, group) for code, group in fold.items()} | tail
        fold[UNKNOWN] = OTHER_OR_UNKNOWN
    return fold


def _tail(
    known: Sequence[tuple[int, str]], few: int, beside: int, threshold: int, into: str
) -> dict[str, str]:
    """The first `few` of `known` (smallest first), and more until they and `beside` reach the threshold."""
    if not few:
        return {}
    while few < len(known) and sum(n for n, _ in known[:few]) + beside < threshold:
        few += 1
    if len(known) - few < 1 or few < 2 - bool(beside):
        return {}
    return {code: into for _, code in known[:few]}


def _folded(counter: Mapping[str, int], fold: Mapping[str, str]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for code, n in counter.items():
        folded[fold.get(code, code)] += n
    return folded


def _tally(people: Iterable[Person], dim: str) -> Counter[str]:
    return Counter(code for person in people for code in values(person, dim))


def _order(code: str) -> tuple[int, str]:
    return (1 + [OTHER, OTHER_OR_UNKNOWN, UNKNOWN].index(code) if code in _LAST else 0, code)


_LAST = frozenset((OTHER, OTHER_OR_UNKNOWN, UNKNOWN))


def _check(people: Sequence[Person], layout: Layout) -> None:
    if len({person.id for person in people}) != len(people):
        raise ValueError("a person was given twice")
    if any({layout.year_of[event] for event in person.events} != person.years for person in people):
        raise ValueError("a person's years are not those of their events")
