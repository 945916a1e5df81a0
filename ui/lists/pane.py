"""The list pane: title, counts, a button, a filter, the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from app.i18n import _
from ui.frame.desk import Desk
from ui.lists.model import Source, WindowedModel
from ui.lists.rows import RowDelegate, RowPainter
from ui.shortcuts import shown
from ui.theme import theme
from ui.widgets import Button, Label, SearchField, row

FILTER_MS = 160


class ListPane(QWidget):
    """A list beside a record. `picked(id)` when a row is chosen, `counted()` when counts changed."""

    picked = Signal(object)
    counted = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        source: Source,
        paint_row: RowPainter,
        say_row: Callable[[Any], str],
        id_of: Callable[[Any], UUID],
        *,
        height: int = 64,
        new: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("listpane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._id_of = id_of
        self._wanted: UUID | None = None
        self._pick_first = True
        self.model = WindowedModel(desk, source, say_row, self)
        self.count = Label("", "dim")
        self.filter = SearchField(_("Filter this list"), _("Filter this list"), shown("filter"))
        self.new = Button(new[0], new[1], kind="primary", icon="plus") if new else None
        self.view = self._make_view(title, paint_row, height)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_MS)
        self._timer.timeout.connect(self._reload_filtered)
        self._last_text = ""
        self.filter.textChanged.connect(self._typed)
        self.model.loaded.connect(self._on_loaded)
        self._lay_out(title)

    def _make_view(self, title: str, paint_row: RowPainter, height: int) -> QListView:
        view = QListView()
        view.setAccessibleName(title)
        view.setModel(self.model)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setItemDelegate(RowDelegate(paint_row, height, view))
        view.selectionModel().selectionChanged.connect(self._on_selection)
        theme().changed.connect(view.doItemsLayout)
        return view

    def _lay_out(self, title: str) -> None:
        head = row(Label(title, "list-title"), 2, self.count, None)
        if self.new is not None:
            head.addWidget(self.new)
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 20, 8)
        top.setSpacing(14)
        top.addLayout(head)
        top.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        rows = row(self.view)
        rows.setContentsMargins(8, 0, 6, 8)
        layout.addLayout(rows, 1)

    # loading

    def reload(self) -> None:
        """Load again after a change; the row that is chosen stays chosen."""
        self.model.load(self.filter.text().strip())

    def _typed(self, text: str) -> None:
        """Compare texts, not signals: an input method tells of changes that are none."""
        if text.strip() != self._last_text:
            self._timer.start()

    def _reload_filtered(self) -> None:
        self._last_text = self.filter.text().strip()
        self.reload()

    def _on_loaded(self) -> None:
        total, found = self.model.total, self.model.rowCount()
        self.count.setText(
            f"{total:,}" if found == total else _("{n} of {m}").format(n=f"{found:,}", m=f"{total:,}")
        )
        self._select_wanted()
        self.counted.emit()

    def _select_wanted(self) -> None:
        row_number = self._row_of(self._wanted) if self._wanted is not None else -1
        if row_number < 0 and self._wanted is None and self._pick_first and self.model.rowCount():
            row_number = 0
        if row_number >= 0:
            self._put_cursor(row_number)

    def _row_of(self, wanted: UUID | None) -> int:
        """The row of a record among those loaded; the pages first shown hold what was just saved or found."""
        for number in range(min(self.model.rowCount(), 4000)):
            page_item = self.model.item(number)
            if page_item is not None and self._id_of(page_item) == wanted:
                return number
            if page_item is None:
                break
        return -1

    def _put_cursor(self, number: int) -> None:
        index = self.model.index(number)
        selection = self.view.selectionModel()
        if selection.currentIndex() != index or not selection.isSelected(index):
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    # choosing

    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = selected.indexes()
        if not indexes:
            return
        item = self.model.item(indexes[0].row())
        if item is not None:
            self._wanted = self._id_of(item)
            self.picked.emit(self._wanted)

    def show_record(self, record: UUID | None) -> None:
        """Choose the row of a record without telling; None chooses nothing (a new record)."""
        self._wanted = record
        self._pick_first = record is not None
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        found = self._row_of(record) if record is not None else -1
        if found >= 0:
            self._put_cursor(found)
        else:
            selection.setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        selection.blockSignals(False)
        self.view.viewport().update()

    def step(self, by: int) -> None:
        """Choose the next or previous row."""
        now = self.view.currentIndex().row()
        then = min(max(0, now + by), self.model.rowCount() - 1)
        if self.model.rowCount() and then != now:
            self._put_cursor(then)
