"""What Windows says of its session and its power, as reasons to lock. Written for Windows, not run there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218  # WM_WTSSESSION_CHANGE, WM_POWERBROADCAST
_REASONS = {
    (_SESSION_CHANGE, 0x7): "screen",  # WTS_SESSION_LOCK
    (_SESSION_CHANGE, 0x2): "switch",  # WTS_CONSOLE_DISCONNECT: another user's turn
    (_SESSION_CHANGE, 0x4): "switch",  # WTS_REMOTE_DISCONNECT
    (_SESSION_CHANGE, 0x6): "end",  # WTS_SESSION_LOGOFF
    (_POWER, 0x4): "sleep",  # PBT_APMSUSPEND: also when the lid sends it to sleep
}


def reason(message: int, detail: int) -> str:
    """Why to lock at a message of Windows and its wParam; "" for no reason."""
    return _REASONS.get((message, detail), "")


class Messages(QAbstractNativeEventFilter):
    """Reads the messages that Windows sends to our windows; `tell(reason)` hears of those that lock."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Never takes a message away."""
        name = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if name == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            found = reason(int(said.message), int(said.wParam))
            if found:
                self._tell(found)
        return False, 0


def register(window: int) -> None:
    """Ask Windows to tell a window (its handle) of changes of the session; of power it tells every window."""
    if sys.platform == "win32":  # pragma: no cover - not run
        import ctypes

        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0)  # NOTIFY_FOR_THIS_SESSION
