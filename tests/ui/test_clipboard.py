"""What is copied out of the vault is marked, timed and cleared; what another program put there stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui import clipboard
from ui.clipboard import HINTS, Clipboard


@pytest.fixture
def system(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard itself."""
    found = QGuiApplication.clipboard()
    yield found
    found.clear()


@pytest.fixture
def kept(system: QClipboard) -> Iterator[Clipboard]:
    """The keeper of it."""
    parent = QObject()
    made = Clipboard(parent)
    yield made
    system.dataChanged.disconnect(made._changed)
    parent.deleteLater()


def test_what_is_put_there_is_marked_for_keepers_of_a_history(kept: Clipboard, system: QClipboard) -> None:
    kept.put("김철수")
    assert system.text() == "김철수"
    assert set(HINTS) <= set(system.mimeData().formats())
    assert bytes(system.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"


def test_it_is_cleared_when_the_window_locks_and_what_others_put_there_is_not(
    kept: Clipboard, system: QClipboard
) -> None:
    kept.put("김철수")
    kept.forget()
    assert system.text() == ""
    kept.put("김철수")
    system.setText("theirs")
    kept.forget()
    assert system.text() == "theirs"


def test_it_is_cleared_after_a_while(
    kept: Clipboard, system: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clipboard.SECONDS == 30
    assert kept._timer.interval() == 30_000
    kept._timer.setInterval(20)
    kept.put("김철수")
    qtbot.waitUntil(lambda: system.text() == "", timeout=60_000)


def test_what_is_copied_from_a_field_is_marked_too(
    kept: Clipboard, system: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform of the tests never says that the clipboard is ours: it is told so."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    field = QLineEdit("김철수")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert system.text() == "김철수"
    assert set(HINTS) <= set(system.mimeData().formats())
