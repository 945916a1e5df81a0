"""The history of one record, field by field, as plain data."""

from __future__ import annotations

from uuid import UUID

from app.canonical import Json
from app.errors import AlteredRecord, NotFound
from app.messages import Msg
from app.ports import Entry, Reader
from app.records import ALL, TYPES
from app.services.showing import find, id_of


def history(reader: Reader, code: str) -> list[dict[str, Json]]:
    """The entries about a record, newest first, deleted or swept ones too where `code` is an id.

    Raises NotFound for a code or id that the journal does not know, and for what is sealed.
    """
    entries = reader.history(_named(reader, code))
    if not entries or TYPES[entries[0].record_type].sealed:
        raise NotFound(Msg.RECORD_MISSING, code=code)
    names = {s.id: s.name for s in reader.staff()}
    return [_plain(entry, names) for entry in entries]


def whole_history(reader: Reader, code: str) -> list[dict[str, Json]]:
    """The entries about a record and all that belongs to it, each with its `type` and `id`, newest first.

    What belongs to it: its parts, those in the trash too, and of a case the person it is about and their
    parts. What is sealed is left out. Raises as `history`.
    """
    history(reader, code)
    names = {s.id: s.name for s in reader.staff()}
    told = [
        {"type": e.record_type, "id": i.hex, **_plain(e, names)}
        for i in dict.fromkeys([_named(reader, code), *belonging(reader, code)])
        for e in reader.history(i)
    ]
    return sorted(told, key=lambda e: (str(e["at"]), e["seq"]), reverse=True)


def belonging(reader: Reader, code: str) -> list[UUID]:
    """The ids of what belongs to a live record, in the order of kinds; none for one that is gone."""
    try:
        record = find(reader, code)
    except (AlteredRecord, NotFound):
        return []
    person = record.ref("person") if record.type == "case" else None
    owners = [(record.type, record.id), *([("person", person)] if person else [])]
    found = [person] if person else []
    for kind in (k for k in ALL if not k.sealed):
        for owner, owner_id in owners:
            for key in kind.part_of(owner):
                found += [p.id for p in reader.glance.where(kind.key, key, [owner_id], trash=True)]
    return list(dict.fromkeys(found))


def _named(reader: Reader, code: str) -> UUID:
    """The id of a record; also of one that differs from its history, for that is when it is asked for."""
    try:
        return find(reader, code).id
    except AlteredRecord as error:
        return error.record
    except NotFound:
        return id_of(code)


def _plain(entry: Entry, names: dict[UUID, str]) -> dict[str, Json]:
    changes: list[Json] = [
        {"field": c.field, "old": c.old, "new": c.new, **({"erased": True} if c.erased else {})}
        for c in entry.changes
    ]
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "by": names.get(entry.actor, entry.actor.hex),
        "action": entry.action,
        "version": entry.version,
        "changes": changes,
    }
