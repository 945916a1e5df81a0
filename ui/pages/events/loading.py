"""What the events page asks the worker for: rows of the list with their lines, and one event with everything
in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.claims.chains import Chains
from app.claims.words import Labels, label, summary_line
from app.dates.display import format as format_date
from app.dossier import SummaryLine
from app.ports import Reader, Vault
from app.records.cases import CERTAIN
from app.records.order import in_order
from app.records.record import Record
from app.services.events import EventPage, event_page, sources_of
from app.services.files import named_by
from app.services.reviewing import Seen, seen
from app.services.saving import draft_key

BEGUN = ("claim", "request", "contact", "event_link")
"""Parts of an event that are made in a sheet of its page."""


@dataclass(frozen=True)
class ListedEvent:
    """A row of the list: the event, its line in words, how many claims, how many people we can name, and the
    records that its fields name."""

    event: Record
    title: str
    kind: str
    date: str
    line: SummaryLine
    claims: int
    named: int
    refs: Mapping[UUID, Record]


@dataclass(frozen=True)
class Words:
    """The words of the vocabularies in the language of the window."""

    labels: Labels
    language: str

    def word(self, vocabulary: str, code: str) -> str:
        """A term in the language of the window, beginning with a capital."""
        text = label(self.labels, vocabulary, code, self.language) if code else ""
        return text[:1].upper() + text[1:]

    def term(self, vocabulary: str, code: str) -> str:
        """A term as it stands in the vocabulary."""
        return label(self.labels, vocabulary, code, self.language) if code else ""

    def day(self, record: Record, key: str, *, short: bool = False) -> str:
        """A date of a record in words, "" where there is none."""
        value = record.date(key)
        return format_date(value.edtf, self.language, short=short) if value else ""


@dataclass(frozen=True)
class ShownEvent(Words):
    """An event as its page shows it, with the names of staff, parts begun and never saved, the draft that an
    earlier session left of the event itself, and the state it is in, for whoever signs it."""

    page: EventPage
    staff: Mapping[UUID, str]
    seen: Seen
    begun: tuple[Record, ...] = ()
    draft: Record | None = None

    @property
    def chains(self) -> Chains:
        """Which sources of its claims repeat which."""
        return Chains(self.page.sources)

    def source(self, source_id: UUID) -> str:
        """A source by its name."""
        record = self.page.sources.get(source_id)
        return record.phrase("name").in_language(self.language) if record else ""


@dataclass(frozen=True)
class BesideList:
    """What stands beside the list: the figures that belong to no event, what was begun and never saved."""

    standing: tuple[Record, ...]
    begun: tuple[Record, ...]
    words: Words


def load_beside(vault: Vault, language: str) -> BesideList:
    """Standing figures, and drafts of events and of those."""
    with vault.read() as reader:
        labels = {(t.vocabulary, t.code): t for t in reader.terms()}
        standing = tuple(c for c in reader.all("claim") if c.ref("event") is None)
        drafts = [d for d in reader.drafts().values() if d.version == 0 and d.ref("event") is None]
        begun = tuple(d for d in drafts if d.type in ("event", "claim"))
        return BesideList(standing, begun, Words(labels, language))


def event_rows(reader: Reader, numbers: Sequence[int], language: str) -> list[ListedEvent]:
    """One page of the list of events, in the order of `numbers`."""
    reader = reader.glance
    events = reader.page("event", numbers)
    ids = [e.id for e in events]
    labels = {(t.vocabulary, t.code): t for t in reader.terms()}
    claims: dict[UUID, list[Record]] = {}
    for claim in reader.where("claim", "event", ids):
        claims.setdefault(claim.ref("event") or claim.id, []).append(claim)
    named = _named(reader, ids)
    refs = named_by(reader, events)
    chains = Chains(sources_of(reader, (c for group in claims.values() for c in group)))
    return [
        ListedEvent(
            event,
            event.phrase("title").in_language(language),
            label(labels, "event_kind", event.text("kind"), language),
            _day(event, language),
            summary_line(
                event, in_order(claims.get(event.id, []), chains.sources), labels, language, {}, chains
            ),
            len(claims.get(event.id, [])),
            len(named.get(event.id, ())),
            refs,
        )
        for event in events
    ]


def _day(event: Record, language: str) -> str:
    when = event.date("date")
    return format_date(when.edtf, language) if when else ""


def _named(reader: Reader, events: list[UUID]) -> dict[UUID, set[UUID]]:
    links = [lk for lk in reader.where("link", "event", events) if lk.text("certainty") in CERTAIN]
    cases = reader.many("case", {c for lk in links if (c := lk.ref("case"))})
    named: dict[UUID, set[UUID]] = {}
    for link in links:
        case = cases.get(link.ref("case") or link.id)
        event = link.ref("event")
        if case and event and not case.deleted_at:
            named.setdefault(event, set()).add(case.id)
    return named


def load_event(vault: Vault, event: UUID, language: str) -> ShownEvent:
    """One event with everything its page shows. Raises NotFound."""
    with vault.read() as reader:
        page = event_page(reader, event, language)
        labels = {(t.vocabulary, t.code): t for t in reader.terms()}
        kept = reader.drafts()
        drafts = [d for d in kept.values() if d.version == 0 and d.ref("event") == event]
        staff = {s.id: s.name for s in reader.staff()}
        begun = tuple(d for d in drafts if d.type in BEGUN)
        draft = kept.get(draft_key(page.event))
        return ShownEvent(labels, language, page, staff, seen(reader, page.event), begun, draft)
