"""The filter builder: groups by keyboard, the count, a filter kept, changed and deleted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.ports import Condition, ListQuery
from app.services.filters import SavedFilter, saved
from app.values import uncertain
from tests.fakes import FakeVault
from tests.ui.keys import press, type_text
from tests.ui.nameless import unnamed
from tests.ui.pages.conftest import Stage
from ui.accessibility import tree
from ui.lists.builder import FilterSheet
from ui.lists.builder_rows import ConditionRow
from ui.widgets import Button


@pytest.fixture
def sheet(stage: Stage) -> Iterator[FilterSheet]:
    stage.frame.actions_by_key["conditions"].trigger()
    stage.settle()
    made = stage.page.findChild(FilterSheet)
    assert isinstance(made, FilterSheet)
    yield made
    if shiboken6.isValid(made):
        made.close()
    stage.settle()


def choose(row: ConditionRow, field: str, op: str) -> None:
    """By keyboard: the field is typed, the comparison is picked with the arrows."""
    row.field.line.selectAll()
    type_text(row.field.line, field)
    press(row.field.line, Qt.Key.Key_Return)
    while row.op.currentText() != op:
        before = row.op.currentIndex()
        press(row.op, Qt.Key.Key_Down)
        assert row.op.currentIndex() != before, f"no {op} for {field}"


def control(row: ConditionRow) -> QWidget:
    assert row.editor is not None
    return row.editor.control


def first(sheet: FilterSheet) -> ConditionRow:
    return sheet.boxes[0].rows[0]


def counted(stage: Stage, sheet: FilterSheet, words: str) -> None:
    stage.qtbot.waitUntil(lambda: sheet.count.text() == words, timeout=10_000)


def test_a_condition_is_built_by_keyboard_and_counted_while_it_is(stage: Stage, sheet: FilterSheet) -> None:
    counted(stage, sheet, "6 of 6 cases")
    choose(first(sheet), "Born", "is before")
    type_text(control(first(sheet)), "1995")
    found = shown(stage, Condition("person.birth", "before", uncertain("1995")))
    counted(stage, sheet, f"{found} of 6 cases")
    press(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    page = stage.page
    assert page.list.narrow.conditions == (Condition("person.birth", "before", uncertain("1995")),)
    assert "1 filter on" in page.status
    chips = [b.text() for b in page.list.narrow.findChildren(Button) if b.property("kind") == "chip"]
    assert chips == ["Born: before 1995"]


def shown(stage: Stage, *conditions: Condition) -> int:
    with stage.vault.read() as reader:
        return reader.count(ListQuery("case", conditions=conditions))


def test_what_is_shown_after_narrowing_is_marked_in_the_list(stage: Stage, sheet: FilterSheet) -> None:
    choose(first(sheet), "Current status", "is")
    type_text(control(first(sheet)), "sentenced")
    sheet.save()
    stage.settle()
    rows = stage.page.list.view
    no_update = QItemSelectionModel.SelectionFlag.NoUpdate  # as Qt does where the cursor comes into a list
    rows.selectionModel().setCurrentIndex(rows.model().index(0, 0), no_update)
    stage.settle()
    assert stage.page.list.selection.count == 1
    assert "1 selected" in stage.page.status


def test_groups_of_which_one_must_hold(stage: Stage, sheet: FilterSheet) -> None:
    choose(first(sheet), "Current status", "is")
    sheet.boxes[0].other.click()
    second = sheet.boxes[0].rows[1]
    choose(second, "Current status", "is not recorded")
    type_text(control(first(sheet)), "sentenced")
    sheet.add_button.click()
    choose(sheet.boxes[1].rows[0], "Sex", "is recorded")
    assert sheet.groups() == (
        (Condition("status", "is", "sentenced"), Condition("status", "empty")),
        (Condition("person.sex", "not_empty"),),
    )
    assert unnamed(tree(sheet)) == []
    second.drop.click()
    sheet.boxes[1].rows[0].drop.click()
    assert sheet.groups() == ((Condition("status", "is", "sentenced"),),)
    counted(stage, sheet, "1 of 6 cases")


def test_what_is_not_whole_is_not_shown(stage: Stage, sheet: FilterSheet) -> None:
    choose(first(sheet), "Left the DPRK", "is after")
    sheet.save()
    assert sheet.isVisible()
    editor = first(sheet).editor
    assert editor is not None
    assert editor.wrong
    type_text(control(first(sheet)), "someday")
    assert sheet.groups() == ()
    assert stage.page.list.narrow.groups == ()


def test_a_filter_is_kept_changed_and_deleted(stage: Stage, sheet: FilterSheet, vault: FakeVault) -> None:
    choose(first(sheet), "Minor at a linked event", "is")
    type_text(control(first(sheet)), "yes")
    type_text(sheet.name, "Children")
    press(sheet.name, Qt.Key.Key_Return)
    stage.settle()
    (kept,) = saved_in(vault)
    assert (kept.name, kept.conditions) == ("Children", (Condition("minor", "is", "yes"),))
    nav = stage.frame.side.filters[kept.key]
    assert nav.accessibleName() == f"Children, {stage.page.list.model.rowCount()}"
    (change,) = nav.actions()
    change.trigger()
    stage.settle()
    again = next(s for s in stage.page.findChildren(FilterSheet) if s.isVisible())
    assert again.name.text() == "Children"
    assert again.groups() == ((Condition("minor", "is", "yes"),),)
    again.add_group()
    choose(again.boxes[1].rows[0], "Sex", "is recorded")
    again.keep_button.click()
    stage.settle()
    (changed,) = saved_in(vault)
    assert changed.key == kept.key
    assert changed.conditions[1] == Condition("person.sex", "not_empty")
    _text, back = stage.said[-1]
    assert callable(back)
    back()
    stage.settle()
    assert saved_in(vault) == (kept,)
    assert stage.page.list.narrow.filter == kept
    stage.frame.actions_by_key["conditions"].trigger()
    stage.settle()
    last = next(s for s in stage.page.findChildren(FilterSheet) if s.isVisible())
    last.delete.click()
    stage.settle()
    assert saved_in(vault) == ()
    _text, undo = stage.said[-1]
    assert callable(undo)
    undo()
    stage.settle()
    assert saved_in(vault) == (kept,)
    assert stage.troubles == []
    QApplication.processEvents()


def saved_in(vault: FakeVault) -> tuple[SavedFilter, ...]:
    with vault.read() as reader:
        return saved(reader)
