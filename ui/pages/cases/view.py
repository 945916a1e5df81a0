"""The rows of the list of cases, and the keys they know."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView

from app.i18n import _
from ui.forms.lookup import Lookup
from ui.pages.cases.delegate import CaseDelegate
from ui.pages.cases.selecting import copies
from ui.theme import theme


class CaseView(QListView):
    """The rows; Enter goes into the record, Delete to the trash, Escape leaves one selected."""

    entered = Signal()
    wanted_gone = Signal()
    wanted_one = Signal()
    copied = Signal()
    beside = Signal(int)

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.setAccessibleName(_("Cases"))
        self.setItemDelegate(CaseDelegate(lookup))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self.doItemsLayout)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button opens a row on a tab of its own."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index.isValid():
            self.beside.emit(index.row())
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete, Escape, Ctrl+C; the arrows as ever."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.wanted_gone.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.wanted_one.emit()
        elif copies(event):
            self.copied.emit()
        else:
            super().keyPressEvent(event)
