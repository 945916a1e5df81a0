"""A vault that goes on from another: a chain of its own that names the old one, new keys, one slot's owner.

Restore, re-key, and whatever else makes a vault out of a vault go through here: the journal is one chain a
vault copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.canonical import Json
from app.clock import Clock
from app.keys import SlotKind
from app.ports import Staff
from db import covered, crypto, head, journal, tables
from db.anchors import Mark
from db.authentic import Secrets
from db.engine import database_errors
from db.inside import CHAIN, JOURNAL_KEY, PSEUDONYM_KEY
from db.journal import BEFORE, Happening, Journal
from db.slots import Unlocked
from db.store import CHUNK


@dataclass(frozen=True)
class Renewal:
    """How a vault goes on: what its first entry says, which settings change, and whether its inner keys do.

    The key of digests always stays: the bodies of the journal and the ledger of releases hold digests made
    with it, and without the vault's new key nobody gets at either.
    """

    action: str
    detail: Mapping[str, Json]
    settings: Mapping[str, str]
    fresh: bool = False


def renew(
    engine: Engine, secrets: Secrets, unlocked: Unlocked, staff: Staff, clock: Clock, how: Renewal
) -> tuple[Secrets, Mark]:
    """Makes the copy of a vault one of its own, in one transaction; gives its secrets and its first mark.

    `unlocked` is its new key file, every slot of which belongs to `staff`.
    """
    now = clock.now()
    new = Secrets(
        uuid4(),
        secrets.digest_key,
        crypto.fresh(32) if how.fresh else secrets.journal_key,
        crypto.fresh(32) if how.fresh else secrets.pseudonym_key,
    )
    with database_errors(), engine.begin() as connection:
        old = head.read(connection)
        before = covered.found(connection, new.digest_key)
        if how.fresh:
            _authenticate(connection, new.journal_key)
        _facts(connection, new)
        _slots(connection, unlocked, staff, now)
        _settings(connection, how.settings)
        op = uuid4()
        connection.execute(tables.op.insert().values(id=op, at=now))
        end: dict[str, Json] = {"chain": old.chain.hex, "seq": old.seq, "hash": old.hash}
        rows = covered.changed(before, covered.found(connection, new.digest_key))
        detail = {**how.detail, BEFORE: end, covered.ROWS: rows}
        entries = Journal(connection, new.chain, new.journal_key)
        entries.append(Happening(how.action, detail=detail), actor=staff.id, at=now, op=op)
        mark = head.turn(connection, new.journal_key, new.chain, head.end(connection, new.chain))
    return new, mark


def _facts(connection: sa.Connection, new: Secrets) -> None:
    table = tables.meta
    facts = {
        CHAIN: new.chain.hex,
        JOURNAL_KEY: new.journal_key.hex(),
        PSEUDONYM_KEY: new.pseudonym_key.hex(),
    }
    for key, value in facts.items():
        connection.execute(table.update().where(table.c.key == key).values(value=value))


def _slots(connection: sa.Connection, unlocked: Unlocked, staff: Staff, now: datetime) -> None:
    connection.execute(tables.slot.delete())
    whose = {"staff": staff.id, "made_at": now}
    rows = [{"id": s.id.hex(), "kind": s.kind.value, **whose} for s in unlocked.file.slots]
    connection.execute(tables.slot.insert(), rows)


def _settings(connection: sa.Connection, settings: Mapping[str, str]) -> None:
    table = tables.setting
    for key, value in settings.items():
        connection.execute(table.delete().where(table.c.key == key))
        if value:
            connection.execute(table.insert().values(key=key, value=value))


def _authenticate(connection: sa.Connection, key: bytes) -> None:
    """Every entry of every chain under a new key; what they say, and so the chain, stays."""
    table = tables.journal
    chains = connection.execute(sa.select(table.c.chain).distinct()).scalars().all()
    named = (table.c.chain == sa.bindparam("of_chain"), table.c.seq == sa.bindparam("of_seq"))
    change = table.update().where(*named).values(mac=sa.bindparam("new_mac"))
    for chain in chains:
        last = 0
        page = sa.select(table.c.seq, table.c.hash).where(table.c.chain == chain).order_by(table.c.seq)
        while rows := connection.execute(page.where(table.c.seq > last).limit(CHUNK)).all():
            connection.execute(
                change,
                [{"of_chain": chain, "of_seq": r.seq, "new_mac": journal.mac(key, r.hash)} for r in rows],
            )
            last = rows[-1].seq


def without_key(engine: Engine, staff: UUID) -> tuple[str, ...]:
    """The names of the others who had a key of their own; ask before `renew` forgets the old slots.

    Somebody whose key was taken away has none to be added again.
    """
    table, slot = tables.staff, tables.slot
    own = sa.select(slot.c.staff).where(slot.c.kind.in_((SlotKind.PASSPHRASE.value, SlotKind.KEYRING.value)))
    wanted = sa.select(table.c.name).where(table.c.id != staff, table.c.id.in_(own)).order_by(table.c.n)
    with database_errors(), engine.connect() as connection:
        return tuple(connection.execute(wanted).scalars())
