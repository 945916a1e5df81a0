"""A link that ends in an ellipsis where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import theme
from ui.widgets.buttons import RING, Button
from ui.widgets.tips import set_tip


class ElidedLink(Button):
    """A link that ends in an ellipsis where there is no room; its tooltip has it whole."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__("", clicked, kind="link")
        self._whole = ""
        self.setProperty("strong", "true")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.setAccessibleName(text)
        set_tip(self, text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setText(self._whole)  # nobody has laid it out yet
            return
        room = self.width() - max(2 * RING, theme().px(10))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
