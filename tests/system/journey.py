"""A whole day in the window of a marked vault, in a process of its own: `python -m tests.system.journey`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

import main
from tests.leaks import MARK
from tests.system.program import CHEAP, PASSPHRASE
from ui.application import make_application, pages
from ui.commands.ending import hide_values
from ui.files import ask_save
from ui.window import Window

PATIENCE = 120.0
ENDS = ("lock", "close", "kill", "bug")


def live(folder: Path, end: str) -> int:
    """Opens a vault, sees every page, searches, types, copies, gives up an export; then one of ENDS."""
    hide_values()
    app = make_application()
    window = Window(main.Vaults(CHEAP), pages, vault=folder, ways=main.ways())
    window.ended.connect(app.exit)
    window.show()
    assert window.start is not None
    window.start._open(folder, PASSPHRASE)
    _until(lambda: window.frame is not None and window.bridge.waiting == 0)
    frame = window.frame
    assert frame is not None
    for page in window.pages:
        frame.go(page.key, None)
        _settle(window)
    for key in ("cases", "events"):
        frame.go(key, None)
        _settle(window)
        _type(window)
    window.clipboard.put(MARK)
    dialog = ask_save(window, "Save", folder.parent / f"{MARK}" / "x.pdf", "PDF (*.pdf)", print)
    _settle(window)
    dialog.reject()
    _settle(window)
    if end == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if end == "bug":
        QTimer.singleShot(0, _bug)
    QTimer.singleShot(500, window.close if end == "close" else window.lock)
    return app.exec()


def _bug() -> None:
    raise KeyError(MARK)


def _type(window: Window) -> None:
    """The marker into every field that can be seen; into the field that finds, too."""
    fields: list[QLineEdit | QTextEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit)]
    fields += [*window.findChildren(QTextEdit), *window.findChildren(QPlainTextEdit)]
    for field in fields:
        if field.isVisible() and field.isEnabled() and not field.isReadOnly():
            field.setFocus()
            QTest.keyClicks(field, "MARKERLEAK")
            field.selectAll()
            field.copy()
    _settle(window)


def _settle(window: Window) -> None:
    _until(lambda: window.bridge.waiting == 0)
    QTest.qWait(20)


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(live(Path(sys.argv[1]), sys.argv[2]))
