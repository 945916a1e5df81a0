"""Lists for scripts: cases, events and claims as plain data, sorted by code."""

from __future__ import annotations

from typing import TypeAlias
from uuid import UUID

from app.fields import Field
from app.ports import Reader
from app.records.order import in_order
from app.records.record import Record
from app.services.files import primary_name
from app.values import Text, UncertainDate, Value

Row: TypeAlias = dict[str, str | int | list[str] | None]


def cases(reader: Reader) -> list[Row]:
    """code, name (primary, as entered), status (code), events (codes); then the own fields of cases."""
    people = {p.id: p for p in reader.all("person")}
    events = {e.id: e.text("code") for e in reader.all("event")}
    linked: dict[UUID, list[str]] = {}
    for link in reader.all("link"):
        case, event = link.ref("case"), link.ref("event")
        if case and event in events:
            linked.setdefault(case, []).append(events[event])
    rows: list[Row] = []
    own = _offered(reader, "case")
    for record in reader.all("case"):
        person = people.get(record.ref("person") or record.id)
        rows.append(
            {
                "code": record.text("code"),
                "name": primary_name(person.rows("names")) if person else "",
                "status": record.text("status"),
                "events": sorted(set(linked.get(record.id, []))),
            }
        )
        _add_own(rows[-1], record, own)
    return sorted(rows, key=lambda r: str(r["code"]))


def events(reader: Reader) -> list[Row]:
    """code, title, kind, date (EDTF), claims (how many); then the own fields of events."""
    counts: dict[UUID, int] = {}
    for claim in reader.all("claim"):
        event = claim.ref("event")
        if event:
            counts[event] = counts.get(event, 0) + 1
    rows: list[Row] = []
    own = _offered(reader, "event")
    for record in reader.all("event"):
        rows.append(
            {
                "code": record.text("code"),
                "title": record.phrase("title").text,
                "kind": record.text("kind"),
                "date": date.edtf if (date := record.date("date")) else "",
                "claims": counts.get(record.id, 0),
            }
        )
        _add_own(rows[-1], record, own)
    return sorted(rows, key=lambda r: str(r["code"]))


def claims(reader: Reader) -> list[Row]:
    """id, event (code, "" for a standing figure), claimant, measure, low, high, qualifier, stance."""
    codes = {e.id: e.text("code") for e in reader.all("event")}
    found = [(_event_code(claim, codes), claim) for claim in in_order(reader.all("claim"))]
    found.sort(key=lambda pair: pair[0])
    return [
        {
            "id": str(claim.id),
            "event": code,
            "claimant": claim.phrase("claimant").text,
            "measure": claim.text("measure"),
            "low": claim.number_of("low"),
            "high": claim.number_of("high"),
            "qualifier": claim.text("qualifier"),
            "stance": claim.text("stance"),
        }
        for code, claim in found
    ]


def _offered(reader: Reader, record_type: str) -> list[Field]:
    return [field for field in reader.own_fields(record_type) if not field.retired]


def _add_own(row: Row, record: Record, fields: list[Field]) -> None:
    """What own fields hold, each by its key, or by type and key where the row has such a column already."""
    for field in fields:
        key = f"{record.type}.{field.key}" if field.key in row else field.key
        row[key] = _plain(record.values.get(field.key))


def _plain(value: Value | None) -> str | int | list[str] | None:
    """A value for a script: codes of terms, EDTF of a date, the original of a text, the id of a record."""
    match value:
        case Text():
            return value.text
        case UncertainDate():
            return value.edtf
        case tuple():
            return [str(item) for item in value]
        case int() | str():
            return value
        case _:
            return "" if value is None else str(value)


def _event_code(claim: Record, codes: dict[UUID, str]) -> str:
    event = claim.ref("event")
    return codes.get(event, "") if event else ""
