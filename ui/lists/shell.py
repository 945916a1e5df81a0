"""List and record side by side; one of them when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.i18n import _
from ui.theme import theme
from ui.widgets import Button, row

LIST, NARROW_LIST = 352, 320
ONE_BELOW = 840
NARROW_BELOW = 1100


class ListAndRecord(QWidget):
    """A splitter that turns into list or record below about 900 pixels of window."""

    def __init__(self, pane: QWidget, record: QWidget) -> None:
        super().__init__()
        self._pane, self._record = pane, record
        self._single = False
        self._shows_record = False
        self.back = Button(_("Back to the list"), self.show_list, kind="link", icon="arrow-left")
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        line = row(self.back, None)
        line.setContentsMargins(24, 8, 24, 0)
        inner.addLayout(line)
        inner.addWidget(record, 1)
        self._holder = holder
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(pane)
        self.splitter.addWidget(holder)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LIST, 900])
        pane.setMinimumWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.back.hide()

    def show_record(self) -> None:
        """Show the record where only one fits."""
        self._shows_record = True
        self._arrange()

    def show_list(self) -> None:
        """Show the list where only one fits."""
        self._shows_record = False
        self._arrange()
        self._pane.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two, or one, and how wide the list is."""
        super().resizeEvent(event)
        single = self.width() < theme().px(ONE_BELOW)
        wide = theme().px(LIST if self.width() >= theme().px(NARROW_BELOW) else NARROW_LIST)
        if not single and event.oldSize().width() != self.width():
            self.splitter.setSizes([wide, max(1, self.width() - wide)])
        if single != self._single:
            self._single = single
            self._arrange()

    def _arrange(self) -> None:
        self.back.setVisible(self._single)
        self._pane.setVisible(not self._single or not self._shows_record)
        self._holder.setVisible(not self._single or self._shows_record)
