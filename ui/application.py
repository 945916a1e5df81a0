"""Starts Qt, the look and one window; main.py calls `run_window`."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import settings as kept
from ui.collecting import Collector
from ui.frame.ways import Ways
from ui.process import LOCKED, OTHER
from ui.start.opener import VaultOpener
from ui.theme import fonts, is_dark, theme
from ui.window import Window

if TYPE_CHECKING:
    from ui.frame.page import Page

SWITCH_S = 0.0005
"""Seconds after which a thread that computes gives way to another that waits, a tenth of Python's own: the
window waits that long for the worker at every step from Qt into Python."""
TITLE_BAR = 40
"""Pixels a title bar and a panel's shadow may take; a window is not measured before it is shown."""


def make_application() -> QApplication:
    """The one QApplication, on the Fusion style, which follows our palette on every system."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    _choose_input_method()
    sys.setswitchinterval(SWITCH_S)
    app = QApplication(["casebook"])
    app.setStyle("Fusion")
    app.setApplicationName("casebook")
    QGuiApplication.setDesktopFileName("casebook")
    return app


def _choose_input_method() -> None:
    """The wheel of Qt has no plug-in for fcitx; fcitx 5 speaks the protocol of ibus."""
    if sys.platform.startswith("linux") and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"


def run_window(
    opener: VaultOpener,
    vault: Path | None = None,
    *,
    again: int = 0,
    language: str = "",
    version: str = "",
    ways: Ways | None = None,
) -> int:
    """Show the window until it is closed or locked; returns the status the process should end with.

    `again`: with what the window process before ended, where the supervisor started us again
    (`ui.process.AGAIN`). After a lock the vault last opened goes before `vault`.
    """
    app = make_application()
    settings = kept.load()
    if language:
        settings = replace(settings, language=language)
    theme().change(dark=is_dark(settings.colours), scale=settings.scale)
    locked = again == LOCKED
    if again in (LOCKED, OTHER) and settings.vault:
        vault = Path(settings.vault)
    window = Window(opener, pages, vault=vault, locked=locked, settings=settings, version=version, ways=ways)
    Collector(app, window.rests)
    window.ended.connect(app.exit)
    loader = fonts.Loader()
    loader.loaded.connect(theme().apply)
    loader.start()
    show(window)
    window.go_on(again)
    threading.Thread(target=pages, name="pages", daemon=True).start()
    return app.exec()


def show(window: Window) -> None:
    """Show it at the size it had, or filling the screen where that, with its title bar, has no room."""
    room = window.screen().availableSize()
    if window.width() > room.width() or window.height() + TITLE_BAR > room.height():
        window.showMaximized()
    else:
        window.show()


def pages() -> Sequence[type[Page]]:
    """The pages: loaded in a thread while somebody types the passphrase."""
    from ui.pages import PAGES

    return PAGES
