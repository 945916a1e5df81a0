"""The map of the border: land, sea, borders, and marks with a name and a number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app import assets
from app.i18n import _
from ui.theme import theme
from ui.widgets.painted import Painted, draw_text

MARGIN = 46.0
"""Pixels around the marks, for their names."""


@dataclass(frozen=True)
class Mark:
    """A place on the map, in degrees: its name, how many claims or cases name it (0: only the place).

    `radius` in metres is drawn as a pale disc where it is larger than the dot: how sure the place is.
    """

    name: str
    lat: float
    lon: float
    count: int = 0
    radius: float = 0.0


@dataclass(frozen=True)
class View:
    """A window on the map: Mercator, `scale` pixels a degree of longitude, centre in degrees."""

    lon: float
    lat: float
    scale: float

    def at(self, lon: float, lat: float, size: QSize) -> QPointF:
        """Where a point of the earth lies in a widget of a size."""
        x = size.width() / 2 + (lon - self.lon) * self.scale
        y = size.height() / 2 - (_mercator(lat) - _mercator(self.lat)) * self.scale
        return QPointF(x, y)


def _mercator(lat: float) -> float:
    """Mercator's northing in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def view_of(marks: Sequence[Mark], size: QSize) -> View:
    """The view that shows every mark with room for its name."""
    west, south, east, north = assets.border_map()["box"]
    inside = [m for m in marks if west <= m.lon <= east and south <= m.lat <= north] or [
        Mark("", 40.0, 124.4),
        Mark("", 43.0, 130.5),
    ]
    lons = [m.lon for m in inside]
    norths = [_mercator(m.lat) for m in inside]
    wide = max(max(lons) - min(lons), 1.6)
    high = max(max(norths) - min(norths), 1.6)
    scale = min((size.width() - 2 * MARGIN) / wide, (size.height() - 2 * MARGIN) / high)
    middle = (max(norths) + min(norths)) / 2
    lat = math.degrees(2 * math.atan(math.exp(math.radians(middle))) - math.pi / 2)
    return View((max(lons) + min(lons)) / 2, lat, max(12.0, scale))


@cache
def _paths() -> tuple[tuple[str, QPainterPath], ...]:
    """Land by country in degrees: x is longitude, y is minus the northing."""
    made = []
    for code, rings in assets.border_map()["land"].items():
        path = QPainterPath()
        for ring in rings:
            path.addPolygon(QPolygonF([QPointF(lon, -_mercator(lat)) for lon, lat in ring]))
            path.closeSubpath()
        made.append((str(code), path))
    return tuple(made)


@cache
def _borders() -> tuple[QPolygonF, ...]:
    lines = assets.border_map()["borders"]
    return tuple(QPolygonF([QPointF(lon, -_mercator(lat)) for lon, lat in line]) for line in lines)


class BorderMap(Painted):
    """The map with its marks; says in words what it shows."""

    def __init__(self, marks: Sequence[Mark], say: str = "") -> None:
        words = say or "; ".join(f"{m.name} {m.count}" if m.count else m.name for m in marks)
        super().__init__(_("Map: {places}").format(places=words))
        self._marks = tuple(marks)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 150)

    def show_marks(self, marks: Sequence[Mark], say: str = "") -> None:
        """Show other places."""
        self._marks = tuple(marks)
        words = say or "; ".join(f"{m.name} {m.count}" if m.count else m.name for m in marks)
        self.setAccessibleName(_("Map: {places}").format(places=words))
        self.update()

    def sizeHint(self) -> QSize:
        """As beside an event."""
        return QSize(theme().px(284), theme().px(156))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sea, land, borders, marks, whose borders."""
        with QPainter(self) as p:
            draw_map(p, self._marks, self.size())


def draw_map(p: QPainter, marks: Sequence[Mark], size: QSize) -> None:
    """Paint the map from the top left corner, on screen or paper."""
    view = view_of(marks, size)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size.width(), size.height())
    clip = QPainterPath()
    clip.addRoundedRect(whole, 8, 8)
    p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    p.fillRect(whole, theme().color("sea"))
    _land(p, view, size)
    _signs(p, marks, view, size)
    note = QRectF(8, size.height() - theme().px(20), size.width() - 16, theme().px(18))
    text = _("borders as Natural Earth")
    draw_text(p, note, text, "dim", role="text2", align=Qt.AlignmentFlag.AlignRight)
    p.restore()


def _land(p: QPainter, view: View, size: QSize) -> None:
    p.save()
    p.translate(size.width() / 2, size.height() / 2)
    p.scale(view.scale, view.scale)
    p.translate(-view.lon, _mercator(view.lat))
    coast = QPen(theme().color("line2"), 1)
    coast.setCosmetic(True)
    p.setPen(coast)
    for code, path in _paths():
        p.setBrush(theme().color("page" if code in ("KP", "KR") and not theme().dark else "land"))
        if theme().dark:
            p.setBrush(theme().color("tint" if code in ("KP", "KR") else "land"))
        p.drawPath(path)
    border = QPen(theme().color("dim"), 1)
    border.setCosmetic(True)
    p.setPen(border)
    for line in _borders():
        p.drawPolyline(line)
    p.restore()


def _signs(p: QPainter, marks: Sequence[Mark], view: View, size: QSize) -> None:
    most = max((m.count for m in marks), default=1) or 1
    taken: list[QRectF] = []
    spots = [(m, view.at(m.lon, m.lat, size)) for m in marks]
    for mark, at in spots:
        radius = 4.5 + (3.5 * math.sqrt(mark.count / most) if mark.count else 0.0)
        _doubt(p, mark, at, view, radius)
        p.setPen(QPen(theme().color("page"), 1.5))
        p.setBrush(theme().color("gold"))
        p.drawEllipse(at, radius, radius)
        taken.append(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
    for mark, at in sorted(spots, key=lambda s: -s[0].count):
        _name(p, mark, at, size, taken)


def _doubt(p: QPainter, mark: Mark, at: QPointF, view: View, radius: float) -> None:
    metres = 111_320 * math.cos(math.radians(mark.lat))
    wide = mark.radius / metres * view.scale
    if wide <= radius + 2:
        return
    pale = theme().color("gold")
    pale.setAlphaF(0.18)
    p.setPen(QPen(theme().color("gold"), 1, Qt.PenStyle.DashLine))
    p.setBrush(pale)
    p.drawEllipse(at, wide, wide)


def _name(p: QPainter, mark: Mark, at: QPointF, size: QSize, taken: list[QRectF]) -> None:
    """Put the name where it hides nothing: right, left, below, above; else leave it out."""
    text = f"{mark.name} {mark.count}" if mark.count else mark.name
    width = theme().metrics("medium").horizontalAdvance(text)
    high = float(theme().px(18))
    places = (
        QRectF(at.x() + 11, at.y() - high / 2, width, high),
        QRectF(at.x() - 11 - width, at.y() - high / 2, width, high),
        QRectF(at.x() + 7, at.y() + 5, width, high),
        QRectF(at.x() + 7, at.y() - 5 - high, width, high),
        QRectF(at.x() - 7 - width, at.y() + 5, width, high),
        QRectF(at.x() - width / 2, at.y() + 9, width, high),
        QRectF(at.x() - width / 2, at.y() - 9 - high, width, high),
    )
    page = QRectF(4, 2, size.width() - 8, size.height() - theme().px(22))
    for box in places:
        if page.contains(box) and not any(box.intersects(other) for other in taken):
            draw_text(p, box, text, "medium", elide=False)
            taken.append(box)
            return
