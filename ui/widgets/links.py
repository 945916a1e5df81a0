"""A link that ends in an ellipsis where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import theme
from ui.widgets.buttons import Button


class ElidedLink(Button):
    """A link that ends in an ellipsis where there is no room; its tooltip has it whole."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(text, clicked, kind="link", tip=text)
        self._whole = text
        self.setProperty("strong", "true")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits."""
        super().resizeEvent(event)
        room = self.width() - max(10, theme().px(10))  # ring and padding of the style sheet, both sides
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
