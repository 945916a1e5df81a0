"""One conversation about consent: all permissions side by side, yes or no; who and how long stand once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.consent import BY_RECIPIENT, PERMISSIONS, Permission, Sign, reaches
from app.i18n import _
from app.records.cases import CONSENT_RECORD
from app.records.record import Record, new
from app.validation import problems
from app.values import uncertain
from ui.forms.choices import TermsEditor
from ui.forms.form import Form
from ui.forms.lookup import Lookup
from ui.shortcuts import enters
from ui.theme import theme
from ui.widgets import Button, Hairline, Label, Panel, Segmented, row

WHO, REST = ("by", "date"), ("language", "interviewer", "contact", "expires", "note")
"""What holds for every answer of one conversation: before the answers, and after them."""
TALK = "talk"
"""Under which a draft says that it is one of a conversation, and what each permission was answered."""
YES, NO, WITHDRAWN = "given", "refused", "withdrawn"


class Asked(Panel):
    """The form of an answer: Ctrl+Return keeps it from any field. Elsewhere that key is the page's."""

    def __init__(self, keep: Callable[[], object]) -> None:
        super().__init__("tint")
        self._keep = keep

    def event(self, event: QEvent) -> bool:
        """Take the key before the command of the page does."""
        if event.type() == QEvent.Type.ShortcutOverride and enters(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the answer."""
        if enters(event):
            self._keep()
            return
        super().keyPressEvent(event)


class Conversation(Asked):
    """What one person answered at once. `keep(drafts)` and `leave()` are what the page does with it.

    A no to what is allowed today is a withdrawal. What nobody asked about makes no record. Signal:
    `changed()` at each change.
    """

    changed = Signal()

    def __init__(
        self,
        lookup: Lookup,
        case: Record,
        standing: Mapping[str, Permission],
        *,
        keep: Callable[[tuple[Record, ...]], object],
        leave: Callable[[], object],
        draft: Record | None = None,
    ) -> None:
        super().__init__(self.done)
        self._lookup, self._standing, self._kept = lookup, standing, keep
        self.form, self.rest = (
            Form(CONSENT_RECORD, lookup, keys=keys, headings=False, quiet=False, columns=2)
            for keys in (WHO, REST)
        )
        today = uncertain(lookup.today.isoformat())
        # a permission and an answer, so that the forms judge what they show and nothing else
        fresh = new("consent", id=draft.id if draft else None, case=case.id, permission="hold", answer=NO)
        for form in (self.form, self.rest):
            form.show_record(fresh.with_values(date=today), draft)
            form.edited.connect(lambda _draft: self.changed.emit())
        self.answers: dict[str, Segmented] = {}
        self.recipients: dict[str, TermsEditor] = {}
        self._for_whom: dict[str, QWidget] = {}
        note = _("What one person answered at once. Each answer is kept for good by itself.")
        self.wrong = Label("", "wrong", wrap=True)
        self.wrong.hide()
        self.keep = Button(_("Keep these answers"), self.done, kind="primary", tip="Ctrl+Return")
        self.body.addWidget(Label(note, "note", wrap=True))
        self.body.addWidget(self.form)
        self.body.addLayout(self._grid())
        self.body.addWidget(self.rest)
        self.body.addWidget(self.wrong)
        self.body.addLayout(row(self.keep, Button(_("Cancel"), leave), None))
        if draft is not None:
            self._go_on(draft)

    def _go_on(self, draft: Record) -> None:
        """The answers that an earlier session left."""
        for key, answer in self.answers.items():
            if said := draft.typed.get(f"{TALK}/{key}"):
                code, *whom = said.split()
                answer.set_current(code)
                self._answered(key, code)
                if key in self.recipients:
                    self.recipients[key].show_value(tuple(whom))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, key in enumerate(PERMISSIONS):
            name = self._lookup.word("permission", key)
            given = self._standing[key].sign is Sign.ALLOWED
            no = _("Withdraw") if given else _("No")
            offered = [(_("Not asked"), ""), (_("Yes"), YES), (no, WITHDRAWN if given else NO)]
            answer = Segmented(name, offered, "")
            answer.chosen.connect(partial(self._answered, key))
            self.answers[key] = answer
            grid.addWidget(Hairline(), place * 3, 0, 1, 2)
            grid.addWidget(Label(name, "body", wrap=True), place * 3 + 1, 0)
            grid.addWidget(answer, place * 3 + 1, 1)
            if key in BY_RECIPIENT:
                whom = self._for_whom[key] = self._asked_for(key, name)
                grid.addWidget(whom, place * 3 + 2, 0, 1, 2)
        return grid

    def _asked_for(self, key: str, name: str) -> QWidget:
        """For whom it holds: asked with a yes alone, a no holds for all."""
        field = CONSENT_RECORD.by_key["recipients"]
        editor = self.recipients[key] = TermsEditor(field, self._lookup)
        editor.takes = partial(reaches, key)
        editor.set_quiet(False)
        editor.label = f"{name}, {field.called()}"
        editor.show_value(None)
        editor.changed.connect(lambda: editor.set_problem(""))
        holder = QWidget()
        line = row(Label(field.called(), "dim"), editor, spacing=12)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 0, 0, 6)
        holder.setLayout(line)
        holder.hide()
        return holder

    def _answered(self, key: str, answer: object) -> None:
        self.changed.emit()
        self.wrong.hide()
        if key in self._for_whom:
            self._for_whom[key].setVisible(answer == YES)

    def _read(self) -> Record:
        """What holds for all."""
        who, rest = self.form.read(), self.rest.read()
        both = who.with_values(**{key: rest.values.get(key) for key in REST})
        return replace(both, typed={**who.typed, **rest.typed})

    def begun(self) -> Record | None:
        """What is begun, as a draft to be gone on with; None where nothing is."""
        said = {key: code for key, choice in self.answers.items() if (code := str(choice.current() or ""))}
        whom = {key: " ".join(self.recipients[key].codes) for key in said if key in self.recipients}
        read = self._read()
        if not said and not self.form.dirty and not self.rest.dirty:
            return None
        talk = {f"{TALK}/{key}": f"{code} {whom.get(key, '')}".strip() for key, code in said.items()}
        return replace(read, typed={**read.typed, TALK: TALK, **talk})

    def drafts(self) -> tuple[Record, ...]:
        """One record an answer."""
        shared = self._read().values
        made = []
        for key, choice in self.answers.items():
            answer = str(choice.current() or "")
            if not answer:
                continue
            draft = new("consent").with_values(**{**shared, "permission": key, "answer": answer})
            if answer != YES:
                draft = draft.with_values(expires=None)
            elif key in self.recipients:
                draft = draft.with_values(recipients=self.recipients[key].value())
            made.append(draft)
        return tuple(made)

    def done(self) -> None:
        """Keep the answers, or show what is missing."""
        if not self.keep.isEnabled():
            return
        drafts = self.drafts()
        wrong = next((form for form in (self.form, self.rest) if not form.valid), None)
        if wrong is not None:
            wrong.mark_all()
            wrong.focus_first()
        elif not drafts:
            self._say(_("Nothing is answered yet: choose yes or no beside at least one."))
            next(iter(self.answers.values())).buttons()[0].setFocus()
        elif all(self._right(draft) for draft in drafts):
            self.keep.setEnabled(False)  # pressed twice, they would be kept twice
            self._kept(drafts)

    def _right(self, draft: Record) -> bool:
        """Whether an answer can be kept; what is missing is marked, with the cursor on it."""
        found = problems(draft, self._lookup.knows, self._lookup.own_fields("consent"))
        if not found:
            return True
        editor = self.recipients.get(draft.text("permission"))
        if editor is not None and found[0].field == "recipients":
            editor.set_problem(found[0].message.render())
            editor.setFocus()
        else:
            self._say(found[0].message.render())
        return False

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()
