"""The keys and the middle mouse button of rows, for a list and a table alike."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView


class RowKeys(QObject):
    """What rows understand beside the arrows; the view hands its presses over and lets Qt have the rest.

    Signals: `opened(place)` for Enter, `wanted_gone()` for Delete, `wanted_one()` for Escape, which leaves
    one row selected, `copied()` for Ctrl+C, `beside(place)` for the middle button: a tab of its own.
    """

    opened = Signal(int)
    wanted_gone = Signal()
    wanted_one = Signal()
    copied = Signal()
    beside = Signal(int)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def took_key(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it means nothing here."""
        current = self._view.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current.row())
        elif event.key() == Qt.Key.Key_Delete:
            self.wanted_gone.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.wanted_one.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            return False
        return True

    def took_button(self, event: QMouseEvent) -> bool:
        """Act on a mouse button; False where it means nothing here."""
        index = self._view.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.MiddleButton or not index.isValid():
            return False
        self.beside.emit(index.row())
        return True
