"""One record whole, with the records that are part of it, as plain data for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.canonical import Json, encode_values
from app.errors import NotFound
from app.messages import Msg
from app.ports import Reader
from app.records import ALL
from app.records.order import in_order
from app.records.record import Record
from app.services.comments import trashed_parts
from app.services.parts import parts_of, refs_of
from app.services.saving import by_code

_MANY = {"evidence": "evidence", "custody": "custody"}
"""Words that have no plural."""


def find(reader: Reader, code: str) -> Record:
    """The live record with this code (a case, an event) or id. Raises NotFound."""
    for record_type in ("case", "event"):
        found = by_code(reader, record_type, code)
        if found:
            return found
    record_id = typed_id(code)
    for kind in ALL if record_id else ():
        by_id = reader.many(kind.key, [record_id]).get(record_id) if record_id and not kind.sealed else None
        if by_id and not by_id.deleted_at:
            return by_id
    raise NotFound(Msg.RECORD_MISSING, code=code)


def typed_id(text: str) -> UUID | None:
    """The id that was typed, None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def id_of(text: str) -> UUID:
    """The id that was typed. Raises NotFound where it is none."""
    found = typed_id(text)
    if found is None:
        raise NotFound(Msg.RECORD_MISSING, code=text)
    return found


def whole(reader: Reader, record: Record) -> dict[str, Json]:
    """A record, the person a case is about, and every part of either, each as id, version and values by key.

    Parts stand by position, then by what they say (`app.records.order`). One that names the record in two
    ways (a relation of a person with themselves) stands once. What points at any of these (citations, rival
    values, comments) stands there too; comments on a part that is in the trash say so (`in_trash`).
    """
    shown = _plain(record)
    owners = [record]
    if record.type == "case" and (person := record.ref("person")):
        owners.append(reader.get("person", person))
        shown["person"] = _plain(owners[1])
    trashed = {part.id for part in trashed_parts(reader, *owners)}
    for kind, parts in _parts(reader, owners, trashed).items():
        if parts:
            ordered = in_order(parts, _named(reader, parts))
            shown[_MANY.get(kind, f"{kind}s")] = [
                _plain(part) | ({"in_trash": True} if part.ref("record") in trashed else {})
                for part in ordered
            ]
    return shown


def _parts(reader: Reader, owners: list[Record], trashed: set[UUID]) -> dict[str, list[Record]]:
    """Every part by its type, then what points at a record, part or field of one."""
    found = {
        kind.key: parts_of(reader, kind, *owners)
        for kind in ALL
        if not kind.sealed and kind.parent != "record"
    }
    about = {record.id for record in owners} | {part.id for parts in found.values() for part in parts}
    for kind in (k for k in ALL if not k.sealed and k.parent == "record"):
        ids = about | trashed if kind.key == "comment" else about
        found[kind.key] = reader.where(kind.key, "record", ids)
    return found


def _named(reader: Reader, records: Iterable[Record]) -> dict[UUID, Record]:
    """What records point to, of whatever type."""
    found: dict[UUID, Record] = {}
    for kind in ALL:
        if not kind.sealed:
            found |= reader.many(kind.key, refs_of(records, kind.key))
    return found


def _plain(record: Record) -> dict[str, Json]:
    return {
        "type": record.type,
        "id": str(record.id),
        "version": record.version,
        "values": encode_values(record.values),
    }
