"""The list of cases: new case, filter, conditions as chips, order, the rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ports import ListQuery
from app.records.record import Record
from app.services.files import CaseRow, case_rows
from ui.forms.lookup import Lookup
from ui.forms.texts import Line
from ui.frame.desk import Desk
from ui.lists.arranging import Arrangement
from ui.lists.narrowing import FIELD, AsLeft, Narrowing, ScrollBack
from ui.lists.nothing import NothingFound
from ui.lists.selecting import Flag, Selection
from ui.models.windowed import Windowed
from ui.pages.cases.batches import Batches
from ui.pages.cases.delegate import say_row
from ui.pages.cases.narrowing import CaseConditions
from ui.pages.cases.table import CaseTable
from ui.pages.cases.view import CaseView
from ui.shortcuts import escapes, shown
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, row
from ui.widgets.layouts import UNBOUND
from ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from app.ports import Vault


class CaseList(QWidget):
    """The pane at the left.

    Signals: `picked(number)` when another row became current, `named(text)` when a name for a new case was
    entered, `entered()` when the record is to take the cursor, `wanted_gone()` for the current one,
    `counted(shown, all)` when the list was read, `selected()` when other rows are, `beside(number)` for a row
    that is to open on a tab of its own, `tabled(on)` when the table takes the whole page, `wanted_along()`
    when what it shows is to be packed for travelling.
    """

    picked = Signal(int)
    named = Signal(str)
    entered = Signal()
    wanted_gone = Signal()
    counted = Signal(int, int)
    selected = Signal()
    beside = Signal(int)
    tabled = Signal(bool)
    wanted_along = Signal()

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__()
        self.setObjectName("listpane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self.lookup = desk, lookup
        self.all = 0
        self.told = False  # whether `all` was read yet
        self._wanted = 0
        today = lookup.today
        self.model: Windowed[CaseRow] = Windowed(
            desk, lambda reader, numbers: case_rows(reader, numbers, today), partial(say_row, lookup=lookup)
        )
        self.model.setParent(self)
        self._build()

    def _build(self) -> None:
        self.count = Label("", "dim")
        self.new_button = Button(_("New case"), self.ask_name, kind="primary", icon="plus")
        self.new_button.setToolTip(plain_tip(f"{_('New case')} ({shown('new_case')})"))
        self.name = Line(_("Name of the person"), hint=_("Name, then Enter"))
        self.name.setProperty("look", "")
        self.name.returnPressed.connect(self._named)
        self.name.installEventFilter(self)
        self.name.hide()
        self.narrow = CaseConditions(self.lookup)
        self.narrowing = Narrowing(self.desk, self.lookup, self.narrow, self._to_rows, self)
        self.narrowing.changed.connect(self.read)
        self.narrowing.field.into.connect(self._into_rows)
        self.filter, self.filters = self.narrowing.field, self.narrowing.filters
        self.view = CaseView(self.model, self.lookup)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.keys.opened.connect(lambda _place: self.entered.emit())
        self.model.arrived.connect(self._arrived)
        self.none = NothingFound(_("No case matches what narrows this list."), self.narrowing.widen)
        self.as_table = False
        self.table = CaseTable(self.model, self.lookup)
        self.table.hide()
        self.table.opened.connect(self._open_from_table)
        self.table.wanted_order.connect(self.narrow.set_order)
        self.selection = Selection(self.model, (self.view, self.table), self)
        self.selection.changed.connect(lambda _n: self.selected.emit())
        self.batches = Batches(self.desk, self.lookup, self.selection, lambda: self.table.shown_columns, self)
        self.narrow.changed.connect(lambda: self.batches.show_trash(self.narrow.trash))
        for view in (self.view, self.table):
            view.keys.beside.connect(self._row_beside)
            view.keys.wanted_gone.connect(self.delete)
            view.keys.wanted_one.connect(self.batches.end)
            view.keys.copied.connect(self.batches.copy)
        self.columns = Arrangement(self.desk, self.lookup, self.table, self)
        self.columns.wanted_table.connect(lambda: self.show_table(True))
        self.toggle = IconButton("table-2", _("Show as a table"), lambda: self.show_table(not self.as_table))
        self._tip_toggle()
        self.along = IconButton("door-open", _("Take these along…"), self.wanted_along.emit)
        self._lay_out()

    def _narrow_line(self) -> QHBoxLayout:
        line = row(self.narrow, self.columns.button, self.along, self.toggle, spacing=2)
        line.setStretch(0, 1)
        for button in (self.columns.button, self.along, self.toggle):
            line.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        return line

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 18, 0, 0)
        layout.setSpacing(10)
        head = row(Label(_("Cases"), "list-title"), self.count, None, self.new_button, spacing=10)
        found = row(self.filter, None, spacing=0)
        found.setStretch(0, 1000)  # all of the line, up to its greatest width
        lines = [head, row(self.name), found, self._narrow_line(), row(self.filters.naming)]
        for line in lines:
            line.setContentsMargins(24, 0, 20, 0)
            layout.addLayout(line)
        layout.addWidget(self.none)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.table, 1)
        foot = row(self.batches.bar)
        foot.setContentsMargins(12, 0, 12, 10)
        layout.addLayout(foot)
        self.batches.bar.set_narrow(True)

    def _tip_toggle(self) -> None:
        self.toggle.setToolTip(plain_tip(f"{self.toggle.accessibleName()} ({shown('table')})"))

    def _to_rows(self) -> None:
        (self.table if self.as_table else self.view).setFocus()

    def delete(self) -> None:
        """Delete: the case that is shown, or all that are selected."""
        if self.selection.count > 1 or self.as_table:
            self.batches.move()
        else:
            self.wanted_gone.emit()

    def show_table(self, on: bool) -> None:
        """A table over the whole page, or the list beside the file."""
        if on == self.as_table:
            return
        self.as_table = on
        self.filter.setMaximumWidth(theme().px(FIELD) if on else UNBOUND)
        self.view.setVisible(not on)
        self.table.setVisible(on)
        self.columns.button.setVisible(on)
        self.selection.move_to(self.table if on else self.view)
        self.batches.bar.set_narrow(not on)
        self.toggle.set_icon("list-todo" if on else "table-2")
        self.toggle.setAccessibleName(_("Show as a list") if on else _("Show as a table"))
        self._tip_toggle()
        self.tabled.emit(on)
        self._to_rows()

    def leave(self) -> None:
        """Before another page, lock: what was arranged a moment ago is kept too."""
        self.columns.leave()

    def _row_beside(self, place: int) -> None:
        self.show_table(False)
        self.beside.emit(self.model.number_at(place))

    def open_row_beside(self) -> None:
        """The current row of the table, on a tab of its own."""
        index = self.table.currentIndex()
        if index.isValid():
            self._row_beside(index.row())

    def _open_from_table(self, place: int) -> None:
        self.show_table(False)
        self._go_to(place)

    # reading

    @property
    def query(self) -> ListQuery:
        """What the list shows."""
        return self.narrowing.query()

    def read(self) -> None:
        """Read the list again."""
        self.table.show_order(self.narrow.sort, self.narrow.descending)
        self.model.ask(self.query)
        self.desk.ask(_all_and_events, self._took_all, owner=self)

    def _took_all(self, found: tuple[int, list[Record]]) -> None:
        self.all, self.narrow.events = found
        self.told = True
        self._say_count()

    def as_left(self) -> AsLeft:
        """The list as it stands."""
        shown_now = self.table if self.as_table else self.view
        scrolled = shown_now.verticalScrollBar().value()
        return AsLeft(self.narrowing.state(), self._wanted, scrolled, self.as_table)

    def go_on(self, left: AsLeft) -> None:
        """As it was left, before it is read."""
        self.narrowing.restore(left.narrowed)
        self.batches.show_trash(self.narrow.trash)
        self._wanted = left.current
        self.show_table(left.as_table)
        ScrollBack(self.table if left.as_table else self.view, left.scrolled)

    def _arrived(self, _count: int) -> None:
        self._say_count()
        place = self.model.place_of(self._wanted) if self._wanted else -1
        if place >= 0:
            self._select(place)

    def _say_count(self) -> None:
        shown_now = self.model.rowCount()
        self.count.setText(self.narrowing.count_words(shown_now, self.all))
        self.none.setVisible(bool(self.narrowing.on) and not shown_now)
        self.counted.emit(shown_now, max(self.all, shown_now))

    # the current row

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            number = self.model.number_at(index.row())
            if number != self._wanted:
                self._wanted = number
                self.picked.emit(number)

    def show_current(self, number: int) -> None:
        """Mark the row of a record that is shown (0: none)."""
        self._wanted = number
        place = self.model.place_of(number) if number else -1
        if place >= 0:
            self._select(place)
        else:
            self.view.clearSelection()

    def _go_to(self, place: int) -> None:
        """Make a row the current one, alone, whatever keys are held down (Qt's own way asks them)."""
        index = self.model.index(place)
        self.view.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        self.view.scrollTo(index)

    def _select(self, place: int) -> None:
        index = self.model.index(place)
        if self.view.currentIndex() != index or not self.view.selectionModel().hasSelection():
            several = self.selection.count > 1 and self.view.selectionModel().isSelected(index)
            how = Flag.NoUpdate if several else Flag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, how)
            self.view.scrollTo(index)

    def open_current(self) -> None:
        """Nothing is shown: show the row at the same place, else the first."""
        self._wanted = 0
        index = self.view.currentIndex()
        if index.isValid():
            self._current(index, index)
        elif self.model.rowCount():
            self._go_to(0)

    def step(self, by: int) -> None:
        """The next or the previous row."""
        place = self.view.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self._go_to(place)

    # a new case

    def ask_name(self) -> None:
        """Open the line for the name of a new case."""
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _named(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.hide()
            self.named.emit(name)

    def _into_rows(self) -> None:
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self._go_to(0)
        self._to_rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the line of a new case."""
        if escapes(event):
            self.name.hide()
            self._to_rows()
            return True
        return super().eventFilter(watched, event)

    def selected_words(self) -> str:
        """The counts for the status bar."""
        cases = ngettext("{n} of {all} case shown", "{n} of {all} cases shown", self.all)
        shown_now = cases.format(n=f"{self.model.rowCount():,}", all=f"{self.all:,}")
        return self.narrowing.status_words(shown_now, self.selection.count)


def _all_and_events(vault: Vault) -> tuple[int, list[Record]]:
    with vault.read() as reader:
        return reader.count(ListQuery("case")), list(reader.glance.all("event"))[:60]
