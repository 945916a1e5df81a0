"""The cells of a table: what each says of its row, and how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _
from ui.forms.lookup import Lookup
from ui.lists.columns import Column
from ui.models.windowed import Windowed
from ui.theme import theme
from ui.widgets.painted import draw_text

UP, DOWN = "\u2002\u2191", "\u2002\u2193"
"""Behind the heading the list is sorted by: down where the latest or the greatest stands first. Qt's own
triangle stands far from its word, and points the other way in some styles."""
Say = Callable[[Any, Column, Lookup], str]
"""Says a cell in words: the row, the column."""
Index = QModelIndex | QPersistentModelIndex


class ColumnsModel(QAbstractTableModel):
    """Shows a windowed list in columns; it holds nothing itself."""

    def __init__(self, rows: Windowed[Any], lookup: Lookup, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._lookup, self._say = rows, lookup, say
        self.columns: tuple[Column, ...] = ()
        self.sorted, self.descending = "", False
        rows.modelAboutToBeReset.connect(self.beginResetModel)
        rows.modelReset.connect(self.endResetModel)
        rows.dataChanged.connect(self._changed)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show_order(self, key: str, descending: bool) -> None:
        """Mark the heading the list is sorted by."""
        self.sorted, self.descending = key, descending
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if self.columns:
            end = len(self.columns) - 1
            self.dataChanged.emit(self.index(first.row(), 0), self.index(last.row(), end))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as the list."""
        return 0 if parent.isValid() else self._rows.rowCount()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns, each standing as its cells do."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        column = self.columns[section]
        if not self.sorted or column.sort != self.sorted:
            return column.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = _("{column}, sorted downwards") if self.descending else _("{column}, sorted upwards")
            return words.format(column=column.heading)
        return column.heading + (DOWN if self.descending else UP)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, or a cell in words."""
        if role not in (Windowed.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not index.isValid() or index.row() >= self._rows.rowCount():
            return None
        row = self.row_at(index.row())
        if role == Windowed.ROW:
            return row
        return self._say(row, self.columns[index.column()], self._lookup) if row is not None else ""

    def row_at(self, place: int) -> Any:
        """The row at a place, None where it has not arrived."""
        return self._rows.row_at(place) if place < self._rows.rowCount() else None


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: its ground, the gold mark of the selected row, and what the column says."""

    def __init__(self, lookup: Lookup, say: Say, height: int = 40) -> None:
        super().__init__(lookup)
        self._lookup, self._say, self.height = lookup, say, height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A height that follows the text."""
        return QSize(theme().px(80), theme().px(self.height))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, then what the column says."""
        look, box, model = theme(), QRectF(option.rect), index.model()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        p.fillRect(box, look.color("blue" if selected else "page"))
        if selected and index.column() == 0:
            p.fillRect(QRectF(box.left(), box.top(), 3, box.height()), look.color("gold"))
        p.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        row = model.row_at(index.row()) if isinstance(model, ColumnsModel) else None
        if isinstance(model, ColumnsModel) and row is not None:
            p.save()
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.cell(p, box.adjusted(8, 0, -8, -1), row, model.columns[index.column()])
            p.restore()

    def cell(self, p: QPainter, box: QRectF, row: Any, column: Column) -> None:
        """What a cell says, as plain words."""
        role = "dim" if column.quiet else "text"
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        draw_text(p, box, self._say(row, column, self._lookup), "body", role=role, align=align)
