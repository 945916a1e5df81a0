"""The public part of the sample: places, sources, events, and every attributed claim about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import TypeAlias, cast

from app.gazetteer import places
from app.records.record import Record, new
from app.sample.ids import Ids
from app.values import Text, Translation, Value, uncertain

Entry: TypeAlias = Mapping[str, object]
_TEXTS = ("claimant", "wording", "repeats_words", "transport", "composition", "note")
_PLAIN = ("claimant_kind", "named", "measure", "qualifier", "low", "high", "running_total", "part_high",
          "stance", "state", "hour")  # fmt: skip


def both(texts: object) -> Text | None:
    """A text with its Korean translation, from `[English, Korean]`; None for nothing."""
    if not texts:
        return None
    english, korean = cast("list[str]", texts)
    return Text(english, "en", (Translation("ko", korean),))


def read(name: str) -> dict[str, list[Entry]]:
    """A JSON file of app/data."""
    text = files("app.data").joinpath(name).read_text(encoding="utf-8")
    return cast("dict[str, list[Entry]]", json.loads(text))


def public_records(ids: Ids) -> Iterator[Record]:
    """Places, sources, events, claims, statuses, interventions, requests; whatever is named comes first."""
    data = read("events.json")
    yield from (replace(place, sample=True) for place in places(ids.of))
    yield from (_source(ids, entry) for entry in data["sources"])
    for entry in data["events"]:
        event = _event(ids, entry)
        yield event
        for position, claim in enumerate(_entries(entry, "claims"), start=1):
            yield _claim(ids, claim, position, event)
        yield from _about(ids, entry, event)
    for position, claim in enumerate(data["standing"], start=1):
        yield _claim(ids, claim, position, None)


def _source(ids: Ids, entry: Entry) -> Record:
    return new(
        "source",
        id=ids.of("source", entry["key"]),
        sample=True,
        key=str(entry["key"]),
        name=both(entry["name"]),
        type=str(entry["type"]),
        address=str(entry["address"]),
        published=uncertain(str(entry["published"])),
    )


def _event(ids: Ids, entry: Entry) -> Record:
    judgement = cast("Entry", entry.get("judgement", {}))
    return new(
        "event",
        id=ids.of("event", entry["code"]),
        sample=True,
        code=str(entry["code"]),
        title=both(entry["title"]),
        kind=str(entry["kind"]),
        date=uncertain(str(entry["date"])),
        time_note=both(entry.get("time_note")),
        returning_state=str(entry["returning_state"]),
        origin=tuple(ids.of("place", key) for key in cast("list[str]", entry["origin"])),
        note=both(entry.get("note")),
        likelihood=str(judgement.get("likelihood", "")),
        judgement=both(judgement.get("judgement")),
        confidence=str(judgement.get("confidence", "")),
        confidence_reason=both(judgement.get("confidence_reason")),
    )


def _claim(ids: Ids, entry: Entry, position: int, event: Record | None) -> Record:
    values: dict[str, Value | None] = {key: both(entry.get(key)) for key in _TEXTS}
    values |= {key: cast("Value | None", entry.get(key)) for key in _PLAIN}
    edtf, words = cast("list[str]", entry.get("date", ["", ""]))
    since, since_words = cast("list[str]", entry.get("since", ["", ""]))
    return new(
        "claim",
        id=ids.of("claim", entry["id"]),
        sample=True,
        event=event.id if event else None,
        position=position,
        relayed_by=ids.of("source", entry["relayed_by"]),
        part_of=ids.of("claim", entry["part_of"]) if "part_of" in entry else None,
        part_place=ids.of("place", entry["part_place"]) if "part_place" in entry else None,
        repeats=ids.of("claim", entry["repeats"]) if "repeats" in entry else None,
        said_on=uncertain(str(entry["said_on"])) if "said_on" in entry else None,
        date=uncertain(edtf, words) if edtf else None,
        since=uncertain(since, since_words) if since else None,
        crossings=tuple(ids.of("place", key) for key in cast("list[str]", entry.get("crossings", []))),
        **values,
    )


def _about(ids: Ids, entry: Entry, event: Record) -> Iterator[Record]:
    for n, status in enumerate(_entries(entry, "statuses")):
        yield new(
            "status",
            id=ids.of("status", event.id, n),
            sample=True,
            event=event.id,
            element=str(status["element"]),
            status=str(status["status"]),
            why=both(status["why"]),
            reviewer="Sample reviewer",
        )
    for n, contact in enumerate(_entries(entry, "interventions")):
        yield new(
            "contact",
            id=ids.of("contact", event.id, n),
            sample=True,
            event=event.id,
            by=both(contact["by"]),
            before=both(contact["before"]),
            date=uncertain(str(contact["date"])),
            what=both(contact["what"]),
            source=ids.of("source", contact["source"]),
        )
    for n, request in enumerate(_entries(entry, "requests"), start=1):
        yield new(
            "request",
            id=ids.of("request", event.id, n),
            sample=True,
            event=event.id,
            position=n,
            text=both(request["text"]),
            actor=both(request["actor"]),
            forum=both(request["forum"]),
            by=uncertain(str(request["by"])),
            mark=str(request["mark"]),
            state=str(request.get("state", "")),
        )


def _entries(entry: Entry, key: str) -> list[Entry]:
    return cast("list[Entry]", entry.get(key, []))
