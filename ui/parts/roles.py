"""The parts that people play in a file or an event."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.records.people import ROLE
from app.records.record import Record, new
from app.services.files import CaseFile
from ui.forms.lookup import Hit, Lookup
from ui.forms.references import FindLine
from ui.frame.desk import Desk
from ui.parts.lines import Said
from ui.parts.panels import PartsPanel, after_plus

FIRST_ROLE = "witness"
"""What somebody is until staff say more."""


class RolesPanel(PartsPanel):
    """Others in this file, and this person in other files and events."""

    def __init__(self, desk: Desk, lookup: Lookup, *, of_event: bool = False) -> None:
        super().__init__(
            desk,
            lookup,
            ROLE,
            ("role", "person", "certainty", "source", "note"),
            icon="user",
            empty=_("Nobody plays a part in this event as far as recorded.")
            if of_event
            else _("Nobody else plays a part in this file as far as recorded."),
            rule=not of_event,
        )
        if of_event:
            self.line.setAccessibleName(_("Add somebody to this event"))

    def records(self, file: CaseFile) -> Sequence[Record]:
        """Those of this file first."""
        return sorted(file.roles, key=lambda r: r.ref("case") != file.case.id)

    def said(self, record: Record) -> Said:
        """Who, in which part; of this person elsewhere, where."""
        role, note = self.lookup.word("person_role", record.text("role")), self.phrase(record, "note")
        sure = self.sure(record)
        if self.owner is None or record.ref(self.owner.type) == self.owner.id:
            return Said(self.person(record.ref("person")), role, note, sure)
        case, event = record.ref("case"), record.ref("event")
        if event is not None:
            title = self.lookup.title(event)
            return Said(title, role, note, sure, opens=lambda: self.desk.navigate("events", event))
        other = self.file.cases.get(case) if self.file and case else None
        title = _("Case {code}").format(code=other.text("code") if other else "")
        return Said(title, role, note, sure, opens=lambda: self.desk.navigate("cases", case))

    def adder(self) -> QWidget:
        """A name is enough to begin."""
        self.line = FindLine(
            _("Add somebody to this file"),
            ("person",),
            self.lookup,
            hint=_("Add a witness, relative, official: type a name"),
        )
        self.line.picked.connect(self._picked)
        return after_plus(self.line)

    def _picked(self, hit: Hit) -> None:
        self.line.clear()
        if self.owner is not None:
            draft = new("role", person=hit.id, role=FIRST_ROLE)
            self.make(draft.with_values(**{self.owner.type: self.owner.id}))
