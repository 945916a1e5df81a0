"""What services read from an open vault, in one transaction."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.canonical import decode_values, loads
from app.errors import NotFound
from app.fields import Field, FieldType, Identifies, Leaves, RecordType
from app.messages import Msg
from app.ports import Entry, JournalPage, JournalQuery, ListQuery, Profile, Staff
from app.records import TYPES, Record
from app.vocabularies import Term
from db import authentic, entries, journal_pages, profiles, tables
from db.authentic import Secrets
from db.engine import database_errors
from db.lists import Lists
from db.store import CHUNK, Store, chunks
from db.tables import RECORDS


@dataclass(frozen=True)
class Context:
    """What one transaction knows of the vault: its secrets, own fields, batches not yet revealed."""

    secrets: Secrets
    own: Mapping[str, tuple[Field, ...]]
    hidden: frozenset[UUID]

    @classmethod
    def of(cls, connection: sa.Connection, secrets: Secrets, batch: UUID | None = None) -> Context:
        """Read anew at the start of a transaction; its own `batch` is not hidden from it."""
        table = tables.batch
        hidden = connection.execute(sa.select(table.c.id).where(table.c.revealed_at.is_(None))).scalars()
        return cls(secrets, own_fields(connection), frozenset(hidden) - {batch})


class DbReader:
    """Implements `app.ports.Reader` over a connection in a transaction."""

    def __init__(self, connection: sa.Connection, context: Context, *, closely: bool = True) -> None:
        self.connection = connection
        self._context = context
        self._secrets = context.secrets
        self._closely = closely
        self._store = Store(connection, context.own)
        self._lists = Lists(context.own, context.hidden)

    @property
    def glance(self) -> DbReader:
        """For lists: does not hold each record against the history."""
        return DbReader(self.connection, self._context, closely=False)

    def get(self, record_type: str, record_id: UUID) -> Record:
        """The record, deleted or not. Raises NotFound."""
        found = self.many(record_type, [record_id]).get(record_id)
        if found is None:
            raise NotFound(Msg.RECORD_MISSING, code=str(record_id))
        return found

    def by_text(self, record_type: str, field: str, value: str) -> Record | None:
        """The live record whose TEXT field holds exactly `value`."""
        table = RECORDS[record_type]
        statement = sa.select(table).where(table.c[field] == value, self._lists.live(table))
        found = self._load(record_type, statement.order_by(table.c.n).limit(1))
        return found[0] if found else None

    def many(self, record_type: str, ids: Iterable[UUID]) -> dict[UUID, Record]:
        """Records by id, those that exist."""
        with database_errors():
            found = self._store.by_ids(TYPES[record_type], ids)
            self._vouch(list(found.values()))
        return {key: r for key, r in found.items() if r.batch not in self._context.hidden}

    def where(
        self,
        record_type: str,
        field: str,
        values: Iterable[UUID | str],
        *,
        live: bool = True,
        trash: bool = False,
    ) -> list[Record]:
        """Records whose field is one of `values`, by position, then in the order they were made."""
        table, found = RECORDS[record_type], []
        which = self._lists.visible(table) if trash else self._lists.live(table)
        if not live:
            which = sa.and_(which, table.c.deleted_at.is_not(None))
        for some in chunks(dict.fromkeys(values), CHUNK):
            statement = sa.select(table).where(table.c[field].in_(some), which)
            found += self._load(record_type, statement)
        return sorted(
            found, key=lambda r: (r.number_of("position") is None, r.number_of("position"), r.number)
        )

    def all(self, record_type: str, *, trash: bool = False) -> Iterator[Record]:
        """Every live record of a type in the order they were made, read in pages; with `trash` those too."""
        table, last = RECORDS[record_type], 0
        which = self._lists.visible(table) if trash else self._lists.live(table)
        statement = sa.select(table).where(which).order_by(table.c.n).limit(CHUNK)
        while page := self._load(record_type, statement.where(table.c.n > last)):
            yield from page
            last = page[-1].number

    def count(self, query: ListQuery) -> int:
        """How many records a list holds."""
        _refuse_sealed(query.type)
        with database_errors():
            return int(self.connection.execute(self._lists.count(query)).scalar_one())

    def numbers(self, query: ListQuery) -> array[int]:
        """Local handles of a list, in its order."""
        _refuse_sealed(query.type)
        with database_errors():
            return array("q", self.connection.execute(self._lists.numbers(query)).scalars())

    def page(self, record_type: str, numbers: Sequence[int]) -> list[Record]:
        """Records by handle, in the order given, without LONG_TEXT fields."""
        _refuse_sealed(record_type)
        table = RECORDS[record_type]
        found: dict[int, Record] = {}
        for some in chunks(numbers, CHUNK):
            statement = sa.select(table).where(table.c.n.in_(some), self._lists.visible(table))
            found |= {r.number: r for r in self._load(record_type, statement, long=False)}
        return [found[n] for n in numbers if n in found]

    def profiles(self, numbers: Sequence[int]) -> list[Profile]:
        """What live cases are counted by, by handle."""
        found: list[Profile] = []
        for some in chunks(numbers, CHUNK):
            found += profiles.of(self._rows(profiles.statement(self._lists, some)))
        return found

    def find(self, text: str, types: Sequence[str], limit: int = 20) -> list[Record]:
        """Records that a few letters of a name, code or word find; what begins with them first."""
        first: list[Record] = []
        then: list[Record] = []
        if not text.strip():
            return []
        for key in types:
            _refuse_sealed(key)
            for found, statement in zip(
                (first, then), self._lists.find(TYPES[key], text, limit), strict=True
            ):
                with database_errors():
                    numbers = self.connection.execute(statement).scalars().all()
                found += self.page(key, numbers)
        unique = {r.id: r for r in (*first, *then)}
        return list(unique.values())[:limit]

    def history(self, record_id: UUID) -> list[Entry]:
        """The journal of one record, newest first."""
        with database_errors():
            return entries.of_record(self.connection, record_id, self._context.secrets.chain)

    def journal(self, query: JournalQuery) -> JournalPage:
        """A page of the journal of the whole vault, newest first."""
        with database_errors():
            return journal_pages.page(self.connection, self._context.secrets.chain, query)

    def last_entry(self) -> Entry | None:
        """The newest entry of the journal."""
        with database_errors():
            return entries.last(self.connection, self._secrets.chain)

    def terms(self) -> tuple[Term, ...]:
        """Every term of every vocabulary, retired ones too."""
        table = tables.term
        statement = sa.select(table).order_by(table.c.vocabulary, table.c.position, table.c.code)
        return tuple(Term(**row) for row in self._rows(statement))

    def knows_term(self, vocabulary: str, code: str) -> bool:
        """Whether a vocabulary has a term, retired or not."""
        table = tables.term
        statement = sa.select(table.c.code).where(table.c.vocabulary == vocabulary, table.c.code == code)
        return bool(self._rows(statement))

    def own_fields(self, record_type: str) -> tuple[Field, ...]:
        """The fields that staff added to a type."""
        return self._context.own.get(record_type, ())

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who has or had a slot."""
        table = tables.staff
        return tuple(
            Staff(row["id"], row["name"]) for row in self._rows(sa.select(table).order_by(table.c.n))
        )

    def drafts(self) -> dict[str, Record]:
        """Unsaved drafts by key."""
        table = tables.draft
        rows = self._rows(sa.select(table).order_by(table.c.key))
        return {row["key"]: self._draft(row["body"]) for row in rows}

    def setting(self, key: str) -> str:
        """A setting of the vault, "" where there is none."""
        table = tables.setting
        with database_errors():
            value = self.connection.execute(sa.select(table.c.value).where(table.c.key == key)).scalar()
        return str(value) if value is not None else ""

    def _draft(self, body: str) -> Record:
        data: Any = loads(body)
        fields = self._store.fields(TYPES[data["type"]])
        known = {key: value for key, value in data["values"].items() if key in fields}
        draft = Record(data["type"], UUID(hex=data["id"]), decode_values(fields, known))
        typed = MappingProxyType({str(k): str(v) for k, v in data.get("typed", {}).items()})
        return replace(draft, version=data["version"], sample=data["sample"], typed=typed)

    def _load(self, record_type: str, statement: sa.Select[Any], *, long: bool = True) -> list[Record]:
        """Whole records are held against the history; without their long texts they cannot be."""
        with database_errors():
            found = self._store.load(TYPES[record_type], statement, long=long)
            if long:
                self._vouch(found)
        return found

    def _vouch(self, records: Sequence[Record]) -> None:
        if self._closely:
            authentic.vouch(self.connection, self._secrets, records)

    def _rows(self, statement: sa.Select[Any]) -> Sequence[sa.RowMapping]:
        with database_errors():
            return self.connection.execute(statement).mappings().all()


def own_fields(connection: sa.Connection) -> dict[str, tuple[Field, ...]]:
    """The fields that staff added, by type; retired ones too, for what they still hold."""
    table = tables.own_field
    found: dict[str, tuple[Field, ...]] = {}
    for row in connection.execute(sa.select(table).order_by(table.c.position, table.c.key)):
        field = Field(
            key=row.key,
            type=FieldType(row.type),
            label=row.label,
            help=row.help,
            vocabulary=row.vocabulary,
            of=row.of,
            identifies=Identifies(row.identifies),
            leaves=Leaves(row.leaves),
            searched=row.searched,
            own=True,
            label_ko=row.label_ko or "",
            retired=row.retired,
        )
        found[row.record_type] = (*found.get(row.record_type, ()), field)
    return found


def _refuse_sealed(record_type: str) -> None:
    sealed: RecordType = TYPES[record_type]
    if sealed.sealed:
        raise ValueError("sealed records are in no list")
