"""The daily check of the whole vault: begun a while after unlock, behind all else, told when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import Clock
from app.errors import DamagedVault
from app.messages import Msg
from app.ports import Finding
from app.services.checking import check_everything, clock_behind, due, words
from app.steps import told
from ui.frame.desk import Desk
from ui.saying import day
from ui.worker import Job, Priority, Progress, Slices

if TYPE_CHECKING:
    from datetime import datetime

    from app.ports import Vault

BEGIN_MS = 20_000
"""After unlock: what somebody came to do goes first."""


class Checker(QObject):
    """One a desk. Signals: `progressed(text)` what is being checked; `ended(findings)`, also with none;
    `stopped` when it could not go on."""

    progressed = Signal(str)
    ended = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BEGIN_MS)
        self._timer.timeout.connect(self.begin_if_due)

    def start(self) -> None:
        """After unlock: look at the clock at once, at everything a little later."""
        clock = self._desk.clock
        self._desk.ask(lambda vault: _behind(vault, clock), self._clock, owner=self)
        self._timer.start()

    def begin_if_due(self) -> None:
        """Check where the last check is a day old, or found something."""
        clock = self._desk.clock
        self._desk.ask(lambda vault: _due(vault, clock), self._begin, owner=self)

    def _begin(self, wanted: bool) -> None:
        if wanted:
            self.begin()

    @property
    def running(self) -> bool:
        """Whether a check is under way."""
        return self._job is not None

    def begin(self, *, asked: bool = False) -> None:
        """Check now; `asked`: somebody waits for it."""
        if self._job is not None:
            return
        clock = self._desk.clock
        self._job = self._desk.ask_long(
            lambda vault: _check(vault, clock),
            self._done,
            progress=lambda p: self.progressed.emit(p.text),
            owner=self,
            failed=self._failed,
            priority=Priority.LONG if asked else Priority.BACKGROUND,
        )

    def cancel(self) -> None:
        """Give it up, also one that was to begin; the next one begins anew."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _done(self, found: Sequence[Finding]) -> None:
        self._job = None
        self.ended.emit(tuple(found))
        if found:
            self._desk.trouble(DamagedVault(Msg.CHECK_FOUND, count=len(found), kinds=words(found)))

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.stopped.emit()
        self._desk.trouble(error)

    def _clock(self, last: datetime | None) -> None:
        if last is not None:
            here = last.astimezone()
            told = f"{day(here.date(), self._desk.language)} {here:%H:%M}"
            self._desk.trouble(DamagedVault(Msg.CLOCK_BEHIND, last=told))


def checker_of(desk: Desk) -> Checker:
    """The one checker of a desk."""
    found = desk.findChild(Checker)
    return found if isinstance(found, Checker) else Checker(desk)


def _behind(vault: Vault, clock: Clock) -> datetime | None:
    with vault.read() as reader:
        return clock_behind(reader, clock)


def _due(vault: Vault, clock: Clock) -> bool:
    with vault.read() as reader:
        return due(reader, clock)


def _check(vault: Vault, clock: Clock) -> Slices[tuple[Finding, ...]]:
    return told(check_everything(vault, clock), lambda text: Progress(0, text=text))
