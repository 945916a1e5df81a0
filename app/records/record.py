"""A record as it passes between the rooms: a type, an id, a version and the values that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID, uuid4

from app.values import Row, Text, UncertainDate, Value, is_empty


@dataclass(frozen=True, slots=True)
class Record:
    """A record or a draft of one (`version` 0: never saved).

    `values` holds only fields with a value. `number` is the local handle of this vault (0: none yet).
    `typed` holds, in a draft alone, words that stand in a field and are no value of it (of a row's field
    under `field/row/field`): they are kept with the draft, never saved.
    Times are UTC; `created_by` and `changed_by` are ids of staff.
    """

    type: str
    id: UUID
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0
    digest: str = ""
    created_at: datetime | None = None
    created_by: UUID | None = None
    changed_at: datetime | None = None
    changed_by: UUID | None = None
    batch: UUID | None = None
    deleted_at: datetime | None = None
    sample: bool = False
    number: int = 0
    typed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_values(self, **changes: Value | None) -> Record:
        """The same record with some values changed; None or an empty value takes the field away."""
        merged = {**self.values, **changes}
        kept = {k: v for k, v in merged.items() if v is not None and not is_empty(v)}
        return replace(self, values=MappingProxyType(kept))

    def text(self, key: str) -> str:
        """A TEXT, TERM or YES_NO value, "" where there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def phrase(self, key: str) -> Text:
        """A PHRASE or LONG_TEXT value, empty where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, Text) else Text("")

    def number_of(self, key: str) -> int | None:
        """A NUMBER value."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def date(self, key: str) -> UncertainDate | None:
        """A DATE value."""
        value = self.values.get(key)
        return value if isinstance(value, UncertainDate) else None

    def ref(self, key: str) -> UUID | None:
        """A RECORD value."""
        value = self.values.get(key)
        return value if isinstance(value, UUID) else None

    def refs(self, key: str) -> tuple[UUID, ...]:
        """A RECORDS value."""
        value = self.values.get(key, ())
        return tuple(v for v in value if isinstance(v, UUID)) if isinstance(value, tuple) else ()

    def terms(self, key: str) -> tuple[str, ...]:
        """A TERMS value."""
        value = self.values.get(key, ())
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def rows(self, key: str) -> tuple[Row, ...]:
        """A ROWS value."""
        value = self.values.get(key, ())
        return tuple(v for v in value if isinstance(v, Row)) if isinstance(value, tuple) else ()


def new(record_type: str, *, id: UUID | None = None, sample: bool = False, **values: Value | None) -> Record:  # noqa: A002 - `id` is what everybody calls it
    """A fresh draft with a random id (no v7: it tells when the intake was)."""
    return Record(record_type, id or uuid4(), sample=sample).with_values(**values)


def row(*, id: UUID | None = None, **values: Value | None) -> Row:  # noqa: A002 - as above
    """A fresh row of a ROWS field."""
    kept = {k: v for k, v in values.items() if v is not None and not is_empty(v)}
    return Row(id or uuid4(), MappingProxyType(kept))
