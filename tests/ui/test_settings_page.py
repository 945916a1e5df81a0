"""Settings of the window act at once and stay on the computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.windows import opened, settle
from ui.accessibility import tree
from ui.pages.settings import SettingsPage
from ui.settings import load, save
from ui.theme import Theme
from ui.window import Window


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Window:
    return opened(qtbot, tmp_path, vault)


def _page(window: Window, qtbot: QtBot) -> SettingsPage:
    assert window.frame is not None
    window.frame.actions_by_key["settings"].trigger()
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, SettingsPage)
    return page


def test_settings_of_the_window_act_at_once_and_are_remembered(
    window: Window, qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    page = _page(window, qtbot)
    page.desk.prefer.emit("colours", "dark")
    page.desk.prefer.emit("scale", 1.25)
    page.desk.prefer.emit("lock_after", 0)
    page.desk.prefer.emit("remember", False)
    kept = load(tmp_path)
    told = (kept.colours, kept.scale, kept.lock_after, kept.remember, kept.vault)
    assert told == ("dark", 1.25, 0, False, "")
    assert (look.dark, look.scale) == (True, 1.25)
    qtbot.waitUntil(lambda: page._size.currentData() == 1.25)
    assert page._palette.current() == "dark", "what a key or the menu changed is shown"
    assert window.frame is not None
    assert "locks itself" not in window.frame.foot.right.text()
    assert unnamed(tree(window)) == []


def test_colours_follow_the_system_until_somebody_chooses(
    window: Window, qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, worn = {"dark": True}, []
    monkeypatch.setattr("ui.window.is_dark", lambda chosen: chosen == "dark" if chosen else system["dark"])
    changed = QGuiApplication.styleHints().colorSchemeChanged
    changed.emit(Qt.ColorScheme.Dark)
    worn.append(look.dark)
    system["dark"] = False
    changed.emit(Qt.ColorScheme.Light)
    worn.append(look.dark)
    assert window.frame is not None
    window.frame.actions_by_key["larger"].trigger()
    assert load(tmp_path).colours == "", "a larger text is no choice of colours"
    window.frame.actions_by_key["dark"].trigger()
    assert load(tmp_path).colours == "dark"
    changed.emit(Qt.ColorScheme.Light)
    worn.append(look.dark)
    assert worn == [True, False, True]


def test_a_dark_window_kept_by_an_earlier_version_stays_dark(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"dark": true, "language": "ko"}', encoding="utf-8")
    assert (load(tmp_path).colours, load(tmp_path).language) == ("dark", "ko")
    (tmp_path / "window.json").write_text('{"dark": false, "colours": "pink"}', encoding="utf-8")
    assert load(tmp_path).colours == ""


def test_a_first_start_speaks_the_language_of_the_system_until_somebody_chooses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = ["ko-KR", "en"]
    monkeypatch.setattr("ui.settings.QLocale.system", lambda: SimpleNamespace(uiLanguages=lambda: spoken))
    assert load(tmp_path).language == "ko"
    save(load(tmp_path), tmp_path)  # another setting was changed
    spoken[:] = ["fr_FR", "de"]
    assert load(tmp_path).language == "en"
    save(replace(load(tmp_path), language="ko", language_chosen=True), tmp_path)
    assert load(tmp_path).language == "ko"
