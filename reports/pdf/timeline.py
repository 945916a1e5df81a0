"""The time line: lanes by kind over one axis of days, labels beside their signs, never over each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from reports import blocks as b
from reports.pdf.faces import Face
from reports.pdf.palette import DIM, GOLD, HAIRLINE, NAVY, RULE, TEXT, WHITE
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.text import Line, Setting

AXIS = 110.0  # where the first day stands, from the left edge
NEAR = 30.0  # signs nearer than this share one label
SIZE, LEADING = 6.9, 8.6
LANE = 28.5


@dataclass(frozen=True)
class _Cluster:
    """Signs that stand close together, with one label."""

    signs: tuple[tuple[float, b.Moment], ...]
    lines: tuple[Line, ...]
    left: float  # where the label begins
    right_aligned: bool


def picture(block: b.Timeline, context: Context) -> Iterator[Piece]:
    """The time line as one strip."""
    days = max((block.last - block.first).days, 1)
    points = context.width - AXIS - 8.0

    def at(day: Day) -> float:
        return AXIS + points * (day - block.first).days / days

    lanes = [(lane, _clusters(lane, at, context)) for lane in block.lanes if lane.moments]
    heights = [
        max(LANE, max(len(cluster.lines) for cluster in clusters) * LEADING + 11.0) for _, clusters in lanes
    ]
    head = 14.0
    total = head + sum(heights)
    node = context.root.add("Figure", alt=block.alt)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            line = y + baseline(9.4, 7.2)
            sheet.words(x, line, block.head, size=7.0, colour=NAVY, bold=True)
            for day, label in block.ticks:
                sheet.words(x + at(day), line, label, size=6.8, colour=DIM, align="centre")
                sheet.stroke(x + at(day), y + head, x + at(day), y + total, colour=HAIRLINE)
            sheet.rule(x, y + head, x + context.width, colour=NAVY, width=0.8)
            top = y + head
            for (lane, clusters), height in zip(lanes, heights, strict=True):
                middle = top + height / 2
                sheet.words(x, middle + SIZE * 0.36, lane.name, size=7.2, colour=TEXT)
                for cluster in clusters:
                    _draw(sheet, x, middle, cluster, at, context)
                top += height
                sheet.rule(x, top, x + context.width, colour=RULE if top > y + total - 1 else HAIRLINE)

    yield Piece(total, draw, 2.0, keep=True)


def _middle(moment: b.Moment) -> Day:
    return moment.earliest + (moment.latest - moment.earliest) / 2


def _clusters(lane: b.Lane, at: object, context: Context) -> list[_Cluster]:
    place = at if callable(at) else (lambda _: 0.0)
    signs = sorted(((float(place(_middle(m))), m) for m in lane.moments), key=lambda pair: pair[0])
    groups: list[list[tuple[float, b.Moment]]] = []
    for sign in signs:
        if groups and sign[0] - groups[-1][-1][0] < NEAR:
            groups[-1].append(sign)
        else:
            groups.append([sign])
    out: list[_Cluster] = []
    edge = AXIS
    for number, group in enumerate(groups):
        following = groups[number + 1][0][0] if number + 1 < len(groups) else context.width + 8
        cluster = _label(group, edge, following - 8, context)
        out.append(cluster)
        widest = max((line.width for line in cluster.lines), default=0.0)
        edge = group[-1][0] + 10 if cluster.right_aligned else cluster.left + widest + 10
    return out


def _label(group: list[tuple[float, b.Moment]], edge: float, following: float, context: Context) -> _Cluster:
    strong = any(moment.point is b.Point.THIS for _, moment in group)
    text = "; ".join(moment.label for _, moment in group)
    setting = Setting(Face("sans", SIZE, LEADING, strong), context.language)
    run = b.plain(text, tone=b.Tone.NAVY if strong else b.Tone.TEXT)
    before, after = group[0][0] - 9 - edge, following - group[-1][0] - 9
    rightwards = after >= min(before, 110.0)
    room = max(after if rightwards else before, 40.0)
    whole = lines_of(run, setting, 10_000.0)[0].width if text else 0.0
    width = room
    if whole > room or whole > 215:
        width = min(room, max(whole / 2 + 14, 60.0)) if whole / 2 + 14 < room else room
    lines = tuple(lines_of(run, setting, width))
    left = group[-1][0] + 9 if rightwards else group[0][0] - 9
    return _Cluster(tuple(group), lines, left, not rightwards)


def _draw(sheet: Sheet, x: float, middle: float, cluster: _Cluster, at: object, context: Context) -> None:
    place = at if callable(at) else (lambda _: 0.0)
    strong = any(moment.point is b.Point.THIS for _, moment in cluster.signs)
    setting = Setting(Face("sans", SIZE, LEADING, strong), context.language)
    shifts = _shifts([sign for sign, _ in cluster.signs])
    for (sign, moment), shift in zip(cluster.signs, shifts, strict=True):
        if moment.earliest != moment.latest:
            first, last = x + float(place(moment.earliest)), x + float(place(moment.latest))
            if last - first > 8:
                sheet.fade(first, middle - 1.6, last - first, 3.2)
        _sign(sheet, x + sign, middle + shift, moment)
    top = middle - len(cluster.lines) * LEADING / 2
    right = x + cluster.left if cluster.right_aligned else None
    draw_lines(sheet, x + cluster.left, top, list(cluster.lines), setting, right=right)


def _shifts(places: list[float]) -> list[float]:
    """Signs that would cover each other step up and down in turn."""
    out: list[float] = []
    for number, place in enumerate(places):
        crowded = number and place - places[number - 1] < 6.5
        out.append((-out[-1] or 5.0) if crowded else 0.0)
    return out


def _sign(sheet: Sheet, x: float, y: float, moment: b.Moment) -> None:
    point = moment.point
    if point in (b.Point.STATE, b.Point.RETURNING):
        fill = NAVY if point is b.Point.RETURNING else WHITE
        sheet.box(x - 2.4, y - 2.4, 4.8, 4.8, fill=fill, edge=NAVY, line=1.0)
    elif point in (b.Point.UN, b.Point.OTHER):
        sheet.circle(x, y, 2.6, fill=WHITE, edge=NAVY, line=1.4)
    else:
        size = 5.6 if point is b.Point.THIS else 4.6
        hollow = point is b.Point.VOLUNTARY or moment.approximate
        fill = GOLD if point is b.Point.THIS else WHITE if hollow else NAVY
        dash = (1.6, 1.1) if moment.approximate else None
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        sheet.polygon(corners, fill=fill, edge=NAVY, line=1.1, dash=dash)
