"""The custody chain and the time strip: what is known is solid, what is not is dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, let_go
from ui.widgets.painted import Painted, draw_text
from ui.widgets.signs import Certainty, diamond

STEP_ICONS = {
    "exit": "footprints",
    "stay_china": "house",
    "arrest": "siren",
    "detention_china": "lock",
    "transfer_border": "arrow-right",
    "handover": "arrow-left-right",
    "mss_interrogation": "scan-eye",
    "transfer_holding": "arrow-right",
    "preliminary_investigation": "search",
    "disposition": "gavel",
    "afterwards": "circle-question-mark",
}
SIDEWAYS_AFTER = 7


@dataclass(frozen=True)
class Step:
    """A step of the chain in words: `sure` draws it solid; `certainty` is a code with its word."""

    kind: str
    title: str
    when: str
    where: str
    certainty: str
    certainty_word: str

    @property
    def sure(self) -> bool:
        """Whether it is drawn solid."""
        return self.certainty in ("confirmed", "probable")


class _Disc(Painted):
    """The sign of a step and the line to the next one."""

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        self._next: Step | None = None

    def show_step(self, step: Step, following: Step | None) -> None:
        """Show one step, and how sure the way to the next is."""
        self._step, self._next = step, following
        self.update()

    def sizeHint(self) -> QSize:
        """A disc of 28 pixels."""
        return QSize(theme().px(90), theme().px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc, icon, line."""
        look = theme()
        size = float(look.px(28))
        middle = self.height() / 2
        if self._step is None:
            return
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            disc = QRectF(1, middle - size / 2 + 0.5, size - 1, size - 1)
            if self._step.sure:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.color("sidebar_selected" if look.dark else "bar"))
            else:
                p.setPen(QPen(look.color("dim"), 1.4, Qt.PenStyle.DashLine))
                p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawEllipse(disc)
            role = ("text" if look.dark else "primary_text") if self._step.sure else "text2"
            icons.draw(p, STEP_ICONS.get(self._step.kind, "circle"), role, disc.adjusted(6, 6, -6, -6))
            if self._next is not None:
                solid = self._step.sure and self._next.sure
                style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine
                p.setPen(QPen(look.color("bar" if solid else "dim"), 2, style))
                p.drawLine(QPointF(size + 6, middle), QPointF(self.width() - 5.0, middle))


class _Column(QWidget):
    """One step: its sign, what, when, where, how sure."""

    def __init__(self) -> None:
        super().__init__()
        self._disc = _Disc()
        self._title, self._when, self._where = Elided("", "strong"), Elided("", "note"), Elided("", "dim")
        self._sure = Certainty("", "")
        inner = column(self._title, self._when, self._where, self._sure, spacing=1)
        inner.setContentsMargins(0, 6, 12, 0)
        self.setLayout(column(self._disc, inner, spacing=0))

    def show_step(self, step: Step, following: Step | None) -> None:
        """Show one step."""
        said = (step.title, step.when, step.where, step.certainty_word)
        self.setAccessibleName(", ".join(filter(None, said)))
        self._disc.show_step(step, following)
        self._title.set_look("strong" if step.sure else "second")
        for label, text in zip((self._title, self._when, self._where), said, strict=False):
            label.setText(text)
        self._sure.show_certainty(step.certainty, step.certainty_word)


class CustodyChain(QScrollArea):
    """The steps across the page; after seven it scrolls sideways."""

    def __init__(self, name: str, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = self._inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._columns: list[_Column] = []
        self._scrolls = False
        self.setWidget(inside)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; a column that stands shows the next file's."""
        while len(self._columns) > len(steps):
            let_go(self._columns.pop())
        while len(self._columns) < len(steps):
            self._columns.append(_Column())
            self._row.addWidget(self._columns[-1], 1, Qt.AlignmentFlag.AlignTop)
            self._columns[-1].show()  # what is not shown yet has no height, which is fixed below
        for one, step, following in zip(self._columns, steps, (*steps[1:], None), strict=False):
            one.show_step(step, following)
        self._scrolls = len(steps) > SIDEWAYS_AFTER
        self._inside.setMinimumWidth(theme().px(130) * len(steps) if self._scrolls else 0)
        self.horizontalScrollBar().setValue(0)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """As high as the steps are in this style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        bar = theme().px(14) if self._scrolls else 0
        self.setFixedHeight(self._inside.sizeHint().height() + bar)


@dataclass(frozen=True)
class Span:
    """A stretch of time: `known` is solid, else dashed; an open end fades. None is an open end."""

    earliest: date | None
    latest: date | None
    known: bool = True
    event: bool = False


class TimeStrip(Painted):
    """Years along a line, spans on it, a gold diamond for the event."""

    def __init__(self, spans: Sequence[Span] = (), say: str = "") -> None:
        super().__init__(say)
        self.show_spans(spans, say)

    def show_spans(self, spans: Sequence[Span], say: str) -> None:
        """Show these, `say` in words."""
        self.setAccessibleName(say)
        self._spans = tuple(spans)
        days = [d for s in spans for d in (s.earliest, s.latest) if d is not None]
        self._from = date(min(days).year, 1, 1) if days else date(2020, 1, 1)
        last = max(days) if days else date(2021, 1, 1)
        self._to = date(last.year + 1, 1, 1) if last.month < 7 else last + timedelta(days=240)
        self.update()

    def sizeHint(self) -> QSize:
        """The line and the years below it."""
        return QSize(theme().px(400), theme().px(34))

    def _x(self, day: date) -> float:
        share = (day - self._from).days / max(1, (self._to - self._from).days)
        return 1 + (self.width() - 2) * share

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, spans, diamonds."""
        middle = float(theme().px(11))
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._axis(p, middle)
            for span in self._spans:
                if not span.event:
                    self._span(p, span, middle)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme().color("gold"))
            for span in self._spans:
                if span.event and span.earliest is not None:
                    p.drawPath(diamond(QPointF(self._x(span.earliest), middle), 6.5))

    def _axis(self, p: QPainter, middle: float) -> None:
        p.setPen(QPen(theme().color("line2"), 1))
        p.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        years = range(self._from.year, self._to.year + 1)
        every = max(1, round(len(years) * theme().px(44) / max(1, self.width())))
        for year in years:
            x = self._x(max(self._from, date(year, 1, 1)))
            if x > self.width():
                continue
            p.setPen(QPen(theme().color("line2"), 1))
            p.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
            if (year - self._from.year) % every == 0:
                box = QRectF(x + 4, middle + 5, 60, theme().px(16))
                draw_text(p, box, str(year), "axis", elide=False)

    def _span(self, p: QPainter, span: Span, middle: float) -> None:
        left = self._x(span.earliest) if span.earliest else self._x(span.latest or self._to) - 80
        right = self._x(span.latest) if span.latest else min(float(self.width()), left + 160)
        box = QRectF(left, middle - 4.5, max(5.0, right - left), 9)
        if span.earliest is None or span.latest is None:
            fade = QLinearGradient(box.topLeft(), box.topRight())
            solid, clear = theme().color("bar"), theme().color("bar")
            clear.setAlphaF(0.0)
            fade.setColorAt(0.0 if span.earliest else 1.0, solid)
            fade.setColorAt(1.0 if span.earliest else 0.0, clear)
            p.fillRect(box, fade)
        elif span.known:
            p.fillRect(box, theme().color("bar"))
        else:
            p.setPen(QPen(theme().color("text2"), 1.2, Qt.PenStyle.DashLine))
            p.setBrush(theme().color("page"))
            p.drawRect(box)
