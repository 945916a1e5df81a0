"""What the services change in the vault, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.canonical import Json
from app.fields import Field
from app.ports.journal import Finding
from app.ports.reading import Reader
from app.records.record import Record
from app.vocabularies import Term


@dataclass(frozen=True)
class Taken:
    """A file that lies encrypted in the vault: SHA-256 of what it holds (hex) and its size in bytes."""

    sha256: str
    size: int


class UnitOfWork(Reader, Protocol):
    """One short write transaction. Leaving the context without `commit` rolls back."""

    def save(self, record: Record, *, action: str = "") -> Record:
        """Write a draft and its journal entry: insert at version 0, else an update from that version.

        The journal gets each field's salted digests and values; `action` defaults to create or update.
        Returns the record as it now stands. Raises Conflict when the stored version is another one.
        """
        ...

    def delete(self, record: Record) -> Record:
        """Mark as deleted (journaled). Raises Conflict."""
        ...

    def restore(self, record: Record) -> Record:
        """Take the mark away (journaled). Raises Conflict."""
        ...

    def log(
        self, action: str, record: Record | None = None, detail: Mapping[str, Json] | None = None
    ) -> None:
        """A journal entry without a change of values: opened, exported, imported."""
        ...

    def erase(self, records: Sequence[Record], detail: Mapping[str, Json]) -> None:
        """Remove records for good: what they hold, in the tables, the search index and the journal, and their
        files of evidence. Each gets an entry; `detail` stands in one of its own. Nothing may point to them.
        """
        ...

    def redact(self, record: Record) -> Record:
        """Write a record that lost what pointed to something erased: what its changed fields held before is
        emptied in the journal too. Raises Conflict."""
        ...

    def acknowledge(self, findings: Sequence[Finding], reason: str) -> int:
        """Journal that somebody looked at findings about the clock and why they may stand; `check` finds them
        no more. Gives how many of the findings those were; the others stay."""
        ...

    def keep_draft(self, key: str, draft: Record) -> None:
        """Keep an unsaved draft (encrypted with the rest; not journaled)."""
        ...

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Change a setting (journaled)."""
        ...

    def put_term(self, term: Term) -> None:
        """Add a term to a vocabulary, or change the one of its code (journaled)."""
        ...

    def put_own_field(self, record_type: str, field: Field) -> None:
        """Add a field of staff to a type, at the end, or change the one of its key (journaled)."""
        ...

    def keep_blob(self, taken: Taken) -> None:
        """Note the key of a file that `Vault.take_in` brought in, in the transaction of its record."""
        ...

    def forget_blob(self, record: Record) -> bool:
        """Make the file of an evidence record unreadable for good: its key goes with this transaction, the
        file itself is overwritten and removed after it. False where it has none, or where another record
        (in the trash too) has the same content: then it stays."""
        ...

    def commit(self) -> None:
        """Make it last: once this returns, a crash or power cut keeps it."""
        ...
