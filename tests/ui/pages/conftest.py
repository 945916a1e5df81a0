"""The Cases page over a vault in memory, inside the real frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ports import Vault
from tests.fakes import FakeVault
from tests.ui.people import vault_of_people
from ui.frame.desk import Bridge, Desk
from ui.frame.frame import Frame
from ui.pages import PAGES
from ui.pages.cases import Cases
from ui.theme import Theme
from ui.worker import Worker


class Stage:
    """A frame that is shown with the Cases page in front; `troubles` are the errors that were told."""

    def __init__(self, qtbot: QtBot, vault: Vault) -> None:
        self.qtbot, self.vault = qtbot, vault
        self.worker: Worker[Vault] = Worker(lambda v: v.close())
        self.bridge = Bridge(self.worker)
        self.worker.open(lambda: vault, lambda _job, _outcome: None)
        self.desk = Desk(self.bridge, sample=True, staff="Han Seo-yun")
        self.troubles: list[Exception] = []
        self.said: list[tuple[str, object]] = []
        self.desk.troubled.connect(self.troubles.append)
        self.desk.said.connect(lambda text, undo: self.said.append((text, undo)))
        self.frame = Frame(self.desk, PAGES)
        self._ended = False
        qtbot.addWidget(self.frame, before_close_func=lambda _frame: self.end())
        self.frame.resize(1440, 900)
        self.frame.show()
        self.frame.activateWindow()
        self.frame.go("cases")
        self.settle()

    @property
    def page(self) -> Cases:
        page = self.frame.current
        assert isinstance(page, Cases)
        return page

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)

    def end(self) -> None:
        """Leave the frame and stop the worker, once: while it waits, Qt deletes a frame that is closed."""
        if self._ended:
            return
        self._ended = True
        self.settle()
        self.frame.leave()
        self.settle()
        self.bridge.stop()
        assert self.worker.stop()


@pytest.fixture
def vault() -> FakeVault:
    return vault_of_people()


@pytest.fixture
def stage(qtbot: QtBot, look: Theme, vault: FakeVault) -> Iterator[Stage]:
    made = Stage(qtbot, vault)
    yield made
    made.end()
