"""The file on one individual as the window shows it, lists of cases, and what is made in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.consent import Permission, standing
from app.names import script_of
from app.ports import Reader, UnitOfWork, Vault
from app.records import TYPES
from app.records.record import Record, new, row
from app.services.codes import new_code
from app.services.saving import Saved, save_in
from app.values import Row, UncertainDate


@dataclass(frozen=True)
class CaseFile:
    """A case with everything that is part of it.

    `links` pairs each live link with its event; `places` and `sources` are those any part names.
    """

    case: Record
    person: Record
    links: tuple[tuple[Record, Record], ...]
    steps: tuple[Record, ...]
    consents: tuple[Record, ...]
    permissions: Mapping[str, Permission]
    places: Mapping[UUID, Record]
    sources: Mapping[UUID, Record]


@dataclass(frozen=True)
class CaseRow:
    """A row of the list of cases."""

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


def case_file(reader: Reader, case_id: UUID, on: date) -> CaseFile:
    """Everything about one case. Raises NotFound."""
    case = reader.get("case", case_id)
    person = reader.get("person", _required(case.ref("person")))
    links = reader.where("link", "case", [case_id])
    events = reader.many("event", [e for link in links if (e := link.ref("event"))])
    steps = tuple(reader.where("step", "case", [case_id]))
    consents = tuple(reader.where("consent", "case", [case_id]))
    parts = [case, person, *links, *steps]
    return CaseFile(
        case=case,
        person=person,
        links=tuple(
            (link, events[e]) for link in links if (e := link.ref("event")) is not None and e in events
        ),
        steps=steps,
        consents=consents,
        permissions=standing(consents, on),
        places=reader.many("place", refs_of(parts, "place")),
        sources=reader.many("source", refs_of(parts, "source")),
    )


def refs_of(records: Sequence[Record], record_type: str) -> set[UUID]:
    """The ids of records of a type that any of `records` points to."""
    found: set[UUID] = set()
    for record in records:
        for field in TYPES[record.type].fields:
            if field.of == record_type:
                one = record.ref(field.key)
                found |= {one} if one else set(record.refs(field.key))
    return found


def case_rows(reader: Reader, numbers: Sequence[int], on: date) -> list[CaseRow]:
    """One page of the list of cases, in the order of `numbers`: four queries, whatever its length."""
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
    return [
        _row(case, people.get(_required(case.ref("person"))), links.get(case.id, []), events, consents, on)
        for case in cases
    ]


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


def named_person(name: str, script: str = "") -> Record:
    """A draft of a victim with one name."""
    return new("person", role="victim", names=(row(text=name, script=script or script_of(name)),))


def link(vault: Vault, case: UUID, event: UUID, certainty: str = "possible") -> Saved:
    """Link a case to an event; the same from both sides."""
    with vault.write() as work:
        saved = save_in(work, new("link", case=case, event=event, certainty=certainty))
        work.commit()
    return saved
