"""The signs: chips of a status, rings of certainty, signs of consent, flags. Always with a word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui import icons
from ui.theme import theme
from ui.widgets.painted import Painted, draw_text


@dataclass(frozen=True)
class Look:
    """An icon and the kind of ground and ink it is shown in."""

    icon: str
    kind: str = "grey"


PERSON: dict[str, Look] = {
    "at_large": Look("footprints", "blue"),
    "arrested": Look("siren", "red"),
    "detained_china": Look("lock", "amber"),
    "returned_unknown": Look("circle-question-mark", "grey"),
    "detained_dprk": Look("lock", "red"),
    "sentenced": Look("gavel", "navy"),
    "released": Look("door-open", "green"),
    "left_again": Look("footprints", "blue"),
    "resettled": Look("house", "green"),
    "deceased": Look("cross", "navy"),
    "unknown": Look("minus", "grey"),
    "": Look("minus", "grey"),
}
ELEMENT: dict[str, Look] = {
    "rumoured": Look("ear", "grey"),
    "reported": Look("message-square-quote", "grey"),
    "corroborated": Look("layers", "blue"),
    "verified": Look("shield-check", "green"),
    "disputed": Look("git-compare", "amber"),
    "denied": Look("octagon-x", "red"),
    "retracted": Look("undo-2", "grey"),
}
CONSENT: dict[str, Look] = {
    "allowed": Look("circle-check", "green"),
    "given": Look("circle-check", "green"),
    "denied": Look("octagon-x", "red"),
    "refused": Look("octagon-x", "red"),
    "expired": Look("hourglass", "amber"),
    "withdrawn": Look("undo-2", "red"),
    "not_asked": Look("circle", "grey"),
    "two_staff": Look("users", "blue"),
}
FLAG: dict[str, Look] = {
    "urgent": Look("alarm-clock", "red"),
    "minor": Look("baby", "amber"),
    "no_consent": Look("shield-off", "red"),
    "sealed": Look("eye-off", "amber"),
}
SHARE = {"confirmed": 1.0, "probable": 0.75, "possible": 0.5}


def look_of(table: dict[str, Look], code: str) -> Look:
    """The look of a code; a term that staff added later is shown plainly."""
    return table.get(code, Look("circle", "grey"))


def chip_width(text: str, *, icon: bool = True) -> float:
    """How wide a chip with these words is."""
    return theme().metrics("chip").horizontalAdvance(text) + theme().px(34 if icon else 18)


def draw_chip(p: QPainter, box: QRectF, text: str, look: Look) -> None:
    """Paint a chip into a box of its height."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme().color(look.kind))
    p.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    size = theme().px(14)
    left = box.left() + theme().px(8)
    if look.icon:
        icons.draw(p, look.icon, f"{look.kind}_ink", QRectF(left, box.center().y() - size / 2, size, size))
        left += size + theme().px(4)
    inside = QRectF(left, box.top(), box.right() - left, box.height())
    draw_text(p, inside, text, "chip", role=f"{look.kind}_ink", elide=False)


def draw_certainty(p: QPainter, box: QRectF, code: str) -> None:
    """Paint the ring of a certainty: full with a tick, three quarters, half, dotted."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = box.adjusted(1, 1, -1, -1)
    colour = theme().color("text2")
    share = SHARE.get(code, 0.0)
    if share == 0.0:
        p.setPen(QPen(colour, 1.5, Qt.PenStyle.CustomDashLine))
        pen = p.pen()
        pen.setDashPattern([1.6, 1.5])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(ring)
        return
    p.setPen(QPen(colour, 1.5))
    p.setBrush(colour if share == 1.0 else Qt.BrushStyle.NoBrush)
    p.drawEllipse(ring)
    if share == 1.0:
        icons.draw(p, "check", "page", box.adjusted(3, 3, -3, -3))
    else:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour)
        p.drawPie(ring.adjusted(1.8, 1.8, -1.8, -1.8), 90 * 16, -round(share * 360 * 16))


class Sign(Painted):
    """A bare icon beside words; it needs no name of its own."""

    def __init__(self, icon: str, role: str = "text2", *, size: int = 16) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, role: str) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon."""
        with QPainter(self) as p:
            icons.draw(p, self._icon, self._role, QRectF(self.rect()))


class Chip(Painted):
    """A status in its ground and ink, with its icon and word."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__(text)
        self._text, self._look = text, look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, text: str, look: Look) -> None:
        """Show another status."""
        self._text, self._look = text, look
        self.setAccessibleName(text)
        self._again()

    def sizeHint(self) -> QSize:
        """22 pixels high at 100 per cent."""
        return QSize(round(chip_width(self._text, icon=bool(self._look.icon))), theme().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip."""
        with QPainter(self) as p:
            draw_chip(p, QRectF(self.rect()), self._text, self._look)


class IconWord(Painted):
    """A sign and its word in the ink of a kind, without a ground: consent, flags."""

    def __init__(self, text: str, look: Look, style: str = "chip") -> None:
        super().__init__(text)
        self._text, self._look, self._style = text, look, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, text: str, look: Look) -> None:
        """Show another word."""
        self._text, self._look = text, look
        self.setAccessibleName(text)
        self._again()

    def sizeHint(self) -> QSize:
        """Icon, gap, word."""
        width = theme().metrics(self._style).horizontalAdvance(self._text) + theme().px(22)
        return QSize(round(width), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and word on one line."""
        size = theme().px(14)
        ink = f"{self._look.kind}_ink"
        with QPainter(self) as p:
            middle = self.height() / 2
            icons.draw(p, self._look.icon, ink, QRectF(0, middle - size / 2, size, size))
            box = QRectF(size + theme().px(6), 0, self.width(), self.height())
            draw_text(p, box, self._text, self._style, role=ink, elide=False)


class Certainty(Painted):
    """How sure we are: the ring and its word."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self._code, self._text = code, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_certainty(self, code: str, text: str) -> None:
        """Show another certainty."""
        self._code, self._text = code, text
        self.setAccessibleName(text)
        self._again()

    def sizeHint(self) -> QSize:
        """Ring, gap, word."""
        width = theme().metrics("note").horizontalAdvance(self._text) + theme().px(22)
        return QSize(round(width), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ring and word on one line."""
        size = theme().px(14)
        with QPainter(self) as p:
            draw_certainty(p, QRectF(0, (self.height() - size) / 2, size, size), self._code)
            box = QRectF(size + theme().px(6), 0, self.width(), self.height())
            draw_text(p, box, self._text, "note", elide=False)


def diamond(middle: QPointF, half: float) -> QPainterPath:
    """The gold diamond of the event."""
    path = QPainterPath(middle + QPointF(0, -half))
    for dx, dy in ((half, 0), (0, half), (-half, 0)):
        path.lineTo(middle + QPointF(dx, dy))
    path.closeSubpath()
    return path
