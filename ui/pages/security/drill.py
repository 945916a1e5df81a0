"""The rehearsal: a backup restored into a place that is then removed, with a passphrase or recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.backups import Backup
from app.i18n import _, ngettext
from app.services import backups
from ui import saying
from ui.files import ask_file
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.keeping import size
from ui.pages.security.parts import Fact
from ui.pages.security.sheets import KeySheet, labelled
from ui.parts.working import Working
from ui.slices import slices
from ui.start.passphrase import CapsHint, PassphraseField
from ui.widgets import Button, Label, Panel


class DrillSheet(KeySheet):
    """Which backup, what opens it, then how it went; the vault in use is not touched."""

    def __init__(self, desk: Desk, folder: Path | None, parent: QWidget) -> None:
        words = _(
            "The backup is restored into a place that is then removed, and compared. It shows that the file "
            "is whole and that you can open it. Your vault stays as it is."
        )
        super().__init__(desk, _("Try a restore"), words, _("Try it"), parent)
        self.path: Path | None = None
        self._folder = folder
        choose = Button(_("Choose a file…"), self._choose, kind="link")
        which = _("The newest one in {folder}").format(folder=folder) if folder else _("No file chosen yet")
        self.which = Fact("database-backup", _("Which backup"), which, choose)
        self.field = PassphraseField(_("Passphrase, recovery key or two shares"))
        self.field.returnPressed.connect(self.save)
        self.working = Working(desk, self._stopped)
        self.outcome = Panel("green")
        self.told = Label("", "medium", wrap=True)
        self.told.setProperty("ink", "green")
        self.outcome.body.addWidget(self.told)
        self.outcome.hide()
        body = self.scroller.body
        body.addWidget(self.which)
        body.addLayout(labelled(_("Passphrase, recovery key or two shares"), self.field))
        body.addWidget(CapsHint(self.field))
        body.addWidget(self.working)
        body.addWidget(self.outcome)
        body.addStretch(1)
        self.field.setFocus()

    def _choose(self) -> None:
        start = self._folder or Path.home()
        ask_file(self, _("Which backup"), start, _("Backups (*.ncb)"), self.use)

    def use(self, path: Path) -> None:
        """This file."""
        self.path = path
        self.which.say(path.name)
        self.wrong.hide()
        self.field.setFocus()

    def save(self) -> None:
        """Try it; once it went well: close."""
        commit_input()
        typed, path = self.field.text(), self.path
        if not self.outcome.isHidden():
            self.close_well()
        elif self.path is None and self._folder is None:
            self.say_wrong(_("Choose the file of a backup first."))
        elif typed and self.done_button.isEnabled():
            self.wrong.hide()
            self.show_busy(True)
            self.working.start(
                lambda vault: slices(backups.drill(vault, typed, path)), self._well, self.refused
            )

    def refused(self, error: Exception) -> None:
        """Say why; typing replaces what was wrong."""
        super().refused(error)
        self.field.selectAll()

    def _stopped(self, _given_up: bool) -> None:
        self.show_busy(False)

    def _well(self, found: Backup) -> None:
        cases = found.counts.get("case", 0)
        text = _(
            "It works. The backup of {day} was restored and compared: {cases}, {size}. What you typed opens "
            "it."
        ).format(
            day=saying.day(found.at.astimezone().date(), self.desk.language),
            cases=ngettext("{n} case", "{n} cases", cases).format(n=f"{cases:,}"),
            size=size(found.size),
        )
        self.told.setText(text)
        self.outcome.setAccessibleName(text)
        self.outcome.show()
        self.field.clear()
        self.field.setEnabled(False)
        self._go = _("Done")
        self.cancel_button.hide()
        self.show_busy(False)
        self.done_button.setFocus()

    def reject(self) -> None:
        """Closing gives a rehearsal up."""
        self.working.give_up()
        super().reject()
