"""Sheets over the pages: each control named and reached by Tab, nothing clipped, no case data in a title."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app import i18n
from tests.fake_papers import FakeOutbox, FakeRenderer
from tests.stories import FixedClock
from tests.ui.people import YONG_HUI
from tests.ui.sheets import every_sheet, sheets_of, typed_into, vault_of_sheets
from tests.ui.test_reach import clipped, controls, end, front, settle, unreached, window_in, wrong_names
from ui.frame.sheet import PROGRAM, Sheet
from ui.frame.ways import Ways
from ui.theme import Theme
from ui.window import Window

MADE_OF = 22
"""Sheets that are opened here, at least."""


def window_of_sheets(language: str, size: tuple[int, int]) -> Window:
    """The real window, with what prints and saves."""
    ways = Ways(FakeRenderer(), FakeOutbox(), clock=FixedClock())
    return window_in(language, size, vault_of_sheets, ways)


def left_out(sheet: QWidget) -> list[str]:
    """Controls of a sheet that Tab does not reach from its first."""
    front(sheet)
    found = controls(sheet)
    return unreached(sheet, sheet, found[0]) if found else ["no control at all"]


def told(title: str, typed: set[str]) -> list[str]:
    """What somebody typed into the vault and a title says, but for letters of the program's name."""
    own = PROGRAM.casefold()
    return sorted(text for text in typed if text in title.casefold() and text not in own)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_sheet_is_named_reached_by_tab_and_says_nothing_outside(look: Theme, language: str) -> None:
    i18n.use(language)
    window = window_of_sheets(language, (1100, 700))
    typed, met, found = typed_into(vault_of_sheets()), set(), {}
    for name, sheet in sheets_of(window, settle):
        met.add(type(sheet))
        found[name] = [
            *wrong_names(sheet),
            *left_out(sheet),
            *clipped(sheet),
            *told(sheet.windowTitle(), typed),
        ]
        assert sheet.accessibleName() == sheet.heading.text()
    end(window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert met == every_sheet()
    assert len(found) >= MADE_OF


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_sheet_is_clipped_in_large_text(look: Theme, language: str) -> None:
    i18n.use(language)
    look.change(scale=1.5)
    window = window_of_sheets(language, (1100, 700))
    found = {name: clipped(sheet) for name, sheet in sheets_of(window, settle)}
    end(window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_sheet_that_names_somebody_in_its_title_or_keeps_a_control_from_tab_is_noticed(look: Theme) -> None:
    window = window_of_sheets("en", (1440, 900))
    assert window.frame is not None
    sheet = Sheet(window.frame.desk, "Remove the key of Ri Yong Hui?", window)
    typed = typed_into(vault_of_sheets())
    names = [str(row.values["text"]).casefold() for row in YONG_HUI.rows("names")]
    sheet.open()
    assert sheet.windowTitle() == PROGRAM
    assert told(sheet.windowTitle(), typed) == []
    assert left_out(sheet) == []
    sheet.setWindowTitle(sheet.heading.text())
    assert told(sheet.windowTitle(), typed) == [names[1]]
    for name in ("Note", ""):
        caught = QPlainTextEdit()
        caught.setAccessibleName(name)
        sheet.scroller.body.addWidget(caught)
    settle(window)
    assert len(left_out(sheet)) > 0
    assert len(wrong_names(sheet)) == 1
    sheet.done(0)
    end(window)
