"""The picture of a claimed figure: dot, hollow dot, arrow for more than, bar with an end stop for up to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.theme import theme
from ui.widgets.painted import Painted, draw_text

OPEN_UP = frozenset({"more_than", "at_least"})


@dataclass(frozen=True)
class Figure:
    """A claimed count: `low` and `high` in people, a qualifier code, whether it stands on its own origin.

    Without a number `words` stands in its place. `say` is the whole in words, for screen readers.
    """

    low: int | None
    high: int | None
    qualifier: str = "about"
    own: bool = True
    words: str = ""
    say: str = ""


@dataclass(frozen=True)
class Scale:
    """The axis all pictures of a measure share: 0 to `most` people, and the reported range as a band."""

    most: int
    band: tuple[int, int] | None = None

    def at(self, figure: float, left: float, width: float) -> float:
        """Where a figure stands on an axis."""
        return left + width * min(figure, self.most) / max(1, self.most)

    def ticks(self) -> tuple[int, int, int]:
        """Three round figures for the head of the column."""
        step = nice(self.most / 2)
        return (0, step, 2 * step)


def nice(figure: float) -> int:
    """The round figure at or below: 1, 2, 2.5, 3 or 5 times a power of ten."""
    power = 1.0
    while power * 10 <= figure:
        power *= 10
    best = max((f for f in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5) if f * power <= figure), default=1)
    return max(1, round(best * power))


def scale_of(figures: list[Figure], band: tuple[int, int] | None = None) -> Scale:
    """A scale on which every figure has room, and an arrow behind the largest."""
    largest = max((f.high or f.low or 0 for f in figures), default=0)
    return Scale(max(1, round(largest * 1.15)), band)


def draw_figure(p: QPainter, box: QRectF, figure: Figure, scale: Scale) -> None:
    """Paint one claim into its cell; the band runs through so that rows below each other read as one."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, width = box.left() + 6, box.width() - 20
    if scale.band is not None:
        low, high = (scale.at(end, left, width) for end in scale.band)
        p.fillRect(QRectF(low, box.top(), max(4.0, high - low), box.height()), theme().color("band"))
    if figure.low is None and figure.high is None:
        draw_text(p, box.adjusted(6, 0, 0, 0), figure.words, "dim")
        return
    middle = box.center().y()
    colour = theme().color("bar" if not theme().dark else "text")
    end = figure.high if figure.high is not None else figure.low or 0
    start = figure.low if figure.low is not None else end
    at, to = scale.at(start, left, width), scale.at(end, left, width)
    if figure.qualifier == "up_to":
        _up_to(p, left, scale.at(end, left, width), middle)
        return
    p.setPen(QPen(colour, 1.8))
    if to > at:
        p.drawLine(QPointF(at, middle), QPointF(to, middle))
    if figure.qualifier in OPEN_UP:
        tip = to + 18
        p.drawLine(QPointF(to, middle), QPointF(tip, middle))
        p.drawLine(QPointF(tip - 4, middle - 4), QPointF(tip, middle))
        p.drawLine(QPointF(tip - 4, middle + 4), QPointF(tip, middle))
    p.setBrush(colour if figure.own else theme().color("page"))
    for x in {at, to}:
        p.drawEllipse(QPointF(x, middle), 4.2, 4.2)


def _up_to(p: QPainter, left: float, end: float, middle: float) -> None:
    colour = theme().color("bar" if not theme().dark else "text")
    fade = QLinearGradient(left, 0, end, 0)
    fade.setColorAt(0, theme().mixed("bar", 0.08))
    fade.setColorAt(1, theme().mixed("bar", 0.75))
    p.fillRect(QRectF(left, middle - 1.5, end - left, 3), fade)
    p.setPen(QPen(colour, 2))
    p.drawLine(QPointF(end, middle - 7), QPointF(end, middle + 7))


class RangeCell(Painted):
    """One figure as a widget."""

    def __init__(self, figure: Figure, scale: Scale) -> None:
        super().__init__(figure.say)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._figure, self._scale = figure, scale

    def sizeHint(self) -> QSize:
        """The cell of the claims table."""
        return QSize(theme().px(130), theme().px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture."""
        with QPainter(self) as p:
            draw_figure(p, QRectF(self.rect()), self._figure, self._scale)


class RangeAxis(Painted):
    """The figures at the head of the column."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme().px(130), theme().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three figures."""
        box = QRectF(self.rect())
        left, width = box.left() + 6, box.width() - 20
        with QPainter(self) as p:
            for tick in self._scale.ticks():
                x = self._scale.at(tick, left, width)
                room = QRectF(x - 30, box.top(), 60, box.height())
                align = Qt.AlignmentFlag.AlignHCenter
                if tick == 0:
                    room, align = QRectF(left, box.top(), 60, box.height()), Qt.AlignmentFlag.AlignLeft
                draw_text(p, room, f"{tick:,}", "axis", align=align, elide=False)
