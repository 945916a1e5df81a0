"""Import: choose a file, see what each column becomes and what cannot be read, take all rows or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QProgressBar,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.errors import CasebookError
from app.foreign import ForeignTable
from app.i18n import N_, _, ngettext
from ui.commands.taking import read_file
from ui.files import ask_file
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.icons import icon
from ui.pages.importing.plan import PREVIEW, Plan, plan, take
from ui.start.places import documents
from ui.theme import theme
from ui.widgets import Block, Button, Label, Panel, Scroller, Sign, column, row
from ui.widgets.layouts import clear
from ui.widgets.tips import plain_tip
from ui.worker import Job, Progress

KINDS = ("case", "person", "link")
MOST_SHOWN = 30


class Import(Page):
    """A spreadsheet of cases, column by column."""

    key, title, icon = "import", N_("Import a spreadsheet"), "table-2"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.plan: Plan | None = None
        self._job: Job | None = None
        self._name = ""
        scroller = Scroller((56, 24, 56, 28), 16)
        self.choose = Button(_("Choose a file"), self._ask, kind="primary", icon="folder-open")
        texts = column(
            Label(_(self.title), "title"),
            Label(
                _(
                    "A CSV file, one individual a row, the first row with the names of the columns. "
                    "Every row is taken in, or none."
                ),
                "sentence",
                wrap=True,
            ),
        )
        head = row(texts, 24, self.choose)
        head.setStretch(0, 1)
        head.setAlignment(self.choose, Qt.AlignmentFlag.AlignTop)
        scroller.body.addLayout(head)
        self.body = column(spacing=18)
        scroller.body.addLayout(self.body)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))
        self._explain()

    # choosing and reading

    def _ask(self) -> None:
        ask_file(self, _(self.title), documents(), _("Spreadsheets (*.csv)"), self.use)

    def use(self, path: Path) -> None:
        """Read a file in the child, then look at it."""
        reader = self.desk.ways.read_table
        self._name = path.name
        clear(self.body)
        self.body.addWidget(Label(_("Reading {file}…").format(file=path.name), "second"))
        if reader is not None:
            self.desk.aside(lambda: reader(read_file(path)), self._look, owner=self, failed=self._refused)

    def _look(self, table: ForeignTable) -> None:
        today = self.desk.clock.now().date()
        self.desk.ask(lambda vault: plan(vault, table, today), self._show, owner=self)

    def _refused(self, error: Exception) -> None:
        """A file that is refused says why here; a bug goes to the notices."""
        if not isinstance(error, CasebookError):
            self._explain()
            self.desk.trouble(error)
            return
        clear(self.body)
        self.body.addWidget(_red(_("Nothing was taken in"), [error.message.render()]))
        self._add_columns()

    # showing

    def _explain(self) -> None:
        clear(self.body)
        self._add_columns()

    def _add_columns(self) -> None:
        block = Block(_("Columns that are understood"), _("in English or Korean"))
        words = (
            _("name, sex, birth, home, status, event: at least a column of names."),
            _("Values as they stand in the lists of Casebook; places by any of their names; events by code."),
            _("Dates as people say them: 1991 or 1992, about May 2021, summer 2018."),
        )
        for text in words:
            line = row(Sign("check", "green_ink", size=14), Label(text, "body", wrap=True))
            line.setStretch(1, 1)
            block.body.addLayout(line)
        self.body.addWidget(block)

    def _show(self, found: Plan) -> None:
        self.plan = found
        clear(self.body)
        rows = ngettext("{n} row", "{n} rows", len(found.table.rows)).format(n=f"{len(found.table.rows):,}")
        facts = "  ·  ".join((rows, found.table.encoding, separator_words(found.table.separator)))
        if found.refused:
            self.body.addWidget(_red(_("Nothing was taken in"), [found.refused]))
        elif found.problems:
            self.body.addWidget(_red(self._problem_words(found), list(found.problems[:MOST_SHOWN])))
        if found.odd:
            self.body.addWidget(self._odd(found))
        block = Block(self._name, facts)
        rows_of = preview(found)
        block.body.addWidget(rows_of)
        self.body.addWidget(block)
        fit(rows_of)
        if found.ready:
            self.body.addWidget(self._ready(found))

    def _odd(self, found: Plan) -> Panel:
        count = len(found.odd)
        title = ngettext(
            "{n} cell should be looked at again; it is taken in all the same",
            "{n} cells should be looked at again; they are taken in all the same",
            count,
        ).format(n=f"{count:,}")
        lines = [cell.message.render() for cell in found.odd[:MOST_SHOWN]]
        if count > MOST_SHOWN:
            more = count - MOST_SHOWN
            lines.append(ngettext("{n} more", "{n} more", more).format(n=f"{more:,}"))
        return _panel("amber", "triangle-alert", title, lines)

    def _problem_words(self, found: Plan) -> str:
        count = len(found.problems) + found.more
        return ngettext(
            "Nothing was taken in: {n} cell cannot be read",
            "Nothing was taken in: {n} cells cannot be read",
            count,
        ).format(n=f"{count:,}")

    def _ready(self, found: Plan) -> QWidget:
        count = len(found.table.rows)
        text = ngettext("Take in {n} case", "Take in {n} cases", count).format(n=f"{count:,}")
        self.go = Button(text, self._take, kind="primary", icon="check")
        self.stop = Button(_("Cancel"), self._cancel)
        self.stop.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Rows taken in"))
        self.bar.setTextVisible(False)
        self.bar.setMaximum(count)
        self.bar.hide()
        self.count = Label("", "second")
        holder = QWidget()
        for button in (self.go, self.stop):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = row(self.go, self.stop, 12, self.bar, self.count, None)
        line.setStretch(3, 3)
        holder.setLayout(line)
        return holder

    # taking

    def _take(self) -> None:
        if self.plan is None:
            return
        table = self.plan.table
        self._working(True)
        self._job = self.desk.ask_long(
            lambda vault: take(vault, table),
            self._taken,
            progress=self._progress,
            owner=self,
            failed=self._not_taken,
        )

    def _working(self, working: bool) -> None:
        self.go.setEnabled(not working)
        self.choose.setEnabled(not working)
        for widget in (self.stop, self.bar):
            widget.setVisible(working)
        self.desk.saving.emit(working)

    def _progress(self, progress: Progress) -> None:
        self.bar.setValue(progress.done)
        words = _("{n} of {m}").format(n=f"{progress.done:,}", m=f"{progress.of:,}")
        self.count.setText(words)

    def _cancel(self) -> None:
        """Give up between two slices: nothing of it is seen."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._working(False)
        self.count.setText(_("Given up; nothing was taken in."))

    def _not_taken(self, error: Exception) -> None:
        self._working(False)
        self.desk.trouble(error)

    def _taken(self, done: int) -> None:
        self._job = None
        self._working(False)
        self.desk.changed.emit(frozenset(KINDS))
        text = ngettext("{n} case taken in", "{n} cases taken in", done).format(n=f"{done:,}")
        self.desk.notify(text)
        self.plan = None
        self._explain()
        self.desk.navigate("cases")


def preview(found: Plan) -> QTableWidget:
    """The first rows, each column under what it becomes."""
    table = found.table
    rows = table.rows[:PREVIEW]
    view = QTableWidget(len(rows), len(table.header))
    view.setAccessibleName(_("The first rows of the file"))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    for at, heading in enumerate(table.header):
        field = found.fields[at]
        item = QTableWidgetItem(f"{heading}\n{field or _('not understood')}")
        if not field:
            item.setIcon(icon("octagon-x", "red_ink"))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setHorizontalHeaderItem(at, item)
    odd = {(cell.row, cell.column): cell.reason.render() for cell in found.odd}
    for number, line in enumerate(rows):
        for at, cell in enumerate(line.cells):
            item = QTableWidgetItem(cell)
            if said := odd.get((line.number, at + 1)):
                item.setIcon(icon("triangle-alert", "amber_ink"))
                item.setToolTip(plain_tip(said))
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, said)
            view.setItem(number, at, item)
    view.verticalHeader().setDefaultSectionSize(theme().px(34))
    view.setFixedHeight(theme().px(34) * len(rows) + theme().px(64))
    return view


def fit(view: QTableWidget) -> None:
    """Columns as wide as what stands in them, once the table wears the style of its window."""
    view.ensurePolished()
    view.horizontalHeader().ensurePolished()
    view.resizeColumnsToContents()
    for at in range(view.columnCount()):
        view.setColumnWidth(at, min(max(view.columnWidth(at), theme().px(90)), theme().px(260)))


def separator_words(separator: str) -> str:
    """What parts the columns, in a word."""
    words = {",": _("commas"), ";": _("semicolons"), "\t": _("tabulators"), "|": _("bars")}
    return words.get(separator, separator)


def _red(title: str, lines: list[str]) -> Panel:
    return _panel("red", "octagon-x", title, lines)


def _panel(kind: str, sign: str, title: str, lines: list[str]) -> Panel:
    panel = Panel(kind)
    head = row(Sign(sign, f"{kind}_ink", size=18), Label(title, "strong", wrap=True))
    head.setStretch(1, 1)
    panel.body.addLayout(head)
    for text in lines:
        panel.body.addWidget(Label(text, "body", wrap=True, selectable=True))
    panel.setAccessibleName(title)
    return panel
