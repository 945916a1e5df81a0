"""The sheet on which columns are chosen and put in order: ticked, dragged, or moved by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.services.columns import Chosen
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.lists.columns import Column
from ui.lists.kind import ListKind
from ui.theme import theme
from ui.widgets import Button, Label, row

KEY = int(Qt.ItemDataRole.UserRole)
LEAST = 320


class ColumnList(QListWidget):
    """The columns: the space bar ticks, Alt and an arrow moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("found")
        self.setAccessibleName(_("Columns"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the column."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_current(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def move_current(self, by: int) -> None:
        """The column under the cursor up or down."""
        place = self.currentRow()
        if 0 <= place < self.count() and 0 <= place + by < self.count():
            item = self.takeItem(place)
            self.insertItem(place + by, item)
            self.setCurrentRow(place + by)


class ColumnSheet(Sheet):
    """Which columns the table shows, and in which order. `chosen(columns)` at the end; () the usual ones."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, lookup: Lookup, kind: ListKind, shown: Chosen, parent: QWidget) -> None:
        super().__init__(desk, _("Columns"), parent)
        self._columns, self._usual = kind.columns(lookup), kind.usual
        self._widths = dict(shown)
        self.list = ColumnList()
        self.list.setMinimumHeight(theme().px(LEAST))
        keys = _("The space bar shows or hides a column; Alt with an arrow, or the mouse, moves it.")
        self.scroller.body.addWidget(Label(keys, "dim", wrap=True))
        self.scroller.body.addWidget(self.list, 1)
        self.usual = Button(_("The usual columns"), self._use_usual, kind="link")
        self.up = Button(_("Up"), lambda: self.list.move_current(-1), kind="quiet", icon="arrow-up")
        self.down = Button(_("Down"), lambda: self.list.move_current(1), kind="quiet", icon="arrow-down")
        self.scroller.body.addLayout(row(self.usual, None, self.up, self.down))
        self.done_button.setText(_("Show"))
        self._fill([key for key, _width in shown])
        QTimer.singleShot(0, self.list, self.list.setFocus)

    def _fill(self, first: list[str]) -> None:
        self.list.clear()
        rest = [key for key in self._columns if key not in first]
        for key in (*first, *rest):
            self.list.addItem(self._item(self._columns[key], key in first))
        self.list.setCurrentRow(0)

    def _item(self, column: Column, on: bool) -> QListWidgetItem:
        item = QListWidgetItem(column.heading)
        item.setData(KEY, column.key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        return item

    def _use_usual(self) -> None:
        self._widths = {}
        self._fill(list(self._usual))

    def columns(self) -> Chosen:
        """What is ticked, in order, with the widths it had."""
        items = [self.list.item(place) for place in range(self.list.count())]
        keys = [str(i.data(KEY)) for i in items if i.checkState() == Qt.CheckState.Checked]
        return tuple((key, self._widths.get(key, 0)) for key in keys)

    def save(self) -> None:
        """Show them; none at all would be no table."""
        chosen = self.columns()
        if not chosen:
            self.say_wrong(_("Tick one column at least."))
            return
        usual = tuple((key, 0) for key in self._usual)
        self.chosen.emit(() if chosen == usual else chosen)
        self.accept()
