"""The bundled fonts, given to Qt from memory: the Latin ones at once, the large ones from a thread."""

from __future__ import annotations

import threading
from functools import cache

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase

from app import assets

FIRST = ("NotoSans", "SourceSerif4")
"""Families whose files are small: the unlock page needs them in its first picture."""


@cache
def load_first() -> None:
    """Register the Latin faces (about 0.1 s)."""
    for font in assets.FONTS:
        if font.name.split("-")[0] in FIRST:
            _register(assets.font(font.name))


@cache
def load_all() -> None:
    """Register every face now (about 2 s): for pictures and tests."""
    load_first()
    for font in _large():
        _register(assets.font(font.name))


def _large() -> list[assets.Font]:
    """The East Asian faces, those a window needs first in front."""
    order = ("NotoSansKR-Regular", "NotoSansKR-Medium", "NotoSansKR-SemiBold", "NotoSerifKR-SemiBold")
    large = [f for f in assets.FONTS if f.name.split("-")[0] not in FIRST]
    return sorted(large, key=lambda f: order.index(f.name) if f.name in order else len(order))


def _register(data: bytes) -> None:
    QFontDatabase.addApplicationFontFromData(QByteArray(data))


class Loader(QObject):
    """Unpacks the large faces in a thread and registers them on the thread of the window.

    `loaded` tells that the faces the window needs first are there, and once more at the end.
    """

    loaded = Signal()
    _unpacked = Signal(bytes, bool)

    def __init__(self) -> None:
        super().__init__()
        self._unpacked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="fonts", daemon=True)

    def start(self) -> None:
        """Begin; the window is alive meanwhile (unpacking lets go of the interpreter's lock)."""
        self._thread.start()

    def _run(self) -> None:
        fonts = _large()
        for number, font in enumerate(fonts):
            self._unpacked.emit(assets.font(font.name), number in (2, len(fonts) - 1))

    def _take(self, data: bytes, tell: bool) -> None:
        _register(data)
        if tell:
            self.loaded.emit()
