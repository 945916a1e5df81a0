"""The table of cases: the same rows as the list, sorted by a heading, opened by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.ports import Condition
from tests.ui.keys import press
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.pages.cases.columns import USUAL as COLUMNS
from ui.pages.cases.table import CaseTable


def shown(stage: Stage) -> CaseTable:
    stage.page.list.show_table(True)
    stage.settle()
    return stage.page.list.table


def cell(table: CaseTable, place: int, column: str) -> str:
    return str(table.model().index(place, COLUMNS.index(column)).data())


def test_the_table_takes_the_page_and_shows_the_rows_in_words(stage: Stage) -> None:
    table = shown(stage)
    assert not stage.page.right.isVisible()
    assert table.model().rowCount() == 6
    assert cell(table, 0, "name") == "리영희  Ri Yong Hui"
    assert cell(table, 0, "events") == "2023-10-09"
    assert cell(table, 0, "certainty") == "Probable"
    assert cell(table, 0, "consent") == "4 of 8"
    assert cell(table, 1, "consent") == "none"
    stage.frame.grab()


def test_its_model_is_sound(stage: Stage) -> None:
    table = shown(stage)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(table.model(), mode, table)
    stage.page.list.narrow.set_order("code")
    stage.page.list.filter.setText("K7QM")
    stage.qtbot.waitUntil(lambda: table.model().rowCount() == 1, timeout=60_000)
    stage.settle()


def test_a_heading_sorts(stage: Stage) -> None:
    table = shown(stage)
    table.horizontalHeader().sectionClicked.emit(COLUMNS.index("code"))
    stage.settle()
    assert cell(table, 0, "code") == "K7QM-2XDP"
    assert stage.page.list.narrow.sort == "code"
    table.horizontalHeader().sectionClicked.emit(COLUMNS.index("events"))
    assert stage.page.list.narrow.sort == "code"


def test_enter_opens_the_row_beside_the_list_again(stage: Stage) -> None:
    table = shown(stage)
    table.selectRow(2)
    press(table, Qt.Key.Key_Return)
    stage.settle()
    assert stage.page.right.isVisible()
    assert not table.isVisible()
    assert stage.page.current_record() != CASE.id
    shown(stage)
    stage.page.open_record(CASE.id)
    stage.settle()
    assert stage.page.record.isVisible()


def test_a_list_that_nothing_matches_says_so_and_leads_back(stage: Stage) -> None:
    page = stage.page
    page.list.narrow.add(Condition("status", "is", "deceased"))
    page.list.filter.setText("nobody of that name")
    stage.qtbot.waitUntil(page.list.none.isVisible, timeout=60_000)
    page.list.none.all.click()
    stage.settle()
    assert page.list.model.rowCount() == 6
    assert (page.list.filter.text(), page.list.narrow.on) == ("", 0)
    assert not page.list.none.isVisible()
