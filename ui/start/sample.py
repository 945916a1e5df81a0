"""What is shown while the sample vault is made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from ui.widgets import Label, column


class SampleForm(QWidget):
    """Says that the sample is being made; `told(done, of)` from any thread."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(_("Making the sample vault…"), "headline", wrap=True)
        self.count = Label(_("About 400 invented people, eight public events."), "lead", wrap=True)
        self.setLayout(column(self.words, self.count, None, spacing=14))
        self.told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, done: int, of: int) -> None:
        self.count.setText(
            ngettext("{done} of {n} record", "{done} of {n} records", of).format(
                done=f"{done:,}", n=f"{of:,}"
            )
        )
