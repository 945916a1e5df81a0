"""Changing single values of a record by text, as the form does: validated, in one transaction, journaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from app.errors import Invalid
from app.fields import Field, FieldType
from app.importing import Known, names_of, only, value_of
from app.messages import Message, Msg
from app.names import fold
from app.ports import Reader, Vault
from app.records.record import Record
from app.services.grounds import set_from, source_called
from app.services.saving import Saved, save_in
from app.services.showing import find
from app.validation import fields_of
from app.values import Text, Value, clean

PERSON = "person."
"""What stands before a field of the person a case is about."""

MOST = 50
"""Records looked at for one of a name."""
MADE = frozenset({("case", "code")})
"""Fields that no form offers: a code says nothing of a person, and papers already out name it."""


def edit(vault: Vault, code: str, changes: Mapping[str, str], source: str = "") -> tuple[Saved, ...]:
    """Change fields of the record with a code or id; `person.birth` is a field of a case's person.

    Keys are those of the declarations or of own fields; "" empties a field. With a `source` (its name or
    id) each new value cites it, and what other sources said stays as rival values. Raises NotFound, Invalid
    naming the field, Conflict; then nothing is changed.
    """
    saved: list[Saved] = []
    with vault.write() as work:
        record = find(work, code)
        known = Known(work.terms(), work.all("place"), work.all("event"))
        said_by = source_called(work, source).id if source else None
        for draft, wanted in _parted(work, record, changes):
            values = _values(work, draft, wanted, known)
            if said_by is None:
                saved.append(save_in(work, draft.with_values(**values)))
            else:
                saved += set_from(work, draft, values, said_by)
        work.commit()
    return tuple(saved)


def _parted(
    reader: Reader, record: Record, changes: Mapping[str, str]
) -> list[tuple[Record, dict[str, str]]]:
    """The record, and the person it is about, each with what is to change of it."""
    about = record.ref("person") if record.type == "case" else None
    of_person = {k.removeprefix(PERSON): v for k, v in changes.items() if about and k.startswith(PERSON)}
    own = {k: v for k, v in changes.items() if not (about and k.startswith(PERSON))}
    parted = [(record, own)] if own else []
    if about and of_person:
        parted.insert(0, (reader.get("person", about), of_person))
    return parted


def _values(
    reader: Reader, record: Record, wanted: Mapping[str, str], known: Known
) -> dict[str, Value | None]:
    fields = fields_of(record, [f for f in reader.own_fields(record.type) if not f.retired])
    values: dict[str, Value | None] = {}
    for key, text in wanted.items():
        field = fields.get(key)
        if field is None:
            raise Invalid(Msg.FIELD_WRONG, field=key, reason=Message(Msg.FIELD_UNKNOWN).render())
        if (record.type, key) in MADE:
            reason = Message(Msg.FIELD_MADE_BY_PROGRAM).render()
            raise Invalid(Msg.FIELD_WRONG, field=field.called(), reason=reason)
        values[key] = _value(reader, record, field, text, known)
    return values


def _value(reader: Reader, record: Record, field: Field, text: str, known: Known) -> Value | None:
    """The value a text means; the translations of a wording stay with it while it is the same."""
    try:
        plain = clean(text).strip()
        value = (_record(reader, field, plain) or value_of(field, plain, known)) if plain else None
    except Invalid as problem:
        raise Invalid(Msg.FIELD_WRONG, field=field.called(), reason=problem.message.render()) from None
    old = record.values.get(field.key)
    if isinstance(value, Text) and isinstance(old, Text) and value.text == old.text:
        return replace(old, language=value.language)
    return value


def _record(reader: Reader, field: Field, text: str) -> UUID | None:
    """The record that a text names by its id, where the field points to records; what is no place and no
    event also by a name that no second one has."""
    if field.type is not FieldType.RECORD:
        return None
    try:
        wanted = UUID(text)
    except ValueError:
        if field.of in ("place", "event"):
            return None
        found = reader.find(text, [field.of], MOST)
        return only({r.id for r in found if fold(text) in map(fold, names_of(r))})
    if wanted not in reader.many(field.of, [wanted]):
        raise Invalid(Msg.RECORD_MISSING, code=text)
    return wanted
