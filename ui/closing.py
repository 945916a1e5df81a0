"""A backup when the window is closed, where somebody chose it and the last one is old enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.i18n import _
from app.services import backups
from ui.checker import checker_of
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.parts.working import Working
from ui.slices import slices
from ui.theme import theme
from ui.widgets import Button, Label

if TYPE_CHECKING:
    from app.ports import Vault


class Closing(QObject):
    """Knows before the window is closed whether a backup is due then: nothing is asked while it closes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._plan: backups.AtClosing | None = None
        desk.changed.connect(self._changed)
        checker_of(desk).ended.connect(lambda _found: self._changed(frozenset({"safety"})))
        self._changed(frozenset({"safety"}))

    def _changed(self, kinds: frozenset[str]) -> None:
        if "safety" in kinds:
            self._desk.ask(_plan_of, self._learn, owner=self)

    def _learn(self, plan: backups.AtClosing | None) -> None:
        self._plan = plan

    @property
    def due(self) -> Path | None:
        """The folder for a backup that is due now, None where none is."""
        plan = self._plan
        return plan.folder if plan and plan.due(self._desk.clock.now()) else None


class ClosingSheet(Sheet):
    """Makes the backup and says how far it is. `over` when the window may close: it is made, or not wanted.

    `reject` (Escape, Stay here) gives it up and stays.
    """

    fits = True
    over = Signal()

    def __init__(self, desk: Desk, folder: Path, parent: QWidget) -> None:
        super().__init__(desk, _("A backup before closing"), parent)
        self._folder = folder
        self.resize(min(theme().px(520), self.width()), min(theme().px(400), self.height()))
        self.working = Working(desk, self._stopped)
        self.again = Button(_("Try it again"), self.begin, kind="link")
        self.again.hide()
        words = _("The last one is older than you chose. The window closes when it is made and proved.")
        body = self.scroller.body
        body.addWidget(Label(words, "sentence", wrap=True))
        body.addWidget(Label(str(folder), "dim", wrap=True))
        body.addWidget(self.working)
        body.addWidget(self.again)
        body.addStretch(1)
        self.done_button.setText(_("Close without it"))
        self.done_button.setToolTip("")
        self.done_button.set_kind("secondary")
        self.cancel_button.setText(_("Stay here"))
        self.working.cancel.hide()  # the two buttons below say it better

    def wait(self) -> None:
        """Begin once no save is under way, unless it was given up meanwhile."""
        self.desk.when_saved(lambda: self.begin() if isValid(self) and self.isVisible() else None)

    def begin(self) -> None:
        """Make it, in slices beside which the window lives on."""
        clock, folder = self.desk.clock, self._folder
        self.wrong.hide()
        self.again.hide()
        self.working.start(
            lambda vault: slices(backups.rotate(vault, clock, folder)), self._made, self.refused
        )
        self.cancel_button.setFocus()

    def _stopped(self, _given_up: bool) -> None:
        self.again.show()

    def _made(self, _done: backups.Rotated) -> None:
        self.accept()
        self.over.emit()

    def save(self) -> None:
        """Close without it."""
        self.working.give_up()
        self.accept()
        self.over.emit()

    def reject(self) -> None:
        """Stay; nothing half made is left."""
        self.working.give_up()
        super().reject()


def _plan_of(vault: Vault) -> backups.AtClosing | None:
    """On the worker's thread; a vault that takes nothing notes no backup."""
    if vault.reading_only:
        return None
    with vault.read() as reader:
        return backups.at_closing(reader)
