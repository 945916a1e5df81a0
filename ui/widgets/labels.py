"""Text that is read: plain, in a style of the type scale, cut where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.polish import repolish
from ui.widgets.tips import set_tip


class Label(QLabel):
    """Plain text in a style of the type scale (`ui.theme.scale.STYLES`)."""

    def __init__(
        self, text: str = "", look: str = "body", *, wrap: bool = False, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("look", look)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_look(self, look: str) -> None:
        """Change the style."""
        if self.property("look") == look:
            return
        self.setProperty("look", look)
        repolish(self)


class Elided(Label):
    """One line that ends in an ellipsis where there is no room; the tooltip has it whole."""

    def __init__(self, text: str = "", look: str = "body") -> None:
        super().__init__(text, look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as far as it goes."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        cut = shown != self.text()
        set_tip(self, self.text() if cut else "")
        if not cut:
            super().paintEvent(event)
            return
        with QPainter(self) as p:
            p.setPen(self.palette().color(self.foregroundRole()))
            p.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
