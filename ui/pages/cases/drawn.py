"""The pictures of a case: its dates along a line, and the people around the person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing
from app.i18n import _
from app.records import TYPES
from app.records.record import Record
from app.services.circle import Circle, circle
from app.services.files import CaseFile
from app.timeline import Moment, timeline
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.pictures import kin, times
from ui.pictures.picture import Picture
from ui.pictures.times import Told
from ui.widgets import FoldPanel, Label, folded_text
from ui.widgets.chain import STEP_ICONS

if TYPE_CHECKING:
    from app.ports import Vault

CHAIN_SAYS = {"exit": "exit", "arrest_date": "arrest"}
"""Fields of the case that the custody chain says better, and the step that does."""


def moments_of(file: CaseFile) -> list[Moment]:
    """Everything of a file that has a date, or should have one."""
    kinds = {s.text("kind") for s in file.steps}
    found = [Moment(s, "date", "step") for s in file.steps]
    found += [
        Moment(file.case, key, "case")
        for key, step in CHAIN_SAYS.items()
        if file.case.date(key) and step not in kinds
    ]
    for kind, records in (("act", file.acts), ("sighting", file.sightings), ("contact", file.contacts)):
        found += [Moment(r, "date", kind) for r in records]
    found += [Moment(event, "date", "event") for _link, event in file.links]
    return found + [Moment(c, "date", "consent") for c in file.consents]


class CaseTimeline(QWidget):
    """The tab with the dates of a case."""

    def __init__(self, desk: Desk, lookup: Lookup, go: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.lookup, self._go = desk, lookup, go
        self._file: CaseFile | None = None
        self._shown: tuple[object, ...] | None = None
        self._asked = False
        self.fold = FoldPanel()
        self.fold.asked.connect(self._unfold)
        self.picture = Picture(_("Timeline"), rule=False)
        self.none = Label(_("Nothing with a date is recorded yet."), "dim", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        layout.addWidget(self.picture)
        layout.addWidget(self.none)

    def show_file(self, file: CaseFile) -> None:
        """Show the dates of a file; what a marked one tells of them waits."""
        if self._file is None or self._file.case.id != file.case.id:
            self._asked = False
        self._file = file
        waits = any(c.phrase("what") for c in file.contacts) and self._weighs()
        self.fold.setVisible(waits)
        line = timeline(moments_of(file))
        drawing = times.drawing_of(line, self._told, self.lookup.language)
        if (line, drawing.rows) == self._shown:  # the row that somebody stands on stays
            return
        self._shown = line, drawing.rows
        self.picture.show_drawing(drawing)
        self.none.setVisible(not line.placed and not line.undated)

    def _weighs(self) -> bool:
        return self._file is not None and not self._asked and distressing(self._file.case)

    def _unfold(self) -> None:
        if self._file is not None:
            self._asked = True
            self.show_file(self._file)
            self.picture.setFocus()

    def _told(self, moment: Moment) -> Told:
        record, lookup = moment.record, self.lookup
        place = lookup.title(record.ref("place"))
        kind = _(TYPES[moment.kind].label)
        match moment.kind:
            case "step":
                code = record.text("kind")
                title, icon = lookup.word("step_kind", code), STEP_ICONS.get(code, "circle")
                return Told(title, kind, place, icon, partial(self._go, "step"))
            case "act":
                title = lookup.word("violation", record.text("type"))
                return Told(title, kind, place, times.ICONS["act"], partial(self._go, "act"))
            case "sighting":
                title = _("Seen at {place}").format(place=place) if place else kind
                return Told(title, kind, "", times.ICONS["sighting"], partial(self._go, "sighting"))
            case "event":
                opens = partial(self.desk.navigate, "events", record.id)
                title = record.phrase("title").in_language(lookup.language)
                return Told(title, kind, "", times.ICONS["event"], opens)
            case "consent":
                title = lookup.word("permission", record.text("permission"))
                answer = lookup.label("consent_answer", record.text("answer"))
                return Told(title, kind, answer, times.ICONS["consent"], partial(self._go, "consent"))
            case "contact":
                title = record.phrase("by").in_language(lookup.language)
                what = record.phrase("what").in_language(lookup.language)
                what = folded_text() if what and self._weighs() else what
                return Told(title, kind, what, times.ICONS["contact"], partial(self._go, "contact"))
        label = _(TYPES["case"].by_key[moment.key].label)
        return Told(label, kind, "", times.ICONS["case"], partial(self._go, "case"))


class FamilyPicture(QWidget):
    """The people around the person of a file, read two relations far."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__()
        self.desk, self.lookup = desk, lookup
        self._of: tuple[Record, ...] = ()
        self._found: Circle | None = None
        self.picture = Picture(_("Family and others"), rule=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        self.hide()

    def show_file(self, file: CaseFile) -> None:
        """Read the circle around the person anew where there are relations."""
        self._of = file.relations
        self.setVisible(bool(file.relations))
        if file.relations:
            person = file.person.id

            def read(vault: Vault) -> Circle:
                with vault.read() as reader:
                    return circle(reader, person)

            self.desk.ask(read, self._show, owner=self)

    def _show(self, found: Circle) -> None:
        if self._of and found != self._found:
            self._found = found
            opens = partial(self.desk.navigate, "cases")
            self.picture.show_drawing(kin.drawing_of(found, self.lookup.word, opens))
