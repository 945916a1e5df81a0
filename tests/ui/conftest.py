"""What the tests of the window share: one application dressed once, the theme put back after each test."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from ui.collecting import Collector
from ui.theme import Theme, fonts, theme

EVERY = 8
_ENDED = count(1)


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """As in the window's process: no widget is freed on another thread."""
    made = Collector()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def swept(collector: Collector) -> Iterator[None]:
    """The windows of ended tests go every few tests: left to the collector, each change of the look restyled
    them all, for minutes."""
    yield
    if next(_ENDED) % EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test shows by itself is dressed as a window; what it leaves behind is not dressed again."""
    add = QtBot.addWidget

    def dressing(self: QtBot, widget: QWidget, **more: Any) -> None:
        if widget.isWindow() and widget.parentWidget() is None:
            theme().dress(widget)
        add(self, widget, **more)

    monkeypatch.setattr(QtBot, "addWidget", dressing)
    yield
    theme().windows.clear()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The theme with every font, applied once: registering the faces takes seconds."""
    fonts.load_all()
    theme().change(dark=False, scale=1.0)
    return theme()


@pytest.fixture
def look(dressed: Theme) -> Iterator[Theme]:
    """The theme in force, light and at 100 per cent."""
    _put_back(dressed)
    yield dressed
    _put_back(dressed)
    i18n.use("en")


def _put_back(worn: Theme) -> None:
    """Dressing anew restyles every widget: only where a test changed the look."""
    if worn.dark or worn.scale != 1.0:
        worn.change(dark=False, scale=1.0)
