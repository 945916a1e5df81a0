"""Steps on the window's thread: in order, in turns, none for an owner that is gone, at once where asked."""

from __future__ import annotations

import time

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.frame.turns import BUDGET_S, Turns


@pytest.fixture
def turns(qtbot: QtBot) -> Turns:
    return Turns()


def test_steps_are_done_in_their_order(qtbot: QtBot, turns: Turns) -> None:
    done: list[int] = []
    owner = QObject()
    turns.plan(owner, [lambda n=n: done.append(n) for n in range(5)])  # type: ignore[misc]  # bound as it is now
    assert (done, len(turns)) == ([], 5)
    qtbot.waitUntil(lambda: len(turns) == 0, timeout=60_000)
    assert done == [0, 1, 2, 3, 4]


def test_what_else_waits_comes_between_long_steps(qtbot: QtBot, turns: Turns) -> None:
    done: list[str] = []
    owner = QObject()

    def long() -> None:
        time.sleep(BUDGET_S)
        done.append("step")
        QTimer.singleShot(0, lambda: done.append("key"))

    turns.plan(owner, [long, long])
    qtbot.waitUntil(lambda: len(done) == 4, timeout=60_000)
    assert done == ["step", "key", "step", "key"]


def test_a_step_may_end_its_turn(qtbot: QtBot, turns: Turns) -> None:
    done: list[str] = []
    owner = QObject()

    def painted() -> bool:
        QTimer.singleShot(0, lambda: done.append("painted"))
        return True

    turns.plan(owner, [painted, lambda: done.append("unseen")])
    qtbot.waitUntil(lambda: len(done) == 2, timeout=60_000)
    assert done == ["painted", "unseen"]


def test_new_steps_take_the_place_of_those_that_wait(qtbot: QtBot, turns: Turns) -> None:
    done: list[str] = []
    owner, other = QObject(), QObject()
    turns.plan(owner, [lambda: done.append("old")])
    turns.plan(other, [lambda: done.append("other")])
    turns.plan(owner, [lambda: done.append("new")])
    qtbot.waitUntil(lambda: len(turns) == 0, timeout=60_000)
    assert done == ["other", "new"]


def test_what_waits_is_done_at_once_where_it_is_about_to_be_seen(turns: Turns) -> None:
    done: list[str] = []
    owner, other = QObject(), QObject()
    turns.plan(owner, [lambda: done.append("own")])
    turns.plan(other, [lambda: done.append("other")])
    turns.finish(owner)
    assert (done, len(turns)) == (["own"], 1)


def test_a_step_that_fails_keeps_none_after_it(qtbot: QtBot, turns: Turns) -> None:
    done: list[str] = []
    owner = QObject()

    def fail() -> None:
        raise LookupError

    turns.plan(owner, [fail, lambda: done.append("painted")])
    with pytest.raises(LookupError):
        turns.finish(owner)
    qtbot.waitUntil(lambda: len(turns) == 0, timeout=60_000)
    assert done == ["painted"]


def test_nothing_is_done_for_an_owner_that_is_gone(qtbot: QtBot, turns: Turns) -> None:
    done: list[str] = []
    owner = QObject()
    turns.plan(owner, [lambda: done.append("own")])
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: len(turns) == 0, timeout=60_000)
    assert done == []
