"""The manual in the window: F1 from every page, contents, search, back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.manual import manual
from tests.fakes import FakeVault
from tests.ui.helpers import opened, settle
from ui.frame.helped import SECTIONS
from ui.pages import PAGES
from ui.pages.help import Manual
from ui.theme import Theme
from ui.window import Window


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_has_a_section_that_is_there(language: str) -> None:
    assert set(SECTIONS) == {page.key for page in PAGES}
    assert set(SECTIONS.values()) <= {s.anchor for s in manual(language)}


def shown(window: Window) -> Manual:
    assert window.frame is not None
    page = window.frame.current
    assert isinstance(page, Manual)
    return page


def test_f1_opens_it_at_the_page_and_back_leads_there(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    window = opened(qtbot, tmp_path, FakeVault())
    assert window.frame is not None
    for key in ("home", "notes", "security"):
        window.frame.go(key)
        settle(window, qtbot)
        window.frame.actions_by_key["manual"].trigger()
        settle(window, qtbot)
        assert shown(window).current_record() == SECTIONS[key]
        window.frame.actions_by_key["manual"].trigger()  # on the manual it stays where it is
        assert shown(window).current_record() == SECTIONS[key]
        window.frame.actions_by_key["back"].trigger()
        settle(window, qtbot)
        assert window.frame.current is window.frame.page(key)


def test_the_search_leaves_the_sections_that_hold_the_words(
    qtbot: QtBot, tmp_path: Path, look: Theme
) -> None:
    window = opened(qtbot, tmp_path, FakeVault())
    assert window.frame is not None
    window.frame.go("manual")
    settle(window, qtbot)
    page = shown(window)
    whole = page.contents.count()
    assert whole == len(manual("en"))
    page.search.setText("quick card")
    found = [s.anchor for s in manual("en") if s.holds("quick card")]
    assert page.contents.count() == len(found) < whole
    assert page.current_record() == found[0]
    assert page.hits
    page.search.setText("no such words at all")
    assert page.contents.count() == 0
    assert page.none.isVisible()
    page.search.clear()
    assert page.contents.count() == whole
