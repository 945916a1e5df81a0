"""A row that is one button: labels, chips and rings in a line, one name for screen readers, one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import row
from ui.widgets.buttons import RING


class RowButton(QPushButton):
    """A line of widgets that acts as one button; `name` says it in words."""

    def __init__(
        self,
        name: str,
        items: list[QWidget | int | None],
        clicked: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setAccessibleName(name)
        self.setAutoDefault(True)  # Enter opens it, as the space bar does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = row(*items, spacing=theme().px(7))
        line.setContentsMargins(RING, 2, RING, 2)
        self.setLayout(line)
        for item in items:
            if isinstance(item, QWidget):
                item.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: clicked())

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Labels in it may be cut."""
        return QSize(theme().px(80), self.sizeHint().height())


def popup(menu: QMenu, under: QWidget) -> None:
    """Open a menu under a button, its right edge below the button's."""
    corner = under.mapToGlobal(QPoint(under.width(), under.height() + 2))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
