"""The rows of the start page: an icon, what it does, one line of explanation, its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from ui import icons
from ui.theme import theme
from ui.widgets.fields import key_cap
from ui.widgets.painted import draw_text
from ui.widgets.rows import PaintedRow


class ChoiceRow(PaintedRow):
    """As wide as the form."""

    def __init__(self, icon: str, title: str, words: str, run: Callable[[], object], keys: str = "") -> None:
        super().__init__(title, run)
        self._icon, self._title, self._words, self._keys = icon, title, words, keys
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and focus by the style, the rest by hand."""
        super().paintEvent(event)
        big, small = theme().px(20), theme().px(16)
        middle = self.height() / 2
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            icons.draw(p, self._icon, "head", QRectF(10, middle - big / 2 - 3, big, big))
            end = self.width() - theme().px(8)
            icons.draw(p, "chevron-right", "text2", QRectF(end - small, middle - small / 2, small, small))
            if self._keys:
                key_cap(p, self._keys, end - small - theme().px(8), middle)
            left = theme().px(44)
            half = self.height() / 2
            room = self.width() - left - theme().px(90)
            draw_text(p, QRectF(left, 4, room, half - 4), self._title, "row-title")
            draw_text(p, QRectF(left, half, room + theme().px(30), half - 8), self._words, "dim")
