"""Fields of one's own: added to a kind of record, called otherwise, retired; and a set of them as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.errors import Invalid, NotFound
from app.fields import Field, FieldType, Identifies
from app.fieldset import FieldSet
from app.messages import Msg
from app.ports import Reader, Vault
from app.records import TYPES
from app.services.vocabularies import CODE
from app.values import clean
from app.vocabularies import Term

TERMS = (FieldType.TERM, FieldType.TERMS)
TAKES = frozenset(
    {
        FieldType.TEXT, FieldType.PHRASE, FieldType.LONG_TEXT, FieldType.NUMBER, FieldType.DATE,
        *TERMS, FieldType.YES_NO, FieldType.RECORD,
    }
)  # fmt: skip
"""Types a field of staff's own may have; a RECORD one points to a person or a place."""
POINTS_TO = frozenset({"person", "place"})


def open_to_fields() -> tuple[str, ...]:
    """The types of record that staff may add fields to: those that stand in lists and are ever changed."""
    return tuple(t.key for t in TYPES.values() if not t.sealed and not t.append_only)


def own_field(reader: Reader, record_type: str, key: str) -> Field:
    """A field that staff added, retired or not. Raises NotFound."""
    for field in reader.own_fields(record_type):
        if field.key == key:
            return field
    raise NotFound(Msg.FIELD_MISSING_HERE, key=key)


def add_field(vault: Vault, record_type: str, wanted: Field) -> Field:
    """Add a field at the end of the own fields of a type.

    Raises Invalid for a type that takes none, a key that is taken or malformed, a missing label, an unknown
    vocabulary.
    """
    if record_type not in open_to_fields():
        raise Invalid(Msg.TYPE_TAKES_NO_FIELDS, code=record_type)
    with vault.write() as work:
        made = _checked(work, record_type, wanted)
        work.put_own_field(record_type, made)
        work.commit()
    return made


def change_field(vault: Vault, record_type: str, key: str, **texts: str) -> Field:
    """Call a field otherwise: `label`, `label_ko`, `help`, whichever are given. Raises NotFound, Invalid."""
    with vault.write() as work:
        made = _labelled(replace(own_field(work, record_type, key), **texts))  # type: ignore[arg-type] # texts
        work.put_own_field(record_type, made)
        work.commit()
    return made


def retire_field(vault: Vault, record_type: str, key: str, *, retired: bool = True) -> Field:
    """No longer offer a field, or offer it again; what records hold in it stays. Raises NotFound."""
    with vault.write() as work:
        made = replace(own_field(work, record_type, key), retired=retired)
        work.put_own_field(record_type, made)
        work.commit()
    return made


def whole_set(reader: Reader) -> FieldSet:
    """Every own field that is offered, with the terms of the vocabularies they use."""
    fields = tuple(
        (key, field) for key in open_to_fields() for field in reader.own_fields(key) if not field.retired
    )
    used = {field.vocabulary for _key, field in fields}
    return FieldSet(fields, tuple(t for t in reader.terms() if t.vocabulary in used and not t.retired))


def take_set(vault: Vault, found: FieldSet) -> tuple[int, int]:
    """Add the fields and terms of a set that this vault lacks, all or none; how many of each.

    What is here already stays as it is here. Raises Invalid for a field or term that cannot be added, among
    them one whose key is here with another type or vocabulary.
    """
    with vault.write() as work:
        terms = list(_lacking_terms(work, found))
        for term in terms:
            work.put_term(term)
        fields = list(_lacking_fields(work, found))
        for record_type, field in fields:
            work.put_own_field(record_type, _checked(work, record_type, field))
        work.commit()
    return len(fields), len(terms)


def _lacking_terms(reader: Reader, found: FieldSet) -> Iterator[Term]:
    here = {(t.vocabulary, t.code) for t in reader.terms()}
    for term in found.terms:
        if (term.vocabulary, term.code) not in here:
            for text in (term.vocabulary, term.code):
                if not CODE.fullmatch(text):
                    raise Invalid(Msg.CODE_MALFORMED, code=text)
            yield term


def _lacking_fields(reader: Reader, found: FieldSet) -> Iterator[tuple[str, Field]]:
    for record_type, field in found.fields:
        if record_type not in open_to_fields():
            raise Invalid(Msg.TYPE_TAKES_NO_FIELDS, code=record_type)
        mine = {f.key: f for f in reader.own_fields(record_type)}.get(field.key)
        if mine is None:
            yield record_type, field
        elif (mine.type, mine.vocabulary, mine.of) != (field.type, field.vocabulary, field.of):
            raise Invalid(Msg.FIELD_TAKEN, key=field.key)


def _checked(reader: Reader, record_type: str, wanted: Field) -> Field:
    if not CODE.fullmatch(wanted.key):
        raise Invalid(Msg.CODE_MALFORMED, code=wanted.key)
    taken = {*TYPES[record_type].by_key, *(f.key for f in reader.own_fields(record_type))}
    if wanted.key in taken:
        raise Invalid(Msg.FIELD_TAKEN, key=wanted.key)
    if wanted.type not in TAKES or (wanted.type is FieldType.RECORD and wanted.of not in POINTS_TO):
        raise Invalid(Msg.FIELD_TYPE_NOT_TAKEN)
    if wanted.type in TERMS and not wanted.vocabulary:
        raise Invalid(Msg.VOCABULARY_UNSAID)
    if wanted.type in TERMS and not any(t.vocabulary == wanted.vocabulary for t in reader.terms()):
        raise Invalid(Msg.VOCABULARY_MISSING, vocabulary=wanted.vocabulary)
    if wanted.type not in TERMS and wanted.vocabulary:
        raise Invalid(Msg.FIELD_TYPE_NOT_TAKEN)
    return replace(_labelled(wanted), own=True, retired=False)


def _labelled(field: Field) -> Field:
    label, label_ko, help_ = (clean(text.strip()) for text in (field.label, field.label_ko, field.help))
    if not label and not label_ko:
        raise Invalid(Msg.LABEL_MISSING)
    if any("\n" in text for text in (label, label_ko, help_)):
        raise Invalid(Msg.ONE_LINE_ONLY)
    return replace(field, label=label or label_ko, label_ko=label_ko, help=help_)


def names(field: Field) -> bool:
    """Whether a field holds what names somebody: the gate of names then searches documents for it too."""
    return field.identifies is Identifies.DIRECT and field.type in (FieldType.TEXT, FieldType.PHRASE)
