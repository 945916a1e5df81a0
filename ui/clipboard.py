"""What is copied out of the vault: marked as secret, gone after half a minute and when the window locks."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    "org.nspasteboard.ConcealedType": b"",
}
"""What keepers of a clipboard history honour: those of Linux; of Windows and macOS (neither run)."""


class Clipboard(QObject):
    """Watches the clipboard while a vault is open: whatever this program puts there is marked and timed.

    Text that another program put there is left alone. `owns` says whether what lies there is ours.
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._text = ""
        self._putting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._changed)

    def put(self, text: str) -> None:
        """Put a text there, with the marks."""
        data = QMimeData()
        data.setText(text)
        for kind, value in HINTS.items():
            data.setData(kind, value)
        self._text, self._putting = text, True
        self._clipboard.setMimeData(data)
        self._putting = False
        self._timer.start()

    def owns(self) -> bool:
        """Whether what lies there was put there by this program."""
        return self._clipboard.ownsClipboard() or bool(self._text and self._clipboard.text() == self._text)

    def forget(self) -> None:
        """Clear it, and the selection of X11, where they still hold what is ours."""
        self._timer.stop()
        if self.owns():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        self._text = ""

    def _changed(self) -> None:
        """A field was copied from: the same text again, with the marks."""
        if not self._putting and self._clipboard.ownsClipboard() and self._clipboard.text():
            self.put(self._clipboard.text())
