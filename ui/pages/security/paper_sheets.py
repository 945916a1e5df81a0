"""Sheets of the security page that put keys on paper: a new recovery key, shares of the organisation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.keys import KeyShare
from app.paper import RecoverySheet, ShareSheet
from app.ports import JournalQuery, Rendered, Renderer, Vault
from app.services.safety import note_trial
from ui.frame.desk import Desk
from ui.pages.security.sheets import KeySheet
from ui.papers import Papers
from ui.start.on_paper import key_papers, recovery_steps
from ui.start.recovery import KeyPanel, RecoverySteps
from ui.widgets import Button, Heading, Label, row

Shares = tuple[KeyShare, ...]


def papers_of(desk: Desk, sheet: KeySheet) -> Papers | None:
    """What prints and saves keys for a sheet; None where nothing makes documents."""
    return key_papers(desk.bridge, desk.ways, sheet, failed=sheet.refused, done=desk.notify)


class NewRecoverySheet(KeySheet):
    """A new recovery key: said what it replaces, shown, put on paper, proved."""

    def __init__(self, desk: Desk, parent: QWidget, *, replaces: bool) -> None:
        words = (
            _("The sheet there is now will open the vault no longer. Old backups still open with it.")
            if replaces
            else _("A key on paper opens the vault when every passphrase is forgotten.")
        )
        super().__init__(desk, _("A new recovery sheet"), words, _("Make the key"), parent, 640)
        self._replaces = replaces
        self.steps: RecoverySteps | None = None
        self.scroller.body.addStretch(1)

    def save(self) -> None:
        """Make it; once it is shown, only its own buttons go on."""
        if not self.done_button.isEnabled() or self.steps is not None:
            return
        words = _("Whoever holds the new key can open everything in this vault.")
        self.change_proved(words, _make, self._show)

    def _show(self, made: tuple[str, int]) -> None:
        key, number = made
        language, today = self.desk.language, self.desk.clock.now().date()
        sheet = RecoverySheet(language, key, today, number, number - 1 if self._replaces else 0)
        self.steps = recovery_steps(sheet, _("Done"), papers_of(self.desk, self))
        self.steps.done.connect(self._done)
        for widget in (self.lead, self.heading, self.wrong, self.done_button, self.cancel_button):
            widget.hide()
        self.scroller.body.insertWidget(0, self.steps)
        self.steps.focus_first()

    def _done(self, proved: bool) -> None:
        if not proved:
            self.close_well()
            return
        today = self.desk.clock.now().date()
        self.change(lambda vault: note_trial(vault, today), lambda _none: self.close_well())

    def reject(self) -> None:
        """Escape while the key is shown does not lose it: the step that may be put off says how."""
        if self.steps is None:
            super().reject()


def _make(vault: Vault) -> tuple[str, int]:
    """A new recovery key, and the how manieth sheet of this vault it is: its first one had no entry."""
    key = vault.keys.new_recovery()
    with vault.read() as reader:
        made = reader.journal(JournalQuery(actions=("recovery",), limit=1000)).entries
    return key, len(made) + 1


class SharesSheet(KeySheet):
    """Three shares, shown once and put on paper."""

    def __init__(self, desk: Desk, parent: QWidget, *, replaces: bool) -> None:
        words = _(
            "Three sheets for three people who do not travel together. Any two of them together open the "
            "vault; one alone opens nothing."
        )
        super().__init__(desk, _("Shares of the organisation"), words, _("Make the shares"), parent, 640)
        if replaces:
            old = _("The older shares will not open it any more. Backups made before still open with them.")
            self.scroller.body.addWidget(Label(old, "note", wrap=True))
        self.shares: Shares = ()
        self.scroller.body.addStretch(1)

    def save(self) -> None:
        """Make them; a second time: they are on paper."""
        if not self.done_button.isEnabled():
            return
        if self.shares:
            self.close_well()
            return
        words = _("Any two of the new shares open everything in this vault.")
        self.change_proved(words, lambda vault: vault.keys.new_shares(), self._show)

    def _show(self, shares: Shares) -> None:
        self.shares, self._go = shares, _("They are on paper")
        self.show_busy(False)
        self.cancel_button.hide()
        self.wrong.hide()
        self.lead.setText(_("Shown this once. Put each on a sheet of its own; never two in one place."))
        body = self.scroller.body
        at = body.count() - 1
        papers = papers_of(self.desk, self)
        if papers is not None:
            name = _("Shares of the organisation")
            line = row(
                Button(_("Print the sheets…"), lambda: papers.print(name, self._render), icon="printer"),
                Button(_("Save as PDF…"), lambda: papers.save(name, self._render), icon="download"),
                None,
            )
            body.insertLayout(at, line)
            at += 1
        for share in shares:
            title = _("Share {n} of {of}").format(n=share.number, of=len(shares))
            body.insertWidget(at, Heading(title, _("set {name}").format(name=share.set)))
            body.insertWidget(at + 1, KeyPanel(share.text, name=title))
            at += 2

    def _render(self, renderer: Renderer) -> Rendered:
        today, language = self.desk.clock.now().date(), self.desk.language
        sheets = [ShareSheet(language, s.text, s.number, s.set, today) for s in self.shares]
        return renderer.share_sheets(sheets)

    def reject(self) -> None:
        """Escape while the shares are shown does not lose them."""
        if not self.shares:
            super().reject()
