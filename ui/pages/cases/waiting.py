"""Parts of a file that hold something typed which could not be saved: each leads to its form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.records.record import Record
from app.services.files import CaseFile
from app.services.saving import draft_key
from ui.forms.lookup import Lookup
from ui.parts.comments import called
from ui.widgets import Button, column, row
from ui.widgets.layouts import clear


class WaitingParts(QWidget):
    """Hidden while there is none. `led(record, field)`: somebody wants to go on with one."""

    led = Signal(object, str)

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self._lookup = lookup
        self._list = column(spacing=0)
        self.setLayout(self._list)
        self.hide()

    def show_file(self, file: CaseFile, drafts: Mapping[str, Record], open_: Collection[UUID | None]) -> None:
        """Name the parts that have a draft and do not stand open."""
        clear(self._list)
        found = [r for r in file.records[2:] if draft_key(r) in drafts and r.id not in open_]
        for part in found:
            text = _("Kept as a draft: {part}").format(part=called(part, self._lookup))
            lead = Button(text, partial(self._lead, part.id), kind="link", icon="pencil")
            self._list.addLayout(row(lead, None))
        self.setVisible(bool(found))

    def _lead(self, part: UUID) -> None:
        self.hide()
        self.led.emit(part, "")
