"""A page that scrolls, and how a part of it is brought into sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.tabbing import move_focus


class Scroller(QScrollArea):
    """A page that scrolls downwards; put things into `body`."""

    def __init__(self, margins: tuple[int, int, int, int] = (36, 24, 36, 24), spacing: int = 16) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setWidget(inside)

    def hold_still(self) -> None:
        """Paint nothing of what is put in now before it is laid out: half a layout would flash up."""
        self.viewport().setUpdatesEnabled(False)
        QTimer.singleShot(0, self, lambda: self.viewport().setUpdatesEnabled(True))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order of the layouts: parts of a page are made when their data comes."""
        if not move_focus(self, forward):
            return super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
        return True


def reveal(widget: QWidget, part: Callable[[], QRect] | None = None) -> None:
    """Scroll the page that a widget was just put on, once it is laid out, so far that it is seen; of one that
    is higher than the page its beginning.

    Of one that may be higher than the page a `part` is shown: where it is then, in pixels of the widget.
    """

    def scroll() -> None:
        page: QWidget | None = widget
        while page is not None and not isinstance(page, Scroller):
            page = page.parentWidget()
        if page is not None:
            for inner in widget.findChildren(QWidget):
                inner.ensurePolished()  # what is styled only when it is painted would grow after that
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            top = page.verticalScrollBar().value() + widget.mapTo(page.viewport(), QPoint(0, 0)).y()
            if part is None and widget.height() > page.viewport().height():
                page.verticalScrollBar().setValue(top - 12)
            elif part is None:
                page.ensureWidgetVisible(widget, 0, 12)
            else:
                for y in (part().top(), part().bottom()):
                    page.ensureVisible(0, top + y, 0, 24)

    QTimer.singleShot(0, widget, scroll)
