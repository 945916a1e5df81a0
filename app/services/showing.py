"""One record whole, with the records that are part of it, as plain data for scripts."""

from __future__ import annotations

from uuid import UUID

from app.canonical import Json, encode_values
from app.errors import NotFound
from app.messages import Msg
from app.ports import Reader
from app.records import ALL, TYPES
from app.records.record import Record
from app.services.saving import by_code


def find(reader: Reader, code: str) -> Record:
    """The live record with this code (a case, an event) or id. Raises NotFound."""
    for record_type in ("case", "event"):
        found = by_code(reader, record_type, code)
        if found:
            return found
    record_id = _id(code)
    for kind in ALL if record_id else ():
        by_id = reader.many(kind.key, [record_id]).get(record_id) if record_id and not kind.sealed else None
        if by_id and not by_id.deleted_at:
            return by_id
    raise NotFound(Msg.RECORD_MISSING, code=code)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def whole(reader: Reader, record: Record) -> dict[str, Json]:
    """A record, the person a case is about, and every part of it, each as id, version and values by key."""
    shown = _plain(record)
    person = record.ref("person") if record.type == "case" else None
    if person:
        shown["person"] = _plain(reader.get("person", person))
    for kind in ALL:
        if kind.parent and not kind.sealed and TYPES[kind.key].by_key[kind.parent].of == record.type:
            parts = reader.where(kind.key, kind.parent, [record.id])
            if parts:
                shown[f"{kind.key}s"] = [_plain(part) for part in parts]
    return shown


def _plain(record: Record) -> dict[str, Json]:
    return {
        "type": record.type,
        "id": str(record.id),
        "version": record.version,
        "values": encode_values(record.values),
    }
