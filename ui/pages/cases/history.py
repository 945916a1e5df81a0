"""The history of a record as a plain list: when, who, which field, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canonical import Json, decode
from app.fields import Field
from app.i18n import _
from app.ports import Change, Entry, Staff
from app.records import TYPES
from app.services.files import CaseFile
from ui.forms.lookup import Lookup
from ui.forms.saying import say_value
from ui.frame.desk import Desk
from ui.widgets import Hairline, Label, column, row
from ui.widgets.basics import clear

if TYPE_CHECKING:
    from app.ports import Vault

MOST = 200
LONGEST = 160


class HistoryList(QWidget):
    """The journal entries of a case and its parts, newest first; read when it is looked at."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__()
        self._desk, self._lookup = desk, lookup
        self._file: CaseFile | None = None
        self._shown: list[int] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 6, 0, 0)
        self._list.setSpacing(6)

    def show_file(self, file: CaseFile) -> None:
        """The file whose history it is."""
        self._file = file
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read it."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if self._file is None:
            return
        file = self._file
        parts = (file.case, file.person, *(one for one, _event in file.links), *file.steps, *file.consents)
        ids = [part.id for part in parts]
        self._desk.ask(lambda vault: read_history(vault, ids), self._arrived, owner=self)

    def _arrived(self, found: tuple[list[Entry], tuple[Staff, ...]]) -> None:
        entries, staff = found
        if [e.seq for e in entries] == self._shown:
            return
        self._shown = [e.seq for e in entries]
        clear(self._list)
        names = {s.id: s.name for s in staff}
        for entry in entries[:MOST]:
            self._list.addLayout(self._entry(entry, names.get(entry.actor, "")))
            self._list.addWidget(Hairline())
        if len(entries) > MOST:
            self._list.addWidget(Label(_("Older entries are kept in the journal."), "dim"))

    def _entry(self, entry: Entry, who: str) -> QVBoxLayout:
        when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
        kind = _(TYPES[entry.record_type].label) if entry.record_type in TYPES else ""
        done = {
            "create": _("made"),
            "update": _("changed"),
            "undo": _("undone"),
            "delete": _("moved to the trash"),
            "restore": _("restored"),
            "travel": _("packed into a travel vault"),
        }.get(entry.action, entry.action)
        head = row(
            Label(when, "note"), Label(who, "note"), Label(f"{kind}: {done}", "medium"), None, spacing=12
        )
        lines = column(head, spacing=2)
        for change in entry.changes:
            lines.addWidget(
                Label(self._change(entry.record_type, change), "second", wrap=True, selectable=True)
            )
        return lines

    def _change(self, record_type: str, change: Change) -> str:
        fields = {f.key: f for f in self._lookup.own_fields(record_type)}
        if record_type in TYPES:
            fields |= TYPES[record_type].by_key
        field = fields.get(change.field)
        if field is None:
            return change.field
        old, new = self._say(field, change.old), self._say(field, change.new)
        name = field.called()
        if not old:
            return f"{name}: {new}"
        return _("{field}: {new} (before: {old})").format(field=name, new=new or _("(empty)"), old=old)

    def _say(self, field: Field, data: Json) -> str:
        if data is None:
            return ""
        try:
            text = say_value(field, decode(field, data), self._lookup)
        except (KeyError, TypeError, ValueError):
            return _("(kept in an older form)")
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def read_history(vault: Vault, ids: Sequence[UUID]) -> tuple[list[Entry], tuple[Staff, ...]]:
    """The entries of some records, newest first, and who staff are."""
    with vault.read() as reader:
        entries = [entry for one in ids for entry in reader.history(one)]
        return sorted(entries, key=lambda e: e.seq, reverse=True), reader.staff()
