"""A desk over a vault in memory, for forms without a frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ports import Vault
from tests.fakes import FakeVault
from tests.ui.people import vault_of_people
from ui.forms import Lookup, lookup_of
from ui.frame.desk import Bridge, Desk
from ui.theme import Theme
from ui.worker import Worker


class Bench:
    """A desk, its lookup, and a window to put editors into."""

    def __init__(self, qtbot: QtBot, vault: FakeVault) -> None:
        self.qtbot, self.vault = qtbot, vault
        self.worker: Worker[Vault] = Worker(lambda v: v.close())
        self.bridge = Bridge(self.worker)
        self.worker.open(lambda: vault, lambda _job, _outcome: None)
        self.desk = Desk(self.bridge)
        self.troubles: list[Exception] = []
        self.desk.troubled.connect(self.troubles.append)
        self.lookup: Lookup = lookup_of(self.desk)
        self.settle()

    def show(self, widget: QWidget) -> None:
        """Put it on the screen."""
        self.qtbot.addWidget(widget)
        widget.resize(520, 600)
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)

    def end(self) -> None:
        self.settle()
        self.bridge.stop()
        assert self.worker.stop()


@pytest.fixture
def bench(qtbot: QtBot, look: Theme) -> Iterator[Bench]:
    made = Bench(qtbot, vault_of_people())
    yield made
    made.end()
