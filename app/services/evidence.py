"""Evidence: taken in, listed, opened, copied out, derived from; each of it in the custody log."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import SEEK_END
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO
from uuid import UUID

from app.clock import Clock
from app.errors import Invalid, NotFound, Refused
from app.filenames import as_text, safe_name
from app.i18n import _
from app.media import HEAD, media_type
from app.messages import Msg
from app.ports import Outbox, Reader, Taken, UnitOfWork, Vault
from app.records.evidence import LARGEST_FILE
from app.records.record import Record, new
from app.services.releases import day_of_export
from app.services.saving import Saved, save_in
from app.values import Value, uncertain

OWNERS = ("case", "event")
RECEIVED, OPENED, EXPORTED, DERIVED = "received", "opened", "exported", "derived"
SLICE = 4 * 2**20
"""Bytes between two yields."""
MOST_FOLDERS = 3
"""How many folders are named."""
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Item:
    """A piece of evidence and the log of its custody, in the order of the entries."""

    record: Record
    custody: tuple[Record, ...]

    @property
    def is_file(self) -> bool:
        """Whether it is a file of the vault, no physical item."""
        return bool(self.record.text("sha256"))

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.record.number_of("size") or 0


def items(reader: Reader, owner: Record) -> tuple[Item, ...]:
    """The evidence of a case or an event, in the order it was taken in."""
    records = reader.where("evidence", owner.type, [owner.id])
    log: dict[UUID, list[Record]] = {}
    for entry in reader.where("custody", "evidence", [r.id for r in records]):
        log.setdefault(entry.ref("evidence") or entry.id, []).append(entry)
    return tuple(Item(r, tuple(log.get(r.id, ()))) for r in records)


def item(reader: Reader, owner: Record, evidence: UUID) -> Record:
    """One live piece of evidence of a case or event. Raises NotFound."""
    found = reader.many("evidence", [evidence]).get(evidence)
    if found is None or found.deleted_at:
        raise NotFound(Msg.RECORD_MISSING, code=str(evidence))
    if found.ref(owner.type) != owner.id:
        raise NotFound(Msg.EVIDENCE_ELSEWHERE)
    return found


def attach(
    vault: Vault,
    clock: Clock,
    owner: Record,
    source: BinaryIO,
    file_name: str,
    values: Mapping[str, Value] = NOTHING,
) -> Generator[int, None, Saved]:
    """Take a file in as evidence of a case or event, in slices; yields how many bytes were read.

    `source` must be able to go back to its start. Raises Invalid, DiskTrouble; nothing is left then, nor
    where it is given up.
    """
    if owner.type not in OWNERS:
        raise Invalid(Msg.EVIDENCE_OWNER)
    kind = _sniffed(source)
    taken = yield from vault.take_in(source)
    draft = new("evidence", sample=owner.sample).with_values(
        file_name=as_text(file_name),
        media_type=kind,
        size=taken.size,
        sha256=taken.sha256,
        **{owner.type: owner.id, **values},
    )
    return _kept(vault, clock, draft, taken)


def attach_item(vault: Vault, clock: Clock, draft: Record) -> Saved:
    """Note a physical item, with its first entry of custody. Raises Invalid."""
    return _kept(vault, clock, draft, None)


def _kept(vault: Vault, clock: Clock, draft: Record, taken: Taken | None) -> Saved:
    try:
        with vault.write() as work:
            today = day_of_export(work, clock)
            if taken is not None:
                work.keep_blob(taken)
            received = draft.date("received") or uncertain(today.isoformat())
            saved = save_in(work, draft.with_values(received=received))
            _log(work, saved.record, RECEIVED, today)
            if original := draft.ref("original"):
                _log(work, work.get("evidence", original), DERIVED, today)
            work.commit()
    except BaseException:
        if taken is not None:
            vault.drop(taken)
        raise
    return saved


def _sniffed(source: BinaryIO) -> str:
    try:
        head = source.read(HEAD)
        size = source.seek(0, SEEK_END)
        source.seek(0)
    except OSError:
        raise Invalid(Msg.EVIDENCE_UNREADABLE) from None
    if size > LARGEST_FILE:  # said at once: to read so far takes half a minute
        raise Invalid(Msg.EVIDENCE_LARGE, limit=LARGEST_FILE // 2**30)
    return media_type(head)


def _log(work: UnitOfWork, record: Record, action: str, today: date) -> None:
    """An entry of the custody log; who made it is whose entry it is."""
    entry = new("custody", evidence=record.id, action=action, date=uncertain(today.isoformat()))
    save_in(work, entry)
    if action in (OPENED, EXPORTED):
        work.log(action, record)


def save_copy(
    vault: Vault, clock: Clock, outbox: Outbox, record: Record, path: str, *, replace: bool
) -> Generator[int, None, None]:
    """Write the original to `path`, byte for byte, in slices; yields how many bytes were written.

    The entry in journal and custody log is made when the copy is whole, before it gets its name. A vault
    that is read only because it was put back gives out too, without an entry. Raises Refused (the place is
    inside the vault, or taken and `replace` is false), DamagedVault, DiskTrouble.
    """
    _refuse_physical(record)
    if vault.holds(path):
        raise Refused(Msg.EVIDENCE_INSIDE_VAULT)
    with outbox.stream(path, replace=replace) as target:
        yield from _given_out(vault, record, target.write)
        _note(vault, clock, record, EXPORTED)


def content(vault: Vault, clock: Clock, record: Record, action: str = OPENED) -> Generator[int, None, bytes]:
    """The whole content, for a preview in the child; yields how many bytes were read, notes the opening."""
    _refuse_physical(record)
    parts: list[bytes] = []
    yield from _given_out(vault, record, parts.append)
    if action:
        _note(vault, clock, record, action)
    return b"".join(parts)


def _given_out(vault: Vault, record: Record, take: Callable[[bytes], object]) -> Iterator[int]:
    """Every piece to `take`, in slices; yields how many bytes were given out."""
    done, said = 0, 0
    for piece in vault.give_out(record.text("sha256"), record.number_of("size") or 0):
        take(piece)
        done += len(piece)
        if done >= said + SLICE:
            said = done
            yield done


def _refuse_physical(record: Record) -> None:
    if not record.text("sha256"):
        raise Refused(Msg.EVIDENCE_PHYSICAL)


def _note(vault: Vault, clock: Clock, record: Record, action: str) -> None:
    if vault.reading_only:
        return
    with vault.write() as work:
        _log(work, record, action, day_of_export(work, clock))
        work.commit()


def keep_copy(
    vault: Vault, clock: Clock, original: Record, source: BinaryIO, file_name: str
) -> Generator[int, None, Saved]:
    """Take in what was derived from an item: a record of its own that points to its original."""
    owner = next(o for o in OWNERS if original.ref(o))
    of = {o: original.ref(o) for o in OWNERS} | {
        k: original.values.get(k) for k in ("kind", "what", "source", "distressing", "consent_note")
    }
    values = {k: v for k, v in of.items() if v is not None} | {"original": original.id}
    with vault.read() as reader:
        whose = reader.get(owner, values[owner])  # type: ignore[arg-type]  # a reference holds an id
    return (yield from attach(vault, clock, whose, source, file_name, values))


def copy_name(record: Record) -> str:
    """The name that a copy of an item is offered under."""
    return safe_name(record.text("file_name"))


def left_behind(folders: Sequence[PurePath]) -> str:
    """Where the originals of what came in still lie, and what whoever attached them can do about it.

    No more than that is offered: a file that is overwritten may stay in old blocks of an SSD, in a folder
    that is synced, in a backup (docs/threat-model.md).
    """
    named = ", ".join(map(str, folders[:MOST_FOLDERS])) + (", …" if len(folders) > MOST_FOLDERS else "")
    words = _(
        "What you attached still lies in {folders} as well, not encrypted by Casebook. Where it is not "
        "needed, delete it and empty the computer’s trash; traces may remain on a disk that is not "
        "encrypted, in synced folders and in backups."
    )
    return words.format(folders=named)
