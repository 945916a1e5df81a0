"""A value in words, for history, conflict and lists: labels, dates, titles, never markup."""

from __future__ import annotations

from uuid import UUID

from app.fields import Field, FieldType
from app.values import Row, Text, UncertainDate, Value
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date

LONGEST = 2000
"""Characters of a long text that are shown beside another."""


def say_value(field: Field, value: Value | None, lookup: Lookup) -> str:
    """A value of a field as a person reads it, "" where there is none."""
    match value:
        case None:
            return ""
        case Text():
            others = [f"{lookup.word('language', t.language)}: {t.text}" for t in value.translations]
            return "\n".join([value.text, *others])[:LONGEST]
        case UncertainDate():
            said = say_date(value, lookup.language)
            return f"{value.words} ({said})" if value.words and value.words != said else said
        case UUID():
            return lookup.title(value) or value.hex[:8]
        case tuple():
            return ", ".join(_item(field, item, lookup) for item in value)
        case str() if field.type in (FieldType.TERM, FieldType.YES_NO):
            return lookup.label(field.vocabulary or "yes_no", value)
        case _:
            return str(value)


def _item(field: Field, item: str | UUID | Row, lookup: Lookup) -> str:
    if isinstance(item, Row):
        by_key = {f.key: f for f in field.fields}
        words = [say_value(by_key[k], v, lookup) for k, v in item.values.items() if k in by_key]
        return " · ".join(words)
    if isinstance(item, UUID):
        return lookup.title(item) or item.hex[:8]
    return lookup.label(field.vocabulary, item)
