"""The cases as a table: the same rows as the list, the columns that whoever works here chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.i18n import _
from app.services.columns import Chosen
from app.services.files import CaseRow
from ui import icons
from ui.forms.lookup import Lookup
from ui.lists.keys import RowKeys
from ui.models.windowed import Windowed
from ui.pages.cases.columns import USUAL, Column, all_columns, say_cell
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.signs import PERSON, chip_width, draw_certainty, draw_chip, look_of

NARROWEST, NAME_LEAST = 60, 160
Index = QModelIndex | QPersistentModelIndex


class CaseTableModel(QAbstractTableModel):
    """Shows a windowed list in columns; it holds nothing itself."""

    def __init__(self, rows: Windowed[CaseRow], lookup: Lookup, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._lookup = rows, lookup
        self.columns: tuple[Column, ...] = ()
        rows.modelAboutToBeReset.connect(self.beginResetModel)
        rows.modelReset.connect(self.endResetModel)
        rows.dataChanged.connect(self._changed)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

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
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
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
        return say_cell(row, self.columns[index.column()], self._lookup) if row is not None else ""


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
            model = index.model()
            if isinstance(model, CaseTableModel):
                self._cell(p, box.adjusted(8, 0, -8, -1), row, model.columns[index.column()])
        p.restore()

    def _cell(self, p: QPainter, box: QRectF, row: CaseRow, shown: Column) -> None:
        text = say_cell(row, shown, self._lookup)
        look, column = theme(), shown.key
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
            quiet = column in ("changed", "created") or (column == "events" and not row.events)
            role = "dim" if quiet else "text"
            align = Qt.AlignmentFlag.AlignRight if shown.right else Qt.AlignmentFlag.AlignLeft
            draw_text(p, box, text, "body", role=role, align=align)


class CaseTable(QTableView):
    """The table; Enter and a double click open a row, a heading sorts, moves and widens its column.

    Signals: `opened(place)`, `wanted_order(key)` with the field to sort by, `wanted_columns()` when columns
    are to be chosen, `arranged()` when somebody changed columns, their order or width; `keys` tells what is
    pressed on the rows.
    """

    opened = Signal(int)
    wanted_order = Signal(str)
    wanted_columns = Signal()
    arranged = Signal()

    def __init__(self, rows: Windowed[CaseRow], lookup: Lookup) -> None:
        super().__init__()
        self.keys = RowKeys(self)
        self.keys.opened.connect(self.opened)
        self._lookup = lookup
        self._widths: dict[str, int] = {}
        self._sorted = ("", False)
        self._arranging = False
        self.setAccessibleName(_("Cases"))
        self.rows_in_columns = CaseTableModel(rows, lookup, self)
        self.setModel(self.rows_in_columns)
        self.setItemDelegate(CellDelegate(lookup))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_head(self.horizontalHeader())
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme().changed.connect(self._measure)
        self.show_columns(())

    def _set_head(self, head: QHeaderView) -> None:
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(theme().px(NARROWEST))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        # of its own, and empty: to know whether a column is selected Qt asks every row
        head.setSelectionModel(QItemSelectionModel(self.rows_in_columns, head))
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._sort)
        head.sectionMoved.connect(lambda *_places: self._arranged())
        head.sectionResized.connect(self._widened)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._head_menu)

    # columns

    @property
    def chosen(self) -> Chosen:
        """The columns as they stand, each with the width somebody gave it."""
        head, columns = self.horizontalHeader(), self.rows_in_columns.columns
        order = [columns[head.logicalIndex(place)].key for place in range(len(columns))]
        return tuple((key, self._widths.get(key, 0)) for key in order)

    def show_columns(self, chosen: Chosen) -> None:
        """Show these columns, in their order; () the usual ones. What is no longer there is passed over."""
        known = all_columns(self._lookup)
        wanted = [(known[key], width) for key, width in chosen if key in known]
        if not wanted:
            wanted = [(known[key], 0) for key in USUAL]
        self._widths = {column.key: width for column, width in wanted if width}
        self._arranging = True
        head = self.horizontalHeader()
        self.rows_in_columns.set_columns([column for column, _width in wanted])
        for place in range(head.count()):
            head.moveSection(head.visualIndex(place), place)
        self._arranging = False
        self._measure()
        self.show_order(*self._sorted)

    def _arranged(self) -> None:
        if not self._arranging:
            self.arranged.emit()

    def _widened(self, section: int, _before: int, now: int) -> None:
        if not self._arranging and section < len(self.rows_in_columns.columns):
            self._widths[self.rows_in_columns.columns[section].key] = round(now * 100 / theme().px(100))
            self.arranged.emit()

    def _measure(self) -> None:
        """The name takes what the others leave, until somebody gives it a width."""
        self._arranging = True
        self.verticalHeader().setDefaultSectionSize(theme().px(40))
        columns = self.rows_in_columns.columns
        rest = self.viewport().width()
        for place, column in enumerate(columns):
            width = theme().px(self._widths.get(column.key, column.width))
            self.setColumnWidth(place, width)
            rest -= width
        places = [n for n, column in enumerate(columns) if column.key == "name"]
        if places and "name" not in self._widths:
            self.setColumnWidth(places[0], max(self.columnWidth(places[0]) + rest, theme().px(NAME_LEAST)))
        self._arranging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what the others leave."""
        super().resizeEvent(event)
        self._measure()

    def move_column(self, section: int, by: int) -> None:
        """A column one place to the left or right."""
        head = self.horizontalHeader()
        now = head.visualIndex(section)
        if 0 <= now + by < head.count():
            head.moveSection(now, now + by)

    def hide_column(self, section: int) -> None:
        """Take a column away; the last one stays."""
        key = self.rows_in_columns.columns[section].key
        left = tuple(c for c in self.chosen if c[0] != key)
        if left:
            self.show_columns(left)
            self.arranged.emit()

    def head_menu(self, section: int) -> QMenu:
        """What can be done with a column."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if 0 <= section < len(self.rows_in_columns.columns):
            column = self.rows_in_columns.columns[section]
            sort = menu.addAction(_("Sort by this column"))
            sort.setEnabled(bool(column.sort))
            sort.triggered.connect(lambda _on=False: self._sort(section))
            for text, by in ((_("Move to the left"), -1), (_("Move to the right"), 1)):
                move = menu.addAction(text)
                move.triggered.connect(lambda _on=False, by=by: self.move_column(section, by))
            gone = menu.addAction(_("Hide this column"))
            gone.setEnabled(len(self.rows_in_columns.columns) > 1)
            gone.triggered.connect(lambda _on=False: self.hide_column(section))
            menu.addSeparator()
        menu.addAction(_("Columns…")).triggered.connect(lambda _on=False: self.wanted_columns.emit())
        return menu

    def _head_menu(self, at: QPoint) -> None:
        head = self.horizontalHeader()
        self.head_menu(head.logicalIndexAt(at)).popup(head.viewport().mapToGlobal(at))

    # order

    def _sort(self, section: int) -> None:
        key = self.rows_in_columns.columns[section].sort
        if key:
            self.wanted_order.emit(key)
        else:
            self.show_order(*self._sorted)

    def show_order(self, key: str, descending: bool) -> None:
        """Mark the column the list is sorted by."""
        self._sorted = (key, descending)
        columns = self.rows_in_columns.columns
        places = [n for n, column in enumerate(columns) if key and column.sort == key]
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(places[0] if places else -1, way)

    @property
    def shown_columns(self) -> list[Column]:
        """The columns in the order they stand in."""
        known = {column.key: column for column in self.rows_in_columns.columns}
        return [known[key] for key, _width in self.chosen]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button is ours; the others are Qt's."""
        if not self.keys.took_button(event):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in the list."""
        if not self.keys.took_key(event):
            super().keyPressEvent(event)
