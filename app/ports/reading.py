"""What the services read of the vault, in one transaction."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from uuid import UUID

from app.fields import Field
from app.ports.journal import Entry, JournalPage, JournalQuery
from app.ports.lists import ListQuery, Profile
from app.records.record import Record
from app.staff import Staff
from app.vocabularies import Term


class Reader(Protocol):
    """One read transaction. Deleted records are left out unless asked for by id.

    What gives whole records (`get`, `many`, `where`, `all`, `by_text`) holds each against its digest and the
    newest entry about it, and raises AlteredRecord for one that differs: it is neither shown nor let out.
    """

    @property
    def glance(self) -> Reader:
        """The same transaction for lists, which show a line of each record: it does not look so closely."""
        ...

    def get(self, record_type: str, record_id: UUID) -> Record:
        """The record, deleted or not. Raises NotFound."""
        ...

    def by_text(self, record_type: str, field: str, value: str) -> Record | None:
        """The live record whose TEXT field holds exactly `value` (a code, a key)."""
        ...

    def many(self, record_type: str, ids: Iterable[UUID]) -> dict[UUID, Record]:
        """Records by id, those that exist."""
        ...

    def where(
        self,
        record_type: str,
        field: str,
        values: Iterable[UUID | str],
        *,
        live: bool = True,
        trash: bool = False,
    ) -> list[Record]:
        """Live records whose RECORD, TERM or TEXT field is one of `values`; by position where they have
        one, then in the order they were made. With `trash` those in it too, without `live` those alone."""
        ...

    def all(self, record_type: str, *, trash: bool = False) -> Iterator[Record]:
        """Every live record of a type in the order they were made, read in pages; with `trash` those too."""
        ...

    def count(self, query: ListQuery) -> int:
        """How many records a list holds."""
        ...

    def numbers(self, query: ListQuery) -> array[int]:
        """Local handles of a list, in its order."""
        ...

    def page(self, record_type: str, numbers: Sequence[int]) -> list[Record]:
        """Records by handle, in the order given, without LONG_TEXT fields."""
        ...

    def profiles(self, numbers: Sequence[int]) -> list[Profile]:
        """What live cases are counted by, by handle; for counts inside the vault, at a glance."""
        ...

    def find(self, text: str, types: Sequence[str], limit: int = 20) -> list[Record]:
        """Records that a few letters of a name, code or word find; what begins with them first."""
        ...

    def history(self, record_id: UUID) -> list[Entry]:
        """The journal of one record, newest first."""
        ...

    def journal(self, query: JournalQuery) -> JournalPage:
        """A page of the journal of the whole vault, newest first, through all its chains."""
        ...

    def last_entry(self) -> Entry | None:
        """The newest entry of the journal."""
        ...

    def terms(self) -> tuple[Term, ...]:
        """Every term of every vocabulary, retired ones too."""
        ...

    def knows_term(self, vocabulary: str, code: str) -> bool:
        """Whether a vocabulary has a term, retired or not."""
        ...

    def own_fields(self, record_type: str) -> tuple[Field, ...]:
        """The fields that staff added to a type."""
        ...

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who has or had a slot."""
        ...

    def drafts(self) -> dict[str, Record]:
        """Unsaved drafts by key."""
        ...

    def setting(self, key: str) -> str:
        """A setting of the vault (the organisation's name, contact ...), "" where there is none."""
        ...
