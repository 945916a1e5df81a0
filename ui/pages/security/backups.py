"""Backups: the last one that was proved, how old it may become, where they go, a rehearsal without harm."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.backups import BESIDE, Backup, fault_words
from app.i18n import _, ngettext
from app.services import backups
from app.services.safety import Safety
from ui import saying
from ui.files import ask_folder, ask_save
from ui.frame.desk import Desk
from ui.keeping import days_ago, size
from ui.pages.security.parts import Fact
from ui.parts.working import Working
from ui.slices import slices
from ui.widgets import Block, Button, Choice, Label, ShareBar, column
from ui.widgets.layouts import clear

DAYS = (1, 3, 7, 14, 30)
CLOSING = (1, 3, 7)
"""Days of which one can choose when closing makes a backup."""


class Backups(Block):
    """What stands, and "Back up now". Signals: `made` after a backup, `rehearse` asks for the drill."""

    made = Signal()
    rehearse = Signal()

    def __init__(self, desk: Desk) -> None:
        self.now_button = Button(_("Back up now"), self.back_up, kind="primary", icon="database-backup")
        super().__init__(_("Backups"), self.now_button, spacing=0)
        self._desk = desk
        self._found: Safety | None = None
        self._facts: QVBoxLayout = column(spacing=0)
        self.working = Working(desk, self._stopped)
        self.said = Label("", "dim", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.body.addWidget(self.working)
        self.body.addLayout(self._facts)

    def show_safety(self, found: Safety) -> None:
        """The rows as they stand."""
        self._found = found
        clear(self._facts)
        self._facts.addWidget(self._last(found))
        self._facts.addWidget(self._place(found))
        self._facts.addWidget(self._reminder(found))
        self._facts.addWidget(self._closing(found))
        self._facts.addWidget(self._rehearsal())

    def _last(self, found: Safety) -> QWidget:
        if found.last is None or found.days is None:
            words = _("There is none yet. One file, encrypted like the vault, proved by restoring it.")
            state = "warn" if found.backup_due and not found.sample else "plain"
            return Fact("database-backup", _("No backup"), words, state=state)
        title = _("Last proved backup: {when}").format(when=days_ago(found.days))
        state = "warn" if found.backup_due or not found.last.whole else "good"
        fact = Fact("database-backup", title, _held(found.last, self._desk.language), state=state)
        share = found.days / max(1, found.every)
        role = "amber_ink" if found.backup_due else "green_ink"
        words = ngettext("{n} day may pass without one", "{n} days may pass without one", found.every).format(
            n=found.every
        )
        fact.more.addSpacing(4)
        fact.more.addWidget(ShareBar(max(0.03, share), role, words))
        fact.more.addSpacing(2)
        for fault in fault_words(found.last):
            fact.more.addWidget(Label(fault, "warn", wrap=True))
        if found.only_beside and not found.sample:
            fact.more.addWidget(Label(_(BESIDE), "second", wrap=True))
        return fact

    def _place(self, found: Safety) -> QWidget:
        button = Button(_("Choose a folder…"), self._choose_folder, kind="link")
        title = _("Where backups go")
        if found.folder is None:
            words = _("You are asked each time. A memory stick kept in another place is best.")
            return Fact("folder-open", title, words, button)
        words = _("{folder}. The last seven days and four weeks are kept, older ones are taken away.")
        return Fact("folder-open", title, words.format(folder=found.folder), button)

    def _reminder(self, found: Safety) -> QWidget:
        days = sorted({*DAYS, found.every})
        items = [(ngettext("after {n} day", "after {n} days", n).format(n=n), n) for n in days]
        choice = Choice(_("Remind me"), items)
        choice.setCurrentIndex(choice.findData(found.every))
        choice.activated.connect(lambda _at: self._keep(found.folder, int(choice.currentData())))
        return Fact("clock", _("Remind me"), _("Home says when a backup is due."), choice)

    def _closing(self, found: Safety) -> QWidget:
        title = _("When the window is closed")
        if found.folder is None:
            return Fact("archive", title, _("A backup can be made then, once a folder is chosen."))
        items = [(_("no backup"), 0)]
        for n in sorted({*CLOSING, found.closing} - {0}):
            words = ngettext("where the last is {n} day old", "where the last is {n} days old", n)
            items.append((words.format(n=n), n))
        self.closing = Choice(title, items)
        self.closing.setCurrentIndex(self.closing.findData(found.closing))
        self.closing.activated.connect(lambda _at: self._keep_closing(int(self.closing.currentData())))
        words = _("Into the folder above, with a way to close without it. Locking never waits for one.")
        return Fact("archive", title, words, self.closing)

    def _keep_closing(self, days: int) -> None:
        self._desk.save(
            lambda vault: backups.choose_closing(vault, days),
            lambda _none: self.made.emit(),
            kinds=(),
            owner=self,
        )

    def _rehearsal(self) -> QWidget:
        self.rehearse_button = Button(_("Try a restore…"), self.rehearse.emit, kind="link")
        words = _("Restores a backup into a place that is then removed. Nothing is changed.")
        return Fact("refresh-cw", _("Rehearsal"), words, self.rehearse_button)

    # doing

    @property
    def known(self) -> bool:
        """Whether it was read where backups go."""
        return self._found is not None

    def back_up(self) -> None:
        """Into the folder that was chosen, else ask where."""
        if self.working.busy or self._found is None:
            return
        place, clock = self._found.folder, self._desk.clock
        if place is not None:
            self._start()
            self.working.start(
                lambda vault: slices(backups.rotate(vault, clock, place)), self._rotated, self._failed
            )
            return
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        start = documents / f"{clock.now():%Y-%m-%d}.ncb"
        ask_save(self, _("Back up now"), start, _("Backups (*.ncb)"), self.back_up_to)

    def back_up_to(self, path: Path) -> None:
        """Into a file; one that exists is replaced, as the dialog asked."""
        place = path if path.suffix else path.with_suffix(".ncb")
        self._start()
        self.working.start(
            lambda vault: slices(backups.back_up(vault, place, replace=True)), self._done, self._failed
        )

    def _start(self) -> None:
        self.said.hide()
        self.working.show()
        self.working.cancel.setFocus()  # before the button that had the keyboard is disabled
        self.now_button.setEnabled(False)

    def _stopped(self, given_up: bool) -> None:
        self.now_button.setEnabled(True)
        self.now_button.setFocus()
        if given_up:
            self._say(_("The backup was given up. Nothing half made is left."), "dim")

    def _rotated(self, done: backups.Rotated) -> None:
        self._done(done.backup)
        if done.removed:
            n = done.removed
            text = ngettext("{n} older backup was taken away.", "{n} older backups were taken away.", n)
            self._say(text.format(n=n), "dim")

    def _done(self, _backup: Backup) -> None:
        self._desk.notify(_("Backed up, restored from the file and compared"))
        self.made.emit()

    def _failed(self, error: Exception) -> None:
        message = self._desk.words(error)
        if message is None:
            self._desk.trouble(error)
        else:
            self._say(message.render(), "wrong")

    def _say(self, text: str, look: str) -> None:
        self.said.set_look(look)
        self.said.setText(text)
        self.said.show()

    def _choose_folder(self) -> None:
        start = (self._found and self._found.folder) or Path.home()
        every = self._found.every if self._found else backups.EVERY
        ask_folder(self, _("Where backups go"), start, lambda path: self._keep(path, every))

    def _keep(self, place: Path | None, days: int) -> None:
        def chosen(_none: object) -> None:
            self.made.emit()

        self._desk.save(lambda vault: backups.choose(vault, place, days), chosen, kinds=(), owner=self)


def _held(backup: Backup, language: str) -> str:
    """What a backup holds, and that it was proved."""
    cases, events = backup.counts.get("case", 0), backup.counts.get("event", 0)
    return _("{day}: {cases}, {events}, {size}. Restored from its file and compared.").format(
        day=saying.day(backup.at.astimezone().date(), language),
        cases=ngettext("{n} case", "{n} cases", cases).format(n=f"{cases:,}"),
        events=ngettext("{n} event", "{n} events", events).format(n=f"{events:,}"),
        size=size(backup.size),
    )
