"""Whether a restored copy holds together and says what it must."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.backups import Step
from app.errors import DamagedVault
from app.i18n import _
from app.messages import Msg
from app.ports import Finding
from app.steps import told
from db import check, facts, head, journal
from db.anchors import Anchors, Mark, Marks
from db.aside import aside
from db.authentic import Secrets
from db.engine import READ, database_errors
from db.facts import Facts


class Seen(Anchors):
    """In the place of anchors: the one state that a copy must be in."""

    def __init__(self, mark: Mark) -> None:
        self._mark = mark

    def read(self) -> Marks:
        """The state, as confirmed."""
        return Marks(None, self._mark, None)


def compared(engine: Engine, right: Facts) -> Generator[Step, None, None]:
    """Compares what a copy says with what it must. Raises DamagedVault."""
    found = yield from beside(_("Comparing records and journal"), lambda: facts.read(engine), engine)
    if found != right:
        raise DamagedVault(Msg.BACKUP_NOT_PROVED)


def sound(engine: Engine, secrets: Secrets) -> Generator[Step, None, None]:
    """Checks everything in a copy: pages, references, records, journal. Raises DamagedVault.

    A clock that was once set back is a fact of its past and no fault of the copy.
    """
    found = yield from beside(_("Checking every record"), lambda: _findings(engine, secrets), engine)
    if found:
        raise DamagedVault(Msg.BACKUP_FINDINGS, count=len(found))


def beside(text: str, work: Any, engine: Engine | None = None) -> Generator[Step, None, Any]:
    """Work on a copy, beside the worker, as steps of one text; given up, it is broken off."""
    going = aside(work, interruption(engine) if engine is not None else lambda: None)
    return told(going, lambda _waits: Step(text))


def _findings(engine: Engine, secrets: Secrets) -> list[Finding]:
    with database_errors(), engine.connect().execution_options(**READ) as connection:
        mark = head.read(connection).mark(secrets.journal_key, "")

    @contextmanager
    def transaction() -> Iterator[sa.Connection]:
        with database_errors(), engine.connect().execution_options(**READ) as connection, connection.begin():
            yield connection

    found = check.run(transaction, secrets, Seen(mark), list)
    return [f for f in found if isinstance(f, Finding) and f.kind != journal.CLOCK]


def interruption(engine: Engine) -> Callable[[], object]:
    """What breaks off the statement that runs on an engine's one connection.

    Asked for before the work begins: to give a connection back to the pool rolls it back, and that of the
    work that is to be broken off would be rolled back by two threads at once.
    """
    raw: Any = engine.raw_connection().dbapi_connection
    stop: Callable[[], object] = raw.interrupt
    return stop
