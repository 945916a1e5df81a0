"""Labels and editors in a grid that has two columns of fields where there is room for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.forms.editor import Editor
from ui.theme import theme
from ui.widgets import Label

TWO_FROM = 640
GAP = 32


class FieldGrid(QWidget):
    """Labels left of their editors; a wide editor takes a line of its own, its label above it.

    `most` is 1 or 2 fields side by side, `gap` the pixels between lines; reading order is line by line. Grids
    below each other share the list `labels`, so that their fields begin on one line.
    """

    def __init__(
        self, label_width: int, most: int = 1, gap: int = 0, labels: list[Label] | None = None
    ) -> None:
        super().__init__()
        self._labels = labels if labels is not None else []
        self._label_width, self._most = label_width, most
        self._fields: list[tuple[Label, Editor]] = []
        self._marks: dict[Editor, QWidget] = {}
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(gap)
        theme().changed.connect(self._measure)

    def add(self, label: Label, editor: Editor) -> None:
        """One more field."""
        label.setBuddy(editor.control)
        self._fields.append((label, editor))
        if not editor.wide:
            self._labels.append(label)
        self._place(len(self._fields) - 1, *self._next)
        self._measure()

    def mark(self, editor: Editor, mark: QWidget) -> None:
        """Put a mark at the right of a field, in a grid of one column."""
        self._marks[editor] = mark
        self._arrange(self._columns)

    _next = (0, 0)

    def _place(self, number: int, line: int, side: int) -> None:
        label, editor = self._fields[number]
        if editor.wide:
            line += side > 0
            self._grid.addWidget(label, line, 0, 1, 5)
            self._grid.addWidget(editor, line + 1, 0, 1, 5)
            self._place_beside(editor, line)
            self._place_mark(editor, line)
            self._next = (line + 2, 0)
            return
        self._grid.addWidget(label, line, side * 3, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, line, side * 3 + 1, Qt.AlignmentFlag.AlignTop)
        self._place_mark(editor, line)
        self._next = (line, 1) if side + 1 < self._columns else (line + 1, 0)

    def _place_beside(self, editor: Editor, line: int) -> None:
        if editor.beside is not None:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(editor.beside, line, 0, 1, 2 if self._columns == 1 else 5, right)
            editor.beside.raise_()

    def _place_mark(self, editor: Editor, line: int) -> None:
        mark = self._marks.get(editor)
        if mark is not None:
            self._grid.addWidget(mark, line, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _arrange(self, columns: int) -> None:
        self._columns, self._next = columns, (0, 0)
        for label, editor in self._fields:
            self._grid.removeWidget(label)
            self._grid.removeWidget(editor)
            if editor.beside is not None:
                self._grid.removeWidget(editor.beside)
            if editor in self._marks:
                self._grid.removeWidget(self._marks[editor])
        for number in range(len(self._fields)):
            self._place(number, *self._next)
        self._measure()

    def _measure(self) -> None:
        two = self._columns == 2
        width = theme().px(self._label_width) - 10
        if self._grid.verticalSpacing() and not two:
            width = max(width, *(label.sizeHint().width() + 12 for label in self._labels), 0)
        for column, least, stretch in ((0, width, 0), (1, 0, 1), (2, GAP * two, 0), (3, width * two, 0)):
            self._grid.setColumnMinimumWidth(column, least)
            self._grid.setColumnStretch(column, stretch)
        self._grid.setColumnStretch(4, int(two))
        for label, editor in self._fields:
            label.setMinimumHeight(theme().px(28))
            policy = QSizePolicy.Policy.Ignored if two else QSizePolicy.Policy.Preferred
            editor.setSizePolicy(policy, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._measure()
        columns = min(self._most, 2 if self.width() >= theme().px(TWO_FROM) else 1)
        if columns != self._columns:
            self._arrange(columns)
