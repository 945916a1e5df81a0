"""Saving, deleting, restoring and undoing: the same for every kind of record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.canonical import Json, decode
from app.claims.chains import ends_in_itself
from app.errors import Conflict, Invalid
from app.fields import Field
from app.messages import Message, Msg
from app.ports import Reader, UnitOfWork, Vault
from app.records import TYPES
from app.records.record import Record
from app.services.codes import tidy
from app.validation import problems, tidied
from app.values import Row, Value

CHAINED = ("repeats", "part_of")
"""Fields that point to a record of the same type and must not lead back."""


@dataclass(frozen=True)
class Saved:
    """What a save did: the record as it now stands, and as it stood before (None: it is new).

    `changed` are the record types whose lists must reload.
    """

    record: Record
    before: Record | None
    changed: frozenset[str]


def save(vault: Vault, *drafts: Record) -> tuple[Saved, ...]:
    """Save drafts together in one transaction, each as `save_in` does; what was kept of them is forgotten."""
    with vault.write() as work:
        saved = tuple(save_in(work, draft) for draft in drafts)
        for draft in drafts:
            work.drop_draft(draft_key(draft))
        work.commit()
    return saved


def draft_key(record: Record) -> str:
    """Under which a draft of a record is kept."""
    return f"{record.type}:{record.id.hex}"


def save_in(work: UnitOfWork, draft: Record, *, action: str = "") -> Saved:
    """Validate and write one draft. A draft without a change writes nothing.

    Raises Invalid naming the first field that is wrong, Conflict when somebody saved in between or the
    record is append-only.
    """
    own = work.own_fields(draft.type)
    tidy_draft = tidied(draft, own)
    found = problems(tidy_draft, work.knows_term, own)
    if found:
        raise Invalid(found[0].message.text, **found[0].message.values)
    _refuse_taken_code(work, tidy_draft)
    _refuse_circle(work, tidy_draft)
    before = work.get(draft.type, draft.id) if draft.version else None
    if before and before.version == draft.version and before.values == tidy_draft.values:
        return Saved(before, before, frozenset())
    if before and TYPES[draft.type].append_only:
        raise Conflict(Msg.APPEND_ONLY)
    return Saved(work.save(tidy_draft, action=action), before, frozenset({draft.type}))


def _refuse_taken_code(work: UnitOfWork, draft: Record) -> None:
    if "code" not in TYPES[draft.type].by_key:
        return
    other = work.by_text(draft.type, "code", draft.text("code"))
    if other and other.id != draft.id:
        raise Invalid(Msg.CODE_TAKEN, code=draft.text("code"))


def _refuse_circle(reader: Reader, draft: Record) -> None:
    """Nothing may repeat what repeats it, nor be part of what is part of it, however far round."""
    for field in TYPES[draft.type].fields:
        if field.of != draft.type or field.key not in CHAINED:
            continue
        above: dict[UUID, UUID] = {}
        now: UUID | None = draft.ref(field.key)
        at = draft.id
        while now is not None and at not in above:
            above[at] = now
            at = now
            now = None if at == draft.id else _ref_of(reader, draft.type, at, field.key)
        if ends_in_itself(draft.id, above):
            reason = Message(Msg.REPEATS_IN_A_CIRCLE).render()
            raise Invalid(Msg.FIELD_WRONG, field=field.called(), reason=reason)


def _ref_of(reader: Reader, record_type: str, record_id: UUID, key: str) -> UUID | None:
    record = reader.many(record_type, [record_id]).get(record_id)
    return record.ref(key) if record else None


def delete(vault: Vault, record: Record) -> Saved:
    """Move a record to the trash, with the records that are part of it staying with it.

    Raises Conflict for an append-only one: without a withdrawal the consent before it would hold again.
    """
    if TYPES[record.type].append_only:
        raise Conflict(Msg.APPEND_ONLY)
    with vault.write() as work:
        after = work.delete(record)
        work.commit()
    return Saved(after, record, frozenset({record.type}))


def delete_standing(vault: Vault, record_type: str, record: UUID) -> Saved:
    """Move a record to the trash as it stands, whatever was saved of it meanwhile. As `delete`."""
    with vault.read() as reader:
        found = reader.get(record_type, record)
    return delete(vault, found)


def restore(vault: Vault, record: Record) -> Saved:
    """Bring a record back from the trash. Raises Invalid where its code was given to another meanwhile."""
    with vault.write() as work:
        after = restore_in(work, record)
        work.commit()
    return Saved(after, record, frozenset({record.type}))


def restore_in(work: UnitOfWork, record: Record) -> Record:
    """As `restore`, inside a transaction that somebody else commits."""
    _refuse_taken_code(work, record)
    return work.restore(record)


def undo(vault: Vault, saved: Saved) -> Saved:
    """Take a save back by a new journaled change, whatever else was changed since.

    Raises Conflict where what it changed was changed again; what holds the same again counts as not changed.
    """
    with vault.write() as work:
        now = work.get(saved.record.type, saved.record.id)
        after = _taken_back(work, saved, now)
        work.commit()
    return Saved(after, now, frozenset({after.type}))


def _taken_back(work: UnitOfWork, saved: Saved, now: Record) -> Record:
    made, before = saved.record, saved.before
    if bool(now.deleted_at) is not bool(made.deleted_at):
        raise Conflict(Msg.RECORD_CHANGED)
    if before is None or (before.deleted_at and not made.deleted_at):
        if before is None and now.values != made.values:
            raise Conflict(Msg.RECORD_CHANGED)
        return work.delete(now)
    if made.deleted_at and not before.deleted_at:
        _refuse_taken_code(work, now)
        return work.restore(now)
    changed = [k for k in {*before.values, *made.values} if before.values.get(k) != made.values.get(k)]
    if any(now.values.get(k) != made.values.get(k) for k in changed):
        raise Conflict(Msg.RECORD_CHANGED)
    after = now.with_values(**{k: before.values.get(k) for k in changed})
    _refuse_circle(work, after)
    return work.save(after, action="undo")


def put_back(vault: Vault, record: Record, field: str, value: Json) -> Saved:
    """Give one field of a record a value it had before (as the journal keeps it), as a new change.

    `record` is as it was shown. Raises Conflict when somebody saved in between or the record is append-only,
    Invalid for a value that the field no longer takes.
    """
    with vault.write() as work:
        declared = TYPES[record.type].by_key | {f.key: f for f in work.own_fields(record.type)}
        try:
            old = None if value is None else decode(declared[field], value)
        except (KeyError, TypeError, ValueError):
            raise Invalid(Msg.VALUE_WRONG_TYPE) from None
        _refuse_gone(work, declared[field], old)
        saved = save_in(work, record.with_values(**{field: old}), action="put_back")
        work.commit()
    return saved


def _refuse_gone(work: UnitOfWork, field: Field, value: Value | None) -> None:
    """A record that a value points to must still be there."""
    rows = value if isinstance(value, tuple) else ()
    for row in (r for r in rows if isinstance(r, Row)):
        for sub in field.fields:
            _refuse_gone(work, sub, row.values.get(sub.key))
    wanted = {value} if isinstance(value, UUID) else {i for i in rows if isinstance(i, UUID)}
    if wanted and len(work.many(field.of, wanted)) < len(wanted):
        raise Invalid(Msg.VALUE_GONE)


def by_code(reader: Reader, record_type: str, code: str) -> Record | None:
    """The live record with a code, as a person may type it."""
    found = reader.by_text(record_type, "code", code.strip())
    return found or (reader.by_text(record_type, "code", tidy(code)) if record_type == "case" else None)
