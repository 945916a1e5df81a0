"""What colleagues say of a record to one another: a thread of comments, each open until it is resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.ports import Reader
from app.records import ALL
from app.records.record import Record


@dataclass(frozen=True)
class Comment:
    """One comment: by whom (their name, "" where nobody of that name works here any more); `gone` is the part
    it is about where that lies in the trash."""

    record: Record
    who: str
    gone: Record | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.record.text("resolved") != "yes"


def comments_on(reader: Reader, *records: UUID, trashed: Iterable[Record] = ()) -> tuple[Comment, ...]:
    """The live comments on some records and their fields, and on parts of them in the trash; oldest first."""
    names = {staff.id: staff.name for staff in reader.staff()}
    gone = {part.id: part for part in trashed}
    found = sorted(reader.where("comment", "record", [*records, *gone]), key=lambda c: c.number)
    return tuple(
        Comment(c, names.get(c.created_by, "") if c.created_by else "", gone.get(c.ref("record") or c.id))
        for c in found
    )


def trashed_parts(reader: Reader, *owners: Record) -> tuple[Record, ...]:
    """The parts of some records that lie in the trash and that comments may be about."""
    found: dict[UUID, Record] = {}
    for kind in (k for k in ALL if not k.sealed and k.parent not in ("", "record")):
        for owner in owners:
            for key in kind.part_of(owner.type):
                parts = reader.glance.where(kind.key, key, [owner.id], live=False, trash=True)
                found |= {p.id: p for p in parts}
    return tuple(found.values())
