"""Several cases at once: selected, a value set after a preview, moved to the trash, copied; one undo each."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from app.cells import guarded, tab_separated
from app.ports import Condition, ListQuery
from app.records.record import row
from tests.fakes import FakeVault
from tests.ui.keys import press, type_text
from tests.ui.nameless import unnamed
from tests.ui.pages.conftest import Stage
from tests.ui.people import YONG_HUI
from ui.accessibility import tree
from ui.forms.undo import undo_of
from ui.pages.cases.batch_sheet import BatchSheet

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def count(vault: FakeVault, *conditions: Condition, deleted: bool = False) -> int:
    with vault.read() as reader:
        return reader.count(ListQuery("case", conditions=conditions, deleted=deleted))


def view(stage: Stage) -> QAbstractItemView:
    found = stage.page.list.view
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    found.selectionModel().setCurrentIndex(stage.page.list.model.index(0), flag)
    stage.settle()
    return found


def sheet_of(stage: Stage) -> BatchSheet:
    stage.frame.actions_by_key["set_value"].trigger()
    stage.settle()
    sheet = next(s for s in stage.page.findChildren(BatchSheet) if s.isVisible())
    assert isinstance(sheet, BatchSheet)
    return sheet


def test_shift_control_and_all_select_several_and_the_status_line_counts_them(stage: Stage) -> None:
    rows = view(stage)
    listing = stage.page.list
    assert "1 selected" in stage.page.status
    assert not listing.batches.bar.isVisible()
    press(rows, Qt.Key.Key_Down, SHIFT)
    press(rows, Qt.Key.Key_Down, SHIFT)
    stage.settle()
    assert listing.selection.numbers() == listing.model.numbers_between(0, 2)
    assert "6 of 6 cases shown" in stage.page.status
    assert "3 selected" in stage.page.status
    assert listing.batches.bar.words.text() == "3 selected"
    assert unnamed(tree(listing)) == []
    listing.show_table(True)
    assert listing.selection.count == 3
    press(listing.table, Qt.Key.Key_A, CTRL)
    assert listing.selection.count == 6
    press(listing.table, Qt.Key.Key_Escape)
    assert listing.selection.count == 1
    assert not listing.batches.bar.isVisible()


def test_the_next_record_is_selected_alone_though_control_is_held(stage: Stage) -> None:
    press(view(stage), Qt.Key.Key_PageDown, CTRL)  # Qt takes it for held down until the next key
    view(stage)
    stage.page.step(1)
    stage.settle()
    assert stage.page.list.selection.numbers() == stage.page.list.model.numbers_between(1, 1)


def test_what_is_selected_stays_so_when_the_list_is_read_again(stage: Stage) -> None:
    rows = view(stage)
    listing = stage.page.list
    press(rows, Qt.Key.Key_Down, SHIFT)
    held = set(listing.selection.numbers())
    listing.narrow.set_order("code")
    stage.settle()
    assert set(listing.selection.numbers()) == held
    listing.narrow.add(Condition("status", "is", "nobody"))
    stage.settle()
    assert listing.selection.count == 0


def test_what_stands_in_the_field_is_the_field_that_is_set(stage: Stage) -> None:
    """A few letters and Enter choose it; letters that name none give way to the field that is meant."""
    press(view(stage), Qt.Key.Key_A, CTRL)
    sheet = sheet_of(stage)
    sheet.field.take()
    type_text(sheet.field.line, "left the")
    assert sheet.path == "status"
    press(sheet.field.line, Qt.Key.Key_Return)
    assert (sheet.path, sheet.field.currentText()) == ("exit", "Left the DPRK")
    sheet.field.take()
    type_text(sheet.field.line, "no such field")
    press(sheet.field.line, Qt.Key.Key_Tab)
    assert (sheet.path, sheet.field.currentText()) == ("exit", "Left the DPRK")


def test_a_value_is_set_in_all_after_a_preview_and_undo_takes_it_back(stage: Stage, vault: FakeVault) -> None:
    before = count(vault, Condition("status", "is", "released"))
    press(view(stage), Qt.Key.Key_A, CTRL)
    sheet = sheet_of(stage)
    assert not sheet.done_button.isEnabled()
    assert sheet.editor is not None
    type_text(sheet.editor.control, "released")
    stage.qtbot.waitUntil(lambda: sheet.done_button.isEnabled(), timeout=10_000)
    told = [sheet.lines.index(0, n).data() for n in range(4)]
    assert told[3] == "Released"
    assert sheet.lines.rowCount() == 6 - before
    assert sheet.words.text().startswith(f"{6 - before} will change.")
    assert unnamed(tree(sheet)) == []
    sheet.save()
    stage.settle()
    assert count(vault, Condition("status", "is", "released")) == 6
    assert stage.said[-1][0] == f"{6 - before} cases changed."
    assert undo_of(stage.desk).stack.count() == 1
    stage.frame.actions_by_key["undo"].trigger()
    stage.settle()
    assert count(vault, Condition("status", "is", "released")) == before
    assert stage.said[-1][0] == f"Undone in {6 - before} records"
    stage.frame.actions_by_key["redo"].trigger()
    stage.settle()
    assert count(vault, Condition("status", "is", "released")) == 6
    assert stage.said[-1][0] == f"Done again in {6 - before} records"
    assert stage.troubles == []


def test_terms_are_added_and_a_field_of_the_person_is_emptied(stage: Stage, vault: FakeVault) -> None:
    press(view(stage), Qt.Key.Key_A, CTRL)
    sheet = sheet_of(stage)
    sheet.field.setEditText("Risk factors")
    assert [sheet.how.itemText(n) for n in range(sheet.how.count())] == ["add", "take away", "is emptied"]
    assert sheet.editor is not None
    type_text(sheet.editor.control, "Trafficked or forced marriage")
    stage.qtbot.waitUntil(lambda: sheet.done_button.isEnabled(), timeout=10_000)
    sheet.save()
    stage.settle()
    assert count(vault, Condition("risk_factors", "is", "trafficked")) == 6
    again = sheet_of(stage)
    again.field.setEditText("Sex")
    again.how.setCurrentIndex(again.how.findData("empty"))
    stage.qtbot.waitUntil(lambda: again.done_button.isEnabled(), timeout=10_000)
    again.save()
    stage.settle()
    assert count(vault, Condition("person.sex", "not_empty")) == 0


def test_several_go_to_the_trash_and_are_brought_back_from_there(stage: Stage, vault: FakeVault) -> None:
    rows = view(stage)
    press(rows, Qt.Key.Key_Down, SHIFT)
    press(rows, Qt.Key.Key_Delete)
    stage.settle()
    assert (count(vault), count(vault, deleted=True)) == (4, 2)
    assert stage.said[-1][0] == "2 cases moved to the trash."
    undo_of(stage.desk).undo()
    stage.settle()
    assert count(vault) == 6
    undo_of(stage.desk).redo()
    stage.settle()
    stage.page.list.narrow.show_trash(True)
    stage.settle()
    press(stage.page.list.view, Qt.Key.Key_A, CTRL)
    button = stage.page.list.batches.bar.buttons["bin"]
    assert button.accessibleName() == "Bring back"
    button.click()
    stage.settle()
    assert count(vault) == 6
    assert stage.troubles == []


def test_rows_are_copied_as_cells_that_calculate_nothing(stage: Stage, vault: FakeVault) -> None:
    with vault.write() as work:
        person = work.get("person", YONG_HUI.id)
        work.save(person.with_values(names=(row(text="=1+1"), row(text="Ri\tYong", script="latin"))))
        work.commit()
    stage.page.list.read()
    stage.settle()
    rows = view(stage)
    press(rows, Qt.Key.Key_A, CTRL)
    press(rows, Qt.Key.Key_C, CTRL)
    stage.settle()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Name", "Case", "Status"]
    assert len(lines) == 7
    assert [line for line in lines if line.startswith("'=1+1")]
    assert {line.count("\t") for line in lines} == {7}
    stage.page.list.view.selectionModel().clearSelection()


def test_cells_are_guarded() -> None:
    assert [guarded(t) for t in ("=A1", "+1", "-1", "@x", "＝1", "a=1")] == [
        "'=A1",
        "'+1",
        "'-1",
        "'@x",
        "'＝1",
        "a=1",
    ]
    assert tab_separated([["a\nb", "\t=1"], ["x\u2028y", ""]]) == "a b\t'=1\nx y\t"
