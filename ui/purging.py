"""The timed purge of the trash: begun a while after unlock, behind all else, told when something went."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer

from app.i18n import ngettext
from app.records import TYPES
from app.services.purging import last_used, purge
from app.steps import told
from ui.frame.desk import Carried, Desk
from ui.worker import Priority, Progress

BEGIN_MS = 60_000
"""After unlock: what somebody came to do goes first, and the trash can be looked at before."""


class Purger(Carried):
    """One an open vault: it goes on over a change of language, with what it knew of the unlock."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._used: datetime | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(BEGIN_MS)
        self.timer.timeout.connect(self._begin)
        clock = desk.clock
        desk.ask(lambda vault: last_used(vault, clock), self._start, owner=self)

    def _start(self, used: datetime | None) -> None:
        self._used = used
        self.timer.start()

    def _begin(self) -> None:
        clock, used = self._desk.clock, self._used
        self._desk.ask_long(
            lambda vault: told(purge(vault, clock, used), Progress),
            self._done,
            owner=self,
            priority=Priority.BACKGROUND,
        )

    def _done(self, gone: int) -> None:
        if gone:
            self._desk.changed.emit(frozenset(TYPES))
            words = ngettext("{n} thing left the trash for good", "{n} things left the trash for good", gone)
            self._desk.notify(words.format(n=f"{gone:,}"))
