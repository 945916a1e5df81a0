"""From a foreign table to drafts of cases: columns by field key or label, every cell read or named as wrong.

A pure function: nothing is written here, and one cell that cannot be read keeps the whole table out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID, uuid4

from app.dates.phrases import read_date
from app.errors import ImportRefused, Invalid
from app.fields import Field, FieldType
from app.foreign import ForeignRow, ForeignTable
from app.import_columns import NO_OWN, Column, OwnFields, columns_of
from app.messages import Message, Msg
from app.names import fold, script_of
from app.oddities import oddities
from app.records import TYPES
from app.records.record import Record, new, row
from app.validation import problems
from app.values import Row, Text, Value, clean
from app.vocabularies import Term

_MADE_LATER = frozenset({"code", "person", "case"})
"""Required fields that are filled when the drafts are saved."""

_SPOKEN = {
    ("sex", "female"): "f w woman girl 여성 여자",
    ("sex", "male"): "m man boy 남성 남자",
    ("sex", "unknown"): "u ? 미상 불명 모르겠음",
    ("yes_no", "yes"): "y true 네 있음",
    ("yes_no", "no"): "n false 아니오 없음",
    ("yes_no", "unknown"): "? 미상",
}
"""What people write in a cell for a term beside its code and labels."""

_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})")
_WIDE = {0xFF10 + n: str(n) for n in range(10)} | {0xFF0C: ","}
"""Digits and commas as Korean and Chinese keyboards make them in full width."""


@dataclass(frozen=True)
class CaseDraft:
    """What one row becomes: a person, a case still without its code, links and sightings still without it."""

    row: int
    person: Record
    case: Record
    links: tuple[Record, ...]
    sightings: tuple[Record, ...] = ()


@dataclass(frozen=True)
class CellProblem:
    """A cell that cannot be read; `row` and `column` count from 1 as a spreadsheet does."""

    row: int
    column: int
    reason: Message

    @property
    def message(self) -> Message:
        """The whole sentence, without the cell's content."""
        values = {"row": self.row, "column": self.column, "reason": self.reason.render()}
        return Message(Msg.IMPORT_ROW, values)


@dataclass(frozen=True)
class Looked:
    """A table row by row: its drafts, the cells that cannot be read, and those to be looked at again."""

    drafts: list[CaseDraft]
    wrong: list[CellProblem]
    odd: list[CellProblem]


class Known:
    """What the vault knows that cells may name: terms, places, events, own fields by type of record."""

    def __init__(
        self,
        terms: Iterable[Term],
        places: Iterable[Record] = (),
        events: Iterable[Record] = (),
        own: OwnFields = NO_OWN,
        others: Mapping[str, Iterable[Record]] = MappingProxyType({}),
    ) -> None:
        self.own = own
        self._others: dict[str, dict[str, set[UUID]]] = {}
        for of, records in others.items():
            by_text = self._others.setdefault(of, {})
            for record in records:
                for text in (str(record.id), record.id.hex, *names_of(record)):
                    by_text.setdefault(_key(text), set()).add(record.id)
        self._terms: dict[str, dict[str, str]] = {}
        for term in terms:
            spoken = _SPOKEN.get((term.vocabulary, term.code), "").split()
            for text in (term.code, term.en, term.ko, term.zh, *spoken):
                if text and not term.retired:
                    self._terms.setdefault(term.vocabulary, {}).setdefault(_key(text), term.code)
        self._codes = {(v, code) for v, by_text in self._terms.items() for code in by_text.values()}
        self._places: dict[str, UUID] = {}
        for place in sorted(places, key=lambda p: p.text("kind") == "crossing"):  # a town before its crossing
            for text in _names_of_place(place):
                self._places.setdefault(_key(text), place.id)
        self._events = {event.text("code").casefold(): event.id for event in events}

    def has(self, vocabulary: str, code: str) -> bool:
        """Whether a vocabulary has a code."""
        return (vocabulary, code) in self._codes

    def term(self, vocabulary: str, text: str) -> str:
        """The code of a term by its code or label. Raises Invalid."""
        code = self._terms.get(vocabulary, {}).get(_key(text))
        if code is None:
            raise Invalid(Msg.IMPORT_TERM_UNKNOWN)
        return code

    def record(self, of: str, text: str) -> UUID:
        """A place by any of its names, an event by its code, another by its id or a name that no second one
        has. Raises Invalid."""
        if of not in ("event", "place"):
            return only(self._others.get(of, {}).get(_key(text), ()))
        found = self._events.get(text.casefold()) if of == "event" else self._places.get(_key(text))
        if found is None:
            raise Invalid(Msg.IMPORT_EVENT_UNKNOWN if of == "event" else Msg.IMPORT_PLACE_UNKNOWN)
        return found


def only(found: Collection[UUID]) -> UUID:
    """The one record of a name. Raises Invalid for none or several."""
    if len(found) != 1:
        raise Invalid(Msg.NOT_ONE_OF_THAT_NAME)
    return next(iter(found))


def names_of(record: Record) -> list[str]:
    """Everything a record is called by, in every language it has."""
    found: list[str] = []
    for key in TYPES[record.type].title:
        match record.values.get(key):
            case Text() as said:
                found += [said.text, *(t.text for t in said.translations)]
            case str() as said:
                found.append(said)
            case tuple() as rows:
                found += [str(r.values.get("text", "")) for r in rows if isinstance(r, Row)]
    return [text for text in found if text]


def _key(text: str) -> str:
    return fold(text) or text.strip()


def _names_of_place(place: Record) -> list[str]:
    name = place.phrase("name")
    aliases = [str(r.values.get("text", "")) for r in place.rows("aliases")]
    return [t for t in (place.text("key"), name.text, *(t.text for t in name.translations), *aliases) if t]


def case_drafts(table: ForeignTable, known: Known) -> tuple[list[CaseDraft], list[CellProblem]]:
    """The drafts of every row, and every cell that cannot be read; drafts count only without problems.

    Raises ImportRefused for a column that is no field of a case, one that comes twice, no column of names.
    """
    found = look(table, known)
    return found.drafts, found.wrong


def look(table: ForeignTable, known: Known, today: date | None = None) -> Looked:
    """As `case_drafts`; with `today`, what is odd in a cell (`app.oddities`) and keeps nothing out too."""
    columns = columns_of(table.header, known.own)
    found = Looked([], [], [])
    for line in table.rows:
        reader = _Line(line, columns, known)
        draft = reader.draft()
        found.drafts.append(draft)
        found.wrong.extend(reader.problems)
        if today is not None:
            found.odd.extend(reader.odd(draft, today))
    return found


def refuse(wrong: Sequence[CellProblem], most: int = 20) -> None:
    """Raise ImportRefused where a cell could not be read, naming each by row and column (at most `most`)."""
    if not wrong:
        return
    named = "; ".join(problem.message.render() for problem in wrong[:most])
    if len(wrong) > most:
        named = Message(Msg.IMPORT_MORE, {"problems": named, "count": len(wrong) - most}).render()
    raise ImportRefused(Msg.IMPORT_REFUSED, problems=named)


class _Line:
    """Reads one row."""

    def __init__(self, line: ForeignRow, columns: Sequence[Column], known: Known) -> None:
        self._line, self._columns, self._known = line, columns, known
        self.problems: list[CellProblem] = []
        self._names: list[tuple[int, Row]] = []

    def odd(self, draft: CaseDraft, today: date) -> Iterator[CellProblem]:
        """What should be looked at again in the cells of a row that was read."""
        named = ((at, new("person", names=(one,))) for at, one in self._names)
        for at, person in named:
            yield from (self._cell(at, p.message) for p in oddities(person, today))
        rest = (draft.person.with_values(names=None), draft.case, *draft.links, *draft.sightings)
        for record in rest:
            for found in oddities(record, today):
                yield self._cell(self._column(record.type, found.field), found.message)

    def draft(self) -> CaseDraft:
        values: dict[str, dict[str, Value]] = {"person": {}, "case": {}, "link": {}, "sighting": {}}
        names: list[Row] = []
        for at, column in enumerate(self._columns):
            try:
                text = clean(self._line.cells[at]).strip()
                if column.target == "name":
                    self._name(column, text, names)
                elif text:
                    values[column.target][column.field.key] = value_of(column.field, text, self._known)
            except Invalid as problem:
                self._wrong(at, problem.message)
        person = new("person", role="victim", names=tuple(names)).with_values(**values["person"])
        case = new("case").with_values(**values["case"])
        links = self._links(values["link"])
        seen = (new("sighting").with_values(**values["sighting"]),) if values["sighting"] else ()
        return CaseDraft(self._line.number, self._checked(person), self._checked(case), links, seen)

    def _links(self, values: dict[str, Value]) -> tuple[Record, ...]:
        """The link to an event, unconfirmed where nothing else is said; none where the row has none."""
        if not values:
            return ()
        return (self._checked(new("link", certainty="unconfirmed").with_values(**values)),)

    def _name(self, column: Column, text: str, names: list[Row]) -> None:
        if text:
            script = column.key if column.key in ("hanja", "latin") else script_of(text)
            kind = "chinese" if column.key == "chinese_name" else "as_listed"
            kept = row(id=uuid4(), text=text, script=script, kind=kind)
            names.insert(0 if column.key == "name" else len(names), kept)
            self._names.append((self._columns.index(column), kept))
        elif column.key == "name":
            raise Invalid(Msg.IMPORT_NAME_MISSING)

    def _checked(self, draft: Record) -> Record:
        """The draft; what the rules of its type find wrong is noted at the column of its field."""
        for found in problems(draft, self._known.has, self._known.own.get(draft.type, ())):
            if found.field not in draft.values and (found.field in _MADE_LATER or found.field == "names"):
                continue
            self._wrong(self._column(draft.type, found.field), found.message)
        return draft

    def _column(self, record_type: str, key: str) -> int:
        for at, column in enumerate(self._columns):
            if column.target == record_type and column.field.key == key:
                return at
        return 0

    def _wrong(self, at: int, reason: Message) -> None:
        self.problems.append(self._cell(at, reason))

    def _cell(self, at: int, reason: Message) -> CellProblem:
        return CellProblem(self._line.number, at + 1, reason)


_LANGUAGE = {"hangul": "ko", "hanja": "zh", "hanzi": "zh"}


def value_of(field: Field, text: str, known: Known) -> Value:
    """What a text, not empty, means in a field. Raises Invalid where it means nothing there."""
    match field.type:
        case FieldType.DATE:
            return read_date(text, birth=field.hierarchy == "age")
        case FieldType.TERM:
            return known.term(field.vocabulary, text)
        case FieldType.TERMS:
            parts = [p for p in text.replace("|", ";").split(";") if p.strip()]
            return tuple(sorted({code for p in parts for code in _terms(field, p, known)}))
        case FieldType.YES_NO:
            return known.term("yes_no", text)
        case FieldType.RECORD:
            return known.record(field.of, text)
        case FieldType.PHRASE | FieldType.LONG_TEXT:
            return Text(text, _LANGUAGE.get(script_of(text), "en"))
        case FieldType.NUMBER:
            return _number(text)
        case FieldType.TEXT:
            return text
        case _:
            raise Invalid(Msg.NOT_ONE_VALUE)


def _terms(field: Field, text: str, known: Known) -> list[str]:
    """A term, or several with commas between them: a label may hold one itself."""
    try:
        return [known.term(field.vocabulary, text)]
    except Invalid:
        parts = [p for p in re.split(r"[,、，]", text) if p.strip()]
        if len(parts) < 2:
            raise
        return [known.term(field.vocabulary, part) for part in parts]


def _number(text: str) -> int:
    """A whole number in digits of any width; thousands may be parted. "1,5" is no 15, "1_000" no number."""
    plain = text.strip().translate(_WIDE)
    if not _NUMBER.fullmatch(plain):
        raise Invalid(Msg.VALUE_WRONG_TYPE)
    return int(plain.replace(",", ""))
