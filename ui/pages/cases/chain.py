"""The custody chain of a case: the picture, and its steps to edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout

from app.i18n import _, ngettext
from app.records.cases import STEP
from app.records.record import Record, new
from app.services.files import CaseFile
from app.services.saving import Saved, save
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.form import OneOpen, PartForm
from ui.widgets import Block, Button, CustodyChain, IconButton, Label, Span, Step, TimeStrip
from ui.widgets.flow import Flow
from ui.widgets.layouts import let_go

if TYPE_CHECKING:
    from app.ports import Vault

KEYS = (
    "kind",
    "date",
    "place",
    "to_place",
    "authority",
    "disposition",
    "certainty",
    "source",
    "note",
)


class ChainBlock(Block):
    """What happened to the person after the exit, step by step."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(_("Custody chain"), " ")
        self.desk, self.lookup = desk, lookup
        self._file: CaseFile | None = None
        self._fresh: Record | None = None
        self.picture = CustodyChain(_("Custody chain"))
        self.strip = TimeStrip()
        self.none = Label(_("No step recorded yet: exit, arrest, detention, handover …"), "dim")
        self.buttons = Flow(gap=4)
        self._edits: list[Button] = []
        self.add_button = Button(_("Add a step"), kind="link", icon="plus")
        self.add_button.clicked.connect(lambda _checked=False: self._menu(self.add_button))
        self.buttons.addWidget(self.add_button)
        self.edited = QVBoxLayout()
        self.one = OneOpen(desk, lookup, STEP, KEYS, self.edited)
        self.one.dress = self._dress
        for part in (self.picture, self.strip, self.none):
            self.body.addWidget(part)
        self.body.addLayout(self.buttons)
        self.body.addLayout(self.edited)

    def show_file(self, file: CaseFile) -> None:
        """Show the chain of a file."""
        if self._file is None or self._file.case.id != file.case.id:
            self.one.close()
        known, self._file = self._file, file
        if known is None or (known.steps, known.links, known.places) != (file.steps, file.links, file.places):
            self._draw(file)
        self.one.update(file.steps)
        fresh, self._fresh = self._fresh, None
        if fresh is not None and fresh.ref("case") == file.case.id:  # somebody may have gone on meanwhile
            self.one.open(fresh)

    def _draw(self, file: CaseFile) -> None:
        steps, spans = [self._step(s) for s in file.steps], self._spans(file)
        self._say_count(file)
        self.picture.show_steps(steps)
        told = "; ".join(f"{step.title}: {step.when}" for step in steps if step.when)
        say = _("The same steps along the years")
        self.strip.show_spans(spans, f"{say}. {told}" if told else say)
        self.picture.setVisible(bool(steps))
        self.strip.setVisible(bool(steps and spans))
        self.none.setVisible(not steps)
        self._show_buttons(file)

    def _say_count(self, file: CaseFile) -> None:
        sources = len({s.ref("source") for s in file.steps if s.ref("source")})
        n = len(file.steps)
        text = ngettext("{n} step", "{n} steps", n).format(n=n)
        if sources:
            text += ", " + ngettext("{n} source", "{n} sources", sources).format(n=sources)
        self.heading.set_note(text if n else "")

    def _step(self, step: Record) -> Step:
        date = step.date("date")
        sure = step.text("certainty")
        return Step(
            kind=step.text("kind"),
            title=self.lookup.label("step_kind", step.text("kind")),
            when=say_date(date, self.lookup.language, short=True) if date else "",
            where=self._where(step),
            certainty=sure,
            certainty_word=self.lookup.word("certainty", sure) if sure else _("Not judged"),
        )

    def _where(self, step: Record) -> str:
        place, to = self.lookup.title(step.ref("place")), self.lookup.title(step.ref("to_place"))
        if place and to:
            return _("{place} to {other}").format(place=place, other=to)
        authority = step.text("authority")
        who = self.lookup.label("authority", authority) if authority else ""
        return ", ".join(filter(None, (place or to, who)))

    def _spans(self, file: CaseFile) -> list[Span]:
        found = []
        for step in file.steps:
            date = step.date("date")
            if date is not None and (date.earliest or date.latest):
                known = "/" in date.edtf or date.earliest == date.latest
                found.append(Span(date.earliest, date.latest, known=known))
        for _link, event in file.links:
            date = event.date("date")
            if date is not None and date.earliest:
                found.append(Span(date.earliest, date.latest, event=True))
        return found

    def _show_buttons(self, file: CaseFile) -> None:
        """A button a step, before the one that adds; one that stands opens the next file's."""
        while len(self._edits) > len(file.steps):
            self.buttons.removeWidget(last := self._edits.pop())
            let_go(last)
        while len(self._edits) < len(file.steps):
            button = Button("", partial(self._open_at, len(self._edits)), kind="quiet", icon="pencil")
            self.buttons.insert(len(self._edits), button)
            self._edits.append(button)
        for button, step in zip(self._edits, file.steps, strict=True):
            title = self.lookup.label("step_kind", step.text("kind"))
            button.setText(title)
            button.setAccessibleName(_("Edit the step: {step}").format(step=title))

    def _open_at(self, place: int) -> None:
        if self._file is not None and place < len(self._file.steps):
            self.one.open(self._file.steps[place])

    def _dress(self, form: PartForm, step: Record) -> None:
        """Two buttons that move a step in the chain."""
        steps = list(self._file.steps) if self._file else []
        place = next((n for n, s in enumerate(steps) if s.id == step.id), 0)
        earlier = IconButton("arrow-left", _("Move earlier"), partial(self.shift, step, -1))
        later = IconButton("arrow-right", _("Move later"), partial(self.shift, step, 1))
        earlier.setEnabled(place > 0)
        later.setEnabled(place + 1 < len(steps))
        form.tools.insertWidget(1, earlier)
        form.tools.insertWidget(2, later)

    def shift(self, step: Record, by: int) -> None:
        """Move a step; what is typed into it is saved first."""
        if self._file is None:
            return
        self.one.close()
        case, undo = self._file.case.id, undo_of(self.desk)
        moved = partial(move_step, case=case, step=step.id, by=by)
        self.desk.save(moved, lambda saved: undo.did(*saved), kinds=["step"], owner=undo)

    def begin(self) -> None:
        """Ask for the kind of one more step."""
        self.add_button.click()

    def _menu(self, below: Button) -> None:
        menu = QMenu(self)
        for code, label in self.lookup.offered("step_kind"):
            menu.addAction(label.replace("&", "&&")).triggered.connect(partial(self.add, code))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def add(self, kind: str, _checked: bool = False) -> None:
        """Add a step after the last one and open it."""
        if self._file is None:
            return
        last = max((s.number_of("position") or 0 for s in self._file.steps), default=0)
        draft = new("step", case=self._file.case.id, kind=kind, position=last + 1)
        self.desk.save(lambda vault: save(vault, draft)[0], self._added, kinds=["step"], owner=self)

    def _added(self, saved: Saved) -> None:
        undo_of(self.desk).did(saved)
        self._fresh = saved.record

    def keepers(self) -> list[Keeper]:
        """The keeper of the step that stands open."""
        return self.one.keepers()


def move_step(vault: Vault, case: UUID, step: UUID, by: int) -> tuple[Saved, ...]:
    """Give the steps of a case the order they have after one was moved; only those that change are saved."""
    with vault.read() as reader:
        steps = reader.where("step", "case", [case])
    place = next(n for n, s in enumerate(steps) if s.id == step)
    other = max(0, min(len(steps) - 1, place + by))
    steps.insert(other, steps.pop(place))
    changed = [s.with_values(position=n) for n, s in enumerate(steps, 1) if s.number_of("position") != n]
    return save(vault, *changed)
