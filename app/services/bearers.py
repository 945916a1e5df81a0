"""Everybody a vault can name: whom the gate of names looks for in what leaves."""

from __future__ import annotations

from collections.abc import Iterator

from app.ports import Reader
from app.protection import Bearer
from app.records import TYPES
from app.services.own_fields import names, open_to_fields


def bearers(reader: Reader) -> Iterator[Bearer]:
    """Everybody with a name in the vault, also in the trash; sealed identities too."""
    for person in reader.all("person", trash=True):
        yield Bearer(person.id, tuple(str(r.values["text"]) for r in person.rows("names")))
    for identity in reader.all("identity", trash=True):
        if identity.text("name"):
            yield Bearer(identity.id, (identity.text("name"),))
    yield from _named_in_own_fields(reader)


def _named_in_own_fields(reader: Reader) -> Iterator[Bearer]:
    """What stands in fields of staff's own that name somebody, under the person it belongs to."""
    for key in open_to_fields():
        fields = [f.key for f in reader.own_fields(key) if names(f)]
        for record in reader.all(key, trash=True) if fields else ():
            person = record.ref("person") if "person" in TYPES[key].by_key else None
            said = tuple(text for f in fields if (text := record.text(f) or record.phrase(f).text))
            if said:
                yield Bearer(person or record.id, said)
