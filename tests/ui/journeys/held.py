"""What a vault holds in words, to be compared with what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from app.fields import Field
from app.ports import Reader
from app.records import TYPES
from app.records.record import Record
from app.services.files import primary_name
from app.values import Row, Text, UncertainDate

KINDS = (
    *("event", "claim", "status", "person", "case", "link", "act", "sighting"),
    *("relation", "consent", "task", "citation", "rival"),
)


def held(reader: Reader, kinds: Sequence[str] = KINDS) -> list[str]:
    """What the vault holds, a line a record, in the words of the fields that were typed."""
    lines = []
    for kind in kinds:
        lines += [" | ".join([kind, *_values(reader, record)]) for record in reader.all(kind)]
    return sorted(lines)


def _values(reader: Reader, record: Record) -> Iterator[str]:
    for field in TYPES[record.type].fields:
        value = record.values.get(field.key)
        if value is not None and (record.type, field.key) not in {("case", "code")}:
            yield f"{field.key}={_said(reader, field, value)}"


def _said(reader: Reader, field: Field, value: object) -> str:
    match value:
        case Text():
            return f"{value.text} ({value.language})"
        case UncertainDate():
            return f"{value.edtf} {value.words}".strip()
        case UUID():
            return _title(reader, field.of, value)
        case tuple():
            return ", ".join(_said(reader, field, one) for one in value)
        case Row():
            return "/".join(str(v) for v in value.values.values())
        case _:
            return str(value)


def _title(reader: Reader, kind: str, record_id: UUID) -> str:
    if not kind:
        return "…"
    found = reader.get(kind, record_id)
    if kind == "case":
        return _title(reader, "person", found.ref("person") or found.id)
    if kind == "person":
        return primary_name(found.rows("names"))
    for key in TYPES[kind].title:
        if found.phrase(key).text:
            return found.phrase(key).in_language("ko")
    return found.text("code")
