"""Before something that gives everything out, the passphrase is asked for again: the vault stands open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.proving import prove
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import commit_input
from ui.start.passphrase import CapsHint, PassphraseField
from ui.theme import theme
from ui.widgets import Label, column


def proved(desk: Desk, parent: QWidget, words: str, then: Callable[[], object]) -> None:
    """Do `then` once the passphrase was typed again; `words` say what for.

    In a sample at once: nothing in it is real, and everybody knows its passphrase.
    """
    if desk.sample:
        then()
    else:
        ProveSheet(desk, words, then, parent).open()


class ProveSheet(Sheet):
    """Asks for the passphrase of whoever works here; Escape does nothing at all."""

    fits = True

    def __init__(self, desk: Desk, words: str, then: Callable[[], object], parent: QWidget) -> None:
        super().__init__(desk, _("Your passphrase again"), parent)
        self._then = then
        self.resize(min(theme().px(480), self.width()), min(theme().px(400), self.height()))
        why = _("The vault stands open, so anybody at this computer could do it.")
        label = Label(_("Passphrase"), "label")
        self.field = PassphraseField(_("Passphrase"))
        label.setBuddy(self.field)
        body = self.scroller.body
        body.addWidget(Label(words, "sentence", wrap=True))
        body.addWidget(Label(why, "dim", wrap=True))
        body.addLayout(column(label, self.field, spacing=6))
        body.addWidget(CapsHint(self.field))
        body.addStretch(1)
        self.done_button.setText(_("Go on"))
        self.field.returnPressed.connect(self.save)
        self.field.textEdited.connect(self.wrong.hide)
        self.finished.connect(lambda _result: self.deleteLater())
        self.field.setFocus()

    def save(self) -> None:
        """Let the worker see whether it is right."""
        commit_input()
        typed = self.field.text()
        if not typed or not self.done_button.isEnabled():
            return
        self._show_busy(True)
        self.desk.ask(lambda vault: prove(vault, typed), self._right, owner=self, failed=self.refused)

    def _right(self, _none: object) -> None:
        self.field.clear()
        self.accept()
        self._then()

    def refused(self, error: Exception) -> None:
        """Say why; what is typed is marked, to be typed over."""
        self._show_busy(False)
        super().refused(error)
        self.field.setFocus()
        self.field.selectAll()

    def _show_busy(self, busy: bool) -> None:
        self.done_button.setEnabled(not busy)
        self.done_button.setText(_("One moment…") if busy else _("Go on"))
