"""Meters, bars and the gap: lengths that compare counts, always with the figure beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui import icons
from ui.theme import theme
from ui.widgets.painted import Painted, draw_text


class Meter(Painted):
    """Answered, half answered and open parts of a form, as segments."""

    def __init__(self, full: int, half: int, of: int, say: str) -> None:
        super().__init__(say)
        self._full, self._half, self._of = full, half, of

    def sizeHint(self) -> QSize:
        """8 pixels high."""
        return QSize(theme().px(220), theme().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Full, gold for half, outlined for open."""
        gap = 4.0
        width = (self.width() - gap * (self._of - 1)) / max(1, self._of)
        height = float(self.height())
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            for n in range(self._of):
                box = QRectF(n * (width + gap), 0, width, height)
                p.setPen(Qt.PenStyle.NoPen)
                if n < self._full:
                    p.setBrush(theme().color("bar"))
                elif n < self._full + self._half:
                    p.setBrush(theme().color("track"))
                    p.drawRoundedRect(box, 3, 3)
                    box = QRectF(box.left(), 0, width / 2, height)
                    p.setBrush(theme().color("gold"))
                else:
                    p.setPen(QPen(theme().color("line2"), 1))
                    p.setBrush(Qt.BrushStyle.NoBrush)
                    box = box.adjusted(0.5, 0.5, -0.5, -0.5)
                p.drawRoundedRect(box, 3, 3)


class ShareBar(Painted):
    """A share of something used up (the days of a deadline), 0 to 1, in the ink of a kind."""

    def __init__(self, share: float, role: str, say: str) -> None:
        super().__init__(say)
        self._share, self._role = max(0.0, min(1.0, share)), role

    def sizeHint(self) -> QSize:
        """6 pixels high."""
        return QSize(theme().px(180), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and bar."""
        box = QRectF(self.rect())
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme().color("track"))
            p.drawRoundedRect(box, 3, 3)
            p.setBrush(theme().color(self._role))
            p.drawRoundedRect(QRectF(0, 0, box.width() * self._share, box.height()), 3, 3)


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart; `dashed` for what is not recorded."""

    label: str
    count: int
    icon: str = ""
    dashed: bool = False


class BarChart(Painted):
    """Counts as bars on one scale: icon, label, bar, figure."""

    def __init__(self, bars: Sequence[Bar], say: str = "") -> None:
        super().__init__(say or "; ".join(f"{b.label}: {b.count:,}" for b in bars))
        self._bars = tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """26 pixels a row."""
        return QSize(theme().px(340), theme().px(26) * len(self._bars))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All rows."""
        most = max((b.count for b in self._bars), default=0)
        height = float(theme().px(26))
        metrics = theme().metrics("body")
        names = max((metrics.horizontalAdvance(b.label) for b in self._bars), default=0.0)
        figures = max((metrics.horizontalAdvance(f"{b.count:,}") for b in self._bars), default=0.0)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            for n, bar in enumerate(self._bars):
                box = QRectF(0, n * height, self.width(), height)
                self._row(p, box, bar, most, min(names, box.width() * 0.5), figures)

    def _row(self, p: QPainter, box: QRectF, bar: Bar, most: int, names: float, figures: float) -> None:
        size = theme().px(14)
        left = box.left()
        if bar.icon:
            icons.draw(p, bar.icon, "text2", QRectF(left, box.center().y() - size / 2, size, size))
            left += size + theme().px(8)
        draw_text(p, QRectF(left, box.top(), names, box.height()), bar.label, "body")
        start = left + names + theme().px(16)
        room = box.right() - figures - theme().px(12) - start
        width = max(2.0, room * bar.count / max(1, most)) if bar.count else 0.0
        line = QRectF(start, box.center().y() - 4.5, width, 9)
        if bar.dashed:
            p.setPen(QPen(theme().color("text2"), 1, Qt.PenStyle.DashLine))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(line.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            p.fillRect(line, theme().color("bar"))
        draw_text(p, box, f"{bar.count:,}", "body", align=Qt.AlignmentFlag.AlignRight, elide=False)
