"""Drafts: kept while what is typed cannot be saved, and forgotten once it is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from app.errors import CasebookError
from app.ports import Vault
from app.records.record import Record
from app.services.saving import Saved, save_in

Lineage = dict[tuple[UUID, int], int]
"""Which version a save of a form made of which: (record, version it began from) to the one it made."""


def save_draft(
    vault: Vault, draft: Record, key: str, lineage: Lineage, unread: Record | None = None
) -> Saved:
    """Save a draft and forget what was kept of it, in one transaction; an older draft that was not shown yet
    (`unread`: the record it is of) stays.

    A draft that was handed over while an earlier one of the same form was under way goes on from the version
    that one made: it holds all of it. Where it cannot be saved it is kept as a draft, also when nobody is
    there any more to do so (lock). Runs on the worker's thread, one after the other.
    """
    draft = grown(draft, lineage)
    version = draft.version
    try:
        with vault.write() as work:
            saved = save_in(work, draft)
            if unread is None:
                work.drop_draft(key)
            work.commit()
    except CasebookError:
        with suppress(CasebookError):
            keep(vault, key, draft, unread)
        raise
    if saved.record.version != version:
        lineage[draft.id, version] = saved.record.version
    return saved


def grown(draft: Record, lineage: Lineage) -> Record:
    """The draft from the version that the saves before it have made by now."""
    version = draft.version
    while (draft.id, version) in lineage:
        version = lineage[draft.id, version]
    return replace(draft, version=version)


def joined(draft: Record, base: Record, typed: Record) -> tuple[Record, list[str]]:
    """What was typed into a record before an older draft of it was shown, with what only the draft holds; and
    the fields of the draft that differ in both. Of a draft that began from another version nothing is taken:
    all of it that differs is named.
    """
    same = draft.version == base.version
    keys = dict.fromkeys([*draft.values, *base.values])
    older = [k for k in keys if draft.values.get(k) != base.values.get(k)]
    free = {k for k in older if same and typed.values.get(k) == base.values.get(k)}
    disputed = [k for k in older if k not in free and draft.values.get(k) != typed.values.get(k)]
    one = typed.with_values(**{k: draft.values.get(k) for k in free})
    now = {k for k in {*typed.values, *base.values} if typed.values.get(k) != base.values.get(k)}
    words = {at: said for at, said in draft.typed.items() if same and at.partition("/")[0] not in now}
    return replace(one, typed={**words, **typed.typed}), disputed


def keep(vault: Vault, key: str, draft: Record, unread: Record | None = None) -> None:
    """Keep a draft; with what an older one holds that was not shown yet (`unread`: the record it is of)."""
    with vault.write() as work:
        older = work.drafts().get(key) if unread is not None else None
        if older is not None and unread is not None:
            draft = joined(older, unread, draft)[0]
        work.keep_draft(key, draft)
        work.commit()


def forget(vault: Vault, key: str) -> None:
    """Forget a draft."""
    with vault.write() as work:
        work.drop_draft(key)
        work.commit()


def current(vault: Vault, draft: Record) -> Record:
    """The record as it stands."""
    with vault.read() as reader:
        return reader.get(draft.type, draft.id)
