"""The file on one individual as the window shows it, lists of cases, and what is made in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from app.consent import Permission, standing
from app.names import script_of
from app.ports import Reader, UnitOfWork, Vault
from app.records import TYPES
from app.records.record import Record, new, row
from app.services.codes import new_code
from app.services.parts import parts_of, refs_of
from app.services.saving import Saved, save_in
from app.values import Row, UncertainDate
from app.whereabouts import LastKnown, anywhere, last_known


@dataclass(frozen=True)
class CaseFile:
    """A case with everything that is part of it.

    `links` pairs each live link with its event; `places`, `sources`, `people` and `events` are those any part
    names, `cases` the files of those people, `releases` those of its interventions. `relations` are as they
    were entered, from whichever end.
    """

    case: Record
    person: Record
    links: tuple[tuple[Record, Record], ...]
    steps: tuple[Record, ...]
    consents: tuple[Record, ...]
    permissions: Mapping[str, Permission]
    places: Mapping[UUID, Record]
    sources: Mapping[UUID, Record]
    acts: tuple[Record, ...] = ()
    sightings: tuple[Record, ...] = ()
    relations: tuple[Record, ...] = ()
    roles: tuple[Record, ...] = ()
    contacts: tuple[Record, ...] = ()
    tasks: tuple[Record, ...] = ()
    people: Mapping[UUID, Record] = field(default_factory=dict)
    events: Mapping[UUID, Record] = field(default_factory=dict)
    cases: Mapping[UUID, Record] = field(default_factory=dict)
    releases: Mapping[UUID, Record] = field(default_factory=dict)
    notes: tuple[Record, ...] = ()
    """The quick notes that were used for it."""

    @property
    def records(self) -> tuple[Record, ...]:
        """The case, its person, and every record that is part of either."""
        links = (link for link, _event in self.links)
        parts = (*self.acts, *self.sightings, *self.relations, *self.roles, *self.contacts, *self.tasks)
        return (self.case, self.person, *links, *self.steps, *self.consents, *parts)

    @property
    def last_known(self) -> LastKnown | None:
        """Where the person was last known to be, whoever says so."""
        return last_known(self.case, self.sightings, self.steps, anywhere)


@dataclass(frozen=True)
class CaseRow:
    """A row of the list of cases; `refs` are the places and sources that case and person name."""

    number: int
    case: Record
    name: str
    latin: str
    han: str
    sex: str
    birth: UncertainDate | None
    events: tuple[str, ...]
    certainty: str
    permissions_given: int
    person: Record | None = None
    refs: Mapping[UUID, Record] = field(default_factory=dict)


def case_file(reader: Reader, case_id: UUID, on: date) -> CaseFile:
    """Everything about one case. Raises NotFound."""
    case = reader.get("case", case_id)
    person = reader.get("person", _required(case.ref("person")))
    links = reader.where("link", "case", [case_id])
    consents = tuple(reader.where("consent", "case", [case_id]))
    inner = {kind: tuple(parts_of(reader, TYPES[kind], case, person)) for kind in PARTS}
    parts = [case, person, *links, *(p for found in inner.values() for p in found)]
    events = reader.many("event", refs_of(parts, "event"))
    people = reader.many("person", refs_of(parts, "person") - {person.id})
    theirs = reader.where("case", "person", people)
    roles_elsewhere = reader.many("case", refs_of(inner["role"], "case") - {case_id})
    return CaseFile(
        case=case,
        person=person,
        links=tuple(
            (link, events[e]) for link in links if (e := link.ref("event")) is not None and e in events
        ),
        steps=inner["step"],
        consents=consents,
        permissions=standing(consents, on),
        places=reader.many("place", refs_of(parts, "place")),
        sources=reader.many("source", refs_of(parts, "source")),
        acts=_in_time(inner["act"], "date"),
        sightings=_in_time(inner["sighting"], "date"),
        relations=inner["relation"],
        roles=inner["role"],
        contacts=_in_time(inner["contact"], "date"),
        tasks=tasks_in_order(inner["task"]),
        people=people,
        events=events,
        cases={c.id: c for c in theirs} | roles_elsewhere,
        releases=reader.many("release", refs_of(inner["contact"], "release")),
        notes=tuple(reader.where("quick_note", "case", [case_id])),
    )


PARTS = ("step", "act", "sighting", "relation", "role", "contact", "task")
"""What a file is made of beside its links and consents; of the person as of the case."""


def _in_time(records: Iterable[Record], key: str) -> tuple[Record, ...]:
    """By the first possible day of a date, what has none at the end."""

    def begins(record: Record) -> date:
        when = record.date(key)
        return (when.earliest or when.latest if when else None) or date.max

    return tuple(sorted(records, key=lambda r: (begins(r), r.number)))


def tasks_in_order(tasks: Iterable[Record]) -> tuple[Record, ...]:
    """What is open by the day it is due, without a day after those; then what is done."""
    return tuple(sorted(tasks, key=lambda t: (t.date("done") is not None, day_of(t, "due"), t.number)))


def day_of(record: Record, key: str) -> date:
    """The last possible day of a date (its first, where it is open), the end of time where there is none."""
    when = record.date(key)
    return (when.latest or when.earliest if when else None) or date.max


def case_rows(reader: Reader, numbers: Sequence[int], on: date) -> list[CaseRow]:
    """One page of the list of cases, in the order of `numbers`: six queries, whatever its length."""
    reader = reader.glance
    cases = reader.page("case", numbers)
    ids = [c.id for c in cases]
    people = reader.many("person", [p for c in cases if (p := c.ref("person"))])
    links: dict[UUID, list[Record]] = {}
    for link in reader.where("link", "case", ids):
        links.setdefault(_required(link.ref("case")), []).append(link)
    consents: dict[UUID, list[Record]] = {}
    for consent in reader.where("consent", "case", ids):
        consents.setdefault(_required(consent.ref("case")), []).append(consent)
    events = reader.many("event", {e for found in links.values() for lk in found if (e := lk.ref("event"))})
    refs = named_by(reader, [*cases, *people.values()])
    rows = (
        _row(case, people.get(_required(case.ref("person"))), links.get(case.id, []), events, consents, on)
        for case in cases
    )
    return [replace(row, refs=refs) for row in rows]


def named_by(reader: Reader, records: Sequence[Record]) -> dict[UUID, Record]:
    """The places and sources that records name, and whom fields of staff point to."""
    found: dict[UUID, Record] = {}
    own = {kind: reader.own_fields(kind) for kind in {r.type for r in records}}
    for kind in ("place", "source", "person"):
        ids = refs_of(records, kind) if kind != "person" else set()
        keys = {(t, f.key) for t, fields in own.items() for f in fields if f.of == kind}
        ids |= {i for r in records for t, key in keys if t == r.type and (i := r.ref(key))}
        if ids:
            found |= reader.many(kind, ids)
    return found


def _row(
    case: Record,
    person: Record | None,
    links: Sequence[Record],
    events: Mapping[UUID, Record],
    consents: Mapping[UUID, list[Record]],
    on: date,
) -> CaseRow:
    linked = [e for lk in links if (e := lk.ref("event")) is not None and e in events]
    allowed = [p for p in standing(consents.get(case.id, []), on).values() if p.sign.value == "allowed"]
    rows = person.rows("names") if person else ()
    return CaseRow(
        number=case.number,
        case=case,
        name=primary_name(rows),
        latin=name_in(rows, "latin"),
        han=name_in(rows, "hanja") or name_in(rows, "hanzi"),
        sex=person.text("sex") if person else "",
        birth=person.date("birth") if person else None,
        events=tuple(events[e].text("code") for e in linked),
        certainty=links[0].text("certainty") if links else "",
        permissions_given=len(allowed),
        person=person,
    )


def primary_name(rows: Sequence[Row]) -> str:
    """The first name, as entered."""
    return str(rows[0].values.get("text", "")) if rows else ""


def name_in(rows: Sequence[Row], script: str) -> str:
    """The first name after the primary one in a script, "" where there is none."""
    return next((str(r.values["text"]) for r in rows[1:] if r.values.get("script") == script), "")


def _required(found: UUID | None) -> UUID:
    if found is None:
        raise LookupError("a required reference is missing")
    return found


def new_case(vault: Vault, person: Record, case: Record | None = None) -> tuple[Saved, Saved]:
    """Open a file on an individual: the person and the case, with a fresh code, in one transaction."""
    with vault.write() as work:
        saved = new_case_in(work, person, case)
        work.commit()
    return saved


def new_case_in(work: UnitOfWork, person: Record, case: Record | None = None) -> tuple[Saved, Saved]:
    """As `new_case`, inside a transaction that somebody else commits."""
    code = new_code()
    while work.by_text("case", "code", code):
        code = new_code()
    draft = (case or new("case", sample=person.sample)).with_values(code=code, person=person.id)
    return save_in(work, person), save_in(work, draft)


def named_person(name: str, script: str = "", *, role: str = "victim") -> Record:
    """A draft of somebody with one name, a victim where nothing else is said."""
    return new("person", role=role, names=(row(text=name, script=script or script_of(name)),))


def link(vault: Vault, case: UUID, event: UUID, certainty: str = "possible") -> Saved:
    """Link a case to an event; the same from both sides."""
    with vault.write() as work:
        saved = save_in(work, new("link", case=case, event=event, certainty=certainty))
        work.commit()
    return saved
