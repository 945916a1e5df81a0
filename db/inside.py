"""What a vault holds of itself: written into a new one, read at every opening. Schema, secrets, staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.errors import DamagedVault
from app.messages import Msg
from app.ports import Staff
from app.vocabularies import seed
from db import crypto, head, migrations, tables
from db.authentic import Secrets
from db.engine import READ, database_errors, open_engine
from db.files import create_empty
from db.folder import Layout
from db.slots import Unlocked

CHAIN, SAMPLE = "chain", "sample"
DIGEST_KEY, JOURNAL_KEY, PSEUDONYM_KEY = "digest_key", "journal_key", "pseudonym_key"


@dataclass(frozen=True)
class Inside:
    """What a vault says of itself."""

    secrets: Secrets
    staff: Staff
    sample: bool


def furnish(layout: Layout, unlocked: Unlocked, staff: Staff, now: datetime, *, sample: bool) -> None:
    """Makes the database of a new vault: schema, secrets, vocabularies, the first member of staff."""
    create_empty(layout.database)
    create_empty(layout.lock)
    engine = open_engine(layout.database, unlocked.database_key)
    try:
        with database_errors(), engine.begin() as connection:
            migrations.upgrade(connection)
            secrets = {key: crypto.fresh(32).hex() for key in (DIGEST_KEY, JOURNAL_KEY, PSEUDONYM_KEY)}
            facts = {**secrets, CHAIN: uuid4().hex, SAMPLE: "yes" if sample else "no"}
            rows = [{"key": key, "value": value} for key, value in facts.items()]
            connection.execute(tables.meta.insert(), rows)
            terms = [{name: getattr(t, name) for name in tables.term.c.keys()} for t in seed()]  # noqa: SIM118
            connection.execute(tables.term.insert(), terms)
            connection.execute(tables.staff.insert().values(id=staff.id, name=staff.name))
            slots = [(s.id.hex(), staff.id, s.kind.value, now) for s in unlocked.file.slots]
            columns = ("id", "staff", "kind", "made_at")
            connection.execute(tables.slot.insert(), [dict(zip(columns, s, strict=True)) for s in slots])
            head.begin(connection, UUID(hex=facts[CHAIN]), bytes.fromhex(facts[JOURNAL_KEY]))
    finally:
        engine.dispose()


def look_inside(engine: Engine, unlocked: Unlocked) -> Inside:
    """Reads what the vault says of itself. Raises NewerVault, and DamagedVault where something is missing."""
    with database_errors(), engine.connect().execution_options(**READ) as connection:
        migrations.refuse_newer(connection)
        found = migrations.revision(connection)
        if found < migrations.head():  # an older one was brought up before, or a copy of it
            raise DamagedVault(Msg.DATABASE_DAMAGED)
        meta, slot, staff = tables.meta, tables.slot, tables.staff
        facts = {row.key: row.value for row in connection.execute(sa.select(meta))}
        who = connection.execute(
            sa.select(staff.c.id, staff.c.name)
            .join(slot, slot.c.staff == staff.c.id)
            .where(slot.c.id == unlocked.slot_id.hex())
        ).first()
    if who is None or not {CHAIN, DIGEST_KEY, JOURNAL_KEY, PSEUDONYM_KEY, SAMPLE} <= facts.keys():
        raise DamagedVault(Msg.DATABASE_DAMAGED)
    secrets = secrets_of(facts)
    return Inside(secrets, Staff(who.id, who.name), facts[SAMPLE] == "yes")


def secrets_of(facts: Mapping[str, str]) -> Secrets:
    """The secrets among what a vault says of itself (KeyError where one is missing)."""
    return Secrets(
        UUID(hex=facts[CHAIN]),
        bytes.fromhex(facts[DIGEST_KEY]),
        bytes.fromhex(facts[JOURNAL_KEY]),
        bytes.fromhex(facts[PSEUDONYM_KEY]),
    )
