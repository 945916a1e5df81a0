"""The keyboard follows to the page that was asked for."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ui.frame.page import Page
from ui.widgets.tabbing import bring_into_sight

EVERY_MS, CALM = 60, 4
"""While a page loads, the cursor is put anew: so often, until nothing has been under way so many times."""


class Follow(QObject):
    """Puts the cursor where work on the page in front begins, unless it, or a sheet, took it already."""

    def __init__(self, page: Callable[[], Page | None], waiting: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._waiting = page, waiting
        self._put: QWidget | None = None
        self._calm = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._put_it)

    def begin(self, given: QWidget | None) -> None:
        """Another page is in front; of a fresh one Qt gave the cursor to whatever stands first."""
        self._put, self._calm = given, 0
        self._timer.start(0)

    def _put_it(self) -> None:
        """Anew, while it stands where it was put before what the page shows had arrived: a list is best."""
        page, now = self._page(), QApplication.focusWidget()
        if page is None or QApplication.activeModalWidget() is not None:
            return
        fresh = self._put is None
        if fresh and now is not None and now is not page and page.isAncestorOf(now):
            return
        if fresh or now is self._put or self._lost(page, now):
            self._put = page.focus_start()
            if isinstance(self._put, QAbstractItemView) or self._put is None:
                return
            bring_into_sight(self._put)
            self._calm = 0 if self._waiting() else self._calm + 1
            if self._calm < CALM:
                self._timer.start(EVERY_MS)

    def _lost(self, page: Page, now: QWidget | None) -> bool:
        """Whether what had the cursor went with what the page showed before, and Qt gave it to another part
        of the window: Enter would lead away from the page that was asked for."""
        if self._put is None or (now is not None and page.isAncestorOf(now)):
            return False
        return not shiboken6.isValid(self._put) or not self._put.isVisible()
