"""The history of one record, field by field, as plain data."""

from __future__ import annotations

from uuid import UUID

from app.canonical import Json
from app.errors import NotFound
from app.messages import Msg
from app.ports import Entry, Reader
from app.records import TYPES
from app.services.showing import find


def history(reader: Reader, code: str) -> list[dict[str, Json]]:
    """The entries about a record, newest first, deleted or swept ones too where `code` is an id.

    Raises NotFound for a code or id that the journal does not know, and for what is sealed.
    """
    try:
        entries = reader.history(find(reader, code).id)
    except NotFound:
        entries = reader.history(_id(code))
    if not entries or TYPES[entries[0].record_type].sealed:
        raise NotFound(Msg.RECORD_MISSING, code=code)
    names = {s.id: s.name for s in reader.staff()}
    return [_plain(entry, names) for entry in entries]


def _id(code: str) -> UUID:
    try:
        return UUID(code)
    except ValueError:
        raise NotFound(Msg.RECORD_MISSING, code=code) from None


def _plain(entry: Entry, names: dict[UUID, str]) -> dict[str, Json]:
    changes: list[Json] = [{"field": c.field, "old": c.old, "new": c.new} for c in entry.changes]
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "by": names.get(entry.actor, entry.actor.hex),
        "action": entry.action,
        "version": entry.version,
        "changes": changes,
    }
