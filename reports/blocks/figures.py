"""Blocks that are looked at: ranges, map, time line, bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from enum import Enum


@dataclass(frozen=True)
class RangeRow:
    """One claim of the range picture. `origin`: whether it is one of the count; `why` says so in words."""

    label: str
    claimant: str
    figure: str
    origin: bool
    why: str
    low: int | None
    high: int | None
    qualifier: str


@dataclass(frozen=True)
class RangePicture:
    """The claims on one axis from zero. `low` and `high` bound the reported range (None: no band).

    `heads`: claimant, figure, origin, "no number". `individuals` (words, count, remark) stand below a rule
    on the same scale. `legend` words: own, not, more than, up to, range, individuals. `compact`: one page.
    """

    rows: tuple[RangeRow, ...]
    low: int | None
    high: int | None
    heads: tuple[str, str, str, str]
    individuals: tuple[str, int, str] | None = None
    legend: tuple[str, ...] = ()
    compact: bool = False
    alt: str = ""


@dataclass(frozen=True)
class MapSign:
    """A place on the map: degrees WGS 84, radius of its uncertainty in km (0: a name only)."""

    name: str
    under: str
    latitude: float
    longitude: float
    radius_km: float
    province: bool = False
    minor: bool = False


class Point(Enum):
    """The sign of an entry of the time line."""

    EVENT = "event"
    THIS = "this"
    VOLUNTARY = "voluntary"
    RETURNING = "returning"
    STATE = "state"
    UN = "un"
    OTHER = "other"


@dataclass(frozen=True)
class Moment:
    """An entry of the time line, from `earliest` to `latest`; `approximate` is drawn dashed."""

    earliest: Day
    latest: Day
    label: str
    point: Point
    approximate: bool = False


@dataclass(frozen=True)
class Lane:
    """A lane of the time line."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes by kind over one axis of days; `ticks` are (day, label)."""

    lanes: tuple[Lane, ...]
    first: Day
    last: Day
    head: str
    ticks: tuple[tuple[Day, str], ...]
    alt: str = ""


@dataclass(frozen=True)
class Bars:
    """Groups of bars from shown cells only: None is hidden and stands for no number."""

    groups: tuple[tuple[str, tuple[int | None, ...]], ...]
    names: tuple[str, ...]
    hidden: str
    alt: str = ""
