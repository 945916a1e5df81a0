"""One declaration a field: what form, column, history, search, import, export and anonymisation read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from app.i18n import _, catalogue, in_use


class FieldType(Enum):
    """What a field holds; the Python value beside each."""

    TEXT = "text"  # str: a code, an address; has no language
    PHRASE = "phrase"  # Text of one line, with translations
    LONG_TEXT = "long_text"  # Text of many lines, with translations; kept apart from lists
    NUMBER = "number"  # int
    DATE = "date"  # UncertainDate
    TERM = "term"  # str, the code of a term of `vocabulary`
    TERMS = "terms"  # tuple[str, ...], sorted codes
    YES_NO = "yes_no"  # "yes" | "no" | "unknown"
    RECORD = "record"  # UUID of a record of type `of` (of any type where that is empty)
    RECORDS = "records"  # tuple[UUID, ...] in the order given
    ROWS = "rows"  # tuple[Row, ...] of `fields`, in the order given


class Identifies(Enum):
    """What a field can give away (the terms of statistical disclosure control)."""

    DIRECT = "direct"
    QUASI = "quasi"
    SENSITIVE = "sensitive"
    NONE = "none"


class Leaves(Enum):
    """Whether a value may leave the program in a document."""

    NEVER = "never"
    BY_CONSENT = "by_consent"
    FREE = "free"


@dataclass(frozen=True)
class Field:
    """A field of a record. `label` and `help` are English msgids of the catalogue.

    `of` names the record type a reference points to; `hierarchy` the generalisation of a quasi-identifier
    (`date`, `place`, `age`, `term`); `group` the heading the form puts it under; `own` marks a field that
    staff added: its labels are theirs, in no catalogue. A `retired` field is only read.
    `largest` is the largest number it takes; `ahead` says that a date is usually one to come; `meant` is the
    kind of place that is usually meant (of `place_kind`; "" for a town, county or province).
    """

    key: str
    type: FieldType
    label: str
    help: str = ""
    vocabulary: str = ""
    of: str = ""
    fields: tuple[Field, ...] = ()
    required: bool = False
    identifies: Identifies = Identifies.NONE
    hierarchy: str = ""
    leaves: Leaves = Leaves.NEVER
    searched: bool = False
    group: str = ""
    own: bool = False
    label_ko: str = ""
    retired: bool = False
    largest: int = 2**31 - 1
    ahead: bool = False
    meant: str = ""

    def called(self, language: str = "") -> str:
        """The label in a language, or in the one in use."""
        if not self.own:
            return catalogue(language).gettext(self.label) if language else _(self.label)
        korean = (language or in_use()) == "ko"
        return (self.label_ko or self.label) if korean else (self.label or self.label_ko)


@dataclass(frozen=True)
class RecordType:
    """A kind of record: its fields in the order of the form.

    `parent` is the key of the RECORD field that says whose part it is (a claim's event, a step's case);
    `also` are others that may say so beside or instead of it (a task's event, the other of a relation);
    `append_only` records are never changed after the first save; `sealed` ones are in no list, search or
    export; `title` names the fields a record is called and sorted by.
    """

    key: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    parent: str = ""
    also: tuple[str, ...] = ()
    append_only: bool = False
    sealed: bool = False
    title: tuple[str, ...] = field(default=())

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """The fields by key."""
        return {f.key: f for f in self.fields}

    def part_of(self, record_type: str) -> tuple[str, ...]:
        """The fields by which a record of this type is part of one of `record_type`."""
        keys = (self.parent, *self.also) if self.parent else ()
        return tuple(k for k in keys if self.by_key[k].of in ("", record_type))
