"""The window locks when nobody is there, after sleep, with the screen, and when the clock jumps."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.watch import JUMP, Watch


class Clocks:
    """Two clocks that stand until they are told."""

    def __init__(self) -> None:
        self.steady, self.wall = 1000.0, 1_700_000_000.0

    def go(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(qapp: QApplication, clocks: Clocks) -> Iterator[Watch]:
    parent = QObject()
    made = Watch(parent, steady=lambda: clocks.steady, wall=lambda: clocks.wall)
    yield made
    qapp.removeEventFilter(made)
    parent.deleteLater()


@pytest.fixture
def due(watch: Watch) -> list[str]:
    reasons: list[str] = []
    watch.due.connect(reasons.append)
    return reasons


def test_it_locks_when_the_minutes_are_over(watch: Watch, clocks: Clocks, due: list[str]) -> None:
    left: list[int] = []
    watch.left.connect(left.append)
    watch.start(5)
    for _tick in range(19):
        clocks.go(15)
        watch.tick()
    assert not due
    assert left[0] == 5
    assert left[-1] == 1
    clocks.go(15)
    watch.tick()
    assert due == ["idle"]


def test_a_key_begins_the_minutes_anew(watch: Watch, clocks: Clocks, due: list[str]) -> None:
    watch.start(5)
    clocks.go(290)
    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    clocks.go(290)
    watch.tick()
    assert not due


def test_without_minutes_it_never_locks_for_idleness(watch: Watch, clocks: Clocks, due: list[str]) -> None:
    watch.start(0)
    for _tick in range(300):
        clocks.go(15)
        watch.tick()
    assert not due


@pytest.mark.parametrize(
    ("seconds", "reasons"), [(JUMP - 1, []), (JUMP + 1, ["jump"]), (-JUMP - 1, ["jump"])]
)
def test_it_locks_when_the_wall_clock_jumps(
    watch: Watch, clocks: Clocks, due: list[str], seconds: float, reasons: list[str]
) -> None:
    watch.start(0)
    clocks.wall += seconds  # asleep: the steady clock stood still
    watch.tick()
    assert due == reasons


def test_what_the_desktop_says(watch: Watch, due: list[str]) -> None:
    watch.screen(False)
    watch.sleep(False)
    assert not due
    watch.screen(True)
    watch.sleep(True)
    watch.session()
    assert due == ["screen", "sleep", "session"]


_LISTEN = """
import subprocess
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.watch import Watch
app = QApplication([])
watch = Watch(app)
watch.due.connect(lambda reason: (print(reason), app.quit()))
watch.start(10)
name = "org.gnome.ScreenSaver.ActiveChanged"
say = ["dbus-send", "--session", "--type=signal", "/", name, "boolean:{locked}"]
QTimer.singleShot(200, lambda: subprocess.run(say, check=True))
QTimer.singleShot(1500 if "{locked}" == "false" else 20000, app.quit)
app.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the bus of Linux desktops")
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no dbus-run-session on this machine")
@pytest.mark.parametrize(("locked", "said"), [("true", "screen\n"), ("false", "")])
def test_a_real_bus_is_heard(locked: str, said: str) -> None:
    code = _LISTEN.replace("{locked}", locked)
    words = ["dbus-run-session", "--", sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == said


_SYSTEM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from ui.watch import LOGIN, POWER, PROPERTIES, Watch, session_path
app = QApplication([])
watch = Watch(app)
watch.due.connect(lambda reason: (print(reason, flush=True), app.quit()))
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
for name in (LOGIN, POWER):
    assert other.registerService(name)
session = QDBusConnection.sessionBus()
watch.listen(session, session)
what = sys.argv[1]
path, interface, changed = {
    "lid": ("/org/freedesktop/UPower", POWER, {"LidIsClosed": True}),
    "switch": (session_path("7"), f"{LOGIN}.Session", {"Active": False}),
    "theirs": (session_path("8"), f"{LOGIN}.Session", {"Active": False}),
}[what]
message = QDBusMessage.createSignal(path, PROPERTIES, "PropertiesChanged")
message.setArguments([interface, changed, ["Unsaid"]])
QTimer.singleShot(200, lambda: other.send(message))
QTimer.singleShot(1500 if what == "theirs" else 20000, app.quit)
app.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the bus of Linux desktops")
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no dbus-run-session on this machine")
@pytest.mark.parametrize(("what", "said"), [("lid", "lid\n"), ("switch", "switch\n"), ("theirs", "")])
def test_the_lid_and_the_session_are_heard_of_on_a_real_bus(what: str, said: str) -> None:
    """Control: the session of somebody else is none of ours."""
    words = ["dbus-run-session", "--", sys.executable, "-c", _SYSTEM, what]
    ours = {**os.environ, "XDG_SESSION_ID": "7"}
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True, env=ours)
    assert done.stdout == said


def test_the_keys_that_lock_reach_past_a_sheet(watch: Watch, qtbot: QtBot) -> None:
    watch.start(10)
    told: list[str] = []
    watch.due.connect(told.append)
    plain, sheet = QLineEdit(), QDialog()
    for widget in (plain, sheet):
        qtbot.addWidget(widget)
    field = QLineEdit(sheet)
    plain.show()
    press(plain, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert told == [], "there the menu's shortcut does it"
    sheet.setModal(True)
    sheet.show()
    field.setFocus()
    press(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told == ["keys"], timeout=60_000)
