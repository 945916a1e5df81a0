"""The rows that are offered below a line while somebody types into it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from ui.shortcuts import enters
from ui.theme import theme

MEANT = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
    }
)
"""Keys that the line hands to the list while it is open."""


class Offers(QListView):
    """The list of a completer, which leaves the keyboard with the line.

    Qt's own is a popup window: it takes the keyboard, and an input method then ends the syllable that is
    being composed (with ibus-hangul "중국 구" became "중ㄱ ㅜ"). `passed` when Ctrl+Enter ends what the line
    is in.
    """

    passed = Signal()

    def __init__(self, name: str, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__()
        self._typing = (line, line.focusProxy() or line)  # a combo box has the keyboard of its line
        self.setObjectName("found")
        self.setAccessibleName(name)
        completer.setPopup(self)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        completer.setWidget(line)
        for widget in self._typing:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list go to it; it goes when the line loses the keyboard."""
        if event.type() == QEvent.Type.FocusIn and watched in self._typing:
            theme().dress(self)  # a window of its own; before that nobody sees it
        if watched not in self._typing or not self.isVisible():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            return self._took(event)
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        if enters(event):
            self.hide()
            self.passed.emit()
            return False
        if event.key() not in MEANT:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            QApplication.sendEvent(self, event)
        return True
