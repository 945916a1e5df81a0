"""The trash: what was deleted, by whom, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QLayout, QWidget

from app.i18n import N_, _, ngettext
from app.ports import ListQuery
from app.records import TYPES
from app.records.record import Record
from app.services.files import primary_name
from app.services.notes import beginning
from app.services.purging import KINDS, choose, days
from app.services.saving import Saved, restore
from ui import saying
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.widgets import Button, Choice, EmptyState, Hairline, Label, Scroller, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault

MOST = 200
DAYS = (30, 90, 365)
"""Days of which one can choose when the trash is emptied by itself."""


@dataclass(frozen=True)
class Gone:
    """A deleted record, what it is called, and who deleted it."""

    record: Record
    title: str
    who: str


@dataclass(frozen=True)
class Found:
    """The newest that were deleted, how many more there are, and after how many days they go for good (0:
    never)."""

    gone: tuple[Gone, ...]
    more: int
    days: int = 0


class Trash(Page):
    """Everything that was moved to the trash, newest first."""

    key, title, icon = "trash", N_("Trash"), "trash-2"
    in_sidebar = False
    below = True
    kinds = frozenset(KINDS)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = column(spacing=0)
        self._backs: list[Button] = []
        nothing = _("The trash is empty. What you delete can be brought back from here.")
        self.empty = EmptyState("trash-2", nothing, [])
        self.more = Label("", "dim")
        scroller = Scroller((56, 24, 56, 28), 18)
        scroller.body.addWidget(Label(_(self.title), "title"))
        words = _("Nothing here is shown, counted or exported.")
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        scroller.body.addLayout(self.list)
        scroller.body.addWidget(self.more)
        scroller.body.addWidget(self.empty)
        scroller.body.addLayout(self._timed())  # last: no key pressed on the way in may change it
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def _timed(self) -> QLayout:
        """After how many days it is emptied by itself, and what that means."""
        items = [(_("never"), 0)]
        items += [(ngettext("after {n} day", "after {n} days", n).format(n=n), n) for n in DAYS]
        self.days = Choice(_("Goes for good"), items)
        self.days.activated.connect(lambda _at: self._keep_days(int(self.days.currentData())))
        label = Label(self.days.accessibleName(), "label")
        label.setBuddy(self.days)
        self.timed = Label("", "dim", wrap=True)
        return column(row(label, self.days, None, spacing=10), self.timed, spacing=6)

    def _keep_days(self, number: int) -> None:
        self.desk.save(
            lambda vault: choose(vault, number),
            lambda _none: self.refresh(frozenset()),
            kinds=(),
            owner=self,
        )

    def _show_days(self, number: int) -> None:
        if self.days.findData(number) < 0:
            self.days.addItem(ngettext("after {n} day", "after {n} days", number).format(n=number), number)
        self.days.setCurrentIndex(self.days.findData(number))
        if number:
            words = _(
                "A minute after an unlock, with its history; who did it stays in the journal. What something "
                "else still names stays, and so does everything where the vault was not used for that long."
            )
        else:
            words = _("What lies here stays until somebody brings it back. An erasure forgets it at once.")
        self.timed.setText(words)

    @staticmethod
    def number(reader: Reader) -> int:
        """How much there is."""
        return sum(reader.count(ListQuery(kind, deleted=True)) for kind in KINDS)

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read the trash."""
        self.desk.ask(partial(read_trash, language=self.desk.language), self._show, owner=self)

    def _show(self, found: Found) -> None:
        at = self._at()
        clear(self.list)
        self._show_days(found.days)
        self.empty.setVisible(not found.gone)
        self._backs = [self._back(one) for one in found.gone]
        for one, back in zip(found.gone, self._backs, strict=True):
            self.list.addWidget(self._row(one, back, found.days))
        if at is not None:  # the row that had the keyboard is gone, or made anew
            (self._backs[min(at, len(self._backs) - 1)] if self._backs else self.days).setFocus()
        text = ngettext("and {n} more", "and {n} more", found.more).format(n=f"{found.more:,}")
        self.more.setText(text if found.more else "")

    def _at(self) -> int | None:
        """The row that has the keyboard."""
        now = self.window().focusWidget()
        return next((at for at, back in enumerate(self._backs) if back is now), None)

    def _back(self, one: Gone) -> Button:
        back = Button(_("Bring it back"), partial(self.bring_back, one.record))
        back.setAccessibleName(f"{_('Bring it back')}: {one.title}")
        return back

    def _row(self, one: Gone, back: Button, days: int) -> QWidget:
        kind = _(TYPES[one.record.type].label)
        ago = saying.since(one.record.deleted_at, self.desk.clock.now(), self.desk.language)
        said = [_("{kind}, deleted by {who}, {when}").format(kind=kind, who=one.who, when=ago)]
        if days and one.record.deleted_at is not None:
            left = days - (self.desk.clock.now() - one.record.deleted_at).days
            words = ngettext("goes for good in {n} day", "goes for good in {n} days", left)
            due = _("goes for good after the next unlock, unless something names it")
            said.append(words.format(n=left) if left > 0 else due)
        told = Label("  ·  ".join(said), "dim", wrap=True)
        line = row(column(Label(one.title, "row-title"), told, spacing=2), back)
        line.setStretch(0, 1)
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
        return Found(gone, total - len(shown), days(reader))


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
