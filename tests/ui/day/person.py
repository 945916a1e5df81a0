"""Somebody who works through the day at the real window over a real vault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from main import Vaults, ways
from tests.stories import FixedClock
from tests.ui.day.hands import Events, Hands, Keyboard, until
from tests.ui.day.steps import DAY, MINORS
from tests.ui.day.strokes import Typist
from tests.ui.day.words import Words
from tests.ui.day.yesterday import PASSPHRASE
from ui.pages import PAGES
from ui.pages.cases import Cases
from ui.process import LOCKED
from ui.settings import Settings
from ui.window import Window


@dataclass(frozen=True)
class Worked:
    """What the day took, a number of key presses a step, and the troubles that were told."""

    presses: tuple[int, ...]
    troubles: tuple[Exception, ...]
    minors: list[str]
    """The names in the list of cases at the end of that step."""
    locked: bool


def work(
    vaults: Vaults,
    folder: Path,
    words: Words,
    keyboard: Keyboard | None = None,
) -> Worked:
    """Work through the day in the vault of `folder`, at the keys of `keyboard` (else events of Qt)."""
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
    keyboard = keyboard or Events()
    hands, typist = Hands(window, keyboard), Typist()
    hands.settle()
    keyboard.ready(window)
    hands.settle()
    counts: list[int] = []
    found: list[str] = []
    ended: list[int] = []
    window.ended.connect(ended.append)
    for step in DAY:
        counts.append(hands.do(typist.strokes(step.casebook(words))))
        if step is MINORS:
            found = sorted(_names(window))
    assert window.bridge.worker.stop()
    window.deleteLater()
    return Worked(tuple(counts), tuple(troubles), found, ended == [LOCKED])


def _names(window: Window) -> list[str]:
    page = window.frame.page("cases") if window.frame is not None else None
    assert isinstance(page, Cases)
    model = page.list.model
    until(lambda: all(model.row_at(place) is not None for place in range(model.rowCount())))
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [row.name for row in rows if row is not None]
