"""Who is around the person: relations to others, and the parts that people play in files and events."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.records.people import RELATION
from app.records.record import Record, new
from app.relations import seen_from, turned
from app.services.files import CaseFile
from ui.forms.lookup import Hit, Lookup
from ui.forms.references import FindLine
from ui.frame.desk import Desk
from ui.parts.lines import Said
from ui.parts.panels import PartsPanel, after_plus, joined
from ui.widgets import folded_line

OTHER_RELATION = "relative"
"""What somebody is until staff say more."""


class RelationsPanel(PartsPanel):
    """People related to the person of the file, each as they are to this person."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(
            desk,
            lookup,
            RELATION,
            ("kind", "other", "certainty", "source", "note"),
            icon="users",
            empty=_("Nobody is related to this person as far as recorded."),
            rule=False,
        )

    def records(self, file: CaseFile) -> Sequence[Record]:
        """Each as it reads from this person; what was entered from the other end is turned."""
        me, inverse = file.person.id, self.lookup.inverses("relation")
        seen = seen_from(me, file.relations, inverse)
        return [s.link if s.link.ref("person") == me else turned(s.link, inverse) for s in seen]

    def said(self, record: Record) -> Said:
        """Who; what they are to this person."""
        other = record.ref("other")
        file, note = self._file_of(other), self.phrase(record, "note")
        return Said(
            title=self.person(other),
            dim=joined(
                self.lookup.word("relation", record.text("kind")),
                _("case {code}").format(code=file.text("code")) if file else "",
            ),
            text=folded_line() if note and self.weighs(record) else note,
            certainty=self.sure(record),
            opens=(lambda: self.desk.navigate("cases", file.id)) if file else None,
        )

    def _file_of(self, person: UUID | None) -> Record | None:
        cases = self.file.cases.values() if self.file else ()
        return next((c for c in cases if person is not None and c.ref("person") == person), None)

    def adder(self) -> QWidget:
        """A name is enough to begin; one that is not there yet is made."""
        self.line = FindLine(
            _("Relate somebody"), ("person",), self.lookup, hint=_("Relate somebody: type a name")
        )
        self.line.picked.connect(self._picked)
        return after_plus(self.line)

    def _picked(self, hit: Hit) -> None:
        self.line.clear()
        if self.file is not None and hit.id != self.file.person.id:
            self.make(new("relation", person=self.file.person.id, other=hit.id, kind=OTHER_RELATION))
