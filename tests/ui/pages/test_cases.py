"""The Cases page: list, file, saving while typing, a new case, undo, names that look like markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.records.record import Record
from tests.ui.keys import press, type_hangul, type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, HOSTILE, YONG_HUI


def stored(stage: Stage, kind: str, record: Record) -> Record:
    with stage.vault.read() as reader:
        return reader.get(kind, record.id)


def open_case(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()


def line_of(stage: Stage, form: str, key: str) -> QLineEdit:
    record = stage.page.record
    control = (record.person if form == "person" else record.case).editors[key].control
    assert isinstance(control, QLineEdit)
    return control


def test_the_list_shows_every_case_and_opens_the_first(stage: Stage) -> None:
    assert stage.page.list.model.rowCount() == 6
    assert stage.page.list.count.text() == "6"
    assert stage.page.current_record() == CASE.id
    assert stage.page.record.head.name.text() == "리영희"


def test_what_is_typed_is_saved_without_being_asked(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    line.setFocus()
    line.selectAll()
    type_text(line, "1992")
    stage.qtbot.waitUntil(lambda: stored(stage, "person", YONG_HUI).version == 2, timeout=5000)
    stage.settle()
    born = stored(stage, "person", YONG_HUI).date("birth")
    assert born is not None
    assert born.edtf == "1992"
    assert stage.troubles == []


def test_undo_brings_back_what_was_saved_and_redo_what_was_typed(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    for year in ("1993", "1994"):
        line.setText(year)
        stage.page.save_now()
        stage.settle()
    for expected in ("1993", "[1991,1992]"):
        stage.page.undo()
        stage.settle()
        born = stored(stage, "person", YONG_HUI).date("birth")
        assert born is not None
        assert born.edtf == expected
    assert line.text() == "1991 or 1992"
    stage.page.redo()
    stage.settle()
    assert line.text() == "1993"
    assert stage.troubles == []


def test_a_new_case_is_a_name_and_enter(stage: Stage) -> None:
    stage.page.open_record("new")
    name = stage.page.list.name
    type_hangul(name, "문일남")
    press(name, Qt.Key.Key_Return)
    stage.settle()
    assert stage.page.list.model.rowCount() == 7
    assert stage.page.record.head.name.text() == "문일남"


def test_a_name_that_looks_like_markup_is_text(stage: Stage) -> None:
    stage.page.list.filter.setText("img")
    stage.qtbot.waitUntil(lambda: stage.page.list.model.rowCount() == 1, timeout=5000)
    stage.settle()
    stage.page.list.view.setCurrentIndex(stage.page.list.model.index(0))
    stage.settle()
    assert stage.page.record.head.name.text() == HOSTILE
    assert stage.page.record.head.name.textFormat() == Qt.TextFormat.PlainText


def test_delete_moves_to_the_trash_and_undo_brings_back(stage: Stage) -> None:
    open_case(stage)
    stage.page.remove()
    stage.settle()
    assert stage.page.list.model.rowCount() == 5
    text, undo = stage.said[-1]
    assert text == "Case moved to the trash"
    assert callable(undo)
    undo()
    stage.settle()
    assert stage.page.list.model.rowCount() == 6
