"""Rows of a list copied as cells for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.cells import tab_separated
from app.i18n import _, ngettext
from app.steps import chunked
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.cells import Say
from ui.lists.columns import Column
from ui.proving import proved
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Reader, Vault

Load = Callable[["Reader", Sequence[int]], list[Any]]
MOST = 5000
"""Rows that fit a clipboard that is meant for a sheet; more is an export."""
ASKED = 100
"""Rows from which on the passphrase is asked for: so many are the list itself, and it leaves."""
SLICE = 100


class RowCopies(QObject):
    """Copies rows under the headings that `columns` gives; formulas are made harmless."""

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        load: Load,
        say: Say,
        columns: Callable[[], Sequence[Column]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._above = parent
        self._desk, self._lookup, self._load, self._say, self._columns = desk, lookup, load, say, columns

    def copy(self, numbers: Sequence[int]) -> None:
        """Read the rows with these handles and put them on the clipboard."""
        if len(numbers) > MOST:
            words = _("At most {n} rows are copied at a time.")
            self._desk.notify(words.format(n=f"{MOST:,}"))
            return
        if len(numbers) < ASKED:
            self._read(numbers)
            return
        words = ngettext("{n} row of this list is copied.", "{n} rows of this list are copied.", len(numbers))
        said = words.format(n=f"{len(numbers):,}")
        proved(self._desk, self._above, said, lambda: self._read(numbers))

    def _read(self, numbers: Sequence[int]) -> None:
        load = self._load
        if numbers:
            self._desk.ask_long(lambda vault: _rows(vault, load, numbers), self._copied, owner=self)

    def _copied(self, rows: list[Any]) -> None:
        columns = self._columns()
        cells = [[self._say(one, column, self._lookup) for column in columns] for one in rows]
        QGuiApplication.clipboard().setText(tab_separated([[c.heading for c in columns], *cells]))
        said = ngettext("{n} row copied", "{n} rows copied", len(rows))
        self._desk.notify(said.format(n=f"{len(rows):,}"))


def _rows(vault: Vault, load: Load, numbers: Sequence[int]) -> Slices[list[Any]]:
    found: list[Any] = []
    for some in chunked(numbers, SLICE):
        with vault.read() as reader:
            found += load(reader, some)
        yield Progress(len(found), len(numbers))
    return found
