"""Cases counted by year, place, sex and age, exactly, for those who work inside the vault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from app.ages import BANDS, ages, band
from app.ports import ListQuery, Profile, Reader, Vault
from app.steps import chunked
from app.values import uncertain

UNKNOWN = ""
"""The code of what is not recorded, or not known closely enough."""
DIMENSIONS = ("year", "crossing", "home", "sex", "age")
SLICE = 250
"""Cases read in one slice: under 50 ms."""


@dataclass(frozen=True)
class Bar:
    """How many cases have a code; a place by its id."""

    code: str
    count: int


@dataclass(frozen=True)
class Count:
    """One dimension: bars in their order, `unknown` beside them.

    `several`: a case may stand in more than one bar, so that bars and `unknown` may come to more than there
    are cases.
    """

    dimension: str
    bars: tuple[Bar, ...]
    unknown: int
    several: bool


@dataclass(frozen=True)
class Figures:
    """Every dimension over `cases` cases; `places` names those that bars are about."""

    cases: int
    counts: tuple[Count, ...]
    places: Mapping[str, Mapping[str, str]]

    def of(self, dimension: str) -> Count:
        """The count of a dimension."""
        return next(c for c in self.counts if c.dimension == dimension)


def figures(vault: Vault, query: ListQuery) -> Generator[tuple[int, int], None, Figures]:
    """Count the cases of a list in slices; yields how many of how many were read."""
    with vault.read() as reader:
        numbers = reader.numbers(query)
    yield 0, len(numbers)
    with vault.read() as reader:
        provinces, names = _places(reader)
        order = {t.code: t.position for t in reader.terms() if t.vocabulary == "sex"}
    tallies: dict[str, Counter[str]] = {dimension: Counter() for dimension in DIMENSIONS}
    done, read, known = 0, 0, Known(provinces)
    for some in chunked(numbers, SLICE):
        with vault.read() as reader:
            found = reader.profiles(some)
        read += len(found)
        for dimension, tally in tallies.items():
            tally.update(code for profile in found for code in codes(profile, dimension, known))
        done += len(some)
        yield done, len(numbers)
    counts = tuple(_count(d, tallies[d], order) for d in DIMENSIONS)
    return Figures(read, counts, names)


class Known:
    """What one count has worked out already: dates repeat, and reading one costs more than counting it."""

    def __init__(self, provinces: Mapping[UUID, str]) -> None:
        self.provinces = provinces
        self.year: Callable[[str], str] = cache(year_of)
        self.band: Callable[[str, str], str] = cache(age_band)


def codes(profile: Profile, dimension: str, known: Known) -> Iterable[str]:
    """Where a case stands in a dimension, each bar once."""
    match dimension:
        case "year":
            years = {known.year(edtf) for edtf, _crossing in profile.returns}
            return (years - {UNKNOWN}) or {UNKNOWN}
        case "crossing":
            return {c.hex for _edtf, c in profile.returns if c} or {UNKNOWN}
        case "home":
            return (known.provinces.get(profile.home, UNKNOWN) if profile.home else UNKNOWN,)
        case "sex":
            return (UNKNOWN if profile.sex == "unknown" else profile.sex,)
    return (known.band(profile.birth, profile.returns[-1][0]) if profile.returns else UNKNOWN,)


def year_of(edtf: str) -> str:
    """The year a date lies in, UNKNOWN where it may be several."""
    when = uncertain(edtf) if edtf else None
    first, last = (when.earliest, when.latest) if when else (None, None)
    return str(first.year) if first and last and first.year == last.year else UNKNOWN


def age_band(birth: str, at: str) -> str:
    """The age band at an event, UNKNOWN where the dates leave several open."""
    return band(ages(uncertain(birth), uncertain(at))) if birth and at else UNKNOWN


def _places(reader: Reader) -> tuple[dict[UUID, str], dict[str, dict[str, str]]]:
    """The province of each place, and the names of places and provinces by language."""
    provinces: dict[UUID, str] = {}
    names: dict[str, dict[str, str]] = {}
    for place in reader.glance.all("place"):
        name = place.phrase("name")
        said = {language: name.in_language(language) for language in ("en", "ko")}
        if place.text("kind") == "province":
            provinces[place.id] = said["en"]
            names[said["en"]] = said
        else:
            provinces[place.id] = place.text("province")
        names[place.id.hex] = said
    return provinces, names


def _count(dimension: str, tally: Counter[str], sexes: Mapping[str, int]) -> Count:
    unknown = tally.pop(UNKNOWN, 0)
    if dimension == "year":
        ordered = sorted(tally)
    elif dimension == "sex":
        ordered = sorted(tally, key=lambda code: (sexes.get(code, len(sexes)), code))
    elif dimension == "age":
        ordered = [code for code in BANDS if code in tally]
    else:
        ordered = sorted(tally, key=lambda code: (-tally[code], code))
    bars = tuple(Bar(code, tally[code]) for code in ordered)
    return Count(dimension, bars, unknown, dimension in ("year", "crossing"))
