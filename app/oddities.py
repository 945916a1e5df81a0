"""What is odd about a record and may still be right: said beside the field, never a reason to refuse."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, timedelta

from app.ages import ages
from app.fields import Field, FieldType
from app.messages import Message, Msg
from app.printable import invisible
from app.records import TYPES
from app.records.record import Record
from app.validation import Problem
from app.values import Row, Text, UncertainDate, Value, uncertain

OLDEST = 122
"""Years of the longest life that is proved (Jeanne Calment, 1875 to 1997)."""
_ZONES = timedelta(days=1)
"""By so much the day elsewhere may be ahead of the day here."""
_NAMES = {
    ("person", "names"): ("text", "family", "given"),
    ("place", "aliases"): ("text",),
    ("place", "name"): (),
    ("source", "name"): (),
    ("identity", "name"): (),
    ("claim", "claimant"): (),
}
"""The fields that hold names; of rows, which of their fields do."""
_ALIKE = frozenset(
    {
        *("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"),
        *("FULLWIDTH", "MATHEMATICAL", "SCRIPT", "DOUBLE-STRUCK"),
    }
)
"""Alphabets (the first word of a letter's Unicode name) with letters taken for those of another; Hangul and
Han characters stand beside Latin ones in a name and are not (UTS 39, 5.2)."""


def oddities(record: Record, today: date) -> tuple[Problem, ...]:
    """What a person should look at again: a letter of another alphabet, a sign nobody sees, a day that has
    not come, an age nobody reaches. Nothing is said of fields that staff added."""
    declared = TYPES[record.type].by_key
    found = []
    for key, value in record.values.items():
        field = declared.get(key)
        if field is None:
            continue
        names = _NAMES.get((record.type, key))
        if field.type is FieldType.ROWS and isinstance(value, tuple):
            found += _of_rows(field, [r for r in value if isinstance(r, Row)], names or (), today)
        elif said := _of_value(field, value, today, name=names is not None, whole=False):
            found.append(Problem(key, said))
    return tuple(found)


def _of_rows(field: Field, rows: list[Row], names: tuple[str, ...], today: date) -> list[Problem]:
    by_key = {f.key: f for f in field.fields}
    found = []
    for number, row in enumerate(rows, start=1):
        for key, value in row.values.items():
            inner = by_key.get(key)
            person = field.key == "names"
            said = inner and _of_value(inner, value, today, name=key in names, whole=person)
            if inner and said and len(rows) > 1:
                label = f"{inner.called()} {number}"
                said = Message(Msg.FIELD_WRONG, {"field": label, "reason": said.render()})
            if said:
                found.append(Problem(field.key, said))
    return found


def _of_value(field: Field, value: Value, today: date, *, name: bool, whole: bool) -> Message | None:
    if isinstance(value, UncertainDate):
        return _of_date(field, value, today)
    text = value.text if isinstance(value, Text) else value
    return _of_name(text, whole=whole) if name and isinstance(text, str) else None


def _of_date(field: Field, value: UncertainDate, today: date) -> Message | None:
    if value.earliest and value.earliest > today + _ZONES and not field.ahead:
        return Message(Msg.ODD_FUTURE)
    age = ages(value, uncertain(today.isoformat())) if field.hierarchy == "age" else None
    return Message(Msg.ODD_AGE, {"age": age.low, "oldest": OLDEST}) if age and age.low > OLDEST else None


def _of_name(text: str, *, whole: bool) -> Message | None:
    """The name of a person is looked at as a whole; others, which may hold two spellings, word by word.

    Blanks are not counted among the letters.
    """
    hidden = sum(invisible(char) for char in text)
    if hidden:
        return Message(Msg.ODD_HIDDEN, {"count": hidden})
    start = 0
    for part in [text] if whole else text.split(" "):
        odd = _stranger(part)
        if odd is not None:
            before = text[: start + odd]
            return Message(Msg.ODD_LETTER, {"number": len(before) - before.count(" ") + 1})
        start += len(part) + 1
    return None


def _stranger(text: str) -> int | None:
    """Where the first letter stands that is of another alphabet than most."""
    scripts = [(at, script) for at, char in enumerate(text) if (script := _script(char))]
    often = Counter(script for _at, script in scripts)
    if len(often) < 2:
        return None
    main = often.most_common(1)[0][0]
    return next(at for at, script in scripts if script != main)


def _script(char: str) -> str:
    """The alphabet of a letter by its Unicode name, "" for what is no letter or none that misleads."""
    if unicodedata.category(char) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    script = unicodedata.name(char, "").partition(" ")[0]
    return script if script in _ALIKE else ""
