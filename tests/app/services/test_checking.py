"""When the whole vault is checked, what is kept of it, and what a person may let stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import Invalid
from app.ports import Finding
from app.records import Record, new
from app.services import checking
from app.services.checking import LastCheck, acknowledge, check_everything, distrust, due, last_check
from app.steps import finished
from tests.fakes import START, FakeVault

CLOCK, RECORD = Finding("clock", "3", "then -> before"), Finding("record", "K7QM-2XDP", "digest")


class At:
    """A clock that stands."""

    def __init__(self, time: datetime = START) -> None:
        self.time = time

    def now(self) -> datetime:
        """Its time."""
        return self.time


class Faulty(FakeVault):
    """A vault whose check finds something."""

    def __init__(self, *records: Record) -> None:
        super().__init__(*records)
        self.found: tuple[Finding, ...] = ()

    def check(self) -> Iterator[Finding | str | None]:
        """Slices, and what is wrong."""
        yield "Records"
        yield None
        yield from self.found


def run(vault: FakeVault, clock: At) -> tuple[list[str], tuple[Finding, ...]]:
    """The check to its end: what it said, what it found."""
    said: list[str] = []
    return said, finished(check_everything(vault, clock), said.append)


def kept(vault: FakeVault) -> LastCheck | None:
    """What is kept of the last one."""
    with vault.read() as reader:
        return last_check(reader)


def alarms(vault: FakeVault) -> list[Finding]:
    """Why the vault is for reading only."""
    return list(vault.alarms)


def is_due(vault: FakeVault, at: datetime) -> bool:
    """Whether it would run at a time."""
    with vault.read() as reader:
        return due(reader, At(at))


def test_it_is_due_once_a_day_and_its_outcome_is_kept() -> None:
    vault = Faulty()
    assert kept(vault) is None
    assert is_due(vault, START)
    assert run(vault, At()) == (["Records", "Records"], ())
    assert kept(vault) == LastCheck(START)
    assert not is_due(vault, START + timedelta(hours=23))
    assert is_due(vault, START + timedelta(hours=24))
    assert is_due(vault, START - timedelta(minutes=1))
    assert alarms(vault) == []


def test_with_findings_the_vault_is_read_only_also_after_the_next_unlock() -> None:
    vault = Faulty(new("event", code="2023-10-09"))
    vault.found = (RECORD, RECORD, CLOCK)
    assert run(vault, At())[1] == vault.found
    assert alarms(vault) == [RECORD, RECORD, CLOCK]
    last = kept(vault)
    assert last == LastCheck(START, (("clock", 1), ("record", 2)))
    assert last is not None
    assert not last.clean
    assert "K7QM" not in str(vault.state.settings)
    assert is_due(vault, START)
    vault.judge(())
    distrust(vault)
    assert [f.kind for f in alarms(vault)] == ["check", "check"]
    vault.found = ()
    assert run(vault, At())[1] == ()
    assert alarms(vault) == []
    distrust(vault)
    assert alarms(vault) == []


def test_only_findings_about_the_clock_can_be_let_stand_and_only_with_a_reason() -> None:
    vault = Faulty()
    with pytest.raises(Invalid):
        acknowledge(vault, At(), [CLOCK], "  ")
    assert [e.action for e in vault.state.entries] == []
    assert acknowledge(vault, At(), [CLOCK, RECORD], "battery was empty") == (RECORD,)
    entry = next(e for e in vault.state.entries if e.action == "acknowledge")
    assert entry.detail["reason"] == "battery was empty"
    assert alarms(vault) == [RECORD]
    assert acknowledge(vault, At(), [CLOCK], "battery was empty") == ()
    assert alarms(vault) == []


@pytest.mark.parametrize("text", ["x", "{}", "[]", '{"at": "x", "found": []}', '{"at": 3, "found": 3}'])
def test_an_outcome_of_another_form_counts_for_none(text: str) -> None:
    vault = Faulty()
    vault.state.settings[checking.SETTING] = text
    assert kept(vault) is None
    assert is_due(vault, START)


def test_a_clock_behind_the_last_entry_is_noticed() -> None:
    vault = Faulty(new("event", code="2023-10-09"))
    last = vault.state.entries[-1].at
    with vault.read() as reader:
        assert checking.clock_behind(reader, At(last)) is None
        assert checking.clock_behind(reader, At(last - timedelta(minutes=9))) is None
        assert checking.clock_behind(reader, At(last - timedelta(minutes=11))) == last
        assert checking.clock_behind(reader, At(datetime(2030, 1, 1, tzinfo=UTC))) is None


def test_kinds_are_said_once_each_in_words() -> None:
    said = checking.words([RECORD, RECORD, CLOCK, Finding("term"), Finding("counter")])
    assert said == (
        "records that are not as the history says, a clock that was set back, what stands beside the journal"
    )
