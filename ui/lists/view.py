"""Rows of a list of any length, one column wide."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import theme
from ui.widgets.tables import quiet_table

Move = QAbstractItemView.CursorAction


class RowsView(QTableView):
    """Rows of one height, `height` pixels at 100 per cent.

    A QTableView, because a QListView lays out every row whenever one changes: 200 ms of 100,000 rows.
    """

    def __init__(self, name: str, model: QAbstractItemModel, height: int) -> None:
        super().__init__()
        self._height = height
        self.setObjectName("rows")  # the delegate paints the ground of a row that is selected
        quiet_table(self, name)
        self.setModel(model)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolled, Qt moves what stands
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """The height follows the text size."""
        self.verticalHeader().setDefaultSectionSize(theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a list, then the rows."""
        with QPainter(self.viewport()) as p:
            p.fillRect(event.rect(), theme().color("list"))
        super().paintEvent(event)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the ends of the list, not of the row."""
        if action in (Move.MoveHome, Move.MoveEnd):
            return self.model().index(0 if action is Move.MoveHome else self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)
