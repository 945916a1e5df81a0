"""A scene on the screen: painted by one widget, its parts reached by the keyboard one after another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from ui.pictures.scene import Scene, Spot, paint
from ui.theme import theme

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class SpotButton(QAbstractButton):
    """One part of the picture: a name for screen readers, a ring while it has the cursor; Enter opens it."""

    moved = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._opens: Callable[[], object] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._open)

    def show_spot(self, spot: Spot) -> None:
        """Stand for a part of the picture."""
        self._opens = spot.opens
        self.setAccessibleName(spot.say)
        self.setGeometry(spot.rect.toAlignedRect())
        shape = Qt.CursorShape.PointingHandCursor if spot.opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.show()

    def _open(self) -> None:
        if self._opens is not None:
            self._opens()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the arrows go to the nearest part that way."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in WAYS:
            self.moved.emit(*WAYS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor is seen, however far it was scrolled away."""
        super().focusInEvent(event)
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(self, 12, 12)
            around = around.parentWidget()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing but the ring."""
        if self.hasFocus():
            with QPainter(self) as p:
                p.setRenderHint(QPainter.RenderHint.Antialiasing)
                p.setPen(QPen(theme().color("focus"), 2))
                p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Canvas(QWidget):
    """Paints a scene made for its width; of its parts one takes Tab, the arrows lead to the others."""

    measured = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build: Callable[[float], Scene] | None = None
        self.scene = Scene(0, 0, ())
        self.spots: list[SpotButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.make)

    def show_scene(self, build: Callable[[float], Scene], say: str) -> None:
        """Show a picture; `say` is the whole in words."""
        self._build = build
        self.setAccessibleName(say)
        self.make()

    def make(self) -> None:
        """Make the scene anew for width, palette and size of text."""
        if self._build is None:
            return
        holder = self.parentWidget()
        room = holder.width() if holder is not None else self.width()
        self.scene = self._build(float(max(200, room)))
        self.setFixedHeight(round(self.scene.height))
        self.setMinimumWidth(round(self.scene.width) if self.scene.width > room else 0)
        self._place()
        self.update()
        self.measured.emit()

    def _place(self) -> None:
        held = next((n for n, b in enumerate(self.spots) if b.focusPolicy() & Qt.FocusPolicy.TabFocus), 0)
        while len(self.spots) > len(self.scene.spots):
            gone = self.spots.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.spots) < len(self.scene.spots):
            fresh = SpotButton(self)
            fresh.moved.connect(lambda x, y, fresh=fresh: self._go(fresh, x, y))
            self.spots.append(fresh)
        for button, spot in zip(self.spots, self.scene.spots, strict=True):
            button.show_spot(spot)
        if self.spots:
            self._hold(self.spots[min(held, len(self.spots) - 1)])

    def _hold(self, button: SpotButton) -> None:
        for other in self.spots:
            other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _go(self, button: SpotButton, x: int, y: int) -> None:
        """To the nearest part in a direction: what lies straight ahead counts as nearer."""
        here = QPointF(button.geometry().center())

        def far(other: SpotButton) -> tuple[float, float]:
            way = QPointF(other.geometry().center()) - here
            ahead, aside = (way.x() * x, abs(way.y())) if x else (way.y() * y, abs(way.x()))
            return ahead, aside

        ways = [(far(other), n) for n, other in enumerate(self.spots) if other is not button]
        before = [(ahead + 3 * aside, n) for (ahead, aside), n in ways if ahead > 1]
        if before:
            to = self.spots[min(before)[1]]
            self._hold(to)
            to.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another scene."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.make()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, round(self.scene.height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The scene."""
        with QPainter(self) as p:
            paint(p, self.scene)
