"""What is done with several selected cases at once: a value set, copied as text, to the trash and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.batch import cases_of, from_trash, to_trash
from app.services.files import case_rows
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.columns import Column
from ui.lists.copying import RowCopies
from ui.lists.selecting import Selection, SelectionBar
from ui.pages.cases.batch_run import BatchRun
from ui.pages.cases.batch_sheet import BatchSheet
from ui.pages.cases.columns import say_cell
from ui.worker import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from uuid import UUID

    from app.ports import Vault
    from app.services.batch import Outcome, Share, Stop


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
        self.desk, self._lookup, self._selection, self._parent = desk, lookup, selection, parent
        self._copies = RowCopies(
            desk,
            lookup,
            lambda reader, some: case_rows(reader, some, lookup.today),
            say_cell,
            columns,
            parent,
        )
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

    def copy(self) -> None:
        """The selected rows as cells for a sheet."""
        self._copies.copy(self._selection.numbers())


def gone_words(n: int) -> str:
    """That so many cases were moved to the trash."""
    return ngettext("{n} case moved to the trash.", "{n} cases moved to the trash.", n).format(n=f"{n:,}")


def brought_words(n: int) -> str:
    """That so many cases came back."""
    return ngettext("{n} case brought back.", "{n} cases brought back.", n).format(n=f"{n:,}")


def _ids(vault: Vault, numbers: Sequence[int]) -> list[UUID]:
    with vault.read() as reader:
        return cases_of(reader, numbers)
