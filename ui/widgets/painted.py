"""The base of everything painted by hand, and text drawn on one baseline whatever its scripts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.theme.scale import STYLES


class Painted(QWidget):
    """A widget that paints itself: paints and measures again when palette or text size change.

    `say` is its accessible name: what it shows, in words.
    """

    def __init__(self, say: str = "") -> None:
        super().__init__()
        self.setAccessibleName(say)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._again)

    @Slot()
    def _again(self) -> None:
        self.updateGeometry()
        self.update()


def baseline(box: QRectF, metrics: QFontMetricsF) -> float:
    """Where text of a font stands so that its capitals look centred in a box.

    Qt's own AlignVCenter moves Latin letters down a pixel as soon as Hangul is in the line.
    """
    return round(box.center().y() + metrics.capHeight() / 2)


def draw_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    style: str,
    *,
    role: str = "",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = True,
) -> float:
    """Draw one line on the computed baseline; returns the width it took."""
    look = theme()
    metrics = look.metrics(style)
    shown, width = text, metrics.horizontalAdvance(text)
    if elide and width > box.width():
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        width = metrics.horizontalAdvance(shown)
    left = box.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = box.right() - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = box.center().x() - width / 2
    painter.setFont(look.font(style))
    painter.setPen(look.color(role or STYLES[style].role))
    painter.drawText(QPointF(left, baseline(box, metrics)), shown)
    return width
