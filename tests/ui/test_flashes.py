"""No part of a page flashes up while the page is made: as a window of its own, which would take the keyboard,
or squeezed into less room than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.sample import sample_records
from app.services.sample import fill
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import vault_of_people
from ui.pages import PAGES
from ui.theme import Theme


class Windows(QObject):
    """What was shown as a window since it was installed."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    """Watches every window of the program."""
    made = Windows()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_no_page_opens_a_window_while_it_is_made(
    qtbot: QtBot, look: Theme, windows: Windows, tmp_path: Path
) -> None:
    stage = Stage(qtbot, vault_of_people())
    windows.shown.remove("Frame ")
    stage.frame.desk.place = tmp_path
    for page in PAGES:
        stage.frame.go(page.key)
        stage.settle()
    assert windows.shown == []
    stage.end()


def test_a_part_shown_before_it_has_a_parent_is_found(windows: Windows) -> None:
    page, part = QWidget(), QPushButton("early")
    box = QVBoxLayout()
    box.addWidget(part)
    part.setVisible(True)
    page.setLayout(box)
    assert windows.shown == ["QPushButton "]


class Squeezed(QObject):
    """Scrolled pages that were painted with less height than what stands in them needs."""

    def __init__(self) -> None:
        super().__init__()
        self.painted, self.found = 0, [""]
        self.found.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            port = watched.parentWidget()
            area = port.parentWidget() if port is not None else None
            if isinstance(area, QScrollArea) and area.widget() is watched:
                self.painted += 1
                needed = watched.minimumSizeHint().height()
                if watched.height() < needed:
                    self.found.append(f"{watched.height()} of {needed}")
        return False


@pytest.fixture
def squeezed(qapp: QApplication) -> Iterator[Squeezed]:
    """Watches every page that scrolls."""
    made = Squeezed()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize("page", ["home", "events"])
def test_a_page_is_painted_when_it_is_laid_out(
    qtbot: QtBot, look: Theme, squeezed: Squeezed, page: str
) -> None:
    """Much came in at once, and half a layout stood on the screen for a moment."""
    vault = FakeVault()
    fill(vault, sample_records())
    stage = Stage(qtbot, vault)
    with vault.read() as reader:
        event = next(iter(reader.all("event"))).id
    squeezed.found.clear()
    stage.frame.go(page, event if page == "events" else None)
    stage.settle()
    qtbot.waitUntil(lambda: squeezed.painted > 0, timeout=60_000)
    stage.settle()
    assert squeezed.found == []
    stage.end()


def test_a_page_that_is_painted_too_early_is_found(qtbot: QtBot, squeezed: Squeezed) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inside = QWidget()
    box = QVBoxLayout(inside)
    area.setWidget(inside)
    area.resize(200, 100)
    with qtbot.waitExposed(area):
        area.show()
    tall = QWidget()
    tall.setMinimumHeight(600)
    box.addWidget(tall)
    tall.show()
    qtbot.waitUntil(lambda: inside.minimumSizeHint().height() >= 600)
    inside.resize(180, 90)
    inside.repaint()
    assert squeezed.found
