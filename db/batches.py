"""Batches of an import: written in slices, seen only once revealed, swept when a crash left them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.records import TYPES
from db import journal, search, tables
from db.store import Store
from db.tables import RECORDS


def begin(connection: sa.Connection, batch: UUID, at: datetime) -> None:
    """Notes a batch, so that what carries it is hidden; a second slice finds it noted."""
    table = tables.batch
    if connection.execute(sa.select(table.c.id).where(table.c.id == batch)).first() is None:
        connection.execute(table.insert().values(id=batch, begun_at=at))


def reveal(connection: sa.Connection, batch: UUID, at: datetime) -> bool:
    """Makes a batch visible; False when there is none to reveal."""
    table = tables.batch
    statement = table.update().where(table.c.id == batch, table.c.revealed_at.is_(None))
    return connection.execute(statement.values(revealed_at=at)).rowcount == 1


def unrevealed(connection: sa.Connection) -> list[UUID]:
    """The batches that nobody sees."""
    table = tables.batch
    return list(connection.execute(sa.select(table.c.id).where(table.c.revealed_at.is_(None))).scalars())


def sweep(connection: sa.Connection, batch: UUID) -> int:
    """Removes every record of a batch and empties its values in the journal; gives how many there were."""
    store, swept = Store(connection, {}), 0
    for key, table in RECORDS.items():
        rows = connection.execute(sa.select(table.c.id, table.c.n).where(table.c.batch == batch)).all()
        for row in rows:
            search.drop(connection, TYPES[key], row.n)
        store.purge(TYPES[key], [row.id for row in rows])
        journal.empty(connection, [row.id for row in rows])
        if rows:
            search.optimise(connection, TYPES[key])
        swept += len(rows)
    connection.execute(tables.batch.delete().where(tables.batch.c.id == batch))
    return swept
