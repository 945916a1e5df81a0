"""Taking records out for good: their rows, their words in the search index, their values in the journal."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.records import TYPES, Record
from db import journal, search
from db.store import Store


def remove(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Removes records; pages that are freed are overwritten (`secure_delete`), the index is written anew.

    The caller journals it. What points to one of them must be gone by the end of the transaction.
    """
    store = Store(connection, {})
    for key in dict.fromkeys(r.type for r in records):
        some = [r for r in records if r.type == key]
        for record in some:
            search.drop(connection, TYPES[key], record.number)
        store.purge(TYPES[key], [r.id for r in some])
        search.optimise(connection, TYPES[key])
    journal.empty(connection, [r.id for r in records])
