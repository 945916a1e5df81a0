"""The rows of the navigation: pages with their counts, and the line at the foot about what is kept safe."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import icons
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.tips import plain_tip


class NavRow(QPushButton):
    """A row of the navigation: icon, name, count; gold marks the page that is shown."""

    def __init__(self, title: str, icon: str, keys: str = "", *, high: int = 36) -> None:
        super().__init__()
        self._high, self._gold = high, False
        self.setAutoDefault(True)  # Enter goes there, as the space bar does
        self.title, self._icon, self._count = title, icon, ""
        self.rail = False
        self._by_keys = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(f"{title} ({keys})" if keys else title))
        self.setAccessibleName(title)
        theme().changed.connect(self.updateGeometry)

    def set_count(self, text: str, *, gold: bool = False) -> None:
        """Show a count, already written in the language of the window; in gold where it is urgent."""
        self._count, self._gold = text, gold
        self.setAccessibleName(f"{self.title}, {text}" if text else self.title)
        self.update()

    def sizeHint(self) -> QSize:
        """36 pixels high at 100 per cent, a saved filter 32."""
        return QSize(theme().px(40), theme().px(self._high))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who came by keyboard."""
        self._by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole row by hand: a push button cannot show a count."""
        look = theme()
        box = QRectF(self.rect()).adjusted(0.0, 1.0, 0.0, -1.0)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            if self.isChecked() or self.underMouse():
                p.setBrush(look.color("sidebar_selected"))
                p.setOpacity(1.0 if self.isChecked() else 0.5)
                p.drawRoundedRect(box, 6, 6)
                p.setOpacity(1.0)
            if self.isChecked():
                p.setBrush(look.color("sidebar_gold"))
                p.drawRect(QRectF(0, box.top() + box.height() / 4, 3, box.height() / 2))
            self._content(p, box)
            if self.hasFocus() and self._by_keys:
                p.setPen(look.color("focus"))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _content(self, p: QPainter, box: QRectF) -> None:
        look = theme()
        size = look.px(16)
        role = "primary_text" if self.isChecked() and not look.dark else "sidebar_text"
        left = (box.width() - size) / 2 if self.rail else 12.0
        icons.draw(p, self._icon, role, QRectF(left, box.center().y() - size / 2, size, size))
        if self.rail:
            if self._gold:
                beside = QRectF(left + size, box.top(), box.right() - left - size, box.height() * 0.6)
                draw_text(p, beside, self._count, "key", role="sidebar_gold", elide=False)
            return
        inside = box.adjusted(left + size + 10, 0, -12, 0)
        taken = draw_text(
            p,
            inside,
            self._count,
            "row-title" if self._gold else "dim",
            role="sidebar_gold" if self._gold else "sidebar_dim",
            align=Qt.AlignmentFlag.AlignRight,
        )
        style = "row-title" if self.isChecked() else "value"
        role = "sidebar_text" if not self.isChecked() or look.dark else "primary_text"
        draw_text(p, inside.adjusted(0, 0, -taken - 8, 0), self.title, style, role=role)


class FootRow(NavRow):
    """The line at the foot that says how safe the vault is kept, and leads to the security page."""

    INKS: ClassVar[dict[str, str]] = {"warn": "sidebar_gold", "bad": "sidebar_gold"}

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title, icon)
        self._words, self._ink = title, "sidebar_dim"

    def tell(self, words: str, state: str) -> None:
        """What it says."""
        self._words, self._ink = words, self.INKS.get(state, "sidebar_dim")
        self.setAccessibleName(f"{self.title}: {words}")
        self.setToolTip(plain_tip(words))
        self.update()

    def _content(self, p: QPainter, box: QRectF) -> None:
        look = theme()
        size = look.px(16)
        left = (box.width() - size) / 2 if self.rail else 12.0
        icons.draw(p, self._icon, self._ink, QRectF(left, box.center().y() - size / 2, size, size))
        if not self.rail:
            draw_text(p, box.adjusted(left + size + 10, 0, -8, 0), self._words, "note", role=self._ink)
