"""What is shown only when it is asked for: a word, the reason, and a button that Space and Enter press."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets.blocks import Panel
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row


class FoldPanel(Panel):
    """The word and the reason in place of the content. `asked()`: somebody wants to see it."""

    asked = Signal()

    def __init__(self, reason: str = "") -> None:
        super().__init__("amber")
        self.reason = Label(reason or folded_words(), "body", wrap=True)
        self.show_it = Button(_("Show it"), self.asked.emit, icon="eye")
        self.show_it.setAutoDefault(True)  # Enter too
        self.show_it.setAccessibleDescription(self.reason.text())
        line = row(self.reason, self.show_it, spacing=16)
        line.setStretch(0, 1)
        self.body.addLayout(line)


class Fold(QWidget):
    """Content behind a `FoldPanel`. What was asked for stays open for that record until another is shown."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.panel = FoldPanel()
        self.panel.asked.connect(self.unfold)
        self._of: Hashable = None
        self._open = False
        self.setLayout(column(self.panel, content, spacing=0))
        self.panel.hide()

    def show_of(self, record: Hashable, folded: bool) -> None:
        """Another record, or the same with another mark."""
        if record != self._of:
            self._of, self._open = record, False
        self._fit(folded and not self._open)

    def unfold(self) -> None:
        """Show the content, and put the cursor into it."""
        self._open = True
        self._fit(folded=False)
        first = self.content.nextInFocusChain()
        if first is not None and self.content.isAncestorOf(first):
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self, folded: bool) -> None:
        self.panel.setVisible(folded)
        self.content.setVisible(not folded)


def folded_text() -> str:
    """What stands in a line in place of a text that is folded."""
    return _("(distressing)")


def folded_line() -> str:
    """The same where opening the record shows it."""
    return _("Distressing: open it to read what was told.")


def folded_task() -> str:
    """The same for a task."""
    return _("Distressing: open it to read the task.")


def folded_words() -> str:
    """Why something is folded."""
    return _("Marked as distressing. It is shown only when you ask for it.")
