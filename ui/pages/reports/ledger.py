"""What went out: each release with its reader, hash and maker, and what has changed in its data since."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.i18n import _, ngettext
from app.records import TYPES
from app.services.releases import ReleaseRow
from ui.frame.desk import Desk
from ui.pages.reports.released import (
    Detail,
    Ledger,
    cells,
    changed_words,
    facts,
    heads,
    load_detail,
    load_ledger,
)
from ui.pages.reports.tables import NOTHING, TEXTS, Index
from ui.theme import theme
from ui.widgets import Block, Button, EmptyState, Hint, Label, Scroller, column, row
from ui.widgets.layouts import clear
from ui.widgets.tables import quiet_table
from ui.widgets.tips import plain_tip

ROW = 34
WIDTHS = (132, 0, 190, 76, 130, 92, 150)


class LedgerModel(QAbstractTableModel):
    """One release a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger = Ledger((), {}, "en")

    def show(self, ledger: Ledger) -> None:
        """Show other releases."""
        self.beginResetModel()
        self.ledger = ledger
        self.endResetModel()

    def rowCount(self, parent: Index = NOTHING) -> int:
        """One a release."""
        return 0 if parent.isValid() else len(self.ledger.rows)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """When, what, for whom, language, by whom, hash, changed since."""
        return 0 if parent.isValid() else len(WIDTHS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if not index.isValid() or role not in (*TEXTS, Qt.ItemDataRole.ToolTipRole):
            return None
        text = cells(self.ledger, self.ledger.rows[index.row()])[index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role in TEXTS:
            return heads()[section]
        return None


class LedgerTable(QTableView):
    """The releases; the selected one opens below. `picked(row)`."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ledger_model = LedgerModel(self)
        self.setModel(self.ledger_model)
        quiet_table(self, _("Releases"))
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.picked.emit(self.current()))
        theme().changed.connect(self.measure)

    def show_ledger(self, ledger: Ledger) -> None:
        """Show other releases, the newest marked."""
        self.ledger_model.show(ledger)
        self.measure()
        if ledger.rows:
            self.selectRow(0)

    def current(self) -> ReleaseRow | None:
        """The release that is selected."""
        rows = self.selectionModel().selectedRows()
        return self.ledger_model.ledger.rows[rows[0].row()] if rows else None

    def measure(self) -> None:
        """Heights and widths from the text size."""
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        widths = [theme().px(width) for width in WIDTHS]
        widths[1] = max(self.viewport().width() - sum(widths), theme().px(140))
        for column_, width in enumerate(widths):
            self.setColumnWidth(column_, width)

    def resizeEvent(self, event: object) -> None:
        """The title takes what is left."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.measure()


class LedgerView(QWidget):
    """The table of releases over the one that is selected. `told()` when their number has changed."""

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = LedgerTable()
        self.table.picked.connect(self._picked)
        self.details = column(spacing=6)
        lower = Scroller(margins=(0, 6, 8, 0), spacing=8)
        lower.body.addLayout(self.details)
        lower.body.addStretch(1)
        self.empty = EmptyState(
            "file-text",
            _("Nothing has gone out yet"),
            [
                Hint(
                    _("Make a brief"),
                    _("It shows whom consent lets it show, before it is exported."),
                    _("Brief"),
                    lambda: desk.navigate("reports", "brief"),
                ),
                Hint(
                    _("Make a summary"),
                    _("Counts with small numbers hidden; no names, no codes."),
                    _("Summary"),
                    lambda: desk.navigate("reports", "summary"),
                ),
            ],
        )
        self.filled = QWidget()
        inside = column(Label(_("What went out"), "list-title"), self.table, lower, spacing=12)
        inside.setContentsMargins(38, 18, 30, 16)
        inside.setStretchFactor(self.table, 3)
        inside.setStretchFactor(lower, 2)
        self.filled.setLayout(inside)
        layout = column(self.empty, self.filled, spacing=0)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Read the ledger again."""
        language = self.desk.language
        self.desk.ask(lambda vault: load_ledger(vault, language), self._show, owner=self)

    def _show(self, ledger: Ledger) -> None:
        self.empty.setVisible(not ledger.rows)
        self.filled.setVisible(bool(ledger.rows))
        self.table.show_ledger(ledger)
        self.told.emit()

    @property
    def status(self) -> str:
        """How many there are, for the status bar."""
        n = len(self.table.ledger_model.ledger.rows)
        return ngettext("{n} release", "{n} releases", n).format(n=f"{n:,}")

    def _picked(self, row_: ReleaseRow | None) -> None:
        clear(self.details)
        if row_ is not None:
            release, language = row_.release, self.desk.language
            self.desk.ask(lambda vault: load_detail(vault, release, language), self._show_detail, owner=self)

    def _show_detail(self, detail: Detail) -> None:
        row_ = self.table.current()
        if row_ is None or row_.release.id != detail.release.id:
            return
        clear(self.details)
        ledger, release = self.table.ledger_model.ledger, detail.release
        self.details.addWidget(Label(release.text("title"), "heading", wrap=True, selectable=True))
        for name, value in facts(ledger, detail):
            line = row(Label(name, "dim"), Label(value, "body", wrap=True, selectable=True), spacing=12)
            line.itemAt(0).widget().setFixedWidth(theme().px(150))  # type: ignore[union-attr]
            line.setStretch(1, 1)
            self.details.addLayout(line)
        block = Block(_("Changed since"), changed_words(len(detail.changed)), spacing=2)
        for record_type, title in detail.changed:
            block.body.addWidget(Label(f"{_(TYPES[record_type].label)}: {title}".rstrip(": "), "note"))
        if not detail.changed:
            block.body.addWidget(Label(_("What it says is still what the vault says."), "dim"))
        else:
            codes = ",".join(detail.events)
            again = Button(_("Make it again"), lambda: self.desk.navigate("reports", f"brief/{codes}"))
            if detail.events:
                block.body.addLayout(row(again, None))
        self.details.addWidget(block)
