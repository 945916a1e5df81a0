"""The rows of the list of cases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView

from app.i18n import _
from ui.forms.lookup import Lookup
from ui.lists.keys import RowKeys
from ui.pages.cases.delegate import CaseDelegate
from ui.theme import theme


class CaseView(QListView):
    """The rows; `keys` tells what is pressed on them."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.keys = RowKeys(self)
        self.setAccessibleName(_("Cases"))
        self.setItemDelegate(CaseDelegate(lookup))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self.doItemsLayout)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button is ours; the others are Qt's."""
        if not self.keys.took_button(event):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete, Escape, Ctrl+C; the arrows as ever."""
        if not self.keys.took_key(event):
            super().keyPressEvent(event)
