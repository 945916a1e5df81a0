"""The page where the person who works here changes the passphrase of their slot."""

from __future__ import annotations

from app.i18n import N_, _
from app.ports import Vault
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.start.fresh import NewPassphrase
from ui.start.passphrase import CapsHint, PassphraseField
from ui.theme import theme
from ui.widgets import Button, Label, Scroller, column, row


class Passphrase(Page):
    """Current passphrase, the new one twice. A vault opened by its recovery key asks for no current one."""

    key, title, icon = "passphrase", N_("Change passphrase"), "key-round"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._recovered = False
        self.old = PassphraseField(_("Current passphrase"))
        self.fresh = NewPassphrase(_("New passphrase"), _("New passphrase again"))
        self.trouble = Label("", "wrong", wrap=True)
        self.go = Button(_("Change passphrase"), self._try, kind="primary")
        self._old_label = Label(_("Current passphrase"), "label")
        self._build()
        self.fresh.entered.connect(self._try)
        self.fresh.edited.connect(self._calm)
        self.old.textChanged.connect(lambda _text: self._calm())
        self._calm()

    def _build(self) -> None:
        scroller = Scroller()
        words = _(
            "Only your own passphrase changes; those of others and the recovery key stay. Old backups and "
            "old copies of the vault still open with the old one."
        )
        scroller.body.addWidget(Label(_(self.title), "title"))
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        fields = column(spacing=8)
        self._old_label.setBuddy(self.old)
        for widget in (self._old_label, self.old, CapsHint(self.old), self.fresh):
            widget.setMaximumWidth(theme().px(432))
            fields.addWidget(widget)
        fields.addWidget(self.trouble)
        fields.addLayout(row(self.go, None))
        scroller.body.addLayout(fields)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Whether the recovery key opened the vault."""
        self.desk.ask(lambda vault: vault.recovered, self._show_recovered, owner=self)

    def _show_recovered(self, recovered: bool) -> None:
        self._recovered = recovered
        self.old.setVisible(not recovered)
        self._old_label.setVisible(not recovered)
        (self.fresh.first if recovered else self.old).setFocus()

    def leave(self) -> None:
        """Nothing typed here stays."""
        self._clear()

    def _clear(self) -> None:
        self.old.clear()
        self.fresh.clear()

    def _calm(self) -> None:
        self.trouble.hide()

    def _say(self, text: str) -> None:
        self.go.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.show()

    def _try(self) -> None:
        problem = self.fresh.problem()
        old, new = self.old.text(), self.fresh.text
        if problem:
            self._say(problem)
        elif self.go.isEnabled():
            self.go.setEnabled(False)
            known = None if self._recovered else old

            def change(vault: Vault) -> None:
                vault.keys.change(new, old=known)

            self.desk.ask(change, self._done, owner=self, failed=self._failed)

    def _done(self, _nothing: object) -> None:
        self.go.setEnabled(True)
        self._clear()
        self.desk.notify(_("Your passphrase was changed"))
        if self._recovered:  # nobody came for this: now the work begins
            self.desk.navigate("home")
        else:
            self.old.setFocus()

    def _failed(self, error: Exception) -> None:
        message = self.desk.words(error)
        if message is None:
            self.go.setEnabled(True)
            self.desk.trouble(error)
        else:
            self._say(message.render())
