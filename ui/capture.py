"""Windows kept out of pictures and recordings of the screen, where the system can do that."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

POSSIBLE = sys.platform in ("win32", "darwin")
"""Linux has no such thing. Newer programs of macOS 15 and later take the picture all the same."""
_EXCLUDE, _NONE = 0x11, 0x0
"""WDA_EXCLUDEFROMCAPTURE (Windows 10 2004 and later) and WDA_NONE of SetWindowDisplayAffinity."""


class Capture(QObject):
    """Keeps every window of the program out of captures, as each is shown; `hide` switches it."""

    def __init__(self, parent: QObject, hide: bool) -> None:
        super().__init__(parent)
        self._hide = hide
        app = QApplication.instance()
        if POSSIBLE and app is not None:  # pragma: no cover - written for Windows and macOS, not run
            app.installEventFilter(self)

    def switch(self, hide: bool) -> None:
        """Hide or show all windows from now on."""
        self._hide = hide
        for window in QApplication.topLevelWidgets() if POSSIBLE else ():  # pragma: no cover - as above
            if window.isVisible():
                keep_out(window, hide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dialogs and menus are windows too."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            keep_out(watched, self._hide)
        return False


def keep_out(window: QWidget, hide: bool) -> None:
    """Ask the system; what it refuses it refuses."""
    if sys.platform == "win32":  # pragma: no cover - not run
        import ctypes

        ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _EXCLUDE if hide else _NONE)
    elif sys.platform == "darwin":  # pragma: no cover - not run
        import ctypes

        objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
        objc.sel_registerName.restype = ctypes.c_void_p
        objc.sel_registerName.argtypes = [ctypes.c_char_p]
        send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
        told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(
            ("objc_msgSend", objc)
        )
        view = ctypes.c_void_p(int(window.winId()))
        found = send(view, objc.sel_registerName(b"window"))
        if found:  # NSWindowSharingNone is 0, NSWindowSharingReadOnly 1
            told(found, objc.sel_registerName(b"setSharingType:"), 0 if hide else 1)
