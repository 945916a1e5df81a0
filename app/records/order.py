"""The order of records that nobody arranged: by what they say, never by who entered which first.

A position that somebody gave goes first, then the day, then the values. Ids are random and order nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.canonical import Json, dumps
from app.records.record import Record
from app.values import Row, Text, UncertainDate, Value

NOBODY: Mapping[UUID, Record] = MappingProxyType({})
_DAYS = ("date", "said_on", "due", "since", "published")
"""The fields that say when, the first that holds something counts."""
_HISTORIES = frozenset(("custody", "consent", "status", "review", "comment"))
"""What is said one after another, the last of it counts: of one day and one element, as it was entered."""


def in_order(records: Iterable[Record], named: Mapping[UUID, Record] = NOBODY) -> list[Record]:
    """Records of one type in an order that two vaults with the same facts share.

    `named` are records they point to: links differ by nothing else. What is alike in all of it is in the
    order it was made.
    """
    return sorted(records, key=lambda record: (*_key(record, named), record.number))


def _key(record: Record, named: Mapping[UUID, Record]) -> tuple[bool, int, date, str]:
    position = record.number_of("position")
    words = record.text("element") if record.type in _HISTORIES else _words(record, named)
    return position is None, position or 0, _day(record), words


def _day(record: Record) -> date:
    for key in _DAYS:
        if (when := record.date(key)) is not None:
            return when.earliest or when.latest or date.max
    return date.max


def _words(record: Record, named: Mapping[UUID, Record] = NOBODY) -> str:
    return dumps([[key, _plain(value, named)] for key, value in sorted(record.values.items())])


def _plain(value: Value | Row, named: Mapping[UUID, Record]) -> Json:
    """A value without ids; what it points to by its own values."""
    match value:
        case UUID():
            return _words(named[value]) if value in named else ""
        case Text():
            return [value.text, value.language]
        case UncertainDate():
            return [value.edtf, value.words]
        case Row():
            return [[key, _plain(inner, named)] for key, inner in sorted(value.values.items())]
        case tuple():
            parts = [dumps(_plain(item, named)) for item in value]
            return list(sorted(parts) if all(isinstance(item, UUID) for item in value) else parts)
        case _:
            return value
