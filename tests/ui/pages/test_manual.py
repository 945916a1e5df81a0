"""The manual in the window: F1 from every page, contents, search, back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.manual import manual
from tests.fakes import FakeVault
from tests.ui.windows import opened, settle
from ui.frame.helped import SECTIONS
from ui.pages import PAGES
from ui.pages.help import Manual
from ui.theme import Theme
from ui.window import Window

SAID = {
    "home": ("Home", "홈"),
    "cases": ("case", "사례"),
    "events": ("event", "사건"),
    "sources": ("source", "출처"),
    "places": ("place", "장소"),
    "reports": ("Reports", "보고서"),
    "tasks": ("Tasks", "할 일"),
    "notes": ("Quick notes", "빠른 메모"),
    "review": ("Waiting for review", "검토 대기"),
    "trash": ("Trash", "휴지통"),
    "import": ("Import a spreadsheet", "표 가져오기"),
    "security": ("Security", "보안"),
    "office": ("Your organisation", "우리 단체"),
    "words": ("Words and fields", "낱말과 항목"),
    "passphrase": ("Change passphrase", "암호 바꾸기"),
    "settings": ("Settings", "설정"),
    "shortcuts": ("every key", "단축키"),
    "about": ("About Casebook", "Casebook 정보"),
    "manual": ("F1", "F1"),
}
"""What the section that F1 opens on a page must speak of, in each language."""


def wrong_sections(sections: Mapping[str, str], language: str) -> list[str]:
    """Pages without a section, and those whose section is not there or speaks of something else."""
    told = {s.anchor: s for s in manual(language)}
    wrong = [page.key for page in PAGES if page.key not in sections]
    for key, anchor in sections.items():
        words = SAID[key][language == "ko"]
        if anchor not in told or not told[anchor].holds(words):
            wrong.append(f"{key}: {anchor} does not speak of {words}")
    return wrong


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_has_a_section_that_is_there_and_speaks_of_it(language: str) -> None:
    assert set(SECTIONS) == {page.key for page in PAGES}
    assert wrong_sections(SECTIONS, language) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_without_its_section_is_noticed(language: str) -> None:
    without = {key: anchor for key, anchor in SECTIONS.items() if key != "trash"}
    assert wrong_sections(without, language) == ["trash"]
    assert len(wrong_sections({**SECTIONS, "trash": "nowhere"}, language)) == 1
    assert len(wrong_sections({**SECTIONS, "notes": SECTIONS["security"]}, language)) == 1


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
