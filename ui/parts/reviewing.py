"""Review on the page of a case or an event: hand it in, what became of it, sign or return with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.ports import Entry
from app.records.record import Record
from app.services.reviewing import (
    RETURNED,
    SIGNED,
    SUBMITTED,
    NotAsRead,
    Seen,
    changed_since,
    changed_since_seen,
    changed_since_signed,
    last_step,
    send_back,
    sign,
    submit_as_it_is,
)
from app.values import Text
from ui import saying
from ui.forms.lookup import lookup_of
from ui.forms.texts import guessed
from ui.frame.desk import Desk
from ui.history.lines import done, fields_of, its_owner
from ui.ime import commit_input
from ui.widgets import Button, Label, Panel, QuietLine, Sign, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Vault

SIGNS = {
    SUBMITTED: ("stamp", "text2"),
    RETURNED: ("undo-2", "amber_ink"),
    SIGNED: ("user-check", "green_ink"),
}


MOST = 6
"""Changes that are named where a signature is refused; the history has them all."""


def hand_in(desk: Desk, owner: QWidget, record_type: str, record_id: UUID) -> None:
    """Hand a record in for review, as it is saved."""
    told = _("Handed in for review")
    desk.save(
        partial(submit_as_it_is, record_type=record_type, record_id=record_id),
        lambda _saved: desk.notify(told),
        kinds=["review"],
        owner=owner,
    )


class Decision(QWidget):
    """Sign a record that was handed in, or return it with a reason: two buttons, and below them the reason.

    `tools` holds the buttons, to be put at the end of a line; the widget itself is what opens below it. With
    `read`, what is to be signed is not shown here, and the way there takes the place of signing.
    """

    def __init__(self, desk: Desk, read: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        self._seen: Seen | None = None
        self._title = ""
        self._said = _("Read and sign…") if read else _("Sign")
        self.sign = Button(self._said, read or self._sign, icon="user-check")
        self.back = Button(_("Return…"), self._ask_why, kind="link")
        self.tools = QWidget()
        self.tools.setLayout(row(self.back, self.sign))
        self._asked = column(spacing=8)
        self.setLayout(self._asked)

    def show_record(self, record: Record, title: str, seen: Seen | None = None, *, mine: bool) -> None:
        """What is to be decided on, in the state in which it is shown; what somebody handed in they neither
        sign nor return themselves."""
        if self._record is None or self._record.id != record.id:
            clear(self._asked)
        self._record, self._title, self._seen = record, title, seen
        self.sign.setAccessibleName(f"{self._said}: {title}")
        self.back.setAccessibleName(f"{_('Return…')} {title}")
        self.tools.setHidden(mine)
        if mine:
            self.close_question()

    def close_question(self) -> None:
        """Give up the reason that is being typed."""
        clear(self._asked)

    def _sign(self) -> None:
        record, seen = self._record, self._seen
        if record is not None and seen is None:  # handed in since the page was read: it is shown first
            self._desk.changed.emit(frozenset({record.type}))
        elif record is not None and seen is not None:
            said = _("Signed: {title}").format(title=self._title)
            self._desk.save(
                lambda vault: sign(vault, record, seen),
                lambda _saved: self._desk.notify(said),
                kinds=["review"],
                owner=self,
                failed=partial(self._not_signed, record.type),
            )

    def _not_signed(self, record_type: str, error: Exception) -> None:
        """Another state than the one shown: the page is read anew, and here stands what changed."""
        if isinstance(error, NotAsRead):
            self._desk.changed.emit(frozenset({record_type}))
            refused = _("Not signed: it changed after it was shown to you.")
            self._desk.ask(read_staff, partial(self.say_changed, refused, error.changes), owner=self)
        else:
            self._desk.trouble(error)

    def say_changed(self, what: str, changes: tuple[Entry, ...], staff: Mapping[UUID, str]) -> None:
        """Say that it is not what was read any more, and which changes made it so."""
        clear(self._asked)
        panel = Panel("amber")
        panel.body.addWidget(Label(what, "strong", wrap=True))
        for entry in changes[:MOST]:
            panel.body.addWidget(Label(self._change(entry, staff), "body", wrap=True, selectable=True))
        if len(changes) > MOST:
            more = len(changes) - MOST
            panel.body.addWidget(Label(ngettext("{n} more", "{n} more", more).format(n=more), "dim"))
        again = _("The page shows it as it is now. Read it again, then sign.")
        panel.body.addWidget(Label(again, "body", wrap=True))
        panel.body.addLayout(row(Button(_("Close"), self.close_question), None))
        self._asked.addWidget(panel)

    def _change(self, entry: Entry, staff: Mapping[UUID, str]) -> str:
        """What was done, in which fields, by whom and when; no value."""
        lookup, desk = lookup_of(self._desk), self._desk
        declared = fields_of(entry.record_type, lookup)
        told = {c.field for c in entry.changes if not its_owner(entry, c)}
        fields = [field.called() for key, field in declared.items() if key in told]
        said = done(entry, None)
        if fields:
            said = f"{said} ({', '.join(fields)})"
        when = saying.since(entry.at, desk.clock.now(), desk.language)
        return " · ".join(part for part in (said, staff.get(entry.actor, ""), when) if part)

    def _ask_why(self) -> None:
        clear(self._asked)
        panel = Panel("tint")
        self.why = QuietLine(_("Why it goes back"))
        self.why.setProperty("look", "")
        go = Button(_("Return it"), self._return, kind="primary")
        self.why.returnPressed.connect(go.click)
        label = Label(self.why.accessibleName(), "label")
        label.setBuddy(self.why)
        panel.body.addLayout(column(label, self.why))
        panel.body.addLayout(row(go, Button(_("Cancel"), self.close_question), None))
        self._asked.addWidget(panel)
        self.why.setFocus()

    def _return(self) -> None:
        commit_input()
        text, record = self.why.text().strip(), self._record
        if record is not None:
            why = Text(text, guessed(text, self._desk.language))
            said = _("Returned: {title}").format(title=self._title)
            self._desk.save(
                lambda vault: send_back(vault, record, why),
                lambda _saved: self._desk.notify(said),
                kinds=["review"],
                owner=self,
            )


@dataclass(frozen=True)
class Standing:
    """Where the review of a record stands: its last step, by whom, whether by the person who works here.

    `changes` are those since this person signed it last, None where they never did or it does not wait;
    `moved` tells that it changed after it was signed; `under` are changes by others since the page was first
    shown to whoever may sign it, by `staff`.
    """

    step: Record | None = None
    who: str = ""
    mine: bool = False
    changes: tuple[Entry, ...] | None = None
    moved: bool = False
    under: tuple[Entry, ...] = ()
    staff: Mapping[UUID, str] = field(default_factory=dict)


class ReviewLine(QWidget):
    """Hidden until the record was handed in; then who did what when, why, and what can be done now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        self._seen: Seen | None = None
        self._first: Seen | None = None
        """The state in which it was first shown, or last told to have changed."""
        self._title = ""
        self.decision = Decision(desk)
        self.again = Button(_("Hand in again"), self.hand_in, kind="link")
        self._sign = row()
        self.words = Label("", "second", wrap=True, selectable=True)
        self.note = Label("", "body", wrap=True, selectable=True)
        said = column(self.words, self.note, spacing=1)
        line = row(self.again, self.decision.tools, spacing=8)
        first = row(spacing=8)
        first.addLayout(self._sign)
        first.addLayout(said, 1)
        first.addLayout(line)
        self.setLayout(column(first, self.decision, spacing=6))
        self.hide()

    def show_record(self, record: Record, title: str, seen: Seen | None = None) -> None:
        """Read where the review of a record stands; `seen` is the state in which the page shows it."""
        if self._record is None or self._record.id != record.id:
            self.hide()
            self.decision.close_question()
            self._first = None
        self._record, self._title, self._seen = record, title, seen
        read = partial(read_standing, record=record, first=self._first)
        self._first = self._first or seen
        self._desk.ask(read, partial(self._show, record, seen), owner=self)

    def hand_in(self) -> None:
        """Hand the record in."""
        if self._record is not None:
            hand_in(self._desk, self, self._record.type, self._record.id)

    def _show(self, record: Record, seen: Seen | None, found: Standing) -> None:
        if self._record is None or record.id != self._record.id:
            return
        step = found.step
        known = step is not None and step.text("step") in SIGNS
        self.setVisible(known and record.deleted_at is None)
        if step is None or not known:  # a step of a later version says nothing here
            return
        done, language = step.text("step"), self._desk.language
        waits = done == SUBMITTED
        clear(self._sign)
        self._sign.addWidget(Sign(*SIGNS[done]))
        ago = saying.since(step.created_at, self._desk.clock.now(), language)
        self.words.setText(self._said(found, done, ago))
        note = step.phrase("note").in_language(language)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.again.setVisible(done == RETURNED or (done == SIGNED and found.moved))
        self.decision.show_record(record, self._title, self._seen, mine=found.mine or not waits)
        self.decision.setVisible(waits)
        if found.under:
            self._first = seen
            self.decision.say_changed(_("It changed while you read it."), found.under, found.staff)

    @staticmethod
    def _said(found: Standing, done: str, ago: str) -> str:
        if done == SUBMITTED:
            said = _("Waits for review: handed in by {who}, {when}.").format(who=found.who, when=ago)
            if found.mine:
                return f"{said} {_('A second person signs what you handed in.')}"
            return f"{said} {changes_words(found.changes)}"
        if done == RETURNED:
            return _("Returned by {who}, {when}, with a reason:").format(who=found.who, when=ago)
        if found.moved:
            return _("Signed by {who}, {when}; changed since.").format(who=found.who, when=ago)
        return _("Signed by {who}, {when}, as it is now.").format(who=found.who, when=ago)


def changes_words(changes: tuple[Entry, ...] | None) -> str:
    """How much is new to whoever reads a record for review."""
    if changes is None:
        return _("You have not signed it before")
    return ngettext(
        "{n} change since you last signed it", "{n} changes since you last signed it", len(changes)
    ).format(n=len(changes))


def read_staff(vault: Vault) -> dict[UUID, str]:
    """The names of staff, on the worker's thread."""
    with vault.read() as reader:
        return {staff.id: staff.name for staff in reader.staff()}


def read_standing(vault: Vault, record: Record, first: Seen | None = None) -> Standing:
    """Read on the worker's thread where the review of a record stands."""
    with vault.read() as reader:
        step = last_step(reader, record)
        if step is None:
            return Standing()
        by, me = step.created_by, vault.staff.id
        names = {staff.id: staff.name for staff in reader.staff()}
        waits = step.text("step") == SUBMITTED
        new = changed_since_seen(reader, record, first) if waits and first and by != me else ()
        return Standing(
            step,
            names.get(by, "") if by else "",
            by == me,
            changed_since_signed(reader, record, me) if waits else None,
            step.text("step") == SIGNED and bool(changed_since(reader, record, step)),
            tuple(entry for entry in new if entry.actor != me),
            names,
        )
