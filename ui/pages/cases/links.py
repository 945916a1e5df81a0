"""The events a case is linked to: each with its own certainty and basis; letters find another."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.records.cases import LINK
from app.records.record import Record
from app.services.files import CaseFile, link
from app.services.saving import Saved
from ui.forms.keeper import Keeper
from ui.forms.lookup import Hit, Lookup
from ui.forms.reading import say_date
from ui.forms.references import FindLine
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.form import OneOpen
from ui.parts.lines import RecordLines, Said, Told
from ui.widgets import Block, Sign, row

KEYS = ("certainty", "crossing", "basis", "source")


class LinksBlock(Block):
    """Linked events, and the line that links one more."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(_("Linked events"), "0")
        self.desk, self.lookup = desk, lookup
        self._file: CaseFile | None = None
        self._fresh: Record | None = None
        self.list = RecordLines("calendar-days")
        self.edited = QVBoxLayout()
        self.one = OneOpen(desk, lookup, LINK, KEYS, self.edited)
        self.line = FindLine(
            _("Link an event"), ("event",), lookup, hint=_("Link an event: type its name or date")
        )
        self.line.picked.connect(self._picked)
        self.body.addLayout(self.list)
        self.body.addLayout(self.edited)
        self.body.addLayout(row(Sign("plus"), self.line, spacing=2))

    def show_file(self, file: CaseFile) -> None:
        """Show the links of a file."""
        other = self._file is None or self._file.case.id != file.case.id
        known, self._file = self._file, file
        if other:
            self.one.close()
            self.line.clear()
        if known is None or known.links != file.links:
            self.heading.set_note(str(len(file.links)))
            self.list.show_records({one.id: self._told(one, event) for one, event in file.links})
        self.one.update([one for one, _event in file.links])
        fresh, self._fresh = self._fresh, None
        if fresh is not None and fresh.ref("case") == file.case.id:  # somebody may have gone on meanwhile
            self.one.open(fresh)

    def _told(self, one: Record, event: Record) -> Told:
        title = event.phrase("title").in_language(self.lookup.language) or event.text("code")
        date, sure = event.date("date"), one.text("certainty")
        said = Said(
            title=title,
            dim=say_date(date, self.lookup.language) if date else "",
            text=one.phrase("basis").in_language(self.lookup.language),
            certainty=(sure, self.lookup.word("certainty", sure)),
            opens=partial(self.desk.navigate, "events", event.id),
        )
        return Told(said, partial(self.one.open, one), _("Edit the link: {event}").format(event=title))

    def _picked(self, hit: Hit) -> None:
        self.line.clear()
        if self._file is None:
            return
        known = next((one for one, event in self._file.links if event.id == hit.id), None)
        if known is not None:
            self.one.open(known)
            return
        case = self._file.case.id
        self.desk.save(lambda vault: link(vault, case, hit.id), self._linked, kinds=["link"], owner=self)

    def _linked(self, saved: Saved) -> None:
        undo_of(self.desk).did(saved)
        self._fresh = saved.record

    def keepers(self) -> list[Keeper]:
        """The keeper of the link that stands open."""
        return self.one.keepers()
