"""What a value rests on: citations, rival values, and accepting one with a reason.

Nothing a source said is lost: the value that gives way stays as a rival of the one that is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.canonical import decode, dumps, encode, loads
from app.errors import Invalid, NotFound
from app.fields import Field
from app.messages import Message, Msg
from app.names import fold
from app.ports import Reader, UnitOfWork, Vault
from app.records.record import Record, new
from app.services.saving import Saved, save_in
from app.validation import fields_of
from app.values import Text, Value


@dataclass(frozen=True)
class Address:
    """A value: record, field, and the id of the row where the field has rows."""

    record: UUID
    type: str
    field: str
    row: str = ""

    @property
    def values(self) -> dict[str, Value]:
        """As the fields of a citation or rival value."""
        return {"record": self.record, "type": self.type, "field": self.field, "row": self.row}

    def holds(self, part: Record) -> bool:
        """Whether a citation or rival value points here."""
        return (part.text("field"), part.text("row")) == (self.field, self.row)


@dataclass(frozen=True)
class Ground:
    """What one value rests on."""

    citations: tuple[Record, ...]
    rivals: tuple[Record, ...]


def address_of(record: Record, field: str, row: str = "") -> Address:
    """The address of a value of a record."""
    return Address(record.id, record.type, field, row)


def grounds(reader: Reader, record: Record) -> dict[str, Ground]:
    """What the values of a record rest on, by field; fields without any are left out."""
    kept = {kind: reader.where(kind, "record", [record.id]) for kind in ("citation", "rival")}
    fields = dict.fromkeys(part.text("field") for parts in kept.values() for part in parts)
    return {
        key: Ground(
            tuple(c for c in kept["citation"] if c.text("field") == key),
            tuple(r for r in kept["rival"] if r.text("field") == key),
        )
        for key in fields
    }


def source_called(reader: Reader, text: str) -> Record:
    """The source with an id, or whose name is exactly `text` in one of its languages. Raises NotFound."""
    wanted = fold(text)
    try:
        by_id = reader.many("source", [UUID(text)])
        found = list(by_id.values())
    except ValueError:
        found = [s for s in reader.all("source") if wanted in _names(s)]
    live = [source for source in found if source.deleted_at is None]
    if not live:
        raise NotFound(Msg.SOURCE_MISSING)
    return live[0]


def _names(source: Record) -> set[str]:
    name = source.phrase("name")
    return {fold(text) for text in (name.text, *(t.text for t in name.translations)) if text}


def cite(work: UnitOfWork, address: Address, source: UUID, **more: Value) -> Saved | None:
    """Note that a source says a value; None where it is noted already.

    `more` are further fields of the citation: page, quote, reliability, credibility, note.
    """
    here = (c for c in work.where("citation", "record", [address.record]) if address.holds(c))
    if any(c.ref("source") == source for c in here):
        return None
    return save_in(work, new("citation", source=source).with_values(**address.values, **more))


def add_rival(work: UnitOfWork, address: Address, value: Value, source: UUID | None) -> Saved | None:
    """Keep what a source says instead; None where it is kept already."""
    text = dumps(encode(value))
    for rival in work.where("rival", "record", [address.record]):
        if address.holds(rival) and (rival.text("value"), rival.ref("source")) == (text, source):
            return None
    draft = new("rival", value=text, accepted="no").with_values(source=source, **address.values)
    return save_in(work, draft)


def set_from(work: UnitOfWork, record: Record, values: dict[str, Value | None], source: UUID) -> list[Saved]:
    """Change values of a record on the word of a source, and cite it for each.

    What other sources were cited for before stays as rival values, each under its source.
    """
    done = [save_in(work, record.with_values(**values))]
    for key, value in values.items():
        address, old = address_of(record, key), record.values.get(key)
        if old is not None and old != value:
            done += _give_way(work, address, old, keep=source)
        if value is not None:
            done += _kept([cite(work, address, source)])
    return done


def _give_way(work: UnitOfWork, address: Address, old: Value, keep: UUID | None) -> list[Saved]:
    """The citations of a value that is no longer the one become rival values, but those of `keep`."""
    done: list[Saved] = []
    for citation in work.where("citation", "record", [address.record]):
        said_by = citation.ref("source")
        if address.holds(citation) and said_by != keep:
            done += _kept([add_rival(work, address, old, said_by)])
            done.append(Saved(work.delete(citation), citation, frozenset({"citation"})))
    return done


def accept(vault: Vault, rival: Record, reason: str, language: str) -> tuple[Saved, ...]:
    """Let a rival value be the one, for a reason; the value it replaces becomes a rival in its turn.

    Raises Invalid without a reason, or where the field cannot hold the value; Conflict.
    """
    if not reason.strip():
        raise Invalid(Msg.REASON_MISSING)
    with vault.write() as work:
        record, field = _target(work, rival)
        address = Address(record.id, record.type, field.key, rival.text("row"))
        value, old = rival_value(rival, field), record.values.get(field.key)
        done = [save_in(work, record.with_values(**{field.key: value}))]
        said_by = rival.ref("source")
        if old is not None and old != value:
            cited = [c for c in work.where("citation", "record", [record.id]) if address.holds(c)]
            if not cited:
                done += _kept([add_rival(work, address, old, None)])
            done += _give_way(work, address, old, keep=None)
        if said_by is not None:
            done += _kept([cite(work, address, said_by)])
        done += _accepted(work, address, rival, Text(reason.strip(), language))
        work.commit()
    return tuple(done)


def rival_value(rival: Record, field: Field) -> Value:
    """What a rival value says, by the field it is a value of. Raises Invalid where it is no such value."""
    try:
        return decode(field, loads(rival.text("value")))
    except (KeyError, TypeError, ValueError):
        raise Invalid(Msg.RIVAL_UNREADABLE, field=field.called()) from None


def _accepted(work: UnitOfWork, address: Address, rival: Record, reason: Text) -> list[Saved]:
    done = []
    for other in work.where("rival", "record", [address.record]):
        if other.id == rival.id:
            done.append(save_in(work, other.with_values(accepted="yes", reason=reason)))
        elif address.holds(other) and other.text("accepted") == "yes":
            done.append(save_in(work, other.with_values(accepted="no")))
    return done


def _target(reader: Reader, part: Record) -> tuple[Record, Field]:
    """The record and field that a citation or rival value points to."""
    record_id, key, kind = part.ref("record"), part.text("field"), part.text("type")
    record = reader.many(kind, [record_id]).get(record_id) if record_id else None
    field = fields_of(record, reader.own_fields(kind)).get(key) if record else None
    if record is None or field is None or part.text("row"):
        raise Invalid(Msg.FIELD_WRONG, field=key, reason=Message(Msg.NOT_ONE_VALUE).render())
    return record, field


def _kept(items: Iterable[Saved | None]) -> list[Saved]:
    return [item for item in items if item is not None]
