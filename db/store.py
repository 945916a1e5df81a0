"""Records in their tables: reading whole ones, writing what changed of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.canonical import decode, dumps, encode, loads
from app.errors import Conflict
from app.fields import Field, FieldType, RecordType
from app.messages import Msg
from app.records import TYPES, Record
from app.values import Row, Text, Translation, UncertainDate, Value
from db import mapping, tables
from db.folding import fold
from db.tables import NO_ROW, RECORDS, ROWS

T = FieldType
Item = TypeVar("Item")
Key = tuple[UUID, str, str]
CHUNK = 500
_INSERT = {key: table.insert().returning(table.c.n) for key, table in RECORDS.items()}
_UPDATE = {
    key: table.update().where(
        table.c.id == sa.bindparam("was_id"), table.c.version == sa.bindparam("was_version")
    )
    for key, table in RECORDS.items()
}


@dataclass(frozen=True)
class Texts:
    """The texts that lie beside the records of one page: by owner, field and row."""

    long: Mapping[Key, Text]
    translations: Mapping[Key, tuple[Translation, ...]]

    def complete(self, key: Key, text: Text) -> Text:
        """A text with its translations."""
        return Text(text.text, text.language, self.translations.get(key, ()))


class Store:
    """Reads and writes the records of one connection; `own` are the fields that staff added, by type."""

    def __init__(self, connection: sa.Connection, own: Mapping[str, tuple[Field, ...]]) -> None:
        self.connection = connection
        self._own = own

    def fields(self, record_type: RecordType) -> dict[str, Field]:
        """Every field of a type, declared and own."""
        return record_type.by_key | {f.key: f for f in self._own.get(record_type.key, ())}

    def load(self, record_type: RecordType, where: sa.Select[Any], *, long: bool = True) -> list[Record]:
        """The records of a select over their table, in its order; without LONG_TEXT if not `long`."""
        return [
            record
            for rows in chunks(self.connection.execute(where).mappings().all(), CHUNK)
            for record in self._page(record_type, rows, long)
        ]

    def by_ids(self, record_type: RecordType, ids: Iterable[UUID]) -> dict[UUID, Record]:
        """Records by id, those that exist."""
        table = RECORDS[record_type.key]
        found: dict[UUID, Record] = {}
        for some in chunks(list(dict.fromkeys(ids)), CHUNK):
            for record in self.load(record_type, sa.select(table).where(table.c.id.in_(some))):
                found[record.id] = record
        return found

    def exists(self, record: Record) -> bool:
        """Whether a record of that id is there, in whatever state."""
        column = RECORDS[record.type].c.id
        return self.connection.execute(sa.select(column).where(column == record.id)).first() is not None

    def insert(self, record: Record) -> int:
        """Writes a new record with everything beside it; gives its handle."""
        record_type = TYPES[record.type]
        number = self.connection.execute(_INSERT[record.type], self._columns(record)).scalar_one()
        self._write_beside(record, record_type, record.values)
        return int(number)

    def update(self, record: Record, changed: Iterable[str], version: int) -> None:
        """Writes a record over its version `version`. Raises Conflict when that is no longer stored."""
        record_type = TYPES[record.type]
        columns = {**self._columns(record), "was_id": record.id, "was_version": version}
        if self.connection.execute(_UPDATE[record.type], columns).rowcount != 1:
            raise Conflict(Msg.RECORD_CHANGED)
        keys = list(changed)
        self._clear_beside(record, record_type, keys)
        self._write_beside(record, record_type, {k: record.values[k] for k in keys if k in record.values})

    def purge(self, record_type: RecordType, ids: Sequence[UUID]) -> None:
        """Removes records and everything beside them, the journal apart."""
        for some in chunks(ids, CHUNK):
            for table in (tables.long_text, tables.translation, tables.own_value):
                self.connection.execute(table.delete().where(table.c.owner.in_(some)))
            for (key, _), table in ROWS.items():
                if key == record_type.key:
                    self.connection.execute(table.delete().where(table.c.owner.in_(some)))
            table = RECORDS[record_type.key]
            self.connection.execute(table.delete().where(table.c.id.in_(some)))

    def _columns(self, record: Record) -> dict[str, Any]:
        record_type = TYPES[record.type]
        columns: dict[str, Any] = {
            "id": record.id,
            "version": record.version,
            "digest": record.digest,
            "created_at": record.created_at,
            "created_by": record.created_by,
            "changed_at": record.changed_at,
            "changed_by": record.changed_by,
            "batch": record.batch,
            "deleted_at": record.deleted_at,
            "sample": record.sample,
            "sort_title": mapping.sort_title(record_type, record.values),
        }
        for field in record_type.fields:
            columns |= mapping.to_columns(field, record.values.get(field.key))
        return columns

    def _clear_beside(self, record: Record, record_type: RecordType, keys: list[str]) -> None:
        named = [*keys, *(inner for key in keys for inner in _inner(record_type, key))]
        for table in (tables.long_text, tables.translation, tables.own_value):
            here = (table.c.owner == record.id, table.c.field.in_(named))
            self.connection.execute(table.delete().where(*here))
        for key in keys:
            rows = ROWS.get((record_type.key, key))
            if rows is not None:
                self.connection.execute(rows.delete().where(rows.c.owner == record.id))

    def _write_beside(self, record: Record, record_type: RecordType, values: Mapping[str, Value]) -> None:
        for key, value in values.items():
            field = record_type.by_key.get(key)
            if field is None:
                self._write_own(record.id, self.fields(record_type)[key], value)
            elif field.type is T.ROWS and isinstance(value, tuple):
                self._write_rows(record, field, [item for item in value if isinstance(item, Row)])
            elif isinstance(value, Text):
                self._write_text((record.id, key, NO_ROW), field, value)

    def _write_rows(self, record: Record, field: Field, rows: list[Row]) -> None:
        for position, row in enumerate(rows, start=1):
            columns: dict[str, Any] = {"row_id": row.id, "owner": record.id, "row_position": position}
            for sub in field.fields:
                value = row.values.get(sub.key)
                columns |= mapping.to_columns(sub, value)
                if isinstance(value, Text):
                    self._write_text((record.id, f"{field.key}.{sub.key}", row.id.hex), sub, value)
            self.connection.execute(ROWS[record.type, field.key].insert(), columns)

    def _write_text(self, key: Key, field: Field, value: Text) -> None:
        beside = {"owner": key[0], "field": key[1], "row": key[2]}
        if field.type is T.LONG_TEXT:
            line = {**beside, "text": value.text, "language": value.language}
            self.connection.execute(tables.long_text.insert(), line)
        for t in value.translations:
            line = {**beside, "language": t.language, "text": t.text, "by": t.by, "machine": t.machine}
            self.connection.execute(tables.translation.insert(), line)

    def _write_own(self, owner: UUID, field: Field, value: Value) -> None:
        days = value if isinstance(value, UncertainDate) else None
        self.connection.execute(
            tables.own_value.insert().values(
                owner=owner,
                field=field.key,
                value=dumps(encode(value)),
                fold=fold(mapping.plain(field, value)),
                earliest=days and days.earliest,
                latest=days and days.latest,
            )
        )

    def _page(self, record_type: RecordType, rows: Sequence[sa.RowMapping], long: bool) -> Iterator[Record]:
        ids = [row["id"] for row in rows]
        texts = self._texts(ids, long)
        values: dict[UUID, dict[str, Value]] = {row["id"]: {} for row in rows}
        for row in rows:
            for field in record_type.fields:
                found = _value(field, row, (row["id"], field.key, NO_ROW), texts)
                if found is not None:
                    values[row["id"]][field.key] = found
        for field in record_type.fields:
            if field.type is T.ROWS:
                for owner, items in self._rows(record_type, field, ids, texts).items():
                    values[owner][field.key] = tuple(items)
        self._own_values(record_type, ids, values)
        return (_record(record_type, row, values[row["id"]]) for row in rows)

    def _rows(
        self, record_type: RecordType, field: Field, ids: list[UUID], texts: Texts
    ) -> Mapping[UUID, list[Row]]:
        table = ROWS[record_type.key, field.key]
        statement = (
            sa.select(table).where(table.c.owner.in_(ids)).order_by(table.c.owner, table.c.row_position)
        )
        found: dict[UUID, list[Row]] = defaultdict(list)
        for row in self.connection.execute(statement).mappings():
            values: dict[str, Value] = {}
            for sub in field.fields:
                key = (row["owner"], f"{field.key}.{sub.key}", row["row_id"].hex)
                value = _value(sub, row, key, texts)
                if value is not None:
                    values[sub.key] = value
            found[row["owner"]].append(Row(row["row_id"], MappingProxyType(values)))
        return found

    def _texts(self, ids: list[UUID], long: bool) -> Texts:
        bodies: dict[Key, Text] = {}
        if long:
            table = tables.long_text
            for row in self.connection.execute(sa.select(table).where(table.c.owner.in_(ids))):
                bodies[row.owner, row.field, row.row] = Text(row.text, row.language)
        table = tables.translation
        made: dict[Key, tuple[Translation, ...]] = {}
        statement = sa.select(table).where(table.c.owner.in_(ids)).order_by(table.c.language)
        for row in self.connection.execute(statement):
            key = (row.owner, row.field, row.row)
            one = Translation(row.language, row.text, row.by, row.machine)
            made[key] = (*made.get(key, ()), one)
        return Texts(bodies, made)

    def _own_values(
        self, record_type: RecordType, ids: list[UUID], values: Mapping[UUID, dict[str, Value]]
    ) -> None:
        fields = {f.key: f for f in self._own.get(record_type.key, ())}
        if fields:
            table = tables.own_value
            for row in self.connection.execute(sa.select(table).where(table.c.owner.in_(ids))):
                values[row.owner][row.field] = decode(fields[row.field], loads(row.value))


def _inner(record_type: RecordType, key: str) -> Iterator[str]:
    """How the texts in the rows of a field are named beside it."""
    field = record_type.by_key.get(key)
    return (f"{key}.{sub.key}" for sub in field.fields) if field else iter(())


def _value(field: Field, row: sa.RowMapping, key: Key, texts: Texts) -> Value | None:
    found = texts.long.get(key) if field.type is T.LONG_TEXT else mapping.from_columns(field, row)
    return texts.complete(key, found) if isinstance(found, Text) else found


def _record(record_type: RecordType, row: sa.RowMapping, values: Mapping[str, Value]) -> Record:
    return Record(
        type=record_type.key,
        id=row["id"],
        values=MappingProxyType(values),
        version=row["version"],
        digest=row["digest"],
        created_at=row["created_at"],
        created_by=row["created_by"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
        batch=row["batch"],
        deleted_at=row["deleted_at"],
        sample=row["sample"],
        number=row["n"],
    )


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
