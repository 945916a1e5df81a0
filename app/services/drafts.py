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


def save_draft(vault: Vault, draft: Record, key: str, lineage: Lineage) -> Saved:
    """Save a draft and forget what was kept of it, in one transaction.

    A draft that was handed over while an earlier one of the same form was under way goes on from the version
    that one made: it holds all of it. Where it cannot be saved it is kept as a draft, also when nobody is
    there any more to do so (lock). Runs on the worker's thread, one after the other.
    """
    draft = grown(draft, lineage)
    version = draft.version
    try:
        with vault.write() as work:
            saved = save_in(work, draft)
            work.drop_draft(key)
            work.commit()
    except CasebookError:
        with suppress(CasebookError):
            keep(vault, key, draft)
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


def keep(vault: Vault, key: str, draft: Record) -> None:
    """Keep a draft."""
    with vault.write() as work:
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
