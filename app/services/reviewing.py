"""Review: statuses signed by a second person, files handed in, returned and signed, what changed since.

That two different people sign is an office rule, not cryptography: whoever holds the key of the vault could
write anything. The second passphrase makes sure that the second person was there (docs/threat-model.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from app.canonical import dumps, loads
from app.errors import Invalid, Refused
from app.i18n import _
from app.messages import Msg
from app.ports import Entry, Reader, Vault
from app.records import ALL, TYPES
from app.records.record import Record, new
from app.services.saving import Saved, save_in
from app.values import Text

REVIEWED = ("case", "event")
"""What is handed in for review."""
SUBMITTED, RETURNED, SIGNED = "submitted", "returned", "signed"
_TALK = frozenset(("review", "comment", "task", "custody", "quick_note"))
"""The office's own talk and log: whoever signs a record does not sign these."""
_BY_ANOTHER = {RETURNED: Msg.OTHERS_RETURN, SIGNED: Msg.SECOND_PERSON}
"""What whoever handed a record in does not do themselves, and how they are told."""


@dataclass(frozen=True)
class Seen:
    """What somebody was shown of a record: the version of it, of the person it is about and of each part of
    either, by id; those in the trash too."""

    versions: Mapping[UUID, int]


class NotAsRead(Refused):
    """A signature that would stand under another state of a record than the one that was shown; `changes` are
    newest first. The message counts them by kind."""

    def __init__(self, record: Record, changes: tuple[Entry, ...]) -> None:
        kinds = Counter(entry.record_type for entry in changes) or {record.type: 1}
        what = ", ".join(f"{_(TYPES[kind].label)} ({n})" for kind, n in kinds.items())
        super().__init__(Msg.CHANGED_SINCE_SHOWN, what=what)
        self.changes = changes


@dataclass(frozen=True)
class Waiting:
    """A record that waits for review: the record, and the step by which it was handed in."""

    record: Record
    submitted: Record


def verify(
    vault: Vault, event: UUID, element: str, passphrase: str, shown: Seen, why: Text | None = None
) -> Saved:
    """Set an element as verified, signed by the second person whose passphrase this is, on what was shown.

    Raises WrongPassphrase, Invalid where it is the passphrase of the person who works here, and NotAsRead.
    """
    second = vault.keys.whose(passphrase)
    if second.id == vault.staff.id:
        raise Invalid(Msg.SECOND_PERSON)
    draft = new("status", event=event, element=element, status="verified", reviewer=second.name)
    with vault.write() as work:
        _refuse_another_state(work, work.get("event", event), shown)
        saved = save_in(work, draft.with_values(why=why, second=second.id.hex))
        work.commit()
    return saved


def submit(vault: Vault, record: Record, note: Text | None = None) -> Saved:
    """Hand a case or event in for review."""
    return _step(vault, record, SUBMITTED, note)


def submit_as_it_is(vault: Vault, *, record_type: str, record_id: UUID) -> Saved:
    """Hand in a record as it is saved now. Raises NotFound."""
    with vault.read() as reader:
        record = reader.get(record_type, record_id)
    return submit(vault, record)


def send_back(vault: Vault, record: Record, why: Text) -> Saved:
    """Return a record to whoever handed it in, with a reason.

    Raises Invalid without one, Refused for whoever handed it in: a second person reads it.
    """
    if not why.text.strip():
        raise Invalid(Msg.RETURN_REASON_MISSING)
    return _step(vault, record, RETURNED, why)


def sign(vault: Vault, record: Record, seen: Seen, note: Text | None = None) -> Saved:
    """Sign a record as it was shown.

    Raises Refused for whoever handed it in: a second person reads it; NotAsRead where the record, its person
    or any part is another by now.
    """
    return _step(vault, record, SIGNED, note, seen)


def _step(vault: Vault, record: Record, step: str, note: Text | None, seen: Seen | None = None) -> Saved:
    with vault.write() as work:
        now = work.get(record.type, record.id)
        last = last_step(work, record)
        if step != SUBMITTED and (last is None or last.text("step") != SUBMITTED):
            raise Refused(Msg.NOT_HANDED_IN)
        if step in _BY_ANOTHER and last is not None and last.created_by == vault.staff.id:
            raise Refused(_BY_ANOTHER[step])
        if seen is not None:
            _refuse_another_state(work, now, seen)
        if now.version != record.version:
            raise Refused(Msg.CHANGED_SINCE_READ)
        draft = new("review", record=record.id, type=record.type, step=step)
        if step == SIGNED:
            draft = draft.with_values(
                signed_version=now.version,
                signed_digest=now.digest,
                signed_parts=_states(_whole(work, now)[1:]),
            )
        saved = save_in(work, draft.with_values(note=note))
        work.commit()
    return saved


def seen(reader: Reader, record: Record) -> Seen:
    """What whoever reads a record now sees of it: to be read in the transaction that reads what is shown."""
    return Seen({one.id: one.version for one in _whole(reader.glance, record)})


def to_sign(reader: Reader, record: Record) -> Seen | None:
    """As `seen`; None where the record does not wait for a signature."""
    last = last_step(reader, record)
    waits = last is not None and last.text("step") == SUBMITTED
    return seen(reader, record) if waits else None


def _refuse_another_state(reader: Reader, record: Record, seen: Seen) -> None:
    moved = _moved(reader, record, seen)
    if moved:
        raise NotAsRead(record, _entries(reader, moved, seen))


def changed_since_seen(reader: Reader, record: Record, seen: Seen) -> tuple[Entry, ...]:
    """The journal since somebody was shown a record, newest first."""
    return _entries(reader, _moved(reader.glance, record, seen), seen)


def _moved(reader: Reader, record: Record, seen: Seen) -> list[UUID]:
    """What is new, has another version, or is no longer part of a record."""
    now = {one.id: one.version for one in _whole(reader, record)}
    return [i for i in now.keys() | seen.versions.keys() if now.get(i) != seen.versions.get(i)]


def _entries(reader: Reader, moved: list[UUID], seen: Seen) -> tuple[Entry, ...]:
    found = [e for i in moved for e in reader.history(i) if e.version > seen.versions.get(i, 0)]
    return tuple(sorted(found, key=lambda e: e.at, reverse=True))


def steps(reader: Reader, record: Record) -> list[Record]:
    """Every step of the review of a record, oldest first."""
    return sorted(reader.where("review", "record", [record.id]), key=lambda r: r.number)


def last_step(reader: Reader, record: Record) -> Record | None:
    """The newest step of the review of a record."""
    return next(reversed(steps(reader, record)), None)


def waiting(reader: Reader) -> tuple[Waiting, ...]:
    """What waits for review, longest first."""
    last: dict[UUID, Record] = {}
    for step in reader.all("review"):
        about = step.ref("record")
        if about is not None:
            last[about] = step
    open_ = [s for s in last.values() if s.text("step") == SUBMITTED]
    found: list[Waiting] = []
    for kind in REVIEWED:
        records = reader.many(kind, [r for s in open_ if s.text("type") == kind and (r := s.ref("record"))])
        found += [Waiting(records[r], s) for s in open_ if (r := s.ref("record")) in records]
    live = [w for w in found if w.record.deleted_at is None]
    return tuple(sorted(live, key=lambda w: w.submitted.number))


def changed_since_signed(reader: Reader, record: Record, staff: UUID) -> tuple[Entry, ...] | None:
    """As `changed_since` the step by which somebody last signed a record; None where they never did."""
    mine = [s for s in steps(reader, record) if s.text("step") == SIGNED and s.created_by == staff]
    return changed_since(reader, record, mine[-1]) if mine else None


def changed_since(reader: Reader, record: Record, step: Record) -> tuple[Entry, ...]:
    """The journal of a record since a step of its review, newest first.

    What a file says of its person is part of it, and so is every part of either, those in the trash too.
    """
    version = step.number_of("signed_version") or 0
    found = [e for e in reader.history(record.id) if e.version > version and e.record_type in TYPES]
    parts = _whole(reader, record)[1:]
    if step.text("signed_parts"):
        found += _moved_since(reader, parts, step)
    else:
        found += _later(reader, parts, step)
    return tuple(sorted(found, key=lambda e: e.at, reverse=True))


def _states(parts: Iterable[Record]) -> str:
    """The version and digest of each part by id, as JSON."""
    return dumps({part.id.hex: [part.version, part.digest] for part in parts})


def _moved_since(reader: Reader, parts: Iterable[Record], step: Record) -> Iterator[Entry]:
    """What became of parts that are new, gone, or of another version or digest than the one signed."""
    signed, now = _read_states(step.text("signed_parts")), _read_states(_states(parts))
    for hexed in (i for i in now.keys() | signed.keys() if now.get(i) != signed.get(i)):
        history = reader.history(UUID(hex=hexed))
        version = signed[hexed][0] if hexed in signed else 0
        yield from [e for e in history if e.version > version] or history[:1]


def _read_states(text: str) -> dict[str, tuple[int, str]]:
    found = cast("dict[str, list[Any]]", loads(text))
    return {hexed: (int(version), str(digest)) for hexed, (version, digest) in found.items()}


def _later(reader: Reader, parts: Iterable[Record], step: Record) -> Iterator[Entry]:
    """What became of parts by time: a signature of an earlier program names none of them."""
    since = step.created_at
    for part in parts:
        if since is None or (part.changed_at is not None and part.changed_at > since):
            yield from (e for e in reader.history(part.id) if since is None or e.at > since)


def _whole(reader: Reader, record: Record) -> tuple[Record, ...]:
    """A record, what a file says of its person, and every part of either, those in the trash too."""
    person = record.ref("person") if record.type == "case" else None
    about = list(reader.many("person", [person]).values()) if person else []
    return (record, *about, *_parts(reader, record, *about))


def _parts(reader: Reader, *owners: Record) -> Iterator[Record]:
    """What records are made of, each once: not the talk about them."""
    found: dict[UUID, Record] = {}
    for kind in (k for k in ALL if not k.sealed and k.key not in _TALK):
        for owner in owners:
            for key in kind.part_of(owner.type):
                found |= {p.id: p for p in reader.where(kind.key, key, [owner.id], trash=True)}
    return iter(found.values())
