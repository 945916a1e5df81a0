"""The trash: what was deleted, by whom, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.i18n import N_, _, ngettext
from app.ports import ListQuery
from app.records import TYPES
from app.records.record import Record
from app.services.files import primary_name
from app.services.notes import beginning
from app.services.saving import Saved, restore
from ui import saying
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.widgets import Button, EmptyState, Hairline, Label, Scroller, column, row
from ui.widgets.basics import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault

KINDS = ("case", "event", "source", "place", "quick_note")
"""What stands in the trash by itself; parts of these come back with them, or by Undo."""
MOST = 200


@dataclass(frozen=True)
class Gone:
    """A deleted record, what it is called, and who deleted it."""

    record: Record
    title: str
    who: str


@dataclass(frozen=True)
class Found:
    """The newest that were deleted, and how many more there are."""

    gone: tuple[Gone, ...]
    more: int


class Trash(Page):
    """Everything that was moved to the trash, newest first."""

    key, title, icon = "trash", N_("Trash"), "trash-2"
    in_sidebar = False
    below = True
    kinds = frozenset(KINDS)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = column(spacing=0)
        nothing = _("The trash is empty. What you delete can be brought back from here.")
        self.empty = EmptyState("trash-2", nothing, [])
        self.more = Label("", "dim")
        scroller = Scroller((56, 24, 56, 28), 18)
        scroller.body.addWidget(Label(_(self.title), "title"))
        words = _("Nothing here is shown, counted or exported. Only an erasure forgets it for good.")
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        scroller.body.addLayout(self.list)
        scroller.body.addWidget(self.more)
        scroller.body.addWidget(self.empty)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    @staticmethod
    def number(reader: Reader) -> int:
        """How much there is."""
        return sum(reader.count(ListQuery(kind, deleted=True)) for kind in KINDS)

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read the trash."""
        self.desk.ask(partial(read_trash, language=self.desk.language), self._show, owner=self)

    def _show(self, found: Found) -> None:
        clear(self.list)
        self.empty.setVisible(not found.gone)
        for one in found.gone:
            self.list.addWidget(self._row(one))
        text = ngettext("and {n} more", "and {n} more", found.more).format(n=f"{found.more:,}")
        self.more.setText(text if found.more else "")

    def _row(self, one: Gone) -> QWidget:
        kind = _(TYPES[one.record.type].label)
        ago = saying.since(one.record.deleted_at, self.desk.clock.now(), self.desk.language)
        told = Label(_("{kind}, deleted by {who}, {when}").format(kind=kind, who=one.who, when=ago), "dim")
        back = Button(_("Bring it back"), partial(self.bring_back, one.record))
        back.setAccessibleName(f"{_('Bring it back')}: {one.title}")
        line = row(column(Label(one.title, "row-title"), told, spacing=2), None, back)
        line.setContentsMargins(0, 10, 0, 10)
        holder = QWidget()
        holder.setLayout(column(line, Hairline(), spacing=0))
        return holder

    def bring_back(self, record: Record) -> None:
        """Take a record out of the trash."""
        undo = undo_of(self.desk)

        def done(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_("Brought back"), undo.undo)

        self.desk.save(lambda vault: restore(vault, record), done, kinds=[record.type], owner=self)

    def undo(self) -> None:
        """Take back the last change."""
        undo_of(self.desk).undo()

    def redo(self) -> None:
        """Do it again."""
        undo_of(self.desk).redo()


def read_trash(vault: Vault, language: str) -> Found:
    """The newest of each kind, on the worker's thread."""
    with vault.read() as reader:
        names = {staff.id: staff.name for staff in reader.staff()}
        found: list[Record] = []
        total = 0
        for kind in KINDS:
            numbers = reader.numbers(ListQuery(kind, sort="changed", descending=True, deleted=True))
            total += len(numbers)
            found += reader.glance.page(kind, numbers[:MOST])
        found.sort(key=lambda r: r.deleted_at.isoformat() if r.deleted_at else "", reverse=True)
        shown = found[:MOST]
        gone = tuple(Gone(r, _called(reader, r, language), _who(r, names)) for r in shown)
        return Found(gone, total - len(shown))


def _who(record: Record, names: dict[UUID, str]) -> str:
    return names.get(record.changed_by, "") if record.changed_by else ""


def _called(reader: Reader, record: Record, language: str) -> str:
    if record.type == "case":
        person = record.ref("person")
        named = reader.glance.many("person", [person]).get(person) if person else None
        name = primary_name(named.rows("names")) if named else ""
        return "  ".join(text for text in (name, record.text("code")) if text)
    if record.type == "event":
        return f"{record.text('code')}  {record.phrase('title').in_language(language)}".rstrip()
    if record.type == "quick_note":
        whole = reader.glance.many("quick_note", [record.id]).get(record.id, record)
        return beginning(whole, language)
    return record.phrase("name").in_language(language)
