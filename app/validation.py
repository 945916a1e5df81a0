"""What a record must be before it is kept: pure, run at every edit and again at the save."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from app.canonical import decode, loads
from app.errors import Invalid
from app.fields import Field, FieldType
from app.i18n import _
from app.messages import Message, Msg
from app.records import TYPES
from app.records.record import Record
from app.values import Row, Text, UncertainDate, Value, clean, uncertain

KnowsTerm = Callable[[str, str], bool]
"""Whether a vocabulary has a code."""

FIGURE_WORDS = frozenset({"hundreds", "many", "some", "unknown"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field of a record, for the form to show beside it; of a field with rows, where."""

    field: str
    message: Message
    row: UUID | None = None
    part: str = ""
    """The field of that row."""


def tidied(record: Record, own: Iterable[Field] = ()) -> Record:
    """The record with every text in NFC. Raises Invalid for NUL or a lone surrogate, naming the field."""
    fields = fields_of(record, own)
    values = {}
    for key, value in record.values.items():
        try:
            values[key] = _clean(value)
        except Invalid as problem:
            label = fields[key].called() if key in fields else key
            raise Invalid(Msg.FIELD_WRONG, field=label, reason=str(problem)) from None
    return replace(record, values=MappingProxyType(values)).with_values()


def fields_of(record: Record, own: Iterable[Field] = ()) -> dict[str, Field]:
    """The fields of a record's type by key, own ones too."""
    return {**TYPES[record.type].by_key, **{f.key: f for f in own}}


def _clean(value: Value) -> Value:
    match value:
        case str():
            return clean(value)
        case Text():
            translations = tuple(
                replace(t, text=clean(t.text), by=clean(t.by)) for t in value.translations if t.text
            )
            return Text(clean(value.text), value.language, translations)
        case UncertainDate():
            return uncertain(value.edtf, clean(value.words))
        case tuple():
            return tuple(_clean_item(item) for item in value)  # type: ignore[return-value]
        case _:
            return value


def _clean_item(item: object) -> object:
    if isinstance(item, str):
        return clean(item)
    if isinstance(item, Row):
        return Row(item.id, MappingProxyType({k: _clean(v) for k, v in item.values.items()}))
    return item


def problems(record: Record, knows: KnowsTerm, own: Iterable[Field] = ()) -> tuple[Problem, ...]:
    """Everything that keeps a record from being saved; empty when it may be."""
    declared = fields_of(record, own)
    found = [
        Problem(f.key, Message(Msg.FIELD_MISSING, {"field": f.called()}))
        for f in declared.values()
        if f.required and f.key not in record.values
    ]
    for key, value in record.values.items():
        if key not in declared:
            found.append(Problem(key, _wrong(key, Msg.FIELD_UNKNOWN)))
        else:
            found += _value_problems(declared[key], value, knows)
    return tuple(found + _RULES.get(record.type, _no_rule)(record))


def _wrong(label: str, reason: Msg, **values: object) -> Message:
    return Message(Msg.FIELD_WRONG, {"field": label, "reason": Message(reason, values).render()})


_EXPECTED: dict[FieldType, type | tuple[type, ...]] = {
    FieldType.TEXT: str,
    FieldType.TERM: str,
    FieldType.YES_NO: str,
    FieldType.PHRASE: Text,
    FieldType.LONG_TEXT: Text,
    FieldType.NUMBER: int,
    FieldType.DATE: UncertainDate,
    FieldType.TERMS: tuple,
    FieldType.RECORDS: tuple,
    FieldType.ROWS: tuple,
}


def _value_problems(field: Field, value: Value, knows: KnowsTerm) -> list[Problem]:
    expected = _EXPECTED.get(field.type)
    if expected and not isinstance(value, expected):
        return [Problem(field.key, _wrong(field.called(), Msg.VALUE_WRONG_TYPE))]
    codes: list[tuple[str, str]] = []
    if field.type is FieldType.TERM:
        codes = [(field.vocabulary, str(value))]
    elif field.type is FieldType.TERMS and isinstance(value, tuple):
        codes = [(field.vocabulary, str(code)) for code in value]
    elif field.type is FieldType.YES_NO:
        codes = [("yes_no", str(value))]
    found = [
        Problem(field.key, _wrong(field.called(), Msg.TERM_UNKNOWN, code=code))
        for vocabulary, code in codes
        if not knows(vocabulary, code)
    ]
    if field.type is FieldType.NUMBER and isinstance(value, int) and not 0 <= value <= field.largest:
        found.append(Problem(field.key, _wrong(field.called(), Msg.NUMBER_OUT_OF_RANGE)))
    if field.type is FieldType.PHRASE and isinstance(value, Text) and "\n" in value.text:
        found.append(Problem(field.key, _wrong(field.called(), Msg.ONE_LINE_ONLY)))
    if field.type is FieldType.ROWS and isinstance(value, tuple):
        found += _row_problems(field, value, knows)
    return found


def _row_problems(field: Field, rows: tuple[object, ...], knows: KnowsTerm) -> list[Problem]:
    by_key = {f.key: f for f in field.fields}
    found = []
    for row in rows:
        if not isinstance(row, Row):
            return [Problem(field.key, _wrong(field.called(), Msg.VALUE_WRONG_TYPE))]
        for missing in (f for f in field.fields if f.required and f.key not in row.values):
            message = Message(Msg.FIELD_MISSING, {"field": missing.called()})
            found.append(Problem(field.key, message, row.id, missing.key))
        for key, value in row.values.items():
            inner = _value_problems(by_key[key], value, knows) if key in by_key else []
            found += [Problem(field.key, p.message, row.id, key) for p in inner]
    return found


def _no_rule(_record: Record) -> list[Problem]:
    return []


def _claim_rule(claim: Record) -> list[Problem]:
    low, high = claim.number_of("low"), claim.number_of("high")
    found = []
    if low is not None and high is not None and low > high:
        found.append(Problem("high", _wrong(_("Highest"), Msg.LOW_OVER_HIGH)))
    if (low is not None or high is not None) and not claim.text("measure"):
        found.append(Problem("measure", _wrong(_("Measure"), Msg.FIGURE_NEEDS_MEASURE)))
    if (low is not None or high is not None) and claim.text("qualifier") in FIGURE_WORDS - {"unknown"}:
        found.append(Problem("qualifier", _wrong(_("Qualifier"), Msg.WORD_AND_FIGURE)))
    if claim.ref("repeats") == claim.id or claim.ref("part_of") == claim.id:
        found.append(Problem("repeats", _wrong(_("Repeats the claim"), Msg.REPEATS_ITSELF)))
    if claim.text("stance") and not claim.text("state"):
        found.append(Problem("state", _wrong(_("State"), Msg.STANCE_NEEDS_STATE)))
    return found


def _place_rule(place: Record) -> list[Problem]:
    found = []
    for key, limit in (("latitude", 90), ("longitude", 180)):
        text = place.text(key)
        if text and not _degrees(text, limit):
            label = TYPES["place"].by_key[key].called()
            found.append(Problem(key, _wrong(label, Msg.NO_DEGREES, limit=limit)))
    return found


def _degrees(text: str, limit: int) -> bool:
    try:
        return text.isascii() and abs(float(text)) <= limit
    except ValueError:
        return False


def _consent_rule(consent: Record) -> list[Problem]:
    given, expires = consent.date("date"), consent.date("expires")
    if given and expires and given.earliest and expires.latest and expires.latest < given.earliest:
        return [Problem("expires", _wrong(_("Until"), Msg.ENDS_BEFORE_IT_BEGINS))]
    needs = consent.text("permission") in ("government", "un") and consent.text("answer") == "given"
    if needs and not consent.terms("recipients"):
        return [Problem("recipients", _wrong(_("For whom"), Msg.RECIPIENTS_MISSING))]
    return []


def _status_rule(status: Record) -> list[Problem]:
    if status.text("status") == "verified" and not (status.text("reviewer") and status.text("second")):
        return [Problem("reviewer", _wrong(_("Signed by"), Msg.VERIFIED_NEEDS_REVIEWER))]
    return []


def _whose_rule(record: Record) -> list[Problem]:
    """It says whose part it is: of a case, an event or a person."""
    record_type = TYPES[record.type]
    keys = [k for k in (record_type.parent, *record_type.also) if not record_type.by_key[k].required]
    if any(record.ref(key) for key in keys):
        return []
    return [Problem(keys[0], _wrong(record_type.by_key[keys[0]].called(), Msg.WHOSE_MISSING))]


def _ends_rule(link: Record) -> list[Problem]:
    near, far = TYPES[link.type].parent, TYPES[link.type].also[0]
    if link.ref(near) is None or link.ref(near) != link.ref(far):
        return []
    return [Problem(far, _wrong(TYPES[link.type].by_key[far].called(), Msg.NOT_TO_ITSELF))]


def _address_rule(record: Record) -> list[Problem]:
    """What it points at may be read: nothing is said of sealed identities, nor of another such record."""
    target = TYPES.get(record.text("type"))
    if target is None or target.sealed or target.parent == "record":
        return [Problem("type", _wrong(TYPES[record.type].by_key["type"].called(), Msg.NO_SUCH_ADDRESS))]
    field = target.by_key.get(record.text("field"))  # one that staff added is known to the vault alone
    if record.text("row") and field is not None and field.type is not FieldType.ROWS:
        return [Problem("row", _wrong(TYPES[record.type].by_key["row"].called(), Msg.NO_SUCH_ADDRESS))]
    return []


def _rival_rule(rival: Record) -> list[Problem]:
    found = _address_rule(rival)
    target = TYPES.get(rival.text("type"))
    field = target.by_key.get(rival.text("field")) if target else None
    if field is None or found:
        return found
    try:
        decode(field, loads(rival.text("value")))
    except (Invalid, KeyError, TypeError, ValueError):
        return [Problem("value", _wrong(TYPES["rival"].by_key["value"].called(), Msg.VALUE_WRONG_TYPE))]
    return []


_RULES: dict[str, Callable[[Record], list[Problem]]] = {
    "claim": _claim_rule,
    "place": _place_rule,
    "consent": _consent_rule,
    "status": _status_rule,
    "sighting": _whose_rule,
    "role": _whose_rule,
    "relation": _ends_rule,
    "event_link": _ends_rule,
    "citation": _address_rule,
    "comment": _address_rule,
    "review": _address_rule,
    "rival": _rival_rule,
}
