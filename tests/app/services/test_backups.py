"""Backups in the vault's own words: noted, rotated, reminded of, tried; and the gate of the ledger."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest

from app.backups import Backup, Step, fault_words
from app.canonical import dumps
from app.dossier import BriefOptions
from app.errors import Invalid, NotFound, Refused, WrongPassphrase
from app.messages import Msg
from app.records import new, row
from app.services import backups
from app.services.ledger import incomplete, refuse_incomplete_ledger, state_complete
from app.services.releases import prepare_brief
from app.services.summaries import prepare_summary
from app.settings import BACKUPS, LEDGER_INCOMPLETE
from app.steps import finished
from app.summary import SummaryOptions
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock

T = TypeVar("T")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class At:
    """A clock that is set."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> datetime:
        """The time it was set to."""
        return self.time


def vault() -> FakeVault:
    """A vault in which something was written."""
    return FakeVault(new("person", names=(row(text="리영희"),)))


def of_day(number: int, hour: int = 9) -> Backup:
    """A backup made so many days after a Monday."""
    at = datetime(2026, 1, 5, hour, tzinfo=UTC) + timedelta(days=number)
    return Backup(UUID(int=number * 100 + hour), at, 1, UUID(int=1), 1, "0" * 64, 2**20)


def test_a_proved_backup_is_noted_without_its_place(tmp_path: Path) -> None:
    made_in = vault()
    made = finished(backups.back_up(made_in, tmp_path / "secret name.ncb"))
    with made_in.read() as reader:
        assert backups.known(reader) == (made,)
        last = reader.last_entry()
    assert last is not None
    assert (last.action, last.detail) == ("backup", {"backup": made.plain})
    assert "secret name" not in repr(made_in.state)


def test_what_was_given_up_is_not_noted(tmp_path: Path) -> None:
    made_in = vault()
    steps = backups.back_up(made_in, tmp_path / "a.ncb")
    next(steps)
    steps.close()
    with made_in.read() as reader:
        assert backups.known(reader) == ()


def test_somebody_is_reminded_after_a_week(tmp_path: Path) -> None:
    made_in, clock = vault(), At(NOON)
    with made_in.read() as reader:
        assert backups.reminder(reader, clock) == backups.Reminder(True, None, None)
    with FakeVault().read() as reader:
        assert not backups.reminder(reader, clock).due
    made = finished(backups.back_up(made_in, tmp_path / "a.ncb"))
    for days, every, due in ((6, 7, False), (7, 7, True), (7, 30, False), (0, 1, False), (1, 1, True)):
        backups.choose(made_in, tmp_path, every)
        clock.time = made.at + timedelta(days=days)
        with made_in.read() as reader:
            assert backups.reminder(reader, clock) == backups.Reminder(due, days, made)
            assert backups.folder(reader) == tmp_path


def test_at_closing_one_is_made_where_somebody_chose_it(tmp_path: Path) -> None:
    made_in = vault()

    def chosen() -> backups.AtClosing | None:
        with made_in.read() as reader:
            return backups.at_closing(reader)

    backups.choose_closing(made_in, 3)
    assert chosen() is None  # no folder
    backups.choose(made_in, tmp_path, 7)
    assert chosen() == backups.AtClosing(tmp_path, 3, None)
    made = finished(backups.back_up(made_in, tmp_path / "a.ncb"))
    plan = chosen()
    assert plan is not None
    assert [plan.due(made.at + timedelta(days=n)) for n in (0, 2, 3)] == [False, False, True]
    backups.choose_closing(made_in, 0)
    assert chosen() is None


def test_a_rotation_keeps_seven_days_and_four_weeks() -> None:
    many = [of_day(number, hour) for number in range(60) for hour in (9, 17)]
    kept = backups.kept(many)
    days = sorted((one.at - of_day(0, 17).at).days for one in many if one.id in kept)
    assert days == [41, 48, *range(53, 60)]
    assert all(one.at.hour == 17 for one in many if one.id in kept)
    assert backups.kept(many[:3]) == {many[1].id, many[2].id}
    assert backups.kept([]) == frozenset()


def test_a_rotation_takes_away_only_what_it_knows(tmp_path: Path) -> None:
    """Ten days of backups; a stranger's and one that was never noted lie beside them."""
    made_in, clock = vault(), At(NOON)
    stranger = of_day(1)
    made_in.backups[tmp_path / "old.ncb"] = stranger
    for _ in range(10):
        made_in.now += timedelta(days=1)
        clock.time += timedelta(days=1)
        done = finished(backups.rotate(made_in, clock, tmp_path))
    assert done.removed == 1
    assert tmp_path / "old.ncb" in made_in.backups
    with made_in.read() as reader:
        ours = {b.id for b in backups.known(reader)}
    assert len(ours) == 10
    left = {b.id for b in made_in.backups.values()} - {stranger.id}
    assert len(left) == 7  # the newest of the week before is among the last seven days
    assert left <= ours


@pytest.mark.parametrize("fault", ["lacking", "damaged"])
def test_no_older_backup_goes_while_evidence_is_lacking_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """It may hold what the new one does not. Control: the same days without that, above."""
    made_in, clock = vault(), At(NOON)
    real = made_in.back_up

    def faulty(path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        made = yield from real(path, replace=replace)
        lacking, damaged = (1, 0) if fault == "lacking" else (0, 1)
        return dataclasses.replace(made, lacking=lacking, damaged=damaged)

    monkeypatch.setattr(made_in, "back_up", faulty)
    for _ in range(10):
        made_in.now += timedelta(days=1)
        clock.time += timedelta(days=1)
        done = finished(backups.rotate(made_in, clock, tmp_path))
    assert (done.removed, done.backup.whole, len(made_in.backups)) == (0, False, 10)
    assert fault_words(done.backup)[0].startswith("1 file of the evidence")
    with made_in.read() as reader:
        assert backups.known(reader)[0] == done.backup


def test_backups_beside_the_vault_are_told_of_while_none_lies_elsewhere() -> None:
    with FakeVault().write() as work:

        def noted(*places: bool) -> bool:
            listed = [dataclasses.replace(of_day(n), beside=beside) for n, beside in enumerate(places)]
            work.set_setting(BACKUPS, dumps([one.plain for one in listed]))
            return backups.only_beside(work, At(of_day(len(places)).at))

        assert noted() is False
        assert noted(True) is noted(True, True) is True
        assert noted(False, True) is noted(False) is False
        assert noted(False, *[True] * 7), "the one elsewhere is too old by now"


def test_a_rotation_that_fails_takes_nothing_away(tmp_path: Path) -> None:
    made_in, clock = vault(), At(NOON)
    for _ in range(9):
        made_in.now += timedelta(days=1)
        clock.time += timedelta(days=1)
        finished(backups.rotate(made_in, clock, tmp_path))
    before = dict(made_in.backups)
    with pytest.raises(Refused):  # the name of today is taken
        finished(backups.rotate(made_in, clock, tmp_path))
    assert made_in.backups == before


def test_a_drill_takes_the_newest_of_the_chosen_folder(tmp_path: Path) -> None:
    made_in, clock = vault(), At(NOON)
    with pytest.raises(NotFound):
        finished(backups.drill(made_in, made_in.keys.passphrase))
    backups.choose(made_in, tmp_path, 7)
    finished(backups.rotate(made_in, clock, tmp_path))
    newest = finished(backups.rotate(made_in, At(NOON + timedelta(days=1)), tmp_path)).backup
    assert finished(backups.drill(made_in, made_in.keys.passphrase)) == newest
    with made_in.read() as reader:
        last = reader.last_entry()
    assert last is not None
    assert (last.action, last.detail) == ("drill", {"backup": newest.id.hex})
    with pytest.raises(WrongPassphrase):
        finished(backups.drill(made_in, "another"))


def test_no_anonymised_release_while_the_ledger_may_lack_some() -> None:
    restored = vault()
    with restored.write() as work:
        work.set_setting(LEDGER_INCOMPLETE, "restored")
        work.commit()
    with restored.read() as reader, pytest.raises(Refused) as refused:
        refuse_incomplete_ledger(reader)
    assert refused.value.message.text is Msg.LEDGER_INCOMPLETE
    with pytest.raises(Refused) as refused:
        prepare_summary(restored, FixedClock(), SummaryOptions())
    assert refused.value.message.text is Msg.LEDGER_INCOMPLETE
    with pytest.raises(Refused) as refused:
        prepare_brief(restored, FixedClock(), BriefOptions(events=(OCTOBER,)))
    assert refused.value.message.text is Msg.LEDGER_INCOMPLETE
    named = BriefOptions(events=(OCTOBER,), audience="government", recipient="KR")
    with pytest.raises(NotFound):  # a brief for somebody named goes on, here to an event that is not there
        prepare_brief(restored, FixedClock(), named)
    with pytest.raises(Invalid):
        state_complete(restored, "  ")
    state_complete(restored, "None left the office after the backup.")
    with restored.read() as reader:
        assert incomplete(reader) == ""
        refuse_incomplete_ledger(reader)
        last = reader.last_entry()
    assert last is not None
    assert last.action == "ledger"
    assert last.detail == {
        "reason": "restored",
        "signed": restored.staff.name,
        "statement": "None left the office after the backup.",
    }
    entries = len(restored.state.entries)
    state_complete(restored, "again")
    assert len(restored.state.entries) == entries
