"""The question before the sample vault is taken off this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets import Button, Label, column, row


class RemoveSampleForm(QWidget):
    """Says what goes. Signals: `wanted` to do it, `back`."""

    wanted = Signal()
    back = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        title = Label(_("Remove the sample?"), "headline", wrap=True)
        words = _("Its folder goes, with all that was typed into it. It can be made again at any time.")
        self.go = Button(_("Remove the sample"), self.wanted.emit, kind="danger")
        self.stay = Button(_("Back"), self.back.emit, kind="quiet")
        self.trouble = Label("", "wrong", wrap=True)
        self.trouble.hide()
        place = Label(str(folder), "dim", wrap=True)
        buttons = row(self.go, self.stay, None)
        parts = (title, Label(words, "lead", wrap=True), place, self.trouble)
        layout = column(*parts, spacing=14)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.setLayout(layout)

    def set_busy(self, busy: bool) -> None:
        """While the worker does it."""
        self.go.setEnabled(not busy)

    def show_trouble(self, text: str) -> None:
        """Why it is still there."""
        self.set_busy(False)
        self.trouble.setText(text)
        self.trouble.show()

    def focus_first(self) -> None:
        """Enter must not remove it unread."""
        self.stay.setFocus()
