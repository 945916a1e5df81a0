"""The columns as somebody arranged them: chosen on a sheet, kept in the vault, read again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.columns import Chosen, chosen_columns, keep_columns
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.column_sheet import ColumnSheet
from ui.lists.table import RecordTable
from ui.shortcuts import shown
from ui.widgets import Button
from ui.widgets.tips import plain_tip

KEEP_MS = 1500
"""How long an arrangement must stand before it is kept: a drag of the mouse is many."""


class Arrangement(QObject):
    """Arranges a table. `wanted_table()` when its columns are to be chosen and it is not shown."""

    wanted_table = Signal()

    def __init__(self, desk: Desk, lookup: Lookup, table: RecordTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._lookup, self._table, self._parent = desk, lookup, table, parent
        self.button = Button("", self.choose, icon="columns-3", kind="quiet")
        self.button.setToolTip(plain_tip(f"{_('Columns…')} ({shown('columns')})"))
        self.button.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_MS)
        self._later.timeout.connect(self._keep)
        table.wanted_columns.connect(self.choose)
        table.arranged.connect(self._arranged)
        lookup.changed.connect(self._read)
        self._read()
        self._say()

    def _read(self) -> None:
        kind = self._table.kind.type
        self._desk.ask(lambda vault: chosen_columns(vault, kind), self._show, owner=self)

    def _show(self, chosen: Chosen) -> None:
        if not self._later.isActive():
            self._table.show_columns(chosen)
            self._say()

    def _say(self) -> None:
        shown_now = len(self._table.rows_in_columns.columns)
        every_one = len(self._table.kind.columns(self._lookup))
        self.button.setText(_("Columns: {n} of {all}").format(n=shown_now, all=every_one))

    def choose(self) -> ColumnSheet:
        """Open the sheet with the columns as they stand."""
        self.wanted_table.emit()
        sheet = ColumnSheet(self._desk, self._lookup, self._table.kind, self._table.chosen, self._parent)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.chosen.connect(self._chose)
        sheet.open()
        return sheet

    def _chose(self, chosen: Chosen) -> None:
        self._table.show_columns(chosen)
        self._arranged()

    def _arranged(self) -> None:
        self._say()
        self._later.start()

    def _keep(self) -> None:
        """Keep the columns as they stand; a vault that takes no change keeps none."""
        self._later.stop()
        chosen, kind = self._table.chosen, self._table.kind.type
        self._desk.ask(lambda vault: keep_columns(vault, chosen, kind), failed=lambda _error: None)

    def leave(self) -> None:
        """Before another page, lock: what was arranged a moment ago is kept too."""
        if self._later.isActive():
            self._keep()
