"""Somebody who works through the day at the real window over a real vault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from main import Vaults, ways
from tests.stories import FixedClock
from tests.ui.day.hands import Events, Hands, Keyboard, until
from tests.ui.day.steps import DAY
from tests.ui.day.strokes import Typist
from tests.ui.day.words import Words
from tests.ui.day.yesterday import PASSPHRASE
from ui.pages import PAGES
from ui.settings import Settings
from ui.window import Window


@dataclass(frozen=True)
class Worked:
    """What the day took, a number of key presses a step, and the troubles that were told."""

    presses: tuple[int, ...]
    troubles: tuple[Exception, ...]


def work(
    vaults: Vaults,
    folder: Path,
    words: Words,
    keyboard: Keyboard | None = None,
    after: Callable[[int, Window], object] = lambda _step, _window: None,
) -> Worked:
    """Work through the day in the vault of `folder`; `after(step, window)` is called when one is done."""
    window = Window(
        vaults,
        PAGES,
        vault=folder,
        folder=folder.parent,
        settings=Settings(language=words.language),
        keep=False,
        ways=replace(ways(), clock=FixedClock()),
    )
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    assert window.start is not None
    window.start._open(folder, PASSPHRASE)
    until(lambda: window.frame is not None and QApplication.activeWindow() is window)
    assert window.frame is not None
    troubles: list[Exception] = []
    window.frame.desk.troubled.connect(troubles.append)
    hands, typist = Hands(window, keyboard or Events()), Typist()
    hands.settle()
    counts = []
    for number, step in enumerate(DAY):
        counts.append(hands.do(typist.strokes(step.casebook(words))))
        after(number, window)
    window.close()
    assert window.bridge.worker.stop()
    window.deleteLater()
    return Worked(tuple(counts), tuple(troubles))
