"""Tabs over the parts of a page, of which one is seen at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton, QVBoxLayout, QWidget

from app.i18n import _
from ui import icons
from ui.shortcuts import sequences, written
from ui.theme import theme
from ui.widgets.tabbing import bring_into_sight, reached
from ui.widgets.tips import plain_tip

MOST = 9
"""How many tabs have a digit of their own; Alt+0 leads to the last."""


class Arrows(QObject):
    """The two buttons that scroll a bar of tabs, named and painted as ours: Qt's are English, and their
    arrows of 7 pixels stay as small in large text."""

    def __init__(self, bar: QTabBar) -> None:
        super().__init__(bar)
        left, right = self._buttons = bar.findChildren(QToolButton)  # in this order: they point nowhere yet
        left.setAccessibleName(_("Tabs to the left"))
        right.setAccessibleName(_("Tabs to the right"))
        for button in self._buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint one of them."""
        if event.type() is not QEvent.Type.Paint or not isinstance(watched, QToolButton):
            return False
        size = theme().px(16)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(watched.rect()).center())
        with QPainter(watched) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(theme().color("line2"))
            p.setBrush(theme().color("tint" if watched.underMouse() else "page"))
            p.drawRoundedRect(QRectF(watched.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            name = "chevron-left" if watched is self._buttons[0] else "chevron-right"
            icons.draw(p, name, "text2" if watched.isEnabled() else "line2", box)
        return True


class Sections(QTabBar):
    """Put itself and its parts, by their titles, below one another into a page.

    `leaving` before another part is shown.
    """

    leaving = Signal()

    def __init__(self, name: str, body: QVBoxLayout, parts: Mapping[str, QWidget]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)  # many tabs are wider than a narrow pane
        Arrows(self)
        self.parts = dict(parts)
        body.addWidget(self)
        for number, (title, part) in enumerate(self.parts.items()):
            self.addTab(title)
            body.addWidget(part)
            if number:  # the first is not shown here: without a parent yet it would be a window of its own
                part.hide()
            keys = [QKeySequence(f"Alt+{number + 1}")] if number < MOST else []
            if number == len(self.parts) - 1:
                keys.append(sequences("section_last")[0])
            for one in keys:
                QShortcut(one, self, partial(self._go, part))
            if keys:
                self.setTabToolTip(number, plain_tip(f"{title} ({written(keys[0])})"))
        self.currentChanged.connect(self._show)

    def _go(self, part: QWidget) -> None:
        """To a tab by its number: the cursor stands in its first field, and the page begins with its tabs."""
        self.show_part_of(part)
        first = next(iter(reached(part)), self)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_sight(self)
        QTimer.singleShot(0, first, partial(bring_into_sight, first))  # once it is laid out

    def _show(self, place: int) -> None:
        """A cursor in a part that goes stays on the tabs."""
        self.leaving.emit()
        focused = QApplication.focusWidget()
        gone = [part for number, part in enumerate(self.parts.values()) if number != place]
        if focused is not None and any(part is focused or part.isAncestorOf(focused) for part in gone):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for number, part in enumerate(self.parts.values()):
            part.setVisible(number == place)

    @property
    def current(self) -> QWidget:
        """The part in front."""
        return list(self.parts.values())[self.currentIndex()]

    def show_part_of(self, widget: QWidget) -> None:
        """Go to the tab on which a widget stands."""
        for number, part in enumerate(self.parts.values()):
            if part is widget or part.isAncestorOf(widget):
                self.setCurrentIndex(number)

    def say_count(self, part: QWidget, count: int) -> None:
        """How many stand behind a tab; nothing is said of none."""
        for number, (title, one) in enumerate(self.parts.items()):
            if one is part:
                text = f"{title}  {count}" if count else title
                if text != self.tabText(number):  # to say the same again lays the bar out
                    self.setTabText(number, text)
