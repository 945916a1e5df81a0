"""Counts as a scene: a bar a code on one scale, what is not known dashed at the end, the hidden hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from app.i18n import _
from ui.pictures.scene import Box, Drawing, Line, Scene, Shape, Spot, Words
from ui.theme import theme

ROW = 26
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class CountBar:
    """A bar: its label, its number (None: not printed), `unknown` for what is not recorded."""

    label: str
    count: int | None
    unknown: bool = False


def drawing_of(
    bars: Sequence[CountBar], head: str, *, foot: str = "", hidden: str = "", title: Sequence[str] = ()
) -> Drawing:
    """Bars with their numbers; `title` lines above and `foot` below are part of the picture.

    `hidden` is the word for a number that is not printed.
    """
    rows = tuple((b.label, _number(b, hidden)) for b in bars)

    def build(width: float) -> Scene:
        return _scene(bars, width, hidden, title, foot)

    return Drawing(build, "; ".join(f"{label}: {number}" for label, number in rows), (head, _("Cases")), rows)


def _number(bar: CountBar, hidden: str) -> str:
    return hidden if bar.count is None else f"{bar.count:,}"


def _scene(bars: Sequence[CountBar], width: float, hidden: str, title: Sequence[str], foot: str) -> Scene:
    look = theme()
    high, metrics = float(look.px(ROW)), theme().metrics("body")
    shapes: list[Shape] = []
    spots: list[Spot] = []
    top = 0.0
    for number, line in enumerate(title):
        box = QRectF(2, top, width - 4, look.px(26 if number == 0 else 20))
        shapes.append(Words(box, line, "heading" if number == 0 else "note"))
        top = box.bottom()
    top += 6.0 if title else 0.0
    names = min(max((metrics.horizontalAdvance(b.label) for b in bars), default=0.0) + 4, width * 0.5)
    ends = max((metrics.horizontalAdvance(_number(b, hidden)) for b in bars), default=0.0) + look.px(10)
    start, room = names + look.px(14), max(20.0, width - names - ends - look.px(20))
    most = max((b.count or 0 for b in bars), default=0)
    for bar in bars:
        box = QRectF(0, top, width, high)
        shapes.append(Words(QRectF(2, top, names, high), bar.label, "body"))
        shapes += _bar(bar, QRectF(start, top + high / 2 - 5, room, 10), most)
        said = _number(bar, hidden)
        shapes.append(Words(QRectF(width - ends, top, ends - 2, high), said, "body", align=RIGHT))
        spots.append(Spot(box, f"{bar.label}: {said}"))
        top += high
    if foot:
        for line in _wrapped(foot, width - 4):
            shapes.append(Words(QRectF(2, top + 2, width - 4, look.px(18)), line, "dim"))
            top += look.px(18)
    return Scene(width, top + 4, tuple(shapes), tuple(spots))


def _bar(bar: CountBar, box: QRectF, most: int) -> list[Shape]:
    """Solid; an outline for what is not known; hatched over a third of the room for what is hidden."""
    if bar.count is None:
        hatched = QRectF(box.left(), box.top(), box.width() / 3, box.height())
        steps = range(6, int(hatched.width()), 8)
        feet = [QPointF(hatched.left() + x, hatched.bottom()) for x in steps]
        strokes = [Line((foot, foot + QPointF(6, -hatched.height()))) for foot in feet]
        return [Box(hatched, "tint", "line2"), *strokes]
    long = max(2.0, box.width() * bar.count / max(1, most)) if bar.count else 0.0
    drawn = QRectF(box.left(), box.top(), long, box.height())
    if not bar.count:
        return []
    return [Box(drawn, "page", "text2", dashed=True)] if bar.unknown else [Box(drawn, "bar")]


def _wrapped(text: str, width: float) -> list[str]:
    """Lines of at most a width, broken between words."""
    metrics, lines = theme().metrics("dim"), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
