"""Takes the rows of a foreign table into the vault as cases: all or none."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import TypeVar
from uuid import UUID, uuid4

from app.foreign import ForeignTable
from app.import_columns import OWN_OF
from app.importing import CaseDraft, Known, case_drafts, refuse
from app.ports import Reader, UnitOfWork, Vault
from app.services.files import new_case_in
from app.services.saving import save_in

T = TypeVar("T")
SLICE = 20
"""Rows a transaction: about 50 ms, so that typing and autosave go on."""


def plan_cases(reader: Reader, table: ForeignTable) -> list[CaseDraft]:
    """The drafts of every row. Raises ImportRefused naming every cell that cannot be read."""
    drafts, wrong = case_drafts(table, known_here(reader))
    refuse(wrong)
    return drafts


def known_here(reader: Reader) -> Known:
    """What the cells of a table may name in this vault."""
    own = {kind: reader.own_fields(kind) for kind in OWN_OF}
    wanted = {f.of for fields in own.values() for f in fields if f.of} - {"place", "event"}
    others = {of: reader.glance.all(of) for of in wanted}
    return Known(reader.terms(), reader.all("place"), reader.all("event"), own, others)


def take_cases(vault: Vault, table: ForeignTable) -> Generator[int, None, int]:
    """Plan, then write in slices that nobody sees until the last; yields rows done, returns how many.

    Raises ImportRefused before anything is written. Given up or crashed in between, the vault is as before:
    the batch is never shown, and swept at the next unlock.
    """
    with vault.read() as reader:
        drafts = plan_cases(reader, table)
    yield 0
    batch, done = uuid4(), 0
    for some in _slices(drafts, SLICE):
        with vault.write(batch=batch) as work:
            for draft in some:
                _save(work, draft)
            work.commit()
        done += len(some)
        yield done
    _reveal(vault, batch, done)
    return done


def _save(work: UnitOfWork, draft: CaseDraft) -> None:
    _person, case = new_case_in(work, draft.person, draft.case)
    for part in (*draft.links, *draft.sightings):
        save_in(work, part.with_values(case=case.record.id))


def _reveal(vault: Vault, batch: UUID, rows: int) -> None:
    vault.reveal(batch)
    with vault.write() as work:
        work.log("import", detail={"batch": batch.hex, "rows": rows})
        work.commit()


def _slices(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some
