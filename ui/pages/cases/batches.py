"""What is done with several selected cases at once: a value set, copied as text, to the trash and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.cells import tab_separated
from app.i18n import _, ngettext
from app.services.batch import cases_of, from_trash, to_trash
from app.services.files import CaseRow, case_rows
from app.steps import chunked
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.pages.cases.batch_run import BatchRun
from ui.pages.cases.batch_sheet import BatchSheet
from ui.pages.cases.columns import Column, say_cell
from ui.pages.cases.selecting import Selection, SelectionBar
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from datetime import date
    from uuid import UUID

    from app.ports import Vault
    from app.services.batch import Outcome, Share, Stop

MOST_COPIED = 5000
"""Rows that fit a clipboard that is meant for a sheet; more is an export."""
SLICE = 100


class Batches(QObject):
    """Works on a selection; `columns` gives those that are copied. `leaving()` before anything changes, so
    that what is typed is kept first."""

    leaving = Signal()

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        selection: Selection,
        columns: Callable[[], Sequence[Column]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self.desk, self._lookup, self._selection, self._parent = desk, lookup, selection, parent
        self.trash = False
        self._run: BatchRun | None = None
        self.bar = SelectionBar(
            [
                ("set", _("Set a value…"), "pencil", self.set_value),
                ("copy", _("Copy"), "copy", self.copy),
                ("bin", _("To the trash"), "trash-2", self.move),
                ("end", _("One alone"), "x", self.end),
            ],
            parent,
        )
        selection.changed.connect(self._counted)

    def _counted(self, count: int) -> None:
        if self._run is None:
            self.bar.show_count(count)

    def show_trash(self, on: bool) -> None:
        """The list shows the trash, or what is not in it."""
        if on != self.trash:
            self.trash = on
            text, icon = (_("Bring back"), "undo-2") if on else (_("To the trash"), "trash-2")
            self.bar.swap("bin", text, icon)
            self.bar.buttons["set"].setEnabled(not on)

    def set_value(self) -> BatchSheet | None:
        """Set a value in all of them, after a preview."""
        numbers = self._selection.numbers()
        if not numbers or self.trash:
            return None
        self.leaving.emit()
        sheet = BatchSheet(self.desk, self._lookup, numbers, self._parent)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
        return sheet

    def end(self) -> None:
        """Stop what runs, else select the current row alone."""
        if self._run is not None:
            self._run.stop()
        else:
            self._selection.only_current()

    # trash

    def move(self) -> None:
        """To the trash, or out of it; Undo turns it back as one step."""
        numbers = self._selection.numbers()
        if not numbers or self._run is not None:
            return
        self.leaving.emit()
        turn, words = (from_trash, brought_words) if self.trash else (to_trash, gone_words)

        def make(vault: Vault, stop: Stop) -> Generator[Share, None, Outcome]:
            return (yield from turn(vault, _ids(vault, numbers), stop))

        run = self._run = BatchRun(self.desk, make, words)
        run.progressed.connect(self._tell)
        run.ended.connect(lambda _outcome: self._over())
        run.failed.connect(lambda _error: self._over())
        self.bar.buttons["end"].setAccessibleName(_("Stop"))
        run.start()

    def _tell(self, progress: Progress) -> None:
        words = _("{n} of {all}").format(n=f"{progress.done:,}", all=f"{progress.of:,}")
        self.bar.words.setText(words)

    def _over(self) -> None:
        self._run = None
        self.bar.buttons["end"].setAccessibleName(_("One alone"))
        self._counted(self._selection.count)

    # copying

    def copy(self) -> None:
        """The rows as cells for a sheet, under their headings; formulas are made harmless."""
        numbers = self._selection.numbers()
        if len(numbers) > MOST_COPIED:
            words = _("At most {n} rows are copied at a time.")
            self.desk.notify(words.format(n=f"{MOST_COPIED:,}"))
            return
        today = self._lookup.today
        if numbers:
            self.desk.ask_long(lambda vault: _rows(vault, numbers, today), self._copied, owner=self)

    def _copied(self, rows: list[CaseRow]) -> None:
        columns = self._columns()
        cells = [[say_cell(one, column, self._lookup) for column in columns] for one in rows]
        QGuiApplication.clipboard().setText(tab_separated([[c.heading for c in columns], *cells]))
        said = ngettext("{n} row copied", "{n} rows copied", len(rows))
        self.desk.notify(said.format(n=f"{len(rows):,}"))


def gone_words(n: int) -> str:
    """That so many cases were moved to the trash."""
    return ngettext("{n} case moved to the trash.", "{n} cases moved to the trash.", n).format(n=f"{n:,}")


def brought_words(n: int) -> str:
    """That so many cases came back."""
    return ngettext("{n} case brought back.", "{n} cases brought back.", n).format(n=f"{n:,}")


def _ids(vault: Vault, numbers: Sequence[int]) -> list[UUID]:
    with vault.read() as reader:
        return cases_of(reader, numbers)


def _rows(vault: Vault, numbers: Sequence[int], today: date) -> Slices[list[CaseRow]]:
    found: list[CaseRow] = []
    for some in chunked(numbers, SLICE):
        with vault.read() as reader:
            found += case_rows(reader, some, today)
        yield Progress(len(found), len(numbers))
    return found
