"""A sheet over a page: a dialog with a heading, what is edited, trouble told in it, one primary button."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.errors import CasebookError
from app.i18n import _
from ui.frame.desk import Desk
from ui.theme import theme
from ui.widgets import Button, Label, Panel, Scroller, column, row
from ui.widgets.tabbing import move_focus

WIDE, HIGH, LOWEST = 640, 720, 220
PROGRAM = "Casebook"


class Sheet(QDialog):
    """A dialog of the page: heading, what is edited, one primary button. Escape keeps nothing.

    The heading may name what the vault holds. The title of the window never does: task bars, screen sharing
    and the desktop's own lists show and keep titles, so it is the program's name.

    One that `fits` is no higher than what it holds, and grows with it as far as its first height.
    """

    fits: ClassVar[bool] = False

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._highest = 0
        self.setWindowTitle(PROGRAM)
        self.setAccessibleName(title)
        self.setModal(True)
        self.heading = Label(title, "list-title", wrap=True)
        self.wrong = Panel("red")
        self.wrong.setObjectName("wrong")
        self.said = Label("", "medium", wrap=True)
        self.said.setProperty("ink", "red")
        self.wrong.body.addWidget(self.said)
        self.wrong.hide()
        self.scroller = Scroller(margins=(28, 4, 28, 12), spacing=12)
        self.done_button = Button(_("Save"), self.save, kind="primary", tip="Ctrl+Return")
        self.cancel_button = Button(_("Cancel"), self.reject, kind="quiet")
        buttons = row(None, self.cancel_button, self.done_button)
        head, foot = column(self.heading, self.wrong, spacing=8), column(buttons)
        head.setContentsMargins(28, 22, 28, 8)
        foot.setContentsMargins(28, 10, 28, 18)
        layout = column(head, self.scroller, foot, spacing=0)
        layout.setStretchFactor(self.scroller, 1)
        self.setLayout(layout)
        high = min(theme().px(HIGH), max(parent.window().height() - 60, 420))
        self.resize(min(theme().px(WIDE), parent.window().width() - 40), high)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as what it holds, from now on."""
        super().showEvent(event)
        inside = self.scroller.widget()
        if self.fits and self._highest == 0 and inside is not None:
            self._highest = self.height()
            self.resize(self.width(), min(self._highest, self._needs()))
            inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds was laid out anew: it grows, and never jumps back."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.scroller.widget():
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        if (needed := min(self._highest, self._needs())) > self.height():
            self.resize(self.width(), needed)

    def _needs(self) -> int:
        """The height in pixels at which nothing has to be scrolled."""
        inside = self.scroller.widget()
        around = self.height() - self.scroller.viewport().height()
        if inside is None:
            return self.height()
        width = self.scroller.viewport().width()
        high = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return max(around + high, theme().px(LOWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return and Ctrl+S save from any field; Escape cancels."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S):
            self.save()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order of the layouts, round and round: parts are added while it is open."""
        if not move_focus(self, forward):
            return super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if focused is not None and self.scroller.isAncestorOf(focused):
            self.scroller.ensureWidgetVisible(focused)
        return True

    def save(self) -> None:
        """Hand over what is typed."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what is typed, where the window closes before it is saved."""

    def say_wrong(self, text: str) -> None:
        """Say at the head of the sheet why it was not done; what is typed stays."""
        self.said.setText(text)
        self.wrong.setAccessibleName(text)
        self.wrong.show()
        QTimer.singleShot(0, self, self._grow)

    def refused(self, error: Exception) -> None:
        """Say why it was not saved; what is typed stays."""
        if isinstance(error, CasebookError):
            self.say_wrong(error.message.render())
        else:
            self.desk.trouble(error)
