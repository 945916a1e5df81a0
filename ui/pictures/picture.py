"""A block with a picture: the same in words as a table, and where it may leave, a way to save it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QTableView, QWidget

from app.i18n import _
from ui.pictures.canvas import Canvas
from ui.pictures.scene import Drawing, Scene
from ui.theme import theme
from ui.widgets import Block, Button, row
from ui.widgets.tables import quiet_table

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
MOST_ROWS = 14
EMPTY = Drawing(lambda width: Scene(width, 0, ()), "", (), ())


class WordsModel(QAbstractTableModel):
    """The rows of a drawing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawing = EMPTY

    def show_drawing(self, drawing: Drawing) -> None:
        """Say another drawing."""
        self.beginResetModel()
        self.drawing = drawing
        self.endResetModel()

    def rowCount(self, parent: Index = NOTHING) -> int:
        """One a part of the picture."""
        return 0 if parent.isValid() else len(self.drawing.rows)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """One a head."""
        return 0 if parent.isValid() else len(self.drawing.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if not index.isValid() or role not in TEXTS:
            return None
        text = self.drawing.rows[index.row()][index.column()]
        return text if role != Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role in TEXTS:
            return self.drawing.heads[section]
        return None


class WordsTable(QTableView):
    """A picture as a table; Enter opens what a row stands for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = WordsModel(self)
        self.setModel(self.words)
        quiet_table(self, name)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._open)
        theme().changed.connect(self.measure)

    def show_drawing(self, drawing: Drawing) -> None:
        """Say another drawing."""
        self.words.show_drawing(drawing)
        self.measure()
        head = self.horizontalHeader()
        for n in range(1, len(drawing.heads)):
            head.setSectionResizeMode(n, QHeaderView.ResizeMode.ResizeToContents)
        if drawing.rows:
            self.setCurrentIndex(self.words.index(0, 0))

    def measure(self) -> None:
        """As high as its rows, up to a screenful."""
        high = theme().px(32)
        self.verticalHeader().setDefaultSectionSize(high)
        shown = min(len(self.words.drawing.rows), MOST_ROWS) + 1
        self.setFixedHeight(shown * high + theme().px(6))

    def _open(self, index: QModelIndex) -> None:
        opens = self.words.drawing.opens
        run = opens[index.row()] if index.row() < len(opens) else None
        if run is not None:
            run()


class Picture(Block):
    """A heading, a picture that scrolls sideways where it must, and the same as a table."""

    def __init__(
        self, title: str, *, save: Callable[[], object] | None = None, rule: bool = True, save_words: str = ""
    ) -> None:
        self.as_table = False
        self.toggle = Button("", kind="link", icon="table-2")
        self.toggle.clicked.connect(lambda _checked=False: self.show_as_table(not self.as_table))
        self.save = Button(save_words or _("Save picture…"), save, kind="link", icon="download")
        if save is None:
            self.save.hide()  # never shown from here: without a parent yet it would be a window of its own
        tools = QWidget()
        tools.setLayout(row(self.toggle, self.save, spacing=10))
        super().__init__(title, tools, rule=rule, spacing=6)
        self.name = title
        self.drawing = EMPTY
        self.canvas = Canvas()
        self.area = _Sideways(self.canvas)
        self.table = WordsTable(title)
        self.body.addWidget(self.area)
        self.body.addWidget(self.table)
        self.show_as_table(False)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a picture and its words."""
        self.drawing = drawing
        self.canvas.show_scene(drawing.build, f"{self.name}. {drawing.say}")
        self.table.show_drawing(drawing)
        self.toggle.setEnabled(bool(drawing.rows))
        self.save.setEnabled(bool(drawing.rows))

    def show_as_table(self, table: bool) -> None:
        """Show the table instead of the picture, or the picture again."""
        self.as_table = table
        self.area.setVisible(not table)
        self.table.setVisible(table)
        words = _("Show as a picture") if table else _("Show as a table")
        self.toggle.setText(words)
        self.toggle.setAccessibleName(f"{words}: {self.name}")
        self.save.setAccessibleName(f"{self.save.text()}: {self.name}")


class _Sideways(QScrollArea):
    """Holds a canvas at its own height, and scrolls it where it is wider than the page."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._canvas = canvas
        canvas.measured.connect(self._fit)

    def _fit(self) -> None:
        wider = self._canvas.scene.width > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wider else 0
        self.setFixedHeight(round(self._canvas.scene.height) + bar)
