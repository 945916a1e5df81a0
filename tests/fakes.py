"""A vault in memory that works as the ports say: transactions, versions, journal, drafts. No encryption."""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from uuid import UUID, uuid4

from app.backups import Backup, Restored, Step
from app.canonical import Json, dumps, encode, encode_values
from app.conditions import STANDS
from app.errors import Conflict, NotAVault, NotFound, Refused, WrongPassphrase
from app.fields import Field, FieldType
from app.messages import Msg
from app.names import fold
from app.ports import (
    Change,
    Condition,
    Entry,
    Finding,
    JournalPage,
    JournalQuery,
    ListQuery,
    Profile,
    Reader,
    Staff,
    Taken,
    UnitOfWork,
)
from app.records import TYPES
from app.records.record import Record
from app.values import Row, Text, UncertainDate, Value
from app.vocabularies import Term, seed
from tests.fake_keys import FakeKeys

SURE = ("confirmed", "probable")
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@dataclass
class _State:
    """Everything a vault holds; copied for each write, put back by commit."""

    records: dict[UUID, Record] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    drafts: dict[str, Record] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    hidden: frozenset[UUID] = frozenset()
    next_number: int = 1

    def copied(self) -> _State:
        """A state that can be changed apart."""
        made = copy(self)
        made.records = dict(self.records)
        made.drafts = dict(self.drafts)
        made.settings = dict(self.settings)
        made.blobs = dict(self.blobs)
        return made


class FakeVault:
    """A working vault in memory. Each write moves its clock on by a minute."""

    def __init__(self, *records: Record, own: Mapping[str, tuple[Field, ...]] | None = None) -> None:
        self.staff = Staff(UUID(int=1), "Han Seo-yun")
        self.sample = False
        self.state = _State()
        self.own = dict(own or {})
        self.vocabulary: tuple[Term, ...] = seed()
        self.now = START
        self.closed = False
        self.recovered = False
        self.alarms: tuple[Finding, ...] = ()
        self.on_a_disk_for_reading = False
        self.keys = FakeKeys(self)
        self.backups: dict[Path, Backup] = {}
        self.copies: dict[Path, FakeVault] = {}
        self.taken: dict[str, bytes] = {}
        if records:
            with self.write() as work:
                for record in records:
                    work.save(record)
                work.commit()

    @property
    def reading_only(self) -> bool:
        """Whether nothing can be written."""
        return self.on_a_disk_for_reading or bool(self.alarms)

    def judge(self, findings: Sequence[Finding]) -> None:
        """Take what a check found."""
        self.alarms = tuple(findings)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A read transaction."""
        yield FakeWork(self, self.state.copied(), None)

    @contextmanager
    def write(self, *, batch: UUID | None = None) -> Iterator[UnitOfWork]:
        """A write transaction; without `commit` nothing stays."""
        self.now += timedelta(minutes=1)
        yield FakeWork(self, self.state.copied(), batch)

    def reveal(self, batch: UUID) -> None:
        """Make a batch visible."""
        self.state.hidden = self.state.hidden - {batch}

    def keyed_hash(self, purpose: str, data: bytes) -> bytes:
        """32 bytes under a secret of this vault."""
        return hashlib.blake2b(data, digest_size=32, key=b"fake", person=purpose.encode()[:16]).digest()

    def take_in(self, source: BinaryIO) -> Generator[int, None, Taken]:
        """Keep the bytes of a file until a unit of work wants them; one slice a KiB."""
        data = b""
        while piece := source.read(1024):
            data += piece
            yield len(data)
        taken = Taken(hashlib.sha256(data).hexdigest(), len(data))
        self.taken[taken.sha256] = data
        return taken

    def drop(self, taken: Taken) -> None:
        """Forget what nobody kept."""
        self.taken.pop(taken.sha256, None)

    def give_out(self, sha256: str, size: int) -> Iterator[bytes]:
        """The bytes of a file in pieces of a KiB."""
        if sha256 not in self.state.blobs:
            raise NotFound(Msg.EVIDENCE_GONE)
        data = self.state.blobs[sha256]
        yield from (data[at : at + 1024] for at in range(0, size, 1024))

    def holds(self, path: str) -> bool:
        """There is no folder."""
        return False

    def check(self) -> Iterator[Finding | str | None]:
        """Nothing can be wrong in memory."""
        yield "records"

    def back_up(self, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        """Remember that there is a backup in that place."""
        if path in self.backups and not replace:
            raise Refused(Msg.FILE_EXISTS, file=path.name)
        yield Step("Copying", 0, 2)
        yield Step("Proving", 1, 2)
        counts = Counter(r.type for r in self.state.records.values())
        seq = len(self.state.entries)
        made = Backup(uuid4(), self.now, seq, UUID(int=2), seq, "0" * 64, 2**20, counts=dict(counts))
        self.backups[path] = made
        return made

    def rehearse(self, path: Path, typed: str) -> Generator[Step, None, Backup]:
        """The backup of that place, where the passphrase is right."""
        yield Step("Restoring", 0, 1)
        if path not in self.backups:
            raise NotAVault(Msg.BACKUP_NONE)
        if typed != self.keys.passphrase:
            raise WrongPassphrase(Msg.BACKUP_WRONG_PASSPHRASE)
        return self.backups[path]

    def backup_files(self, folder: Path) -> dict[UUID, Path]:
        """Those remembered in that folder."""
        return {made.id: path for path, made in self.backups.items() if path.parent == folder}

    def remove_backup(self, path: Path, backup: UUID) -> None:
        """Forget one."""
        if path in self.backups and self.backups[path].id == backup:
            del self.backups[path]

    def rekey(self, target: Path, passphrase: str) -> Generator[Step, None, Restored]:
        """A copy that remembers its passphrase."""
        yield Step("Copying", 0, 1)
        made = FakeVault()
        made.state, made.keys.passphrase = self.state.copied(), passphrase
        self.copies[target] = made
        seq = len(self.state.entries)
        said = Backup(uuid4(), self.now, seq, UUID(int=2), seq, "0" * 64, 0)
        return Restored(said, "ABCD-EFGH-JKLM-NPQR", self.staff.name, ())

    def close(self) -> None:
        """Nothing can be read afterwards."""
        self.closed = True
        self.state = _State()


class FakeWork:
    """Reader and UnitOfWork over one state."""

    def __init__(self, vault: FakeVault, state: _State, batch: UUID | None) -> None:
        self._vault, self._state, self._batch = vault, state, batch

    # reading

    @property
    def glance(self) -> Reader:
        """The same: nothing can be altered in memory."""
        return self

    def _live(self, record_type: str, *, deleted: bool = False) -> list[Record]:
        return [
            r
            for r in self._state.records.values()
            if r.type == record_type
            and (r.deleted_at is not None) == deleted
            and (r.batch is None or r.batch == self._batch or r.batch not in self._state.hidden)
        ]

    def get(self, record_type: str, record_id: UUID) -> Record:
        """The record, deleted or not."""
        record = self._state.records.get(record_id)
        if record is None or record.type != record_type:
            raise NotFound(Msg.RECORD_MISSING, code=record_id.hex)
        return record

    def by_text(self, record_type: str, field: str, value: str) -> Record | None:
        """The live record whose TEXT field holds exactly `value`."""
        return next((r for r in self._live(record_type) if r.text(field) == value), None)

    def many(self, record_type: str, ids: Iterable[UUID]) -> dict[UUID, Record]:
        """Records by id, those that exist."""
        found = {i: self._state.records.get(i) for i in ids}
        return {i: r for i, r in found.items() if r is not None and r.type == record_type}

    def where(
        self,
        record_type: str,
        field: str,
        values: Iterable[UUID | str],
        *,
        live: bool = True,
        trash: bool = False,
    ) -> list[Record]:
        """Records whose field is one of `values`: live ones, those in the trash, or both."""
        wanted = set(values)
        among = self._live(record_type) if live else []
        among = among + (self._live(record_type, deleted=True) if trash else [])
        found = [r for r in among if r.values.get(field) in wanted]
        return sorted(found, key=lambda r: (r.number_of("position") or 0, r.number))

    def all(self, record_type: str, *, trash: bool = False) -> Iterator[Record]:
        """Every live record of a type in the order they were made; with `trash` those too."""
        found = self._live(record_type) + (self._live(record_type, deleted=True) if trash else [])
        yield from sorted(found, key=lambda r: r.number)

    def _list(self, query: ListQuery) -> list[Record]:
        found = [r for r in self._live(query.type, deleted=query.deleted) if self._holds_all(r, query)]
        found.sort(key=lambda r: r.number)
        found.sort(key=lambda r: self._sort_key(r, query.sort), reverse=query.descending)
        return found

    def _holds_all(self, record: Record, query: ListQuery) -> bool:
        text = folded(query.text)
        either = all(any(self._holds(record, c) for c in group) for group in query.either)
        found = not text or text in self._words(record)
        return found and either and all(self._holds(record, c) for c in query.conditions)

    def _words(self, record: Record) -> str:
        """All searched text of a record, and the names of the person a case is about."""
        parts = [_text_of(record.values[f.key]) for f in TYPES[record.type].fields if f.key in record.values]
        person = record.ref("person") if record.type == "case" else None
        if person and person in self._state.records:
            parts.append(self._words(self._state.records[person]))
        return folded(" ".join(parts))

    def _holds(self, record: Record, condition: Condition) -> bool:
        if condition.path == "minor":
            return self._is_minor(record) == ((condition.op == "is") == (condition.value == "yes"))
        if condition.path in ("changed", "created"):
            moment = record.changed_at if condition.path == "changed" else record.created_at
            when, value = moment.date() if moment else date.min, condition.value
            assert isinstance(value, UncertainDate)
            assert value.earliest
            assert value.latest
            return when < value.earliest if condition.op == "before" else when > value.latest
        values = self._values_at(record, condition.path)
        match condition.op:
            case "is":
                return any(_same(v, condition.value) for v in values)
            case "is_not":
                return not any(_same(v, condition.value) for v in values)
            case "contains":
                return any(_has(v, str(condition.value)) for v in values)
            case "overlaps":
                return any(_overlap(v, condition.value) for v in values)
            case "empty":
                return not values
            case "not_empty":
                return bool(values)
            case "before":
                day = _day(condition.value)
                return any(isinstance(v, UncertainDate) and v.latest and v.latest < day for v in values)
            case "after":
                assert isinstance(condition.value, UncertainDate)
                end = condition.value.latest or date.max
                return any(isinstance(v, UncertainDate) and v.earliest and v.earliest > end for v in values)
            case _:
                raise ValueError(condition.op)

    def _is_minor(self, case: Record) -> bool:
        person = self._state.records.get(case.ref("person") or case.id)
        links = [r for r in self._live("link") if r.ref("case") == case.id]
        events = [self._state.records[e] for link in links if (e := link.ref("event"))]
        birth = person.date("birth") if person else None
        days = [when.latest for event in events if (when := event.date("date"))]
        born = birth.earliest if birth else None
        return bool(born) and any(day is not None and day < _grown(born) for day in days)

    def _values_at(self, record: Record, path: str) -> list[Value | Row]:
        if "/" in path:
            child, rest = path.split("/", 1)
            whose = TYPES[child].part_of(record.type)
            if len(whose) > 1 and rest in whose:
                links = [(r, mine) for r in self._live(child) for mine in whose if r.ref(mine) == record.id]
                return [v for r, mine in links for end in whose if end != mine if (v := r.values.get(end))]
            parts = [r for r in self._live(child) if any(r.values.get(key) == record.id for key in whose)]
            if child == STANDS:
                parts = list({r.text("element"): r for r in parts}.values())
            return [v for part in parts for v in self._values_at(part, rest)]
        if "." in path:
            key, rest = path.split(".", 1)
            target = self._state.records.get(record.ref(key) or record.id)
            return self._values_at(target, rest) if target and target.id != record.id else []
        value = record.values.get(path)
        if value is None:
            return []
        if not isinstance(value, tuple):
            return [value]
        return list(value)

    def _sort_key(self, record: Record, sort: str) -> str:
        match sort:
            case "changed":
                return record.changed_at.isoformat() if record.changed_at else ""
            case "created":
                return record.created_at.isoformat() if record.created_at else ""
            case "title":
                keys = TYPES[record.type].title
                return folded(" ".join(_text_of(record.values[k]) for k in keys if k in record.values))
        if "." in sort:
            key, rest = sort.split(".", 1)
            target = self._state.records.get(record.ref(key) or record.id)
            return self._sort_key(target, rest) if target and target.id != record.id else ""
        value = record.values.get(sort)
        if isinstance(value, UUID):
            target = self._state.records.get(value)
            return self._sort_key(target, "title") if target else ""
        if isinstance(value, UncertainDate):
            return value.earliest.isoformat() if value.earliest else ""
        return f"{value:012d}" if isinstance(value, int) else folded(_text_of(value)) if value else ""

    def count(self, query: ListQuery) -> int:
        """How many records a list holds."""
        return len(self._list(query))

    def numbers(self, query: ListQuery) -> array[int]:
        """Local handles of a list, in its order."""
        return array("q", (r.number for r in self._list(query)))

    def page(self, record_type: str, numbers: Sequence[int]) -> list[Record]:
        """Records by handle, without LONG_TEXT fields."""
        by_number = {r.number: r for r in self._state.records.values() if r.type == record_type}
        long = [f.key for f in TYPES[record_type].fields if f.type is FieldType.LONG_TEXT]
        return [by_number[n].with_values(**dict.fromkeys(long)) for n in numbers if n in by_number]

    def profiles(self, numbers: Sequence[int]) -> list[Profile]:
        """What live cases are counted by."""
        cases = [c for c in self.page("case", sorted(numbers)) if c.deleted_at is None]
        return [self._profile(case) for case in cases]

    def _profile(self, case: Record) -> Profile:
        person = self._state.records.get(case.ref("person") or case.id)
        if person is None or person.deleted_at:
            person = Record("person", case.id)
        links = [lk for lk in self.where("link", "case", [case.id]) if lk.text("certainty") in SURE]
        events = self.many("event", [e for lk in links if (e := lk.ref("event"))])
        found = [(events[e], lk) for lk in links if (e := lk.ref("event")) in events]
        live = [(e, lk) for e, lk in found if e.deleted_at is None]
        live.sort(key=lambda p: d.earliest or date.min if (d := p[0].date("date")) else date.min)
        returns = tuple((d.edtf if (d := e.date("date")) else "", lk.ref("crossing")) for e, lk in live)
        birth = born.edtf if (born := person.date("birth")) else ""
        return Profile(case.number, person.text("sex"), birth, person.ref("home"), returns)

    def find(self, text: str, types: Sequence[str], limit: int = 20) -> list[Record]:
        """Records that a few letters find; what begins with them first."""
        wanted = folded(text)
        hits = [(r, self._words(r)) for t in types for r in self._live(t)]
        found = [(not words.startswith(wanted), r.number, r) for r, words in hits if wanted in words]
        return [r for _later, _number, r in sorted(found, key=lambda f: f[:2])][:limit]

    def history(self, record_id: UUID) -> list[Entry]:
        """The journal of one record, newest first."""
        return [e for e in reversed(self._state.entries) if e.record_id == record_id]

    def journal(self, query: JournalQuery) -> JournalPage:
        """A page of the whole journal, newest first, without values of records."""
        top = query.before[1] if query.before else len(self._state.entries) + 1
        found = [
            replace(e, changes=tuple(Change(c.field, None, None) for c in e.changes))
            for e in reversed(self._state.entries)
            if e.seq < top
            and query.actor in (None, e.actor)
            and (not query.actions or e.action in query.actions)
        ]
        shown = tuple(found[: query.limit])
        return JournalPage(shown, (0, shown[-1].seq) if len(found) > query.limit else None)

    def last_entry(self) -> Entry | None:
        """The newest entry of the journal."""
        return self._state.entries[-1] if self._state.entries else None

    def terms(self) -> tuple[Term, ...]:
        """Every term."""
        return self._vault.vocabulary

    def knows_term(self, vocabulary: str, code: str) -> bool:
        """Whether a vocabulary has a term."""
        return any((t.vocabulary, t.code) == (vocabulary, code) for t in self._vault.vocabulary)

    def own_fields(self, record_type: str) -> tuple[Field, ...]:
        """The fields that staff added to a type."""
        return self._vault.own.get(record_type, ())

    def staff(self) -> tuple[Staff, ...]:
        """Everybody."""
        return self._vault.keys.everybody

    def drafts(self) -> dict[str, Record]:
        """Unsaved drafts by key."""
        return dict(self._state.drafts)

    def setting(self, key: str) -> str:
        """A setting of the vault."""
        return self._state.settings.get(key, "")

    # writing

    def keep_blob(self, taken: Taken) -> None:
        """Keep the bytes of a file."""
        if taken.sha256 in self._vault.taken:
            self._state.blobs[taken.sha256] = self._vault.taken.pop(taken.sha256)

    def forget_blob(self, record: Record) -> bool:
        """Forget the bytes of a file that no other record has."""
        sha256 = record.text("sha256")
        others = [r for r in self._state.records.values() if r.text("sha256") == sha256 and r.id != record.id]
        return not others and self._state.blobs.pop(sha256, None) is not None

    def save(self, record: Record, *, action: str = "") -> Record:
        """Write a draft and its journal entry. Raises Conflict."""
        before = self._state.records.get(record.id)
        if (before.version if before else 0) != record.version:
            raise Conflict(Msg.RECORD_CHANGED)
        old: Mapping[str, Value] = before.values if before else MappingProxyType({})
        keys = [k for k in {**old, **record.values} if old.get(k) != record.values.get(k)]
        changes = tuple(Change(k, _json(old.get(k)), _json(record.values.get(k))) for k in keys)
        return self._put(record, before, action or ("update" if before else "create"), changes)

    def _put(
        self, record: Record, before: Record | None, action: str, changes: tuple[Change, ...] = ()
    ) -> Record:
        now, staff = self._vault.now, self._vault.staff.id
        if before is None and self._batch:
            self._state.hidden = self._state.hidden | {self._batch}
        stored = replace(
            record,
            version=record.version + 1,
            digest=hashlib.sha256(dumps(encode_values(record.values)).encode()).hexdigest(),
            number=before.number if before else self._state.next_number,
            created_at=before.created_at if before else now,
            created_by=before.created_by if before else staff,
            changed_at=now,
            changed_by=staff,
            batch=before.batch if before else self._batch,
        )
        self._state.next_number += before is None
        self._state.records[record.id] = stored
        self.log(action, stored, changes=changes)
        return stored

    def delete(self, record: Record) -> Record:
        """Mark as deleted. Raises Conflict."""
        return self._mark(record, self._vault.now, "delete")

    def restore(self, record: Record) -> Record:
        """Take the mark away. Raises Conflict."""
        return self._mark(record, None, "restore")

    def _mark(self, record: Record, deleted_at: datetime | None, action: str) -> Record:
        before = self.get(record.type, record.id)
        if before.version != record.version:
            raise Conflict(Msg.RECORD_CHANGED)
        return self._put(replace(before, deleted_at=deleted_at), before, action)

    def log(
        self,
        action: str,
        record: Record | None = None,
        detail: Mapping[str, Json] | None = None,
        *,
        changes: tuple[Change, ...] = (),
    ) -> None:
        """A journal entry."""
        entry = Entry(
            seq=len(self._state.entries) + 1,
            at=self._vault.now,
            actor=self._vault.staff.id,
            action=action,
            record_type=record.type if record else "",
            record_id=record.id if record else None,
            version=record.version if record else 0,
            changes=changes,
            detail=dict(detail or {}),
        )
        self._state.entries = (*self._state.entries, entry)

    def erase(self, records: Sequence[Record], detail: Mapping[str, Json]) -> None:
        """Remove records and what the journal holds of them."""
        self.log("erase", detail=detail)
        for record in records:
            self._state.records.pop(record.id, None)
            self._empty(record.id, None)
            self.log("erase", replace(record, version=record.version + 1))

    def redact(self, record: Record) -> Record:
        """Change a record and empty what the journal holds of the fields that changed."""
        before = self.get(record.type, record.id)
        fields = {k for k in {*before.values, *record.values} if before.values.get(k) != record.values.get(k)}
        after = self._put(replace(before, values=record.values), before, "erase")
        self._empty(record.id, fields)
        return after

    def _empty(self, record: UUID, fields: set[str] | None) -> None:
        self._state.entries = tuple(
            replace(e, changes=tuple(_emptied(c, fields) for c in e.changes)) if e.record_id == record else e
            for e in self._state.entries
        )

    def acknowledge(self, findings: Sequence[Finding], reason: str) -> int:
        """Note it; nothing else can be wrong in memory."""
        told = [f for f in findings if f.kind == "clock"]
        if told:
            self.log("acknowledge", detail={"reason": reason})
        return len(told)

    def keep_draft(self, key: str, draft: Record) -> None:
        """Keep an unsaved draft."""
        self._state.drafts[key] = draft

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        self._state.drafts.pop(key, None)

    def set_setting(self, key: str, value: str) -> None:
        """Change a setting."""
        self._state.settings[key] = value
        self.log("setting", changes=(Change(key, None, value),))

    def put_term(self, term: Term) -> None:
        """Add or change a term."""
        kept = [t for t in self._vault.vocabulary if (t.vocabulary, t.code) != (term.vocabulary, term.code)]
        self._vault.vocabulary = (*kept, term)

    def put_own_field(self, record_type: str, field: Field) -> None:
        """Add or change a field of staff."""
        kept = tuple(f for f in self.own_fields(record_type) if f.key != field.key)
        self._vault.own = {**self._vault.own, record_type: (*kept, field)}

    def commit(self) -> None:
        """Make it last."""
        self._vault.state = self._state.copied()


def _emptied(change: Change, fields: set[str] | None) -> Change:
    return Change(change.field, None, None, erased=True) if not fields or change.field in fields else change


def folded(text: str) -> str:
    """Text as it is compared: without case, NFC."""
    return unicodedata.normalize("NFC", text).casefold()


def _text_of(value: Value) -> str:
    match value:
        case str():
            return value
        case Text():
            return " ".join([value.text, *(t.text for t in value.translations)])
        case UncertainDate():
            return value.edtf
        case tuple():
            return " ".join(
                " ".join(_text_of(v) for v in item.values.values()) for item in value if isinstance(item, Row)
            )
        case _:
            return ""


def _json(value: Value | None) -> Json:
    return None if value is None else encode(value)


def _same(value: Value | Row, wanted: Value | None) -> bool:
    """Phrases and names are compared folded, all else as it is."""
    match value:
        case Row():
            return any(fold(text) == fold(str(wanted)) for text in _texts(value))
        case Text():
            return fold(value.text) == fold(_text_of(wanted) if wanted is not None else "")
        case UncertainDate():
            return isinstance(wanted, UncertainDate) and value.edtf == wanted.edtf
        case _:
            return value == wanted


def _has(value: Value | Row, wanted: str) -> bool:
    texts = _texts(value) if isinstance(value, Row) else [getattr(value, "text", str(value))]
    return bool(wanted) and any(fold(wanted) in fold(text) for text in texts)


def _texts(row: Row) -> list[str]:
    return [v if isinstance(v, str) else v.text for v in row.values.values() if isinstance(v, str | Text)]


def _overlap(value: Value | Row, wanted: Value | None) -> bool:
    assert isinstance(value, UncertainDate)
    assert isinstance(wanted, UncertainDate)
    begins = not value.earliest or not wanted.latest or value.earliest <= wanted.latest
    return begins and (not value.latest or not wanted.earliest or value.latest >= wanted.earliest)


def _grown(born: date | None) -> date:
    """The eighteenth birthday; of somebody born on a 29 February in a common year the day after the 28th."""
    assert born
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def _day(value: Value | None) -> date:
    assert isinstance(value, UncertainDate)
    assert value.earliest
    return value.earliest
