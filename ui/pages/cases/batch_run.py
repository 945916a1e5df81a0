"""Runs a batch behind the window: how far it is, a way to stop it, one step of undo at its end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.services.batch import Outcome, Share, Stop
from app.steps import told
from ui.forms.undo import left_words, undo_of
from ui.frame.desk import Carried, Desk
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault

Make = Callable[["Vault", Stop], Generator[Share, None, Outcome]]


class BatchRun(Carried):
    """One batch. A sheet that is closed meanwhile, a change of language, loses no step of undo.

    Signals: `progressed(progress)`, `ended(outcome)`, `failed(error)`.
    """

    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, make: Make, say: Callable[[int], str]) -> None:
        super().__init__(desk)
        self._make, self._say = make, say
        self._stopped = False

    def start(self) -> None:
        """Begin."""
        undo = undo_of(self._desk)
        undo.expect()
        self._desk.saving.emit(True)

        def call(vault: Vault) -> Slices[Outcome]:
            steps = self._make(vault, lambda: self._stopped)
            return told(steps, lambda share: Progress(share.done, share.of))

        def done(outcome: Outcome) -> None:
            undo.did_many(outcome)
            self._over()
            undo.arrived()
            words = self._say(len(outcome.turned))
            if outcome.left:
                words = f"{words} {left_words(outcome.left)}"
            if outcome.error is not None:
                self._desk.trouble(outcome.error)
            else:
                self._desk.notify(words, undo.undo if outcome.turned else None)
            self.ended.emit(outcome)
            self.deleteLater()

        def trouble(error: Exception) -> None:
            self._over()
            undo.arrived()
            self.failed.emit(error)
            self._desk.trouble(error)
            self.deleteLater()

        self._desk.ask_long(call, done, progress=self.progressed.emit, failed=trouble)

    def stop(self) -> None:
        """End after the slice that runs; what was done stays done, and Undo takes it back."""
        self._stopped = True

    def _over(self) -> None:
        self._desk.saving.emit(False)
        self._desk.changed.emit(frozenset({"case", "person"}))
