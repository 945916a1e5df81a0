"""The relations of a person as layers: kin by generation, everybody else beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.records.record import Record
from app.relations import seen_from

GENERATIONS: Mapping[str, int] = {
    "grandparent": -2,
    "parent": -1,
    "parents_sibling": -1,
    "parent_in_law": -1,
    "spouse": 0,
    "former_spouse": 0,
    "sibling": 0,
    "cousin": 0,
    "child": 1,
    "siblings_child": 1,
    "child_in_law": 1,
    "grandchild": 2,
}
"""How many generations after a person the other stands; kinds that say nothing about it are not here."""


@dataclass(frozen=True)
class Bond:
    """A line of the picture: `kind` is what `other` is to `person`, as it reads from the nearer end."""

    person: UUID
    other: UUID
    kind: str
    link: Record

    @property
    def kin(self) -> bool:
        """Whether the kind says in which generation the other stands."""
        return self.kind in GENERATIONS


@dataclass(frozen=True)
class Layers:
    """`generations`: people by generation (0 that of the person in the middle, -1 the one before), each layer
    in order; `beside`: those whose generation nobody said; `bonds`: every line once."""

    centre: UUID
    generations: Mapping[int, tuple[UUID, ...]]
    beside: tuple[UUID, ...]
    bonds: tuple[Bond, ...]


def layers(centre: UUID, links: Iterable[Record], inverse: Mapping[str, str]) -> Layers:
    """Walk the relations outwards from a person; where two ways disagree, the shorter one says.

    The order of a layer is that in which its people are met, so that relatives of one stand together.
    """
    every = tuple(links)
    level: dict[UUID, int | None] = {centre: 0}
    bonds: dict[frozenset[UUID], list[Bond]] = {}
    waiting = [centre]
    while waiting:
        person = waiting.pop(0)
        mine = [r for r in every if person in (r.ref("person"), r.ref("other"))]
        for seen in seen_from(person, mine, inverse):
            if seen.other == person:
                continue
            lines = bonds.setdefault(frozenset((person, seen.other)), [])
            if not any(b.link.id == seen.link.id or b.person != person for b in lines):
                lines.append(Bond(person, seen.other, seen.kind, seen.link))
            base, step = level[person], GENERATIONS.get(seen.kind)
            stands = base + step if base is not None and step is not None else None
            if seen.other not in level:
                level[seen.other] = stands
                waiting.append(seen.other)
            elif level[seen.other] is None and stands is not None:
                level[seen.other] = stands
    drawn = tuple(bond for found in bonds.values() for bond in found)
    return Layers(centre, _rows(level), tuple(p for p, n in level.items() if n is None), drawn)


def _rows(level: Mapping[UUID, int | None]) -> dict[int, tuple[UUID, ...]]:
    known = sorted({n for n in level.values() if n is not None})
    return {n: tuple(person for person, at in level.items() if at == n) for n in known}
