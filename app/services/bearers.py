"""Everybody a vault can name: whom the gate of names looks for in what leaves."""

from __future__ import annotations

from collections.abc import Iterator

from app.callers import names_in
from app.names import fold
from app.ports import Reader
from app.protection import Bearer
from app.records import TYPES
from app.records.record import Record
from app.services.own_fields import names, open_to_fields

_PUBLIC = (("source", "name"), ("claim", "claimant"), ("place", "name"))
"""What documents print as it is, whoever else is called so."""


def bearers(reader: Reader) -> Iterator[Bearer]:
    """Everybody with a name in the vault, also in the trash; sealed identities and who called too."""
    for person in reader.all("person", trash=True):
        yield Bearer(person.id, tuple(str(r.values["text"]) for r in person.rows("names")))
    for identity in reader.all("identity", trash=True):
        if identity.text("name"):
            yield Bearer(identity.id, (identity.text("name"),))
    yield from _named_in_own_fields(reader)
    yield from _callers(reader)


def _callers(reader: Reader) -> Iterator[Bearer]:
    """Who called, where a quick note names them: not who is a public source or claimant, nor a place."""
    called = {
        note.id: [name for said in _said(note, "who") for name in names_in(said)]
        for note in reader.all("quick_note", trash=True)
    }
    if not any(called.values()):
        return
    texts = (text for kind, key in _PUBLIC for record in reader.all(kind) for text in _said(record, key))
    public = fold(" ".join(texts))
    for note_id, found in called.items():
        kept = tuple(name for name in found if fold(name) not in public)
        if kept:
            yield Bearer(note_id, kept, caller=True)


def _said(record: Record, key: str) -> tuple[str, ...]:
    """A text in every language it is kept in."""
    said = record.phrase(key)
    return tuple(text for text in (said.text, *(t.text for t in said.translations)) if text)


def _named_in_own_fields(reader: Reader) -> Iterator[Bearer]:
    """What stands in fields of staff's own that name somebody, under the person it belongs to."""
    for key in open_to_fields():
        fields = [f.key for f in reader.own_fields(key) if names(f)]
        for record in reader.all(key, trash=True) if fields else ():
            person = record.ref("person") if "person" in TYPES[key].by_key else None
            said = tuple(text for f in fields if (text := record.text(f) or record.phrase(f).text))
            if said:
                yield Bearer(person or record.id, said)
