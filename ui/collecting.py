"""The cycles of Python's objects are freed on the window's thread alone.

The collector runs on whichever thread happens to allocate. On the worker's it would free wrappers of widgets
while Qt, on the window's thread and without the interpreter's lock, destroys the widgets themselves: the
process then ends in Shiboken's `releaseWrapper` (seen in a journey of the tests).
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Takes the place of the automatic collector until `stop`; made on the window's thread.

    Everything is looked through (90 ms with the case page open) only while the person `rests`.
    """

    def __init__(self, parent: QObject | None = None, rests: Callable[[], bool] = lambda: True) -> None:
        super().__init__(parent)
        self._rests = rests
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(lambda: collect_due(everything=self._rests()))
        self._timer.start()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()


def collect_due(*, everything: bool = True) -> None:
    """Collect the oldest generation that is over its threshold, as Python would have; else nothing.

    Without `everything` the oldest of all waits.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0) if everything else (1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
