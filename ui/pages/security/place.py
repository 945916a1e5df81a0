"""Where the vault lies: its folder, and what is to be said of the disk and of programs that copy it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.messages import Message
from app.surroundings import warnings
from ui.frame.desk import Desk
from ui.pages.security.parts import Fact
from ui.widgets import Block, column
from ui.widgets.layouts import clear


class PlaceBlock(Block):
    """Looked at beside the worker, for it may ask the system; hidden where the folder is not known."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Where it lies"), spacing=0)
        self._desk = desk
        self._facts: QVBoxLayout = column(spacing=0)
        self.body.addLayout(self._facts)
        if desk.place is None:  # shown without a parent yet it would be a window of its own
            self.hide()

    def load(self) -> None:
        """Look again."""
        place = self._desk.place
        if place is not None:
            self._desk.aside(lambda: warnings(place), self._show, owner=self)

    def _show(self, found: Sequence[Message]) -> None:
        clear(self._facts)
        place = self._desk.place
        if place is not None:
            self._facts.addWidget(Fact("hard-drive", place.name, str(place.parent)))
        for message in found:
            self._facts.addWidget(Fact("triangle-alert", message.render(), state="warn"))
