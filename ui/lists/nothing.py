"""What stands in the place of rows where nothing matches what narrows a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets import Button, Label, column, row


class NothingFound(QWidget):
    """A sentence, and the way back to the whole list."""

    def __init__(self, words: str, widen: Callable[[], object]) -> None:
        super().__init__()
        self.all = Button(_("Show all"), widen, kind="link")
        line = column(Label(words, "dim", wrap=True), row(self.all, None), spacing=6)
        line.setContentsMargins(24, 12, 20, 0)
        self.setLayout(line)
        self.hide()
