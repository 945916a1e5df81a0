"""Records that are part of another (steps, links): a line each, opened into a form below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.fields import RecordType
from app.i18n import _
from app.records.record import Record
from app.services.saving import Saved, delete, draft_key
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.ime import SYLLABLE_MS, composing, quietly
from ui.widgets import Button, IconButton, row
from ui.widgets.scrolling import reveal
from ui.widgets.tabbing import step_out
from ui.worker import Priority

if TYPE_CHECKING:
    from app.ports import Vault


class PartForm(QWidget):
    """The form of one part, with a way to close it and to move it to the trash."""

    closed = Signal()

    def __init__(self, desk: Desk, lookup: Lookup, record_type: RecordType, keys: Sequence[str]) -> None:
        super().__init__()
        self.desk = desk
        own = [f.key for f in lookup.own_fields(record_type.key) if not f.retired]
        every = [*keys, *(key for key in own if key not in keys)]
        self.form = Form(record_type, lookup, keys=every, headings=False, quiet=False, columns=2)
        self.keeper = Keeper(self.form, desk)
        label = _(record_type.label)
        self.close_button = Button(_("Close"), self.finish)
        self.close_button.setAccessibleName(_("Close: {name}").format(name=label))
        self.trash = IconButton("trash-2", _("Remove: {name}").format(name=label), self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 4, 0, 12)
        layout.addWidget(self.form)
        self.tools = row(self.close_button, self.trash, None)
        layout.addLayout(self.tools)

    def open(self, record: Record) -> None:
        """Show a record, with the draft of it that an earlier session left."""
        self.keeper.open(record)
        self.keeper.unread = True
        self.form.focus_first()
        read = partial(read_draft, key=draft_key(record))
        self.desk.ask(read, self._resume, owner=self, priority=Priority.TYPING)

    def _resume(self, draft: Record | None) -> None:
        """Go on with the draft, and with what was typed before it came; a syllable is finished first."""
        if draft is not None and composing():
            QTimer.singleShot(SYLLABLE_MS, self, partial(self._resume, draft))
            return
        if draft is not None and draft.id == self.form.base.id:
            quietly(partial(self.keeper.join, draft))
        self.keeper.unread = False

    def finish(self) -> None:
        """Save and close; what cannot be saved waits in a draft, which the page names."""
        waits = self.keeper.has_draft or (self.form.dirty and not self.form.valid)
        self.keeper.leave()
        self.closed.emit()
        if waits:
            self.desk.changed.emit(frozenset({self.form.type.key}))

    def remove(self) -> None:
        """Move it to the trash; Undo brings it back."""
        record = self.form.base
        undo = undo_of(self.desk)

        def gone(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_("Removed"), undo.undo)

        self.closed.emit()
        self.desk.save(lambda vault: delete(vault, record), gone, kinds=[record.type], owner=undo)


def read_draft(vault: Vault, *, key: str) -> Record | None:
    """What was kept under a key, on the worker's thread."""
    with vault.read() as reader:
        return reader.drafts().get(key)


class OneOpen:
    """At most one part of a block stands open; `dress(form, record)` may add tools to its form."""

    def __init__(
        self, desk: Desk, lookup: Lookup, record_type: RecordType, keys: Sequence[str], holder: QVBoxLayout
    ) -> None:
        self._make = partial(PartForm, desk, lookup, record_type, keys)
        self._holder = holder
        self.dress: Callable[[PartForm, Record], None] | None = None
        self.part: PartForm | None = None
        self.of: Record | None = None
        """What the parts are of: a case, which may be marked as distressing."""

    @property
    def id(self) -> UUID | None:
        """The record that stands open."""
        return self.part.form.base.id if self.part and self.part.form.has_record else None

    def go_on(self, record: Record) -> None:
        """Open a record that was just begun, the cursor where it goes on."""
        self.open(record)
        if self.part is not None:
            self.part.form.focus_empty()

    def open_at(self, record: Record, key: str) -> None:
        """Open a record, the cursor in one of its fields."""
        self.open(record)
        if self.part is not None:
            self.part.form.editors[key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open(self, record: Record) -> None:
        """Open a record, closing another."""
        self.close()
        self.part = self._make()
        self.part.closed.connect(self.close)
        self.part.keeper.of = self.of
        if self.dress is not None:
            self.dress(self.part, record)
        self._holder.addWidget(self.part)
        self.part.open(record)
        reveal(self.part)

    def update(self, records: Sequence[Record]) -> None:
        """The records were read again: follow, or close when it is gone. What was never saved is not gone."""
        if self.part is None:
            return
        found = next((r for r in records if r.id == self.id), None)
        if found is not None:
            self.part.keeper.update(found)
        elif self.part.form.base.version and not self.part.keeper.busy:
            self.close()

    def close(self) -> None:
        """Close what stands open."""
        part, self.part = self.part, None
        if part is not None:
            part.keeper.leave()
            step_out(part)
            self._holder.removeWidget(part)
            part.hide()
            part.deleteLater()

    def keepers(self) -> list[Keeper]:
        """The keeper of what stands open."""
        return [self.part.keeper] if self.part is not None else []
