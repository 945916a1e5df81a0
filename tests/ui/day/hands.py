"""Hands at the window in this process: strokes become events of the keyboard and of the input method."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.day.strokes import SWITCH, Chord, Stroke, Word
from ui.window import Window

PATIENCE, CALM = 60.0, 4
SOON = 500
"""Milliseconds within which a timer that waits belongs to what was just pressed: a list to find in, a count.
Nobody waits for what is typed to be saved."""


class Keyboard(Protocol):
    """What presses one key, or types one word."""

    def ready(self, window: Window) -> None:
        """Lay hands on the keyboard; what is pressed for that is not counted."""

    def chord(self, chord: Chord) -> None:
        """Press a key with its modifiers."""

    def word(self, word: Word) -> None:
        """Type letters."""


class Hands:
    """Presses strokes over a keyboard, waits as a person does until the window has answered, and counts."""

    def __init__(self, window: Window, keyboard: Keyboard) -> None:
        self.window, self.keyboard = window, keyboard
        self.pressed = 0

    def do(self, strokes: Iterable[Stroke]) -> int:
        """Press them; how many keys that were."""
        before = self.pressed
        for stroke in strokes:
            if isinstance(stroke, Chord):
                self.keyboard.chord(stroke)
            else:
                self.keyboard.word(stroke)
            self.pressed += stroke.presses
            self.settle()
        return self.pressed - before

    def settle(self) -> None:
        """Until nothing the window began is under way: no work, no short timer."""
        calm = 0
        while calm < CALM:
            until(lambda: not _busy(self.window))
            time.sleep(0.005)
            QApplication.processEvents()
            calm = 0 if _busy(self.window) else calm + 1


def until(there: Callable[[], bool]) -> None:
    """Let the window work until something holds. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not there():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.002)


def _busy(window: Window) -> bool:
    return window.bridge.waiting > 0 or any(_soon(timer) for timer in _timers(window))


def _timers(window: QObject) -> list[QTimer]:
    return window.findChildren(QTimer)


def _soon(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() < SOON


class Events:
    """A keyboard made of Qt events, sent to the window in front as the system sends them."""

    def ready(self, window: Window) -> None:
        """There is nothing to do."""

    def chord(self, chord: Chord) -> None:
        """The key with its modifiers; the key between Hangul and Latin letters is the input method's."""
        if chord.keys == SWITCH:
            return
        for _time in range(chord.times):
            QTest.keySequence(_front(), QKeySequence(chord.keys))

    def word(self, word: Word) -> None:
        """Syllables through the input method, the rest key by key."""
        for letter in word.text:
            if "가" <= letter <= "힣":
                _compose(letter)
            else:
                QTest.keyClick(_front(), letter)  # type: ignore[call-overload]  # the stubs lack it


def _front() -> QWindow:
    """The window that has the keyboard; without a window manager nobody gives it back after a menu."""
    front = QGuiApplication.focusWindow()
    if front is None or not front.isVisible():
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        last = QApplication.activeModalWidget() or shown[0]
        last.activateWindow()
        until(lambda: QGuiApplication.focusWindow() is last.windowHandle())
        front = last.windowHandle()
    return front


def _compose(syllable: str) -> None:
    """A syllable as it is composed from its first letter, and committed."""
    _front()
    there = QGuiApplication.focusObject()
    assert there is not None, syllable
    for state in (chr(0x1100 + (ord(syllable) - 0xAC00) // 588), syllable):
        QApplication.sendEvent(there, QInputMethodEvent(state, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(syllable)
    QApplication.sendEvent(there, done)
