"""The fold: a word and the reason in place of the content, opened by keyboard, for one record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets import Fold


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_it_opens_by_keyboard_and_for_this_record_only(qtbot: QtBot, look: Theme, key: Qt.Key) -> None:
    content = QLineEdit("told")
    fold = Fold(content)
    qtbot.addWidget(fold)
    fold.show()
    fold.show_of("a", folded=True)
    assert fold.panel.isVisible()
    assert not content.isVisible()
    fold.panel.show_it.setFocus()
    QTest.keyClick(fold.panel.show_it, key)
    assert content.isVisible()
    assert not fold.panel.isVisible()
    fold.show_of("a", folded=True)  # read again
    assert content.isVisible()
    fold.show_of("b", folded=True)
    assert not content.isVisible()
    fold.show_of("a", folded=True)  # asked for again
    assert not content.isVisible()
    fold.show_of("a", folded=False)
    assert content.isVisible()
