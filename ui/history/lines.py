"""Entries of the journal as they are shown: what was done, and each change in the words of the form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.canonical import Json, decode
from app.fields import Field
from app.i18n import N_, _
from app.ports import Change, Entry, Reader, Vault
from app.records import TYPES
from app.records.record import Record
from app.services.reviewing import REVIEWED, steps
from ui.forms.lookup import Lookup, capital
from ui.forms.saying import say_value
from ui.widgets import folded_text

ACTIONS = {
    "create": N_("made"),
    "update": N_("changed"),
    "undo": N_("a change taken back"),
    "put_back": N_("a value put back"),
    "merge_terms": N_("a term replaced by another"),
    "delete": N_("moved to the trash"),
    "restore": N_("brought back from the trash"),
    "open": N_("opened"),
    "export": N_("let out in a document"),
    "exported": N_("copied out"),
    "travel": N_("taken into a travel vault"),
    "erase": N_("values erased for good"),
    "submitted": N_("handed in for review"),
    "returned": N_("returned with a reason"),
    "signed": N_("signed as it was then"),
}
TAKEN_IN = N_("taken in from a spreadsheet")
LONGEST = 400
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class Told:
    """The entries about some records, newest first; who staff are; the records that values point to."""

    entries: tuple[Entry, ...]
    staff: Mapping[UUID, str]
    named: tuple[Record, ...] = ()


@dataclass(frozen=True)
class ShownChange:
    """A change in words. `was` and `now` are empty where there was no value; `back` is the value before, as
    the journal keeps it, None where it cannot be put back."""

    field: str
    label: str
    was: str
    now: str
    erased: bool
    back: Json = None


@dataclass(frozen=True)
class ShownEntry:
    """An entry in words."""

    entry: Entry
    who: str
    done: str
    changes: tuple[ShownChange, ...]


def read_told(vault: Vault, records: Sequence[Record]) -> Told:
    """On the worker's thread: the journal of some records, the steps of their review, and the documents that
    hold them."""
    with vault.read() as reader:
        found = [entry for one in records for entry in reader.history(one.id)]
        found += _releases(reader, [r.id for r in records if r.type == "case"])
        found += (step for r in records if r.type in REVIEWED for step in _reviews(reader, r))
        found.sort(key=lambda e: (e.seq, e.at), reverse=True)
        return Told(tuple(found), {s.id: s.name for s in reader.staff()}, tuple(_named(reader, found)))


def _named(reader: Reader, entries: Sequence[Entry]) -> Iterator[Record]:
    """The records that values of the entries point to, to be called by their names."""
    wanted: dict[str, set[UUID]] = {}
    for entry in entries:
        declared = TYPES[entry.record_type].by_key if entry.record_type in TYPES else {}
        for change in entry.changes:
            of = declared[change.field].of if change.field in declared else ""
            if of and not TYPES[of].sealed:
                wanted.setdefault(of, set()).update(_ids(change.old), _ids(change.new))
    for of, ids in wanted.items():
        found = reader.glance.many(of, ids)
        yield from found.values()
        if of == "case":
            yield from reader.glance.many(
                "person", [p for r in found.values() if (p := r.ref("person"))]
            ).values()


def _ids(data: Json) -> Iterator[UUID]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, str) and len(item) == 32:
            yield UUID(hex=item)


def _releases(reader: Reader, cases: Sequence[UUID]) -> Iterator[Entry]:
    """The entries with which documents that hold a case were let out, told of the case."""
    for release in reader.glance.all("release") if cases else ():
        for case in set(cases) & set(release.refs("cases")):
            made = reader.history(release.id)[-1]
            yield Entry(made.seq, made.at, made.actor, "export", "case", case)


def _reviews(reader: Reader, record: Record) -> Iterator[Entry]:
    """The entries by which a record was handed in, returned and signed, with what was said: what stands above
    is new since."""
    for step in steps(reader, record):
        made = reader.history(step.id)[-1]
        said = tuple(change for change in made.changes if change.field == "note")
        yield replace(made, action=step.text("step"), changes=said)


def shown(told: Told, records: Sequence[Record], lookup: Lookup, field: str = "") -> Iterator[ShownEntry]:
    """The entries in words; with `field` those alone that changed it, and of them that change alone."""
    by_id = {r.id: r for r in records}
    for entry in told.entries:
        declared = fields_of(entry.record_type, lookup)
        changes = [c for c in entry.changes if field in ("", c.field) and not its_owner(entry, c)]
        if field and not changes:
            continue
        order = list(declared)
        changes.sort(key=lambda c, order=order: order.index(c.field) if c.field in order else len(order))  # type: ignore[misc]  # bound as it is now
        record = by_id.get(entry.record_id) if entry.record_id else None
        yield ShownEntry(
            entry,
            told.staff.get(entry.actor, ""),
            done(entry, record),
            tuple(_change(c, declared.get(c.field), record, lookup, entry.action) for c in changes),
        )


def fold(one: ShownEntry, folded: Collection[tuple[UUID, str]]) -> ShownEntry:
    """An entry whose values of some fields wait until they are asked for."""
    record = one.entry.record_id
    said = folded_text()
    changes = tuple(
        replace(c, was=said if c.was else "", now=said if c.now else "")
        if record is not None and (record, c.field) in folded
        else c
        for c in one.changes
    )
    return replace(one, changes=changes)


def its_owner(entry: Entry, change: Change) -> bool:
    """Whether a change only says whose part the record is: that is what the page is about."""
    return entry.action == "create" and TYPES[entry.record_type].parent == change.field


def done(entry: Entry, record: Record | None) -> str:
    """What was done, to what kind of record."""
    kind = _(TYPES[entry.record_type].label) if entry.record_type in TYPES else ""
    what = ACTIONS.get(entry.action, "")
    if entry.action == "create" and record is not None and record.batch is not None:
        what = TAKEN_IN
    said = _(what) if what else entry.action
    return f"{kind}: {said}" if kind else capital(said)


def fields_of(record_type: str, lookup: Lookup) -> dict[str, Field]:
    """Every field of a type, declared and own."""
    own = {f.key: f for f in lookup.own_fields(record_type)}
    return (TYPES[record_type].by_key if record_type in TYPES else {}) | own


def choices(told: Told, lookup: Lookup) -> list[tuple[str, object]]:
    """The fields that were ever changed, by label."""
    seen = {
        c.field: declared.called()
        for entry in told.entries
        for c in entry.changes
        if (declared := fields_of(entry.record_type, lookup).get(c.field)) is not None
    }
    return [(label, key) for key, label in sorted(seen.items(), key=lambda item: item[1])]


def _change(
    change: Change, declared: Field | None, record: Record | None, lookup: Lookup, action: str
) -> ShownChange:
    if declared is None:
        return ShownChange(change.field, change.field, "", "", change.erased)
    was, now = _said(declared, change.old, lookup), _said(declared, change.new, lookup)
    back = change.old if _can_go_back(record, declared, change, action) else None
    return ShownChange(change.field, declared.called(), was, now, change.erased, back)


def _can_go_back(record: Record | None, declared: Field, change: Change, action: str) -> bool:
    """Whether the value before is another one than the record holds, and the record can be changed."""
    if record is None or record.deleted_at or TYPES[record.type].append_only or change.old is None:
        return False
    if action == "erase" or change.erased:
        return False
    try:
        return decode(declared, change.old) != record.values.get(change.field)
    except (KeyError, TypeError, ValueError):
        return False


def _said(declared: Field, data: Json, lookup: Lookup) -> str:
    if data is None:
        return ""
    try:
        text = say_value(declared, decode(declared, data), lookup)
    except (KeyError, TypeError, ValueError):
        return _("(kept in an older form)")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
