"""Right clicks offer commands of the menu bar, the very same; tooltips say a command and its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from tests.ui.pages.conftest import Stage
from ui.shortcuts import TABLE, shown, written


def menu_at(stage: Stage, view: QWidget) -> QMenu | None:
    """The menu that a right click in the middle of the first row opens."""
    before = set(stage.frame.findChildren(QMenu))
    at = QPoint(60, 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    fresh = [menu for menu in stage.frame.findChildren(QMenu) if menu not in before]
    return fresh[0] if fresh else None


def in_menu_bar(stage: Stage) -> set[QAction]:
    menus = stage.frame.top.menus.findChildren(QMenu)
    return {action for menu in menus for action in menu.actions() if not action.isSeparator()}


@pytest.mark.parametrize("table", [False, True])
def test_a_right_click_on_a_case_mirrors_the_menu_bar(stage: Stage, table: bool) -> None:
    stage.page.list.show_table(table)
    stage.settle()
    view: QAbstractItemView = stage.page.list.table if table else stage.page.list.view
    menu = menu_at(stage, view.viewport())
    assert menu is not None
    offered = {action for action in menu.actions() if not action.isSeparator()}
    assert {"edit", "beside", "set_value", "bin", "columns"} <= {a.objectName() for a in offered}
    assert offered <= in_menu_bar(stage)
    menu.close()


def test_a_right_click_beside_a_list_opens_nothing(stage: Stage) -> None:
    assert menu_at(stage, stage.page.list.count) is None


def test_other_lists_have_one_too(stage: Stage) -> None:
    stage.frame.go("places")
    stage.settle()
    page = stage.frame.current
    assert page is not None
    view = next(v for v in page.findChildren(QAbstractItemView) if v.isVisible())
    menu = menu_at(stage, view.viewport())
    assert menu is not None
    assert {a for a in menu.actions() if not a.isSeparator()} <= in_menu_bar(stage)
    menu.close()


def test_the_tooltip_of_a_command_says_its_keys(stage: Stage) -> None:
    for key, action in stage.frame.actions_by_key.items():
        if key in TABLE:
            assert shown(key) in action.toolTip(), key
        words, _tab, keys = action.text().partition("\t")
        assert written(QKeySequence(keys)) in action.toolTip(), key
        assert words.replace("&", "") in action.toolTip().replace("&amp;", "").replace("&", ""), key
