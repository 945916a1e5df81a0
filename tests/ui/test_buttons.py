"""Buttons answer to the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets import Button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, look: Theme, key: Qt.Key) -> None:
    pressed: list[bool] = []
    around = QWidget()
    button = Button("Open", lambda: pressed.append(True))
    column = QVBoxLayout(around)
    column.addWidget(button)
    qtbot.addWidget(around)
    around.resize(200, 100)
    around.show()
    QTest.keyClick(button, key)
    assert pressed == [True]
