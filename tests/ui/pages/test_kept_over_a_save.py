"""What stands on the page of a case stays there while it is saved; what changed is shown all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from time import thread_time
from uuid import uuid4

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from app.records import new
from app.records.record import Record
from app.services.saving import save
from app.values import uncertain
from tests.ui.keys import type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.forms.keeper import SAVE_MS
from ui.pages.cases.page import read_opened
from ui.parts.panels import PartsPanel
from ui.widgets import IconButton

ACTS = tuple(new("act", case=CASE.id, type=kind) for kind in ("torture", "forced_labour"))
CEILING_S = 0.25
"""Of the processor, for one turn of the window's thread: generous, the aim is a tenth of it."""


def begin(stage: Stage, tab: str = "Overview") -> None:
    """Open the file with two acts at a tab."""
    with stage.vault.write() as work:
        for act in ACTS:
            work.save(act)
        work.commit()
    stage.page.open_record(CASE.id)
    stage.settle()
    to_tab(stage, tab)


def to_tab(stage: Stage, tab: str) -> None:
    tabs = stage.page.record.tabs
    tabs.setCurrentIndex(next(n for n, title in enumerate(tabs.parts) if title == tab))


def occupation(stage: Stage) -> QLineEdit:
    control = stage.page.record.person.editors["occupation"].control
    assert isinstance(control, QLineEdit)
    return control


def said(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part)]


def lines_of(panel: PartsPanel) -> dict[str, QWidget]:
    """The pencil of each line, by what it is called."""
    found = [b for b in panel.findChildren(IconButton) if b.isVisibleTo(panel)]
    return {name: b for b in found if (name := b.accessibleName()).startswith("Edit: ")}


def change_elsewhere(stage: Stage, record: Record) -> None:
    """As another part of the program saves."""
    stage.desk.save(lambda vault: save(vault, record), kinds=[record.type])
    stage.settle()


def stored(stage: Stage, record: Record) -> Record:
    with stage.vault.read() as reader:
        return reader.get(record.type, record.id)


def test_caret_and_scroll_stay_while_it_saves_by_itself(stage: Stage) -> None:
    begin(stage)
    pane, line = stage.page.record, occupation(stage)
    line.setFocus()
    type_text(line, "farm worker")
    line.setCursorPosition(4)
    pane.verticalScrollBar().setValue(37)
    stage.qtbot.waitUntil(lambda: stored(stage, pane.person.base).version > 1, timeout=SAVE_MS * 60)
    stage.settle()
    assert stored(stage, pane.person.base).phrase("occupation").text == "farm worker"
    assert QApplication.focusWidget() is line
    assert (line.text(), line.cursorPosition()) == ("farm worker", 4)
    assert pane.verticalScrollBar().value() == 37


def test_letters_typed_while_it_saves_stay_with_their_caret(stage: Stage) -> None:
    begin(stage)
    pane, line = stage.page.record, occupation(stage)
    line.setFocus()
    type_text(line, "farm")
    stage.page.save_now()
    type_text(line, "er")
    line.setCursorPosition(2)
    stage.settle()
    assert (line.text(), line.cursorPosition()) == ("farmer", 2)
    stage.page.save_now()
    stage.settle()
    assert stored(stage, pane.person.base).phrase("occupation").text == "farmer"
    assert (line.text(), line.cursorPosition()) == ("farmer", 2)


def test_lines_of_what_did_not_change_stay_with_the_focus(stage: Stage) -> None:
    begin(stage, "Acts")
    acts = stage.page.record.acts
    before = lines_of(acts)
    assert len(before) == 2
    pencil = next(iter(before.values()))
    pencil.setFocus()
    change_elsewhere(stage, stored(stage, CASE).with_values(credibility="1"))
    assert lines_of(acts) == before
    assert QApplication.focusWidget() is pencil


def test_a_line_that_changed_says_so_and_stays_with_the_focus(stage: Stage) -> None:
    begin(stage, "Acts")
    acts = stage.page.record.acts
    before = lines_of(acts)
    pencil = before["Edit: Torture or beating"]
    pencil.setFocus()
    change_elsewhere(stage, stored(stage, ACTS[0]).with_values(date=uncertain("2023-11-02")))
    assert lines_of(acts) == before
    assert QApplication.focusWidget() is pencil
    assert "2 November 2023" in said(acts)


def test_a_part_in_another_tab_shows_what_was_changed_elsewhere(stage: Stage) -> None:
    begin(stage)
    change_elsewhere(stage, stored(stage, ACTS[0]).with_values(date=uncertain("2023-11-02")))
    to_tab(stage, "Acts")
    assert "2 November 2023" in said(stage.page.record.acts)
    to_tab(stage, "Timeline")
    table = stage.page.record.timeline.picture.table
    assert any("2 Nov 2023" in row for row in table.words.drawing.rows)


def test_lines_follow_their_order(stage: Stage) -> None:
    begin(stage, "Acts")
    acts = stage.page.record.acts
    file = stage.page.record.opened.file  # type: ignore[union-attr]
    acts.show_file(replace(file, acts=tuple(reversed(file.acts))))
    found = [acts.list.itemAt(place).widget() for place in range(2)]  # type: ignore[union-attr]
    assert found == [acts.list.line_of(record.id) for record in reversed(file.acts)]
    acts.show_file(file)
    assert [acts.list.itemAt(place).widget() for place in range(2)] == found[::-1]  # type: ignore[union-attr]


def test_the_line_of_a_record_that_is_gone_shows_the_next_but_never_takes_the_focus_to_it(
    stage: Stage,
) -> None:
    begin(stage, "Acts")
    acts = stage.page.record.acts
    file = stage.page.record.opened.file  # type: ignore[union-attr]
    first, second = (acts.list.line_of(record.id) for record in file.acts)
    others = [new("act", case=CASE.id, type="torture", id=uuid4()) for _place in range(2)]
    second.pencil.setFocus()
    acts.show_file(replace(file, acts=tuple(others)))
    assert acts.list.line_of(others[0].id) is first
    assert acts.list.line_of(others[1].id) is not second
    assert QApplication.focusWidget() is not acts.list.line_of(others[1].id).pencil
    acts.show_file(replace(file, acts=()))
    assert first.isHidden()
    assert not [label.text() for label in first.findChildren(QLabel) if label.text()], "no word of it stays"


def test_the_row_of_the_timeline_one_stands_on_stays(stage: Stage) -> None:
    begin(stage, "Timeline")
    table: QTableView = stage.page.record.timeline.picture.table
    stage.page.record.timeline.picture.show_as_table(True)
    table.setCurrentIndex(table.model().index(3, 0))
    change_elsewhere(stage, stored(stage, CASE).with_values(credibility="1"))
    assert table.currentIndex().row() == 3


def test_a_tab_opened_at_once_shows_the_file_that_was_switched_to(stage: Stage) -> None:
    """Before the turns in which the parts that are not seen are filled."""
    begin(stage)
    pane = stage.page.record
    other = next(row.case.id for row in stage.page.list.model._pages[0] if row.case.id != CASE.id)
    pane.show_opened(read_opened(stage.vault, other, stage.page.lookup.today))
    assert len(stage.bridge.turns) > 0
    to_tab(stage, "Acts")
    assert pane.acts.owner is not None
    assert pane.acts.owner.id == other
    assert lines_of(pane.acts) == {}
    assert len(stage.bridge.turns) == 0
    stage.settle()


def test_what_is_in_front_shows_nothing_of_the_file_before(stage: Stage) -> None:
    """Painted is the file before, until all that is in front belongs to the name above it."""
    begin(stage)
    pane, turns = stage.page.record, stage.bridge.turns
    other = next(row.case.id for row in stage.page.list.model._pages[0] if row.case.id != CASE.id)
    pane.show_opened(read_opened(stage.vault, other, stage.page.lookup.today))
    waited = 0
    while not pane.viewport().updatesEnabled():
        turns._turn()
        waited += 1
    assert waited > 0
    for part in (pane.chain, pane.links, pane.consent):
        assert pane.tabs.current.isAncestorOf(part)
        assert part._file is not None
        assert part._file.case.id == other
    stage.settle()
    assert pane.opened is not None
    pane.show_opened(pane.opened)
    assert pane.viewport().updatesEnabled()  # the same file: what is typed is seen at once


def test_what_is_added_at_once_is_added_to_the_file_that_was_switched_to(stage: Stage) -> None:
    """The parts on tabs behind are filled in turns: until then they hold the file of somebody else."""
    begin(stage)
    pane = stage.page.record
    other = next(row.case.id for row in stage.page.list.model._pages[0] if row.case.id != CASE.id)
    pane.show_opened(read_opened(stage.vault, other, stage.page.lookup.today))
    assert len(stage.bridge.turns) > 0
    pane.add("task")
    assert len(stage.bridge.turns) == 0
    pane.consent.ask()
    assert pane.consent.form is not None
    assert pane.consent.form.read().ref("case") == other
    pane.show_opened(read_opened(stage.vault, CASE.id, stage.page.lookup.today))
    pane.go_to("")
    assert len(stage.bridge.turns) == 0
    stage.settle()


@pytest.mark.parametrize("work", ["save", "switch"])
def test_no_turn_of_the_window_is_long(stage: Stage, monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    """By the processor time of the window's own thread, which other programs do not move.

    Nothing is collected meanwhile: how long that takes depends on all tests that ran before in this process.
    """
    monkeypatch.setattr("ui.collecting.collect_due", lambda *, everything: None)
    begin(stage)
    line, turns = occupation(stage), [thread_time()]
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: turns.append(thread_time()))

    def save_it() -> None:
        type_text(line, "a")
        stage.page.save_now()

    does: Callable[[], None] = save_it if work == "save" else lambda: stage.page.step(1)
    timer.start()
    for _turn in range(3):
        does()
        stage.settle()
    timer.stop()
    longest = max(b - a for a, b in pairwise(turns))
    assert longest < CEILING_S
