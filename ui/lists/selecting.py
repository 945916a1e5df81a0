"""Which cases are selected: one set for list and table, kept when the list is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from app.i18n import _
from ui.models.windowed import Windowed
from ui.widgets import Button, Label, row
from ui.widgets.tips import plain_tip

Flag = QItemSelectionModel.SelectionFlag


class Selection(QObject):
    """The handles that are selected in whichever of the views is shown. `changed(how_many)`."""

    changed = Signal(int)

    def __init__(self, model: Windowed[Any], views: Sequence[QAbstractItemView], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._views = model, tuple(views)
        self._kept: set[int] = set()
        self.view = self._views[0]
        for view in self._views:
            view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            view.selectionModel().selectionChanged.connect(lambda *_items: self.changed.emit(self.count))
            model.modelAboutToBeReset.connect(self._keep)
            model.modelReset.connect(self._put_back)

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._runs())

    def numbers(self) -> list[int]:
        """Their handles, in the order of the list."""
        return [n for first, last in sorted(self._runs()) for n in self._model.numbers_between(first, last)]

    def _runs(self) -> list[tuple[int, int]]:
        chosen = self.view.selectionModel().selection()
        return [(chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count())]

    def move_to(self, view: QAbstractItemView) -> None:
        """The other view is shown: the same rows are selected in it."""
        held, current = set(self.numbers()), self.view.currentIndex().row()
        self.view = view
        self._select(held)
        index = view.model().index(current, 0)
        if index.isValid():
            view.selectionModel().setCurrentIndex(index, Flag.NoUpdate)

    def _keep(self) -> None:
        if self.sender() is self._model and self.count > 1:
            self._kept = set(self.numbers())

    def _put_back(self) -> None:
        if self._kept:
            self._select(self._kept)
            self._kept = set()
            self.changed.emit(self.count)

    def _select(self, numbers: set[int]) -> None:
        model = self.view.model()
        last = model.columnCount() - 1 if isinstance(model, QAbstractTableModel) else 0
        chosen = QItemSelection()
        for first, end in self._model.places_of(numbers):
            chosen.select(model.index(first, 0), model.index(end, last))
        self.view.selectionModel().select(chosen, Flag.ClearAndSelect)

    def only_current(self) -> None:
        """Select the current row alone."""
        index = self.view.currentIndex()
        rows = Flag.ClearAndSelect | Flag.Rows
        self.view.selectionModel().select(index, rows if index.isValid() else Flag.Clear)


class SelectionBar(QFrame):
    """What can be done with several selected rows, at the foot of the list; hidden while there is one."""

    def __init__(self, runs: Sequence[tuple[str, str, str, Callable[[], object]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "toast")
        self.words = Label("", "medium")
        self.buttons: dict[str, Button] = {}
        line = row(self.words, None, spacing=4)
        for key, text, icon, run in runs:
            button = Button(text, run, kind="onbar", icon=icon)
            button.setAccessibleName(text)
            self.buttons[key] = button
            line.addWidget(button)
        line.setContentsMargins(14, 6, 8, 6)
        self.setLayout(line)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        self.words.setText(_("{n} selected").format(n=f"{count:,}"))
        self.setVisible(count > 1)

    def set_narrow(self, narrow: bool) -> None:
        """Signs alone where there is no room for words."""
        for button in self.buttons.values():
            button.setText("" if narrow else button.accessibleName())
            button.setToolTip(plain_tip(button.accessibleName()))

    def swap(self, key: str, text: str, icon: str) -> None:
        """A button that does something else now (to the trash, or back)."""
        button = self.buttons[key]
        button.setAccessibleName(text)
        button.setText(text if button.text() else "")
        button.set_icon(icon)
