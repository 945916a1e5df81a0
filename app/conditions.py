"""What narrows a list: every field that a condition may name, how it compares, and how conditions join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.fields import Field, FieldType, RecordType
from app.i18n import N_
from app.ports import Condition, Group
from app.records import TYPES

T = FieldType

OPERATORS: dict[FieldType, tuple[str, ...]] = {
    T.TEXT: ("contains", "is", "is_not", "not_empty", "empty"),
    T.PHRASE: ("contains", "is", "is_not", "not_empty", "empty"),
    T.ROWS: ("contains", "is", "is_not", "not_empty", "empty"),
    T.LONG_TEXT: ("not_empty", "empty"),
    T.NUMBER: ("is", "is_not", "after", "before", "not_empty", "empty"),
    T.DATE: ("before", "after", "overlaps", "is", "is_not", "not_empty", "empty"),
    T.TERM: ("is", "is_not", "not_empty", "empty"),
    T.TERMS: ("is", "is_not", "not_empty", "empty"),
    T.YES_NO: ("is", "is_not", "not_empty", "empty"),
    T.RECORD: ("is", "is_not", "not_empty", "empty"),
    T.RECORDS: ("is", "is_not", "not_empty", "empty"),
}
"""The comparisons of each type of field, the most used first."""
BARE = frozenset({"empty", "not_empty"})
"""Comparisons that need no value."""
FOUND = frozenset({"case", "event", "source", "place", "person"})
"""Types of record that a few letters find, so that a condition can name one."""
_ONE_OF = {T.TERMS: T.TERM, T.RECORDS: T.RECORD, T.PHRASE: T.TEXT, T.ROWS: T.TEXT}
"""As what one value of a field is entered."""
EVENT_KEYS = ("code", "title", "kind", "date", "returning_state")
"""What a condition on a linked event may ask of the event itself."""

_MOMENTS = ("before", "after")
_CHANGED = (Field("changed", T.DATE, N_("Last change")), _MOMENTS)
_PSEUDO = {
    "case": (
        _CHANGED,
        (Field("created", T.DATE, N_("Opened on")), _MOMENTS),
        (Field("minor", T.YES_NO, N_("Minor at a linked event")), ("is",)),
    ),
    "event": (_CHANGED, (Field("created", T.DATE, N_("Entered on")), _MOMENTS)),
}
_FIRST = {"case": ("link",), "event": ("claim", "status")}
"""The parts that are asked of most, before the others."""
STANDS = "status"
"""The part that is a history of each element: a condition asks how an element stands, by its last entry."""


@dataclass(frozen=True)
class Offered:
    """A field that a condition may name; `heading` is a msgid."""

    path: str
    field: Field
    operators: tuple[str, ...]
    heading: str

    @property
    def entered(self) -> Field:
        """The declaration of one value to compare with: a term of several, a text of a name."""
        one = _ONE_OF.get(self.field.type, self.field.type)
        return replace(self.field, type=one, required=False, fields=(), help="")


def offered(own: Mapping[str, Sequence[Field]], record_type: str = "case") -> tuple[Offered, ...]:
    """Everything a list of cases or events can be narrowed by: the record, the person of a case, its parts,
    what staff added."""
    whole = TYPES[record_type]
    found = [Offered(f.key, f, operators, whole.label) for f, operators in _PSEUDO[record_type]]
    found += _of(whole, "", own)
    if record_type == "case":
        found += _of(TYPES["person"], "person.", own)
    first = _FIRST[record_type]
    for key in (*first, *(t.key for t in TYPES.values() if t.key not in first)):
        part = TYPES[key]
        if any(part.by_key[whose].of for whose in part.part_of(record_type)):
            found += _of_part(part, whole, own)
    return tuple(found)


def _of_part(part: RecordType, whole: RecordType, own: Mapping[str, Sequence[Field]]) -> list[Offered]:
    """The fields of a part, but those that say whose it is; of a link to an event, some of the event too."""
    if part.key == STANDS:
        stands = part.by_key["status"]
        return [Offered(f"{part.key}/status", stands, ("is",), part.label)]
    whose = part.part_of(whole.key)
    found = _of(part, f"{part.key}/", own, whose)
    if len(whose) > 1:  # it links two of them: asked of one, the field names the other, whichever end it is
        field = part.by_key[whose[-1]]
        found.insert(0, Offered(f"{part.key}/{field.key}", field, OPERATORS[field.type], part.label))
    if part.key == "link" and whole.key == "case":
        event = TYPES["event"]
        fields = (event.by_key[key] for key in EVENT_KEYS)
        found += [Offered(f"link/event.{f.key}", f, OPERATORS[f.type], event.label) for f in fields]
    return found


def _of(
    record_type: RecordType,
    before: str,
    own: Mapping[str, Sequence[Field]],
    whose: Sequence[str] = (),
) -> list[Offered]:
    """The fields of a type, but those it hangs by, those that are only read, and what cannot be found."""
    fields = (*record_type.fields, *own.get(record_type.key, ()))
    return [
        Offered(before + f.key, f, OPERATORS[f.type], record_type.label)
        for f in fields
        if not f.retired
        and f.key not in whose
        and not (record_type.key == "case" and f.key == "person")
        and (f.type not in (T.RECORD, T.RECORDS) or f.of in FOUND)
    ]


def groups_of(conditions: Iterable[Condition], either: Iterable[Group] = ()) -> tuple[Group, ...]:
    """All that must hold as groups of which one condition each must hold."""
    return (*((c,) for c in conditions), *(g for g in either if g))


def parted(groups: Iterable[Group]) -> tuple[tuple[Condition, ...], tuple[Group, ...]]:
    """Groups as `ListQuery` takes them: conditions that must hold, groups of which one must."""
    kept = [g for g in groups if g]
    return tuple(g[0] for g in kept if len(g) == 1), tuple(g for g in kept if len(g) > 1)
