"""Sources and places as cells for a sheet: the fields that may leave, in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.fields import Leaves
from app.records import TYPES
from app.records.record import Record
from app.services.files import named_by
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.columns import Column, of_fields, say_field
from ui.lists.copying import RowCopies

if TYPE_CHECKING:
    from app.ports import Reader

Named = tuple[Record, Mapping[UUID, Record]]
"""A record, and the records that its fields name."""


def copies_of(desk: Desk, lookup: Lookup, record_type: str, parent: QWidget) -> RowCopies:
    """What copies rows of a kind of record. Notes, keys and what is sealed are never among it."""

    def load(reader: Reader, numbers: Sequence[int]) -> list[Named]:
        found = reader.page(record_type, numbers)
        refs = named_by(reader, found)
        return [(record, refs) for record in found]

    def columns() -> list[Column]:
        declared = (*TYPES[record_type].fields, *lookup.own_fields(record_type))
        return list(of_fields((f for f in declared if f.leaves is Leaves.FREE), ()).values())

    return RowCopies(desk, lookup, load, say, columns, parent)


def say(row: Named, column: Column, lookup: Lookup) -> str:
    """One cell in words."""
    record, refs = row
    return say_field(column.field, record.values.get(column.key), refs, lookup) if column.field else ""
