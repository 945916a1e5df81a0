"""What else a file or an event holds, a line a record: the list of one kind, opened into a form below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
from ui.widgets import Block, Certainty, Chip, ElidedLink, IconButton, Label, Look, Sign, column, row
from ui.widgets.layouts import let_go

if TYPE_CHECKING:
    from app.ports import Vault


@dataclass(frozen=True)
class Said:
    """One record as its line says it. `opens` leads elsewhere; without it the title opens the form.
    `press` makes a button of the sign: what it does in words, and does."""

    title: str
    dim: str = ""
    text: str = ""
    certainty: str = ""
    chip: tuple[str, Look] | None = None
    sign: tuple[str, str] | None = None
    opens: Callable[[], object] | None = field(default=None, compare=False)
    press: tuple[str, Callable[[], object]] | None = field(default=None, compare=False)


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
        self._icon = icon
        self._lines: dict[UUID, tuple[object, QWidget]] = {}
        self._none = Label(empty, "dim", wrap=True)
        self.above = QVBoxLayout()
        self.list = QVBoxLayout()
        self.list.setSpacing(10)
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
        """A line each; one that says the same of the same record stays, with the focus in it."""
        known, self._lines = self._lines, {}
        shown = [line for _looks, line in known.values()]
        for record in found:
            said = self.said(record)
            looks = (record, said, said.press and said.press[0], self.lookup.today)
            before = known.get(record.id)
            if before is not None and before[0] == looks:
                self._lines[record.id] = known.pop(record.id)
            else:
                self._lines[record.id] = looks, self._line(record, said)
        for _looks, line in known.values():
            self.list.removeWidget(line)
            let_go(line)
        lines = [line for _looks, line in self._lines.values()]
        if lines != shown:
            if self.one.part is not None:
                self.list.removeWidget(self.one.part)
            for place, line in enumerate(lines):
                self.list.insertWidget(place, line)
        self._none.setVisible(not found)

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

    def _line(self, record: Record, said: Said) -> QWidget:
        edit = partial(self.open, record)
        title = ElidedLink(said.title, said.opens or edit)
        pencil = IconButton("pencil", _("Edit: {name}").format(name=said.title), edit)
        head = row(title, spacing=6)
        head.setStretch(0, 1)
        if said.chip is not None:
            head.addWidget(Chip(*said.chip))
        head.addWidget(pencil)
        second = row(Label(said.dim, "note", wrap=True), spacing=6)
        second.setStretch(0, 1)
        if said.certainty:
            second.addWidget(Certainty(said.certainty, self.lookup.word("certainty", said.certainty)))
        lines = column(head, spacing=0)
        if said.dim or said.certainty:
            lines.addLayout(second)
        if said.text:
            lines.addWidget(Label(said.text, "second", wrap=True, selectable=True))
        outer = row(column(*self._sign(said), None), lines, spacing=8)
        outer.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(outer)
        return holder

    def _sign(self, said: Said) -> tuple[int | QWidget, ...]:
        icon, role = said.sign or (self._icon, "gold_text")
        if said.press is None:
            return 5, Sign(icon, role)
        name, run = said.press
        return (IconButton(icon, name, run),)

    # words

    def weighs(self, record: Record) -> bool:
        """Whether what it tells waits until somebody asks for it."""
        return distressing(record, self.owner)

    def day(self, record: Record, key: str) -> str:
        """A date in words, "" where there is none."""
        date = record.date(key)
        return say_date(date, self.lookup.language) if date else ""

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
