"""A condition on one field as a clause of SQL, by how the field is kept in columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import sqlalchemy as sa

from app import names
from app.canonical import dumps, encode
from app.fields import Field, FieldType, RecordType
from app.ports import Condition
from app.values import UncertainDate, Value
from db import mapping, tables
from db.folding import fold, sort_text
from db.tables import ROWS

T = FieldType
Clause = sa.ColumnElement[bool]
NEGATIVE = {"is_not": "is", "empty": "not_empty"}
"""A comparison that holds where another does not: asked of rows and of values beside a record."""


def on_moment(column: sa.ColumnElement[datetime], c: Condition) -> Clause:
    """Before the first moment of a day, or after its last, in UTC."""
    if not isinstance(c.value, UncertainDate) or not c.value.earliest or not c.value.latest:
        raise ValueError("a moment is compared with a day")
    if c.op == "before":
        return column < datetime.combine(c.value.earliest, time.min, UTC)
    return column >= datetime.combine(c.value.latest + timedelta(days=1), time.min, UTC)


def plain(column: sa.ColumnElement[object], c: Condition) -> Clause:
    """A column that holds the value itself."""
    tests: dict[str, Callable[[], Clause]] = {
        "is": lambda: column == c.value,
        "is_not": lambda: sa.or_(column.is_(None), column != c.value),
        "empty": lambda: column.is_(None),
        "not_empty": lambda: column.is_not(None),
        "before": lambda: column < c.value,
        "after": lambda: column > c.value,
    }
    return tests[c.op]()


def words(c: Condition) -> str:
    """The words of a condition, as typed; "" without any."""
    return "" if c.value is None else str(getattr(c.value, "text", c.value))


def contains(column: sa.ColumnElement[object], folded: str) -> Clause:
    """A folded column in which folded words stand; none do where there are no words."""
    return sa.func.instr(sa.func.coalesce(column, ""), folded) > 0 if folded else sa.false()


def phrase(column: sa.ColumnElement[object], c: Condition) -> Clause:
    """The column holds the order of the text: one digit, then the letters alone."""
    if c.op == "contains":
        return contains(sa.func.substr(column, 2), names.fold(words(c)))
    text = None if c.value is None else sort_text(words(c))
    return plain(column, Condition(c.path, c.op, text))


def listed(column: sa.ColumnElement[object], c: Condition) -> Clause:
    """A list is kept as JSON, where a code or an id stands between quotes and can be looked for whole."""
    if c.op not in ("is", "is_not"):
        return plain(column, c)
    quoted = "" if c.value is None else dumps(encode(c.value))
    inside = sa.func.instr(sa.func.coalesce(column, ""), quoted)
    return inside > 0 if c.op == "is" else inside == 0


def dated(
    edtf: sa.ColumnElement[object],
    earliest: sa.ColumnElement[object],
    latest: sa.ColumnElement[object],
    c: Condition,
) -> Clause:
    """An uncertain date: its EDTF, and the first and the last day it may be."""
    value = c.value
    if c.op == "before" and isinstance(value, UncertainDate):
        return latest < value.earliest
    if c.op == "after" and isinstance(value, UncertainDate):
        return earliest > value.latest
    if c.op == "overlaps" and isinstance(value, UncertainDate):
        return _overlaps(edtf, earliest, latest, value)
    written: Value | None = value.edtf if isinstance(value, UncertainDate) else value
    return plain(edtf, Condition(c.path, c.op, written))


def _overlaps(
    edtf: sa.ColumnElement[object],
    earliest: sa.ColumnElement[object],
    latest: sa.ColumnElement[object],
    value: UncertainDate,
) -> Clause:
    """An open end reaches as far as any day."""
    begins = sa.or_(earliest.is_(None), earliest <= value.latest) if value.latest else sa.true()
    ends = sa.or_(latest.is_(None), latest >= value.earliest) if value.earliest else sa.true()
    return sa.and_(edtf.is_not(None), begins, ends)


def in_rows(record_type: RecordType, field: Field, table: sa.FromClause, c: Condition) -> Clause:
    """A field that has rows: any of their texts."""
    rows = ROWS[record_type.key, field.key].alias()
    owned = rows.c.owner == table.c.id
    if c.op in ("empty", "not_empty"):
        some = sa.exists().where(owned)
    else:
        texts = [f for f in field.fields if f.type in (T.TEXT, T.PHRASE)]
        plain = Condition(c.path, NEGATIVE.get(c.op, c.op), c.value)
        same = sa.or_(sa.false(), *(_row_text(f, rows.c[f"{f.key}_fold"], plain) for f in texts))
        some = sa.exists().where(owned, same)
    return ~some if c.op in NEGATIVE else some


def _row_text(field: Field, column: sa.ColumnElement[object], c: Condition) -> Clause:
    if field.type is T.PHRASE:
        return phrase(column, c)
    wanted = fold(words(c))
    return contains(column, wanted) if c.op == "contains" else column == wanted


def long(field: Field, table: sa.FromClause, c: Condition) -> Clause:
    """A long text: whether there is one."""
    long = tables.long_text.alias()
    some = sa.exists().where(long.c.owner == table.c.id, long.c.field == field.key)
    return {"empty": ~some, "not_empty": some}[c.op]


def own_value(field: Field, table: sa.FromClause, c: Condition) -> Clause:
    """The same conditions on a field that staff added."""
    if c.op in NEGATIVE:
        return ~own_value(field, table, Condition(c.path, NEGATIVE[c.op], c.value))
    own = tables.own_value.alias()
    owned = sa.and_(own.c.owner == table.c.id, own.c.field == field.key)
    if c.op == "not_empty":
        return sa.exists().where(owned)
    if field.type is T.DATE:
        return sa.exists().where(owned, dated(own.c.fold, own.c.earliest, own.c.latest, c))
    if field.type in (T.TERMS, T.RECORDS):
        return sa.exists().where(owned, listed(own.c.value, c))
    if c.op == "contains":
        return sa.exists().where(owned, contains(own.c.fold, fold(words(c))))
    text = fold(mapping.plain(field, c.value))
    return sa.exists().where(owned, plain(own.c.fold, Condition(c.path, c.op, text)))
