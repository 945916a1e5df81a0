"""Links that are read from both ends: relations between people, links between events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.records.record import Record
from app.vocabularies import Term

ENDS = {"relation": ("person", "other"), "event_link": ("event", "other")}
"""The two fields of each kind of link, the one it was entered from first."""
VOCABULARIES = {"relation": "relation", "event_link": "event_relation"}


@dataclass(frozen=True)
class Seen:
    """A link as it reads from one of its ends: the other end, and what that is to this one (relation), or
    what this one is to that (link between events)."""

    link: Record
    other: UUID
    kind: str


def inverses(terms: Iterable[Term], vocabulary: str) -> dict[str, str]:
    """The inverse of each code: what its note names, itself where the note names no code."""
    mine = {t.code: t for t in terms if t.vocabulary == vocabulary}
    return {code: t.note if t.note in mine else code for code, t in mine.items()}


def seen_from(end: UUID, links: Iterable[Record], inverse: Mapping[str, str]) -> tuple[Seen, ...]:
    """The links of a person or event, each as it reads from there; one entered from both ends stands once."""
    found: dict[tuple[UUID, str], Seen] = {}
    for link in links:
        near, far = ENDS[link.type]
        kind, here = link.text("kind"), link.ref(near) == end
        other = link.ref(far if here else near)
        if other is not None:
            said = kind if here else inverse.get(kind, kind)
            found.setdefault((other, said), Seen(link, other, said))
    return tuple(found.values())


def turned(link: Record, inverse: Mapping[str, str]) -> Record:
    """The same link said from the other end; turned twice it is as it was."""
    near, far = ENDS[link.type]
    kind = link.text("kind")
    return link.with_values(
        **{near: link.ref(far), far: link.ref(near), "kind": inverse.get(kind, kind)},
    )
