"""What is shown while the sample vault is made, with a way to give it up."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from ui.widgets import Button, Label, column, row


class GivenUp(Exception):
    """Somebody did not want to wait: nothing is left of what was made."""


class SampleForm(QWidget):
    """Says that the sample is being made; `tell(done, of)` from any thread."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._over = threading.Event()
        self.words = Label(_("Making the sample vault…"), "headline", wrap=True)
        self.count = Label(_("About 400 invented people, eight public events."), "lead", wrap=True)
        self.stop = Button(_("Give it up"), self._give_up, kind="link")
        layout = column(self.words, self.count, spacing=14)
        layout.addLayout(row(self.stop, None))
        layout.addStretch(1)
        self.setLayout(layout)
        self.told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, done: int, of: int) -> None:
        """How far it is. Raises GivenUp where it is not to go on."""
        if self._over.is_set():
            raise GivenUp
        self.told.emit(done, of)

    def _give_up(self) -> None:
        self._over.set()
        self.stop.setEnabled(False)

    def _show(self, done: int, of: int) -> None:
        self.count.setText(
            ngettext("{done} of {n} record", "{done} of {n} records", of).format(
                done=f"{done:,}", n=f"{of:,}"
            )
        )
