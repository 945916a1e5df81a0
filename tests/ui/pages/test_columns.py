"""The columns of the table: chosen, ordered, widened, kept in the vault and found again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.fields import Field, FieldType
from app.services.columns import SETTING, chosen_columns
from tests.fakes import FakeVault
from tests.ui.keys import press
from tests.ui.nameless import unnamed
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.accessibility import tree
from ui.lists.column_sheet import ColumnSheet
from ui.pages.cases.columns import USUAL, all_columns
from ui.pages.cases.table import CaseTable


def shown(stage: Stage) -> CaseTable:
    stage.page.list.show_table(True)
    stage.settle()
    return stage.page.list.table


def keys(table: CaseTable) -> list[str]:
    return [key for key, _width in table.chosen]


def cells(table: CaseTable, code: str) -> dict[str, str]:
    """The cells of the case with a code, by column."""
    model, columns = table.model(), table.rows_in_columns.columns
    for place in range(model.rowCount()):
        found = {c.key: str(model.index(place, n).data()) for n, c in enumerate(columns)}
        if found.get("code") == code:
            return found
    raise LookupError(code)


def test_columns_are_chosen_by_keyboard_and_found_again(stage: Stage, vault: FakeVault) -> None:
    table = shown(stage)
    assert stage.page.list.columns.button.text().startswith("Columns: 8 of ")
    stage.frame.actions_by_key["columns"].trigger()
    sheet = stage.page.findChild(ColumnSheet)
    assert isinstance(sheet, ColumnSheet)
    assert unnamed(tree(sheet)) == []
    press(sheet.list, Qt.Key.Key_Down)
    press(sheet.list, Qt.Key.Key_Space)  # the code goes
    press(sheet.list, Qt.Key.Key_Home)
    press(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sheet.save()
    stage.settle()
    assert keys(table) == ["status", "name", "born", "events", "certainty", "consent", "changed"]
    stage.page.leave()
    stage.settle()
    assert [key for key, _width in chosen_columns(vault)] == keys(table)
    (kept,) = [key for key in vault.state.settings if key.startswith(SETTING)]
    assert kept == SETTING + vault.staff.id.hex


def test_every_field_of_case_and_person_can_be_a_column(stage: Stage) -> None:
    table = shown(stage)
    table.show_columns(tuple((key, 0) for key in all_columns(stage.page.lookup)))
    found = cells(table, CASE.text("code"))
    assert found["person.home"] == "Musan"
    assert found["detention_place"] == "Helong"
    assert found["source"] == "Family statement"
    assert found["person.sex"] == "Female"
    assert found["exit"] == "Summer 2018"
    assert found["risk_factors"].startswith("Missionary or church contact, ")
    assert found["arrest_warrant"] == ""
    stage.frame.grab()


def test_a_field_of_staff_is_a_column_until_it_goes(stage: Stage, vault: FakeVault) -> None:
    table = shown(stage)
    vault.own["case"] = (Field("shelter", FieldType.TEXT, "Shelter", own=True, label_ko="쉼터"),)
    stage.page.lookup.load()
    stage.settle()
    table.show_columns((("shelter", 90), ("gone_since", 50), ("code", 0)))
    assert keys(table) == ["shelter", "code"]
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "Shelter"
    table.show_columns((("gone_since", 50),))
    assert keys(table) == list(USUAL)


def test_widths_and_the_order_of_the_mouse_are_kept(stage: Stage, vault: FakeVault) -> None:
    table = shown(stage)
    head = table.horizontalHeader()
    head.moveSection(0, 2)
    head.resizeSection(USUAL.index("status"), 222)
    assert keys(table)[:3] == ["code", "status", "name"]
    assert dict(table.chosen)["status"] == 222
    stage.qtbot.waitUntil(lambda: bool(chosen_columns(vault)), timeout=10_000)
    assert chosen_columns(vault) == table.chosen


def test_a_column_is_hidden_moved_and_sorted_by_from_its_menu(stage: Stage) -> None:
    table = shown(stage)
    menu = table.head_menu(USUAL.index("born"))
    by_text = {a.text(): a for a in menu.actions() if a.text()}
    assert list(by_text) == [
        "Sort by this column",
        "Move to the left",
        "Move to the right",
        "Hide this column",
        "Columns…",
    ]
    by_text["Sort by this column"].trigger()
    stage.settle()
    assert stage.page.list.narrow.sort == "person.birth"
    assert table.horizontalHeader().sortIndicatorSection() == USUAL.index("born")
    head = [str(table.model().headerData(n, Qt.Orientation.Horizontal)) for n in range(len(USUAL))]
    assert [text for text in head if "↑" in text or "↓" in text] == ["Born\u2002↑"]
    by_text["Move to the left"].trigger()
    assert keys(table)[2:4] == ["born", "status"]
    by_text["Hide this column"].trigger()
    assert "born" not in keys(table)
    assert not table.head_menu(USUAL.index("events")).actions()[0].isEnabled()


def test_a_second_click_turns_the_order_round(stage: Stage) -> None:
    table = shown(stage)
    names = []
    for _click in range(2):
        table.horizontalHeader().sectionClicked.emit(USUAL.index("code"))
        stage.settle()
        names.append([table.model().index(n, USUAL.index("code")).data() for n in range(6)])
    assert names[0] == sorted(names[0])
    assert names[1] == names[0][::-1]
