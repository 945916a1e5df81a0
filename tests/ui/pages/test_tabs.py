"""Several cases open on tabs above the record; back and forward through what was seen."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.nameless import unnamed
from tests.ui.pages.conftest import Stage
from ui.accessibility import tree
from ui.pages.cases.tabs import CaseTabs


def pick(stage: Stage, place: int) -> UUID:
    stage.page.list._go_to(place)
    stage.settle()
    shown = stage.page.current_record()
    assert isinstance(shown, UUID)
    return shown


def run(stage: Stage, key: str) -> None:
    stage.frame.actions_by_key[key].trigger()
    stage.settle()


def test_a_case_is_kept_on_a_tab_and_the_others_open_beside_it(stage: Stage) -> None:
    tabs = stage.page.tabs
    first = pick(stage, 0)
    assert not tabs.isVisible()
    run(stage, "beside")
    assert tabs.isVisible()
    assert tabs.open_cases == [first]
    second = pick(stage, 1)
    assert tabs.open_cases == [first, second]
    third = pick(stage, 2)
    assert tabs.open_cases == [first, third]
    run(stage, "beside")
    fourth = pick(stage, 3)
    assert tabs.open_cases == [first, third, fourth]
    tabs.setCurrentIndex(0)
    stage.settle()
    assert stage.page.current_record() == first
    assert tabs.tabText(0) == stage.page.record.head.name.text()
    assert unnamed(tree(stage.page)) == []


def test_tabs_close_by_key_until_one_is_left(stage: Stage) -> None:
    tabs = stage.page.tabs
    pick(stage, 0)
    run(stage, "beside")
    second = pick(stage, 1)
    run(stage, "beside")
    third = pick(stage, 2)
    run(stage, "close_tab")
    assert second in tabs.open_cases
    assert third not in tabs.open_cases
    assert stage.page.current_record() == second
    run(stage, "close_tab")
    assert not tabs.isVisible()
    assert tabs.open_cases == []
    assert stage.page.record.isVisible()


def test_the_middle_button_and_the_table_open_a_tab_and_a_deleted_case_loses_it(stage: Stage) -> None:
    first = pick(stage, 0)
    rows = stage.page.list.view
    at = rows.visualRect(stage.page.list.model.index(2)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
    stage.settle()
    middle = stage.page.current_record()
    assert stage.page.tabs.open_cases == [first, middle]
    stage.page.list.show_table(True)
    stage.page.list.table.selectRow(4)
    run(stage, "beside")
    assert len(stage.page.tabs.open_cases) == 3
    gone = stage.page.current_record()
    stage.page.remove()
    stage.settle()
    assert gone not in stage.page.tabs.open_cases
    assert stage.page.tabs.open_cases[:2] == [first, middle]


def test_back_and_forward_go_through_the_cases_that_were_seen(stage: Stage) -> None:
    stage.frame.passing_ms = 0
    first, second, third = pick(stage, 0), pick(stage, 1), pick(stage, 2)
    stage.frame.go("events")
    stage.settle()
    run(stage, "back")
    assert stage.page.current_record() == third
    run(stage, "back")
    run(stage, "back")
    assert stage.page.current_record() == first
    run(stage, "forward")
    assert stage.page.current_record() == second
    run(stage, "forward")
    run(stage, "forward")
    assert stage.frame.current is not None
    assert stage.frame.current.key == "events"
    assert not stage.frame.actions_by_key["forward"].isEnabled()


def test_rows_that_were_passed_over_are_no_stations(stage: Stage) -> None:
    stage.frame.passing_ms = 0
    first = pick(stage, 0)
    pick(stage, 1)
    stage.frame.passing_ms = 60_000
    for place in (2, 3, 4):
        pick(stage, place)
    run(stage, "back")
    assert stage.page.current_record() == first


def test_names_on_tabs_are_plain_and_short() -> None:
    tabs = CaseTabs()
    tabs.keep(UUID(int=1))
    tabs.show_case(UUID(int=1), "<b>A & B</b> " + "x" * 50)
    assert tabs.tabText(0).startswith("<b>A && B</b>")
    assert len(tabs.tabText(0)) <= 25
    assert tabs.tabToolTip(0) == ""
    tabs.deleteLater()
