"""The sheet of an element's status: its history, what the rules propose, a new entry, a second signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.records.record import new
from app.values import Text
from app.verification import RULES, proposed
from ui.forms.lookup import capital
from ui.forms.texts import guessed
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import commit_input
from ui.pages.events.loading import ShownEvent
from ui.start.passphrase import PassphraseField
from ui.theme import theme
from ui.widgets import Block, Button, Chip, Choice, Label, QuietLine, column, row
from ui.widgets.signs import ELEMENT, look_of


class StatusSheet(Sheet):
    """The history of an element's status, what the rules propose, and a new entry of it.

    Signals: `chosen(status, why)`; `verified(why, passphrase)` where a second person signs.
    """

    fits = True
    chosen = Signal(str, object)
    verified = Signal(object, str)

    def __init__(self, desk: Desk, shown: ShownEvent, element: str, parent: QWidget) -> None:
        title = _("Status: {element}").format(element=shown.word("element", element))
        super().__init__(desk, title, parent)
        self.resize(self.width(), theme().px(520))
        offered = [
            (capital(t.label(shown.language)), t.code)
            for t in sorted(shown.labels.values(), key=lambda t: t.position)
            if t.vocabulary == "element_status" and not t.retired
        ]
        now = next((e for e in shown.page.part.elements if e.element == element), None)
        self.choice = Choice(_("Status"), offered)
        if now is not None:
            self.choice.setCurrentIndex(max(0, self.choice.findData(now.status_code)))
            self.scroller.body.addWidget(Label(now.claimed, "second", wrap=True))
        self.why = QuietLine(_("Why"), hint=_("What it rests on"))
        self.why.setProperty("look", "")
        self.proposal = proposed(element, shown.page.claims, shown.chains)
        self.rule = Label("", "note", wrap=True)
        self.second = PassphraseField(_("Passphrase of the second person"))
        self._signing = QWidget()
        asked = _("A second person reads the claims, then signs here with their own passphrase.")
        self._signing.setLayout(column(Label(asked, "note", wrap=True), self.second))
        for name, field in ((_("Status"), self.choice), (_("Why"), self.why)):
            label = Label(name, "dim")
            label.setBuddy(field)
            self.scroller.body.addLayout(column(label, field, spacing=2))
            if field is self.choice:
                self.scroller.body.addWidget(self.rule)
        self.scroller.body.addWidget(self._signing)
        self._propose(shown)
        self.scroller.body.addWidget(self._history(shown, element))
        self.scroller.body.addStretch(1)
        self.choice.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    def _propose(self, shown: ShownEvent) -> None:
        code = self.proposal.status
        if not code:
            return
        words = _("By the rules: {status}").format(status=shown.word("element_status", code))
        at = self.choice.findData(code)
        take = Button(_("Take it"), lambda: self.choice.setCurrentIndex(at), kind="link")
        self.scroller.body.insertLayout(1, row(Label(words, "second"), take, None))

    def _fit(self) -> None:
        """The rule of the chosen status; a second person only for verified."""
        code = str(self.choice.currentData())
        self.rule.setText(_(RULES.get(code, "")) if code in RULES else "")
        self._signing.setVisible(code == "verified")

    def _history(self, shown: ShownEvent, element: str) -> Block:
        block = Block(_("History"))
        entries = [s for s in shown.page.statuses if s.text("element") == element]
        for entry in reversed(entries):
            code = entry.text("status")
            who = entry.text("reviewer") or (
                shown.staff.get(entry.created_by, "") if entry.created_by else ""
            )
            when = f"{entry.created_at:%Y-%m-%d %H:%M}" if entry.created_at else ""
            why = entry.phrase("why").in_language(shown.language)
            block.body.addLayout(
                row(
                    Chip(shown.word("element_status", code), look_of(ELEMENT, code)),
                    Label("  ".join(t for t in (when, who) if t), "dim"),
                    None,
                )
            )
            if why:
                block.body.addWidget(Label(why, "note", wrap=True))
        if not entries:
            block.body.addWidget(
                Label(_("Nobody has set it. What is shown is proposed from the claims."), "dim", wrap=True)
            )
        return block

    def showEvent(self, event: object) -> None:
        """The cursor goes to the choice."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Ask the page to add an entry to the history."""
        commit_input()
        why = self.why.text().strip()
        text = Text(why, guessed(why, self.desk.language)) if why else None
        status = str(self.choice.currentData())
        if status == "verified":
            self.verified.emit(text, self.second.text())
        else:
            self.chosen.emit(status, new("status", why=text))
