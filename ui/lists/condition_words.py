"""Conditions in words: how a field, a comparison and a value are called in chips and in the builder."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.conditions import BARE, Offered, offered
from app.fields import FieldType
from app.i18n import N_, _
from app.ports import Condition, Group
from app.records import TYPES
from app.values import UncertainDate
from ui.forms.lookup import Lookup, capital
from ui.forms.reading import say_date
from ui.forms.saying import say_value

T = FieldType
SEVERAL = (T.TERMS, T.RECORDS)

SAID = {
    "is": N_("{field}: {value}"),
    "is_not": N_("{field}: not {value}"),
    "contains": N_("{field} contains “{value}”"),
    "before": N_("{field}: before {value}"),
    "after": N_("{field}: after {value}"),
    "overlaps": N_("{field}: may be in {value}"),
    "empty": N_("{field}: not recorded"),
    "not_empty": N_("{field}: recorded"),
}
"""A condition as a sentence, by comparison (msgids)."""
COMPARED = {
    "is": N_("is"),
    "is_not": N_("is not"),
    "contains": N_("contains"),
    "before": N_("is before"),
    "after": N_("is after"),
    "overlaps": N_("may be in"),
    "empty": N_("is not recorded"),
    "not_empty": N_("is recorded"),
}
"""A comparison between the field and the value (msgids)."""
OF_NUMBERS = {"before": N_("is less than"), "after": N_("is more than")}
OF_SEVERAL = {"is": N_("includes"), "is_not": N_("does not include")}
SAID_OF_NUMBERS = {
    "before": N_("{field}: less than {value}"),
    "after": N_("{field}: more than {value}"),
}


def all_offered(lookup: Lookup, record_type: str) -> dict[str, Offered]:
    """What can be asked of records of a type, with the fields of staff, by path."""
    own = {key: lookup.own_fields(key) for key in TYPES}
    return {one.path: one for one in offered(own, record_type)}


def called(one: Offered) -> str:
    """A field by its label, one of a part with the name of the part before it."""
    label = one.field.called()
    if "/" not in one.path:
        return label
    return _("{part}: {field}").format(part=_(one.heading), field=label)


def compared(one: Offered, op: str) -> str:
    """What a comparison is called for a type of field."""
    if one.field.type is T.NUMBER and op in OF_NUMBERS:
        return _(OF_NUMBERS[op])
    if one.field.type in SEVERAL and op in OF_SEVERAL:
        return _(OF_SEVERAL[op])
    return _(COMPARED[op])


def say_condition(c: Condition, fields: dict[str, Offered], lookup: Lookup) -> str:
    """A condition as a sentence; one on a field that is no longer there by its path."""
    one = fields.get(c.path)
    if one is None:
        return c.path
    if c.op in BARE:
        return _(SAID[c.op]).format(field=called(one))
    pattern = SAID_OF_NUMBERS.get(c.op) if one.field.type is T.NUMBER else None
    if isinstance(c.value, UncertainDate):
        value = say_date(c.value, lookup.language)
    else:
        value = say_value(one.entered, c.value, lookup)
    if one.field.type in (T.TERM, T.TERMS, T.YES_NO):
        value = capital(value)
    return _(pattern or SAID[c.op]).format(field=called(one), value=value)


def say_group(group: Group, fields: dict[str, Offered], lookup: Lookup) -> str:
    """Conditions of which one must hold."""
    return _(" or ").join(say_condition(c, fields, lookup) for c in group)


def named(groups: Iterable[Group], fields: dict[str, Offered]) -> dict[str, list[UUID]]:
    """The records that conditions name, by type, so that their titles can be asked for."""
    found: dict[str, list[UUID]] = {}
    for c in (c for group in groups for c in group):
        one = fields.get(c.path)
        if one is not None and isinstance(c.value, UUID):
            found.setdefault(one.field.of, []).append(c.value)
    return found
