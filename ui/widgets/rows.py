"""Painted rows that are real buttons: they open what they show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import theme
from ui.widgets.buttons import RING


class PaintedRow(QPushButton):
    """Subclass it and paint; `say` is the row in words, for a screen reader."""

    HEIGHT = 56
    """Pixels at 100 per cent."""

    def __init__(self, say: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAccessibleName(say)
        self.setAutoDefault(True)  # Enter opens it, as the space bar does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as two lines, or what HEIGHT says."""
        return QSize(theme().px(320), theme().px(self.HEIGHT))

    def inside(self) -> QRectF:
        """Where the letters stand: inside the ring of the focus, above the rule."""
        return QRectF(RING, 0, self.width() - 2 * RING, self.height() - 1)

    def _rule(self, p: QPainter) -> None:
        p.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().color("line"))
