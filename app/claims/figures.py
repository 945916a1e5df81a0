"""Origins and ranges: claims are compared, never summed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.claims.chains import ALONE, Chains, independent
from app.records.record import Record


class Origin(Enum):
    """Whether a claim is an independent origin of a count, or why it is none."""

    OWN = "own"
    UNNAMED = "unnamed"
    REPEATS = "repeats"
    RUNNING_TOTAL = "running_total"
    OFFICIAL = "official"
    PART = "part"
    NO_FIGURE = "no_figure"


OPENNESS = ("more_than", "at_least", "about", "exactly", "up_to")
"""Of equal figures the more open one is shown, in this order; `between` and the rest read as exact."""

MEASURE_OF_KIND = {"forced_return": "handed_over", "voluntary_return": "crossed", "arrest": "arrested"}
"""The measure that the kind of an event is about."""


@dataclass(frozen=True)
class End:
    """One end of a range: a figure and its own qualifier."""

    figure: int
    qualifier: str

    def same_words(self, other: End) -> bool:
        """Whether both ends would print alike."""
        return self.figure == other.figure


@dataclass(frozen=True)
class Range:
    """What the independent origins of one measure span. `single`: one claim, whose qualifier prints once."""

    measure: str
    low: End
    high: End
    origins: int
    single: bool


def rests_on_another(claim: Record) -> bool:
    """Whether a claim repeats another, or rests on something unspecified."""
    return claim.ref("repeats") is not None or bool(claim.phrase("repeats_words"))


def of_a_state(claim: Record) -> bool:
    """Whether a body of a state says it: by its stance, or by what kind of claimant it is."""
    return bool(claim.text("stance")) or claim.text("claimant_kind") == "state_body"


def has_figure(claim: Record) -> bool:
    """Whether a claim gives a number and not only a word."""
    return claim.number_of("low") is not None or claim.number_of("high") is not None


def origin_of_count(claim: Record) -> Origin:
    """Whether `claim` is an origin of the count, or the first reason why not."""
    if claim.text("stance"):
        return Origin.OFFICIAL
    if claim.text("running_total") == "yes":
        return Origin.RUNNING_TOTAL
    if claim.ref("part_of"):
        return Origin.PART
    if rests_on_another(claim):
        return Origin.REPEATS
    if not has_figure(claim):
        return Origin.NO_FIGURE
    if claim.text("named") == "no":
        return Origin.UNNAMED
    return Origin.OWN


def states_event(claim: Record) -> bool:
    """Whether a claim is an origin of its own for what it says besides the count."""
    return not (
        claim.text("stance")
        or claim.text("running_total") == "yes"
        or claim.text("named") == "no"
        or rests_on_another(claim)
    )


def happened_origins(claims: Sequence[Record], chains: Chains = ALONE) -> list[list[Record]]:
    """The independent origins of "it happened": named claimants who state it and rest on nobody."""
    return independent([c for c in claims if states_event(c)], chains)


def origin_among(claim: Record, claims: Iterable[Record], chains: Chains) -> Origin:
    """As `origin_of_count`, and REPEATS where its outlet repeats another that gives a figure here."""
    origin = origin_of_count(claim)
    rests = origin is Origin.OWN and chains.rests_on(claim, counting(claims, claim.text("measure")))
    return Origin.REPEATS if rests else origin


def counting(claims: Iterable[Record], measure: str) -> list[Record]:
    """The claims that may be an origin of the count in a measure, each by itself."""
    return [c for c in claims if c.text("measure") == measure and origin_of_count(c) is Origin.OWN]


def range_of(claims: Sequence[Record], measure: str, chains: Chains = ALONE) -> Range | None:
    """The range of one measure over its independent origins; None where there is no origin."""
    groups = independent(counting(claims, measure), chains)
    own = [claim for group in groups for claim in group]
    ends = [e for c in own for e in _ends(c)]
    if not ends:
        return None
    low = min(ends, key=lambda e: (e.figure, _openness(e)))
    high = min(ends, key=lambda e: (-e.figure, _openness(e)))
    if low.figure == high.figure:
        low = high
    return Range(measure, low, high, len(groups), len(own) == 1)


def _ends(claim: Record) -> list[End]:
    qualifier = claim.text("qualifier") or "exactly"
    figures = (claim.number_of("low"), claim.number_of("high"))
    return [End(figure, qualifier) for figure in figures if figure is not None]


def _openness(end: End) -> int:
    exact = OPENNESS.index("exactly")
    return OPENNESS.index(end.qualifier) if end.qualifier in OPENNESS else exact


def main_range(claims: Sequence[Record], kind: str, chains: Chains = ALONE) -> Range | None:
    """The range an event is summed up by: its own kind's measure, else the one with most origins."""
    own_measure = range_of(claims, MEASURE_OF_KIND.get(kind, "handed_over"), chains)
    if own_measure:
        return own_measure
    measures = dict.fromkeys(c.text("measure") for c in claims if c.text("measure"))
    found = [r for m in measures if (r := range_of(claims, m, chains))]
    return max(found, key=lambda r: r.origins, default=None)


def last_stances(claims: Sequence[Record]) -> dict[str, Record]:
    """The last dated stance of each state's bodies; an undated one only where no dated one is there."""
    last: dict[str, Record] = {}
    for claim in claims:
        state = claim.text("state")
        if not claim.text("stance") or not state:
            continue
        if state not in last or _said(claim) >= _said(last[state]):
            last[state] = claim
    return last


def _said(claim: Record) -> str:
    said = claim.date("said_on")
    return said.latest.isoformat() if said and said.latest else ""
