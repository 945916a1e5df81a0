"""A record of every type with a value in every field, made from the declarations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID, uuid4

from app.fields import Field, FieldType, RecordType
from app.records import ALL, Record, new, row
from app.values import Row, Text, Translation, Value, uncertain

T = FieldType
_OF_A_FILE = defaultdict[str, frozenset[str]](frozenset, evidence=frozenset({"sha256"}))


def ids() -> dict[str, UUID]:
    """One record id a type."""
    return {t.key: uuid4() for t in ALL}


def full(record_type: RecordType, of: dict[str, UUID], mark: str = "") -> Record:
    """A record with every field filled; texts hold `mark`, references point to the records in `of`.

    Of evidence the digest is left out: it would say that a file lies in the vault.
    """
    left_out = _OF_A_FILE[record_type.key]
    values = {f.key: value(f, of, mark) for f in record_type.fields if f.key not in left_out}
    return new(record_type.key, id=of[record_type.key]).with_values(**values)


def value(field: Field, of: dict[str, UUID], mark: str = "") -> Value:
    """Some value of a field."""
    text = f"{field.key} {mark} 김철수".strip()
    match field.type:
        case T.TEXT:
            return text
        case T.PHRASE | T.LONG_TEXT:
            korean, chinese = Translation("ko", text + " 번역", "Kim"), Translation("zh", "图们", "", True)
            return Text(text, "en", (korean, chinese))
        case T.NUMBER:
            return 600
        case T.DATE:
            return uncertain("2023-10~", f"about then {mark}")
        case T.TERM:
            return "some_code"
        case T.TERMS:
            return ("a", "b")
        case T.YES_NO:
            return "yes"
        case T.RECORD:
            return of[field.of or "case"]
        case T.RECORDS:
            return (of[field.of],)
        case T.ROWS:
            return tuple(_row(field, of, mark) for _ in range(2))


def _row(field: Field, of: dict[str, UUID], mark: str) -> Row:
    return replace(row(), values=MappingProxyType({f.key: value(f, of, mark) for f in field.fields}))
