"""The Tasks page: what is to be done on all cases and events, what is due first at the top."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing
from app.i18n import N_, _, ngettext
from app.records.record import Record
from app.services.saving import Saved, save
from app.services.tasks import Task, open_tasks
from app.values import uncertain
from ui.forms.lookup import lookup_of
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.frame.page import TASKS, Page
from ui.parts.work import due_chip
from ui.widgets import (
    Chip,
    ElidedLink,
    EmptyState,
    Hairline,
    Hint,
    IconButton,
    Label,
    Scroller,
    column,
    folded_task,
    row,
)
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault


class Tasks(Page):
    """Open tasks, by the day they are due; what is done is on its case."""

    key, title, icon = "tasks", N_("Tasks"), "list-todo"
    in_sidebar = False
    below = True
    kinds = frozenset({"task", "case", "event", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lookup = lookup_of(desk)
        self.scroller = Scroller((56, 24, 56, 28), 18)
        self.heading = Label(_("Tasks"), "title")
        self.note = Label("", "sentence")
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.ticks: list[IconButton] = []
        self.empty = EmptyState(
            "list-todo",
            _("Nothing is to be done."),
            [
                Hint(
                    _("Add a task"),
                    _("On a case, under Tasks: a line and Enter; the day it is due may come later."),
                    _("Cases"),
                    partial(desk.navigate, "cases"),
                )
            ],
        )
        self.scroller.body.addWidget(self.heading)
        self.scroller.body.addWidget(self.note)
        self.scroller.body.addLayout(self.list)
        self.scroller.body.addWidget(self.empty)
        self.scroller.body.addStretch(1)
        self.empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    @staticmethod
    def number(reader: Reader) -> int:
        """How many are open."""
        return len(open_tasks(reader))

    def refresh(self, changed: frozenset[str]) -> None:  # noqa: ARG002 - all of it at once
        """Read the tasks."""
        self.desk.ask(_read, self._show, owner=self)

    def _show(self, tasks: tuple[Task, ...]) -> None:
        """The rows are made anew; the keyboard stays on the row that comes in the place of its own."""
        at = next((n for n, tick in enumerate(self.ticks) if tick.hasFocus()), None)
        self._fill(tasks)
        if at is not None and self.ticks:
            self.ticks[min(at, len(self.ticks) - 1)].setFocus()
        elif at is not None:
            self.focus_start()

    def _fill(self, tasks: tuple[Task, ...]) -> None:
        clear(self.list)
        self.ticks = []
        late = sum(t.day is not None and t.day < self.lookup.today for t in tasks)
        n = len(tasks)
        said = ngettext("{n} open task", "{n} open tasks", n).format(n=n)
        if late:
            said += ", " + ngettext("{n} overdue", "{n} overdue", late).format(n=late)
        self.note.setText(said)
        self.note.setVisible(bool(n))
        self.empty.setVisible(not n)
        for task in tasks:
            self.list.addWidget(self._row(task))
            self.list.addWidget(Hairline())
        self.set_status(said if n else "")

    def _row(self, task: Task) -> QWidget:
        record = task.record
        what = said(task, self.lookup.language)
        tick = IconButton("circle", _("Done: {task}").format(task=what), partial(self._done, record))
        self.ticks.append(tick)
        title = ElidedLink(what, partial(self._go, task))
        due = record.date("due")
        when = say_date(due, self.lookup.language) if due else _("No day set")
        about = task.name or (
            task.event.phrase("title").in_language(self.lookup.language) if task.event else ""
        )
        dim = Label(" · ".join(t for t in (about, task.code, when, record.text("who")) if t), "note")
        lines = column(title, dim, spacing=0)
        items: list[QWidget | QVBoxLayout] = [tick, lines]
        if due is not None:
            items.append(Chip(*due_chip(record, "due", self.lookup)))
        line = row(*items, spacing=10)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 8, 0, 8)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _go(self, task: Task) -> None:
        if task.case is not None:
            self.desk.navigate("cases", TASKS + task.case.id.hex)
        elif task.event is not None:
            self.desk.navigate("events", task.event.id)

    def _done(self, record: Record) -> None:
        draft = record.with_values(done=uncertain(self.lookup.today.isoformat()))
        undo = undo_of(self.desk)

        def then(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_("Task done"), undo.undo)

        self.desk.save(lambda vault: save(vault, draft)[0], then, kinds=["task"], owner=undo)

    @staticmethod
    def _sees(record: Record) -> bool:
        return record.type == "task"

    def undo(self) -> None:
        """Take back the last change."""
        undo_of(self.desk).undo(self._sees)

    def redo(self) -> None:
        """Do it again."""
        undo_of(self.desk).redo(self._sees)


def said(task: Task, language: str) -> str:
    """What is to be done; of a marked case it waits until the task is opened there."""
    if distressing(task.record, task.case):
        return folded_task()
    return task.record.phrase("what").in_language(language)


def _read(vault: Vault) -> tuple[Task, ...]:
    with vault.read() as reader:
        return open_tasks(reader)
