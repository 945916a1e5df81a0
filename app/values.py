"""The values a field can hold: plain text, text in a language, uncertain dates, rows; all frozen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from app.errors import Invalid
from app.messages import Msg

_SURROGATES = range(0xD800, 0xE000)


def clean(text: str) -> str:
    """Text as it is stored: NFC, otherwise as entered.

    Raises Invalid for NUL (SQLite cuts the text there) and for a lone surrogate (it cannot be encoded).
    """
    if "\x00" in text:
        raise Invalid(Msg.TEXT_HAS_NUL)
    if any(ord(c) in _SURROGATES for c in text):
        raise Invalid(Msg.TEXT_HAS_SURROGATE)
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language, and who made it (`machine` when nobody did)."""

    language: str
    text: str
    by: str = ""
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the language it was written in, with its translations (at most one a language)."""

    text: str
    language: str = "en"
    translations: tuple[Translation, ...] = ()

    def in_language(self, language: str) -> str:
        """The text as a reader of `language` gets it: the translation, else the original."""
        return next((t.text for t in self.translations if t.language == language), self.text)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as far as it is known.

    `edtf` is EDTF level 1 (ISO 8601-2:2019); `words` are the informant's own, kept beside it.
    `earliest` and `latest` are the first and last day it may be; None is an open end.
    Build it with `uncertain`, which computes the days.
    """

    edtf: str
    words: str = ""
    earliest: date | None = None
    latest: date | None = None


def uncertain(edtf: str, words: str = "") -> UncertainDate:
    """The date of an EDTF text, with the days it may be. Raises Invalid where it is no EDTF."""
    from app.dates.edtf import span  # late: edtf needs nothing of this module, this one few need

    days = span(edtf)
    return UncertainDate(edtf, words, days.earliest, days.latest)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a field that has rows (a name, an alias): its own id, and its values by sub-field key."""

    id: UUID
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


Value: TypeAlias = (
    str | int | Text | UncertainDate | UUID | tuple[str, ...] | tuple[UUID, ...] | tuple[Row, ...]
)
"""A term and a yes/no/unknown are their code (str); a reference is the id of the record."""


def is_empty(value: Value | None) -> bool:
    """Whether a field with this value holds nothing (0 is a value)."""
    return value is None or value == "" or value == () or (isinstance(value, Text) and not value.text)
