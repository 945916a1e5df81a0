"""One change to many cases: what it would do record by record, doing it in slices, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from app.errors import AlteredRecord, CasebookError, Conflict, Invalid, NotFound
from app.fields import Field, FieldType
from app.ports import Reader, UnitOfWork, Vault
from app.records import TYPES
from app.records.record import Record
from app.services.files import primary_name
from app.services.saving import restore_in, save_in
from app.steps import chunked
from app.values import Value

PERSON = "person."
"""Before the key of a field of the person a case is about."""
MADE = frozenset({"code", "person", "person.names"})
"""What a batch never changes: codes are made by the program, a person and a name belong to one file."""
READ, WRITTEN = 100, 5
"""Records that a slice reads, and writes in one transaction."""
STAYS = (Conflict, Invalid, NotFound, AlteredRecord)
"""Why one record stays as it is while the others change."""
SET, EMPTY, ADD, REMOVE = "set", "empty", "add", "remove"

Stop = Callable[[], bool]
"""Asked between slices: whether to end here."""


@dataclass(frozen=True)
class Wanted:
    """What is to be changed: a field of the case, or `person.` and one of its person, and how.

    `how`: set, empty; of a field of several terms or records add, remove, where `value` is one of them.
    """

    path: str
    how: str
    value: Value | None = None


@dataclass(frozen=True)
class Line:
    """A case, the record of it that would change, and from what to what."""

    case: UUID
    code: str
    name: str
    record: UUID
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class Preview:
    """What a change would do: a line for each record it changes; how many stay as they are."""

    lines: tuple[Line, ...]
    same: int


@dataclass(frozen=True)
class Turned:
    """One value that was changed; with `field` "" the record went to the trash (`after` yes) or came back."""

    type: str
    record: UUID
    field: str
    before: Value | None
    after: Value | None

    @property
    def back(self) -> Turned:
        """The same, turned round."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class Outcome:
    """What was done, in order; how many stayed, being changed meanwhile; whether it was stopped, by what."""

    turned: tuple[Turned, ...]
    left: int
    stopped: bool
    error: CasebookError | None = None


@dataclass(frozen=True)
class Share:
    """How far a batch is."""

    done: int
    of: int


def changeable(fields: Iterable[Field], before: str = "") -> tuple[Field, ...]:
    """The fields of a type that a batch can change."""
    kinds = (FieldType.ROWS, FieldType.LONG_TEXT)
    return tuple(f for f in fields if f.type not in kinds and not f.retired and before + f.key not in MADE)


def ways(field: Field) -> tuple[str, ...]:
    """How a field can be changed in many records at once."""
    several = field.type in (FieldType.TERMS, FieldType.RECORDS)
    return ((ADD, REMOVE) if several else (SET,)) + (() if field.required else (EMPTY,))


def preview(vault: Vault, numbers: Sequence[int], wanted: Wanted) -> Generator[Share, None, Preview]:
    """What a change would do to cases (their handles), in slices."""
    lines: list[Line] = []
    seen: set[UUID] = set()
    done = 0
    for some in chunked(numbers, READ):
        with vault.read() as reader:
            for line in _lines(reader, some, wanted):
                if line.before != line.after and line.record not in seen:
                    lines.append(line)
                seen.add(line.record)
        done += len(some)
        yield Share(done, len(numbers))
    return Preview(tuple(lines), len(numbers) - len(lines))


def _lines(reader: Reader, numbers: Sequence[int], wanted: Wanted) -> list[Line]:
    cases = reader.glance.page("case", numbers)
    people = reader.glance.many("person", [p for c in cases if (p := c.ref("person"))])
    found = []
    for case in cases:
        person = people.get(case.ref("person") or case.id)
        record = person if wanted.path.startswith(PERSON) else case
        if record is None:
            continue
        before = record.values.get(wanted.path.removeprefix(PERSON))
        name = primary_name(person.rows("names")) if person else ""
        found.append(Line(case.id, case.text("code"), name, record.id, before, changed(before, wanted)))
    return found


def changed(before: Value | None, wanted: Wanted) -> Value | None:
    """What a value becomes."""
    match wanted.how:
        case "set":
            return wanted.value
        case "add" | "remove":
            held = before if isinstance(before, tuple) else ()
            left = [item for item in held if item != wanted.value]
            after = [*left, wanted.value] if wanted.how == ADD else left
            if wanted.how == ADD and wanted.value in held:
                return before
            ordered = sorted(after, key=str) if isinstance(wanted.value, str) else after
            return cast("Value", tuple(ordered)) if ordered else None
        case _:
            return None


def change(
    vault: Vault, lines: Sequence[Line], wanted: Wanted, stop: Stop
) -> Generator[Share, None, Outcome]:
    """Make a previewed change, a few records a transaction, each journaled.

    A record that no longer holds what the preview showed stays. What was done before `stop` said so is kept.
    """
    kind = "person" if wanted.path.startswith(PERSON) else "case"
    field = wanted.path.removeprefix(PERSON)
    turns = [Turned(kind, line.record, field, line.before, line.after) for line in lines]
    return (yield from turn(vault, turns, stop, action="update"))


def to_trash(vault: Vault, cases: Sequence[UUID], stop: Stop) -> Generator[Share, None, Outcome]:
    """Move cases to the trash."""
    return (yield from turn(vault, [Turned("case", case, "", "no", "yes") for case in cases], stop))


def from_trash(vault: Vault, cases: Sequence[UUID], stop: Stop) -> Generator[Share, None, Outcome]:
    """Bring cases back from the trash."""
    return (yield from turn(vault, [Turned("case", case, "", "yes", "no") for case in cases], stop))


def cases_of(reader: Reader, numbers: Sequence[int]) -> list[UUID]:
    """The ids of cases by their handles."""
    return [case.id for some in chunked(numbers, READ) for case in reader.glance.page("case", some)]


def turn(
    vault: Vault, turns: Sequence[Turned], stop: Stop, *, action: str = "undo"
) -> Generator[Share, None, Outcome]:
    """Change values from what they were to what they are to be; the same carries out and takes back."""
    done: list[Turned] = []
    left = 0
    for some in chunked(turns, WRITTEN):
        if stop():
            return Outcome(tuple(done), left, True)
        try:
            with vault.write() as work:
                made = [one for one in some if _turned(work, one, action)]
                work.commit()
        except CasebookError as error:  # the disk is full: what was done before stands, and can be taken back
            return Outcome(tuple(done), left, True, error)
        done += made
        left += len(some) - len(made)
        yield Share(len(done) + left, len(turns))
    return Outcome(tuple(done), left, False)


def _turned(work: UnitOfWork, one: Turned, action: str) -> bool:
    """Whether one record could be changed."""
    try:
        record = work.get(one.type, one.record)
        if not one.field:
            return _moved(work, record, one)
        if record.deleted_at is not None or record.values.get(one.field) != one.before:
            return False
        save_in(work, record.with_values(**{one.field: one.after}), action=action)
    except STAYS:
        return False
    return True


def _moved(work: UnitOfWork, record: Record, one: Turned) -> bool:
    if (record.deleted_at is not None) == (one.after == "yes"):
        return False
    if one.after == "yes":
        work.delete(record)
    else:
        restore_in(work, record)
    return True


def fields_by_path(own: Callable[[str], Sequence[Field]]) -> dict[str, Field]:
    """Every field a batch can change, by path: of the case, of its person, of staff."""
    case = changeable((*TYPES["case"].fields, *own("case")))
    person = changeable((*TYPES["person"].fields, *own("person")), PERSON)
    return {f.key: f for f in case} | {PERSON + f.key: f for f in person}
