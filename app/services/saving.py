"""Saving, deleting, restoring and undoing: the same for every kind of record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.errors import Conflict, Invalid
from app.messages import Msg
from app.ports import Reader, UnitOfWork, Vault
from app.records import TYPES
from app.records.record import Record
from app.services.codes import tidy
from app.validation import problems, tidied


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


def restore(vault: Vault, record: Record) -> Saved:
    """Bring a record back from the trash. Raises Invalid where its code was given to another meanwhile."""
    with vault.write() as work:
        _refuse_taken_code(work, record)
        after = work.restore(record)
        work.commit()
    return Saved(after, record, frozenset({record.type}))


def undo(vault: Vault, saved: Saved) -> Saved:
    """Take a save back by a new journaled change. Raises Conflict when it was changed since."""
    with vault.write() as work:
        if saved.before is None or (saved.before.deleted_at and not saved.record.deleted_at):
            after = work.delete(saved.record)
        elif saved.record.deleted_at and not saved.before.deleted_at:
            _refuse_taken_code(work, saved.record)
            after = work.restore(saved.record)
        else:
            draft = replace(saved.record, values=saved.before.values)
            after = work.save(draft, action="undo")
        work.commit()
    return Saved(after, saved.record, frozenset({after.type}))


def by_code(reader: Reader, record_type: str, code: str) -> Record | None:
    """The live record with a code, as a person may type it."""
    found = reader.by_text(record_type, "code", code.strip())
    return found or (reader.by_text(record_type, "code", tidy(code)) if record_type == "case" else None)
