"""The daily check in the window: begun when due, behind everything else, told when it found something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.errors import DamagedVault
from app.messages import Msg
from app.ports import Finding
from app.services.checking import last_check
from tests.ui.forms.conftest import Bench
from ui.checker import BEGIN_MS, Checker, checker_of

FOUND = Finding("record", "K7QM-2XDP", "digest")


def finding(bench: Bench, patch: pytest.MonkeyPatch, *found: Finding) -> None:
    """Let the check of the vault find something."""

    def check() -> Iterator[Finding | str | None]:
        yield "Records"
        yield None
        yield from found

    patch.setattr(bench.vault, "check", check)


def run(bench: Bench) -> tuple[Checker, list[tuple[Finding, ...]]]:
    """A check that is due, to its end."""
    checker = checker_of(bench.desk)
    ended: list[tuple[Finding, ...]] = []
    checker.ended.connect(ended.append)
    checker.begin_if_due()
    bench.settle()
    bench.settle()
    return checker, ended


def test_it_runs_when_it_is_due_and_once_a_day(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(bench, monkeypatch)
    checker, ended = run(bench)
    assert ended == [()]
    assert not checker.running
    assert bench.troubles == []
    with bench.vault.read() as reader:
        assert last_check(reader) is not None
    checker.begin_if_due()
    bench.settle()
    assert ended == [()]
    assert checker_of(bench.desk) is checker


def test_what_it_finds_is_told_and_the_vault_is_read_only(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(bench, monkeypatch, FOUND)
    _checker, ended = run(bench)
    assert ended == [(FOUND,)]
    assert bench.vault.alarms == (FOUND,)
    (error,) = bench.troubles
    assert bench.desk.words(error) is not None
    assert "records that are not as the history says" in str(error)
    assert "K7QM" not in str(error)
    assert isinstance(error, DamagedVault)
    assert error.message.text is Msg.CHECK_FOUND


def test_it_can_be_given_up_and_begun_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(bench, monkeypatch)
    checker = checker_of(bench.desk)
    checker.begin(asked=True)
    checker.begin(asked=True)
    seen = [checker.running]
    checker.cancel()
    assert [*seen, checker.running] == [True, False]
    bench.settle()
    ended: list[tuple[Finding, ...]] = []
    checker.ended.connect(ended.append)
    checker.begin(asked=True)
    bench.settle()
    assert ended == [()]


def test_after_unlock_it_waits_for_other_work(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(bench, monkeypatch)
    checker = checker_of(bench.desk)
    checker.start()
    bench.settle()
    assert BEGIN_MS >= 10_000
    assert not checker.running
    checker.cancel()
