"""A line that is filled again is as one made anew; one that is put by keeps no word."""

from __future__ import annotations

from itertools import permutations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.lines import RecordLine, Said, Told
from ui.theme import Theme
from ui.widgets import Look

SAID = (
    Said("Bare"),
    Said("Whole", "dim", "text", ("possible", "possibly"), ("Due", Look("circle", "red")), ("eye", "text2")),
    Said("Pressed", sign=("circle-check", "green_ink"), press=("Done: Pressed", list)),
    Said("Pressed and due", "by whom", "", None, ("Due", Look("circle")), press=("Not done", list)),
)


def told(said: Said) -> Told:
    return Told(said, list, f"Edit: {said.title}")


def words(line: QWidget, *, hidden: bool = False) -> set[str]:
    found: set[str] = set()
    for one in line.findChildren(QWidget):
        if hidden or one.isVisibleTo(line):
            found |= {one.toolTip(), one.accessibleName()}
            if isinstance(one, QLabel | QAbstractButton):
                found.add(one.text())
    return found - {""}


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(page: QWidget, *said: Said) -> RecordLine:
    line = RecordLine("gavel")
    layout = page.layout()
    assert layout is not None
    layout.addWidget(line)
    for one in said:
        line.show_record(told(one))
    return line


def test_a_line_is_as_one_made_anew(page: QWidget) -> None:
    fresh = {one.title: shown(page, one) for one in SAID}
    for first, second in permutations(SAID, 2):
        line, anew = shown(page, first, second), fresh[second.title]
        assert (words(line), line.sizeHint()) == (words(anew), anew.sizeHint())


def test_a_line_put_by_keeps_no_word(page: QWidget) -> None:
    line = shown(page, *SAID)
    assert words(line, hidden=True) > {"Pressed and due", "Not done"}
    line.forget()
    assert (words(line, hidden=True), line.isHidden()) == (set(), True)
