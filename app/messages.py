"""Every message about trouble, in one place: to be translated, and read through for leaks.

A message names files, fields, rows and counts, never the value of a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from gettext import NullTranslations
from types import MappingProxyType

from app.i18n import N_, _


class Msg(Enum):
    """The texts; `{name}` stands for a value of the message."""

    # values and fields
    TEXT_HAS_NUL = N_("This text holds a character that cannot be kept (NUL). Remove it and try again.")
    TEXT_HAS_SURROGATE = N_("This text holds half a character (a lone surrogate). Type that part again.")
    FIELD_MISSING = N_("{field}: please fill this in.")
    FIELD_WRONG = N_("{field}: {reason}")

    # vault

    # records
    RECORD_CHANGED = N_(
        "Somebody changed this record since you opened it. Both versions are kept; choose one."
    )
    RECORD_MISSING = N_("There is no record {code} in this vault.")

    # releases

    # import

    # commands


@dataclass(frozen=True)
class Message:
    """A text of `Msg` and the values of its places."""

    text: Msg
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def render(self, catalogue: NullTranslations | None = None) -> str:
        """The message as a person reads it, in the language in use or that of `catalogue`."""
        source = str(self.text.value)
        translated = catalogue.gettext(source) if catalogue else _(source)
        return translated.format(**self.values)
