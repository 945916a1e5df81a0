"""Hands at a real keyboard: keys of an X server, which ibus-hangul reads before the window sees them."""

from __future__ import annotations

import subprocess

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.ui.day.hands import until
from tests.ui.day.strokes import SHIFTED, SWITCH, Chord, Word
from ui.window import Window

NAMES = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", "Space": "space", " ": "space"}
NAMES |= {".": "period", ",": "comma", ";": "semicolon", ":": "colon", "-": "minus"}
"""Keys as xdotool names them, where that is another name than Qt's."""
LET_GO = QEvent.Type.KeyRelease


class Watch(QObject):
    """Sees what reaches the windows of this process."""

    def __init__(self) -> None:
        super().__init__()
        self.released = 0
        """How many keys were let go."""
        self.composed = ""
        """The syllable that is being composed."""
        self.moves = 0
        """How often another window got the keyboard."""

    def begin(self) -> None:
        """Watch the whole program."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.focusWindowChanged.connect(self._moved)

    def _moved(self) -> None:
        self.moves += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take nothing."""
        if isinstance(event, QInputMethodEvent):
            self.composed = event.preeditString()
        elif isinstance(event, QKeyEvent) and watched.isWindowType() and event.type() == LET_GO:
            self.released += 1
        return False


class Keys:
    """A keyboard of the X server, on which somebody presses the next key when the last one was handled.

    A key was handled when its release reaches a window: the input method passes it on after it has said, on
    the same connection, what it made of the press. Where a press moves the keyboard to another window, the
    release may reach none.
    """

    def __init__(self) -> None:
        self.watch = Watch()

    def ready(self, window: Window) -> None:
        """Choose the engine, see that its key goes over to Hangul and back, and leave it at Latin letters."""
        self.watch.begin()
        assert window.frame is not None
        window.frame.focus_find()
        until(_engine)
        line, seen = window.frame.top.field, ""
        while not seen.endswith("ㄱr"):
            if seen:
                self.chord(Chord(SWITCH))
            self.word(Word("r", False, "r"))
            seen += self.watch.composed or line.text()
            self.chord(Chord("BackSpace"))
        self.chord(Chord("Escape"))

    def chord(self, chord: Chord) -> None:
        """Press a key with its modifiers."""
        names = [NAMES.get(part, part.lower() if len(part) == 1 else part) for part in chord.parts]
        for _time in range(chord.times):
            self._press(names)

    def _press(self, names: list[str]) -> None:
        watch = self.watch
        released, moves = watch.released + len(names), watch.moves
        _xdotool("+".join(names))
        until(lambda: watch.released >= released or watch.moves > moves)

    def word(self, word: Word) -> None:
        """Type the letters of the keys; the engine makes syllables of them."""
        for letter in word.letters:
            key = NAMES.get(letter.lower(), letter.lower())
            self._press(["shift", key] if letter in SHIFTED else [key])


def _engine() -> bool:
    done = subprocess.run(["ibus", "engine", "hangul"], capture_output=True, check=False)
    return done.returncode == 0


def _xdotool(keys: str) -> None:
    """Press keys as soon as the window manager gave the keyboard to what is in front; the window works."""
    until(_in_front)
    running = subprocess.Popen(["xdotool", "key", keys])
    until(lambda: running.poll() is not None)
    if running.returncode:
        raise RuntimeError(keys)


def _in_front() -> bool:
    front, modal = QGuiApplication.focusWindow(), QApplication.activeModalWidget()
    return front is not None and front.isVisible() and (modal is None or modal.windowHandle() is front)
