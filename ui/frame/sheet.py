"""A sheet over a page: a dialog with a heading, what is edited, trouble told in it, one primary button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.errors import CasebookError
from app.i18n import _
from ui.frame.desk import Desk
from ui.theme import theme
from ui.widgets import Button, Label, Panel, Scroller, column, row
from ui.widgets.tabbing import move_focus

WIDE, HIGH = 640, 720
PROGRAM = "Casebook"


class Sheet(QDialog):
    """A dialog of the page: heading, what is edited, one primary button. Escape keeps nothing.

    The heading may name what the vault holds. The title of the window never does: task bars, screen sharing
    and the desktop's own lists show and keep titles, so it is the program's name.
    """

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
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

    def refused(self, error: Exception) -> None:
        """Say why it was not saved; what is typed stays."""
        if isinstance(error, CasebookError):
            self.say_wrong(error.message.render())
        else:
            self.desk.trouble(error)
