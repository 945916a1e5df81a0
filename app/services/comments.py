"""What colleagues say of a record to one another: a thread of comments, each open until it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.ports import Reader
from app.records.record import Record


@dataclass(frozen=True)
class Comment:
    """One comment: by whom (their name, "" where nobody of that name works here any more)."""

    record: Record
    who: str

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.record.text("resolved") != "yes"


def comments_on(reader: Reader, *records: UUID) -> tuple[Comment, ...]:
    """The live comments on some records and their fields, oldest first."""
    names = {staff.id: staff.name for staff in reader.staff()}
    found = sorted(reader.where("comment", "record", records), key=lambda c: c.number)
    return tuple(Comment(c, names.get(c.created_by, "") if c.created_by else "") for c in found)
