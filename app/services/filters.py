"""Filters of lists: those the program brings, and those staff save, each with its count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from app.canonical import Json, dumps, loads
from app.completeness import URGENT_MONTHS, months_after
from app.errors import Invalid
from app.i18n import N_
from app.messages import Msg
from app.ports import Condition, Group, ListQuery, Reader, Vault
from app.records import TYPES
from app.values import UncertainDate, Value, clean, uncertain

SETTING = "filters"
"""The setting of the vault that keeps them: canonical JSON."""
MOST = 40
UNTOUCHED = timedelta(days=365)


@dataclass(frozen=True)
class SavedFilter:
    """A named filter of the list of records of a `type`.

    `key` is a random id ("" before it is saved), or the word of one the program brings, whose `name` is a
    msgid.
    """

    key: str
    name: str
    conditions: tuple[Condition, ...] = ()
    either: tuple[Group, ...] = ()
    text: str = ""
    brought: bool = False
    type: str = "case"

    def query(self, **more: Any) -> ListQuery:
        """The list it shows; `more` as `ListQuery` takes it."""
        return ListQuery(self.type, conditions=self.conditions, either=self.either, text=self.text, **more)


def every(reader: Reader, on: date) -> tuple[SavedFilter, ...]:
    """Those of the program, then those of staff."""
    return (*brought(on), *saved(reader))


def brought(on: date) -> tuple[SavedFilter, ...]:
    """The filters of the program, as of a day."""
    made = (
        ("minors", N_("Minors at the event"), (Condition("minor", "is", "yes"),)),
        ("no_consent", N_("No consent"), (Condition("consent/answer", "is_not", "given"),)),
        ("unverified", N_("Unverified"), (Condition("link/certainty", "is_not", "confirmed"),)),
        ("no_source", N_("No source"), (Condition("source", "empty"),)),
        ("urgent", N_("Urgent"), urgent(on)),
        ("untouched", N_("Untouched for a year"), (Condition("changed", "before", _day(on - UNTOUCHED)),)),
    )
    return tuple(SavedFilter(key, name, conditions, brought=True) for key, name, conditions in made)


def urgent(on: date) -> tuple[Condition, ...]:
    """That the urgent procedure of WGEID is open on a day: the disappearance is under three months old."""
    return (
        Condition("arrest_date", "after", _day(months_after(on, -URGENT_MONTHS))),
        Condition("arrest_date", "before", _day(on + timedelta(days=1))),
    )


def _day(day: date) -> UncertainDate:
    return uncertain(day.isoformat())


def saved(reader: Reader) -> tuple[SavedFilter, ...]:
    """The filters that staff saved, in the order they were made."""
    kept = reader.setting(SETTING)
    items: Any = loads(kept) if kept else []
    return tuple(
        SavedFilter(
            i["key"],
            i["name"],
            _in(i["conditions"]),
            _either_in(i["either"]),
            i["text"],
            type=i.get("type", "case"),  # at first there were filters of cases alone
        )
        for i in items
    )


def save_filter(vault: Vault, wanted: SavedFilter) -> SavedFilter:
    """Save a filter under its name, over the one of its key where it has one. Raises Invalid."""
    name = clean(wanted.name.strip())
    if not name or "\n" in name:
        raise Invalid(Msg.FILTER_NAME)
    made = replace(wanted, key=wanted.key or uuid4().hex, name=name, brought=False)
    with vault.write() as work:
        others = saved(work)
        at = [f.key for f in others]
        if made.key in at:
            others = tuple(made if f.key == made.key else f for f in others)
        elif len(others) >= MOST:
            raise Invalid(Msg.FILTERS_FULL, most=MOST)
        else:
            others = (*others, made)
        work.set_setting(SETTING, _out(others))
        work.commit()
    return made


def drop_filter(vault: Vault, key: str) -> None:
    """Forget a filter that staff saved."""
    with vault.write() as work:
        work.set_setting(SETTING, _out(f for f in saved(work) if f.key != key))
        work.commit()


def change_terms(vault: Vault, vocabulary: str, code: str, into: str) -> tuple[SavedFilter, ...]:
    """Let conditions that ask for a term ask for another; the filters as they were, () where none did."""
    with vault.write() as work:
        before = saved(work)

        def other(of: str, c: Condition) -> Condition:
            asks = c.value == code and vocabulary_of(work, of, c.path) == vocabulary
            return replace(c, value=into) if asks else c

        after = tuple(
            replace(
                f,
                conditions=tuple(other(f.type, c) for c in f.conditions),
                either=tuple(tuple(other(f.type, c) for c in group) for group in f.either),
            )
            for f in before
        )
        if after == before:
            return ()
        work.set_setting(SETTING, _out(after))
        work.commit()
    return before


def put_filters_back(vault: Vault, before: Iterable[SavedFilter]) -> None:
    """Give filters the conditions they had; one that was forgotten or called otherwise since stays so."""
    had = {f.key: f for f in before}
    if not had:
        return
    with vault.write() as work:
        now = tuple(
            replace(f, conditions=had[f.key].conditions, either=had[f.key].either) if f.key in had else f
            for f in saved(work)
        )
        work.set_setting(SETTING, _out(now))
        work.commit()


def vocabulary_of(reader: Reader, record_type: str, path: str) -> str:
    """The vocabulary of the field that the path of a condition leads to, "" where it has none."""
    if "/" in path:
        child, rest = path.split("/", 1)
        return vocabulary_of(reader, child, rest) if child in TYPES else ""
    declared = TYPES[record_type].by_key | {f.key: f for f in reader.own_fields(record_type)}
    key, _dot, rest = path.partition(".")
    field = declared.get(key)
    if field is None:
        return ""
    if rest and field.of:
        return vocabulary_of(reader, field.of, rest)
    inner = next((f.vocabulary for f in field.fields if f.key == rest), "")
    return inner if rest else field.vocabulary


def _out(filters: Iterable[SavedFilter]) -> str:
    items: list[Json] = [
        {
            "key": f.key,
            "name": f.name,
            "conditions": [_condition_out(c) for c in f.conditions],
            "either": [[_condition_out(c) for c in group] for group in f.either],
            "text": f.text,
            "type": f.type,
        }
        for f in filters
    ]
    return dumps(items) if items else ""


def _condition_out(c: Condition) -> Json:
    kind, value = _value_out(c.value)
    return {"path": c.path, "op": c.op, "kind": kind, "value": value}


def _value_out(value: Value | None) -> tuple[str, str | int | None]:
    match value:
        case UncertainDate():
            return "date", value.edtf
        case UUID():
            return "record", value.hex
        case int() | str() | None:
            return "plain", value
        case _:
            raise ValueError("no condition compares with this")


def _either_in(items: list[Any]) -> tuple[Group, ...]:
    """The groups; the first vaults knew a single one, kept as a plain list."""
    groups = [items] if items and isinstance(items[0], dict) else items
    return tuple(_in(group) for group in groups)


def _in(items: Iterable[Any]) -> tuple[Condition, ...]:
    return tuple(Condition(i["path"], i["op"], _value_in(i["kind"], i["value"])) for i in items)


def _value_in(kind: str, value: Any) -> Value | None:
    if kind == "date":
        return uncertain(value)
    return UUID(hex=value) if kind == "record" else value
