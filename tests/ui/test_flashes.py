"""No part of a page flashes up as a window of its own while the page is made: it would take the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

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
