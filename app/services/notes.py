"""Quick notes: what a call of two minutes becomes, a new case, part of one that is there, or nothing more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.ports import Condition, ListQuery, Reader, Vault
from app.records.record import Record, new
from app.services.files import named_person, new_case_in
from app.services.saving import Saved, save_in
from app.values import uncertain

WAITING = (Condition("settled", "empty"),)


def waiting(reader: Reader) -> ListQuery | None:
    """The notes of which nothing was made yet as a list, newest first; None where there is none."""
    query = ListQuery("quick_note", sort="when", descending=True, conditions=WAITING)
    return query if reader.count(query) else None


def make_case(vault: Vault, note: UUID, name: str, on: date) -> tuple[Saved, ...]:
    """Open a file on somebody with what the note says, and settle the note: all in one transaction.

    What was said becomes the narrative, what is urgent the note for staff. Who called and how to reach them
    stay on the note, which leads to the case. Raises Invalid without a name, NotFound.
    """
    with vault.write() as work:
        found = work.get("quick_note", note)
        person = named_person(name)
        case = new("case", sample=found.sample, narrative=found.phrase("said"), note=found.phrase("urgent"))
        opened = new_case_in(work, person, case)
        used = found.with_values(case=case.id, settled=uncertain(on.isoformat()))
        saved = (*opened, save_in(work, used))
        work.commit()
    return saved


def settle(vault: Vault, note: UUID, on: date | None, case: UUID | None = None) -> Saved:
    """Say on which day a note was settled and with which case; with None it waits again, of no case."""
    with vault.write() as work:
        found = work.get("quick_note", note)
        day = uncertain(on.isoformat()) if on is not None else None
        saved = save_in(work, found.with_values(case=case, settled=day))
        work.commit()
    return saved


def beginning(note: Record, language: str, longest: int = 120) -> str:
    """What a note is called: the beginning of what was said, else what is urgent, else who called."""
    for key in ("said", "urgent", "who"):
        text = " ".join(note.phrase(key).in_language(language).split())
        if text:
            return text if len(text) <= longest else text[:longest].rstrip() + "…"
    return ""
