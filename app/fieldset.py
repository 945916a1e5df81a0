"""A set of fields and terms of one's own as a file that other offices can take in: JSON, no case data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.errors import ImportRefused
from app.fields import Field, FieldType, Identifies, Leaves
from app.messages import Msg
from app.vocabularies import Term

FORMAT = 1
LARGEST = 2**20
"""Bytes of a file at most."""
_TERM = ("vocabulary", "code", "en", "ko", "zh", "note")


@dataclass(frozen=True)
class FieldSet:
    """Fields, each with the type of record it belongs to, and the terms they use."""

    fields: tuple[tuple[str, Field], ...]
    terms: tuple[Term, ...]


def encode(found: FieldSet) -> bytes:
    """The file, the same bytes for the same set."""
    body = {
        "casebook_fields": FORMAT,
        "fields": [_field_out(record_type, field) for record_type, field in found.fields],
        "terms": [{name: getattr(term, name) for name in _TERM} for term in found.terms],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _field_out(record_type: str, field: Field) -> dict[str, object]:
    return {
        "record_type": record_type,
        "key": field.key,
        "type": field.type.value,
        "label": field.label,
        "label_ko": field.label_ko,
        "help": field.help,
        "vocabulary": field.vocabulary,
        "of": field.of,
        "identifies": field.identifies.value,
        "leaves": field.leaves.value,
        "searched": field.searched,
    }


def decode(data: bytes) -> FieldSet:
    """The set in a file, to be called in the child. Raises ImportRefused for anything but a whole one."""
    try:
        body: Any = json.loads(data[: LARGEST + 1])
        if len(data) > LARGEST or body["casebook_fields"] != FORMAT:
            raise ValueError
        return FieldSet(tuple(_fields_in(body["fields"])), tuple(_terms_in(body["terms"])))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ImportRefused(Msg.NOT_A_FIELD_SET) from None


def _fields_in(items: list[dict[str, Any]]) -> Iterator[tuple[str, Field]]:
    for item in items:
        yield (
            _text(item["record_type"]),
            Field(
                key=_text(item["key"]),
                type=FieldType(item["type"]),
                label=_text(item["label"]),
                label_ko=_text(item["label_ko"]),
                help=_text(item["help"]),
                vocabulary=_text(item["vocabulary"]),
                of=_text(item["of"]),
                identifies=Identifies(item["identifies"]),
                leaves=Leaves(item["leaves"]),
                searched=item["searched"] is True,
                own=True,
            ),
        )


def _terms_in(items: list[dict[str, Any]]) -> Iterator[Term]:
    for position, item in enumerate(items, start=1):
        vocabulary, code, en, ko, zh, note = (_text(item[name]) for name in _TERM)
        if not en or not ko:
            raise ValueError
        yield Term(vocabulary, code, en, ko, zh, note, position)


def _text(value: object) -> str:
    if not isinstance(value, str) or "\n" in value or len(value) > 1000:
        raise ValueError
    value.encode()  # a lone surrogate is a ValueError
    return value
