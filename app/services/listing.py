"""Lists for scripts: cases, events and claims as plain data, sorted by code."""

from __future__ import annotations

from typing import TypeAlias
from uuid import UUID

from app.ports import Reader
from app.records.record import Record
from app.services.files import primary_name

Row: TypeAlias = dict[str, str | int | list[str] | None]


def cases(reader: Reader) -> list[Row]:
    """code, name (primary, as entered), status (code), events (codes)."""
    people = {p.id: p for p in reader.all("person")}
    events = {e.id: e.text("code") for e in reader.all("event")}
    linked: dict[UUID, list[str]] = {}
    for link in reader.all("link"):
        case, event = link.ref("case"), link.ref("event")
        if case and event in events:
            linked.setdefault(case, []).append(events[event])
    rows: list[Row] = []
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
    return sorted(rows, key=lambda r: str(r["code"]))


def events(reader: Reader) -> list[Row]:
    """code, title, kind, date (EDTF), claims (how many)."""
    counts: dict[UUID, int] = {}
    for claim in reader.all("claim"):
        event = claim.ref("event")
        if event:
            counts[event] = counts.get(event, 0) + 1
    rows: list[Row] = [
        {
            "code": event.text("code"),
            "title": event.phrase("title").text,
            "kind": event.text("kind"),
            "date": date.edtf if (date := event.date("date")) else "",
            "claims": counts.get(event.id, 0),
        }
        for event in reader.all("event")
    ]
    return sorted(rows, key=lambda r: str(r["code"]))


def claims(reader: Reader) -> list[Row]:
    """id, event (code, "" for a standing figure), claimant, measure, low, high, qualifier, stance."""
    codes = {e.id: e.text("code") for e in reader.all("event")}
    found = [(_event_code(claim, codes), claim) for claim in reader.all("claim")]
    found.sort(key=lambda pair: (pair[0], pair[1].number_of("position") or 0, pair[1].number))
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


def _event_code(claim: Record, codes: dict[UUID, str]) -> str:
    event = claim.ref("event")
    return codes.get(event, "") if event else ""
