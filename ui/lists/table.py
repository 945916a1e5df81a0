"""Records as a table: the rows of a windowed list, the columns that whoever works here chose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from app.i18n import _
from app.services.columns import Chosen
from ui.forms.lookup import Lookup
from ui.lists.cells import CellDelegate, ColumnsModel, Say
from ui.lists.columns import Column
from ui.lists.keys import RowKeys
from ui.lists.kind import ListKind
from ui.models.windowed import Windowed
from ui.theme import theme

NARROWEST, WIDE_LEAST = 60, 160


class RecordTable(QTableView):
    """The table; Enter and a double click open a row, a heading sorts, moves and widens its column.

    Signals: `opened(place)`, `wanted_order(key)` with the field to sort by, `wanted_columns()` when columns
    are to be chosen, `arranged()` when somebody changed columns, their order or width; `keys` tells what is
    pressed on the rows.
    """

    opened = Signal(int)
    wanted_order = Signal(str)
    wanted_columns = Signal()
    arranged = Signal()

    def __init__(
        self, kind: ListKind, rows: Windowed[Any], lookup: Lookup, say: Say, cells: CellDelegate
    ) -> None:
        super().__init__()
        self.kind = kind
        self.keys = RowKeys(self)
        self.keys.opened.connect(self.opened)
        self._lookup, self._cells = lookup, cells
        self._widths: dict[str, int] = {}
        self._sorted = ("", False)
        self._arranging = False
        self.setAccessibleName(_(kind.title))
        self.rows_in_columns = ColumnsModel(rows, lookup, say, self)
        self.setModel(self.rows_in_columns)
        self.setItemDelegate(cells)
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
        known = self.kind.columns(self._lookup)
        wanted = [(known[key], width) for key, width in chosen if key in known]
        if not wanted:
            wanted = [(known[key], 0) for key in self.kind.usual]
        self._widths = {column.key: width for column, width in wanted if width}
        self._arranging = True
        head = self.horizontalHeader()
        with self._rows_stay():
            self.rows_in_columns.set_columns([column for column, _width in wanted])
        for place in range(head.count()):
            head.moveSection(head.visualIndex(place), place)
        self._arranging = False
        self._measure()
        self.show_order(*self._sorted)

    @contextmanager
    def _rows_stay(self) -> Iterator[None]:
        """What is current and selected stays so while the columns change below it."""
        chosen, current = self.selectionModel().selection(), self.currentIndex().row()
        runs = [(chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count())]
        yield
        model, last = self.rows_in_columns, len(self.rows_in_columns.columns) - 1
        again = QItemSelection()
        for first, end in runs:
            again.select(model.index(first, 0), model.index(end, last))
        flags = QItemSelectionModel.SelectionFlag
        if current >= 0:
            self.selectionModel().setCurrentIndex(model.index(current, 0), flags.NoUpdate)
        self.selectionModel().select(again, flags.ClearAndSelect)

    def _arranged(self) -> None:
        if not self._arranging:
            self.arranged.emit()

    def _widened(self, section: int, _before: int, now: int) -> None:
        if not self._arranging and section < len(self.rows_in_columns.columns):
            self._widths[self.rows_in_columns.columns[section].key] = round(now * 100 / theme().px(100))
            self.arranged.emit()

    def _measure(self) -> None:
        """The widest takes what the others leave, until somebody gives it a width."""
        self._arranging = True
        self.verticalHeader().setDefaultSectionSize(theme().px(self._cells.height))
        columns = self.rows_in_columns.columns
        rest = self.viewport().width()
        for place, column in enumerate(columns):
            width = theme().px(self._widths.get(column.key, column.width))
            self.setColumnWidth(place, width)
            rest -= width
        places = [n for n, column in enumerate(columns) if column.key == self.kind.wide]
        if places and self.kind.wide not in self._widths:
            self.setColumnWidth(places[0], max(self.columnWidth(places[0]) + rest, theme().px(WIDE_LEAST)))
        self._arranging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The widest takes what the others leave."""
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
        self.rows_in_columns.show_order(key, descending)
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
