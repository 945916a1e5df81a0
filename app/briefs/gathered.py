"""The records a brief is made of, read in one transaction, and how they are called in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.claims.chains import Chains
from app.claims.figures import has_figure
from app.claims.words import Labels, label
from app.dates.display import format as format_date
from app.dossier import CLAIM_GROUPS
from app.records.record import Record


@dataclass(frozen=True)
class Individual:
    """A case linked to an event of the brief with certainty confirmed or probable, its consents, and what
    tells where the person was last known to be."""

    case: Record
    person: Record
    links: tuple[Record, ...]
    consents: tuple[Record, ...]
    steps: tuple[Record, ...] = ()
    sightings: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """Everything read for a brief. `events` are the chosen ones in the order given; `others` the rest.

    `claims` by event id (all events), those of each as they are printed; `standing` are claims without an
    event; `today` is the day of export.
    """

    sample: bool
    organisation: str
    contact: str
    today: date
    events: tuple[Record, ...]
    others: tuple[Record, ...]
    claims: Mapping[UUID, tuple[Record, ...]]
    standing: tuple[Record, ...]
    statuses: Mapping[UUID, tuple[Record, ...]]
    contacts: tuple[Record, ...]
    requests: tuple[Record, ...]
    sources: Mapping[UUID, Record]
    places: Mapping[UUID, Record]
    labels: Labels
    individuals: tuple[Individual, ...]
    numbers: Mapping[object, str] = field(default_factory=dict)

    @property
    def chains(self) -> Chains:
        """Which sources repeat which: `sources` hold those that others rest on, too."""
        return Chains(self.sources)

    @property
    def records(self) -> list[Record]:
        """Every record a reader could learn something of, for digest and manifest."""
        chosen = {e.id for e in self.events}
        mine = [*self.events, *(c for e in self.events for c in self.claims.get(e.id, ()))]
        mine += [s for e in self.events for s in self.statuses.get(e.id, ())]
        mine += [*self.standing, *self.others, *self.contacts, *self.requests]
        mine += [c for key, claims in self.claims.items() if key not in chosen for c in claims]
        for person in self.individuals:
            mine += [person.case, person.person, *person.links, *person.consents]
            mine += [*person.steps, *person.sightings]
        return mine


def claim_group(claim: Record) -> str:
    """The group of CLAIM_GROUPS under which the annex prints a claim."""
    if claim.text("stance"):
        return "official"
    if claim.text("running_total") == "yes":
        return "running_total"
    word = has_figure(claim) or claim.text("qualifier") in ("hundreds", "many", "some")
    return "figure" if word else "no_figure"


def as_printed(claims: Iterable[Record]) -> tuple[Record, ...]:
    """The claims of one event group by group, inside each as they come: so they are printed and numbered."""
    return tuple(sorted(claims, key=lambda claim: CLAIM_GROUPS.index(claim_group(claim))))


def claim_numbers(events: tuple[Record, ...], claims: Mapping[UUID, tuple[Record, ...]]) -> dict[object, str]:
    """C1.. through all chosen events, in the order of their claims."""
    ids = [claim.id for event in events for claim in claims.get(event.id, ())]
    return {claim_id: f"C{n}" for n, claim_id in enumerate(ids, start=1)}


@dataclass(frozen=True)
class Tongue:
    """How things are called in the language of the document."""

    language: str
    labels: Labels
    places: Mapping[UUID, Record]
    sources: Mapping[UUID, Record]

    def term(self, vocabulary: str, code: str) -> str:
        """The label of a term, "" for no code."""
        return label(self.labels, vocabulary, code, self.language) if code else ""

    def date(self, record: Record, key: str, *, short: bool = False) -> str:
        """A date field in words, "" where it is empty."""
        value = record.date(key)
        return format_date(value.edtf, self.language, short=short) if value else ""

    def phrase(self, record: Record, key: str) -> str:
        """A text field in this language."""
        return record.phrase(key).in_language(self.language)

    def place(self, place_id: UUID | None) -> str:
        """The name of a place, "" for none."""
        record = self.places.get(place_id) if place_id else None
        return self.phrase(record, "name") if record else ""

    def province(self, place_id: UUID | None) -> str:
        """The province a place lies in, in this language."""
        record = self.places.get(place_id) if place_id else None
        name = record.text("province") if record else ""
        if not name:
            return ""
        for other in self.places.values():
            if other.text("kind") == "province" and other.text("province") == name:
                return self.phrase(other, "name")
        return name

    def source(self, source_id: UUID | None) -> str:
        """A source as a reader may see it, with its date."""
        record = self.sources.get(source_id) if source_id else None
        if record is None:
            return ""
        name, published = self.phrase(record, "name"), self.date(record, "published", short=True)
        return f"{name}, {published}" if published and published not in name else name
