"""The values of disclosure control: people as coded rows, tables asked for, cells printed or hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

DIMENSIONS = ("event", "crossing", "sex", "age", "status", "year")
TIME = ("year", "event")  # an event lies in a year, and a person may stand in several of each
THRESHOLDS = MappingProxyType({"public": 10, "partner": 5})
UNKNOWN = "unknown"  # not recorded: a category of its own; of event and year: in no event
UNDATED = "undated"  # the year of an event whose year is not known
OTHER = "other"  # small categories folded together
OTHER_OR_UNKNOWN = "other-or-unknown"

Cell: TypeAlias = tuple[tuple[str, str], ...]
"""A group of people by the codes they share, dimensions in the order of the table: () is everybody."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be counted. Every value is a code; empty `events` means no certain or probable link.

    `events` are only those of certain or probable links, `years` the years these lie in.
    """

    id: str
    events: frozenset[str]
    crossing: str = UNKNOWN
    sex: str = UNKNOWN
    age: str = UNKNOWN
    status: str = UNKNOWN
    years: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Layout:
    """What every reader knows without the data: the year of each event, the province of each crossing.

    An event whose year is not known has the year UNDATED.
    """

    year_of: Mapping[str, str]
    province_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Table:
    """One table of a release: its dimensions, and the codes of each that it lists, in order."""

    dims: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]

    def cells(self) -> list[Cell]:
        """Its inner cells, row by row, without those that no person can be in."""
        if len(self.dims) == 1:
            return [((self.dims[0], code),) for code in self.codes[0]]
        (a, b), (rows, columns) = self.dims, self.codes
        return [((a, r), (b, c)) for r in rows for c in columns]

    def margins(self) -> list[Cell]:
        """The totals of its rows and columns; of a table of one dimension these are its cells."""
        return [((dim, code),) for dim, codes in zip(self.dims, self.codes, strict=True) for code in codes]


@dataclass(frozen=True)
class Published:
    """What a reader of the release sees, and all an attacker has: no count of a hidden cell is in it.

    `shown` maps each printed cell to its number, () to the total. `impossible` are cells of a table of
    events by years that lie outside the event's year.
    """

    threshold: int
    tables: tuple[Table, ...]
    shown: Mapping[Cell, int]
    hidden: frozenset[Cell]
    impossible: frozenset[Cell]
    year_of: Mapping[str, str]

    @property
    def total(self) -> int:
        """Everybody counted."""
        return self.shown[()]
