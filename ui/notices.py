"""The only thing that shows messages: a toast for what went well, a notice for trouble."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import CasebookError
from app.i18n import _
from ui.accessibility import announce
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, Panel, Sign

LOG = logging.getLogger("casebook.ui")
SHOWN_MS = 8000
LETTER_MS = 70
"""So long is a letter shown of a text that takes longer to read (about 170 words a minute)."""
ONE_LINE, WIDE = 420, 560
"""Pixels at 100 per cent: of a text that stands in one line, and of a notice with more."""


class Notices(QObject):
    """Shows one thing at a time at the foot of a window, never as a modal box: what went well over the status
    bar, so that it covers nothing of the page; trouble over the page, above that bar, until it is closed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: Panel | None = None
        self._offers_undo = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        window.installEventFilter(self)

    @property
    def text(self) -> str:
        """What is shown now, empty where nothing is."""
        return str(self._shown.property("text")) if self._shown is not None else ""

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """A toast that goes away by itself, with Undo where there is a way back."""
        panel, line = self._panel("toast", text)
        if undo is not None:
            button = Button(_("Undo"), lambda: self._undo(undo), kind="quiet")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Ctrl+Z does it; Qt gives the keyboard to what
            line.addWidget(button)  # Tab reaches when a row is gone, and a space would take the change back
        self._show(panel)
        self._offers_undo = undo is not None
        self._timer.start(max(SHOWN_MS, LETTER_MS * len(text)))

    def withdraw(self) -> None:
        """Take an offered Undo away: something was undone or changed since, and it would hit that."""
        if self._offers_undo:
            self.clear()

    def trouble(self, error: Exception) -> None:
        """Trouble stays until it is closed. A bug is told in one sentence; the log gets where, never what."""
        if isinstance(error, CasebookError):
            text = error.message.render()
        else:
            LOG.error("%s at %s", type(error).__name__, _where(error))
            text = _("Something went wrong inside Casebook. What was saved before is safe.")
        panel, line = self._panel("red", text)
        if not isinstance(error, CasebookError):
            self._fold(panel, line, f"{type(error).__name__}  ·  {_where(error)}")
        line.addWidget(IconButton("x", _("Close"), self.clear))
        self._timer.stop()
        self._show(panel)

    def _fold(self, panel: Panel, line: QHBoxLayout, details: str) -> None:
        """What helps whoever mends it, shown when asked for: a kind of error, a file, a line."""
        told = Label(details, "note", wrap=True, selectable=True)
        told.hide()

        def unfold() -> None:
            told.setVisible(told.isHidden())
            self._place()

        line.addWidget(Button(_("Details"), unfold, kind="quiet"))
        panel.body.addWidget(told)

    def _undo(self, undo: Callable[[], None]) -> None:
        self.clear()
        undo()

    def _panel(self, kind: str, text: str) -> tuple[Panel, QHBoxLayout]:
        panel = Panel(kind, margins=(16, 10, 10, 10) if kind == "red" else (16, 0, 8, 0))
        holder = QHBoxLayout()
        holder.setSpacing(12)
        if kind == "red":
            holder.addWidget(Sign("circle-alert", "red_ink"))
        long = "\n" in text or theme().metrics("medium").horizontalAdvance(text) > theme().px(ONE_LINE)
        label = Label(text, "medium", wrap=long or kind == "red")
        if kind == "red":
            label.setProperty("ink", "red")
        holder.addWidget(label, 1)
        panel.body.addLayout(holder)
        panel.setProperty("text", text)
        panel.setAccessibleName(text)
        return panel, holder

    def _show(self, panel: Panel) -> None:
        self.clear()
        panel.setParent(self._window)
        self._shown = panel
        self._place()
        panel.show()
        panel.raise_()
        announce(self._window, self.text)

    def clear(self) -> None:
        """Take away what is shown."""
        self._timer.stop()
        self._offers_undo = False
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None

    def _place(self) -> None:
        if self._shown is None:
            return
        panel, height = self._shown, self._window.height()
        short = not any(label.wordWrap() for label in panel.findChildren(Label))
        width = panel.sizeHint().width() if short else theme().px(WIDE)
        panel.setFixedWidth(min(width, self._window.width() - 32))
        panel.resize(panel.width(), max(panel.heightForWidth(panel.width()), panel.sizeHint().height()))
        left, below = (self._window.width() - panel.width()) // 2, theme().px(44)
        bar = self._window.findChild(QWidget, "statusbar")
        if bar is not None and panel.property("panel") == "toast":
            left, below = self._in(bar, panel)
        panel.move(left, height - panel.height() - below)

    def _in(self, bar: QWidget, panel: Panel) -> tuple[int, int]:
        """Pixels from the left and from below for a panel over a status bar, at the end of its middle."""
        middle = bar.findChild(QWidget, "middle") or bar
        end = middle.mapTo(self._window, QPoint(middle.width(), 0)).x()
        return max(16, end - panel.width()), max(0, bar.height() - panel.height()) // 2

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def _where(error: Exception) -> str:
    """File and line of a bug: no message, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
