"""The input method: its half-made syllable must be committed before anything reads a field."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QListView


def commit_input() -> None:
    """Make what is being composed part of the text of the focused field.

    Call it before save, lock, close, a change of record or page, and every command: `text()` lacks the
    last Hangul syllable until then (measured with ibus-hangul).
    """
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.inputMethod().commit()


def put_away_offers() -> None:
    """Close the list that a half-typed word has open: a command that moves the cursor leaves it behind."""
    offered = QApplication.activePopupWidget()
    if isinstance(offered, QListView):
        offered.hide()
