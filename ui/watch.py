"""When the window locks by itself: idle, asleep, the screen locked, the user switched, the clock jumped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QKeyEvent, QKeySequence
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


@dataclass(frozen=True)
class Hears:
    """What this system tells the window: a locked screen or switched user, sleep or a closed lid."""

    screen: bool
    sleep: bool


def hears() -> Hears:
    """What can be heard here. On Linux the desktop says it on the session bus, systemd on the system bus."""
    if sys.platform != "linux":
        return Hears(screen=False, sleep=False)
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
    """Tells when to lock. `due(reason)`: idle, jump, screen, sleep, session, keys; `left(minutes)` to show.

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
            if sys.platform == "linux":
                self._listen()
        self.tick()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any key or movement counts. The keys that lock reach past a sheet, which holds the menus back."""
        if event.type() in ACTIVITY:
            self._touched = self._steady()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _locks(event):
            QTimer.singleShot(0, self, lambda: self.due.emit("keys"))
            return True
        return False

    def tick(self) -> None:
        """Look at the clocks."""
        steady, wall = self._steady(), self._wall()
        jumped = abs((wall - self._last[1]) - (steady - self._last[0])) > JUMP
        self._last = (steady, wall)
        left = self._minutes - (steady - self._touched) / 60
        if jumped:
            self.due.emit("jump")
        elif self._minutes and left <= 0:
            self.due.emit("idle")
        else:
            self.left.emit(max(1, -(-int(left * 60) // 60)) if self._minutes else 0)

    def _listen(self) -> None:
        """Hear of sleep, of a locked screen, of a user switched away; without a bus, do without."""
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for interface, name in SESSION_SIGNALS:
            session.connect("", "", interface, name, self, _slot("screen(bool)"))
        login = "org.freedesktop.login1"
        system.connect(login, "", f"{login}.Manager", "PrepareForSleep", self, _slot("sleep(bool)"))
        system.connect(login, "", f"{login}.Session", "Lock", self, _slot("session()"))

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
