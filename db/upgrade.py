"""Brings an older database to the schema of this program, and tells the journal and the anchors."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.canonical import Json
from app.clock import Clock
from app.errors import DamagedVault
from app.messages import Msg
from app.ports import PROGRAM
from db import copies, covered, migrations, tables, watch
from db.anchors import Anchors
from db.authentic import Secrets
from db.copies import Copy
from db.engine import READ, broken_references, database_errors, open_engine, without_references
from db.files import disk_errors
from db.folder import Layout
from db.inside import secrets_of
from db.reader import Context
from db.slots import Unlocked
from db.unit import DbUnitOfWork

MIGRATE = "migrate"
"""The action of the entry: from which revision to which, and by digest the rows that changed or came."""


@dataclass(frozen=True)
class _Old:
    """A database as it was found: its revision and its secrets."""

    revision: int
    secrets: Secrets


def bring_up(layout: Layout, unlocked: Unlocked, anchors: Anchors, clock: Clock) -> Copy | None:
    """Brings an older database to this program's schema: on a copy first, then in one transaction.

    What a revision changes or adds is journaled with the program as its actor. One that is not as its
    anchors say is left as it is: what comes back is a copy (encrypted as the original) to read. Raises
    NewerVault, DamagedVault where the result does not hold together; the database is then as it was.
    """
    key = unlocked.database_key
    engine = open_engine(layout.database, key)
    try:
        with database_errors(), engine.connect().execution_options(**READ) as connection:
            old = _look(connection)
            suspect = old and watch.alarms(connection, anchors, old.secrets.journal_key)
    finally:
        engine.dispose()
    if old is None:
        return None
    if suspect:
        return _copy(layout, key)
    try:
        with disk_errors():
            shutil.copyfile(layout.database, layout.trial)
        migrate(layout.trial, key, clock)
    finally:
        for path in (layout.trial, layout.trial.with_name(layout.trial.name + "-journal")):
            path.unlink(missing_ok=True)
    migrate(layout.database, key, clock, anchors)
    return None


def copy_for_reading(layout: Layout, key: bytes) -> Copy | None:
    """A copy (encrypted as the original) to read where a write was cut off or the schema is older: rolling
    back or bringing up would change the vault. None where it can be read as it lies.

    Raises NewerVault, DamagedVault, DiskTrouble.
    """
    with disk_errors():
        cut_off = layout.journal.exists() and layout.journal.stat().st_size > 0
    if not cut_off:
        engine = open_engine(layout.database, key, mode="ro")
        try:
            with database_errors(), engine.connect().execution_options(**READ) as connection:
                older = _look(connection) is not None
        finally:
            engine.dispose()
        return _copy(layout, key) if older else None
    return _copy(layout, key)


def migrate(path: Path, key: bytes, clock: Clock, anchors: Anchors | None = None) -> None:
    """Runs the revisions a database lacks, adds what they bring and journals it, in one transaction.

    Raises NewerVault, DamagedVault. Without `anchors` none is told.
    """
    engine = without_references(path, key)
    try:
        with database_errors(), engine.connect() as connection:
            old = _look(connection)
            if old is None:
                return
            before = covered.found(connection, old.secrets.digest_key)
            _schema(connection)
            unit = DbUnitOfWork(
                connection,
                Context.of(connection, old.secrets),
                actor=PROGRAM,
                clock=clock,
                anchors=anchors,
            )
            _add_terms(connection, old.revision)
            detail: dict[str, Json] = {"from": old.revision, "to": migrations.head()}
            unit.note_rows(MIGRATE, before, detail=detail)
            unit.commit()
    finally:
        engine.dispose()


def _look(connection: sa.Connection) -> _Old | None:
    """What is to be brought up; None where it is nothing, or nothing is there."""
    migrations.refuse_newer(connection)
    found = migrations.revision(connection)
    if not 0 < found < migrations.head():
        return None
    facts = {row.key: row.value for row in connection.execute(sa.select(tables.meta))}
    try:
        return _Old(found, secrets_of(facts))
    except (KeyError, ValueError):
        raise DamagedVault(Msg.DATABASE_DAMAGED) from None


def _copy(layout: Layout, key: bytes) -> Copy:
    """The schema alone is brought up: what is told of the original must not change."""
    copy = copies.make(layout)
    try:
        engine = without_references(copy.layout.database, key)
        try:
            with database_errors(), engine.begin() as connection:
                if _look(connection) is not None:
                    _schema(connection)
        finally:
            engine.dispose()
    except BaseException:
        copy.remove()
        raise
    return copy


def _schema(connection: sa.Connection) -> None:
    migrations.upgrade(connection)
    if list(broken_references(connection)):
        raise DamagedVault(Msg.DATABASE_DAMAGED)


def _add_terms(connection: sa.Connection, since: int) -> None:
    """The terms of the revisions after `since`, behind those of their vocabulary; a code that the vault has
    already is left alone."""
    table = tables.term
    kept = connection.execute(sa.select(table.c.vocabulary, table.c.code, table.c.position)).all()
    have = {(r.vocabulary, r.code) for r in kept}
    rows = [t for t in migrations.terms(since) if (t["vocabulary"], t["code"]) not in have]
    for row in rows:
        row["position"] += max((r.position for r in kept if r.vocabulary == row["vocabulary"]), default=0)
    if rows:
        connection.execute(table.insert(), rows)
