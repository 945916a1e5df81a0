"""The case files of the sample that were written by hand, and the interviews they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from app.records.record import Record, new
from app.sample.consents import consents
from app.sample.ids import Ids
from app.sample.naming import name_rows
from app.sample.parts import between, family, parts, risks, sighting
from app.sample.public import Entry, both, read
from app.values import Text, Translation, UncertainDate, uncertain

_PLAIN = ("status", "status_certainty", "arrest_authority", "distressing", "reliability", "credibility")
_DATES = ("status_as_of", "family_learned")
_SAID = ("exit", "arrest_date")
_NEIGHBOUR = ("a neighbour", "이웃")
_PLACES = ("arrest_place", "detention_place")


def written() -> list[Entry]:
    """The files as they stand in the data."""
    return read("files.json")["files"]


def interviews(ids: Ids) -> Iterator[Record]:
    """Sources that are not public, and the sealed identities of the people behind them."""
    for entry in read("files.json")["sources"]:
        source = new(
            "source",
            id=ids.of("source", entry["key"]),
            sample=True,
            key=str(entry["key"]),
            name=both(entry["name"]),
            type=str(entry["type"]),
            reliability=str(entry["reliability"]),
        )
        yield source
        if "identity" in entry:
            yield new(
                "identity",
                id=ids.of("identity", entry["key"]),
                sample=True,
                source=source.id,
                name=str(entry["identity"]),
                contact=str(entry["contact"]),
            )


def source_keys() -> list[str]:
    """The keys of those sources."""
    return [str(entry["key"]) for entry in read("files.json")["sources"]]


def written_files(ids: Ids, codes: list[str]) -> Iterator[Record]:
    """Each file: person, case, links, steps, consents and the rest; then what stands between files."""
    yield from family(ids)
    for n, (entry, code) in enumerate(zip(written(), codes, strict=True)):
        person = _person(ids, entry, n)
        yield person
        case = _case(ids, entry, n, code, person)
        yield case
        yield from _links(ids, entry, case)
        yield from _steps(ids, entry, case)
        yield from _last_seen(ids, entry, case)
        yield from parts(ids, n, case)
        yield from consents(
            ids,
            case.id,
            str(entry["consent"]),
            by=str(entry.get("by", "")),
            on=str(entry.get("on", "")),
            contact=str(entry.get("contact", "")),
        )

    yield from between(ids)


def _last_seen(ids: Ids, entry: Entry, case: Record) -> Iterator[Record]:
    if "last_known_place" in entry:
        arrest = case.date("arrest_date")
        place = ids.of("place", entry["last_known_place"])
        yield sighting(ids, case, arrest.edtf if arrest else "", place, by=_NEIGHBOUR)


def _said(value: object) -> UncertainDate | None:
    if not value:
        return None
    edtf, words = cast("list[str]", value)
    return uncertain(edtf, words)


def _person(ids: Ids, entry: Entry, n: int) -> Record:
    names = [(a, b, c, d) for a, b, c, d in cast("list[list[str]]", entry["names"])]
    return new(
        "person",
        id=ids.of("person", "written", n),
        sample=True,
        names=name_rows(ids, f"written-{n}", names),
        sex=str(entry["sex"]),
        birth=_said(entry["birth"]),
        home=ids.of("place", entry["home"]),
        occupation=both(entry.get("occupation")),
        role="victim",
    )


def _case(ids: Ids, entry: Entry, n: int, code: str, person: Record) -> Record:
    case = new(
        "case",
        id=ids.of("case", "written", n),
        sample=True,
        code=code,
        person=person.id,
        risk_factors=tuple(sorted(cast("list[str]", entry["risk_factors"]))),
        risks=risks(ids, n, ids.of("source", entry["source"])),
        narrative=_korean_first(entry.get("narrative")),
        account=both(entry.get("account")),
        source=ids.of("source", entry["source"]),
    )
    return case.with_values(
        **{key: str(entry[key]) for key in _PLAIN if key in entry},
        **{key: uncertain(str(entry[key])) for key in _DATES if key in entry},
        **{key: _said(entry[key]) for key in _SAID if key in entry},
        **{key: ids.of("place", entry[key]) for key in _PLACES if key in entry},
    )


def _korean_first(texts: object) -> Text | None:
    if not texts:
        return None
    korean, english = cast("list[str]", texts)
    return Text(korean, "ko", (Translation("en", english, "Sample interviewer"),))


def _links(ids: Ids, entry: Entry, case: Record) -> Iterator[Record]:
    for event, certainty, crossing, basis in cast("list[tuple[str, str, str, list[str]]]", entry["links"]):
        yield new(
            "link",
            id=ids.of("link", case.id, event),
            sample=True,
            case=case.id,
            event=ids.of("event", event),
            certainty=certainty,
            crossing=ids.of("place", crossing) if crossing else None,
            basis=both(basis),
            source=case.ref("source"),
        )


def _steps(ids: Ids, entry: Entry, case: Record) -> Iterator[Record]:
    for position, step in enumerate(cast("list[list[str]]", entry["steps"]), start=1):
        kind, when, place, to_place, authority, certainty = step
        yield new(
            "step",
            id=ids.of("step", case.id, position),
            sample=True,
            case=case.id,
            position=position,
            kind=kind,
            date=uncertain(when),
            place=ids.of("place", place) if place else None,
            to_place=ids.of("place", to_place) if to_place else None,
            authority=authority,
            certainty=certainty,
            source=case.ref("source"),
        )
