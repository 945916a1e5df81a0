"""What leaves: prepared, rendered in the child, looked through, entered, put in place, confirmed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.briefs.assemble import assemble
from app.briefs.gathered import Gathered, Individual, as_printed, claim_numbers
from app.briefs.individuals import Judged, chosen, judge_all
from app.canonical import Json, dumps, loads
from app.clock import Clock
from app.consent import Reach, judge, reaches
from app.dossier import BriefOptions, Dossier, every_text
from app.errors import NotFound, Refused, UsageError
from app.messages import Msg
from app.ports import Outbox, Reader, Rendered, Vault
from app.protection import NameSearch, refuse_names
from app.records.cases import CERTAIN
from app.records.order import in_order
from app.records.record import Record, new
from app.services.bearers import bearers
from app.services.codes import ALPHABET
from app.services.events import sources_of, with_provinces
from app.services.ledger import refuse_incomplete_ledger
from app.services.office import office
from app.services.saving import by_code
from app.values import uncertain


@dataclass(frozen=True)
class Prepared:
    """A brief before it is rendered: the dossier, how far each individual goes, what the ledger will say."""

    options: BriefOptions
    dossier: Dossier
    judged: tuple[Judged, ...]
    shown: tuple[Judged, ...]
    entry: Record

    @property
    def reduced(self) -> tuple[Judged, ...]:
        """Who is shown less than by name, or not at all, and why: for the screen and stderr, by code."""
        return tuple(j for j in self.judged if j.reach is not Reach.NAMED)


def day_of_export(reader: Reader, clock: Clock) -> date:
    """The day consents are judged on: the later of the clock and the last journal entry."""
    last = reader.last_entry()
    today = clock.now().astimezone().date()
    return max(today, last.at.date()) if last else today


def check_options(options: BriefOptions, recipients: Iterable[str]) -> None:
    """Raise UsageError for a recipient that does not go with the audience."""
    if not options.recipient:
        return
    if options.audience == "public":
        raise UsageError(Msg.RECIPIENT_IN_PUBLIC)
    if options.recipient not in set(recipients):
        raise UsageError(Msg.RECIPIENT_UNKNOWN, code=options.recipient)
    if not reaches(options.audience, options.recipient):
        raise UsageError(Msg.RECIPIENT_WRONG_AUDIENCE, code=options.recipient)


def prepare_brief(vault: Vault, clock: Clock, options: BriefOptions) -> Prepared:
    """Gather, judge and assemble a brief in one read transaction, and search its free text for names.

    Raises UsageError, or Refused: a chosen case that consent does not cover, a name in a text, a public
    brief while releases may be missing from the ledger.
    """
    with vault.read() as reader:
        if options.audience == "public":
            refuse_incomplete_ledger(reader)
        gathered = gather(reader, clock, options, vault.sample)
        check_options(options, (code for vocabulary, code in gathered.labels if vocabulary == "recipient"))
        judged = judge_all(gathered, options)
        shown = chosen(judged, options)
        digest = _data_digest(gathered, options)
        dossier = assemble(gathered, options, judged, shown, lambda case: _draw(vault, digest, case))
        texts = [t for t in every_text(dossier) if t not in _allowed_names(dossier)]
        _search(reader, texts, options, gathered.today)
        entry = _entry(options, dossier, gathered, judged, digest)
    return Prepared(options, dossier, judged, shown, entry)


def look_through(vault: Vault, clock: Clock, prepared: Prepared, rendered: Rendered) -> None:
    """The finished file, opened again: refuse it for a name or a case code that must not leave."""
    with vault.read() as reader:
        _search(reader, rendered.texts, prepared.options, day_of_export(reader, clock))
        refuse_codes(reader, rendered.texts)


def release(
    vault: Vault, outbox: Outbox, entry: Record, rendered: Rendered, path: str, *, replace: bool = False
) -> Record:
    """Enter as pending with its hash, put the file in place, confirm. Returns the entry.

    A crash in between leaves it pending; `settle` looks at the next unlock whether the file is there.
    """
    main = rendered.files[""]
    pending = entry.with_values(
        state="pending", file=path, sha256=hashlib.sha256(main).hexdigest(), size=len(main)
    )
    with vault.write() as work:
        pending = work.save(pending, action="export")
        work.commit()
    try:
        outbox.place(rendered.files, path, replace=replace)
    except Exception:
        _confirm(vault, pending, "failed")
        raise
    return _confirm(vault, pending, "done")


def settle(vault: Vault, outbox: Outbox) -> int:
    """Settle entries that a crash left pending, by whether their file stands where it should.

    What their placing left beside it is removed.
    """
    with vault.read() as reader:
        pending = [r for r in reader.glance.all("release") if r.text("state") == "pending"]
    for entry in pending:
        outbox.sweep(entry.text("file"))
        there = outbox.digest(entry.text("file")) == entry.text("sha256")
        _confirm(vault, entry, "done" if there else "failed")
    return len(pending)


def _confirm(vault: Vault, entry: Record, state: str) -> Record:
    with vault.write() as work:
        done = work.save(entry.with_values(state=state), action="export")
        work.commit()
    return done


@dataclass(frozen=True)
class ReleaseRow:
    """A release as the ledger lists it: by whom, and how many of its records changed or went since."""

    release: Record
    by: str
    changed: int


def release_rows(reader: Reader) -> list[ReleaseRow]:
    """What went out, newest first, each with what has changed in its data since."""
    names = {s.id: s.name for s in reader.staff()}
    found = [
        ReleaseRow(r, names.get(r.created_by, "") if r.created_by else "", len(changed_since(reader, r)))
        for r in reader.glance.all("release")
    ]
    return found[::-1]


def changed_since(reader: Reader, entry: Record) -> list[tuple[str, UUID]]:
    """Type and id of records of a release that are no longer as they were, or are in the trash."""
    manifest = loads(entry.text("manifest") or "{}")
    records = manifest.get("records", []) if isinstance(manifest, dict) else []
    by_type: dict[str, dict[UUID, str]] = {}
    for item in records if isinstance(records, list) else []:
        if isinstance(item, list):
            by_type.setdefault(str(item[0]), {})[UUID(hex=str(item[1]))] = str(item[2])
    gone = []
    for record_type, digests in by_type.items():
        now = reader.glance.many(record_type, digests)
        for record_id, digest in digests.items():
            record = now.get(record_id)
            if record is None or record.deleted_at or record.digest != digest:
                gone.append((record_type, record_id))
    return gone


def gather(reader: Reader, clock: Clock, options: BriefOptions, sample: bool) -> Gathered:
    """Read everything a brief is made of."""
    events = tuple(_event(reader, code) for code in options.events)
    ids = {e.id for e in events}
    others = tuple(e for e in reader.all("event") if e.id not in ids)
    everything = [e.id for e in (*events, *others)]
    claims = grouped(reader.where("claim", "event", everything), "event")
    standing = tuple(c for c in reader.all("claim") if c.ref("event") is None)
    contacts = tuple(c for c in reader.where("contact", "event", ids) if c.ref("case") is None)
    places = with_provinces(reader, {p.id: p for p in reader.all("place")})
    requests = [r for r in reader.all("request") if r.ref("event") in {None, *ids}]
    told = [*standing, *(c for group in claims.values() for c in group)]
    sources = {s.id: s for s in reader.all("source")} | sources_of(reader, told)
    claims = {event: as_printed(in_order(group, sources)) for event, group in claims.items()}
    individuals = tuple(_individuals(reader, ids, places | {e.id: e for e in events}))
    return Gathered(
        sample=sample,
        organisation=office(reader).name_in(options.language),
        contact=office(reader).contact,
        today=day_of_export(reader, clock),
        events=events,
        others=others,
        claims=claims,
        standing=tuple(in_order(standing, sources)),
        statuses=grouped(reader.where("status", "event", ids), "event"),
        contacts=tuple(in_order(contacts, sources)),
        requests=tuple(in_order(requests)),
        sources=sources,
        places=places,
        labels={(t.vocabulary, t.code): t for t in reader.terms()},
        individuals=individuals,
        numbers=claim_numbers(events, claims),
    )


def _event(reader: Reader, code: str) -> Record:
    event = by_code(reader, "event", code)
    if event is None:
        raise NotFound(Msg.NO_EVENT, code=code)
    return event


def grouped(records: Iterable[Record], key: str) -> dict[UUID, tuple[Record, ...]]:
    """Records by the one that a RECORD field points to, in the order given."""
    grouped: dict[UUID, list[Record]] = {}
    for record in records:
        parent = record.ref(key)
        if parent:
            grouped.setdefault(parent, []).append(record)
    return {parent: tuple(found) for parent, found in grouped.items()}


def _individuals(
    reader: Reader, events: Iterable[UUID], named: Mapping[UUID, Record]
) -> Iterator[Individual]:
    """People of certain or probable links, each once; `named` are the places and events they point to."""
    links = [lk for lk in reader.where("link", "event", events) if lk.text("certainty") in CERTAIN]
    by_case = grouped(links, "case")
    cases = reader.many("case", by_case)
    people = reader.many("person", [p for c in cases.values() if (p := c.ref("person"))])
    consents = grouped(reader.where("consent", "case", by_case), "case")
    steps = grouped(reader.where("step", "case", by_case), "case")
    sightings = grouped(reader.where("sighting", "case", by_case), "case")
    for case_id, found in by_case.items():
        case = cases.get(case_id)
        person = people.get(case.ref("person") or case_id) if case and not case.deleted_at else None
        if case and person and not person.deleted_at:
            said = consents.get(case_id, ())
            links_found, been, seen = (
                tuple(in_order(records, named))
                for records in (found, steps.get(case_id, ()), sightings.get(case_id, ()))
            )
            yield Individual(case, person, links_found, said, been, seen)


def _search(reader: Reader, texts: Iterable[str], options: BriefOptions, today: date) -> None:
    def covered(person: UUID) -> tuple[bool, str]:
        cases = reader.where("case", "person", [person])
        verdicts = [
            judge(reader.where("consent", "case", [c.id]), options.audience, options.recipient, today)
            for c in cases
        ]
        return any(v.named for v in verdicts), cases[0].text("code") if cases else ""

    refuse_names(texts, NameSearch(bearers(reader)), covered)


def refuse_codes(reader: Reader, texts: Iterable[str]) -> None:
    """Raise Refused where a text holds the code of a case, also of one in the trash."""
    pattern = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b")
    found = {code for text in texts for code in pattern.findall(text)}
    codes = {case.text("code") for case in reader.all("case", trash=True)} if found else set()
    for code in sorted(found & codes):
        raise Refused(Msg.FOUND_IN_FILE, what=code)


def _allowed_names(dossier: Dossier) -> set[str]:
    return {name for p in dossier.people.named for name in (p.name, p.name_other)}


def _data_digest(gathered: Gathered, options: BriefOptions) -> bytes:
    """What a pseudonym depends on besides the secret: options, date and data; never the day alone."""
    printed = (options.date or gathered.today).isoformat()
    digests = sorted(r.digest for r in gathered.records)
    return hashlib.sha256(dumps([repr(options), printed, *digests]).encode()).digest()


def _draw(vault: Vault, digest: bytes, case: UUID) -> bytes:
    return vault.keyed_hash("pseudonym", digest + case.bytes)


def _entry(
    options: BriefOptions, dossier: Dossier, gathered: Gathered, judged: Iterable[Judged], digest: bytes
) -> Record:
    inside = [j for j in judged if j.reach is not Reach.LEFT_OUT]
    printed = options.date or gathered.today
    consents = dict.fromkeys(c for j in inside for c in j.verdict.consents)
    manifest: Mapping[str, Json] = {
        "records": [[r.type, r.id.hex, r.digest] for r in _unique(gathered.records)],
    }
    return new(
        "release",
        title=dossier.title,
        kind=options.kind,
        audience=options.audience,
        recipient=options.recipient,
        addressed=options.state,
        language=options.language,
        printed_date=uncertain(printed.isoformat()),
        events=tuple(e.id for e in gathered.events),
        cases=tuple(j.individual.case.id for j in inside),
        named=tuple(j.individual.case.id for j in inside if j.reach is Reach.NAMED),
        told=tuple(j.individual.case.id for j in inside if j.reach is Reach.TOLD),
        consents=tuple(consents),
        data_digest=digest.hex(),
        manifest=dumps(dict(manifest)),
        state="pending",
    )


def _unique(records: Iterable[Record]) -> list[Record]:
    return sorted({r.id: r for r in records}.values(), key=lambda r: (r.type, r.id.hex))
