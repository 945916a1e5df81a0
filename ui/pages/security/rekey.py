"""Moving to a new vault: new secrets throughout, where somebody may have the key of this one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.backups import Backup, Restored
from app.i18n import _, ngettext
from app.paper import RecoverySheet
from app.services import backups
from ui.files import ask_new_folder
from ui.frame.desk import Desk
from ui.pages.security.paper_sheets import papers_of
from ui.pages.security.parts import Fact
from ui.pages.security.sheets import KeySheet
from ui.parts.working import Working
from ui.proving import proved
from ui.slices import slices
from ui.start.fresh import NewPassphrase
from ui.start.on_paper import recovery_steps
from ui.start.recovery import RecoverySteps
from ui.widgets import Button, column

Made = tuple[Restored, tuple[Backup, ...]]


class RekeySheet(KeySheet):
    """Where to, and the passphrase; then the new recovery key; then what to destroy. This vault stays."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        words = _(
            "For the day when somebody may have copied the open vault. Everything is written anew under new "
            "keys into another folder; this vault stays as it is until you destroy it."
        )
        super().__init__(desk, _("Move to a new vault"), words, _("Make the new vault"), parent, 640)
        self.target: Path | None = None
        choose = Button(_("Choose a folder…"), self._choose, kind="link")
        self.where = Fact("folder-plus", _("Where to"), _("No folder chosen yet"), choose)
        self.fresh = NewPassphrase(_("Your passphrase for it"), _("Passphrase again"))
        self.fresh.entered.connect(self.save)
        self.working = Working(desk, self._stopped)
        self.steps: RecoverySteps | None = None
        self._made: Made | None = None
        for widget in (self.where, self.fresh, self.working):
            self.scroller.body.addWidget(widget)
        self.scroller.body.addStretch(1)

    def _choose(self) -> None:
        start = Path.home() / _("Casebook vault")
        ask_new_folder(self, _("Move to a new vault"), start, self.use)

    def use(self, folder: Path) -> None:
        """This folder, which is made."""
        self.target = folder
        self.where.say(str(folder))
        self.fresh.first.setFocus()

    def save(self) -> None:
        """Make it; when it is made: close."""
        if self._made is not None:
            self.close_well()
            return
        if not self.done_button.isEnabled():
            return
        target, problem = self.target, self.fresh.problem()
        if target is None:
            self.say_wrong(_("Choose where the new vault goes first."))
        elif problem:
            self.say_wrong(problem)
        else:
            self.wrong.hide()
            words = _("Everything in this vault will stand in the new one too.")
            proved(self.desk, self, words, lambda: self._make(target))

    def _make(self, target: Path) -> None:
        self.show_busy(True)
        passphrase = self.fresh.text
        self.working.start(
            lambda vault: slices(backups.rekey(vault, target, passphrase)), self._show_key, self.refused
        )

    def _stopped(self, _given_up: bool) -> None:
        self.show_busy(False)

    def _show_key(self, made: Made) -> None:
        self._made = made
        self.fresh.clear()
        for widget in (self.where, self.fresh, self.cancel_button, self.wrong):
            widget.hide()
        if not made[0].recovery:
            self._show_rest(False)
            return
        sheet = RecoverySheet(self.desk.language, made[0].recovery, self.desk.clock.now().date())
        self.steps = recovery_steps(sheet, _("Go on"), papers_of(self.desk, self))
        self.steps.done.connect(self._show_rest)
        for hidden in (self.lead, self.heading, self.done_button):
            hidden.hide()
        self.scroller.body.insertWidget(0, self.steps)
        self.steps.focus_first()

    def _show_rest(self, _proved: bool) -> None:
        """What is left to do by hand, which no program can do for them."""
        if self.steps is not None:
            self.steps.hide()
        self.heading.setText(_("The new vault is made"))
        self.lead.setText(_("Lock this one and open the new one. Then, when it works:"))
        for shown in (self.lead, self.heading, self.done_button):
            shown.show()
        self._go = _("Done")
        self.show_busy(False)
        self.done_button.setFocus()  # Enter in what is hidden would come here again
        facts = column(spacing=0)
        for fact in self._rest(*self._made) if self._made else ():
            facts.addWidget(fact)
        self.scroller.body.insertLayout(self.scroller.body.count() - 1, facts)

    def _rest(self, made: Restored, old: tuple[Backup, ...]) -> list[Fact]:
        found = [
            Fact(
                "trash-2",
                _("Destroy this vault"),
                _("Delete its folder and every copy of it, then empty the trash."),
            )
        ]
        if old:
            words = ngettext(
                "{n} backup still opens with the old keys. Destroy it and make a new one.",
                "{n} backups still open with the old keys. Destroy them and make new ones.",
                len(old),
            )
            found.append(Fact("database-backup", _("Old backups"), words.format(n=len(old))))
        words = _("The old sheet and the old shares open only what is old. Burn or shred them.")
        found.append(Fact("file-text", _("Old sheets"), words))
        if made.without_key:
            names = ", ".join(made.without_key)
            words = _("Without a key in the new vault until you add one: {names}").format(names=names)
            found.append(Fact("users", _("Colleagues"), words))
        return found

    def reject(self) -> None:
        """Closing gives it up; a key that is shown once is not lost by Escape."""
        if self._made is None:
            self.working.give_up()
            super().reject()
