"""What else a file or an event holds, a line a record: the list of one kind, opened into a form below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing
from app.fields import RecordType
from app.i18n import _
from app.records.record import Record
from app.services.files import CaseFile
from app.services.saving import Saved, save
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.form import OneOpen
from ui.parts.lines import RecordLines, Said, Told
from ui.widgets import Block, Label, Sign, row

if TYPE_CHECKING:
    from app.ports import Vault


class PartsPanel(Block):
    """The records of one kind that are part of a case or an event, and a way to add one more.

    A subclass gives the words of each and the widget that adds; for the file on a case, which of its records.
    """

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        record_type: RecordType,
        keys: Sequence[str],
        *,
        icon: str,
        empty: str,
        title: str = "",
        rule: bool = True,
    ) -> None:
        super().__init__(title or _(record_type.plural), " ", rule=rule)
        self.desk, self.lookup, self.type = desk, lookup, record_type
        self.file: CaseFile | None = None
        self.owner: Record | None = None
        self._found: Sequence[Record] = ()
        self._fresh: UUID | None = None
        self._none = Label(empty, "dim", wrap=True)
        self.above = QVBoxLayout()
        self.list = RecordLines(icon)
        self.edited = QVBoxLayout()
        self.one = OneOpen(desk, lookup, record_type, keys, self.edited)
        for part in (self.above, self.list, self.edited):
            self.body.addLayout(part)
        self.list.addWidget(self._none)
        self.body.addWidget(self.adder())

    # what a subclass says

    def records(self, file: CaseFile) -> Sequence[Record]:
        """The records of a file, in the order they are shown."""
        raise NotImplementedError

    def said(self, record: Record) -> Said:
        """The words of one."""
        raise NotImplementedError

    def adder(self) -> QWidget:
        """What adds one more."""
        raise NotImplementedError

    def before(self, file: CaseFile) -> None:
        """Called before the list is shown (for what stands above it)."""

    # showing

    def show_file(self, file: CaseFile) -> None:
        """Show the records of a file."""
        self.file = file
        self.before(file)
        self.show_parts(file.case, self.records(file))

    def show_parts(self, owner: Record, found: Sequence[Record]) -> None:
        """Show the records of a case or an event."""
        if self.owner is None or self.owner.id != owner.id:
            self.one.close()
        self.owner, self._found, self.one.of = owner, found, owner
        self.heading.set_note(str(len(found)) if found else "")
        self._show_lines(found)
        self.one.update(list(found))
        fresh = next((r for r in found if r.id == self._fresh), None)
        if fresh is not None:
            self._fresh = None
            self.one.go_on(fresh)
        self._place()

    def _show_lines(self, found: Sequence[Record]) -> None:
        self.list.show_records({record.id: self._told(record) for record in found})
        self._none.setVisible(not found)

    def _told(self, record: Record) -> Told:
        said = self.said(record)
        return Told(said, partial(self.open, record), _("Edit: {name}").format(name=said.title))

    def open(self, record: Record) -> None:
        """Open the form of one, below its line."""
        self.one.open(record)
        self._place()

    def open_at(self, record: Record, key: str) -> None:
        """Open the form of one below its line, the cursor in one of its fields."""
        self.one.open_at(record, key)
        self._place()

    def _place(self) -> None:
        """Put the form that stands open below the line of its record."""
        if self.one.part is None:
            return
        places = [r.id for r in self._found]
        if self.one.id in places:
            place = places.index(self.one.id) + 1
            if self.list.indexOf(self.one.part) != place:
                self.list.insertWidget(place, self.one.part)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._found)

    # words

    def weighs(self, record: Record) -> bool:
        """Whether what it tells waits until somebody asks for it."""
        return distressing(record, self.owner)

    def day(self, record: Record, key: str) -> str:
        """A date in words, "" where there is none."""
        date = record.date(key)
        return say_date(date, self.lookup.language) if date else ""

    def sure(self, record: Record) -> tuple[str, str] | None:
        """How sure, and the word for it; None where nobody judged."""
        code = record.text("certainty")
        return (code, self.lookup.word("certainty", code)) if code else None

    def phrase(self, record: Record, key: str) -> str:
        """A text in the language of the window."""
        return record.phrase(key).in_language(self.lookup.language)

    def person(self, person: UUID | None) -> str:
        """The name of somebody, of the person of this file too."""
        return self.lookup.title(person) or _("Somebody")

    # adding

    def make(self, draft: Record, *, then_open: bool = True) -> None:
        """Save a new record; its form opens."""
        self.one.close()

        def made(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            self._fresh = saved.record.id if then_open else None

        self.desk.save(lambda vault: save(vault, draft)[0], made, kinds=[draft.type], owner=self)

    def change(self, draft: Record) -> None:
        """Save a changed record at once."""
        undo = undo_of(self.desk)

        def call(vault: Vault) -> Saved:
            return save(vault, draft)[0]

        self.desk.save(call, undo.did, kinds=[draft.type], owner=undo)

    def keepers(self) -> list[Keeper]:
        """The keeper of what stands open."""
        return self.one.keepers()


def joined(*parts: str) -> str:
    """The parts that are there, in one line."""
    return ", ".join(p for p in parts if p)


def after_plus(line: QWidget) -> QWidget:
    """A line that adds one more, with its sign before it."""
    holder = QWidget()
    holder.setLayout(row(Sign("plus"), line, spacing=2))
    return holder
