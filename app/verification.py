"""What the claims of an event make of each of its elements: a status proposed by rules, set by a person.

Corroborated asks for two or more independent origins; verified is
never proposed, for it asks for first-hand or official confirmation and a second person's signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.claims.chains import ALONE, Chains, independent
from app.claims.figures import (
    Origin,
    happened_origins,
    last_stances,
    origin_of_count,
    states_event,
)
from app.i18n import N_
from app.names import fold
from app.records.record import Record
from app.values import UncertainDate

ENOUGH = 2
"""Independent origins that corroborate an element."""

RULES = {
    "rumoured": N_("Somebody says it, but no independent origin: nobody named, or all rest on another."),
    "reported": N_("One independent origin says it."),
    "corroborated": N_("Two or more independent origins say it, and nothing they say is against it."),
    "verified": N_("First-hand or official confirmation; a second person signs with their own passphrase."),
    "disputed": N_("Independent origins differ, or a state denies what they report."),
    "denied": N_("A state denies it, and fewer than two independent origins report it."),
    "retracted": N_("Those who said it took it back. Set by hand."),
}
"""What each status asks for, for people to read."""


@dataclass(frozen=True)
class Proposal:
    """A status by the rules, "" where no claim speaks of the element; how many independent origins do."""

    status: str
    origins: int


def proposed(element: str, claims: Sequence[Record], chains: Chains = ALONE) -> Proposal:
    """The status of an element of an event by the rules, from its live claims and the chains of sources."""
    saying = [c for c in claims if _SAYS[element](c) and not c.text("stance")]
    groups = independent([c for c in saying if _is_origin(element, c)], chains)
    own = [claim for group in groups for claim in group]
    count = len(groups)
    if element == "happened":
        count = len(happened_origins(claims, chains))
        denied = any(c.text("stance") == "denies" for c in last_stances(claims).values())
        if denied and (saying or count):
            return Proposal("disputed" if count >= ENOUGH else "denied", count)
    if not saying:
        return Proposal("", 0)
    if not count:
        return Proposal("rumoured", 0)
    if count < ENOUGH:
        return Proposal("reported", count)
    return Proposal("corroborated" if _agree(element, own) else "disputed", count)


def status_on(statuses: Iterable[Record], day: date) -> dict[str, Record]:
    """The status of each element as it stood at the end of a day, from the whole history, oldest first."""
    found: dict[str, Record] = {}
    for status in sorted(statuses, key=lambda s: s.number):
        if status.created_at is not None and status.created_at.date() <= day:
            found[status.text("element")] = status
    return found


@dataclass(frozen=True)
class Made:
    """Which claims had been made at the end of a day, which may have been, and of which no day is known.

    A claim was made on the day it was said, else on that its source was published. What is known of that day
    may reach past the day asked for: then it may have been made.
    """

    by_then: tuple[Record, ...]
    perhaps: tuple[Record, ...]
    undated: tuple[Record, ...]


def made_by(claims: Iterable[Record], sources: Mapping[UUID, Record], day: date) -> Made:
    """The claims that had been made at the end of a day; later ones are left out."""
    by_then, perhaps, undated = [], [], []
    for claim in claims:
        when = said_when(claim, sources)
        if when is None:
            undated.append(claim)
        elif when.latest is not None and when.latest <= day:
            by_then.append(claim)
        elif when.earliest is None or when.earliest <= day:
            perhaps.append(claim)
    return Made(tuple(by_then), tuple(perhaps), tuple(undated))


def said_when(claim: Record, sources: Mapping[UUID, Record]) -> UncertainDate | None:
    """The day a claim was said, else that of its source; None where neither is known."""
    source = sources.get(claim.ref("relayed_by") or claim.id)
    return claim.date("said_on") or (source.date("published") if source else None)


def _is_origin(element: str, claim: Record) -> bool:
    return origin_of_count(claim) is Origin.OWN if element == "count" else states_event(claim)


def _anything(_claim: Record) -> bool:
    return True


_SAYS: dict[str, Callable[[Record], bool]] = {
    "happened": _anything,
    "date": lambda c: c.date("date") is not None,
    "hour": lambda c: bool(c.text("hour")),
    "place": lambda c: bool(c.refs("crossings")),
    "count": lambda c: origin_of_count(c) in (Origin.OWN, Origin.UNNAMED, Origin.REPEATS),
    "composition": lambda c: bool(c.phrase("composition")),
}


def _agree(element: str, own: Sequence[Record]) -> bool:
    """Whether what the origins say can all be true at once."""
    match element:
        case "date":
            return _overlap([d for c in own if (d := c.date("date"))])
        case "hour":
            return len({fold(c.text("hour")) for c in own}) == 1
        case "place":
            named = [set(c.refs("crossings")) for c in own]
            return bool(set.intersection(*named))
        case "count":
            figures = {(c.text("measure"), c.number_of("low"), c.number_of("high")) for c in own}
            return len(figures) == 1
        case "composition":
            return len({fold(c.phrase("composition").text) for c in own}) == 1
        case _:
            return True


def _overlap(dates: Sequence[UncertainDate]) -> bool:
    """Whether one day lies in all of them; an end that is not known is open."""
    first = max((d.earliest for d in dates if d.earliest), default=date.min)
    last = min((d.latest for d in dates if d.latest), default=date.max)
    return first <= last
