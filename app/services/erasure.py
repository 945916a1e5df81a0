"""Erasure: one person, or the file on one, forgotten for good; what lies outside the vault is named.

A person may ask to be forgotten (domain paper on protection). What the journal keeps of its values is emptied
with their salts, so that the chain stays whole and says nothing; see docs/file-format.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from app.canonical import Json
from app.erasure import Outside, Plan, needs, points_to, without
from app.errors import Conflict, Invalid, NotFound
from app.fields import Field, FieldType, RecordType
from app.messages import Msg
from app.ports import Reader, Vault
from app.records import ALL
from app.records.record import Record
from app.services import backups
from app.services.showing import find, typed_id
from app.settings import TRAVEL
from app.values import clean

T = FieldType
TOGETHER = ("relation",)
"""Kinds that join two people, and go with either."""


def plan(reader: Reader, code: str) -> Plan:
    """What erasing a case (by code or id), or a person with every case about them (by id), would take.

    Records in the trash are taken too. Raises NotFound, or Invalid for a record of another kind.
    """
    reader = reader.glance
    first = _subject(reader, code)
    cases = reader.where("case", "person", [first.id], trash=True) if first.type == "person" else [first]
    person = first if first.type == "person" else _person(reader, first)
    others = reader.where("case", "person", [person.id], trash=True) if person else []
    stays = person is not None and any(c.id not in {x.id for x in cases} for c in others)
    taken = {r.id: r for r in cases}
    if person is not None and not stays:
        taken[person.id] = person
    close_over(reader, taken)
    ids = frozenset(taken)
    cut = tuple(w for r in pointing(reader, ids) if r.id not in ids and (w := without(r, ids)) is not r)
    drafts = (key for key, d in reader.drafts().items() if d.id in ids or points_to(d.values, ids))
    return Plan(
        subject=first.id,
        code=first.text("code") or str(first.id),
        records=tuple(taken.values()),
        cut=cut,
        drafts=tuple(drafts),
        outside=_outside(reader, cases, [r for r in taken.values() if r.created_at]),
        mentions=tuple(_mentions(reader, person, ids)) if person is not None else (),
        person_stays=stays,
    )


def erase(vault: Vault, seen: Plan, reason: str) -> None:
    """Carry out what was shown, all or nothing, signed by whoever works here with the reason they give.

    Raises Invalid without a reason, Conflict where anything of it was changed since it was shown.
    """
    words = clean(reason).strip()
    if not words:
        raise Invalid(Msg.ERASE_REASON)
    with vault.write() as work:
        now = plan(work, str(seen.subject))
        if now.versions != seen.versions:
            raise Conflict(Msg.ERASE_CHANGED)
        for key in now.drafts:
            work.drop_draft(key)
        for record in now.cut:
            work.redact(record)
        signed: dict[str, Json] = {"reason": words, "signed": vault.staff.name, "records": len(now.records)}
        work.erase(now.records, signed)
        work.commit()


def _subject(reader: Reader, code: str) -> Record:
    """A case by its code or id, a person by id, also in the trash."""
    try:
        found = find(reader, code)
    except NotFound:
        found = _in_trash(reader, code)
    if found.type not in ("case", "person"):
        raise Invalid(Msg.ERASE_WHAT)
    return found


def _in_trash(reader: Reader, code: str) -> Record:
    by_id = typed_id(code)
    for record_type in ("case", "person"):
        found = reader.many(record_type, [by_id]).get(by_id) if by_id else None
        if found:
            return found
    for case in reader.where("case", "code", [code.strip()], trash=True):
        return case
    raise NotFound(Msg.RECORD_MISSING, code=code)


def _person(reader: Reader, case: Record) -> Record | None:
    person = case.ref("person")
    return reader.many("person", [person]).get(person) if person else None


def close_over(reader: Reader, taken: dict[UUID, Record]) -> None:
    """Adds to `taken` whatever cannot stand without it, until nothing is added."""
    fresh: list[UUID] = list(taken)
    while fresh:
        added: list[UUID] = []
        types = {taken[i].type for i in fresh}
        for kind in ALL:
            declared = _fields(reader, kind)
            for key in _one_reference(kind, declared, types):
                for record in reader.where(kind.key, key, fresh, trash=True):
                    joined = kind.key in TOGETHER
                    if record.id not in taken and (
                        joined or needs(declared, kind.parent, record.values, set(fresh))
                    ):
                        taken[record.id] = record
                        added.append(record.id)
        fresh = added


def _fields(reader: Reader, kind: RecordType) -> dict[str, Field]:
    return kind.by_key | {f.key: f for f in reader.own_fields(kind.key)}


def _one_reference(
    kind: RecordType, declared: dict[str, Field], types: Collection[str] = ()
) -> Iterator[str]:
    """The declared fields of a kind that hold one record, of one of some types where these are given."""
    single = ((key, f) for key, f in declared.items() if f.type is T.RECORD and key in kind.by_key)
    return (key for key, f in single if _of(f, types))


def pointing(reader: Reader, ids: frozenset[UUID], types: Collection[str] = ()) -> Iterator[Record]:
    """Every record, also in the trash, that points to one of some: by a field, in a list, in a row.

    With `types`, those of what the ids stand for, only what can point to these is looked through.
    """
    for kind in ALL:
        declared = _fields(reader, kind)
        found: dict[UUID, Record] = {}
        if any(_listing(f, types) for f in declared.values()):
            found = {r.id: r for r in reader.all(kind.key, trash=True) if holds(r, ids)}
        for key in _one_reference(kind, declared, types):
            found |= {r.id: r for r in reader.where(kind.key, key, ids, trash=True)}
        yield from found.values()


def _listing(declared: Field, types: Collection[str]) -> bool:
    """Whether what a field points to is only found by looking at each record: lists, rows, own fields."""
    if declared.type is T.ROWS:
        return any(f.type in (T.RECORD, T.RECORDS) and _of(f, types) for f in declared.fields)
    own = declared.own and declared.type is T.RECORD
    return ((declared.type is T.RECORDS or own) and _of(declared, types)) or declared.key == "manifest"


def _of(declared: Field, types: Collection[str]) -> bool:
    return not types or not declared.of or declared.of in types


def holds(record: Record, ids: frozenset[UUID]) -> bool:
    """Whether a record points to one of some, in the manifest of a release too."""
    text = record.text("manifest")
    return points_to(record.values, ids) or any(i.hex in text for i in ids if text)


def _outside(reader: Reader, cases: Iterable[Record], records: Iterable[Record]) -> Outside:
    born = min((r.created_at for r in records if r.created_at), default=None)
    ids = {c.id for c in cases}
    went: list[datetime] = [e.at for c in ids for e in reader.history(c) if e.action == TRAVEL]
    return Outside(
        backups=tuple(b for b in backups.known(reader) if born is None or b.at >= born),
        travels=tuple(sorted(went)),
        releases=tuple(r for r in reader.all("release") if ids & set(r.refs("cases"))),
    )


def _mentions(reader: Reader, person: Record, ids: frozenset[UUID]) -> Iterator[Record]:
    """Live records that stay and whose searched text holds a name of the person."""
    types = [kind.key for kind in ALL if not kind.sealed and any(f.searched for f in kind.fields)]
    found: dict[UUID, Record] = {}
    for row in person.rows("names"):
        found |= {r.id: r for r in reader.find(str(row.values.get("text", "")), types, limit=50)}
    return (r for r in found.values() if r.id not in ids)
