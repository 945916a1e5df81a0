"""What the services ask of the vault; db implements it, tests bring small working fakes."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from app.backups import Backup, Restored, Step
from app.canonical import Json
from app.dossier import Dossier
from app.fields import Field
from app.keys import Keys
from app.paper import ConsentForm, IntakeForm, RecoverySheet, ShareSheet
from app.pictures import Preview
from app.records.record import Record
from app.summary import Summary
from app.values import Value
from app.vocabularies import Term

PROGRAM = UUID(int=0)
"""The actor of journal entries that no person made: a newer version bringing an older vault up."""


@dataclass(frozen=True)
class Condition:
    """One condition of a list.

    `path` is a field (`status`), a field of the record a RECORD field points to (`person.sex`), or a field
    of a child record (`link/event`: some live link of this case has that event). `op`: is, is_not, empty,
    not_empty, before, after (dates: by latest, earliest day), overlaps (dates: one of its days may be one of
    the value's), contains (texts, folded). Three paths are no fields: `changed` and `created`, moments
    (before, after), and `minor`, of a case: under 18 on the day of a linked event, whatever the dates leave
    open (is yes; is no: not surely so).
    """

    path: str
    op: str
    value: Value | None = None


Group = tuple[Condition, ...]
"""Conditions of which at least one must hold."""


@dataclass(frozen=True)
class ListQuery:
    """What a list shows: all conditions hold, and of each group in `either` at least one; `text` is found in
    searched fields; sorted in total order.

    `sort` is a field key, or `title`, `changed`, `created`; a RECORD field sorts by the title of its target,
    and `person.birth` by a field of the target.
    """

    type: str
    sort: str = "title"
    descending: bool = False
    conditions: tuple[Condition, ...] = ()
    either: tuple[Group, ...] = ()
    text: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Profile:
    """What a case is counted by: `sex` a code, `birth` EDTF, `home` a place; "" and None where not recorded.

    `returns` holds EDTF date and crossing of each event with a certain or probable link, by first day.
    """

    number: int
    sex: str = ""
    birth: str = ""
    home: UUID | None = None
    returns: tuple[tuple[str, UUID | None], ...] = ()


@dataclass(frozen=True)
class Staff:
    """Somebody who works with this vault."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Change:
    """A value before and after, as the journal keeps it; None where there is none or it was `erased`."""

    field: str
    old: Json
    new: Json
    erased: bool = False


@dataclass(frozen=True)
class Entry:
    """An entry of the journal."""

    seq: int
    at: datetime
    actor: UUID
    action: str
    record_type: str = ""
    record_id: UUID | None = None
    version: int = 0
    changes: tuple[Change, ...] = ()
    detail: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class JournalQuery:
    """Which entries of the whole journal: by one member of staff and with one of some actions, None and ()
    for all. `before` goes on where an earlier page ended."""

    actor: UUID | None = None
    actions: tuple[str, ...] = ()
    before: tuple[int, int] | None = None
    limit: int = 50


@dataclass(frozen=True)
class JournalPage:
    """Entries with the fields that changed but not their values, newest first. `before` asks for older ones,
    None where there are none; a page may hold fewer than asked for, and others still follow."""

    entries: tuple[Entry, ...] = ()
    before: tuple[int, int] | None = None


@dataclass(frozen=True)
class Finding:
    """Something `check` found wrong: `kind` of damage, the record it concerns (code or id), what differs."""

    kind: str
    record: str = ""
    differs: str = ""


@dataclass(frozen=True)
class Taken:
    """A file that lies encrypted in the vault: SHA-256 of what it holds (hex) and its size in bytes."""

    sha256: str
    size: int


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
        self, record_type: str, field: str, values: Iterable[UUID | str], *, trash: bool = False
    ) -> list[Record]:
        """Live records whose RECORD, TERM or TEXT field is one of `values`; by position where they have
        one, then in the order they were made. With `trash` those in it too."""
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


@dataclass(frozen=True)
class Rendered:
    """A finished document: the files by suffix ("" the main one), and characters that could not be shown.

    `lost` lists each as "[U+XXXX]" and how often; `texts` is everything found on opening the files again.
    """

    files: Mapping[str, bytes]
    lost: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]


class Renderer(Protocol):
    """Makes finished documents, in the child, and opens them again to see what they hold."""

    def brief(self, dossier: Dossier) -> Rendered:
        """A brief as PDF. Raises ChildFailed."""
        ...

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        """A summary as `pdf`, `xlsx` or `csv` (with its codebook beside it). Raises ChildFailed."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet) -> Rendered:
        """The printed sheet of a recovery key as PDF, proved to hold the key. Raises ChildFailed."""
        ...

    def share_sheets(self, sheets: Sequence[ShareSheet]) -> Rendered:
        """The printed sheets of shares of a recovery key as one PDF, a page each. Raises ChildFailed."""
        ...

    def quick_card(self, language: str) -> Rendered:
        """The card beside the laptop: unlock, lock, passphrase lost, laptop taken. Raises ChildFailed."""
        ...

    def blank_form(self, form: IntakeForm | ConsentForm) -> Rendered:
        """A blank form as PDF. Raises ChildFailed."""
        ...

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        """The pages of a PDF as width, height and RGB bytes."""
        ...


class Previewer(Protocol):
    """Decodes files of others, in the child."""

    def preview(self, data: bytes, kind: str, page: int = 0) -> Preview:
        """The pixels of a picture or a page (from 0) of a PDF, by media type. Raises Invalid, ChildFailed."""
        ...

    def without_metadata(self, data: bytes, kind: str) -> bytes:
        """A JPEG, PNG, WebP or TIFF again from its pixels, without anything else. Raises Invalid,
        ChildFailed."""
        ...


class Outbox(Protocol):
    """Puts finished files in place."""

    def place(self, files: Mapping[str, bytes], path: str, *, replace: bool) -> None:
        """Write each file atomically as `path` + suffix. Refused where one exists, unless `replace`."""
        ...

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, "" where there is none."""
        ...

    def sweep(self, path: str) -> None:
        """Remove what a placing at `path` left beside it when it was cut off."""
        ...

    def stream(self, path: str, *, replace: bool) -> AbstractContextManager[BinaryIO]:
        """A file to be written in pieces; it gets its name when the context ends without an error.

        Raises Refused where one exists and `replace` is false, DiskTrouble.
        """
        ...


class Vault(Protocol):
    """An open vault and the person who works in it."""

    @property
    def staff(self) -> Staff:
        """Whose slot opened it."""
        ...

    @property
    def sample(self) -> bool:
        """Whether it holds the invented sample; everything it shows or prints says SAMPLE."""
        ...

    @property
    def recovered(self) -> bool:
        """Whether the recovery key or two shares opened it."""
        ...

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """What anchors and journal said at the opening: an older vault put back, a change from outside.

        With any of it the vault is read only, and writing raises DamagedVault. What `judge` was told of is
        among it.
        """
        ...

    def judge(self, findings: Sequence[Finding]) -> None:
        """Take what a check of everything found: with any of it the vault is read only from now on; with none
        what an earlier check found is lifted, what the opening found stays."""
        ...

    @property
    def keys(self) -> Keys:
        """What opens this vault: passphrases, recovery key, shares, quick unlock."""
        ...

    def read(self) -> AbstractContextManager[Reader]:
        """A read transaction."""
        ...

    def write(self, *, batch: UUID | None = None) -> AbstractContextManager[UnitOfWork]:
        """A write transaction. With `batch`, what is written stays invisible until `reveal(batch)`."""
        ...

    def reveal(self, batch: UUID) -> None:
        """Make a batch visible in one small transaction; an unrevealed one is swept at the next unlock."""
        ...

    def keyed_hash(self, purpose: str, data: bytes) -> bytes:
        """32 bytes of a keyed hash under a secret of this vault (pseudonyms)."""
        ...

    def take_in(self, source: BinaryIO) -> Generator[int, None, Taken]:
        """Encrypt a file into the vault in slices; yields how many bytes were read.

        It stays only where a unit of work keeps it (`keep_blob`); else `drop` it. Given up or failed, it
        leaves nothing. Raises Invalid (empty, too large, unreadable), DiskTrouble, DamagedVault.
        """
        ...

    def drop(self, taken: Taken) -> None:
        """Remove a file that was taken in and not kept."""
        ...

    def give_out(self, sha256: str, size: int) -> Iterator[bytes]:
        """The content of an evidence file in pieces of at most 256 KiB, good only once it came to its end.

        Raises NotFound where its key is gone, DamagedVault where it is not what was written, DiskTrouble.
        """
        ...

    def holds(self, path: str) -> bool:
        """Whether a path lies in the folder of this vault, links followed."""
        ...

    def check(self) -> Iterator[Finding | str | None]:
        """Integrity of everything, in slices of a transaction each.

        Yields what is being checked (str), what is wrong (Finding), and None where a slice ended.
        """
        ...

    def back_up(self, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        """Copy everything into one encrypted file, and prove it by restoring it; in slices.

        Work may go on between them. The file appears when it is proved, and nothing is left of one that was
        given up. Raises Refused where a file is in the place or the place is inside the vault, DamagedVault
        where the proof fails, DiskTrouble. `app.services.backups` notes it in the vault.
        """
        ...

    def rehearse(self, path: Path, typed: str) -> Generator[Step, None, Backup]:
        """Restore a backup of this vault with a passphrase or recovery key into a place that is then removed.

        Raises WrongPassphrase, NotAVault, DamagedVault, NewerVault, DiskTrouble.
        """
        ...

    def backup_files(self, folder: Path) -> dict[UUID, Path]:
        """The backups of this vault that lie in a folder, by id; everything else is passed over."""
        ...

    def remove_backup(self, path: Path, backup: UUID) -> None:
        """Remove the file of a backup of this vault, where it still is that one. Raises DiskTrouble."""
        ...

    def rekey(self, target: Path, passphrase: str) -> Generator[Step, None, Restored]:
        """Make a new vault of this one, with new secrets throughout; this one stays as it is.

        Raises NotAVault where something is in the place, Invalid, DiskTrouble.
        """
        ...

    def close(self) -> None:
        """Close it; nothing can be read afterwards."""
        ...
