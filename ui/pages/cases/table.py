"""The cases as a table: the same rows as the list, a column a question."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.consent import PERMISSIONS
from app.i18n import _
from app.services.files import CaseRow
from ui import icons
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.models.windowed import Windowed
from ui.pages.cases.words import ago, short_status
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.signs import PERSON, chip_width, draw_certainty, draw_chip, look_of

COLUMNS = ("name", "code", "status", "born", "events", "certainty", "consent", "changed")
ORDER_OF = {"name": "person", "code": "code", "status": "status", "changed": "changed"}
"""Columns that sort, and the field the list sorts by."""
WIDTHS = {
    "code": 110,
    "status": 150,
    "born": 120,
    "events": 130,
    "certainty": 130,
    "consent": 90,
    "changed": 80,
}
RIGHT = frozenset({"changed"})
Index = QModelIndex | QPersistentModelIndex


def headings() -> dict[str, str]:
    """What the columns are called."""
    return {
        "name": _("Name"),
        "code": _("Case"),
        "status": _("Status"),
        "born": _("Born"),
        "events": _("Linked event"),
        "certainty": _("Certainty"),
        "consent": _("Consent"),
        "changed": _("Changed"),
    }


class CaseTableModel(QAbstractTableModel):
    """Shows a windowed list in columns; it holds nothing itself."""

    def __init__(self, rows: Windowed[CaseRow], lookup: Lookup, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._lookup = rows, lookup
        rows.modelAboutToBeReset.connect(self.beginResetModel)
        rows.modelReset.connect(self.endResetModel)
        rows.dataChanged.connect(self._changed)

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.dataChanged.emit(self.index(first.row(), 0), self.index(last.row(), len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as the list."""
        return 0 if parent.isValid() else self._rows.rowCount()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return headings()[COLUMNS[section]]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, or a cell in words."""
        if role not in (Windowed.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not index.isValid() or index.row() >= self._rows.rowCount():
            return None
        row = self._rows.row_at(index.row())
        if role == Windowed.ROW:
            return row
        return say_cell(row, COLUMNS[index.column()], self._lookup) if row is not None else ""


def say_cell(row: CaseRow, column: str, lookup: Lookup) -> str:
    """One cell in words."""
    match column:
        case "name":
            return "  ".join(filter(None, (row.name, row.latin)))
        case "code":
            return row.case.text("code")
        case "status":
            return short_status(row.case.text("status"), lookup)
        case "born":
            return say_date(row.birth, lookup.language, short=True) if row.birth else ""
        case "events":
            return ", ".join(row.events) or _("none yet")
        case "certainty":
            return lookup.word("certainty", row.certainty) if row.certainty else ""
        case "consent":
            if not row.permissions_given:
                return _("none")
            return _("{n} of {all}").format(n=row.permissions_given, all=len(PERMISSIONS))
        case _:
            return ago(row.case.changed_at, lookup.now, lookup.language)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: chips, rings, the gold mark of the selected row."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__(lookup)
        self._lookup = lookup

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A height that follows the text."""
        return QSize(theme().px(80), theme().px(40))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, then what the column says."""
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        p.fillRect(box, theme().color("blue" if selected else "page"))
        if selected and index.column() == 0:
            p.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme().color("gold"))
        p.setPen(QPen(theme().color("line"), 1))
        p.drawLine(box.bottomLeft(), box.bottomRight())
        row = index.data(Windowed.ROW)
        if isinstance(row, CaseRow):
            self._cell(p, box.adjusted(12, 0, -8, -1), row, COLUMNS[index.column()])
        p.restore()

    def _cell(self, p: QPainter, box: QRectF, row: CaseRow, column: str) -> None:
        text = say_cell(row, column, self._lookup)
        look = theme()
        if column == "name":
            taken = draw_text(p, box, row.name, "row-title", role="head") + look.px(8)
            draw_text(p, box.adjusted(taken, 0, 0, 0), row.latin, "note")
        elif column == "status":
            height = look.px(22)
            chip = QRectF(box.left() - 4, box.center().y() - height / 2, chip_width(text), height)
            draw_chip(p, chip, text, look_of(PERSON, row.case.text("status")))
        elif column == "certainty" and row.certainty:
            size = look.px(14)
            ring = QRectF(box.left(), box.center().y() - size / 2, size, size)
            draw_certainty(p, ring, row.certainty)
            draw_text(p, box.adjusted(size + look.px(6), 0, 0, 0), text, "body")
        elif column == "consent" and not row.permissions_given:
            size = look.px(14)
            icons.draw(
                p, "shield-off", "red_ink", QRectF(box.left(), box.center().y() - size / 2, size, size)
            )
            draw_text(p, box.adjusted(size + look.px(6), 0, 0, 0), text, "body", role="red_ink")
        else:
            role = "dim" if column == "changed" or (column == "events" and not row.events) else "text"
            align = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
            draw_text(p, box, text, "body", role=role, align=align)


class CaseTable(QTableView):
    """The table; Enter and a double click open a row, a heading sorts.

    Signals: `opened(place)`, `wanted_order(key)` with the field to sort by.
    """

    opened = Signal(int)
    wanted_order = Signal(str)

    def __init__(self, rows: Windowed[CaseRow], lookup: Lookup) -> None:
        super().__init__()
        self.setAccessibleName(_("Cases"))
        self.setModel(CaseTableModel(rows, lookup, self))
        self.setItemDelegate(CellDelegate(lookup))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().px(40))
        for place, column in enumerate(COLUMNS):
            if column in WIDTHS:
                self.setColumnWidth(place, theme().px(WIDTHS[column]))

    def _sort(self, section: int) -> None:
        key = ORDER_OF.get(COLUMNS[section])
        if key is not None:
            self.wanted_order.emit(key)

    def show_order(self, key: str, descending: bool) -> None:
        """Mark the column the list is sorted by."""
        places = [n for n, column in enumerate(COLUMNS) if ORDER_OF.get(column) == key]
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(places[0] if places else -1, way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
