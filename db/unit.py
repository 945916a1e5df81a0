"""One short write transaction: records with their digests, journal and search index, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.canonical import Json, dumps, encode_values
from app.clock import Clock
from app.errors import Conflict
from app.fields import Field, RecordType
from app.messages import Msg
from app.ports import Finding, Taken
from app.records import TYPES, Record
from app.values import is_empty
from app.vocabularies import Term
from db import covered, entries, erasure, head, journal, search, tables, words
from db.anchors import Anchors
from db.blobs import Blobs
from db.covered import Digests
from db.digest import record_digest
from db.engine import database_errors
from db.journal import ACKNOWLEDGE, CLOCK, ERASE, FIELDS, Happening, Journal
from db.reader import Context, DbReader


class DbUnitOfWork(DbReader):
    """Implements `app.ports.UnitOfWork` over a connection in a write transaction.

    Without `anchors` none is told: of a copy in the making, which has none yet.
    """

    def __init__(
        self,
        connection: sa.Connection,
        context: Context,
        *,
        actor: UUID,
        clock: Clock,
        anchors: Anchors | None,
        blobs: Blobs | None = None,
        batch: UUID | None = None,
    ) -> None:
        super().__init__(connection, context)
        self._blobs = blobs
        self._kept: set[str] = set()
        self._forgotten: set[str] = set()
        self._anchors = anchors
        self._drafts: dict[str, str | None] = {}
        self._seen = self._changes()
        self._journal = Journal(connection, self._secrets.chain, self._secrets.journal_key)
        self._digest_key = self._secrets.digest_key
        self._actor = actor
        self._now = clock.now()
        self._batch = batch
        self._op = uuid4()
        self._begun = False

    @property
    def now(self) -> datetime:
        """The time of this transaction."""
        return self._now

    def save(self, record: Record, *, action: str = "") -> Record:
        """Write a draft and its journal entry. Raises Conflict when the stored version is another one.

        A draft that changes nothing is not written: it comes back as it stands.
        """
        values = {k: v for k, v in record.values.items() if not is_empty(v)}
        draft = replace(record, values=MappingProxyType(values))
        with database_errors():
            if draft.version == 0:
                return self._insert(draft, action or "create")
            return self._update(draft, action or "update")

    def delete(self, record: Record) -> Record:
        """Mark as deleted (journaled). Raises Conflict."""
        with database_errors():
            return self._mark(record, self._now, "delete")

    def restore(self, record: Record) -> Record:
        """Take the mark away (journaled). Raises Conflict."""
        with database_errors():
            return self._mark(record, None, "restore")

    def log(
        self, action: str, record: Record | None = None, detail: Mapping[str, Json] | None = None
    ) -> None:
        """A journal entry without a change of values, about a record as it now stands.

        Raises AlteredRecord for one that differs from the history: an entry would make that the history.
        """
        if record is not None:
            record = self.get(record.type, record.id)
        with database_errors():
            self._note(Happening(action, record, detail=detail or {}))

    def erase(self, records: Sequence[Record], detail: Mapping[str, Json]) -> None:
        """Remove records for good, each with an entry; `detail` stands in one of its own."""
        with database_errors():
            self._note(Happening(ERASE, detail=detail))
            erasure.remove(self.connection, records)
            for record in records:
                self._note(Happening(ERASE, replace(record, version=record.version + 1, digest="")))
        for record in records:
            if record.type == "evidence":
                self.forget_blob(record)

    def redact(self, record: Record) -> Record:
        """Write a record that lost what pointed to something erased; what it held is emptied too."""
        stored = self._stored(record)
        before, after = encode_values(stored.values), encode_values(record.values)
        fields = sorted(k for k in {*before, *after} if before.get(k) != after.get(k))
        if not fields:
            return stored
        with database_errors():
            written = self._stamped(replace(stored, values=record.values), stored.version + 1)
            self._store.update(written, fields, stored.version)
            self._index(TYPES[record.type], written)
            search.optimise(self.connection, TYPES[record.type])
            journal.empty(self.connection, [record.id], fields)
            changes = {k: (None, after[k]) for k in fields if k in after}
            self._note(Happening(ERASE, written, changes, {FIELDS: list(fields)}))
        return written

    def acknowledge(self, findings: Sequence[Finding], reason: str) -> int:
        """Journal that somebody looked at findings about the clock; gives how many of them those were."""
        with database_errors():
            told = entries.clock_steps(self.connection, self._secrets.chain, findings)
            if told:
                self._note(Happening(ACKNOWLEDGE, detail={CLOCK: told, "reason": reason}))
        return len(told)

    def keep_draft(self, key: str, draft: Record) -> None:
        """Keep an unsaved draft; not journaled."""
        body: dict[str, Json] = {
            "id": draft.id.hex,
            "sample": draft.sample,
            "type": draft.type,
            "values": encode_values(draft.values),
            "version": draft.version,
        }
        if draft.typed:
            body["typed"] = dict(draft.typed)
        text = dumps(body)
        with database_errors():
            self._drop_draft(key)
            self.connection.execute(tables.draft.insert().values(key=key, body=text))
        self._drafts[key] = head.draft_digest(self._secrets.journal_key, key, text)

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        with database_errors():
            self._drop_draft(key)

    def set_setting(self, key: str, value: str) -> None:
        """Change a setting (journaled)."""
        old, table = self.setting(key), tables.setting
        if old == value:
            return
        before = self.rows("setting")
        with database_errors():
            self.connection.execute(table.delete().where(table.c.key == key))
            if value:
                self.connection.execute(table.insert().values(key=key, value=value))
            changes: dict[str, tuple[Json, Json]] = {key: (old or None, value or None)}
            self.note_rows("setting", before, changes=changes)

    def put_term(self, term: Term) -> None:
        """Add a term to a vocabulary, or change the one of its code (journaled)."""
        before = self.rows("term")
        with database_errors():
            words.put_term(self.connection, term)
        told: dict[str, Json] = {k: v for k, v in asdict(term).items() if k != "position"}
        self.note_rows("term", before, detail=told)

    def put_own_field(self, record_type: str, field: Field) -> None:
        """Add a field of staff to a type, at the end, or change the one of its key (journaled)."""
        before = self.rows("own_field")
        with database_errors():
            words.put_own_field(self.connection, record_type, field)
        told: dict[str, Json] = {"record_type": record_type, "key": field.key, "retired": field.retired}
        self.note_rows("own_field", before, detail=told)

    def rows(self, *names: str) -> Digests:
        """The digests of the rows of some small tables as they are, to note later what changed."""
        with database_errors():
            return covered.found(self.connection, self._digest_key, names)

    def note_rows(
        self,
        action: str,
        before: Digests,
        *,
        changes: Mapping[str, tuple[Json, Json]] | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> None:
        """A journal entry that also holds, by digest, which rows of small tables are not as `before`."""
        told = covered.changed(before, self.rows(*before))
        with database_errors():
            self._note(Happening(action, None, changes or {}, {**(detail or {}), covered.ROWS: told}))

    def keep_blob(self, taken: Taken) -> None:
        """Note the key of a file that was taken in."""
        with database_errors():
            self._kept.add(self._files().keep(self.connection, taken))

    def forget_blob(self, record: Record) -> bool:
        """Make the file of an evidence record unreadable, unless another record has the same content."""
        sha256, table = record.text("sha256"), tables.RECORDS["evidence"]
        if not sha256:
            return False
        others = sa.select(table.c.n).where(table.c.sha256 == sha256, table.c.id != record.id)
        with database_errors():
            if self.connection.execute(others).first() is not None:
                return False
            self._forgotten.add(self._files().forget(self.connection, sha256))
        return True

    def commit(self) -> None:
        """Make it last: once this returns, a crash or power cut keeps it.

        The anchors are told before, so that a crash in between is told from an older vault put back.
        """
        mark = None
        with database_errors():
            if self._changes() != self._seen:
                key = self._secrets.journal_key
                end = head.end(self.connection, self._secrets.chain)
                mark = head.advance(self.connection, key, end, self._drafts)
                if self._anchors is not None:
                    self._anchors.note(mark)
            self.connection.commit()
        if mark is not None and self._anchors is not None:
            self._anchors.confirm(mark)
        if self._blobs is not None:
            self._blobs.committed(self._kept, self._forgotten)
        self._kept, self._forgotten = set(), set()
        self._op, self._begun, self._drafts, self._seen = uuid4(), False, {}, self._changes()

    def _insert(self, draft: Record, action: str) -> Record:
        record_type = TYPES[draft.type]
        if self._store.exists(draft):
            raise Conflict(Msg.RECORD_CHANGED)
        record = self._stamped(
            replace(draft, created_at=self._now, created_by=self._actor, batch=self._batch, deleted_at=None),
            1,
        )
        record = replace(record, number=self._store.insert(record))
        self._index(record_type, record)
        changes = {key: (None, value) for key, value in encode_values(record.values).items()}
        self._note(Happening(action, record, changes))
        return record

    def _update(self, draft: Record, action: str) -> Record:
        record_type = TYPES[draft.type]
        if record_type.append_only:
            raise ValueError("a record of this type is never changed")
        stored = self._stored(draft)
        before, after = encode_values(stored.values), encode_values(draft.values)
        changes = {
            key: (before.get(key), after.get(key))
            for key in sorted({*before, *after})
            if before.get(key) != after.get(key)
        }
        if not changes:
            return stored
        return self._write(record_type, replace(stored, values=draft.values), changes, action)

    def _mark(self, record: Record, at: datetime | None, action: str) -> Record:
        stored = self._stored(record)
        if (stored.deleted_at is None) == (at is None):
            return stored
        return self._write(TYPES[record.type], replace(stored, deleted_at=at), {}, action)

    def _write(
        self, record_type: RecordType, changed: Record, changes: Mapping[str, tuple[Json, Json]], action: str
    ) -> Record:
        record = self._stamped(changed, changed.version + 1)
        self._store.update(record, changes, changed.version)
        self._index(record_type, record)
        self._note(Happening(action, record, changes))
        return record

    def _stored(self, record: Record) -> Record:
        stored = self.get(record.type, record.id)
        if stored.version != record.version:
            raise Conflict(Msg.RECORD_CHANGED)
        return stored

    def _stamped(self, record: Record, version: int) -> Record:
        stamped = replace(record, version=version, changed_at=self._now, changed_by=self._actor)
        return replace(stamped, digest=record_digest(self._digest_key, stamped))

    def _index(self, record_type: RecordType, record: Record) -> None:
        found = search.tokens(self._store.fields(record_type), record.values)
        search.put(self.connection, record_type, record.number, found)

    def _files(self) -> Blobs:
        if self._blobs is None:
            raise RuntimeError("this unit of work has no evidence files")
        return self._blobs

    def _note(self, what: Happening) -> None:
        if not self._begun:
            self.connection.execute(tables.op.insert().values(id=self._op, at=self._now))
            self._begun = True
        self._journal.append(what, actor=self._actor, at=self._now, op=self._op)

    def _changes(self) -> int:
        """How many rows this connection has changed in its life."""
        raw = self.connection.connection.dbapi_connection
        return int(raw.total_changes) if raw is not None else 0

    def _drop_draft(self, key: str) -> None:
        self._drafts[key] = None
        self.connection.execute(tables.draft.delete().where(tables.draft.c.key == key))
