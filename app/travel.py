"""What a travel vault may hold of each kind of record, and a record cut down to what travels with it.

A travel vault is what somebody may be made to open (docs/threat-model.md): it holds the chosen cases and what
they need, and nothing that leads to what stayed at home.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from uuid import UUID

from app.fields import Field, FieldType
from app.records.record import Record
from app.values import Row, Text, Value
from app.vocabularies import Term

CHOSEN = "case"
PULLED = ("person", "event", "source", "place")
"""Kinds that travel where something that travels points to them."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "link": ("case",),
    "step": ("case",),
    "consent": ("case",),
    "act": ("case",),
    "sighting": ("case", "person"),
    "role": ("case", "event"),
    "contact": ("case", "event"),
    "claim": ("event",),
    "status": ("event",),
    "request": ("event",),
}
"""Kinds that are part of another record and go with it: by which fields."""
TOGETHER: Mapping[str, tuple[str, str]] = {"relation": ("person", "other"), "event_link": ("event", "other")}
"""Kinds that join two records, and travel only where both do."""
ABOUT = ("citation", "rival")
"""Kinds that address a value of another record, and go with it."""
STAYS = ("identity", "release", "task", "comment", "review", "evidence", "custody", "quick_note")
"""Kinds that stay: sealed identities, what was released, the office's own talk, and evidence that nobody
chose; its custody log names staff."""
STAFF: Mapping[str, tuple[str, ...]] = {"status": ("reviewer",), "consent": ("interviewer",)}
"""Fields that name members of staff: their names stay at home."""


@dataclass(frozen=True)
class Cut:
    """A value that was taken off: the code of the case or event it was taken from, the label of its field."""

    code: str
    label: str


@dataclass(frozen=True)
class Luggage:
    """What a travel vault is made of, and what is said before leaving of what stays.

    `records` are drafts of the current values. `taken` and `stays` count live records by type. `cases` and
    `cases_left` are codes; `naming` are codes of cases that travel and whose text names somebody who stays.
    """

    records: tuple[Record, ...]
    terms: tuple[Term, ...]
    own_fields: tuple[tuple[str, Field], ...]
    cases: tuple[str, ...]
    cases_left: tuple[str, ...]
    taken: Mapping[str, int]
    stays: Mapping[str, int]
    cuts: tuple[Cut, ...] = ()
    naming: tuple[str, ...] = ()
    case_ids: tuple[UUID, ...] = field(default=())


Fields = Mapping[str, Field]
"""The fields of a kind of record by key, own ones too."""


def references(record: Record, fields: Fields, of: str) -> Iterator[UUID]:
    """The ids that a record names of one kind, in its rows too."""
    yield from _references(record.values, fields, of)


def _references(values: Mapping[str, Value], fields: Fields, of: str) -> Iterator[UUID]:
    for key, value in values.items():
        declared = fields.get(key)
        if declared is None:
            continue
        if declared.type is FieldType.ROWS and isinstance(value, tuple):
            inner = {f.key: f for f in declared.fields}
            for row in value:
                if isinstance(row, Row):
                    yield from _references(row.values, inner, of)
        elif declared.of == of and isinstance(value, UUID):
            yield value
        elif declared.of == of and isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, UUID))


def stripped(
    record: Record, fields: Fields, travels: Callable[[UUID], bool]
) -> tuple[Record, tuple[str, ...]]:
    """A fresh draft with the current values of a record, and the labels of what was taken off.

    Taken off are references to what does not travel, names of staff and of translators, and a field that
    nobody declares any more. The draft keeps the id and the sample mark, nothing of who made it or when.
    """
    kept: dict[str, Value] = {}
    gone: list[str] = []
    for key, value in record.values.items():
        declared = fields.get(key)
        if declared is None or key in STAFF.get(record.type, ()):
            continue
        left = _stripped(value, declared, travels)
        if left != value and _referring(declared):
            gone.append(declared.label)
        if left is not None:
            kept[key] = left
    draft = Record(record.type, record.id, sample=record.sample).with_values(**kept)
    return draft, tuple(dict.fromkeys(gone))


def _referring(declared: Field) -> bool:
    kinds = (FieldType.RECORD, FieldType.RECORDS)
    return declared.type in kinds or any(inner.type in kinds for inner in declared.fields)


def _stripped(value: Value, declared: Field, travels: Callable[[UUID], bool]) -> Value | None:
    match value:
        case UUID():
            return value if travels(value) else None
        case Text():
            return replace(value, translations=tuple(replace(t, by="") for t in value.translations))
        case tuple() if declared.type is FieldType.RECORDS:
            return tuple(item for item in value if isinstance(item, UUID) and travels(item))
        case tuple() if declared.type is FieldType.ROWS:
            inner = {f.key: f for f in declared.fields}
            return tuple(_row(row, inner, travels) for row in value if isinstance(row, Row))
        case _:
            return value


def _row(row: Row, fields: Fields, travels: Callable[[UUID], bool]) -> Row:
    found = {
        key: left
        for key, value in row.values.items()
        if key in fields and (left := _stripped(value, fields[key], travels)) is not None
    }
    return replace(row, values=MappingProxyType(found))


def stands(record: Record, fields: Fields) -> bool:
    """Whether a stripped record still has every reference that it cannot be without."""
    needed = (f.key for f in fields.values() if f.required and f.type is FieldType.RECORD)
    return all(key in record.values for key in needed)


def texts(record: Record) -> Iterator[str]:
    """Every text of a record that people wrote, translations and rows too."""
    yield from _texts(record.values.values())


def _texts(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Text):
            yield value.text
            yield from (translation.text for translation in value.translations)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Row):
                    yield from _texts(item.values.values())


def codes_used(records: Iterable[Record], fields: Mapping[str, Fields]) -> set[tuple[str, str]]:
    """The terms that records hold, as (vocabulary, code)."""
    return {found for record in records for found in _codes(record.values, fields[record.type])}


def _codes(values: Mapping[str, Value], fields: Fields) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        declared = fields[key]
        if declared.type is FieldType.ROWS and isinstance(value, tuple):
            inner = {f.key: f for f in declared.fields}
            for row in value:
                if isinstance(row, Row):
                    yield from _codes(row.values, inner)
        elif declared.vocabulary and isinstance(value, str):
            yield declared.vocabulary, value
        elif declared.vocabulary and isinstance(value, tuple):
            yield from ((declared.vocabulary, item) for item in value if isinstance(item, str))
