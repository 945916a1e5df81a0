"""The rows of the list of cases."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.i18n import _
from ui.forms.lookup import Lookup
from ui.lists.keys import RowKeys
from ui.lists.view import RowsView
from ui.pages.cases.delegate import ROW, CaseDelegate


class CaseView(RowsView):
    """The rows; `keys` tells what is pressed on them."""

    def __init__(self, model: QAbstractItemModel, lookup: Lookup) -> None:
        super().__init__(_("Cases"), model, ROW)
        self.keys = RowKeys(self)
        self.setItemDelegate(CaseDelegate(lookup))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button is ours; the others are Qt's."""
        if not self.keys.took_button(event):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete, Escape, Ctrl+C; the arrows as ever."""
        if not self.keys.took_key(event):
            super().keyPressEvent(event)
