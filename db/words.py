"""Terms of vocabularies and the fields that staff added, as rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.fields import Field
from app.vocabularies import Term
from db import tables


def put_term(connection: sa.Connection, term: Term) -> None:
    """Writes a term over the one of its code, or as a new one."""
    table = tables.term
    row = {name: getattr(term, name) for name in table.c.keys()}  # noqa: SIM118 - a collection of columns
    here = sa.and_(table.c.vocabulary == term.vocabulary, table.c.code == term.code)
    _put(connection, table, here, row)


def put_own_field(connection: sa.Connection, record_type: str, field: Field) -> None:
    """Writes a field over the one of its key, which keeps its place, or at the end of its type's."""
    table = tables.own_field
    here = sa.and_(table.c.record_type == record_type, table.c.key == field.key)
    last = sa.select(sa.func.max(table.c.position)).where(table.c.record_type == record_type)
    place = connection.execute(sa.select(table.c.position).where(here)).scalar()
    row = {
        "record_type": record_type,
        "key": field.key,
        "position": place or (connection.execute(last).scalar() or 0) + 1,
        "type": field.type.value,
        "label": field.label,
        "help": field.help,
        "vocabulary": field.vocabulary,
        "of": field.of,
        "identifies": field.identifies.value,
        "leaves": field.leaves.value,
        "searched": field.searched,
        "retired": field.retired,
        "label_ko": field.label_ko or None,
    }
    _put(connection, table, here, row)


def _put(
    connection: sa.Connection, table: sa.Table, here: sa.ColumnElement[bool], row: dict[str, Any]
) -> None:
    if connection.execute(table.update().where(here).values(row)).rowcount == 0:
        connection.execute(table.insert().values(row))
