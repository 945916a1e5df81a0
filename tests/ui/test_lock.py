"""Nothing holds a lock up: no dialog, no menu, no long job; and what it ends, it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from app import child
from app.backups import Backup, Step
from app.errors import DiskTrouble
from app.messages import Msg
from app.services import backups
from tests.fakes import FakeVault
from tests.ui.windows import opened, settle
from ui import watch_macos
from ui.closing import ClosingSheet
from ui.files import ask_save
from ui.process import LOCKED
from ui.theme import Theme
from ui.watch import LOGIN, POWER, Watch, session_path
from ui.watch_windows import reason
from ui.window import Window
from ui.worker import Progress

SOON = 5.0
"""Seconds; unloaded it takes a few hundredths."""


class ClosingVault(FakeVault):
    """Remembers that it was closed."""

    closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def vault() -> ClosingVault:
    return ClosingVault()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, look: Theme, vault: ClosingVault) -> Window:
    return opened(qtbot, tmp_path, vault)


def _sheet(window: Window) -> QObject:
    sheet = QDialog(window)
    sheet.setModal(True)
    sheet.open()
    return sheet


def _file_dialog(window: Window) -> QObject:
    return ask_save(window, "Save", Path("x.pdf"), "PDF (*.pdf)", lambda _path: None)


def _menu(window: Window) -> QObject:
    menu = QMenu(window)
    menu.addAction("One")
    menu.popup(window.pos())
    return menu


def _long_job(window: Window) -> QObject:
    def forever(_vault: object) -> Iterator[Progress]:
        while True:
            time.sleep(0.01)
            yield Progress(0)

    assert window.frame is not None
    window.frame.desk.ask_long(forever)  # type: ignore[arg-type]
    return window


def _child(window: Window) -> QObject:
    assert window.frame is not None
    window.frame.desk.aside(lambda: child.run(time.sleep, 600), failed=lambda _error: None)
    return window


@pytest.mark.parametrize("hold", [_sheet, _file_dialog, _menu, _long_job, _child])
def test_nothing_holds_a_lock_up(
    window: Window, vault: ClosingVault, qtbot: QtBot, hold: Callable[[Window], QObject]
) -> None:
    held = hold(window)
    qtbot.wait(50)
    statuses: list[int] = []
    window.ended.connect(statuses.append)
    begun = time.monotonic()
    window.lock()
    assert time.monotonic() - begun < SOON
    assert statuses == [LOCKED]
    assert vault.closed
    assert child._running == set()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []
    assert held is not None


_BOX = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
app = QApplication([])
QTimer.singleShot(0, lambda: QMessageBox().exec())
QTimer.singleShot(100, lambda: app.exit(75))
sys.exit(app.exec())
"""


def test_a_box_that_waits_for_an_answer_ends_with_the_program() -> None:
    """We have none such; were there one, the end of the application would end its loop too."""
    done = subprocess.run([sys.executable, "-c", _BOX], capture_output=True, check=False, timeout=60)
    assert done.returncode == LOCKED


def test_what_was_copied_is_gone_after_a_lock(window: Window) -> None:
    window.clipboard.put("김철수")
    window.lock()
    assert QApplication.clipboard().text() == ""


@pytest.fixture
def told(qapp: QApplication) -> Iterator[tuple[Watch, list[str]]]:
    parent = QObject()
    watch = Watch(parent)
    reasons: list[str] = []
    watch.due.connect(reasons.append)
    yield watch, reasons
    parent.deleteLater()


@pytest.mark.parametrize(
    ("interface", "changed", "reasons"),
    [
        (f"{LOGIN}.Session", {"Active": False}, ["switch"]),
        (f"{LOGIN}.Session", {"Active": True}, []),
        (f"{LOGIN}.Session", {"IdleHint": False}, []),
        (POWER, {"LidIsClosed": True}, ["lid"]),
        (POWER, {"LidIsClosed": False}, []),
        (POWER, {"OnBattery": True}, []),
    ],
)
def test_another_user_or_a_closed_lid_locks(
    told: tuple[Watch, list[str]], interface: str, changed: dict[str, Any], reasons: list[str]
) -> None:
    watch, heard = told
    watch.properties(interface, changed, [])
    assert heard == reasons


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db")])
def test_the_session_is_found_where_logind_keeps_it(session: str, path: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{path}"
    assert session_path("") == ""


@pytest.mark.parametrize(
    ("message", "detail", "why"),
    [
        (0x02B1, 7, "screen"),
        (0x02B1, 8, ""),
        (0x02B1, 2, "switch"),
        (0x0218, 4, "sleep"),
        (0x0218, 7, ""),
        (0x0100, 7, ""),
    ],
)
def test_what_windows_says(message: int, detail: int, why: str) -> None:
    assert reason(message, detail) == why


@pytest.mark.parametrize(
    ("locked", "on_console", "why"),
    [(True, True, "screen"), (None, True, ""), (False, True, ""), (None, False, "switch"), (None, None, "")],
)
def test_what_macos_says_of_its_session(locked: bool | None, on_console: bool | None, why: str) -> None:
    assert watch_macos.reason(locked, on_console) == why


@pytest.mark.parametrize(("chosen", "ends"), [(False, []), (True, [LOCKED])])
def test_a_minimised_window_locks_where_somebody_chose_it(
    window: Window, qtbot: QtBot, chosen: bool, ends: list[int]
) -> None:
    ended: list[int] = []
    window.ended.connect(ended.append)
    window.prefer("lock_minimised", chosen)
    window.showMinimized()
    settle(window, qtbot)
    assert ended == ends


class SlowVault(ClosingVault):
    """Backs up for as long as nobody stops it, or fails."""

    trouble = False

    def back_up(self, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        while not self.trouble:
            yield Step("Copying")
        raise DiskTrouble(Msg.DISK_FULL)


def closing(qtbot: QtBot, folder: Path, vault: ClosingVault) -> tuple[Window, ClosingSheet, list[int]]:
    """A window that was closed while a backup was due, its sheet, and the statuses it ended with."""
    backups.choose(vault, folder, 7)
    backups.choose_closing(vault, 1)
    ended: list[int] = []
    window = opened(qtbot, folder, vault)
    window.ended.connect(ended.append)
    window.close()
    (sheet,) = window.findChildren(ClosingSheet)
    assert window.isVisible()
    return window, sheet, ended


def test_closing_makes_a_backup_that_is_due_and_then_closes(
    qtbot: QtBot, tmp_path: Path, look: Theme, vault: ClosingVault
) -> None:
    _window, _sheet, ended = closing(qtbot, tmp_path, vault)
    qtbot.waitUntil(lambda: ended == [0])
    assert (len(vault.backups), vault.closed) == (1, True)


@pytest.mark.parametrize(("way", "status"), [("save", 0), ("lock", LOCKED)])
def test_a_backup_at_closing_holds_nobody_up(
    qtbot: QtBot, tmp_path: Path, look: Theme, way: str, status: int
) -> None:
    vault = SlowVault()
    window, sheet, ended = closing(qtbot, tmp_path, vault)
    qtbot.waitUntil(lambda: sheet.working.busy)
    {"save": sheet.save, "lock": window.lock}[way]()
    qtbot.waitUntil(lambda: ended == [status])
    assert vault.closed
    assert vault.backups == {}


def test_a_backup_at_closing_that_fails_says_why_and_one_may_stay(
    qtbot: QtBot, tmp_path: Path, look: Theme
) -> None:
    vault = SlowVault()
    vault.trouble = True
    window, sheet, ended = closing(qtbot, tmp_path, vault)
    qtbot.waitUntil(sheet.wrong.isVisible)
    assert sheet.again.isVisible()
    sheet.reject()
    settle(window, qtbot)
    assert (ended, vault.closed) == ([], False)
    window.close()
    assert ended == []  # it is asked again


def test_a_backup_at_closing_is_not_begun_once_somebody_stays(
    qtbot: QtBot, tmp_path: Path, look: Theme
) -> None:
    vault, go = SlowVault(), threading.Event()
    backups.choose(vault, tmp_path, 7)
    backups.choose_closing(vault, 1)
    window = opened(qtbot, tmp_path, vault)
    assert window.frame is not None
    window.frame.desk.save(lambda _vault: go.wait(5), kinds=())
    window.close()
    (sheet,) = window.findChildren(ClosingSheet)
    sheet.reject()
    go.set()
    settle(window, qtbot)
    assert (window.findChildren(ClosingSheet), vault.closed) == ([], False)
