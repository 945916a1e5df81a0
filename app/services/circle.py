"""The people around a person, two relations far, with the files there are on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.kinship import Layers, layers
from app.ports import Reader
from app.records.record import Record
from app.relations import inverses

REACH = 2
"""Relations from the person in the middle to the farthest."""
MOST = 60
"""People in one picture."""


@dataclass(frozen=True)
class Circle:
    """The layers, who everybody is, the case there is on each; `left_out` how many more there would be."""

    layers: Layers
    people: Mapping[UUID, Record]
    cases: Mapping[UUID, Record]
    left_out: int


def circle(reader: Reader, centre: UUID) -> Circle:
    """Read the relations of a person and of those they lead to; at most `MOST` people."""
    reader = reader.glance
    known: dict[UUID, None] = {centre: None}
    links: dict[UUID, Record] = {}
    edge, left_out = [centre], 0
    for _step in range(REACH):
        found = [*reader.where("relation", "person", edge), *reader.where("relation", "other", edge)]
        links |= {r.id: r for r in found}
        met = dict.fromkeys(p for r in found for p in (r.ref("person"), r.ref("other")) if p)
        fresh = [p for p in met if p not in known]
        alive = reader.many("person", fresh)
        fresh = [p for p in fresh if p in alive and alive[p].deleted_at is None]
        edge = fresh[: MOST - len(known)]
        left_out += len(fresh) - len(edge)
        known |= dict.fromkeys(edge)
    shown = [r for r in links.values() if r.ref("person") in known and r.ref("other") in known]
    cases: dict[UUID, Record] = {}
    for case in reader.where("case", "person", known):
        cases.setdefault(case.ref("person") or case.id, case)
    made = layers(centre, shown, inverses(reader.terms(), "relation"))
    return Circle(made, reader.many("person", known), cases, left_out)
