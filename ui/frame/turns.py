"""Work on the window's thread in short turns of its event loop: what somebody does meanwhile goes first."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer

BUDGET_S = 0.004
"""A turn ends after the first step that fills it; a step should be shorter than that."""
Step = Callable[[], object]
"""What is done in one go. One that returns True ends its turn: what it changed is painted before the next."""


class Turns(QObject):
    """Steps that wait, each for an owner; those of an owner that is gone are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[tuple[QObject, Step]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def __len__(self) -> int:
        """How many steps wait."""
        return len(self._steps)

    def plan(self, owner: QObject, steps: Iterable[Step]) -> None:
        """Do these steps of an owner soon, in this order, in place of those of it that still wait."""
        kept = (one for one in self._steps if one[0] is not owner)
        self._steps = deque((*kept, *((owner, step) for step in steps)))
        if self._steps:
            self._timer.start()

    def finish(self, owner: QObject) -> None:
        """Do what waits of an owner now: it is about to be seen. Where a step fails, those after it wait."""
        while own := next((one for one in self._steps if one[0] is owner), None):
            self._steps.remove(own)
            own[1]()

    def _turn(self) -> None:
        end = time.perf_counter() + BUDGET_S
        while self._steps:
            owner, step = self._steps.popleft()
            ends = shiboken6.isValid(owner) and step() is True
            if ends or time.perf_counter() >= end:
                return
        self._timer.stop()
