"""The office's own work on a file: whom it approached, with what answer, and what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.records.office import CONTACT, TASK
from app.records.record import Record, new
from app.services.files import CaseFile, day_of
from app.services.office import office
from app.services.saving import Saved, save
from app.values import Text, uncertain
from ui import saying
from ui.forms.lookup import Lookup
from ui.forms.texts import Line, guessed
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.lines import Said
from ui.parts.panels import PartsPanel, after_plus, joined
from ui.widgets import Button, Look, folded_line, folded_task, row

if TYPE_CHECKING:
    from datetime import date

    from app.ports import Vault

CONTACT_KEYS = (
    "by",
    "ours",
    "before",
    "recipient",
    "forum",
    "date",
    "what",
    "release",
    "answer",
    "answered",
    "follow_up",
    "source",
)
HASH = 12
"""Characters of a SHA-256 that tell one file from another at a glance."""


class ContactsPanel(PartsPanel):
    """Interventions about the person of this file."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(
            desk,
            lookup,
            CONTACT,
            CONTACT_KEYS,
            icon="landmark",
            empty=_("Nobody has been approached about this person as far as recorded."),
            rule=False,
        )

    def records(self, file: CaseFile) -> Sequence[Record]:
        """By date."""
        return file.contacts

    def said(self, record: Record) -> Said:
        """Before whom; when and by whom; what was asked, what came back."""
        to = self.phrase(record, "before") or self.lookup.word("recipient", record.text("recipient"))
        asked, answer = self.phrase(record, "what"), self.phrase(record, "answer")
        back = _("Answer: {text}").format(text=answer) if answer else ""
        told = "\n".join(t for t in (asked, back) if t)
        return Said(
            title=to or self.phrase(record, "by"),
            dim=joined(self.day(record, "date"), self.phrase(record, "by"), self._release(record)),
            text=folded_line() if told and self.weighs(record) else told,
            chip=self._chip(record),
            press=None if answer else self._press(record, to or self.phrase(record, "by")),
        )

    def _press(self, record: Record, name: str) -> tuple[str, Callable[[], object]]:
        """Nothing came back yet: the sign opens the form where the answer is typed."""
        words = _("Record the answer: {name}").format(name=name)
        return words, lambda: self.open_at(record, "answer")

    def _release(self, record: Record) -> str:
        release = self.file.releases.get(record.ref("release") or record.id) if self.file else None
        return _("file {hash}").format(hash=release.text("sha256")[:HASH]) if release else ""

    def _chip(self, record: Record) -> tuple[str, Look] | None:
        if record.date("follow_up") is not None:
            return due_chip(record, "follow_up", self.lookup, _("Follow up"))
        if record.date("answered") is not None or record.phrase("answer"):
            return _("Answered"), Look("circle-check", "green")
        return None

    def adder(self) -> QWidget:
        """By this office, on this file: the rest is typed."""
        self.add = Button(_("Add an intervention"), self.begin, kind="link", icon="plus")
        holder = QWidget()
        holder.setLayout(row(self.add, None))
        return holder

    def begin(self) -> None:
        """Add an intervention by this office and open it."""
        if self.file is None:
            return
        case, language, today = self.file.case.id, self.lookup.language, self.lookup.today
        self.one.close()

        def made(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            self._fresh = saved.record.id

        def call(vault: Vault) -> Saved:
            with vault.read() as reader:
                by = office(reader).name_in(language) or vault.staff.name
            when = uncertain(today.isoformat())
            draft = new("contact", case=case, by=Text(by, guessed(by, language)), ours="yes", date=when)
            return save(vault, draft)[0]

        self.desk.save(call, made, kinds=["contact"], owner=self)


class TasksPanel(PartsPanel):
    """What is to be done on this file or event; what is done stands at the end."""

    def __init__(self, desk: Desk, lookup: Lookup, *, of_event: bool = False) -> None:
        super().__init__(
            desk,
            lookup,
            TASK,
            ("what", "due", "who", "done", "note"),
            icon="circle",
            empty=_("Nothing is to be done on this event.")
            if of_event
            else _("Nothing is to be done on this file."),
            rule=False,
        )

    def records(self, file: CaseFile) -> Sequence[Record]:
        """What is open, by the day it is due."""
        return file.tasks

    def said(self, record: Record) -> Said:
        """What; by when, by whom."""
        done = record.date("done") is not None
        when, note = self.day(record, "done" if done else "due"), self.phrase(record, "note")
        return Said(
            title=self._title(record),
            dim=joined(when, record.text("who")),
            text=folded_line() if note and self.weighs(record) else note,
            chip=(_("Done"), Look("circle-check", "green")) if done else self._due(record),
            sign=("circle-check", "green_ink") if done else ("circle", "gold_text"),
            press=self._press(record, done),
        )

    def _title(self, record: Record) -> str:
        """What is to be done; its form opens that where it is distressing."""
        return folded_task() if self.weighs(record) else self.phrase(record, "what")

    def _press(self, record: Record, done: bool) -> tuple[str, Callable[[], object]]:
        name = self._title(record)
        words = _("Not done after all: {task}") if done else _("Done: {task}")
        day = None if done else uncertain(self.lookup.today.isoformat())
        return words.format(task=name), lambda: self.change(record.with_values(done=day))

    def _due(self, record: Record) -> tuple[str, Look] | None:
        return due_chip(record, "due", self.lookup) if record.date("due") else None

    def adder(self) -> QWidget:
        """A line and Enter."""
        self.line = Line(_("Add a task"), hint=_("Add a task: what is to be done, then Enter"))
        self.line.returnPressed.connect(self._entered)
        return after_plus(self.line)

    def _entered(self) -> None:
        what = self.line.text().strip()
        if what and self.owner is not None:
            self.line.clear()
            draft = new("task", what=Text(what, guessed(what, self.lookup.language)))
            self.make(draft.with_values(**{self.owner.type: self.owner.id}))


def due_chip(record: Record, key: str, lookup: Lookup, what: str = "") -> tuple[str, Look]:
    """How long is left, in a colour that says how near it is."""
    end: date = day_of(record, key)
    days = (end - lookup.today).days
    left = saying.days_left(days)
    text = _("{what}: {left}").format(what=what, left=left) if what else left
    return text, Look("alarm-clock" if days <= 7 else "hourglass", "red" if days < 0 else "amber")
