"""The map of crossings: places as dashed circles at true scale, labels that do not cover each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app import assets
from reports import blocks as b
from reports.pdf import fonts
from reports.pdf.palette import COAST, DIM, GOLD, HOME, LAND, RULE, SEA, SECOND, TEXT
from reports.pdf.pieces import Context, Piece
from reports.pdf.sheet import Sheet

VIEW = (122.8, 38.19, 131.6, 43.51)  # west, south, east, north
KM_A_DEGREE = 111.2
MIDDLE = math.cos(math.radians(41.0))
SMALLEST_KM = 4.0
CIRCLE = "#DCCFAE"


@dataclass(frozen=True)
class _Projection:
    """Degrees to points from the top left of the map; one scale both ways at 41 degrees north."""

    west: float
    north: float
    points_a_degree: float

    def __call__(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (
            (longitude - self.west) * MIDDLE * self.points_a_degree,
            (self.north - latitude) * self.points_a_degree,
        )

    @property
    def points_a_km(self) -> float:
        return self.points_a_degree / KM_A_DEGREE


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return not (
            self.right <= other.left
            or self.left >= other.right
            or self.bottom <= other.top
            or self.top >= other.bottom
        )

    def within(self, width: float, height: float) -> bool:
        return self.left >= 2 and self.top >= 2 and self.right <= width - 2 and self.bottom <= height - 2


@dataclass(frozen=True)
class _Label:
    sign: b.MapSign
    x: float
    y: float
    radius: float
    box: _Box
    align: str


def view_of(places: tuple[b.MapSign, ...]) -> tuple[float, float, float, float]:
    """The usual view, wider where a place within the cut of the map lies outside it."""
    west, south, east, north = VIEW
    low, base, high, top = assets.border_map()["box"]
    for place in places:
        if low < place.longitude < high and base < place.latitude < top:
            west, east = min(west, place.longitude - 0.5), max(east, place.longitude + 0.5)
            south, north = min(south, place.latitude - 0.4), max(north, place.latitude + 0.4)
    return max(west, low), max(south, base), min(east, high), min(north, top)


def inside(place: b.MapSign, view: tuple[float, float, float, float]) -> bool:
    """Whether a place lies on the map."""
    west, south, east, north = view
    return west < place.longitude < east and south < place.latitude < north


def chart(block: b.MapPicture, context: Context, width: float) -> Piece:
    """The map as one strip, `width` points wide."""
    view = view_of(block.places)
    west, south, east, north = view
    projection = _Projection(west, north, width / ((east - west) * MIDDLE))
    height = (north - south) * projection.points_a_degree
    shown = [place for place in block.places if inside(place, view)]
    labels = _labels(shown, projection, context, width, height)
    node = context.root.add("Figure", alt=block.alt)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            with sheet.clipped(x, y, width, height):
                sheet.box(x, y, width, height, fill=SEA)
                _land(sheet, x, y, projection)
                _circles(sheet, x, y, labels)
            _countries(sheet, x, y, block, projection)
            for label in labels:
                _write(sheet, x, y, label)
            _bar(sheet, x + width - 12, y + height - 12, projection)
            sheet.box(x, y, width, height, edge=RULE, line=0.6)

    return Piece(height, draw)


def _land(sheet: Sheet, x: float, y: float, projection: _Projection) -> None:
    shapes = assets.border_map()["land"]
    for code in sorted(shapes):
        for ring in shapes[code]:
            points = [projection(latitude, longitude) for longitude, latitude in ring]
            sheet.polygon(
                [(x + px, y + py) for px, py in points],
                fill=HOME if code == "KP" else LAND,
                edge=COAST,
                line=0.6,
            )


def _circles(sheet: Sheet, x: float, y: float, labels: list[_Label]) -> None:
    for label in labels:
        if label.radius:
            sheet.circle(x + label.x, y + label.y, label.radius, fill=CIRCLE)
    for label in labels:
        if label.radius:
            sheet.circle(x + label.x, y + label.y, label.radius, edge="#5B4612", line=0.8, dash=(1.6, 1.1))
            sheet.circle(x + label.x, y + label.y, 0.55, fill=GOLD)


def _countries(sheet: Sheet, x: float, y: float, block: b.MapPicture, projection: _Projection) -> None:
    for name, latitude, longitude in block.countries:
        px, py = projection(latitude, longitude)
        sheet.words(x + px, y + py, name, size=8.6, colour=SECOND, spaced=2.0, align="centre")


def _sizes(sign: b.MapSign) -> tuple[float, float]:
    """Sizes of the name and of the line under it."""
    return (6.8, 6.5) if sign.minor or sign.province else (7.6, 7.0)


def _labels(
    places: list[b.MapSign], projection: _Projection, context: Context, width: float, height: float
) -> list[_Label]:
    """Each label at the first of eight places around its sign where it covers nothing."""
    taken: list[_Box] = []
    points: dict[int, tuple[float, float, float]] = {}
    for number, place in enumerate(places):
        x, y = projection(place.latitude, place.longitude)
        radius = max(place.radius_km, SMALLEST_KM) * projection.points_a_km if place.radius_km else 0.0
        points[number] = (x, y, 0.0 if place.province else radius)
        if not place.province and not place.minor:
            taken.append(_Box(x - radius, y - radius, x + radius, y + radius))
    taken.append(_Box(width - 80, height - 26, width, height))
    out: list[_Label] = []
    for number in sorted(points, key=lambda n: (places[n].province, places[n].minor)):
        place, (x, y, radius) = places[number], points[number]
        box, align = _free(place, x, y, radius, taken, context, width, height)
        if box is None:
            continue
        taken.append(box)
        out.append(_Label(place, x, y, 0.0 if place.minor else radius, box, align))
    return out


def _free(
    place: b.MapSign,
    x: float,
    y: float,
    radius: float,
    taken: list[_Box],
    context: Context,
    width: float,
    height: float,
) -> tuple[_Box | None, str]:
    name, under = _sizes(place)
    wide = max(
        fonts.measure(place.name, "sans", context.language, name, bold=not place.minor),
        fonts.measure(place.under, "sans", context.language, under) if place.under else 0.0,
    )
    tall = name + 1.5 + (under + 1.5 if place.under else 0.0)
    away = radius + 3.5
    tries: list[tuple[float, float, str]] = [
        (x - away - wide, y - tall * 0.9, "right"),
        (x + away, y - tall * 0.5, "left"),
        (x - away - wide, y - tall * 0.3, "right"),
        (x + away, y + 1.0, "left"),
        (x + away, y - tall - 1, "left"),
        (x - away - wide, y + 1.0, "right"),
        (x - wide / 2, y - away - tall, "centre"),
        (x - wide / 2, y + away, "centre"),
    ]
    if place.province:
        tries = [(x - wide / 2, y - tall / 2 + shift, "centre") for shift in (0, 24, -24, 48, -48)]
    elif x > width * 0.82:
        tries = [tries[4], tries[1], *tries]
    elif place.minor:
        tries = [*tries[3:4], *tries[1:3], *tries[4:]]
    boxes = [(_Box(left, top, left + wide, top + tall), align) for left, top, align in tries]
    for box, align in boxes:
        if box.within(width, height) and not any(box.meets(other) for other in taken):
            return box, align
    if place.minor or place.province:
        return None, "left"
    return next(((box, align) for box, align in boxes if box.within(width, height)), boxes[0])


def _write(sheet: Sheet, x: float, y: float, label: _Label) -> None:
    sign, box = label.sign, label.box
    name, under = _sizes(sign)
    at = x + {"left": box.left, "right": box.right, "centre": (box.left + box.right) / 2}[label.align]
    line = y + box.top + name * 0.92
    strong = not sign.minor and not sign.province
    slant = sign.province and sheet.language == "en"
    rows = (
        (sign.name, name, strong, 0.0, TEXT if strong else SECOND),
        (sign.under, under, False, under + 1.6, TEXT if strong else DIM),
    )
    for text, size, heavy, down, _ink in rows:
        start = at - _shift(text, size, heavy, label.align, sheet.language)
        sheet.halo(start, line + down, text, size=size, colour=LAND, bold=heavy)
    for text, size, heavy, down, ink in rows:
        start = at - _shift(text, size, heavy, label.align, sheet.language)
        slanted = slant and text == sign.name
        sheet.words(start, line + down, text, size=size, colour=ink, bold=heavy, slant=slanted)


def _shift(text: str, size: float, bold: bool, align: str, language: str) -> float:
    """How far left of its anchor a label begins."""
    length = fonts.measure(text, "sans", language, size, bold=bold)
    return {"left": 0.0, "right": length, "centre": length / 2}[align]


def _bar(sheet: Sheet, right: float, y: float, projection: _Projection) -> None:
    left = right - 100 * projection.points_a_km
    sheet.rule(left, y, right, colour=TEXT, width=0.9)
    for end in (left, right):
        sheet.stroke(end, y - 2.2, end, y + 2.2, colour=TEXT, width=0.9)
    sheet.words((left + right) / 2, y - 3.6, "100 km", size=6.8, colour=TEXT, align="centre")
