"""What is part of a record: by whichever of its fields says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from app.fields import Field, FieldType, RecordType
from app.ports import Reader
from app.records import TYPES
from app.records.record import Record
from app.values import Row, Value


def parts_of(reader: Reader, kind: RecordType, *owners: Record) -> list[Record]:
    """The live records of a type that are part of any of some records; each once, in their order."""
    found: dict[UUID, Record] = {}
    for owner in owners:
        for key in kind.part_of(owner.type):
            found |= {p.id: p for p in reader.where(kind.key, key, [owner.id])}
    return list(found.values())


def refs_of(records: Iterable[Record], record_type: str) -> set[UUID]:
    """The ids of records of a type that any of `records` points to, from its rows too."""
    found: set[UUID] = set()
    for record in records:
        for field in TYPES[record.type].fields:
            found.update(_refs(field, record.values.get(field.key), record_type))
    return found


def _refs(field: Field, value: Value | None, record_type: str) -> Iterator[UUID]:
    if field.type is FieldType.ROWS and isinstance(value, tuple):
        for row in (r for r in value if isinstance(r, Row)):
            for inner in field.fields:
                yield from _refs(inner, row.values.get(inner.key), record_type)
    elif field.of == record_type and value is not None:
        yield from (i for i in (value if isinstance(value, tuple) else (value,)) if isinstance(i, UUID))
