"""The anonymised summary: what stays, what the reader sees, tables with their hidden cells, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.clock import Clock
from app.disclosure.model import DIMENSIONS, THRESHOLDS
from app.errors import CasebookError
from app.i18n import _, ngettext
from app.messages import Msg
from app.ports import ListQuery, Outbox, Rendered
from app.records.record import Record
from app.services.releases import release
from app.services.summaries import PreparedSummary, look_through_summary, prepare_summary
from app.summary import Summary, SummaryOptions
from ui.files import ask_save, exported
from ui.frame.desk import Desk
from ui.pages.reports.nothing import no_cases
from ui.pages.reports.tables import TableView
from ui.theme import theme
from ui.widgets import (
    Block,
    Button,
    CheckBox,
    Hairline,
    IconWord,
    Label,
    Look,
    Panel,
    Scroller,
    Segmented,
    Sign,
    column,
    row,
)
from ui.widgets.flow import Flow
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Vault

FORMATS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)"}
MOST = 2
STAYS, STAYS_BELOW = 300, 1250


def dimensions() -> dict[str, str]:
    """What a summary can be counted by, in the language in use."""
    return {
        "event": _("Event"),
        "crossing": _("Crossing"),
        "sex": _("Sex"),
        "age": _("Age band"),
        "status": _("Status"),
        "year": _("Year"),
    }


def stays() -> list[tuple[str, str]]:
    """A value of a file, and what a reader of a summary gets of it ("" for nothing)."""
    return [
        (_("Name, code of the case"), ""),
        (_("Born"), _("age band at the event")),
        (_("Sex"), _("unchanged")),
        (_("County of origin"), ""),
        (_("Date of the event"), _("month and year, or the year")),
        (_("Crossing"), _("crossing, or its province")),
        (_("Current status"), _("unchanged")),
        (_("Risk factors, family"), ""),
        (_("Narrative, notes"), ""),
        (_("Source"), ""),
    ]


class SummaryView(QWidget):
    """Counted and protected on each change of the options; nothing is let out that was not looked through.

    `told()` when what the status bar says of it has changed.
    """

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.summary: Summary | None = None
        self._serial = 0
        self.audience = Segmented(
            _("Audience"), [(_("Public"), "public"), (_("Partner"), "partner")], "public"
        )
        self.smallest = Label("", "second")
        self.language = Segmented(_("Language"), [("English", "en"), ("한국어", "ko")], desk.language)
        names = dimensions()
        self.by = {key: CheckBox(names[key]) for key in DIMENSIONS}
        self.buttons = {
            form: Button(_("Export {form}").format(form=form.upper()), lambda form=form: self.ask_where(form))  # type: ignore[misc]
            for form in FORMATS
        }
        self.buttons["pdf"].set_kind("primary")
        self.title = Label("", "title", wrap=True, selectable=True)
        self.lead = Label("", "sentence", wrap=True, selectable=True)
        self.refused = Panel("red")
        self.refused_text = Label("", "medium", wrap=True, selectable=True)
        self.refused_text.setProperty("ink", "red")
        self.refused.body.addLayout(row(Sign("octagon-x", "red_ink"), self.refused_text))
        self.mend = Button(_("Security"), lambda: self.desk.navigate("security"), kind="link")
        self.refused.body.addLayout(row(24, self.mend, None))
        self.refused.hide()
        self.tables = column(spacing=18)
        self.stays = self._stays()
        self._lay_out()
        for box in self.by.values():
            box.toggled.connect(self._ticked)
        for segmented in (self.audience, self.language):
            segmented.chosen.connect(lambda _data: self.look())

    def _lay_out(self) -> None:
        inside = self.inside = Scroller(margins=(38, 18, 38, 24), spacing=12)
        head, by = Flow(gap=theme().px(8), apart=True), Flow(gap=theme().px(12))
        for part in ((self.audience, self.smallest), (self.language, *self.buttons.values())):
            holder = QWidget()
            holder.setLayout(row(*part))
            head.addWidget(holder)
        label = Label(_("By (none: the six tables; at most two: one table)"), "dim")
        label.setMinimumHeight(next(iter(self.by.values())).sizeHint().height())  # in one line with the boxes
        for widget in (label, *self.by.values()):
            by.addWidget(widget)
        inside.body.addLayout(head)
        inside.body.addLayout(by)
        inside.body.addWidget(self.title)
        inside.body.addWidget(self.lead)
        inside.body.addWidget(self.refused)
        self.columns = QHBoxLayout()
        self.columns.setSpacing(theme().px(40))
        self.columns.addWidget(self.stays)
        right = QWidget()
        right.setLayout(self.tables)
        self.columns.addWidget(right, 1)
        inside.body.addLayout(self.columns)
        inside.body.addStretch(1)
        words = _("No case yet. A summary counts people of the files, and hides what would single one out.")
        self.nothing = no_cases(self.desk, "users", words)
        self.nothing.hide()
        self.setLayout(column(self.nothing, inside, spacing=0))

    @staticmethod
    def _stays() -> QWidget:
        block = Block(_("What stays, what the reader sees"), rule=False, spacing=6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        for at, (kept, seen) in enumerate(stays()):
            grid.addWidget(Label(kept, "body", wrap=True), 2 * at, 0)
            if seen:
                grid.addWidget(Label(seen, "medium", wrap=True), 2 * at, 1)
            else:
                grid.addWidget(IconWord(_("not shown"), Look("eye-off", "grey")), 2 * at, 1)
            grid.addWidget(Hairline(), 2 * at + 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        block.body.addLayout(grid)
        block.body.addStretch(1)
        return block

    def _ticked(self) -> None:
        ticked = [key for key, box in self.by.items() if box.isChecked()]
        for key, box in self.by.items():
            box.setEnabled(len(ticked) < MOST or key in ticked)
        self.look()

    def options(self) -> SummaryOptions:
        """What is chosen now."""
        return SummaryOptions(
            audience=str(self.audience.current()),
            by=tuple(key for key, box in self.by.items() if box.isChecked()),
            language=str(self.language.current()),
        )

    def look(self) -> None:
        """Count and protect with the options as they are."""
        self._serial += 1
        serial, clock, options = self._serial, self.desk.clock, self.options()
        self.lead.setText(_("Counting and protecting…"))
        least = THRESHOLDS[options.audience]
        people = ngettext("groups of at least {n} person", "groups of at least {n} people", least)
        self.smallest.setText(people.format(n=least))
        self.desk.ask(
            lambda vault: prepared_of_cases(vault, clock, options),
            lambda prepared: self._show(serial, prepared),
            owner=self,
            failed=lambda error: self._failed(serial, error),
        )

    def _show(self, serial: int, prepared: PreparedSummary | None) -> None:
        if serial != self._serial:
            return
        self.nothing.setVisible(prepared is None)
        self.inside.setVisible(prepared is not None)
        if prepared is None:
            self.summary = None
            self.told.emit()
            return
        summary = self.summary = prepared.summary
        self.refused.hide()
        self.title.setText(summary.title)
        self.lead.setText(f"{summary_words(summary)} {summary.what_this_is}")
        clear(self.tables)
        for table in summary.tables:
            block = Block(
                _("Table {n}. {title}").format(n=table.number, title=table.title), summary.unit, spacing=4
            )
            block.body.addWidget(TableView(table, summary.hidden_word))
            if table.note:
                block.body.addWidget(Label(table.note, "dim", wrap=True))
            self.tables.addWidget(block)
        self.tables.addWidget(Label(summary.hidden_note, "note", wrap=True))
        for point in summary.method:
            self.tables.addWidget(Label(f"{point.lead} {point.text}", "dim", wrap=True))
        self.tables.addStretch(1)
        self._allow(True)
        self.told.emit()

    @property
    def status(self) -> str:
        """People and hidden cells, for the status bar."""
        return f"{_('Summary')}  ·  {summary_words(self.summary)}" if self.summary else _("Summary")

    def _failed(self, serial: int, error: Exception) -> None:
        if serial != self._serial:
            return
        clear(self.tables)
        self.nothing.hide()
        self.inside.show()
        self._allow(False)
        self.lead.setText("")
        if isinstance(error, CasebookError):
            self.title.setText(_("Anonymised summary"))
            self.refused_text.setText(error.message.render())
            self.refused.setAccessibleName(self.refused_text.text())
            self.mend.setVisible(error.message.text is Msg.LEDGER_INCOMPLETE)
            self.refused.show()
        else:
            self.desk.trouble(error)

    def _allow(self, allowed: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(allowed and self.desk.ways.renderer is not None)

    def resizeEvent(self, event: object) -> None:
        """In a narrow window only the tables are shown."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.stays.setVisible(self.window().width() >= theme().px(STAYS_BELOW))
        self.stays.setFixedWidth(theme().px(STAYS))

    # the export

    def ask_where(self, form: str) -> None:
        """Ask for the file."""
        by = "-".join(self.options().by) or "tables"
        start = Path.home() / f"summary-{by}-{self.language.current()}.{form}"
        ask_save(self, _("Export the summary"), start, FORMATS[form], lambda path: self.export_to(path, form))

    def export_to(self, path: Path, form: str) -> None:
        """Count afresh, render, look through, enter in the ledger, put in place."""
        renderer, outbox, clock = self.desk.ways.renderer, self.desk.ways.outbox, self.desk.clock
        if renderer is None or outbox is None:
            return
        target = path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")
        options = self.options()
        self._allow(False)
        self.desk.saving.emit(True)

        def rendered(prepared: PreparedSummary, made: Rendered) -> None:
            self.desk.save(
                lambda vault: let_summary_out(vault, outbox, prepared, made, target),
                lambda _entry: self._exported(target),
                kinds=["release"],
                owner=self,
                failed=self._not_exported,
            )

        def prepared(found: PreparedSummary) -> None:
            self.desk.aside(
                lambda: renderer.summary(found.summary, form),
                lambda made: rendered(found, made),
                owner=self,
                failed=self._not_exported,
            )

        self.desk.ask(
            lambda vault: fresh(vault, clock, options), prepared, owner=self, failed=self._not_exported
        )

    def _exported(self, target: Path) -> None:
        self._allow(True)
        self.desk.notify(exported(target))

    def _not_exported(self, error: Exception) -> None:
        self.desk.saving.emit(False)
        self._allow(True)
        self.desk.trouble(error)


def fresh(vault: Vault, clock: Clock, options: SummaryOptions) -> PreparedSummary:
    """The summary as it stands now, on the worker."""
    return prepare_summary(vault, clock, options)


def prepared_of_cases(vault: Vault, clock: Clock, options: SummaryOptions) -> PreparedSummary | None:
    """The summary, None while there is no case to count."""
    with vault.read() as reader:
        if not reader.count(ListQuery("case")):
            return None
    return prepare_summary(vault, clock, options)


def let_summary_out(
    vault: Vault, outbox: Outbox, prepared: PreparedSummary, made: Rendered, target: Path
) -> Record:
    """Look the finished files through, then enter them and put them in place."""
    look_through_summary(vault, made)
    return release(vault, outbox, prepared.entry, made, str(target), replace=True)


def summary_words(summary: Summary) -> str:
    """How much is shown and how much hidden, as the reader can count it."""
    cells = [c for t in summary.tables for row in t.cells for c in row if c.possible]
    hidden = sum(1 for c in cells if c.hidden)
    people = ngettext("{n} person.", "{n} people.", summary.total).format(n=f"{summary.total:,}")
    shown = ngettext(
        "{hidden} of {n} cell is hidden.", "{hidden} of {n} cells are hidden.", len(cells)
    ).format(hidden=hidden, n=len(cells))
    return f"{people} {shown}"
