"""Columns of a table of records: some are computed, every field can be one, staff's own too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.fields import Field, FieldType
from app.i18n import N_, _
from app.records.record import Record
from app.values import Text, UncertainDate, Value
from ui import saying
from ui.forms.lookup import Lookup, capital, hit_of
from ui.forms.reading import say_date
from ui.forms.saying import say_value

T = FieldType
WIDTH = 130
UNSORTED = (T.TERMS, T.RECORDS)


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field the list sorts by ("" for none), its usual width, its declaration.

    `right` says that its cells stand at the right, `quiet` that they are dim.
    """

    key: str
    heading: str
    sort: str = ""
    width: int = WIDTH
    field: Field | None = None
    right: bool = False
    quiet: bool = False


def moments(made: str) -> tuple[Column, Column]:
    """When a record was changed and made; `made` is what its making is called (msgid)."""
    usual = Column("changed", N_("Changed"), "changed", 104, right=True, quiet=True)
    return usual, replace(usual, key="created", heading=made, sort="created")


def say_moment(record: Record, column: Column, lookup: Lookup) -> str:
    """A cell of one of `moments`."""
    when = record.created_at if column.key == "created" else record.changed_at
    return saying.ago(when, lookup.now, lookup.language)


def computed(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns whose headings are msgids, in the language in use, by key."""
    return {c.key: replace(c, heading=_(c.heading)) for c in columns}


def of_fields(fields: Iterable[Field], shown_so: Collection[str], before: str = "") -> dict[str, Column]:
    """A column for each field that fits a cell, but those that a computed column shows; `before` is the path
    that leads to the record of the fields."""
    found = {}
    for field in fields:
        path = before + field.key
        if field.type in (T.LONG_TEXT, T.ROWS) or field.retired or path in shown_so:
            continue
        sort = "" if field.type in UNSORTED or (field.own and before) else path
        right = field.type is T.NUMBER
        found[path] = Column(path, field.called(), sort, field=field, right=right)
    return found


def say_field(field: Field, value: Value | None, refs: Mapping[UUID, Record], lookup: Lookup) -> str:
    """A value in a cell; `refs` are the records it may name."""
    if isinstance(value, UncertainDate):
        return capital(say_date(value, lookup.language, short=True))
    if isinstance(value, Text):
        return value.in_language(lookup.language)
    if isinstance(value, UUID):
        return _title(value, refs, lookup)
    if field.type is T.RECORDS and isinstance(value, tuple):
        named = (_title(one, refs, lookup) for one in value if isinstance(one, UUID))
        return ", ".join(filter(None, named))
    said = say_value(field, value, lookup)
    return capital(said) if field.type in (T.TERM, T.TERMS, T.YES_NO) else said


def _title(record: UUID, refs: Mapping[UUID, Record], lookup: Lookup) -> str:
    target = refs.get(record)
    return hit_of(target, lookup.language).title if target is not None else ""
