"""Restoring from the start page: what is asked, how far it is, what came back, and the new recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.windows import RECOVERY, FakeOpener, settle, window_of
from ui.start.recovery import RecoverySteps
from ui.start.restore import RestoredForm, RestoreForm, RestoringForm
from ui.start.rows import ChoiceRow
from ui.theme import Theme
from ui.window import Window

WORDS = "plain rivers hold seven lanterns"


def _begun(qtbot: QtBot, opener: FakeOpener, folder: Path) -> tuple[Window, RestoreForm]:
    window = window_of(qtbot, opener, folder)
    rows = [r for r in window.findChildren(ChoiceRow) if r.accessibleName() == "Restore a backup"]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    return window, _form(window)


def _form(window: Window) -> RestoreForm:
    assert window.start is not None
    form = window.start.form
    assert isinstance(form, RestoreForm)
    return form


def _filled(form: RestoreForm, file: Path, typed: str) -> None:
    form.set_file(file)
    form.typed.setText(typed)
    form.fresh.first.setText(WORDS)
    form.fresh.second.setText(WORDS)


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_backup_becomes_an_open_vault(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener = FakeOpener()
    opener.backups[tmp_path / "b.ncb"] = "the old words"
    window, form = _begun(qtbot, opener, tmp_path)
    _filled(form, tmp_path / "b.ncb", "the old words")
    form.set_folder(tmp_path / "restored")
    QTest.keyClick(form.fresh.second, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.start is not None
    told = window.start.form
    assert isinstance(told, RestoredForm)
    words = _texts(told)
    assert "3 cases" in words
    assert "20 November 2026" in words
    assert "Cho Min-a" in words
    assert opener.threads == {"vault"}
    told.go.click()
    steps = window.start.form
    assert isinstance(steps, RecoverySteps)
    assert RECOVERY.split("-")[0] in _texts(steps)
    steps.done.emit(True)
    settle(window, qtbot)
    assert window.frame is not None
    assert opener.vaults[tmp_path / "restored"][0] == WORDS


def test_a_wrong_passphrase_is_told_at_the_form_which_keeps_the_file(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    opener = FakeOpener()
    opener.backups[tmp_path / "b.ncb"] = "the old words"
    window, form = _begun(qtbot, opener, tmp_path)
    _filled(form, tmp_path / "b.ncb", "not these")
    form.set_folder(tmp_path / "restored")
    form.go.click()
    settle(window, qtbot)
    again = _form(window)
    assert "does not open the backup" in again.trouble.text()
    assert not again.trouble.isHidden()
    assert again.file == tmp_path / "b.ncb"
    assert tmp_path / "restored" not in opener.vaults
    assert again.typed.selectedText() == "not these"
    QTest.keyClicks(again.typed, "the old words")  # and nothing else has to be typed again
    again.go.click()
    settle(window, qtbot)
    assert opener.vaults[tmp_path / "restored"][0] == WORDS


def test_what_is_missing_is_asked_for(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window, form = _begun(qtbot, FakeOpener(), tmp_path)
    form.go.click()
    assert "Choose the backup" in form.trouble.text()
    form.set_file(tmp_path / "b.ncb")
    form.go.click()
    assert "Type the passphrase" in form.trouble.text()
    assert (window.focusWidget(), form.typed.property("state")) == (form.typed, "wrong")
    form.typed.setText("x")
    assert form.typed.property("state") == ""
    form.fresh.first.setText(WORDS)
    form.go.click()
    assert "differ" in form.trouble.text()
    for field in (form.fresh.first, form.fresh.second):
        field.setText("aaaa")
    form.go.click()
    assert "too easy" in form.trouble.text()
    assert window.start is not None
    form.back.emit()
    assert not isinstance(window.start.form, RestoreForm)


def test_given_up_the_form_comes_back(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener = FakeOpener()
    opener.endless = True
    opener.backups[tmp_path / "b.ncb"] = "the old words"
    window, form = _begun(qtbot, opener, tmp_path)
    _filled(form, tmp_path / "b.ncb", "the old words")
    form.go.click()
    assert window.start is not None
    going = window.start.form
    assert isinstance(going, RestoringForm)
    at = window.focusWidget()
    assert at is going
    QTest.keyClick(at, Qt.Key.Key_Return)
    assert window.start.form is going
    QTest.keyClick(at, Qt.Key.Key_Tab)
    assert window.focusWidget() is going.stop
    going.stop.click()
    settle(window, qtbot)
    again = _form(window)
    assert (again.file, again.typed.text(), again.fresh.text) == (tmp_path / "b.ncb", "the old words", WORDS)
    assert again.fresh.problem() == ""
