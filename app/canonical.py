"""Canonical JSON of values and records: what digests cover, the journal keeps and drafts are stored as.

Keys sorted, no white space, UTF-8 unescaped; a field without a value is not there, so that a field added
later changes no digest. Decoding follows the declarations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias, cast
from uuid import UUID

from app.fields import Field, FieldType
from app.values import Row, Text, Translation, UncertainDate, Value, uncertain

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


def dumps(data: Json) -> str:
    """`data` as canonical JSON text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def loads(text: str) -> Json:
    """The data of a JSON text."""
    return cast("Json", json.loads(text))


def encode(value: Value) -> Json:
    """A value as JSON data."""
    match value:
        case UUID():
            return value.hex
        case Text():
            return _encode_text(value)
        case UncertainDate():
            return {"edtf": value.edtf, "words": value.words} if value.words else {"edtf": value.edtf}
        case tuple():
            return [_encode_item(item) for item in value]
        case _:
            return value


def _encode_item(item: str | UUID | Row) -> Json:
    if isinstance(item, Row):
        return {"id": item.id.hex, "values": encode_values(item.values)}
    return item.hex if isinstance(item, UUID) else item


def _encode_text(value: Text) -> Json:
    data: dict[str, Json] = {"text": value.text, "language": value.language}
    if value.translations:
        data["translations"] = [
            {"language": t.language, "text": t.text, "by": t.by, "machine": t.machine}
            for t in sorted(value.translations, key=lambda t: t.language)
        ]
    return data


def encode_values(values: Mapping[str, Value]) -> dict[str, Json]:
    """The values of a record or row as JSON data."""
    return {key: encode(value) for key, value in values.items()}


def decode(declared: Field, data: Json) -> Value:
    """The value of a field from its JSON data (KeyError, TypeError or ValueError where it is not one)."""
    try:
        return _decoded(declared, data)
    except AttributeError:  # a list or number where an object or text should be
        raise TypeError(declared.type.value) from None


def _decoded(declared: Field, data: Json) -> Value:
    match declared.type:
        case FieldType.PHRASE | FieldType.LONG_TEXT:
            return _decode_text(cast("dict[str, Json]", data))
        case FieldType.DATE:
            entry = cast("dict[str, str]", data)
            return uncertain(entry["edtf"], entry.get("words", ""))
        case FieldType.RECORD:
            return UUID(hex=cast("str", data))
        case FieldType.RECORDS:
            return tuple(UUID(hex=item) for item in cast("list[str]", data))
        case FieldType.TERMS:
            return tuple(cast("list[str]", data))
        case FieldType.ROWS:
            return tuple(
                _decode_row(declared, cast("dict[str, Json]", item)) for item in cast("list[Json]", data)
            )
        case FieldType.NUMBER:
            return int(cast("int", data))
        case _:
            return str(data)


def _decode_text(data: dict[str, Json]) -> Text:
    translations = cast("list[dict[str, Json]]", data.get("translations", []))
    return Text(
        str(data["text"]),
        str(data["language"]),
        tuple(
            Translation(
                str(t["language"]), str(t["text"]), str(t.get("by", "")), bool(t.get("machine", False))
            )
            for t in translations
        ),
    )


def _decode_row(declared: Field, data: dict[str, Json]) -> Row:
    by_key = {f.key: f for f in declared.fields}
    values = cast("dict[str, Json]", data["values"])
    return Row(
        UUID(hex=cast("str", data["id"])),
        MappingProxyType({key: decode(by_key[key], item) for key, item in values.items()}),
    )


def decode_values(fields: Mapping[str, Field], data: Mapping[str, Json]) -> Mapping[str, Value]:
    """The values of a record from JSON data, by the declarations of its fields."""
    return MappingProxyType({key: decode(fields[key], item) for key, item in data.items()})
