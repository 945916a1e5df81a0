"""The list pane: title, counts, a button, a filter, the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ports import ListQuery
from ui.frame.desk import Desk
from ui.lists.narrowing import ScrollBack
from ui.lists.nothing import NothingFound
from ui.lists.rows import RowDelegate, RowPainter
from ui.lists.selecting import Selection, SelectionBar
from ui.lists.view import RowsView
from ui.models.windowed import Windowed
from ui.shortcuts import shown
from ui.widgets import Button, Label, SearchField, row

if TYPE_CHECKING:
    from app.ports import Reader

FILTER_MS = 180


class ListPane(QWidget):
    """A list beside a record. `picked(id)` when a row is chosen, `counted()` when counts changed.

    `query(text)` is the list for the text of the filter; `load(reader, numbers)` reads rows on the worker.
    """

    picked = Signal(object)
    counted = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        query: Callable[[str], ListQuery],
        load: Callable[[Reader, Sequence[int]], list[Any]],
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
        self._desk, self._query, self._id_of = desk, query, id_of
        self._wanted: UUID | None = None
        self._first = True
        self.total = 0
        self.model: Windowed[Any] = Windowed(desk, load, say_row, self)
        self.count = Label("", "dim")
        self.filter = SearchField(_("Filter this list"), _("Filter this list"), shown("filter"))
        self.new = Button(new[0], new[1], kind="primary", icon="plus") if new else None
        self.view = self._make_view(title, paint_row, height)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_MS)
        self._timer.timeout.connect(self._reload_filtered)
        self._text = ""
        self.filter.textChanged.connect(self._typed)
        for leaves in (self.filter.left, self.filter.into):
            leaves.connect(self.view.setFocus)
        self.selection = Selection(self.model, (self.view,), self)
        self.none = NothingFound(_("Nothing here matches."), self._widen)
        self.model.arrived.connect(self._arrived)
        self.model.dataChanged.connect(self._rows_came)
        self._lay_out(title)

    def _make_view(self, title: str, paint_row: RowPainter, height: int) -> RowsView:
        view = RowsView(title, self.model, height)
        view.setItemDelegate(RowDelegate(paint_row, height, view))
        view.selectionModel().currentChanged.connect(self._current)
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
        layout.addWidget(self.none)
        rows = row(self.view)
        rows.setContentsMargins(8, 0, 6, 8)
        layout.addLayout(rows, 1)
        self._foot = row()
        self._foot.setContentsMargins(12, 0, 12, 10)
        layout.addLayout(self._foot)

    def offer_copies(self, copy: Callable[[], object]) -> None:
        """Ctrl+C on the rows, and a bar at the foot while several are selected; Escape leaves one."""
        one, selection = self.selection.only_current, self.selection
        bar = SelectionBar([("copy", _("Copy"), "copy", copy), ("end", _("One alone"), "x", one)], self)
        selection.changed.connect(bar.show_count)
        self._foot.addWidget(bar)
        keys = {QKeySequence(QKeySequence.StandardKey.Copy): copy, QKeySequence(Qt.Key.Key_Escape): one}
        for pressed, run in keys.items():
            short = QShortcut(pressed, self.view)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(run)

    # reading

    def reload(self) -> None:
        """Read again after a change; the row that is chosen stays chosen."""
        self.model.ask(self._query(self.filter.text().strip()))
        everything = self._query("")
        self._desk.ask(lambda vault: _count(vault, everything), self._show_total, owner=self)

    def as_left(self) -> tuple[str, int]:
        """What stands in the filter, and how far the list is scrolled in pixels."""
        return self.filter.text(), self.view.verticalScrollBar().value()

    def go_on(self, text: str, scrolled: int) -> None:
        """As the list in another language was left, before it is read."""
        self._text = text.strip()
        self.filter.setText(text)
        ScrollBack(self.view, scrolled)

    def _widen(self) -> None:
        self.filter.clear()
        self.view.setFocus()

    def _typed(self, text: str) -> None:
        """Compare texts, not signals: an input method tells of changes that are none."""
        if text.strip() != self._text:
            self._timer.start()

    def _reload_filtered(self) -> None:
        self._text = self.filter.text().strip()
        self.reload()

    def _show_total(self, total: int) -> None:
        self.total = total
        found = self.model.rowCount()
        whole = found == total and not self._text
        words = f"{total:,}" if whole else _("{n} of {m}").format(n=f"{found:,}", m=f"{total:,}")
        self.count.setText(words)
        self.none.setVisible(bool(self._text) and not found)
        self.counted.emit()

    def _arrived(self, _count: int) -> None:
        self._rows_came()

    def _rows_came(self, *_range: object) -> None:
        """Rows are there: put the cursor on the one that is wanted, at first on the first."""
        if self._wanted is not None:
            place = self._place_of(self._wanted)
            if place >= 0:
                self._put_cursor(place)
        elif self._first and self.model.rowCount() and self.model.row_at(0) is not None:
            self._first = False
            self._put_cursor(0)
            self._current(self.view.currentIndex(), QModelIndex())  # a view that got the keyboard stood there

    def _place_of(self, wanted: UUID) -> int:
        """Where a record stands among the rows that are there."""
        for place in range(self.model.rowCount()):
            found = self.model.row_at(place)
            if found is None:
                return -1
            if self._id_of(found) == wanted:
                return place
        return -1

    def _put_cursor(self, place: int) -> None:
        index = self.model.index(place)
        selection = self.view.selectionModel()
        if selection.currentIndex() != index or not selection.isSelected(index):
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)  # not whenever rows come: somebody may have scrolled on

    # choosing

    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        found = self.model.row_at(now.row()) if now.isValid() else None
        if found is not None and self._id_of(found) != self._wanted:
            self._wanted = self._id_of(found)
            self.picked.emit(self._wanted)

    def show_record(self, record: UUID | None) -> None:
        """Put the cursor on the row of a record without telling; None for a record that is not saved yet."""
        self._wanted, self._first = record, False
        if record is None:
            self.view.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        else:
            self._rows_came()

    def step(self, by: int) -> None:
        """The next or previous row."""
        rows = self.model.rowCount()
        if rows:
            self._put_cursor(min(max(0, self.view.currentIndex().row() + by), rows - 1))


def _count(vault: Any, query: ListQuery) -> int:
    with vault.read() as reader:
        return int(reader.count(query))
