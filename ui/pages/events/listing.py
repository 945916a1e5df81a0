"""The list of events: each with its line; filtered, narrowed by conditions, in the columns one chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ports import Condition, ListQuery
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.arranging import Arrangement
from ui.lists.cells import CellDelegate
from ui.lists.columns import Column
from ui.lists.conditions import Conditions
from ui.lists.copying import RowCopies
from ui.lists.narrowing import FIELD, AsLeft, Narrowing, ScrollBack
from ui.lists.nothing import NothingFound
from ui.lists.selecting import Flag, Selection
from ui.lists.table import RecordTable
from ui.models.windowed import Windowed, id_of
from ui.pages.events.cells import RIGHT, two_lines
from ui.pages.events.columns import EVENTS, say_cell
from ui.pages.events.loading import ListedEvent, event_rows
from ui.theme import theme
from ui.widgets import Button, Label, row
from ui.widgets.painted import draw_text

if TYPE_CHECKING:
    from app.ports import Vault

ROW = 56


class EventCells(CellDelegate):
    """Title over its line, date over code; whom we can name in gold."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__(lookup, say_cell, ROW)

    def cell(self, p: QPainter, box: QRectF, row: Any, column: Column) -> None:
        """Two lines, a figure, or plain words."""
        text = say_cell(row, column, self._lookup)
        if column.key in ("date", "title"):
            first, second = text.split("\n", 1)
            two_lines(p, box.adjusted(0, 7, 0, -7), first, second)
        elif column.key in ("claims", "named"):
            role = "gold_text" if column.key == "named" and row.named else "text"
            draw_text(p, box, text, "strong", role=role, align=RIGHT)
        else:
            super().cell(p, box, row, column)


class EventConditions(Conditions):
    """The conditions of the list of events."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__(EVENTS, lookup)

    def quick(self, menu: QMenu) -> None:
        """Kind, state, how an element stands, what is missing."""
        self.offer_terms(menu, _("Kind"), "kind", "event_kind")
        self.offer_terms(menu, _("Returning state"), "returning_state", "state")
        self.offer_terms(menu, _("An element that is"), "status/status", "element_status")
        menu.addSeparator()
        self.offer(menu, Condition("link/certainty", "empty"), _("No case linked"))
        self.offer(menu, Condition("claim/claimant", "empty"), _("No claim"))


class EventList(QWidget):
    """The list with what narrows it.

    Signals: `picked(id)` when an event is to be opened, `counted()` when the list was read, `selected()` when
    other rows are.
    """

    picked = Signal(object)
    counted = Signal()
    selected = Signal()

    def __init__(self, desk: Desk, lookup: Lookup, add: Button) -> None:
        super().__init__()
        self.desk, self.lookup, self.add = desk, lookup, add
        self.all, self._wanted = -1, 0  # how many there are is not known yet
        language = desk.language
        self.model: Windowed[ListedEvent] = Windowed(
            desk, lambda reader, numbers: event_rows(reader, numbers, language), _say_row, self
        )
        self.model.arrived.connect(self._arrived)
        self.table = RecordTable(EVENTS, self.model, lookup, say_cell, EventCells(lookup))
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.selection = Selection(self.model, (self.table,), self)
        self.selection.changed.connect(lambda _n: self.selected.emit())
        self.table.selectionModel().currentChanged.connect(self._current)
        self._build_narrowing()
        self._build_copying()
        self._lay_out()

    def _build_narrowing(self) -> None:
        self.count = Label("", "dim")
        self.narrow = EventConditions(self.lookup)
        self.narrowed = Narrowing(self.desk, self.lookup, self.narrow, self.table.setFocus, self)
        self.narrowed.changed.connect(self.read)
        self.narrowed.field.into.connect(self.table.setFocus)
        self.filter, self.filters = self.narrowed.field, self.narrowed.filters
        self.table.wanted_order.connect(self.narrow.set_order)
        self.columns = Arrangement(self.desk, self.lookup, self.table, self)
        self.none = NothingFound(_("No event matches what narrows this list."), self.narrowed.widen)

    def _build_copying(self) -> None:
        language = self.desk.language
        self._copies = RowCopies(
            self.desk,
            self.lookup,
            lambda reader, numbers: event_rows(reader, numbers, language),
            _say_plain,
            self._copied_columns,
            self,
        )
        self.table.keys.copied.connect(self.copy)
        self.table.keys.wanted_one.connect(self.selection.only_current)

    def _copied_columns(self) -> list[Column]:
        """The columns that are shown; the code, which stands below the date, is the first by itself."""
        code = EVENTS.columns(self.lookup)["code"]
        return [code, *(column for column in self.table.shown_columns if column.key != code.key)]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row(Label(_("Events"), "list-title"), self.count, None, self.add, spacing=10))
        self.filter.setMaximumWidth(theme().px(FIELD))
        line = row(self.filter, self.narrow, self.columns.button, spacing=12)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        for widget in (self.filter, self.narrow, self.columns.button):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.narrowing = QWidget()
        inner = QVBoxLayout(self.narrowing)
        inner.setContentsMargins(0, 0, 0, 0)
        for one in (line, row(self.filters.naming, None)):
            inner.addLayout(one)
        layout.addWidget(self.narrowing)
        self.columns.button.show()
        layout.addWidget(self.none)
        layout.addWidget(self.table, 1)

    # reading

    @property
    def query(self) -> ListQuery:
        """What the list shows."""
        return self.narrowed.query()

    def read(self) -> None:
        """Read the list again."""
        self.table.show_order(self.narrow.sort, self.narrow.descending)
        self.desk.ask(_count, self._took_all, owner=self)
        self.model.ask(self.query)

    def _took_all(self, every: int) -> None:
        self.all = every

    def as_left(self) -> AsLeft:
        """The list as it stands."""
        return AsLeft(self.narrowed.state(), self._wanted, self.table.verticalScrollBar().value())

    def go_on(self, left: AsLeft) -> None:
        """As it was left, before it is read."""
        self.narrowed.restore(left.narrowed)
        self._wanted = left.current
        ScrollBack(self.table, left.scrolled)

    def _arrived(self, found: int) -> None:
        self.count.setText(self.narrowed.count_words(found, self.all))
        self.none.setVisible(bool(self.narrowed.on) and not found)
        place = max(0, self.model.place_of(self._wanted))
        if found and not self.table.currentIndex().isValid():
            self._go_to(place)
        self.counted.emit()

    def show_current(self, number: int) -> None:
        """Mark the row of the event that is shown."""
        self._wanted = number
        place = self.model.place_of(number)
        if place >= 0 and place != self.table.currentIndex().row():
            self._go_to(place)

    def rows(self) -> list[ListedEvent]:
        """The rows that are there already."""
        found = (self.model.row_at(place) for place in range(min(self.model.rowCount(), 200)))
        return [one for one in found if one is not None]

    # the current row

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._wanted = self.model.number_at(index.row())

    def _go_to(self, place: int) -> None:
        index = self.table.model().index(place, 0)
        flags = Flag.ClearAndSelect | Flag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        """A click opens; with Shift or Ctrl held it only selects."""
        if QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(index.row())

    def _open(self, place: int) -> None:
        number = self.model.number_at(place)
        self.desk.ask(lambda vault: id_of(vault, "event", number), self._picked, owner=self)

    def _picked(self, event: UUID | None) -> None:
        if event is not None:
            self.picked.emit(event)

    def step(self, by: int) -> None:
        """Open the next or the previous event of the list."""
        place = self.table.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self._go_to(place)
            self._open(place)

    def copy(self) -> None:
        """The selected rows as cells for a sheet."""
        self._copies.copy(self.selection.numbers())

    def leave(self) -> None:
        """Before another page, lock: what was arranged a moment ago is kept too."""
        self.columns.leave()

    def words(self) -> str:
        """The counts for the status bar."""
        found, chosen = self.model.rowCount(), self.selection.count
        if not self.narrowed.on:
            shown_now = ngettext("{n} event", "{n} events", found).format(n=f"{found:,}")
        else:
            of_all = ngettext("{n} of {all} event shown", "{n} of {all} events shown", self.all)
            shown_now = of_all.format(n=f"{found:,}", all=f"{self.all:,}")
        return self.narrowed.status_words(shown_now, chosen if chosen > 1 else 0)


def _say_row(found: ListedEvent) -> str:
    return f"{found.title}, {found.date}"


def _say_plain(found: ListedEvent, column: Column, lookup: Lookup) -> str:
    """A cell for a sheet: the title alone, and a date without the code below it."""
    said = say_cell(found, column, lookup)
    return said.split("\n", 1)[0] if column.key == "date" else said.replace("\n", ": ")


def _count(vault: Vault) -> int:
    with vault.read() as reader:
        return reader.count(ListQuery("event"))
