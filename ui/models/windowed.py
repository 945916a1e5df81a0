"""A list of any length: handles in sort order, pages of rows asked for as they come into view."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ports import ListQuery
from ui.frame.desk import Desk
from ui.worker import Job

if TYPE_CHECKING:
    from app.ports import Reader, Vault

R = TypeVar("R")
PAGE = 200
KEPT = 50
Index = QModelIndex | QPersistentModelIndex


class Windowed(QAbstractListModel, Generic[R]):
    """Rows of one type of record; `load(reader, numbers)` reads a page on the worker's thread.

    `data` gives the row (or None while it is on its way) under `ROW`, and `say(row)` to screen readers.
    `arrived` tells that a list was read, with how many it holds. Stale answers are dropped.
    """

    ROW = Qt.ItemDataRole.UserRole
    arrived = Signal(int)

    def __init__(
        self,
        desk: Desk,
        load: Callable[[Reader, Sequence[int]], list[R]],
        say: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._load, self._say = desk, load, say
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, list[R]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._turn = 0
        self._reading: Job | None = None
        self.query: ListQuery | None = None

    def ask(self, query: ListQuery) -> None:
        """Read the list again: other conditions, another order, or something changed. An older one that
        still waits is given up."""
        self.query = query
        self._turn += 1
        turn = self._turn
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.ask(
            lambda vault: _numbers(vault, query), lambda n: self._took(turn, n), owner=self
        )

    def _took(self, turn: int, numbers: array[int]) -> None:
        if turn != self._turn:
            return
        self._reading = None
        if numbers == self._numbers:
            self._stale = set(self._pages)
            self._asked.clear()
            if numbers:
                self.dataChanged.emit(self.index(0), self.index(len(numbers) - 1))
        else:
            self.beginResetModel()
            self._numbers = numbers
            self._pages.clear()
            self._stale.clear()
            self._asked.clear()
            self.endResetModel()
        self.arrived.emit(len(numbers))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows the list holds."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, or its words."""
        if role not in (self.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not index.isValid() or not 0 <= index.row() < len(self._numbers):
            return None
        found = self.row_at(index.row())
        if role == self.ROW:
            return found
        return self._say(found) if found is not None else ""

    def row_at(self, place: int) -> R | None:
        """The row at a place; asks for its page where it is not there."""
        page = place // PAGE
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._ask_page(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        within = place % PAGE
        return rows[within] if within < len(rows) else None

    def _ask_page(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        turn = self._turn
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE].tolist()
        load = self._load
        self._desk.ask(
            lambda vault: _rows(vault, load, numbers),
            lambda rows: self._took_page(turn, page, rows),
            owner=self,
        )

    def _took_page(self, turn: int, page: int, rows: list[R]) -> None:
        if turn != self._turn:
            return
        self._pages[page] = rows
        self._stale.discard(page)
        self._asked.discard(page)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._numbers)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def number_at(self, place: int) -> int:
        """The handle at a place."""
        return self._numbers[place]

    def numbers_between(self, first: int, last: int) -> list[int]:
        """The handles from a place to another, both included."""
        return self._numbers[first : last + 1].tolist()

    def places_of(self, numbers: set[int]) -> list[tuple[int, int]]:
        """Where handles stand, as runs of places: first and last."""
        runs: list[tuple[int, int]] = []
        for place, number in enumerate(self._numbers):
            if number in numbers:
                if runs and runs[-1][1] == place - 1:
                    runs[-1] = (runs[-1][0], place)
                else:
                    runs.append((place, place))
        return runs

    def place_of(self, number: int) -> int:
        """The place of a handle, -1 where the list does not hold it."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1


def _numbers(vault: Vault, query: ListQuery) -> array[int]:
    with vault.read() as reader:
        return reader.numbers(query)


def _rows(vault: Vault, load: Callable[[Reader, Sequence[int]], list[R]], numbers: Sequence[int]) -> list[R]:
    with vault.read() as reader:
        return load(reader, numbers)


def id_of(vault: Vault, record_type: str, number: int) -> UUID | None:
    """The record of a handle, None where it is gone. Runs on the worker's thread."""
    with vault.read() as reader:
        return next((r.id for r in reader.page(record_type, [number])), None)
