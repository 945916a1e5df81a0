"""The window opens as it was left: its place and size, and the width of the lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeVault
from tests.ui.windows import FakeOpener, opened, settle
from ui.lists.shell import ListAndRecord
from ui.pages import PAGES
from ui.pages.cases import Cases
from ui.settings import Settings, load, save
from ui.theme import Theme
from ui.window import FIRST_SIZE, Window


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


def cases_of(window: Window, qtbot: QtBot) -> Cases:
    assert window.frame is not None
    window.frame.go("cases")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Cases)
    return page


def test_a_drawn_list_is_as_wide_on_every_page_and_the_next_time(
    qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault
) -> None:
    window = opened(qtbot, tmp_path, vault)
    window.resize(1440, 900)
    page = cases_of(window, qtbot)
    usual = page.split.sizes()[0]
    page.split.moveSplitter(usual + 80, 1)
    qtbot.waitUntil(lambda: load(tmp_path).list_width > 0, timeout=10_000)
    assert load(tmp_path).list_width == page.split.sizes()[0]
    assert abs(page.split.sizes()[0] - usual - 80) <= 2
    window.resize(1400, 880)
    settle(window, qtbot)
    assert page.split.sizes()[0] == load(tmp_path).list_width, "another size of the window moves no line"
    assert window.frame is not None
    window.frame.go("sources")
    settle(window, qtbot)
    assert window.frame.current is not None
    (shell,) = window.frame.current.findChildren(ListAndRecord)
    assert shell.splitter.sizes()[0] == load(tmp_path).list_width


def test_the_window_stands_where_and_as_it_was(
    qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault
) -> None:
    window = opened(qtbot, tmp_path, vault)
    window.setGeometry(10, 30, 780, 560)
    settle(window, qtbot)
    window.close()
    assert load(tmp_path).place
    again = Window(FakeOpener(), PAGES, folder=tmp_path)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (780, 560)
    again.close()


def test_a_place_that_is_damaged_is_the_usual_one(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    for place in ("no digits", "00ff"):
        save(Settings(place=place), tmp_path)
        window = Window(FakeOpener(), PAGES, folder=tmp_path)
        qtbot.addWidget(window)
        assert (window.width(), window.height()) == FIRST_SIZE
        window.close()
