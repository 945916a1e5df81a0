"""A table of a summary as the reader gets it: numbers, and hidden cells hatched with the word."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.i18n import _
from app.summary import SummaryCell, SummaryTable
from ui import icons
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.tables import quiet_table

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
ROW, HEAD, LABEL, CELL = 32, 34, 240, 92
TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class TableModel(QAbstractTableModel):
    """Rows, columns and margins of one table, each cell as printed."""

    def __init__(self, table: SummaryTable, hidden: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self._hidden = table, hidden
        self.cells = [[*row, *([total] if table.columns else [])] for row, total in _rows(table)]
        bottom: list[SummaryCell] = [*table.column_totals, SummaryCell(table.total)]
        self.cells.append(bottom if table.columns else [SummaryCell(table.total)])
        self.names = [*table.rows, _("Total")]
        self.heads = [table.heads[0], *table.columns, _("Total")] if table.columns else [*table.heads]
        self.heads = [*self.heads, _("People")][: len(self.cells[0]) + 1]

    def rowCount(self, parent: Index = NOTHING) -> int:
        """The rows and the total."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """The label and the numbers."""
        return 0 if parent.isValid() else len(self.cells[0]) + 1

    def cell(self, index: Index) -> SummaryCell | None:
        """The cell under an index, None for a label."""
        return self.cells[index.row()][index.column() - 1] if index.column() else None

    def words(self, cell: SummaryCell) -> str:
        """A cell as printed."""
        if cell.hidden:
            return self._hidden
        return "–" if cell.count is None else f"{cell.count:,}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A label, a number, or the word for hidden."""
        if not index.isValid() or role not in TEXTS:
            return None
        cell = self.cell(index)
        return self.names[index.row()] if cell is None else self.words(cell)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role in TEXTS:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _rows(table: SummaryTable) -> list[tuple[tuple[SummaryCell, ...], SummaryCell]]:
    totals = table.row_totals or tuple(SummaryCell(None) for _row in table.rows)
    return list(zip(table.cells, totals, strict=True))


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: TableModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A cell."""
        return QSize(theme().px(CELL), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A label at the left, a number at the right, a hidden one hatched."""
        box = QRectF(option.rect)
        last = index.row() == self._model.rowCount() - 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = box.adjusted(8, 0, -8, 0)
        cell = self._model.cell(index)
        if cell is None:
            draw_text(painter, inner, self._model.names[index.row()], "strong" if last else "body")
        elif cell.hidden:
            hatched(painter, box.adjusted(8, 4, -4, -5), self._model.words(cell))
        else:
            margin = last or (self._model.table.columns and index.column() == self._model.columnCount() - 1)
            style = "strong" if margin else "body"
            draw_text(painter, inner, self._model.words(cell), style, align=Qt.AlignmentFlag.AlignRight)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme().color("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), 4, 4)
        painter.restore()


def hatched(p: QPainter, box: QRectF, text: str) -> None:
    """A ground of slanted lines with an icon and a word on it: not shown."""
    p.save()
    p.setClipRect(box)
    p.fillRect(box, theme().color("tint"))
    p.setPen(QPen(theme().color("line2"), 1))
    step = 6
    for x in range(int(-box.height()), int(box.width()), step):
        p.drawLine(int(box.left()) + x, int(box.bottom()), int(box.left() + x + box.height()), int(box.top()))
    p.restore()
    size = theme().px(14)
    wide = theme().metrics("chip").horizontalAdvance(text) + size + 14
    chip = QRectF(box.right() - wide - 4, box.top() + 2, wide, box.height() - 4)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme().color("page"))
    p.drawRoundedRect(chip, 4, 4)
    icons.draw(p, "eye-off", "dim", QRectF(chip.left() + 4, chip.center().y() - size / 2, size, size))
    draw_text(p, chip.adjusted(size + 8, 0, 0, 0), text, "chip", role="text2", elide=False)


class TableView(QTableView):
    """One table, as high as it needs; the arrow keys move from cell to cell."""

    def __init__(self, table: SummaryTable, hidden: str) -> None:
        super().__init__()
        self._model = TableModel(table, hidden, self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, self))
        quiet_table(self, table.title)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Heights and widths from the text size."""
        rows = self._model.rowCount()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.horizontalHeader().setFixedHeight(theme().px(HEAD))
        cells = self._model.columnCount() - 1
        metrics = theme().metrics("body")
        heads = [metrics.horizontalAdvance(h) for h in self._model.heads[1:]]
        cell = max(theme().px(CELL), *(round(h) + 24 for h in heads))
        label = max(theme().px(LABEL), self.viewport().width() - cells * cell)
        label = min(label, theme().px(520))
        for column in range(cells + 1):
            self.setColumnWidth(column, cell if column else label)
        wide = label + cells * cell > self.viewport().width()
        self.setFixedHeight(theme().px(HEAD) + rows * theme().px(ROW) + (16 if wide else 2))

    def resizeEvent(self, event: object) -> None:
        """The label takes what is left."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.measure()
