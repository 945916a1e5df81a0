"""The statement that no release is missing from a vault that was restored or taken out of another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.ledger import state_complete
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.pages.security.sheets import KeySheet, labelled
from ui.widgets import QuietEdit


class LedgerSheet(KeySheet):
    """Why none is missing, in words that are kept under the name of who states it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        words = _(
            "An anonymised document is compared with every earlier one, so that two of them together give "
            "nobody away. Look through the shared folders and sent letters for documents that left after the "
            "backup was made, or from the other vault. If there are any, do not go on. If there are none, "
            "say how you know: your words are kept in the journal under your name."
        )
        super().__init__(desk, _("No release is missing"), words, _("I state this"), parent)
        self.statement = QuietEdit(_("How you know"), least=4)
        self.statement.setProperty("look", "")
        self.scroller.body.addLayout(labelled(_("How you know"), self.statement))
        self.scroller.body.addStretch(1)
        self.statement.setFocus()

    def save(self) -> None:
        """State it."""
        commit_input()
        words = self.statement.toPlainText()
        if self.done_button.isEnabled():
            self.change(lambda vault: state_complete(vault, words), self._stated)

    def _stated(self, _none: object) -> None:
        self.desk.notify(_("Anonymised documents can leave again"))
        self.close_well()
