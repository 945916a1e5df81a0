"""A timeline as a scene: a row a moment, a bar from the earliest day to the latest, open ends drawn open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt

from app.i18n import _, ngettext
from app.timeline import Axis, Moment, Stretch, Timeline
from ui.forms.reading import say_date
from ui.pictures.scene import Box, Diamond, Drawing, Icon, Line, Scene, Shape, Spot, Words
from ui.theme import theme

ICONS = {
    "step": "arrow-right",
    "act": "gavel",
    "sighting": "eye",
    "contact": "message-square-quote",
    "consent": "shield-check",
    "event": "calendar-days",
    "case": "user",
    "claim": "quote",
}
NARROW = 620
TICK = 58
"""Pixels a tick of the axis wants for its words."""
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Told:
    """A moment in words: what it is, a remark, its icon, what it opens."""

    title: str
    kind: str
    note: str = ""
    icon: str = ""
    opens: Callable[[], object] | None = None

    @property
    def whole(self) -> str:
        """Title and remark."""
        return ", ".join(filter(None, (self.title, self.note)))


def drawing_of(line: Timeline, tell: Callable[[Moment], Told], language: str) -> Drawing:
    """The timeline, each moment told by `tell`."""
    told = {id(m): tell(m) for m in (*(s.moment for s in line.placed), *line.undated)}
    rows = [
        *((told[id(s.moment)], _when(s.moment, language), _how(s)) for s in line.placed),
        *((told[id(m)], _("Date not recorded"), "") for m in line.undated),
    ]
    scene = _Scene(line, told, language)
    return Drawing(
        scene.build,
        summary(line, language),
        (_("What"), _("Kind"), _("Date"), _("How the date is known")),
        tuple((t.whole, t.kind, when, how) for t, when, how in rows),
        tuple(t.opens for t, _when_, _how_ in rows),
    )


def summary(line: Timeline, language: str) -> str:
    """The timeline in one or two sentences."""
    n = len(line.placed)
    said = ngettext("{n} dated entry", "{n} dated entries", n).format(n=n)
    if line.placed:
        first, last = line.placed[0].moment, max(line.placed, key=lambda s: (s.right, s.left)).moment
        said = _("{entries}, from {first} to {last}").format(
            entries=said, first=_when(first, language), last=_when(last, language)
        )
    if line.undated:
        u = len(line.undated)
        said += "; " + ngettext("{n} without a date", "{n} without a date", u).format(n=u)
    return said


def _when(moment: Moment, language: str) -> str:
    return say_date(moment.when, language, short=True) if moment.when else ""


def _how(stretch: Stretch) -> str:
    if stretch.open_left or stretch.open_right:
        return _("open at one end")
    return _("as said") if stretch.exact else _("some day in this time")


class _Scene:
    """Lays the rows out for a width."""

    def __init__(self, line: Timeline, told: dict[int, Told], language: str) -> None:
        self._line, self._told, self._language = line, told, language

    def build(self, width: float) -> Scene:
        """The scene for a width in pixels."""
        look = theme()
        narrow = width < look.px(NARROW)
        high = float(look.px(46 if narrow else 30))
        names = min(width * 0.46, look.px(320)) if not narrow else width * 0.42
        dates = 0.0 if narrow else min(width * 0.24, self._widest())
        track = QRectF(names + look.px(12), 0, width - names - dates - look.px(30), 0)
        shapes: list[Shape] = []
        spots: list[Spot] = []
        top = 0.0
        if self._line.axis is not None:
            head = float(look.px(26))
            foot = head + high * len(self._line.placed)
            shapes += _axis(self._line.axis, track, head, foot)
            top = head
            for stretch in self._line.placed:
                box = QRectF(0, top, width, high)
                shapes += self._row(stretch.moment, box, names, dates, narrow)
                shapes += _bar(stretch, QRectF(track.left(), top, track.width(), high))
                spots.append(self._spot(stretch.moment, box))
                top += high
        if self._line.undated:
            top += look.px(8)
            shapes.append(Line((QPointF(0, top), QPointF(width, top)), "line"))
            heading = QRectF(0, top, width, look.px(30))
            shapes.append(Words(heading, _("Date not recorded"), "strong"))
            top = heading.bottom()
            for moment in self._line.undated:
                box = QRectF(0, top, width, look.px(30))
                shapes += self._row(moment, box, width, 0, narrow=False)
                spots.append(self._spot(moment, box))
                top = box.bottom()
        return Scene(width, top + 2, tuple(shapes), tuple(spots))

    def _widest(self) -> float:
        metrics = theme().metrics("note")
        words = [_when(s.moment, self._language) for s in self._line.placed]
        return max((metrics.horizontalAdvance(w) for w in words), default=0.0) + theme().px(6)

    def _row(self, moment: Moment, box: QRectF, names: float, dates: float, narrow: bool) -> Sequence[Shape]:
        look, told = theme(), self._told[id(moment)]
        size = look.px(14)
        text = QRectF(box.left() + size + 10, box.top(), names - size - 10, box.height())
        first = QRectF(text.left(), text.top(), text.width(), text.height() / 2) if narrow else text
        middle = first.center().y()
        icon = QRectF(box.left() + 4, middle - size / 2, size, size)
        made: list[Shape] = [Icon(icon, told.icon or ICONS.get(told.kind, "circle"))]
        made.append(Words(first, told.whole, "medium"))
        when = _when(moment, self._language)
        if narrow:
            below = QRectF(text.left(), box.center().y() - 3, text.width(), box.height() / 2)
            made.append(Words(below, when, "note"))
        elif dates:
            made.append(
                Words(QRectF(box.right() - dates, box.top(), dates, box.height()), when, "note", align=RIGHT)
            )
        made.append(Line((QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom())), "line"))
        return made

    def _spot(self, moment: Moment, box: QRectF) -> Spot:
        told = self._told[id(moment)]
        when = _when(moment, self._language) or _("Date not recorded")
        return Spot(box.adjusted(0, 1, 0, -1), f"{told.whole}: {when}", told.opens)


def _axis(axis: Axis, track: QRectF, head: float, foot: float) -> list[Shape]:
    """Years or months over the rows, and a thin line down from each."""
    found: list[Shape] = []
    ticks = axis.ticks(max(2, int(track.width() / theme().px(TICK))))
    for day in ticks:
        x = track.left() + track.width() * axis.share(day)
        found.append(Line((QPointF(x, head - 6), QPointF(x, foot)), "line"))
        words = QRectF(x + 3, 0, theme().px(TICK) + 8, head - 4)
        found.append(Words(words, _tick(day, ticks), "axis"))
    return found


def _tick(day: date, ticks: Sequence[date]) -> str:
    """The year where every tick is a January, else year and month in digits."""
    years = len(ticks) > 1 and all(t.month == 1 for t in ticks)
    return str(day.year) if years else f"{day.year}-{day.month:02}"


def _bar(stretch: Stretch, track: QRectF) -> list[Shape]:
    """A solid bar where it is known, an outline where any day of it may be meant, fading where it is open."""
    middle = track.center().y()
    left = track.left() + track.width() * stretch.left
    right = max(left + 5, track.left() + track.width() * stretch.right)
    if stretch.moment.kind == "event" and stretch.exact and stretch.left == stretch.right:
        return [Diamond(QPointF(left, middle), 7)]
    role = "gold" if stretch.moment.kind == "event" else "bar"
    box = QRectF(left, middle - 5, right - left, 10)
    if stretch.open_left or stretch.open_right:
        fade = 2 if stretch.open_left and stretch.open_right else -1 if stretch.open_left else 1
        end = right if stretch.open_left else left
        edge = Line((QPointF(end, middle - 7), QPointF(end, middle + 7)), role, 2)
        return [Box(box, role, fade=fade), edge]
    if stretch.exact:
        return [Box(box, role, radius=1)]
    return [Box(box.adjusted(-1, 0, 1, 0), "page", "gold" if role == "gold" else "text2", dashed=True)]
