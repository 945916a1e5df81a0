"""What an erasure takes and what it cannot reach: said before it is done, journaled after."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from app.backups import Backup
from app.canonical import Json, dumps, loads
from app.fields import Field, FieldType
from app.records.record import Record
from app.values import Row, Value


@dataclass(frozen=True)
class Outside:
    """What still holds the person and lies outside this vault, as far as it knows.

    `travels` are the times at which the file went into a travel vault; `releases` the documents it stands in.
    """

    backups: tuple[Backup, ...] = ()
    travels: tuple[datetime, ...] = ()
    releases: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Plan:
    """An erasure before it is done.

    `subject` is the case or person it began from. `records` are removed, `cut` are written without what
    pointed to them, `drafts` (keys) are forgotten.
    `mentions` are live records that stay and whose text holds a name of the person: they must be reworded.
    `person_stays`: other files are about the same person.
    """

    subject: UUID
    code: str
    records: tuple[Record, ...]
    cut: tuple[Record, ...] = ()
    drafts: tuple[str, ...] = ()
    outside: Outside = field(default_factory=Outside)
    mentions: tuple[Record, ...] = ()
    person_stays: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of each type are removed."""
        kinds = [r.type for r in self.records]
        return MappingProxyType({kind: kinds.count(kind) for kind in dict.fromkeys(kinds)})

    @property
    def versions(self) -> frozenset[tuple[UUID, int]]:
        """What exactly would be taken: another set means that something changed meanwhile."""
        return frozenset((r.id, r.version) for r in (*self.records, *self.cut))


def points_to(values: Mapping[str, Value], ids: Set[UUID]) -> bool:
    """Whether a value, or one in a row, is the id of one of some records."""
    return any(
        value in ids
        if isinstance(value, UUID)
        else isinstance(value, tuple)
        and any(points_to(i.values, ids) if isinstance(i, Row) else i in ids for i in value)
        for value in values.values()
    )


def without(record: Record, ids: Set[UUID]) -> Record:
    """A record without what points to some others, its lists, rows and manifest too."""
    kept = {key: left for key, value in record.values.items() if (left := _without(value, ids)) is not None}
    if "manifest" in kept:
        kept["manifest"] = _manifest(str(kept["manifest"]), ids)
    if kept == dict(record.values):
        return record
    if record.type == "release":
        kept.pop("data_digest", None)
    return replace(record, values=MappingProxyType({})).with_values(**kept)


def _without(value: Value, ids: Set[UUID]) -> Value | None:
    if isinstance(value, UUID):
        return None if value in ids else value
    if isinstance(value, tuple) and value and isinstance(value[0], UUID):
        return tuple(i for i in value if isinstance(i, UUID) and i not in ids)
    if isinstance(value, tuple) and value and isinstance(value[0], Row):
        return tuple(_row(r, ids) for r in value if isinstance(r, Row))
    return value


def _row(row: Row, ids: Set[UUID]) -> Row:
    left = {k: kept for k, v in row.values.items() if (kept := _without(v, ids)) is not None}
    return replace(row, values=MappingProxyType(left))


def _manifest(text: str, ids: Set[UUID]) -> str:
    """The manifest of a release without the records that are gone, and without sets of them behind a cell."""
    gone = {i.hex for i in ids}

    def clean(data: Json) -> Json:
        if isinstance(data, dict):
            return {key: clean(value) for key, value in data.items()}
        if isinstance(data, list):
            return [clean(item) for item in data if not _names(item, gone)]
        return data

    return dumps(clean(loads(text)))


def _names(item: Json, gone: Set[str]) -> bool:
    """Whether an item of a list is an id, or a record with its digest, that is gone."""
    return (
        item in gone
        if isinstance(item, str)
        else (isinstance(item, list) and any(isinstance(part, str) and part in gone for part in item))
    )


ABOUT = ("case", "person", "evidence")
"""What a record without a parent may be about alone: a sighting of a person."""


def needs(declared: Mapping[str, Field], parent: str, values: Mapping[str, Value], ids: Set[UUID]) -> bool:
    """Whether a record cannot stand without some others: parent, required reference, what it is about."""
    single = [f for f in declared.values() if f.type is FieldType.RECORD]
    if any(values.get(f.key) in ids for f in single if f.required or f.key == parent):
        return True
    return parent not in values and any(values.get(f.key) in ids for f in single if f.of in ABOUT)
