"""The table of claims: one line a claim for the eye, with its full wording opened below the selected row."""

from __future__ import annotations

from math import ceil
from uuid import UUID

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from app.i18n import _
from ui.pages.events.cells import PAD, ClaimsDelegate, ClaimsHeader
from ui.pages.events.lines import ClaimRow, Group, groups, scale_for
from ui.pages.events.loading import ShownEvent
from ui.pages.events.model import ClaimsModel, Column
from ui.pages.events.wording import Wording
from ui.theme import theme

ROW, GROUP, HEAD = 40, 30, 32
WIDTHS = {
    Column.CLAIMANT: 184,
    Column.FIGURE: 112,
    Column.PICTURE: 122,
    Column.ORIGIN: 124,
    Column.GRADE: 84,
}
WIDEST_FIGURE = 210


class ClaimsTable(QTableView):
    """Claims in groups; Up and Down move, Return edits, Space folds a group.

    `edit_asked`, `drop_asked` and `copy_asked` carry the ClaimRow the page is to act on; `opened` the one
    that is open, or None; `moved` the rectangle of the row the cursor went to, with what is open below it.
    """

    edit_asked = Signal(object)
    drop_asked = Signal(object)
    copy_asked = Signal(object)
    opened = Signal(object)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = ClaimsModel(self)
        self._shown: ShownEvent | None = None
        self._open = -1
        self._wording: Wording | None = None
        self._asked: UUID | None = None
        self._folded: set[str] = set()
        self._unfolded: set[str] = set()
        self.setModel(self._model)
        self._delegate = ClaimsDelegate(self._model, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Claims side by side"))
        self._dress()
        self.selectionModel().selectionChanged.connect(self._selected)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_row())
        theme().changed.connect(self.measure)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = ClaimsHeader(self._model, self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(1)

    def show_claims(self, shown: ShownEvent) -> None:
        """Show the claims of an event; the claim that was open stays open where it is still there."""
        before = self.current_claim()
        same = self._shown is not None and self._shown.page.event.id == shown.page.event.id
        self._shown = shown
        found: tuple[Group, ...] = groups(shown)
        if not same:
            self._unfolded.clear()
            self._folded.clear()
        self._folded |= {g.key for g in found if g.folded} - self._unfolded
        self._close()
        self._model.show(found, scale_for(shown, found))
        self.clearSpans()  # those of the event before would hide the figure of a claim
        for row, line in enumerate(self._model.lines):
            if line.claim is None or line.wording:
                self.setSpan(row, 0, 1, len(Column))
        if same and before is not None:
            self.select_claim(before.record.id)
        self.measure()

    def current_claim(self) -> ClaimRow | None:
        """The claim whose row is selected."""
        rows = self.selectionModel().selectedRows()
        return self._model.lines[rows[0].row()].claim if rows else None

    def select_claim(self, claim: object) -> None:
        """Select a claim by its id, and open its group."""
        row = self._model.row_of(claim)
        if row >= 0:
            self._fold(self._model.lines[row].group.key, fold=False)
            self.setCurrentIndex(self._model.index(row, 0))

    def set_narrow(self, narrow: bool) -> None:
        """Without the column of wordings: it is read in the opened row."""
        self._delegate.narrow = narrow
        self.setColumnHidden(Column.WORDING, narrow)
        self.measure()

    def measure(self) -> None:
        """Set heights and widths from the text size, and grow to what there is to show."""
        t = theme()
        self._delegate.folded = self._folded
        height = t.px(HEAD)
        self.horizontalHeader().setFixedHeight(t.px(HEAD))
        for row, line in enumerate(self._model.lines):
            folded = line.claim is not None and line.group.key in self._folded
            hidden = folded or (line.wording and row != self._open)
            self.setRowHidden(row, hidden)
            if not hidden:
                size = self._wording_height() if line.wording else t.px(GROUP if not line.claim else ROW)
                self.setRowHeight(row, size)
                height += size
        self._fit_columns()
        self.setFixedHeight(height + 2)
        if self._wording is not None:
            top = self.rowViewportPosition(self._open)
            self._wording.setGeometry(0, top, self.viewport().width(), self.rowHeight(self._open) - 1)
            self._wording.setVisible(not self.isRowHidden(self._open))

    def _wording_height(self) -> int:
        if self._wording is None:
            return theme().px(ROW)
        wide = self.viewport().width()
        return max(self._wording.heightForWidth(wide), self._wording.minimumSizeHint().height())

    def _fit_columns(self) -> None:
        widths = {column: theme().px(width) for column, width in WIDTHS.items()}
        widths[Column.FIGURE] = self._figure_width(widths[Column.FIGURE])
        room = self.viewport().width() - sum(widths.values())
        if self.isColumnHidden(Column.WORDING):
            widths[Column.CLAIMANT] += max(room, -theme().px(60))
        else:
            widths[Column.WORDING] = max(room, theme().px(80))
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _figure_width(self, usual: int) -> int:
        """A figure is read whole, with its qualifiers ("about 300 to 400")."""
        figures = (line.claim.figure for line in self._model.lines if line.claim is not None)
        metrics = theme().metrics("strong")
        widest = max((metrics.horizontalAdvance(figure) for figure in figures), default=0)
        return min(max(usual, ceil(widest) + 2 * PAD + 1), theme().px(WIDEST_FIGURE))

    def resizeEvent(self, event: object) -> None:
        """The wording takes what is left."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.measure()

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        claim = self.current_claim()
        self._close()
        if claim is None or claim.record.id != self._asked:
            self._asked = None
        if claim is not None and self._shown is not None:
            self._open = self._model.row_of(claim.record.id) + 1
            opened = self._wording = Wording(self._shown, claim, asked=claim.record.id == self._asked)
            opened.unfolded.connect(self._unfolded_words)
            opened.setParent(self.viewport())
            opened.edit.connect(self.edit_asked)
            opened.drop.connect(self.drop_asked)
            opened.copy.connect(self.copy_asked)
            opened.show()
        self.measure()
        self.opened.emit(claim)

    def _unfolded_words(self) -> None:
        """The words of the open claim were asked for: they stay while it is open."""
        claim = self.current_claim()
        self._asked = claim.record.id if claim is not None else None
        self.measure()

    def _tell_row(self) -> None:
        """The page scrolls, not the table: say where the cursor is once everything has its size."""
        QTimer.singleShot(0, self, lambda: self.moved.emit(self.current_rect()))

    def current_rect(self) -> QRect:
        """The row of the cursor and its opened wording, in the table."""
        row, top = self.currentIndex().row(), self.viewport().y()
        if row < 0:
            return QRect()
        high = self.rowHeight(row) + (self.rowHeight(row + 1) if self._open == row + 1 else 0)
        return QRect(0, top + self.rowViewportPosition(row), self.width(), high)

    def _close(self) -> None:
        self._open = -1
        if self._wording is not None:
            self._wording.hide()
            self._wording.deleteLater()
            self._wording = None

    def _fold(self, key: str, *, fold: bool) -> None:
        if fold:
            self._folded.add(key)
            self._unfolded.discard(key)
        else:
            self._folded.discard(key)
            self._unfolded.add(key)
        self.measure()
        self.viewport().update()

    def _toggle(self, index: QModelIndex) -> bool:
        line = self._model.lines[index.row()] if index.isValid() else None
        if line is None or line.claim is not None:
            return False
        self._fold(line.group.key, fold=line.group.key not in self._folded)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group folds it."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a claim edits it."""
        claim = self.current_claim()
        if claim is not None and self.indexAt(event.position().toPoint()).isValid():
            self.edit_asked.emit(claim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return edits or folds, Space folds; the rest is the view's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            claim = self.current_claim()
            if not self._toggle(self.currentIndex()) and claim and event.key() != Qt.Key.Key_Space:
                self.edit_asked.emit(claim)
            return
        super().keyPressEvent(event)
