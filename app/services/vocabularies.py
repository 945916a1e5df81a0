"""Vocabularies of one's own: terms are added, called otherwise, retired, merged; never deleted or reused."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from app.canonical import decode, dumps, encode
from app.errors import Invalid, NotFound
from app.fields import Field, FieldType
from app.messages import Msg
from app.ports import Reader, Vault
from app.records import ALL, TYPES
from app.records.grounds import RIVAL
from app.records.record import Record
from app.services.filters import SavedFilter, change_terms, put_filters_back
from app.services.grounds import rival_value
from app.services.saving import Saved, undo
from app.values import Row, Value, clean
from app.vocabularies import FIXED, Term

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
"""What a code of staff's own may be: the codes of the first vocabularies are of this form too."""

MERGE = "merge_terms"
"""What the journal calls the change of a record by a merge."""
SLICE = 20
"""Records a transaction of a merge: about 50 ms, so that typing and autosave go on."""


@dataclass(frozen=True)
class Merged:
    """What a merge did, for its undoing: the term as it was, and every record it changed.

    `kept` counts the records that may not be changed (consents) and so keep the term, now retired.
    `filters` are those that staff had saved, as they were, where the merge changed one.
    """

    term: Term
    saved: tuple[Saved, ...]
    kept: int
    filters: tuple[SavedFilter, ...] = ()


def term_of(reader: Reader, vocabulary: str, code: str) -> Term:
    """A term, retired or not. Raises NotFound."""
    for term in reader.terms():
        if (term.vocabulary, term.code) == (vocabulary, code):
            return term
    raise NotFound(Msg.TERM_MISSING, vocabulary=vocabulary, code=code)


def add_term(vault: Vault, wanted: Term) -> Term:
    """Add a term at the end of a vocabulary; one that nobody named yet begins a new vocabulary.

    Raises Invalid for a code that is taken or malformed, a missing label, a vocabulary that is fixed.
    """
    if wanted.vocabulary in FIXED:
        raise Invalid(Msg.VOCABULARY_FIXED, vocabulary=wanted.vocabulary)
    for text in (wanted.vocabulary, wanted.code):
        if not CODE.fullmatch(text):
            raise Invalid(Msg.CODE_MALFORMED, code=text)
    with vault.write() as work:
        there = [t for t in work.terms() if t.vocabulary == wanted.vocabulary]
        if any(t.code == wanted.code for t in there):
            raise Invalid(Msg.TERM_TAKEN, vocabulary=wanted.vocabulary, code=wanted.code)
        last = max((t.position for t in there), default=0)
        made = replace(_labelled(wanted), position=last + 1, retired=False)
        work.put_term(made)
        work.commit()
    return made


def change_term(vault: Vault, vocabulary: str, code: str, **texts: str) -> Term:
    """Call a term otherwise: `en`, `ko`, `zh`, `note`, whichever are given. Raises NotFound, Invalid."""
    with vault.write() as work:
        made = _labelled(replace(term_of(work, vocabulary, code), **texts))  # type: ignore[arg-type] # texts
        work.put_term(made)
        work.commit()
    return made


def retire_term(vault: Vault, vocabulary: str, code: str, *, retired: bool = True) -> Term:
    """No longer offer a term, or offer it again; what holds it keeps it. Raises NotFound."""
    with vault.write() as work:
        made = replace(term_of(work, vocabulary, code), retired=retired)
        work.put_term(made)
        work.commit()
    return made


def _labelled(term: Term) -> Term:
    """The term with its texts in NFC; a missing label of one language is the other's."""
    en, ko, zh, note = (clean(text.strip()) for text in (term.en, term.ko, term.zh, term.note))
    if not en and not ko:
        raise Invalid(Msg.LABEL_MISSING)
    if any("\n" in text for text in (en, ko, zh, note)):
        raise Invalid(Msg.ONE_LINE_ONLY)
    return replace(term, en=en or ko, ko=ko or en, zh=zh, note=note)


def merge_terms(vault: Vault, vocabulary: str, code: str, into: str) -> Generator[int, None, Merged]:
    """Let every record that holds a term hold another, then retire the first; yields records done.

    Rival values and saved filters follow; citations point to a field, not to what it holds, and stay.
    Each record is a journaled change of its own. Given up or crashed in between, nothing is lost: the rest
    follows when it is done again. Raises Invalid, NotFound.
    """
    if vocabulary in FIXED:
        raise Invalid(Msg.VOCABULARY_FIXED, vocabulary=vocabulary)
    with vault.read() as reader:
        old, _new = term_of(reader, vocabulary, code), term_of(reader, vocabulary, into)
        if code == into:
            raise Invalid(Msg.TERM_INTO_ITSELF)
        users = [(r.type, r.id) for r in _users(reader, vocabulary, code)]
    free = [user for user in users if not TYPES[user[0]].append_only]
    saved: list[Saved] = []
    yield 0
    waiting = iter(free)
    while some := list(islice(waiting, SLICE)):
        with vault.write() as work:
            for record_type, record_id in some:
                before = work.get(record_type, record_id)
                draft = _replaced(before, _holding(work, before, vocabulary), vocabulary, code, into)
                after = work.save(draft, action=MERGE)
                saved.append(Saved(after, before, frozenset({record_type})))
            work.commit()
        yield len(saved)
    retire_term(vault, vocabulary, code)
    before_filters = change_terms(vault, vocabulary, code, into)
    return Merged(old, tuple(saved), len(users) - len(free), before_filters)


def undo_merge(vault: Vault, merged: Merged) -> None:
    """Take a merge back: the records that nobody changed since hold the old term again.

    Raises Conflict at the first that was changed; what was taken back until then stays so.
    """
    retire_term(vault, merged.term.vocabulary, merged.term.code, retired=merged.term.retired)
    put_filters_back(vault, merged.filters)
    for saved in merged.saved:
        undo(vault, saved)


def part_terms(vault: Vault, vocabulary: str, code: str, into: str) -> Generator[int, None, int]:
    """Take a merge back by what the history says, long after: yields records done, returns how many.

    What holds `into` since the merge holds `code` again, unless the value was changed since; the term is
    offered again. Saved filters stay as they are. Raises NotFound, also where no merge is left to take back.
    """
    with vault.read() as reader:
        term_of(reader, vocabulary, code)
        term_of(reader, vocabulary, into)
        holding = _users(reader, vocabulary, into)
        merged = [(r.type, r.id) for r in holding if _before(reader, r, vocabulary, code)]
    if not merged:
        raise NotFound(Msg.NOT_MERGED, code=code, into=into)
    done = 0
    yield done
    waiting = iter(merged)
    while some := list(islice(waiting, SLICE)):
        with vault.write() as work:
            for record_type, record_id in some:
                now = work.get(record_type, record_id)
                if before := _before(work, now, vocabulary, code):  # nobody changed it meanwhile
                    work.save(now.with_values(**before), action="undo")
                    done += 1
            work.commit()
        yield done
    retire_term(vault, vocabulary, code, retired=False)
    return done


def _before(reader: Reader, record: Record, vocabulary: str, code: str) -> dict[str, Value]:
    """What a record held before a term in it was merged, by field: where the merge was the last change."""
    found: dict[str, Value] = {}
    history = reader.history(record.id)
    for field in _holding(reader, record, vocabulary):
        key = "value" if record.type == RIVAL.key else field.key
        last = next(((e, c) for e in history for c in e.changes if c.field == key), None)
        if last is None or last[0].action != MERGE or last[1].old is None:
            continue
        declared = RIVAL.by_key[key] if record.type == RIVAL.key else field
        old = decode(declared, last[1].old)
        if _holds(field, _value(record.with_values(**{key: old}), field), vocabulary, code):
            found[key] = old
    return found


def _users(reader: Reader, vocabulary: str, code: str) -> Iterator[Record]:
    for kind in ALL:
        if kind.key != RIVAL.key and not _fields(reader, kind.key, vocabulary):
            continue
        for record in reader.all(kind.key, trash=True):
            fields = _holding(reader, record, vocabulary)
            if any(_holds(field, _value(record, field), vocabulary, code) for field in fields):
                yield record


def _holding(reader: Reader, record: Record, vocabulary: str) -> list[Field]:
    """The fields in which a record may hold a term; of a rival value, the field that it is a value of."""
    if record.type != RIVAL.key:
        return _fields(reader, record.type, vocabulary)
    of = record.text("type")
    fields = _fields(reader, of, vocabulary) if of in TYPES else []
    return [field for field in fields if field.key == record.text("field")]


def _value(record: Record, field: Field) -> Value | None:
    if record.type != RIVAL.key:
        return record.values.get(field.key)
    return rival_value(record, field)


def _fields(reader: Reader, record_type: str, vocabulary: str) -> list[Field]:
    """The fields of a type that hold terms of a vocabulary, or rows in which a field does."""
    everything = (*TYPES[record_type].fields, *reader.own_fields(record_type))
    return [f for f in everything if vocabulary in (f.vocabulary, *(sub.vocabulary for sub in f.fields))]


def _holds(field: Field, value: Value | None, vocabulary: str, code: str) -> bool:
    match field.type:
        case FieldType.ROWS:
            inside = [f for f in field.fields if f.vocabulary == vocabulary]
            rows = [item for item in value or () if isinstance(item, Row)] if isinstance(value, tuple) else []
            return any(_holds(f, row.values.get(f.key), vocabulary, code) for row in rows for f in inside)
        case FieldType.TERMS:
            return isinstance(value, tuple) and code in value
        case _:
            return value == code


def _replaced(record: Record, fields: Iterable[Field], vocabulary: str, code: str, into: str) -> Record:
    changed = {f.key: _other(f, _value(record, f), vocabulary, code, into) for f in fields}
    if record.type != RIVAL.key:
        return record.with_values(**changed)
    (value,) = changed.values()
    return record.with_values(value=dumps(encode(value)) if value is not None else None)


def _other(field: Field, value: Value | None, vocabulary: str, code: str, into: str) -> Value | None:
    """The value with one term in the place of the other; every other value as it is."""
    if not _holds(field, value, vocabulary, code):
        return value
    match field.type:
        case FieldType.ROWS:
            inside = [f for f in field.fields if f.vocabulary == vocabulary]
            rows = [item for item in value if isinstance(item, Row)] if isinstance(value, tuple) else []
            return tuple(_other_row(inside, row, vocabulary, code, into) for row in rows)
        case FieldType.TERMS:
            codes = [str(item) for item in value] if isinstance(value, tuple) else []
            return tuple(sorted({into if item == code else item for item in codes}))
        case _:
            return into


def _other_row(inside: Iterable[Field], row: Row, vocabulary: str, code: str, into: str) -> Row:
    found = {f.key: _other(f, row.values.get(f.key), vocabulary, code, into) for f in inside}
    changed = {key: value for key, value in found.items() if value is not None}
    return Row(row.id, MappingProxyType({**row.values, **changed}))
