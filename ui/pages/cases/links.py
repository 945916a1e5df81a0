"""The events a case is linked to: each with its own certainty and basis; letters find another."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ui.widgets import Block, Certainty, ElidedLink, IconButton, Label, Sign, column, row
from ui.widgets.layouts import clear

KEYS = ("certainty", "crossing", "basis", "source")


class LinksBlock(Block):
    """Linked events, and the line that links one more."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(_("Linked events"), "0")
        self.desk, self.lookup = desk, lookup
        self._file: CaseFile | None = None
        self._fresh: Record | None = None
        self.list = QVBoxLayout()
        self.list.setSpacing(10)
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
            clear(self.list)
            self.heading.set_note(str(len(file.links)))
            for one, event in file.links:
                self.list.addWidget(self._row(one, event))
        self.one.update([one for one, _event in file.links])
        if self._fresh is not None:
            fresh, self._fresh = self._fresh, None
            self.one.open(fresh)

    def _row(self, one: Record, event: Record) -> QWidget:
        title = event.phrase("title").in_language(self.lookup.language) or event.text("code")
        name = ElidedLink(title, partial(self.desk.navigate, "events", event.id))
        edit = IconButton(
            "pencil", _("Edit the link: {event}").format(event=title), partial(self.one.open, one)
        )
        date = event.date("date")
        when = say_date(date, self.lookup.language) if date else ""
        sure = one.text("certainty")
        rings = Certainty(sure, self.lookup.word("certainty", sure))
        lines = column(row(name, edit, spacing=0), row(Label(when, "note"), None, rings), spacing=0)
        basis = one.phrase("basis").in_language(self.lookup.language)
        if basis:
            lines.addWidget(Label(basis, "second", wrap=True, selectable=True))
        holder = QWidget()
        sign = column(5, Sign("calendar-days", "gold_text"), None)
        outer = row(sign, lines, spacing=8)
        outer.setStretch(1, 1)
        holder.setLayout(outer)
        return holder

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
