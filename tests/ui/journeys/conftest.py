"""Somebody at the window over the folder that a journey makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.journeys.person import Person
from ui.theme import Theme


@pytest.fixture
def person(qtbot: QtBot, look: Theme, folder: Path) -> Iterator[Person]:
    shown = Person(qtbot, folder)
    yield shown
    shown.leave()
