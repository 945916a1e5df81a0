"""Pages of the journal of the whole vault: newest first, through all its chains, without values."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from app.canonical import dumps
from app.ports import Change, Entry, JournalPage, JournalQuery
from db import tables
from db.entries import chains, entry_of, values_of
from db.journal import DETAIL

SPAN = 20_000
"""How many entries one page looks through for those that are asked for: some 50 ms."""


def page(connection: sa.Connection, current: UUID, query: JournalQuery) -> JournalPage:
    """Entries of all chains, newest first, with details and without values of records.

    `before` is how many chains back, and the number of an entry there.
    """
    known = chains(connection, current).known[::-1]
    back, top = query.before or (0, _end(connection, current) + 1)
    if back >= len(known):
        return JournalPage()
    table, floor = tables.journal, max(1, top - SPAN)
    wanted = [table.c.chain == known[back], table.c.seq < top, table.c.seq >= floor]
    if query.actor is not None:
        wanted.append(table.c.actor == query.actor)
    if query.actions:
        wanted.append(sa.or_(*(table.c.body.startswith(_begins(a), autoescape=True) for a in query.actions)))
    statement = sa.select(table).where(*wanted).order_by(table.c.seq.desc()).limit(query.limit)
    rows = connection.execute(statement).all()
    values = values_of(connection, [(row.chain, row.seq) for row in rows])
    details = {key: [v for v in some if v.side == DETAIL] for key, some in values.items()}
    entries = tuple(_bare(entry_of(row, details.get((row.chain, row.seq), []))) for row in rows)
    lowest = entries[-1].seq if len(entries) == query.limit else floor
    if lowest > 1:
        return JournalPage(entries, (back, lowest))
    if back + 1 < len(known):
        return JournalPage(entries, (back + 1, _end(connection, known[back + 1]) + 1))
    return JournalPage(entries)


def _bare(entry: Entry) -> Entry:
    """Which fields changed, and not what they held."""
    return replace(entry, changes=tuple(Change(c.field, None, None) for c in entry.changes))


def _begins(action: str) -> str:
    """How the body of an entry with an action begins: canonical JSON sorts its keys, and none is smaller."""
    return '{"action":' + dumps(action) + ","


def _end(connection: sa.Connection, chain: UUID) -> int:
    """The number of the newest entry of a chain, 0 where it has none."""
    table = tables.journal
    return int(
        connection.execute(sa.select(sa.func.max(table.c.seq)).where(table.c.chain == chain)).scalar() or 0
    )
