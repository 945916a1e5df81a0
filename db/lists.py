"""Lists: conditions, order and text of a ListQuery as SQL over the derived columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.conditions import STANDS
from app.fields import Field, FieldType, RecordType
from app.ports import Condition, ListQuery
from app.records import TYPES
from db import clauses, mapping, search, tables
from db.clauses import NEGATIVE, Clause
from db.folding import fold
from db.tables import RECORDS, ROWS

T = FieldType
MOMENTS = {"changed": "changed_at", "created": "created_at"}
MINOR = "minor"
ADULT = 18 * 10_000


class Lists:
    """Builds the statements of lists. `hidden` are the batches that nobody may see yet."""

    def __init__(self, own: Mapping[str, tuple[Field, ...]], hidden: frozenset[UUID] = frozenset()) -> None:
        self._own = own
        self._hidden = hidden

    def visible(self, table: sa.FromClause) -> Clause:
        """Not part of a hidden batch."""
        if not self._hidden:
            return sa.true()
        return sa.or_(table.c.batch.is_(None), table.c.batch.not_in(self._hidden))

    def live(self, table: sa.FromClause) -> Clause:
        """Visible and not deleted."""
        return sa.and_(table.c.deleted_at.is_(None), self.visible(table))

    def count(self, query: ListQuery) -> sa.Select[int]:
        """How many records a list holds."""
        table = RECORDS[query.type]
        return sa.select(sa.func.count()).select_from(table).where(*self._where(query, table))

    def numbers(self, query: ListQuery) -> sa.Select[int]:
        """The handles of a list in its order."""
        table = RECORDS[query.type]
        statement: sa.Select[int] = sa.select(table.c.n).where(*self._where(query, table))
        order = []
        for key in self._sort_keys(TYPES[query.type], table, query.sort):
            order.append((key.desc() if query.descending else key.asc()).nulls_last())
        return statement.order_by(*order, table.c.n.asc())

    def find(self, record_type: RecordType, text: str, limit: int) -> tuple[sa.Select[int], ...]:
        """The handles of what begins with `text`, by title, then of what holds it, newest first."""
        table = RECORDS[record_type.key]
        base: sa.Select[int] = sa.select(table.c.n).where(self.live(table)).limit(limit)
        first = base.where(search.begins(record_type, table, text)).order_by(table.c.sort_title, table.c.n)
        return first, base.where(search.condition(record_type, table, text)).order_by(table.c.n.desc())

    def _where(self, query: ListQuery, table: sa.Table) -> list[Clause]:
        record_type = TYPES[query.type]
        wanted = [self.visible(table)]
        deleted = table.c.deleted_at
        wanted.append(deleted.is_not(None) if query.deleted else deleted.is_(None))
        wanted += [self._condition(record_type, table, c.path, c) for c in query.conditions]
        for group in query.either:
            ways = (self._condition(record_type, table, c.path, c) for c in group)
            wanted.append(sa.or_(sa.false(), *ways))
        if query.text.strip():
            wanted.append(search.condition(record_type, table, query.text))
        return wanted

    def _condition(self, record_type: RecordType, table: sa.FromClause, path: str, c: Condition) -> Clause:
        """A condition on a field, or on some record that a path leads to.

        What a path negates is negated as a whole: no linked event is that one, not some event is another.
        """
        if "/" not in path and "." not in path:
            return self._leaf(record_type, table, path, c)
        if c.op in NEGATIVE:
            return ~self._condition(record_type, table, path, Condition(c.path, NEGATIVE[c.op], c.value))
        if "/" in path:
            child, rest = path.split("/", 1)
            other = RECORDS[child].alias()
            whose = TYPES[child].part_of(record_type.key)
            if len(whose) > 1 and rest in whose:
                return self._other_end(table, TYPES[child], whose, c)
            joined = sa.or_(*(other.c[key] == table.c.id for key in whose))
            if child == STANDS:
                joined = sa.and_(joined, ~self._later(other))
        else:
            key, rest = path.split(".", 1)
            child = record_type.by_key[key].of
            other = RECORDS[child].alias()
            joined = other.c.id == table.c[key]
        inner = self._condition(TYPES[child], other, rest, c)
        return sa.exists().where(joined, self.live(other), inner)

    def _other_end(self, table: sa.FromClause, link: RecordType, ends: Sequence[str], c: Condition) -> Clause:
        """A condition on what a record is linked to, whichever of the two ends it is itself."""
        ways = []
        for mine, far in (ends, ends[::-1]):
            one = RECORDS[link.key].alias()
            held = (one.c[mine] == table.c.id, self.live(one), self._leaf(link, one, far, c))
            ways.append(sa.exists().where(*held))
        return sa.or_(*ways)

    def _later(self, status: sa.FromClause) -> Clause:
        """That the element of a status got another since: how it stands is the last entry of its history."""
        other = RECORDS[STANDS].alias()
        same = (other.c.event == status.c.event, other.c.element == status.c.element)
        return sa.exists().where(*same, other.c.n > status.c.n, self.live(other))

    def _leaf(self, record_type: RecordType, table: sa.FromClause, key: str, c: Condition) -> Clause:
        if key in MOMENTS:
            return clauses.on_moment(table.c[MOMENTS[key]], c)
        if key == MINOR:
            return self._minor(table, c)
        field = record_type.by_key.get(key)
        if field is None:
            return clauses.own_value(self._own_field(record_type, key), table, c)
        match field.type:
            case T.ROWS:
                return clauses.in_rows(record_type, field, table, c)
            case T.LONG_TEXT:
                return clauses.long(field, table, c)
            case T.DATE:
                edtf, earliest, latest = (table.c[f"{key}_{p}"] for p in ("edtf", "earliest", "latest"))
                return clauses.dated(edtf, earliest, latest, c)
            case T.TERMS | T.RECORDS:
                return clauses.listed(table.c[key], c)
            case T.PHRASE:
                return clauses.phrase(table.c[f"{key}_fold"], c)
            case T.TEXT if c.op == "contains":
                return clauses.contains(table.c[f"{key}_fold"], fold(clauses.words(c)))
            case _:
                return clauses.plain(table.c[key], c)

    def _minor(self, case: sa.FromClause, c: Condition) -> Clause:
        """That the person was under 18 at some linked event, however open the dates are.

        Days are compared as numbers like 20231009, of which a lifetime of 18 years is 180000.
        """
        person, link, event = (RECORDS[key].alias() for key in ("person", "link", "event"))
        joined = (person.c.id == case.c.person, link.c.case == case.c.id, event.c.id == link.c.event)
        live = (self.live(person), self.live(link), self.live(event))
        young = _number(event.c.date_latest) - _number(person.c.birth_earliest) < ADULT
        some = sa.exists().where(*joined, *live, young)
        return some if (c.op == "is") == (c.value == "yes") else ~some

    def _own_field(self, record_type: RecordType, key: str) -> Field:
        return {f.key: f for f in self._own.get(record_type.key, ())}[key]

    def _sort_keys(
        self, record_type: RecordType, table: sa.Table, key: str
    ) -> list[sa.ColumnElement[object]]:
        if key in ("title", "created", "changed"):
            return [{"title": table.c.sort_title, "created": table.c.created_at}.get(key, table.c.changed_at)]
        if "." in key:
            return self._sort_by_target(record_type, table, *key.split(".", 1))
        field = record_type.by_key.get(key)
        if field is None:
            return [_beside(tables.own_value, table, self._own_field(record_type, key).key, "fold")]
        match field.type:
            case T.TEXT | T.PHRASE:
                return [table.c[f"{key}_fold"]]
            case T.DATE:
                return [table.c[f"{key}_earliest"], table.c[f"{key}_latest"]]
            case T.TERM:
                return [_term_position(field, table.c[key]), table.c[key]]
            case T.RECORD:
                other = RECORDS[field.of].alias()
                return [sa.select(other.c.sort_title).where(other.c.id == table.c[key]).scalar_subquery()]
            case T.LONG_TEXT:
                return [_beside(tables.long_text, table, key, "text")]
            case T.ROWS if key in record_type.title:
                return [table.c.sort_title]
            case T.ROWS:
                return [_first_row(record_type, field, table)]
            case _:
                return [table.c[key]]

    def _sort_by_target(
        self, record_type: RecordType, table: sa.Table, key: str, rest: str
    ) -> list[sa.ColumnElement[object]]:
        """The order of a field of the record that a RECORD field points to."""
        target = record_type.by_key[key].of
        other = RECORDS[target].alias()
        keys = self._sort_keys(TYPES[target], other, rest)  # type: ignore[arg-type]  # an alias has its columns
        return [sa.select(one).where(other.c.id == table.c[key]).scalar_subquery() for one in keys]


def _beside(beside: sa.Table, table: sa.Table, key: str, column: str) -> sa.ColumnElement[object]:
    statement = sa.select(beside.c[column]).where(beside.c.owner == table.c.id, beside.c.field == key)
    return statement.scalar_subquery()


def _term_position(field: Field, code: sa.ColumnElement[object]) -> sa.ColumnElement[object]:
    term = tables.term
    where = (term.c.vocabulary == field.vocabulary, term.c.code == code)
    return sa.select(term.c.position).where(*where).scalar_subquery()


def _first_row(record_type: RecordType, field: Field, table: sa.Table) -> sa.ColumnElement[object]:
    rows = ROWS[record_type.key, field.key]
    column = next(iter(mapping.to_columns(field.fields[0], None)))
    where = (rows.c.owner == table.c.id, rows.c.row_position == 1)
    return sa.select(rows.c.get(f"{column}_fold", rows.c[column])).where(*where).scalar_subquery()


def _number(day: sa.ColumnElement[date]) -> sa.ColumnElement[int]:
    year, month, of_month = (sa.extract(part, day) for part in ("year", "month", "day"))
    return year * 10_000 + month * 100 + of_month
