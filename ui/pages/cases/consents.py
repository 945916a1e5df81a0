"""What the person or family allows: eight permissions, each with sign and word; answers are only added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.consent import BY_RECIPIENT, PERMISSIONS, Permission, Sign, reaches
from app.i18n import N_, _, ngettext
from app.records.cases import CONSENT_RECORD
from app.records.record import Record, new
from app.services.drafts import forget, keep
from app.services.files import CaseFile
from app.services.saving import Saved, draft_key, save
from app.values import uncertain
from ui.forms.choices import TermsEditor
from ui.forms.form import Form
from ui.forms.keeper import DRAFT_MS
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.ime import quietly
from ui.pages.cases.conversation import TALK, Asked, Conversation
from ui.theme import theme
from ui.widgets import Block, Button, Elided, Hairline, IconWord, Label, row
from ui.widgets.layouts import clear
from ui.widgets.scrolling import reveal
from ui.widgets.signs import CONSENT, Look
from ui.widgets.tips import plain_tip
from ui.worker import Priority

SIGNS = {
    Sign.ALLOWED: "given",
    Sign.REFUSED: "refused",
    Sign.WITHDRAWN: "withdrawn",
    Sign.EXPIRED: "expired",
    Sign.NOT_ASKED: "not_asked",
}


MECHANISMS = {"un_wgeid": N_("WGEID"), "un_wgad": N_("WGAD"), "un_ohchr": N_("OHCHR")}
"""What staff call the mechanisms whose names are longer than a row."""


AS_BEFORE = ("by", "date", "language", "interviewer", "contact")
"""What the form takes over from the answer kept just before, of the same person on the same sheet of paper.
Never the answer itself, for whom, or until when."""


class _Answer(IconWord):
    """How a permission stands; a click asks, as the name beside it does (which the keyboard reaches)."""

    def __init__(self, word: str, look: Look, ask: Callable[[], object]) -> None:
        super().__init__(word, look)
        self._ask = ask
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            QTimer.singleShot(0, self, self._ask)


class ConsentBlock(Block):
    """The permissions of a case, and what records one more answer, or all of one conversation."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(_("Consent"), " ", spacing=0)
        self.desk, self.lookup = desk, lookup
        self._file: CaseFile | None = None
        self._last: Record | None = None
        self._names: dict[str, Button] = {}
        self._signs: dict[str, _Answer] = {}
        self._details: dict[str, Elided] = {}
        self._next = ""
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(0)
        self.rows.setColumnStretch(2, 1)
        for place, key in enumerate(PERMISSIONS):
            if place:
                self.rows.addWidget(Hairline(), place * 2 - 1, 0, 1, 3)
            self._row(place * 2, key)
        self.asked = QVBoxLayout()
        self.form: Form | None = None
        self.talk: Conversation | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_MS)
        self._pause.timeout.connect(lambda: quietly(self.leave))
        self.record = Button(_("Record an answer"), self.ask, kind="link", icon="plus")
        self.converse = Button(_("Record a conversation"), self.begin_talk, kind="link", icon="list-todo")
        self.body.addLayout(self.rows)
        self.body.addLayout(self.asked)
        self.body.addSpacing(6)
        self.body.addLayout(row(self.converse, self.record, None, spacing=12))

    def show_file(self, file: CaseFile) -> None:
        """Show how each permission stands today."""
        if self._file is None or self._file.case.id != file.case.id:
            self.close()
            self._last, self._next = None, ""
        known, self._file = self._file, file
        if known is not None and (known.consents, known.permissions) == (file.consents, file.permissions):
            return
        self._say_last(file)
        for place, key in enumerate(PERMISSIONS):
            self.rows.setRowMinimumHeight(place * 2, theme().px(24))
            self._show(file.permissions[key])
        if self._next:
            self._names[self._next].setFocus()
            self._next = ""

    def begin(self) -> None:
        """Go on with the form that is open, else begin what was answered in one conversation."""
        form = self.talk.form if self.talk is not None else self.form
        if form is None:
            self.begin_talk()
        else:
            form.focus_first()

    def _say_last(self, file: CaseFile) -> None:
        last = max(file.consents, key=lambda c: c.number, default=None)
        if last is None:
            self.heading.set_note("")
            return
        date = last.date("date")
        by = self.lookup.label("consent_by", last.text("by")) if last.text("by") else ""
        said = say_date(date, self.lookup.language) if date else ""
        text = _("Last answer: {by}, {date}").format(by=by, date=said) if by else said
        self.heading.set_note(text)

    def _row(self, place: int, key: str) -> None:
        name = self._names[key] = Button("", partial(self.ask, key), kind="line")
        name.setToolTip(plain_tip(_("Record an answer")))
        self._signs[key] = _Answer("", CONSENT[SIGNS[Sign.NOT_ASKED]], name.click)
        self._details[key] = Elided("", "dim")
        for column, part in enumerate((name, self._signs[key], self._details[key])):
            self.rows.addWidget(part, place, column)

    def _show(self, permission: Permission) -> None:
        key, word, detail = permission.key, self._word(permission), self._detail(permission)
        self._signs[key].show_word(word, CONSENT[SIGNS[permission.sign]])
        self._details[key].setText(detail)
        name = self.lookup.label("permission", key)
        self._names[key].setText(name)
        self._names[key].setAccessibleName(", ".join(filter(None, (name, word, detail))))

    @staticmethod
    def _word(permission: Permission) -> str:
        return {
            Sign.ALLOWED: _("Allowed"),
            Sign.REFUSED: _("Refused"),
            Sign.WITHDRAWN: _("Withdrawn"),
            Sign.EXPIRED: _("Expired"),
            Sign.NOT_ASKED: _("Not asked"),
        }[permission.sign]

    def _detail(self, permission: Permission) -> str:
        grants = {k: g for k, g in permission.grants.items() if g.sign is permission.sign}
        parts = []
        if permission.key in BY_RECIPIENT:
            parts.append(", ".join(self._recipient(code) for code in grants if code))
        ends = [g.expires for g in grants.values() if g.expires]
        if ends and permission.sign in (Sign.ALLOWED, Sign.EXPIRED):
            day = say_date(uncertain(min(ends).isoformat()), self.lookup.language, short=True)
            text = _("until {date}") if permission.sign is Sign.ALLOWED else _("since {date}")
            parts.append(text.format(date=day))
        elif permission.sign is Sign.ALLOWED and not any(parts):
            parts.append(_("no end date"))
        return ", ".join(filter(None, parts))

    def _recipient(self, code: str) -> str:
        return _(MECHANISMS[code]) if code in MECHANISMS else self.lookup.label("recipient", code)

    # an answer

    def ask(self, permission: str = "") -> None:
        """Open the form for an answer; it can be corrected only by a later one. What is begun already is gone
        on with: nothing of it is thrown away by a press beside it."""
        if self._file is None:
            return
        if self.talk is not None:
            self.talk.answers[permission or PERMISSIONS[0]].buttons()[0].setFocus()
            return
        if self.form is not None and self.form.dirty:
            self.form.focus_first()
            reveal(self.form)
            return
        today = uncertain(self.lookup.today.isoformat())
        draft = new("consent", case=self._file.case.id, permission=permission, date=today)
        if self._last is not None:
            draft = draft.with_values(**{key: self._last.values.get(key) for key in AS_BEFORE})
        panel, form = self._open(draft)
        form.editors["answer" if permission else "permission"].setFocus()
        reveal(panel)

    def _open(self, base: Record, draft: Record | None = None) -> tuple[Asked, Form]:
        permission = base.text("permission")
        self.close()
        panel = Asked(self._keep)
        nobody = {"recipients"} if permission and permission not in BY_RECIPIENT else ()
        form = self.form = Form(
            CONSENT_RECORD, self.lookup, without=nobody, headings=False, quiet=False, columns=2
        )
        if isinstance(whom := form.editors.get("recipients"), TermsEditor):
            whom.takes = lambda code: reaches(form.read().text("permission"), code)
        self.form.show_record(base, draft)
        self.form.edited.connect(lambda _draft: self._pause.start())
        note = _("An answer is kept for good: a change of mind is a new answer.")
        panel.body.addWidget(Label(note, "note", wrap=True))
        panel.body.addWidget(self.form)
        self.keep = Button(_("Keep this answer"), self._keep, kind="primary", tip="Ctrl+Return")
        panel.body.addLayout(row(self.keep, Button(_("Cancel"), self._leave), None))
        self.asked.addWidget(panel)
        self._offer(False)
        return panel, self.form

    def _keep(self) -> None:
        if self.form is None or not self.keep.isEnabled():
            return
        draft = self.form.read()
        if not self.form.valid:
            self.form.mark_all()
            self.form.focus_first()
            return
        self.keep.setEnabled(False)  # pressed twice, it would be kept twice
        self.desk.save(
            lambda vault: save(vault, draft)[0],
            self._kept,
            kinds=["consent", "case"],
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        self.desk.trouble(error)

    def _kept(self, saved: Saved) -> None:
        """The keyboard goes on to the permission after it."""
        undo_of(self.desk).did(saved)
        self._last = saved.record
        self._leave()
        keys = list(PERMISSIONS)
        self._next = keys[(keys.index(saved.record.text("permission")) + 1) % len(keys)]

    def _leave(self) -> None:
        """Close the form; the keyboard goes on where it came from."""
        self._forget()
        self.close()
        self.record.setFocus()

    def leave(self) -> None:
        """Before another file, another page, lock: keep what is begun as an encrypted draft."""
        self._pause.stop()
        begun = None
        if self.talk is not None:
            begun = self.talk.begun()
        elif self.form is not None and self.form.dirty:
            begun = self.form.read()
        if begun is not None:
            draft = begun
            self.desk.ask(lambda vault: keep(vault, draft_key(draft), draft), priority=Priority.TYPING)

    def resume(self, drafts: Iterable[Record]) -> None:
        """Go on with what was begun for this case and never kept, unless a form is open."""
        case = self._file.case.id if self._file is not None else None
        begun = (d for d in drafts if d.type == "consent" and d.ref("case") == case)
        draft = next(begun, None)
        if draft is None or self.form is not None or self.talk is not None:
            return
        if TALK in draft.typed:
            self._open_talk(draft)
        else:
            self._open(new("consent", id=draft.id, case=case, permission=draft.text("permission")), draft)

    def _forget(self) -> None:
        """What was begun is kept, or given up."""
        self._pause.stop()
        form = self.talk.form if self.talk is not None else self.form
        if form is not None:
            key = draft_key(form.base)
            self.desk.ask(lambda vault: forget(vault, key), priority=Priority.TYPING)

    def close(self) -> bool:
        """Close the form."""
        self._pause.stop()
        clear(self.asked)
        self.form = self.talk = None
        self._offer(True)
        return True

    def _offer(self, on: bool) -> None:
        self.record.setVisible(on)
        self.converse.setVisible(on)

    # a conversation

    def begin_talk(self) -> None:
        """Open all permissions side by side, for what was answered in one conversation."""
        talk = self._open_talk()
        if talk is not None:
            talk.form.focus_first()
            reveal(talk)

    def _open_talk(self, draft: Record | None = None) -> Conversation | None:
        if self._file is None:
            return None
        self.close()
        self.talk = Conversation(
            self.lookup,
            self._file.case,
            self._file.permissions,
            keep=self._keep_talk,
            leave=self._leave_talk,
            draft=draft,
        )
        self.talk.changed.connect(self._pause.start)
        self.asked.addWidget(self.talk)
        self._offer(False)
        return self.talk

    def _keep_talk(self, drafts: tuple[Record, ...]) -> None:
        def kept(saved: tuple[Saved, ...]) -> None:
            undo_of(self.desk).did(*saved)
            self._leave_talk()
            n = len(saved)
            self.desk.notify(ngettext("{n} answer kept", "{n} answers kept", n).format(n=n))

        def refused(error: Exception) -> None:
            if self.talk is not None:
                self.talk.keep.setEnabled(True)
            self.desk.trouble(error)

        self.desk.save(
            lambda vault: save(vault, *drafts), kept, kinds=["consent", "case"], owner=self, failed=refused
        )

    def _leave_talk(self) -> None:
        self._forget()
        self.close()
        self.converse.setFocus()

    @property
    def consents(self) -> tuple[Record, ...]:
        """The answers on file."""
        return self._file.consents if self._file else ()
