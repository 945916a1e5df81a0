"""Settings of the window act at once and stay on the computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeVault
from tests.ui.helpers import opened, settle
from ui.accessibility import tree, unnamed
from ui.pages.settings import SettingsPage
from ui.settings import load
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
    page.desk.prefer.emit("dark", True)
    page.desk.prefer.emit("scale", 1.25)
    page.desk.prefer.emit("lock_after", 0)
    page.desk.prefer.emit("remember", False)
    kept = load(tmp_path)
    assert (kept.dark, kept.scale, kept.lock_after, kept.remember, kept.vault) == (True, 1.25, 0, False, "")
    assert (look.dark, look.scale) == (True, 1.25)
    assert window.frame is not None
    assert "locks itself" not in window.frame.foot.right.text()
    assert unnamed(tree(window)) == []
