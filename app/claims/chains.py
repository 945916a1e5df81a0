"""Sources in chains (A repeats B repeats C): an outlet that repeats another is no origin beside it.

Origins are counted, not outlets. A chain touches the claims of an
outlet that speaks for itself; a claimant whom an outlet quotes stays a claimant of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.names import fold
from app.records.record import Record


def ends_in_itself(start: UUID, above: Mapping[UUID, UUID]) -> bool:
    """Whether going from a record to the one it repeats, and on, comes back to it."""
    seen: set[UUID] = set()
    now = above.get(start)
    while now is not None and now not in seen:
        if now == start:
            return True
        seen.add(now)
        now = above.get(now)
    return False


@dataclass(frozen=True)
class Chains:
    """The sources that claims name and those these rest on, by id. Built without sources, nothing rests."""

    sources: Mapping[UUID, Record]

    def above(self, source: UUID | None) -> tuple[UUID, ...]:
        """What a source rests on, nearest first; in a circle, which cannot be saved, nobody is above."""
        way = self._way(source)
        return () if not way or self._next(way[-1]) == source else tuple(way[1:])

    def root(self, source: UUID) -> UUID:
        """Where a chain begins; of a circle always the same source of it."""
        way = self._way(source)
        onward = self._next(way[-1])
        return way[-1] if onward is None else min(way[way.index(onward) :])

    def _way(self, source: UUID | None) -> list[UUID]:
        found: list[UUID] = []
        while source is not None and source not in found:
            found.append(source)
            source = self._next(source)
        return found

    def _next(self, source: UUID | None) -> UUID | None:
        record = self.sources.get(source) if source else None
        return record.ref("repeats") if record else None

    def speaks_for_itself(self, claim: Record) -> bool:
        """Whether the claimant is the outlet that relays the claim: a medium, or of the same name."""
        source = self.sources.get(claim.ref("relayed_by") or claim.id)
        if source is None:
            return False
        same = fold(source.phrase("name").text) == fold(claim.phrase("claimant").text)
        return same or claim.text("claimant_kind") in ("", "media")

    def rests_on(self, claim: Record, others: Iterable[Record]) -> Record | None:
        """The claim of the nearest source that the outlet of `claim` repeats, None where none is there."""
        above = self.above(claim.ref("relayed_by")) if self.speaks_for_itself(claim) else ()
        if not above:
            return None
        there = [c for c in others if c.ref("relayed_by") in above and c.id != claim.id]
        return min(there, key=lambda c: above.index(c.ref("relayed_by") or c.id), default=None)

    def shared(self, claim: Record) -> UUID | None:
        """The source that a claim of a repeating outlet goes back to, None where it repeats nobody."""
        source = claim.ref("relayed_by")
        if source is None or not self._next(source) or not self.speaks_for_itself(claim):
            return None
        return self.root(source)


ALONE = Chains({})
"""No source rests on another."""


def independent(claims: Sequence[Record], chains: Chains) -> list[list[Record]]:
    """The claims that rest on none of the others, those of one origin together.

    One origin are the claims of one claimant, and those of outlets whose chains begin with the same source.
    """
    groups: list[tuple[set[object], list[Record]]] = []
    for claim in claims:
        if chains.rests_on(claim, claims) is not None:
            continue
        names: set[object] = {claimant_key(claim)}
        names |= {root} if (root := chains.shared(claim)) else set()
        same = [g for g in groups if g[0] & names]
        groups = [g for g in groups if not g[0] & names]
        whole = [claim for _names, group in same for claim in group]
        groups.append((names.union(*(g[0] for g in same)), [*whole, claim]))
    return [group for _names, group in groups]


def claimant_key(claim: Record) -> str:
    """What makes two claims the same claimant's: the folded name as first recorded."""
    return fold(claim.phrase("claimant").text)
