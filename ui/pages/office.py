"""The page where staff say whose vault it is: the name and the contact that documents print."""

from __future__ import annotations

from app.i18n import N_, _
from app.ports import Vault
from app.services.office import Office, office, save_office
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.ime import commit_input
from ui.widgets import Button, Label, QuietLine, Scroller, column, row


class OurOffice(Page):
    """Name in English, name in Korean, contact."""

    key, title, icon = "office", N_("Your organisation"), "landmark"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kept = Office()
        self.name = QuietLine(_("Name in English"))
        self.name_ko = QuietLine(_("Name in Korean"))
        self.contact = QuietLine(_("Contact"), hint=_("An address that readers of a document may write to"))
        self.go = Button(_("Save"), self.save_now, kind="primary")
        scroller = Scroller()
        words = _("Printed at the head and foot of every document. It stands only in the encrypted vault.")
        scroller.body.addWidget(Label(_(self.title), "title"))
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        fields = column(spacing=8)
        for field in (self.name, self.name_ko, self.contact):
            field.setProperty("look", "")
            field.setMaximumWidth(432)
            field.returnPressed.connect(self.save_now)
            label = Label(field.accessibleName(), "label")
            label.setBuddy(field)
            fields.addWidget(label)
            fields.addWidget(field)
        fields.addSpacing(8)
        fields.addLayout(row(self.go, None))
        scroller.body.addLayout(fields)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Show what is kept."""

        def read(vault: Vault) -> Office:
            with vault.read() as reader:
                return office(reader)

        self.desk.ask(read, self._show, owner=self)

    def _show(self, kept: Office) -> None:
        self._kept = kept
        self.name.setText(kept.name)
        self.name_ko.setText(kept.name_ko)
        self.contact.setText(kept.contact)
        self.name.setFocus()

    def _typed(self) -> Office:
        return Office(self.name.text().strip(), self.name_ko.text().strip(), self.contact.text().strip())

    def save_now(self) -> None:
        """Keep what is typed."""
        commit_input()
        typed = self._typed()
        if typed != self._kept:
            self._kept = typed
            self.desk.save(lambda vault: save_office(vault, typed), self._saved, kinds=(), owner=self)

    def _saved(self, _nothing: object) -> None:
        self.desk.notify(_("Your organisation was saved"))

    def leave(self) -> None:
        """What was typed is kept."""
        self.save_now()
