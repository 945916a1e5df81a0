"""Typing for the tests: keys as a keyboard sends them, syllables as a Korean input method does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Latin letters and digits, key by key."""
    QTest.keyClicks(widget, text)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key."""
    QTest.keyClick(widget, key, modifier)


def compose(widget: QWidget, *states: str, commit: str = "") -> None:
    """Show the states of a syllable as it is composed; commit text at the end where some is given."""
    for state in states:
        QApplication.sendEvent(widget, QInputMethodEvent(state, []))
    if commit:
        done = QInputMethodEvent("", [])
        done.setCommitString(commit)
        QApplication.sendEvent(widget, done)


def type_hangul(widget: QWidget, syllables: Sequence[str]) -> None:
    """Syllable after syllable, each composed from its first letter."""
    for syllable in syllables:
        compose(widget, chr(0x1100 + (ord(syllable) - 0xAC00) // 588), syllable, commit=syllable)
