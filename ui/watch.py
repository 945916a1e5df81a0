"""When the window locks by itself: idle, asleep, lid closed, screen locked, user switched, clock jumped."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import SLOT, QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.shortcuts import sequences

ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.MouseMove,
    QEvent.Type.InputMethod,
}
TICK = 15_000
"""Milliseconds between two looks at the clocks."""
JUMP = 300.0
"""Seconds that the wall clock may leave the steady one behind in one tick: more is sleep or a set clock."""

Clock = Callable[[], float]

SESSION_SIGNALS = (
    ("org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "ActiveChanged"),
    ("org.cinnamon.ScreenSaver", "ActiveChanged"),
    ("org.mate.ScreenSaver", "ActiveChanged"),
)
"""Said by the screen lockers of Linux desktops on the session bus: true when the screen is locked."""

LOGIN, POWER = "org.freedesktop.login1", "org.freedesktop.UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"


def session_path(session: str) -> str:
    """Where logind keeps a session (the value of XDG_SESSION_ID) on its bus; "" where there is none.

    As systemd's bus_label_escape: a first digit and all but letters and digits as _ and two hex digits.
    """
    kept = "".join(
        c if c.isascii() and (c.isalpha() or (c.isdigit() and i)) else f"_{ord(c):02x}"
        for i, c in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{kept}" if kept else ""


@dataclass(frozen=True)
class Hears:
    """What this system tells the window: a locked screen or switched user, sleep or a closed lid."""

    screen: bool
    sleep: bool


def hears() -> Hears:
    """What can be heard here: on Linux by the session bus and the system bus, on Windows by its messages, on
    macOS by asking for its session (sleep shows there as a jump of the clock)."""
    if sys.platform != "linux":
        return Hears(screen=sys.platform in ("win32", "darwin"), sleep=sys.platform == "win32")
    return Hears(QDBusConnection.sessionBus().isConnected(), QDBusConnection.systemBus().isConnected())


def _slot(signature: str) -> bytes:
    """A slot as QDBusConnection takes it: a str, whatever the stubs of PySide6 6.11 say."""
    return cast("bytes", SLOT(signature))


def _locks(event: QKeyEvent) -> bool:
    """Whether these are the keys that lock, pressed where the menu's shortcut does not reach."""
    if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
        return False
    pressed = QKeySequence(event.keyCombination())
    return any(pressed.matches(keys) == QKeySequence.SequenceMatch.ExactMatch for keys in sequences("lock"))


class Watch(QObject):
    """Tells when to lock. `due(reason)`: idle, jump, screen, sleep, lid, switch, session, end, keys;
    `left(minutes)` to show.

    The clocks are arguments so that tests need not wait: `steady` stands still in sleep, `wall` does not.
    """

    due = Signal(str)
    left = Signal(int)

    def __init__(self, parent: QObject, *, steady: Clock = time.monotonic, wall: Clock = time.time) -> None:
        super().__init__(parent)
        self._steady, self._wall = steady, wall
        self._minutes = 0
        self._touched = steady()
        self._last = (steady(), wall())
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 minutes never locks for idleness, the other reasons hold."""
        self._minutes = minutes
        self._touched = self._steady()
        self._last = (self._steady(), self._wall())
        app = QApplication.instance()
        if app is not None and not self._timer.isActive():
            app.installEventFilter(self)
            self._timer.start()
            if isinstance(app, QGuiApplication):
                app.commitDataRequest.connect(lambda _manager: self.due.emit("end"))
            if sys.platform == "linux":
                self.listen(QDBusConnection.sessionBus(), QDBusConnection.systemBus())
            elif sys.platform == "win32":  # pragma: no cover - written for Windows, not run
                self._hear_windows(app)
            elif sys.platform == "darwin":  # pragma: no cover - written for macOS, not run
                self._ask_macos()
        self.tick()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any key or movement counts. The keys that lock reach past a sheet, which holds the menus back."""
        if type(event) is QEvent:  # not from a hand; most are, and each of the whole program comes here
            return False
        if event.type() in ACTIVITY:
            self._touched = self._steady()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _locks(event):
            QTimer.singleShot(0, self, lambda: self.due.emit("keys"))
            return True
        return False

    @property
    def still(self) -> float:
        """Seconds since a key or the mouse was touched."""
        return self._steady() - self._touched

    def tick(self) -> None:
        """Look at the clocks."""
        steady, wall = self._steady(), self._wall()
        jumped = abs((wall - self._last[1]) - (steady - self._last[0])) > JUMP
        self._last = (steady, wall)
        left = self._minutes - self.still / 60
        if jumped:
            self.due.emit("jump")
        elif self._minutes and left <= 0:
            self.due.emit("idle")
        else:
            self.left.emit(max(1, -(-int(left * 60) // 60)) if self._minutes else 0)

    def listen(self, session: QDBusConnection, system: QDBusConnection) -> None:
        """Hear of sleep, lid, a locked screen, a user switched away; without a bus, do without."""
        for interface, name in SESSION_SIGNALS:
            session.connect("", "", interface, name, self, _slot("screen(bool)"))
        system.connect(LOGIN, "", f"{LOGIN}.Manager", "PrepareForSleep", self, _slot("sleep(bool)"))
        system.connect(LOGIN, "", f"{LOGIN}.Session", "Lock", self, _slot("session()"))
        changed = _slot("properties(QString,QVariantMap,QStringList)")
        ours = session_path(os.environ.get("XDG_SESSION_ID", ""))
        if ours:
            system.connect(LOGIN, ours, PROPERTIES, "PropertiesChanged", self, changed)
        system.connect(POWER, "/org/freedesktop/UPower", PROPERTIES, "PropertiesChanged", self, changed)

    def _hear_windows(self, app: QCoreApplication) -> None:  # pragma: no cover - as above
        from ui.watch_windows import Messages, register

        self._messages = Messages(self.due.emit)
        app.installNativeEventFilter(self._messages)
        for window in QApplication.topLevelWidgets():
            register(int(window.winId()))

    def _ask_macos(self) -> None:  # pragma: no cover - as above
        from ui.watch_macos import EVERY, asker

        try:
            ask = asker()
        except (OSError, AttributeError):
            return
        timer = QTimer(self)
        timer.timeout.connect(lambda: self._away(ask()))
        timer.start(EVERY)

    def _away(self, reason: str) -> None:
        if reason:
            self.due.emit(reason)

    @Slot(str, "QVariantMap", "QStringList")
    def properties(self, interface: str, changed: dict[str, object], _unsaid: list[str]) -> None:
        """The session is no longer the one on the screen, or the lid was closed."""
        if interface == f"{LOGIN}.Session" and changed.get("Active") is False:
            self.due.emit("switch")
        elif interface == POWER and changed.get("LidIsClosed") is True:
            self.due.emit("lid")

    @Slot(bool)
    def screen(self, locked: bool) -> None:
        """The desktop locked its screen, or switched to another user."""
        if locked:
            self.due.emit("screen")

    @Slot(bool)
    def sleep(self, begins: bool) -> None:
        """The machine goes to sleep (a closed lid too): said before it does."""
        if begins:
            self.due.emit("sleep")

    @Slot()
    def session(self) -> None:
        """The session was told to lock (loginctl lock-session)."""
        self.due.emit("session")
