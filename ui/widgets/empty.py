"""The empty state of a page: one drawing, one sentence, numbered rows with a button each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui import icons
from ui.theme import theme
from ui.widgets.blocks import Hairline
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.widgets.painted import Painted, draw_text


@dataclass(frozen=True)
class Hint:
    """A next step: what, why, the button and what it does."""

    title: str
    words: str
    button: str
    run: Callable[[], object]


class Drawing(Painted):
    """A sheet with a sign on it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """120 by 104 pixels."""
        return QSize(theme().px(132), theme().px(104))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two sheets, a gold rule, the sign."""
        unit = theme().px(4)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(theme().color("line2"), 1.4))
            p.setBrush(theme().color("tint"))
            p.drawRoundedRect(QRectF(8 * unit, 1.5 * unit, 22 * unit, 22 * unit), 8, 8)
            p.setBrush(theme().color("page"))
            sheet = QRectF(2 * unit, 4 * unit, 22 * unit, 21 * unit)
            p.drawRoundedRect(sheet, 8, 8)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme().color("gold"))
            p.drawRoundedRect(QRectF(5 * unit, 8 * unit, unit, 13 * unit), 1, 1)
            p.setBrush(theme().color("track"))
            for n, width in enumerate((8, 12, 6)):
                p.drawRoundedRect(QRectF(8 * unit, (15.5 + 2.5 * n) * unit, width * unit, unit), 2, 2)
            icons.draw(p, self._icon, "head", QRectF(8 * unit, 7.5 * unit, 6 * unit, 6 * unit))


class _Number(Painted):
    """The number of a step in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle."""
        return QSize(theme().px(28), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ring and figure."""
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(theme().color("gold"), 1.4))
            p.drawEllipse(box)
            text = str(self._number)
            draw_text(p, box, text, "code", align=Qt.AlignmentFlag.AlignHCenter, elide=False)


class EmptyState(QWidget):
    """What to do on a page that has nothing yet; `more` is one way more, below the steps."""

    def __init__(self, icon: str, sentence: str, hints: Sequence[Hint], more: Button | None = None) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        title = Label(sentence, "title", wrap=True)
        inside = column(Drawing(icon), 18, title, 20, spacing=0)
        for number, hint in enumerate(hints, start=1):
            inside.addWidget(Hairline())
            inside.addWidget(self._row(number, hint))
        if more is not None:
            inside.addWidget(Hairline())
            inside.addSpacing(10)
            inside.addLayout(row(44, more, None, spacing=0))
        holder = QWidget()
        holder.setLayout(inside)
        holder.setMaximumWidth(theme().px(620))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(36, 56, 36, 36)
        layout.addStretch(1)
        layout.addWidget(holder, 8, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(1)
        self.setAccessibleName(_("Nothing here yet"))

    def _row(self, number: int, hint: Hint) -> QWidget:
        button = Button(hint.button, hint.run, kind="primary" if number == 1 else "secondary")
        self.buttons.append(button)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 12, 0, 12)
        line.setSpacing(16)
        line.addWidget(_Number(number))
        words = Label(hint.words, "dim", wrap=True)
        line.addLayout(column(Label(hint.title, "row-title", wrap=True), words, spacing=2), 1)
        line.addWidget(button)
        return holder
