"""The sheet that sets a value in many cases: field, value, and a preview record by record before anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QProgressBar, QTableView, QWidget

from app.conditions import Offered
from app.fields import Field
from app.i18n import N_, _, ngettext
from app.services.batch import (
    ADD,
    EMPTY,
    REMOVE,
    SET,
    Line,
    Outcome,
    Preview,
    Share,
    Wanted,
    change,
    fields_by_path,
    preview,
    ways,
)
from app.steps import told
from ui.forms.editor import Editor
from ui.forms.fields import FieldCombo
from ui.forms.lookup import Lookup, capital
from ui.forms.make import editor_for
from ui.forms.record_editors import RecordEditor
from ui.forms.saying import say_value
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import commit_input
from ui.pages.cases.batch_run import BatchRun
from ui.theme import theme
from ui.widgets import Choice, Label, column, row
from ui.widgets.layouts import clear
from ui.widgets.tables import quiet_table
from ui.worker import Job, Progress

PAUSE_MS = 250
WIDE = 860
FIRST = "status"
Index = QModelIndex | QPersistentModelIndex

HOW = {SET: N_("becomes"), ADD: N_("add"), REMOVE: N_("take away"), EMPTY: N_("is emptied")}
"""What is done with the field (msgids)."""


class PreviewModel(QAbstractTableModel):
    """The records that will change: case, name, from, to."""

    def __init__(self, lookup: Lookup, parent: QWidget) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._field: Field | None = None
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, field: Field | None, lines: tuple[Line, ...]) -> None:
        """Show another preview."""
        self.beginResetModel()
        self._field, self.lines = field, lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row a record."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Case, name, from, to."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Case"), _("Name"), _("Holds now"), _("Will hold"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in words."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid() or self._field is None:
            return None
        line = self.lines[index.row()]
        if index.column() < 2:
            return line.code if index.column() == 0 else line.name
        value = line.before if index.column() == 2 else line.after
        return capital(say_value(self._field, value, self._lookup)) or _("Not recorded")


class BatchSheet(Sheet):
    """Changes one field of the selected cases (their handles)."""

    def __init__(self, desk: Desk, lookup: Lookup, numbers: Sequence[int], parent: QWidget) -> None:
        count = len(numbers)
        title = ngettext("Set a value in {n} case", "Set a value in {n} cases", count)
        super().__init__(desk, title.format(n=f"{count:,}"), parent)
        self._lookup, self._numbers = lookup, list(numbers)
        self._fields = fields_by_path(lookup.own_fields)
        self._asked: Job | None = None
        self._run: BatchRun | None = None
        self._wanted: Wanted | None = None
        self.editor: Editor | None = None
        self.path = FIRST
        self.resize(min(theme().px(WIDE), parent.window().width() - 40), self.height())
        self._controls()
        self._preview_part()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._show_field()
        QTimer.singleShot(0, self.field, self.field.take)

    def _controls(self) -> None:
        self.field = FieldCombo({path: f.called() for path, f in self._fields.items()}, FIRST)
        self.field.chosen.connect(self._chosen)
        self.how = Choice(_("What is done"))
        self.how.currentIndexChanged.connect(self._how_changed)
        self._value = QHBoxLayout()
        line = row(self.field, self.how, spacing=6)
        line.addLayout(self._value)
        for place, share in ((0, 5), (1, 3), (2, 6)):
            line.setStretch(place, share)
        self.scroller.body.addLayout(line)

    def _preview_part(self) -> None:
        self.words = Label("", "strong", wrap=True)
        self.lines = PreviewModel(self._lookup, self)
        self.table = QTableView()
        self.table.setModel(self.lines)
        quiet_table(self.table, _("What will change"))
        self.table.verticalHeader().setDefaultSectionSize(theme().px(32))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(theme().px(280))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Working"))
        self.bar.hide()
        self.scroller.body.addLayout(column(self.words, self.bar, self.table, spacing=8), 1)

    # what is wanted

    def _chosen(self, path: str) -> None:
        self.path = path
        self._show_field()

    def _show_field(self) -> None:
        declared = self._fields[self.path]
        self.how.blockSignals(True)
        self.how.clear()
        for way in ways(declared):
            self.how.addItem(_(HOW[way]), way)
        self.how.blockSignals(False)
        clear(self._value)
        one = Offered(self.path, declared, (), "").entered if ADD in ways(declared) else declared
        self.editor = editor_for(one, self._lookup)
        self.editor.label = _("Value")
        self.editor.set_quiet(False)
        if isinstance(self.editor, RecordEditor):
            self.editor.line.makes = False
        self.editor.changed.connect(self._again)
        self._value.addWidget(self.editor)
        self._how_changed(0)

    def _how_changed(self, _index: int) -> None:
        if self.editor is not None:
            self.editor.setVisible(self.how.currentData() != EMPTY)
        self._again()

    def wanted(self) -> Wanted | None:
        """What is to be done; None while the value is missing or not understood."""
        how = str(self.how.currentData())
        if how == EMPTY:
            return Wanted(self.path, how)
        value = self.editor.value() if self.editor is not None and not self.editor.problem else None
        return Wanted(self.path, how, value) if value is not None else None

    def _again(self) -> None:
        self._wanted = None
        self.done_button.setEnabled(False)
        self._timer.start()

    # the preview

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        wanted = self.wanted()
        self._asked = None
        if wanted is None:
            self._show(None, Preview((), len(self._numbers)))
            return
        numbers = self._numbers
        self._asked = self.desk.ask_long(
            lambda vault: told(preview(vault, numbers, wanted), _far),
            lambda found: self._show(wanted, found),
            owner=self,
            failed=self.refused,
        )

    def _show(self, wanted: Wanted | None, found: Preview) -> None:
        self._wanted = wanted
        if wanted is None:
            self.lines.show_lines(None, ())
            self.words.setText(_("Say what it becomes: what would change is listed here before it does."))
            self.done_button.setText(_("Change"))
            return
        self.lines.show_lines(self._fields[self.path], found.lines)
        will, count = len(found.lines), f"{len(found.lines):,}"
        words = [ngettext("{n} will change.", "{n} will change.", will).format(n=count)]
        if found.same:
            same = ngettext("{n} stays as it is.", "{n} stay as they are.", found.same)
            words.append(same.format(n=f"{found.same:,}"))
        self.words.setText(" ".join(words))
        self.done_button.setText(ngettext("Change {n} case", "Change {n} cases", will).format(n=count))
        self.done_button.setEnabled(bool(will) and wanted is not None)

    # doing it

    def save(self) -> None:
        """Carry it out, once the preview shows it."""
        commit_input()
        if self._run is not None or self._wanted is None or not self.lines.lines:
            return
        lines, wanted = self.lines.lines, self._wanted
        run = self._run = BatchRun(
            self.desk, lambda vault, stop: change(vault, lines, wanted, stop), changed_words
        )
        run.progressed.connect(self._tell)
        run.ended.connect(self._ended)
        run.failed.connect(lambda _error: self.reject())
        self.bar.setRange(0, len(lines))
        self.bar.show()
        self.done_button.setEnabled(False)
        self.field.setEnabled(False)
        self.how.setEnabled(False)
        if self.editor is not None:
            self.editor.setEnabled(False)
        self.cancel_button.setText(_("Stop"))
        run.start()

    def _tell(self, progress: Progress) -> None:
        self.bar.setValue(progress.done)

    def _ended(self, _outcome: Outcome) -> None:
        self._run = None
        self.accept()

    def reject(self) -> None:
        """Cancel; while it works, stop: what was done stays done."""
        if self._run is not None:
            self._run.stop()
            self._run = None
        super().reject()


def changed_words(n: int) -> str:
    """That so many cases were changed."""
    return ngettext("{n} case changed.", "{n} cases changed.", n).format(n=f"{n:,}")


def _far(share: Share) -> Progress:
    return Progress(share.done, share.of)
