"""List and record side by side; one of them when the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QVBoxLayout, QWidget

from app.i18n import _
from ui.frame.desk import Desk
from ui.lists.beside import ListBeside
from ui.theme import theme
from ui.widgets import Button, row

ONE_BELOW = 840


class ListAndRecord(QWidget):
    """A splitter that turns into list or record below about 900 pixels of window."""

    def __init__(self, desk: Desk, pane: QWidget, record: QWidget) -> None:
        super().__init__()
        self._pane = pane
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
        self.splitter = ListBeside(desk, pane, holder)
        pane.setMinimumWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.back.hide()

    def show_record(self) -> None:
        """Show the record where only one fits."""
        self._shows_record = True
        self._arrange()

    def offer_record(self) -> None:
        """Show it, unless somebody walks through the list with the arrows: there Enter shows it."""
        now = QApplication.focusWidget()
        if not self._single or now is None or not self._pane.isAncestorOf(now):
            self.show_record()

    def show_list(self) -> None:
        """Show the list where only one fits."""
        self._shows_record = False
        self._arrange()
        (self._pane.findChild(QAbstractItemView) or self._pane).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two, or one."""
        super().resizeEvent(event)
        single = self.width() < theme().px(ONE_BELOW)
        if not single and event.oldSize().width() != self.width():
            self.splitter.fit(self.width())
        if single != self._single:
            self._single = single
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The list is as wide as it was drawn on another page."""
        super().showEvent(event)
        if not self._single:
            self.splitter.fit(self.width())

    def _arrange(self) -> None:
        now = QApplication.focusWidget()
        leaves = self._single and self._shows_record and now is not None and self._pane.isAncestorOf(now)
        self.back.setVisible(self._single)
        self._holder.setVisible(not self._single or self._shows_record)
        if leaves:
            self.back.setFocus()  # before the list goes: Qt would give the keyboard to the navigation
        self._pane.setVisible(not self._single or not self._shows_record)
