"""Terms and own fields as tables whose labels can be typed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import theme
from ui.widgets.tables import quiet_table

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
ROW_HEIGHT = 34
SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)


class Rows(QAbstractTableModel, Generic[T]):
    """Rows of values under headings. `typed(row, column, text)` is called for what was typed into a cell.

    `cell(value, column)` says a cell; the columns of `editable` can be typed over; where `faint(value)`, a
    row is shown dim (a retired one).
    """

    def __init__(
        self,
        headings: Sequence[str],
        cell: Callable[[T, int], str],
        faint: Callable[[T], bool],
        *,
        editable: frozenset[int] = frozenset(),
        typed: Callable[[T, int, str], object] = lambda _value, _column, _text: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings, self._cell, self._faint = list(headings), cell, faint
        self._editable, self._typed = editable, typed
        self._values: list[T] = []

    def show(self, values: Sequence[T]) -> None:
        """Show other rows."""
        if list(values) != self._values:
            self.beginResetModel()
            self._values = list(values)
            self.endResetModel()

    def value(self, row: int) -> T | None:
        """What stands in a row."""
        return self._values[row] if 0 <= row < len(self._values) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as there are."""
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The headings."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Labels can be typed over."""
        more = Qt.ItemFlag.ItemIsEditable if index.column() in self._editable else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | more

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in words."""
        value = self.value(index.row()) if index.isValid() else None
        if value is None:
            return None
        if role in SAID:
            return self._cell(value, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            dim = self._faint(value) or index.column() not in self._editable
            return theme().color("dim" if dim else "text")
        return None

    def setData(self, index: Index, text: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hands on what was typed; the row changes when the vault has it."""
        value = self.value(index.row())
        if role != Qt.ItemDataRole.EditRole or value is None:
            return False
        if str(text).strip() != self._cell(value, index.column()):
            self._typed(value, index.column(), str(text).strip())
        return True


class Table(QTableView):
    """A quiet table, row by row; as high as its rows, at most `most` of them."""

    def __init__(self, model: QAbstractTableModel, name: str, *, most: int = 12) -> None:
        super().__init__()
        self.setModel(model)
        self._most = most
        quiet_table(self, name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The heading is as high as its style says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        height = theme().px(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        shown = min(max(self.model().rowCount(), 1), self._most)
        self.setFixedHeight(shown * height + self.horizontalHeader().sizeHint().height() + 4)

    @property
    def row(self) -> int:
        """The row chosen, -1 where none is."""
        return self.currentIndex().row()
