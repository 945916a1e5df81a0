"""What printed papers say (sheets of keys, blank forms): values without a case in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.keys import NEEDED, SHARES


@dataclass(frozen=True)
class RecoverySheet:
    """The sheet of a recovery key: groups parted by hyphens, the last one the check group.

    `number` counts the sheets of this vault from 1, `replaces` is the sheet it takes the place of (0: none).
    It names no organisation, vault, place or person.
    """

    language: str
    key: str = field(repr=False)
    printed: date
    number: int = 1
    replaces: int = 0


@dataclass(frozen=True)
class FormItem:
    """One entry of a blank form, labels resolved.

    `choices` are printed as boxes; else there are `lines` to write on, or `rows` empty rows of a table whose
    columns are `columns`.
    """

    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    lines: int = 1
    columns: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True)
class FormSection:
    """Entries under one heading."""

    heading: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class IntakeForm:
    """A blank intake form in the order of the case form: no case, no value of one."""

    language: str
    organisation: str
    sections: tuple[FormSection, ...]
    sample: bool = False


@dataclass(frozen=True)
class ConsentForm:
    """A blank consent form; labels of vocabularies resolved.

    `un` are the UN mechanisms a person may choose, any of them last; `beyond` what a consent names beyond
    name, sex, birth, last known place, arrest and return; `by` who may give it; `languages` some of them.
    """

    language: str
    organisation: str
    un: tuple[str, ...]
    beyond: tuple[str, ...]
    by: tuple[str, ...]
    languages: tuple[str, ...]
    sample: bool = False


@dataclass(frozen=True)
class ShareSheet:
    """The sheet of one share (`app.keys.KeyShare`): groups parted by hyphens, the last one the check group.

    `number` is that of the share (1 to `total`), `needed` of them open the vault, `set_id` tells shares of
    one making from those of another.
    """

    language: str
    share: str = field(repr=False)
    number: int
    set_id: str
    printed: date
    needed: int = NEEDED
    total: int = SHARES
