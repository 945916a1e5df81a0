"""What waits for review: who handed it in and why, what changed since it was last signed; the way to read and
sign it, or return it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.i18n import N_, _
from app.ports import Entry
from app.records import TYPES
from app.records.record import Record
from app.services.files import primary_name
from app.services.reviewing import Waiting, changed_since_signed, waiting
from ui import saying
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.parts.reviewing import Decision, changes_words
from ui.widgets import Button, EmptyState, Hairline, Hint, Label, Scroller, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault

PAGES = {"case": "cases", "event": "events"}


@dataclass(frozen=True)
class Row:
    """A record that waits, in words: its title, who handed it in, changes since I last signed it (None: never
    did)."""

    waiting: Waiting
    title: str
    who: str
    mine: bool
    changes: tuple[Entry, ...] | None


class Review(Page):
    """The files and events that somebody handed in."""

    key, title, icon = "review", N_("Waiting for review"), "stamp"
    in_sidebar = False
    below = True
    kinds = frozenset({"review", "case", "person", "event"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = column(spacing=0)
        self.empty = EmptyState(
            "stamp",
            _("Nothing waits for review."),
            [
                Hint(
                    _("Hand a file in"),
                    _("From the menu of a case or an event. A colleague reads it, then signs or returns it."),
                    _("Cases"),
                    partial(desk.navigate, "cases"),
                )
            ],
        )
        scroller = Scroller((56, 24, 56, 28), 18)
        scroller.body.addWidget(Label(_(self.title), "title"))
        scroller.body.addLayout(self.list)
        scroller.body.addWidget(self.empty)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    @staticmethod
    def number(reader: Reader) -> int:
        """How many wait."""
        return len(waiting(reader))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read what waits."""
        self.desk.ask(partial(read_rows, language=self.desk.language), self._show, owner=self)

    def _show(self, rows: tuple[Row, ...]) -> None:
        clear(self.list)
        self.empty.setVisible(not rows)
        for one in rows:
            self.list.addWidget(WaitingRow(self.desk, one))


class WaitingRow(QWidget):
    """One record that waits, with what can be done."""

    def __init__(self, desk: Desk, shown: Row) -> None:
        super().__init__()
        self._desk, self._row = desk, shown
        record, step = shown.waiting.record, shown.waiting.submitted
        kind = _(TYPES[record.type].label)
        opener = Button(f"{kind}  {shown.title}", self._open, kind="link")
        ago = saying.since(step.created_at, desk.clock.now(), desk.language)
        told = Label(_("handed in by {who}, {when}").format(who=shown.who, when=ago), "dim")
        self.decision = Decision(desk, read=self._open)
        self.decision.show_record(record, shown.title, mine=shown.mine)
        note = step.phrase("note").in_language(desk.language)
        lines = column(row(opener, None, self.decision.tools), told, spacing=2)
        if note:
            lines.addWidget(Label(note, "body", wrap=True))
        told_more = (
            _("A second person signs what you handed in.") if shown.mine else changes_words(shown.changes)
        )
        lines.addWidget(Label(told_more, "second", wrap=True))
        lines.setContentsMargins(0, 10, 0, 10)
        self.setLayout(column(lines, self.decision, Hairline(), spacing=0))

    @property
    def _record(self) -> Record:
        return self._row.waiting.record

    def _open(self) -> None:
        self._desk.navigate(PAGES[self._record.type], self._record.id)


def read_rows(vault: Vault, language: str) -> tuple[Row, ...]:
    """What waits, on the worker's thread."""
    with vault.read() as reader:
        names = {staff.id: staff.name for staff in reader.staff()}
        return tuple(_row(reader, one, names, vault.staff.id, language) for one in waiting(reader))


def _row(reader: Reader, one: Waiting, names: dict[UUID, str], me: UUID, language: str) -> Row:
    by = one.submitted.created_by
    changes = changed_since_signed(reader, one.record, me)
    who = names.get(by, "") if by else ""
    return Row(one, _title(reader, one.record, language), who, by == me, changes)


def _title(reader: Reader, record: Record, language: str) -> str:
    code = record.text("code")
    if record.type == "event":
        return f"{code}  {record.phrase('title').in_language(language)}".rstrip()
    person = record.ref("person")
    named = reader.many("person", [person]).get(person) if person else None
    return f"{code}  {primary_name(named.rows('names')) if named else ''}".rstrip()
