"""A list model that holds the order of all rows and only some of their contents."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.frame.desk import Desk

if TYPE_CHECKING:
    from app.ports import Vault

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
PAGES_KEPT = 40
ITEM = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Source:
    """Where a list comes from; both run on the worker's thread.

    `numbers` gets the text of the filter and returns the local handles in order, and how many there are
    without any filter; `page` returns the rows of some handles, in their order.
    """

    numbers: Callable[[Vault, str], tuple[array[int], int]]
    page: Callable[[Vault, Sequence[int]], list[Any]]


class WindowedModel(QAbstractListModel):
    """Rows by position; a page that is not there yet is asked for and shown when it comes."""

    loaded = Signal()

    def __init__(self, desk: Desk, source: Source, say: Callable[[Any], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._source, self._say = desk, source, say
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self.total = 0

    def load(self, text: str) -> None:
        """Ask for the order anew; rows keep showing until it is there."""
        self._generation += 1
        mine = self._generation
        source = self._source

        def read(vault: Vault) -> tuple[array[int], int, list[Any]]:
            numbers, total = source.numbers(vault, text)
            return numbers, total, source.page(vault, numbers[:PAGE])

        def show(answer: tuple[array[int], int, list[Any]]) -> None:
            if mine == self._generation:
                self._take(*answer)

        self._desk.ask(read, show, owner=self)

    def _take(self, numbers: array[int], total: int, first: list[Any]) -> None:
        self.beginResetModel()
        self._numbers, self.total = numbers, total
        self._pages = OrderedDict({0: first})
        self._asked.clear()
        self.endResetModel()
        self.loaded.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows the filter leaves."""
        return 0 if parent is not None and parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The item itself under `ITEM`; its words for readers that cannot see the painting."""
        if role == ITEM:
            return self.item(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            item = self.item(index.row())
            return "" if item is None else self._say(item)
        return None

    def item(self, row: int) -> Any | None:
        """A row, None while it is on its way."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def number_at(self, row: int) -> int:
        """The local handle of a row."""
        return self._numbers[row]

    def row_of(self, number: int) -> int:
        """The row of a handle, -1 where the filter leaves it out."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def _want(self, number: int) -> None:
        if number in self._asked or number * PAGE >= len(self._numbers):
            return
        self._asked.add(number)
        wanted = self._numbers[number * PAGE : (number + 1) * PAGE]
        mine, source = self._generation, self._source

        def show(items: list[Any]) -> None:
            self._asked.discard(number)
            if mine != self._generation:
                return
            self._pages[number] = items
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
            top, last = number * PAGE, number * PAGE + len(items) - 1
            self.dataChanged.emit(self.index(top), self.index(last))

        self._desk.ask(lambda vault: source.page(vault, wanted), show, owner=self)
