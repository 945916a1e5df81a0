"""The list of events: each with its line, its claims and how many people we can name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.pages.events.cells import PAD, RIGHT, marked, two_lines
from ui.pages.events.loading import ListedEvent
from ui.pages.events.model import NOTHING, Index
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.tables import quiet_table

ROW = 56
WIDTHS = (196, 0, 84, 110)
Shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class EventsModel(QAbstractTableModel):
    """Events, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ListedEvent, ...] = ()

    def show(self, rows: tuple[ListedEvent, ...]) -> None:
        """Show other events."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOTHING) -> int:
        """One a row."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """Date, event, claims, named."""
        return 0 if parent.isValid() else len(WIDTHS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if not index.isValid() or role not in Shown:
            return None
        row = self.rows[index.row()]
        code = row.event.text("code")
        return (
            f"{row.date}\n{code}",
            f"{row.title}\n{row.line.whole}",
            f"{row.claims:,}",
            f"{row.named:,}",
        )[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section > 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Horizontal and role in Shown:
            return (_("Date"), _("Event and its line"), _("Claims"), _("We can name"))[section]
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: EventsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(theme().px(84), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title over its line; figures at the right."""
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(box, theme().color("tint"))
            marked(painter, box, option, first=index.column() == 0)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme().color("line"))
        inner = box.adjusted(PAD, 7, -PAD, -7)
        if index.column() == 0:
            two_lines(painter, inner, row.date, row.event.text("code"))
        elif index.column() == 1:
            two_lines(painter, inner, row.title, row.line.whole)
        else:
            text = f"{(row.claims, row.named)[index.column() - 2]:,}"
            role = "gold_text" if index.column() == 3 and row.named else "text"
            draw_text(painter, inner, text, "strong", role=role, align=RIGHT)
        painter.restore()


class EventsTable(QTableView):
    """The events; Return or a click opens one. `picked(id)`."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = EventsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, self))
        quiet_table(self, _("Events"))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        theme().changed.connect(self.measure)

    def show_events(self, rows: tuple[ListedEvent, ...]) -> None:
        """Show other events, the first one marked."""
        before = self.current()
        self._model.show(rows)
        at = next((n for n, r in enumerate(rows) if r.event.id == before), 0)
        if rows:
            self.setCurrentIndex(self._model.index(at, 0))
        self.measure()

    def current(self) -> UUID | None:
        """The event that is marked."""
        index = self.currentIndex()
        return self._model.rows[index.row()].event.id if index.isValid() else None

    def measure(self) -> None:
        """Heights and widths from the text size."""
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        widths = [theme().px(width) for width in WIDTHS]
        widths[1] = max(self.viewport().width() - sum(widths), theme().px(160))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: object) -> None:
        """The title takes what is left."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.measure()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._model.rows[index.row()].event.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
