"""A list beside its record, as wide as somebody drew it; the computer remembers the width."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.frame.desk import Desk
from ui.theme import theme

LIST, NARROW_LIST = 352, 320
"""Widths of a list that nobody drew, in pixels at 100 per cent."""
LEAST, RECORD_LEAST = 260, 420
NARROW_BELOW = 1100
KEEP_MS = 600
"""How long the line must stand before its place is remembered: a drag of the mouse is many."""


class ListBeside(QSplitter):
    """List and record with a line between them that can be drawn; every page has the same width of list."""

    def __init__(self, desk: Desk, pane: QWidget, record: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self.setChildrenCollapsible(False)
        self.addWidget(pane)
        self.addWidget(record)
        self.setStretchFactor(1, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_MS)
        self._later.timeout.connect(self._keep)
        self.splitterMoved.connect(lambda *_where: self._later.start())

    def fit(self, width: int) -> None:
        """Share so many pixels out: the list as it was drawn, or its usual width."""
        if self._later.isActive():
            return
        look, drawn = theme(), self._desk.preferences.list_width
        usual = NARROW_LIST if width < look.px(NARROW_BELOW) else LIST
        most = max(width - look.px(RECORD_LEAST), look.px(LEAST))
        wide = min(max(look.px(drawn or usual), look.px(LEAST)), most)
        self.setSizes([wide, max(width - wide, 1)])

    def _keep(self) -> None:
        wide = round(self.sizes()[0] * 100 / theme().px(100))
        self._desk.prefer.emit("list_width", wide)
