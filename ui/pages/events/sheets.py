"""Sheets over the events page: a record edited in a form made of its declarations, a status set."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import Conflict
from app.i18n import N_, _
from app.records import TYPES
from app.records.record import Record, new
from app.services.drafts import current, forget, joined, keep
from app.services.saving import draft_key
from ui.forms import Form, lookup_of
from ui.forms.conflict import ConflictPanel
from ui.forms.keeper import DRAFT_MS
from ui.forms.more import Part
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import SYLLABLE_MS, commit_input, composing, quietly
from ui.widgets import column
from ui.widgets.layouts import clear
from ui.widgets.scrolling import reveal
from ui.worker import Priority

WITHOUT = {
    "claim": {"event", "position"},
    "request": {"event", "position"},
    "contact": {"event", "case"},
}
PARTS = {
    "claim": (
        Part(N_("Who says it"), ("claimant", "claimant_kind", "named", "relayed_by", "said_on")),
        Part(N_("How many"), ("measure", "qualifier", "low", "high")),
        Part(N_("In which words"), ("wording",)),
        Part(N_("Where and when"), ("date", "crossings")),
        Part(N_("An official answer"), ("stance", "state"), folded=True),
        Part(
            N_("A running total, or part of another figure"),
            ("running_total", "since", "part_of", "part_place", "part_low", "part_high"),
            folded=True,
        ),
        Part(N_("What it rests on"), ("repeats", "repeats_words"), folded=True),
        Part(
            N_("Hour, transport, who they were"),
            ("hour", "facility", "transport", "composition", "fate"),
            folded=True,
        ),
        Part(N_("Grade and notes"), ("credibility", "note", "distressing"), folded=True),
    ),
    "event": (
        Part("", ("title", "date", "kind", "returning_state", "origin", "time_note", "code", "note")),
        Part(N_("Judgement"), ("likelihood", "judgement", "confidence", "confidence_reason"), folded=True),
    ),
}
"""As people work: who said it, when, what number, in which words, where; the rest behind its heading."""
LABELS = 150


class RecordSheet(Sheet):
    """One record in a form. `ready(draft)` asks the page to save it, `dropped(draft)` tells what was typed
    and given up."""

    fits = True
    ready = Signal(object)
    dropped = Signal(object)

    def __init__(
        self, desk: Desk, record: Record, title: str, parent: QWidget, draft: Record | None = None
    ) -> None:
        super().__init__(desk, title, parent)
        self.lookup = lookup_of(desk)
        self.form = Form(
            TYPES[record.type],
            self.lookup,
            without=WITHOUT.get(record.type, ()),
            label_width=LABELS,
            quiet=False,
            parts=PARTS.get(record.type, ()),
        )
        self.conflict: QVBoxLayout = column()
        self.scroller.body.addLayout(self.conflict)
        self.scroller.body.addWidget(self.form)
        self.scroller.body.addStretch(1)
        self.form.show_record(record, draft)
        self._made_code = ""
        self.form.made_later = frozenset({"code"} if record.type == "event" else ())
        self.form.edited.connect(self._edited)
        self._pause = QTimer(self)  # a crash, too, leaves what is typed
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_MS)
        self._pause.timeout.connect(lambda: quietly(self.keep))
        desk.ask(lambda vault: _kept(vault, record), self._resume, owner=self)

    def showEvent(self, event: object) -> None:
        """The cursor goes into the first field."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.form.focus_first()

    def _resume(self, draft: Record | None) -> None:
        """Go on with what an earlier session kept, and with what was typed before it came."""
        if draft is not None and composing():
            QTimer.singleShot(SYLLABLE_MS, self, lambda: self._resume(draft))
        elif draft is not None:
            quietly(lambda: self._join(draft))

    def _join(self, draft: Record) -> None:
        base = self.form.base
        one, disputed = joined(draft, base, self.form.read())
        self.form.show_record(base, one)
        if not disputed:
            return

        def settle(chosen: Record) -> None:
            clear(self.conflict)
            now = self.form.read().values
            later = {k: now.get(k) for k in {*now, *one.values} if now.get(k) != one.values.get(k)}
            self.form.show_record(base, chosen.with_values(**later))

        self.conflict.addWidget(ConflictPanel(draft, base, one, self.lookup, settle))

    def _edited(self, draft: Record) -> None:
        """A new event is called by its date until somebody gives it another code."""
        self.wrong.hide()
        self._pause.start()
        if draft.type != "event" or draft.version or "code" not in self.form.editors:
            return
        code = draft.text("code")
        when = draft.date("date")
        if when is not None and code in ("", self._made_code) and when.earliest is not None:
            self._made_code = when.edtf
            if code != when.edtf:
                self.form.editors["code"].show_value(when.edtf)
                self.form.show_record(self.form.base, draft.with_values(code=when.edtf))
                if (line := self.form.editors["code"].control).hasFocus() and isinstance(line, QLineEdit):
                    line.selectAll()  # emptied: the next letter takes the place of what is proposed

    def save(self) -> None:
        """Hand over the draft, or show what is wrong with it."""
        commit_input()
        draft = self.form.read()
        if self.form.valid:
            self._pause.stop()
            self.ready.emit(draft)
            return
        self.form.mark_all()
        if draft.values.get("date") is None:  # they make themselves of it
            for key in self.form.made_later:
                self.form.editors[key].set_problem("")
        self.say_wrong(_("Something is missing or cannot be read: it is marked below."))
        self.form.focus_first()
        reveal(self.focusWidget() or self.form)

    def refused(self, error: Exception) -> None:
        """A record changed meanwhile stays as it is: both are kept, and somebody chooses."""
        super().refused(error)
        self._pause.start()
        if not any(e.isAncestorOf(self.focusWidget() or self) for e in self.form.editors.values()):
            self.form.focus_first()
        if isinstance(error, Conflict):
            quietly(self.keep)
            mine, base = self.form.draft, self.form.base
            self.desk.ask(
                lambda vault: current(vault, mine),
                lambda theirs: quietly(lambda: self._ask_which(mine, base, theirs)),
                owner=self,
            )

    def _ask_which(self, mine: Record, base: Record, theirs: Record) -> None:
        clear(self.conflict)

        def settle(chosen: Record) -> None:
            clear(self.conflict)
            self.form.show_record(theirs, chosen)
            self.save()

        if mine.values == theirs.values:  # nothing to choose
            settle(theirs)
            return
        self.conflict.addWidget(ConflictPanel(mine, base, theirs, self.lookup, settle))
        self.scroller.verticalScrollBar().setValue(0)

    def keep(self) -> None:
        """Keep what is typed as an encrypted draft."""
        if self.form.dirty:
            draft = self.form.read()
            self.desk.ask(lambda vault: keep(vault, draft_key(draft), draft), priority=Priority.TYPING)

    def forget(self) -> None:
        """It is saved: no draft is needed."""
        self._pause.stop()
        key = draft_key(self.form.base)
        self.desk.ask(lambda vault: forget(vault, key), priority=Priority.TYPING)

    def reject(self) -> None:
        """Cancel: what was typed is given up; the page offers to take that back."""
        if self.form.dirty:
            self.dropped.emit(self.form.read())
        self.forget()
        super().reject()


def _kept(vault: object, record: Record) -> Record | None:
    with vault.read() as reader:  # type: ignore[attr-defined]
        found = reader.drafts().get(draft_key(record))
        return found if isinstance(found, Record) else None


def draft_of_event() -> Record:
    """A new event as staff most often need it."""
    return new("event", kind="forced_return", returning_state="CN")
