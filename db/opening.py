"""What happens between a right passphrase and an open vault: schema, secrets, staff."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.errors import DamagedVault, VaultError
from app.messages import Msg
from app.ports import Staff
from app.vocabularies import seed
from db import crypto, head, migrations, tables
from db.authentic import Secrets
from db.engine import READ, connect, database_errors, engine_over, open_engine
from db.files import create_empty, disk_errors
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


def bring_up(layout: Layout, unlocked: Unlocked) -> None:
    """Brings an older database to this program's schema: on a copy first, then in one transaction.

    Raises NewerVault, DamagedVault where the result does not hold together; the database is then as it was.
    """
    engine = open_engine(layout.database, unlocked.database_key)
    with database_errors(), engine.connect().execution_options(**READ) as connection:
        migrations.refuse_newer(connection)
        found = migrations.revision(connection)
    engine.dispose()
    if 0 < found < migrations.head():
        try:
            with disk_errors():
                shutil.copyfile(layout.database, layout.trial)
            migrate(layout.trial, unlocked.database_key)
        finally:
            for path in (layout.trial, layout.trial.with_name(layout.trial.name + "-journal")):
                path.unlink(missing_ok=True)
        migrate(layout.database, unlocked.database_key)


def migrate(path: Path, key: bytes) -> None:
    """Runs the revisions a database lacks, in one transaction. Raises NewerVault, DamagedVault.

    Foreign keys are off while tables are rebuilt, which cannot be said inside the transaction.
    """
    raw = connect(path, key)
    raw.execute("PRAGMA foreign_keys = OFF")
    engine = engine_over(raw)
    try:
        with database_errors(), engine.begin() as connection:
            migrations.upgrade(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DamagedVault(Msg.DATABASE_DAMAGED)
    finally:
        engine.dispose()


def look_inside(engine: Engine, unlocked: Unlocked) -> Inside:
    """Reads what the vault says of itself. Raises NewerVault, and DamagedVault where something is missing."""
    with database_errors(), engine.connect().execution_options(**READ) as connection:
        migrations.refuse_newer(connection)
        found = migrations.revision(connection)
        if found < migrations.head():
            raise VaultError(Msg.VAULT_OLDER) if found else DamagedVault(Msg.DATABASE_DAMAGED)
        meta, slot, staff = tables.meta, tables.slot, tables.staff
        facts = {row.key: row.value for row in connection.execute(sa.select(meta))}
        who = connection.execute(
            sa.select(staff.c.id, staff.c.name)
            .join(slot, slot.c.staff == staff.c.id)
            .where(slot.c.id == unlocked.slot_id.hex())
        ).first()
    if who is None or not {CHAIN, DIGEST_KEY, JOURNAL_KEY, PSEUDONYM_KEY, SAMPLE} <= facts.keys():
        raise DamagedVault(Msg.DATABASE_DAMAGED)
    secrets = Secrets(
        UUID(hex=facts[CHAIN]),
        bytes.fromhex(facts[DIGEST_KEY]),
        bytes.fromhex(facts[JOURNAL_KEY]),
        bytes.fromhex(facts[PSEUDONYM_KEY]),
    )
    return Inside(secrets, Staff(who.id, who.name), facts[SAMPLE] == "yes")


def copy_for_reading(layout: Layout) -> Layout | None:
    """A copy (encrypted as the original) where a write was cut off: rolling it back would change the vault.

    None where the vault can be read as it lies.
    """
    with disk_errors():
        if not layout.journal.exists() or layout.journal.stat().st_size == 0:
            return None
        copy = Layout(Path(tempfile.mkdtemp(prefix="casebook-check-")))
        for path in (layout.database, layout.journal):
            shutil.copyfile(path, copy.folder / path.name)
    return copy
