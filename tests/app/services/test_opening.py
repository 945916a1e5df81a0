"""Who opened a file is journaled once a session, and never keeps anybody from reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from app.errors import DamagedVault
from app.messages import Msg
from app.ports import UnitOfWork
from app.records import Record, new, row
from app.services.opening import Session
from tests.fakes import FakeVault


class ReadOnly(FakeVault):
    """A vault that takes nothing."""

    @contextmanager
    def write(self, *, batch: UUID | None = None) -> Iterator[UnitOfWork]:
        """Refuses."""
        if batch is None:
            raise DamagedVault(Msg.VAULT_SUSPECT)
        with super().write() as work:
            yield work


@pytest.fixture
def records() -> list[Record]:
    """One of each kind that matters here."""
    person, source = new("person", names=(row(text="Kim"),)), new("source", name="x")
    case = new("case", code="K7QM-2XDP", person=person.id)
    return [person, case, source, new("identity", source=source.id, name="Han"), new("event", code="E")]


def opened(vault: FakeVault) -> list[str]:
    """The types of records whose opening is in the journal."""
    return [e.record_type for e in vault.state.entries if e.action == "open"]


def test_files_and_sealed_sources_once_a_session(records: list[Record]) -> None:
    vault, session = FakeVault(*records), Session()
    stored = [vault.state.records[r.id] for r in records]
    session.opened(vault, stored)
    assert opened(vault) == ["case", "identity"]
    session.opened(vault, stored)
    assert opened(vault) == ["case", "identity"]
    Session().opened(vault, stored)
    assert opened(vault) == ["case", "identity"] * 2


def test_a_draft_is_nothing_that_was_opened(records: list[Record]) -> None:
    vault = FakeVault()
    Session().opened(vault, records)
    assert opened(vault) == []


def test_a_vault_for_reading_only_is_read(records: list[Record]) -> None:
    vault = FakeVault(*records)
    locked = ReadOnly()
    Session().opened(locked, list(vault.state.records.values()))
    assert opened(locked) == []
