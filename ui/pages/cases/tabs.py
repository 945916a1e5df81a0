"""Tabs above the record: cases that are kept open, and one place for whichever row is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QTabBar, QWidget

from app.i18n import _
from ui import icons
from ui.theme import theme
from ui.widgets.sections import Arrows

LONGEST = 24
"""Characters of a name on a tab."""


@dataclass(frozen=True)
class Open:
    """The cases on the tabs, the one on the tab for whatever is looked at, and what they are called."""

    cases: tuple[UUID, ...]
    loose: UUID | None
    names: Mapping[UUID, str]


class CaseTabs(QTabBar):
    """Hidden until a case is kept. The last tab is the one that rows of the list open in, until it is kept.

    `wanted(case)` when another tab was chosen.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Open cases"))
        self.setProperty("cases", "true")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        Arrows(self)
        self._loose: UUID | None = None
        self._names: dict[UUID, str] = {}
        self._showing = False
        self.currentChanged.connect(self._chosen)
        self.hide()

    @property
    def open_cases(self) -> list[UUID]:
        """The cases on the tabs, from left to right."""
        return [self.tabData(place) for place in range(self.count())]

    def show_case(self, case: UUID, name: str) -> None:
        """A case is shown: on its own tab, else on the one for whatever is looked at."""
        self._names[case] = name
        self._showing = True
        if self.count():
            places = self.open_cases
            if case not in places:
                if self._loose is None:
                    self.addTab("")
                self._loose = case
                self.setTabData(self.count() - 1, case)
                places = self.open_cases
            place = places.index(case)
            self._name(place, name)
            self.setCurrentIndex(place)
        self._showing = False

    def _name(self, place: int, name: str) -> None:
        short = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        self.setTabText(place, short.replace("&", "&&"))
        self.setTabToolTip(place, "")
        button = cast("QWidget | None", self.tabButton(place, QTabBar.ButtonPosition.RightSide))
        if button is None:
            button = _Close()
            button.clicked.connect(partial(self._closed_by, button))
            self.setTabButton(place, QTabBar.ButtonPosition.RightSide, button)
        button.setAccessibleName(_("Close {name}").format(name=name))

    def keep(self, case: UUID, shown: UUID | None = None) -> None:
        """Give a case a tab of its own, beside the one that is shown."""
        self._showing = True
        if not self.count() and shown is not None and shown != case:
            self._add(shown)
        if case == self._loose:
            self._loose = None
        elif case not in self.open_cases:
            self._add(case)
        self.setVisible(bool(self.count()))
        self._showing = False

    def _add(self, case: UUID) -> None:
        place = self.count() - 1 if self._loose is not None else self.count()
        self.insertTab(place, "")
        self.setTabData(place, case)
        self._name(place, self._names.get(case, ""))

    def state(self) -> Open:
        """What is open, for the same bar in another language."""
        return Open(tuple(self.open_cases), self._loose, dict(self._names))

    def restore(self, kept: Open) -> None:
        """Open what another bar had open."""
        self._showing = True
        self._names = dict(kept.names)
        for case in kept.cases:
            self._add(case)
        self._loose = kept.loose
        self.setVisible(bool(self.count()))
        self._showing = False

    def close_case(self, case: UUID) -> None:
        """Take its tab away; one case alone needs no tabs. The one beside it is shown."""
        places = self.open_cases
        if case not in places:
            return
        place = places.index(case)
        was_shown = place == self.currentIndex()
        self._showing = True
        if case == self._loose:
            self._loose = None
        self.removeTab(place)
        left = self.open_cases
        following = left[min(place, len(left) - 1)] if left else None
        if len(left) < 2:
            self._loose = None
            while self.count():
                self.removeTab(0)
            self.hide()
        self._showing = False
        if was_shown and following is not None:
            self.wanted.emit(following)

    def _chosen(self, place: int) -> None:
        if not self._showing and 0 <= place < self.count():
            self.wanted.emit(self.tabData(place))

    def _closed_by(self, button: QWidget, _on: bool = False) -> None:
        right = QTabBar.ButtonPosition.RightSide
        self._close(next(n for n in range(self.count()) if self.tabButton(n, right) is button))

    def _close(self, place: int) -> None:
        self.close_case(self.tabData(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        place = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self._close(place)
        else:
            super().mouseReleaseEvent(event)


class _Close(QAbstractButton):
    """The cross of a tab."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W closes by keyboard

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(theme().px(18), theme().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A cross, on a ground while the pointer is over it."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            if self.underMouse():
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(theme().color("line"))
                p.drawRoundedRect(box, 4, 4)
            edge = theme().px(3)
            icons.draw(p, "x", "text2", box.adjusted(edge, edge, -edge, -edge))
