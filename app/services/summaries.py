"""The anonymised summary as a release: who may be counted, as coded rows; protected, looked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.ages import BANDS, ages, band
from app.canonical import Json, dumps
from app.claims.words import Labels as Terms
from app.claims.words import label
from app.clock import Clock
from app.consent import standing
from app.dates.display import format as format_date
from app.disclosure.model import THRESHOLDS, UNDATED, UNKNOWN, Layout, Person, Published
from app.errors import UsageError
from app.messages import Msg
from app.ports import Reader, Rendered, Vault
from app.protection import NameSearch, refuse_names
from app.records.cases import CERTAIN
from app.records.record import Record, new
from app.services.bearers import bearers
from app.services.ledger import refuse_incomplete_ledger
from app.services.office import office
from app.services.releases import day_of_export, grouped, refuse_codes
from app.summarise import Labels, summarise
from app.summary import Summary, SummaryOptions
from app.values import uncertain


@dataclass(frozen=True)
class PreparedSummary:
    """A summary before it is rendered, and what the ledger will say of it."""

    summary: Summary
    entry: Record


@dataclass(frozen=True)
class Countable:
    """Somebody who may be counted: the cases that allow it, with their counting links and consents."""

    person: Record
    cases: tuple[Record, ...]
    links: tuple[Record, ...]
    consents: tuple[UUID, ...]


def prepare_summary(vault: Vault, clock: Clock, options: SummaryOptions) -> PreparedSummary:
    """Count, protect and word a summary in one read transaction. Raises UsageError or Refused."""
    if options.audience not in THRESHOLDS:
        raise UsageError(Msg.SUMMARY_AUDIENCE, audience=options.audience)
    with vault.read() as reader:
        refuse_incomplete_ledger(reader)
        today = day_of_export(reader, clock)
        counted = list(countable(reader, today))
        events = {e.id: e for e in reader.all("event")}
        places = {p.id: p for p in reader.all("place")}
        people = [_coded(c, events, places) for c in counted]
        terms: Terms = {(t.vocabulary, t.code): t for t in reader.terms()}
        filled = replace(
            options,
            date=options.date or today,
            as_of=_as_of(counted, today),
            organisation=office(reader).name_in(options.language),
            contact=office(reader).contact,
            sample=vault.sample,
        )
    layout = Layout(
        {e.text("code"): year(e) for e in events.values()},
        {p.text("key") or p.id.hex: p.text("province") for p in places.values()},
    )
    summary, published = summarise(people, layout, _labels(events, places, terms, options.language), filled)
    return PreparedSummary(summary, _entry(filled, summary, published, counted))


def countable(reader: Reader, on: date) -> Iterable[Countable]:
    """Distinct people whose consent lets them be counted, with certain or probable links alone."""
    consents = grouped(reader.all("consent"), "case")
    links = grouped((lk for lk in reader.all("link") if lk.text("certainty") in CERTAIN), "case")
    cases: dict[UUID, list[tuple[Record, tuple[UUID, ...]]]] = {}
    for case in reader.all("case"):
        grant = standing(consents.get(case.id, ()), on)["count"].covers()
        person = case.ref("person")
        if grant and person:
            cases.setdefault(person, []).append((case, (grant.consent,)))
    for person_id, found in cases.items():
        person_record = reader.get("person", person_id)
        if not person_record.deleted_at:
            yield Countable(
                person_record,
                tuple(case for case, _used in found),
                tuple(lk for case, _used in found for lk in links.get(case.id, ())),
                tuple(dict.fromkeys(c for _case, used in found for c in used)),
            )


def year(event: Record) -> str:
    """The year an event lies in, UNDATED where it may be several."""
    when = event.date("date")
    first, last = (when.earliest, when.latest) if when else (None, None)
    return str(first.year) if first and last and first.year == last.year else UNDATED


def _coded(counted: Countable, events: Mapping[UUID, Record], places: Mapping[UUID, Record]) -> Person:
    """One row of codes: crossing and age of the latest event, status of the latest case."""
    linked = sorted(
        ((lk, events[e]) for lk in counted.links if (e := lk.ref("event")) is not None and e in events),
        key=lambda pair: (_day(pair[1]), pair[1].text("code")),
    )
    crossing = next((c for lk, _event in reversed(linked) if (c := lk.ref("crossing"))), None)
    place = places.get(crossing) if crossing else None
    at = linked[-1][1].date("date") if linked else None
    return Person(
        id=counted.person.id.hex,
        events=frozenset(event.text("code") for _link, event in linked),
        crossing=(place.text("key") or place.id.hex) if place else UNKNOWN,
        sex=counted.person.text("sex") or UNKNOWN,
        age=band(ages(counted.person.date("birth"), at)) or UNKNOWN,
        status=counted.cases[-1].text("status") or UNKNOWN,
        years=frozenset(year(event) for _link, event in linked),
    )


def _day(event: Record) -> date:
    when = event.date("date")
    return (when.earliest if when else None) or date.min


def _labels(
    events: Mapping[UUID, Record], places: Mapping[UUID, Record], terms: Terms, language: str
) -> Labels:
    ordered = sorted(events.values(), key=lambda e: (_day(e), e.text("code")))
    provinces = {
        p.text("province"): p.phrase("name").in_language(language)
        for p in places.values()
        if p.text("kind") == "province"
    }
    crossings = {p.text("key") or p.id.hex: p.phrase("name").in_language(language) for p in places.values()}
    return Labels(
        of={
            "event": _event_labels(ordered, terms, language),
            "crossing": crossings,
            "sex": {t.code: t.label(language) for (v, _), t in terms.items() if v == "sex"},
            "age": {band_code: band_code.replace("-", "–") for band_code in BANDS},
            "status": {t.code: t.label(language) for (v, _), t in terms.items() if v == "status"},
            "year": {y: y for y in dict.fromkeys(year(e) for e in ordered) if y != UNDATED},
        },
        provinces=provinces,
    )


def _event_labels(events: Iterable[Record], terms: Terms, language: str) -> dict[str, str]:
    """Kind, month and year, never the day; a number parts events that would read alike."""
    labels: dict[str, str] = {}
    for event in events:
        kind = label(terms, "event_kind", event.text("kind"), language)
        text = f"{kind}, {_month(event, language)}"
        alike = sum(1 for other in labels.values() if other == text or other.startswith(f"{text} ("))
        labels[event.text("code")] = f"{text} ({alike + 1})" if alike else text
    return labels


def _month(event: Record, language: str) -> str:
    when = event.date("date")
    first, last = (when.earliest, when.latest) if when else (None, None)
    if not first or not last:
        return format_date(when.edtf, language) if when else ""
    same = (first.year, first.month) == (last.year, last.month)
    return format_date(f"{first:%Y-%m}" if same else f"{first:%Y}", language)


def _as_of(counted: Iterable[Countable], today: date) -> date:
    records = [r for c in counted for r in (c.person, *c.cases, *c.links)]
    return min(max((r.changed_at.date() for r in records if r.changed_at), default=today), today)


def look_through_summary(vault: Vault, rendered: Rendered) -> None:
    """The finished files, opened again: refuse them for any name of the vault, or a case code."""
    with vault.read() as reader:
        refuse_names(rendered.texts, NameSearch(bearers(reader)), lambda _person: (False, ""))
        refuse_codes(reader, rendered.texts)


def _entry(
    options: SummaryOptions, summary: Summary, published: Published, counted: Iterable[Countable]
) -> Record:
    found = list(counted)
    records = {r.id: r for c in found for r in (c.person, *c.cases, *c.links)}
    ordered = sorted(records.values(), key=lambda r: (r.type, r.id.hex))
    manifest: dict[str, Json] = {
        "records": [[r.type, r.id.hex, r.digest] for r in ordered],
        "shown": [[[list(part) for part in cell], n] for cell, n in sorted(published.shown.items())],
        "hidden": [[list(part) for part in cell] for cell in sorted(published.hidden)],
        "by": list(options.by),
    }
    printed = options.date or options.as_of
    return new(
        "release",
        title=summary.title,
        kind="summary",
        audience=options.audience,
        language=options.language,
        printed_date=uncertain(printed.isoformat()) if printed else None,
        cases=tuple(case.id for c in found for case in c.cases),
        consents=tuple(dict.fromkeys(consent for c in found for consent in c.consents)),
        manifest=dumps(manifest),
        state="pending",
    )
