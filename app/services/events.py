"""An event as the window shows it: claims side by side, the line, statuses with history, the gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.briefs.gathered import Gathered, Tongue, as_printed, claim_numbers
from app.briefs.parts import event_part
from app.dossier import EventPart
from app.ports import Reader, Vault
from app.records.cases import CERTAIN
from app.records.office import EVENT_LINK
from app.records.order import in_order
from app.records.record import Record, new
from app.relations import VOCABULARIES, inverses, seen_from, turned
from app.services.files import primary_name, tasks_in_order
from app.services.parts import parts_of, refs_of
from app.services.saving import Saved, draft_key, save_in
from app.vocabularies import Term


@dataclass(frozen=True)
class LinkedCase:
    """A case linked to an event: its link, and whom it is about."""

    link: Record
    case: Record
    name: str


@dataclass(frozen=True)
class EventPage:
    """An event with everything its page shows.

    `claims` and `part.claims` run in parallel. `named` counts individuals with a certain or probable link;
    they are never added to a claimed figure. `statuses` is the whole history, oldest first.
    `links` are those to other `events`, each said from this one; `people` those who play `roles` in it.
    """

    event: Record
    part: EventPart
    claims: tuple[Record, ...]
    statuses: tuple[Record, ...]
    contacts: tuple[Record, ...]
    requests: tuple[Record, ...]
    cases: tuple[LinkedCase, ...]
    named: int
    places: Mapping[UUID, Record]
    sources: Mapping[UUID, Record]
    links: tuple[Record, ...] = ()
    events: Mapping[UUID, Record] = field(default_factory=dict)
    roles: tuple[Record, ...] = ()
    tasks: tuple[Record, ...] = ()
    people: Mapping[UUID, Record] = field(default_factory=dict)

    @property
    def records(self) -> tuple[Record, ...]:
        """The event, and every record that is part of it."""
        parts = (*self.claims, *self.statuses, *self.contacts, *self.requests, *self.links)
        return (self.event, *parts, *self.roles, *self.tasks)


def event_page(reader: Reader, event_id: UUID, language: str) -> EventPage:
    """Everything about one event. Raises NotFound."""
    event = reader.get("event", event_id)
    entered = reader.where("claim", "event", [event_id])
    sources = sources_of(reader, entered)
    claims = as_printed(in_order(entered, sources))
    statuses = tuple(reader.where("status", "event", [event_id]))
    places = with_provinces(reader, reader.many("place", refs_of([event, *claims], "place")))
    gathered = Gathered(
        sample=False,
        organisation="",
        contact="",
        today=_day(reader),
        events=(event,),
        others=(),
        claims={event_id: claims},
        standing=(),
        statuses={event_id: statuses},
        contacts=(),
        requests=(),
        sources=sources,
        places=places,
        labels={(t.vocabulary, t.code): t for t in reader.terms()},
        individuals=(),
        numbers=claim_numbers((event,), {event_id: claims}),
    )
    tongue = Tongue(language, gathered.labels, places, sources)
    cases = linked_cases(reader, event_id)
    links = _links(reader, event_id, gathered.labels.values())
    roles = tuple(reader.where("role", "event", [event_id]))
    return EventPage(
        event=event,
        part=event_part(gathered, event, tongue),
        claims=claims,
        statuses=statuses,
        contacts=tuple(reader.where("contact", "event", [event_id])),
        requests=tuple(reader.where("request", "event", [event_id])),
        cases=cases,
        named=len({c.case.id for c in cases if c.link.text("certainty") in CERTAIN}),
        places=places,
        sources=sources,
        links=links,
        events=reader.glance.many("event", refs_of(links, "event") - {event_id}),
        roles=roles,
        tasks=tasks_in_order(reader.where("task", "event", [event_id])),
        people=reader.glance.many("person", refs_of(roles, "person")),
    )


def sources_of(reader: Reader, claims: Iterable[Record]) -> dict[UUID, Record]:
    """The sources of claims, and those that these rest on, to the beginning of each chain."""
    found: dict[UUID, Record] = {}
    wanted = refs_of(claims, "source")
    while wanted:
        more = reader.many("source", wanted)
        found |= more
        wanted = refs_of(more.values(), "source") - found.keys() - wanted
    return found


def _links(reader: Reader, event_id: UUID, terms: Iterable[Term]) -> tuple[Record, ...]:
    """The links to other events, those entered from the other end turned; each once."""
    inverse = inverses(terms, VOCABULARIES["event_link"])
    found = seen_from(event_id, parts_of(reader, EVENT_LINK, reader.get("event", event_id)), inverse)
    return tuple(s.link if s.link.ref("event") == event_id else turned(s.link, inverse) for s in found)


def with_provinces(reader: Reader, places: Mapping[UUID, Record]) -> dict[UUID, Record]:
    """Places, with the provinces they lie in and those across the border."""
    across = reader.many("place", refs_of(list(places.values()), "place"))
    return {**{p.id: p for p in reader.where("place", "kind", ["province"])}, **across, **places}


def _day(reader: Reader) -> date:
    last = reader.last_entry()
    return last.at.date() if last else date.min


def linked_cases(reader: Reader, event_id: UUID) -> tuple[LinkedCase, ...]:
    """The live cases linked to an event, surest first."""
    links = reader.where("link", "event", [event_id])
    cases = reader.glance.many("case", [c for lk in links if (c := lk.ref("case"))])
    people = reader.glance.many("person", [p for c in cases.values() if (p := c.ref("person"))])
    order = ("confirmed", "probable", "possible", "unconfirmed")
    found = []
    for link in links:
        case = cases.get(link.ref("case") or link.id)
        if case and not case.deleted_at:
            person = people.get(case.ref("person") or case.id)
            found.append(LinkedCase(link, case, primary_name(person.rows("names")) if person else ""))
    return tuple(sorted(found, key=lambda f: (order.index(f.link.text("certainty")), f.case.text("code"))))


def add_claims(vault: Vault, event: UUID, drafts: Sequence[Record]) -> tuple[Saved, ...]:
    """Add claims to an event; what was kept of them is forgotten.

    They get no position: among the claims that nobody arranged, what they say orders them, not who came
    first (`app.records.order`).
    """
    with vault.write() as work:
        saved = tuple(save_in(work, draft.with_values(event=event)) for draft in drafts)
        for draft in drafts:
            work.drop_draft(draft_key(draft))
        work.commit()
    return saved


def set_status(vault: Vault, event: UUID, element: str, status: str, why: Record | None = None) -> Saved:
    """Set the status of an element: a new entry of its history, never a change of an old one."""
    draft = (why or new("status")).with_values(event=event, element=element, status=status)
    with vault.write() as work:
        saved = save_in(work, draft)
        work.commit()
    return saved
