"""Revisions of the schema: each a module of its own, run in order over the open encrypted connection."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import sqlalchemy as sa

from app.errors import NewerVault
from app.messages import Msg

REVISIONS = (
    "r0001_first",
    "r0002_own_labels",
    "r0003_slot_made",
    "r0004_un_forms",
    "r0005_records",
    "r0006_evidence",
    "r0007_quick_notes",
    "r0008_distressing_acts",
    "r0009_pictures",
    "r0010_distressing_claims",
    "r0011_signed_parts",
)
"""Revision n is the n-th; the database keeps n in `PRAGMA user_version`."""


def head() -> int:
    """The revision this program writes."""
    return len(REVISIONS)


def revision(connection: sa.Connection) -> int:
    """The revision of a database; 0 is an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def refuse_newer(connection: sa.Connection) -> None:
    """Raises NewerVault for a database that a later program wrote."""
    if revision(connection) > head():
        raise NewerVault(Msg.VAULT_NEWER)


def upgrade(connection: sa.Connection) -> None:
    """Runs the revisions that are missing, inside the transaction of the caller: all of them or none.

    Alembic is imported only when there is one to run.
    """
    refuse_newer(connection)
    start = revision(connection)
    if start == head():
        return
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    with Operations.context(MigrationContext.configure(connection)):
        for name in REVISIONS[start:]:
            import_module(f"db.migrations.{name}").upgrade()
    connection.exec_driver_sql(f"PRAGMA user_version = {head()}")


def terms(since: int) -> list[dict[str, Any]]:
    """The terms that the revisions after `since` bring, as rows of `term`: each module names its own in
    `TERMS`, by vocabulary (code, English, Korean, Chinese, note). `position` counts from 1 within them."""
    named = ("code", "en", "ko", "zh", "note")
    found = []
    for name in REVISIONS[since:]:
        brought = getattr(import_module(f"db.migrations.{name}"), "TERMS", {})
        for vocabulary, rows in brought.items():
            for n, row in enumerate(rows, start=1):
                told = dict(zip(named, row, strict=True))
                found.append({"vocabulary": vocabulary, "position": n, "retired": False, **told})
    return found


def differing(connection: sa.Connection) -> list[str]:
    """The names of tables, indexes, views and triggers that are not as the revisions make them."""
    return sorted({name for name, _ in _schema(connection) ^ _right()})


@cache
def _right() -> frozenset[tuple[str, str]]:
    from db.engine import in_memory

    engine = in_memory()
    try:
        with engine.begin() as fresh:
            upgrade(fresh)
            return _schema(fresh)
    finally:
        engine.dispose()


def _schema(connection: sa.Connection) -> frozenset[tuple[str, str]]:
    said = "type || ' ' || tbl_name || ' ' || coalesce(sql, '')"
    rows = connection.exec_driver_sql(f"SELECT name, {said} FROM sqlite_master")  # noqa: S608 - our words
    return frozenset((str(name), str(text)) for name, text in rows if not str(name).startswith("sqlite_"))
