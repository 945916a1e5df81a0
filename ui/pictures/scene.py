"""A picture as neutral shapes in pixels: whoever paints it, screen or file, paints the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen

from ui import icons
from ui.theme import theme
from ui.widgets.map import Mark, draw_map
from ui.widgets.painted import draw_text
from ui.widgets.ranges import Figure, Scale, draw_figure
from ui.widgets.signs import diamond


@dataclass(frozen=True)
class Line:
    """A line through points, in a colour role."""

    points: tuple[QPointF, ...]
    role: str = "line2"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle; `fade` says towards which side it vanishes: -1 left, 1 right, 2 both."""

    rect: QRectF
    fill: str = ""
    edge: str = ""
    dashed: bool = False
    radius: float = 0.0
    fade: int = 0


@dataclass(frozen=True)
class Diamond:
    """The sign of an event."""

    centre: QPointF
    size: float
    role: str = "gold"


@dataclass(frozen=True)
class Icon:
    """A bundled icon."""

    rect: QRectF
    name: str
    role: str = "text2"


@dataclass(frozen=True)
class Words:
    """One line of text, cut with dots where it is longer than its box."""

    rect: QRectF
    text: str
    style: str = "body"
    role: str = ""
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Claimed:
    """The picture of a claimed figure on a scale it shares with others."""

    rect: QRectF
    figure: Figure
    scale: Scale


@dataclass(frozen=True)
class Map:
    """The map of the border with its marks."""

    rect: QRectF
    marks: tuple[Mark, ...]


Shape = Line | Box | Diamond | Icon | Words | Claimed | Map


@dataclass(frozen=True)
class Spot:
    """A part of the picture that the keyboard reaches: what it says, and what it opens (None: nothing)."""

    rect: QRectF
    say: str
    opens: Callable[[], object] | None = None


@dataclass(frozen=True)
class Scene:
    """Shapes in the order they are painted, within `width` and `height` pixels."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, whole even where it is painted cut."""
        words = [shape.text for shape in self.shapes if isinstance(shape, Words)]
        names = [mark.name for shape in self.shapes if isinstance(shape, Map) for mark in shape.marks]
        return (*words, *names)


@dataclass(frozen=True)
class Drawing:
    """A picture and the same in words: `build` makes the scene for a width in pixels.

    `say` is the whole in a sentence or two; `heads` and `rows` are the table, `opens` what each row opens.
    """

    build: Callable[[float], Scene]
    say: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    opens: tuple[Callable[[], object] | None, ...] = ()


def paint(p: QPainter, scene: Scene) -> None:
    """Paint every shape, in the colours of the theme in force."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        match shape:
            case Line():
                p.setPen(_pen(shape.role, shape.width, shape.dashed))
                p.drawPolyline(list(shape.points))
            case Box():
                _box(p, shape)
            case Diamond():
                p.setBrush(theme().color(shape.role))
                p.drawPath(diamond(shape.centre, shape.size))
            case Icon():
                icons.draw(p, shape.name, shape.role, shape.rect)
            case Words():
                draw_text(p, shape.rect, shape.text, shape.style, role=shape.role, align=shape.align)
            case Claimed():
                draw_figure(p, shape.rect, shape.figure, shape.scale)
            case Map():
                p.save()
                p.translate(shape.rect.topLeft())
                draw_map(p, shape.marks, shape.rect.size().toSize())
                p.restore()


def lowered(shape: Shape, by: float) -> Shape:
    """The shape some pixels further down."""
    match shape:
        case Line():
            return replace(shape, points=tuple(point + QPointF(0, by) for point in shape.points))
        case Diamond():
            return replace(shape, centre=shape.centre + QPointF(0, by))
    return replace(shape, rect=shape.rect.translated(0, by))


def _pen(role: str, width: float, dashed: bool) -> QPen:
    pen = QPen(theme().color(role), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    return pen


def _box(p: QPainter, box: Box) -> None:
    if box.fill:
        p.setBrush(_faded(box) if box.fade else theme().color(box.fill))
    rect = box.rect
    if box.edge:
        p.setPen(_pen(box.edge, 1.2, box.dashed))
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    p.drawRoundedRect(rect, box.radius, box.radius)


def _faded(box: Box) -> QBrush:
    full = theme().color(box.fill)
    none = theme().mixed(box.fill, 0.0)
    shade = QLinearGradient(box.rect.topLeft(), box.rect.topRight())
    ends = {-1: ((0.0, none), (1.0, full)), 1: ((0.0, full), (1.0, none))}
    for at, colour in ends.get(box.fade, ((0.0, none), (0.5, full), (1.0, none))):
        shade.setColorAt(at, colour)
    return QBrush(shade)
