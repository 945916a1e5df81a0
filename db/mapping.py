"""Values of fields as columns, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.canonical import Json, dumps, encode, loads
from app.fields import Field, FieldType, RecordType
from app.values import Row, Text, UncertainDate, Value
from db.folding import fold, sort_text

T = FieldType
Columns = dict[str, Any]


def to_columns(field: Field, value: Value | None) -> Columns:
    """The columns of `tables.columns_of` for a value; all None where there is none."""
    key = field.key
    match field.type:
        case T.TEXT:
            text = cast("str | None", value)
            return {key: text, f"{key}_fold": None if text is None else fold(text)}
        case T.PHRASE:
            phrase = cast("Text | None", value)
            if phrase is None:
                return {key: None, f"{key}_language": None, f"{key}_fold": None}
            return {
                key: phrase.text,
                f"{key}_language": phrase.language,
                f"{key}_fold": sort_text(phrase.text),
            }
        case T.DATE:
            return _date_columns(key, cast("UncertainDate | None", value))
        case T.TERMS | T.RECORDS:
            return {key: None if value is None else dumps(encode(value))}
        case T.LONG_TEXT | T.ROWS:
            return {}
        case _:
            return {key: value}


def _date_columns(key: str, value: UncertainDate | None) -> Columns:
    names = (f"{key}_edtf", f"{key}_words", f"{key}_earliest", f"{key}_latest")
    if value is None:
        return dict.fromkeys(names)
    return dict(zip(names, (value.edtf, value.words, value.earliest, value.latest), strict=True))


def from_columns(field: Field, row: sa.RowMapping) -> Value | None:
    """The value in a row of the database, without translations; None where there is none."""
    key = field.key
    match field.type:
        case T.LONG_TEXT | T.ROWS:
            return None
        case T.DATE:
            edtf = cast("str | None", row[f"{key}_edtf"])
            if edtf is None:
                return None
            earliest, latest = row[f"{key}_earliest"], row[f"{key}_latest"]
            return UncertainDate(
                edtf, row[f"{key}_words"], cast("date | None", earliest), cast("date | None", latest)
            )
        case T.PHRASE:
            return None if row[key] is None else Text(row[key], row[f"{key}_language"])
        case T.TERMS:
            return None if row[key] is None else tuple(cast("list[str]", loads(row[key])))
        case T.RECORDS:
            return None if row[key] is None else _ids(loads(row[key]))
        case _:
            return cast("Value | None", row[key])


def _ids(data: Json) -> tuple[UUID, ...]:
    return tuple(UUID(hex=item) for item in cast("list[str]", data))


def sort_title(record_type: RecordType, values: Mapping[str, Value]) -> str:
    """What a list sorts a record by: the fields of its title."""
    parts = (plain(record_type.by_key[key], values.get(key)) for key in record_type.title)
    return sort_text(" ".join(filter(None, parts)))


def plain(field: Field, value: Value | None) -> str:
    """A value as one text, for titles and own fields; of rows the first, by its first field."""
    match value:
        case None:
            return ""
        case Text():
            return value.text
        case UncertainDate():
            return value.edtf
        case UUID():
            return value.hex
        case int():
            return f"{value:020d}"
        case tuple():
            if field.type is T.ROWS:
                first = field.fields[0]
                return plain(first, cast("tuple[Row, ...]", value)[0].values.get(first.key))
            return dumps(encode(value))
        case _:
            return value
