"""The tables of a vault, derived from the declarations of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from app.fields import Field, FieldType, RecordType
from app.records import ALL

T = FieldType
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMING)
HANDLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NO_ROW = ""
"""In `long_text` and `translation`: the field belongs to the record itself, to no row of it."""


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC; a time without a zone is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """The moment as the engine keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """The moment with its zone, which SQLite does not keep."""
        return None if value is None else value.replace(tzinfo=UTC)


def columns_of(field: Field) -> Iterator[sa.Column[object]]:
    """The columns of a field in the table of its record or row; long texts and rows have their own tables."""
    key = field.key
    match field.type:
        case T.TEXT:
            yield sa.Column(key, sa.Text)
            yield sa.Column(f"{key}_fold", sa.Text)
        case T.PHRASE:
            yield sa.Column(key, sa.Text)
            yield sa.Column(f"{key}_language", sa.Text)
            yield sa.Column(f"{key}_fold", sa.Text)
        case T.NUMBER:
            yield sa.Column(key, sa.BigInteger)
        case T.DATE:
            yield sa.Column(f"{key}_edtf", sa.Text)
            yield sa.Column(f"{key}_words", sa.Text)
            yield sa.Column(f"{key}_earliest", sa.Date)
            yield sa.Column(f"{key}_latest", sa.Date)
        case T.RECORD:
            known = [_reference(field.of)] if field.of else []
            yield sa.Column(key, sa.Uuid, *known, index=True)
        case T.TERM | T.YES_NO | T.TERMS | T.RECORDS:
            yield sa.Column(key, sa.Text)
        case _:  # LONG_TEXT, ROWS
            return


def _reference(record_type: str) -> sa.ForeignKey:
    """Checked at the end of a transaction: records that name each other are saved in any order."""
    return _later(f"rec_{record_type}.id")


def _later(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")


def _unique(columns: Iterable[sa.Column[object]]) -> list[sa.Column[object]]:
    kept = list(columns)
    if len({c.name for c in kept}) != len(kept):
        raise ValueError("two fields want one column")
    return kept


def _record_table(record_type: RecordType) -> sa.Table:
    fields = (c for f in record_type.fields for c in columns_of(f))
    base: tuple[sa.Column[object], ...] = (
        sa.Column("n", HANDLE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Uuid, nullable=False, unique=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("created_at", UtcTime, nullable=False),
        sa.Column("created_by", sa.Uuid, nullable=False),
        sa.Column("changed_at", UtcTime, nullable=False),
        sa.Column("changed_by", sa.Uuid, nullable=False),
        sa.Column("batch", sa.Uuid, index=True),
        sa.Column("deleted_at", UtcTime),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("sort_title", sa.Text, nullable=False, index=True),
    )
    table = sa.Table(
        f"rec_{record_type.key}", metadata, *_unique((*base, *fields)), sqlite_autoincrement=True
    )
    for field in record_type.fields:
        if field.type is T.TEXT and field.searched:
            sa.Index(None, table.c[field.key])
            sa.Index(None, table.c[f"{field.key}_fold"])
    return table


def _row_table(record_type: RecordType, field: Field) -> sa.Table:
    columns = (c for f in field.fields for c in columns_of(f))
    base: tuple[sa.Column[object], ...] = (
        sa.Column("row_id", sa.Uuid, primary_key=True),
        sa.Column("owner", sa.Uuid, _reference(record_type.key), nullable=False, index=True),
        sa.Column("row_position", sa.BigInteger, nullable=False),
    )
    return sa.Table(f"row_{record_type.key}_{field.key}", metadata, *_unique((*base, *columns)))


RECORDS: dict[str, sa.Table] = {t.key: _record_table(t) for t in ALL}
ROWS: dict[tuple[str, str], sa.Table] = {
    (t.key, f.key): _row_table(t, f) for t in ALL for f in t.fields if f.type is T.ROWS
}
SEARCHED: tuple[str, ...] = tuple(t.key for t in ALL if not t.sealed and any(f.searched for f in t.fields))
"""The types that have a full-text index, `fts_<type>`, whose row id is the record's handle."""

long_text = sa.Table(
    "long_text",
    metadata,
    sa.Column("owner", sa.Uuid, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("row", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
)
translation = sa.Table(
    "translation",
    metadata,
    sa.Column("owner", sa.Uuid, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("row", sa.Text, primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("machine", sa.Boolean, nullable=False),
)
term = sa.Table(
    "term",
    metadata,
    sa.Column("vocabulary", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("ko", sa.Text, nullable=False),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("retired", sa.Boolean, nullable=False),
)
own_field = sa.Table(
    "own_field",
    metadata,
    sa.Column("record_type", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("help", sa.Text, nullable=False),
    sa.Column("vocabulary", sa.Text, nullable=False),
    sa.Column("of", sa.Text, nullable=False),
    sa.Column("identifies", sa.Text, nullable=False),
    sa.Column("leaves", sa.Text, nullable=False),
    sa.Column("searched", sa.Boolean, nullable=False),
    sa.Column("retired", sa.Boolean, nullable=False),
    sa.Column("label_ko", sa.Text),
)
own_value = sa.Table(
    "own_value",
    metadata,
    sa.Column("owner", sa.Uuid, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),  # canonical JSON
    sa.Column("fold", sa.Text, nullable=False),
    sa.Column("earliest", sa.Date),
    sa.Column("latest", sa.Date),
    sa.Index(None, "field", "fold"),
)
staff = sa.Table(
    "staff",
    metadata,
    sa.Column("n", HANDLE, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Uuid, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
slot = sa.Table(
    "slot",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # hex, as in the key file
    sa.Column("staff", sa.Uuid, _later("staff.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("made_at", UtcTime),
)
draft = sa.Table(
    "draft",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON
)
setting = sa.Table(
    "setting",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
blob = sa.Table(
    "blob",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # hex of the keyed hash of the content's SHA-256
    sa.Column("key", sa.Text, nullable=False),  # hex; without it the file is unreadable for good
)
batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("begun_at", UtcTime, nullable=False),
    sa.Column("revealed_at", UtcTime),
)
head = sa.Table(
    "head",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # one row, "head"
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON
)
op = sa.Table(
    "op",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
)
journal = sa.Table(
    "journal",
    metadata,
    sa.Column("chain", sa.Uuid, primary_key=True),
    sa.Column("seq", HANDLE, primary_key=True, autoincrement=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("actor", sa.Uuid, nullable=False),
    sa.Column("op", sa.Uuid, _later("op.id"), nullable=False, index=True),
    sa.Column("record", sa.Uuid, index=True),
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON
    sa.Column("prev", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("mac", sa.Text, nullable=False),
)
journal_value = sa.Table(
    "journal_value",
    metadata,
    sa.Column("chain", sa.Uuid, primary_key=True),
    sa.Column("seq", HANDLE, primary_key=True, autoincrement=False),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("side", sa.Text, primary_key=True),  # old, new, detail
    sa.Column("salt", sa.Text),
    sa.Column("value", sa.Text),  # canonical JSON; NULL with its salt once erased
)
