"""Work beside the worker: it has its own thread, comes back to the window, and ends with it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes import FakeVault
from ui.frame.desk import Bridge, Desk
from ui.worker import Worker


@pytest.fixture
def bridge(qapp: QApplication) -> Bridge:
    """A bridge with an open vault."""
    made = Bridge(Worker(lambda vault: vault.close()))
    made.worker.open(FakeVault, made.report)
    return made


def test_the_worker_goes_on_while_something_waits_beside_it(bridge: Bridge, qtbot: QtBot) -> None:
    desk, go, order = Desk(bridge), threading.Event(), list[str]()

    def slow() -> str:
        assert go.wait(20)
        return "document"

    desk.aside(slow, order.append)

    def saved(_value: Any) -> None:
        order.append("saved")
        go.set()

    desk.ask(lambda vault: vault.staff.name, saved)
    qtbot.waitUntil(lambda: not bridge.waiting, timeout=60_000)
    assert order == ["saved", "document"]
    bridge.stop()


def test_trouble_beside_the_worker_is_told(bridge: Bridge, qtbot: QtBot) -> None:
    desk, told = Desk(bridge), list[Exception]()
    before = set(threading.enumerate())

    def fails() -> None:
        raise ZeroDivisionError

    desk.aside(fails, failed=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert isinstance(told[0], ZeroDivisionError)
    assert set(threading.enumerate()) > before, "the second thread goes on until it is stopped"
    bridge.stop()
    assert not set(threading.enumerate()) - before
    assert bridge.worker.stop()
