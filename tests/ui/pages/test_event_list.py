"""The list of events: filtered, narrowed by conditions, in chosen columns, copied, all by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from app.ports import Condition
from app.records import Record, new
from app.services.columns import chosen_columns
from app.services.filters import saved
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.keys import press, type_text
from tests.ui.nameless import unnamed
from tests.ui.pages.conftest import Stage
from tests.ui.pages.test_builder import choose, control, first
from ui.accessibility import tree
from ui.lists.builder import FilterSheet
from ui.lists.column_sheet import ColumnSheet
from ui.pages.events import Events

PLACE = new("place", key="tumen", name=Text("Tumen"), kind="town")


def event(code: str, title: str, kind: str, day: str) -> Record:
    made = new("event", code=code, title=Text(title), kind=kind, date=uncertain(day))
    return made.with_values(origin=(PLACE.id,)) if kind == "arrest" else made


GIVEN = (
    event("2024-A", "Arrest in Kunming", "arrest", "2024-08-21"),
    event("2023-B", "Return after the Games", "forced_return", "2023-10-09"),
    event("2012-C", "Returns of the group", "forced_return", "2012-02/2012-03"),
)
CLAIM = new("claim", event=GIVEN[1].id, claimant=Text("Human Rights Watch"), wording=Text("About 90"))


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(PLACE, *GIVEN, CLAIM)


@pytest.fixture
def events(stage: Stage) -> Events:
    stage.frame.go("events")
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Events)
    return page


def titles(page: Events) -> list[str]:
    return [row.title for row in page.rows]


def cells(model: QAbstractItemModel, column: int) -> list[str]:
    return [str(model.index(place, column).data()) for place in range(model.rowCount())]


def test_the_newest_stands_first_and_a_heading_turns_the_order_round(stage: Stage, events: Events) -> None:
    assert titles(events) == [r.phrase("title").text for r in GIVEN]
    events.table.horizontalHeader().sectionClicked.emit(0)
    stage.settle()
    assert titles(events) == [r.phrase("title").text for r in reversed(GIVEN)]
    events.table.horizontalHeader().sectionClicked.emit(1)
    stage.settle()
    assert titles(events) == sorted(titles(events))


def test_the_cursor_goes_into_the_list_and_its_first_row_is_marked(stage: Stage, events: Events) -> None:
    stage.qtbot.waitUntil(lambda: stage.frame.focusWidget() is events.table, timeout=10_000)
    assert events.table.currentIndex().row() == 0
    assert events.list.selection.count == 1
    press(events.table, Qt.Key.Key_Down)
    press(events.table, Qt.Key.Key_Return)
    stage.settle()
    assert events.current_record() == GIVEN[1].id
    events.step(1)
    stage.settle()
    assert events.current_record() == GIVEN[2].id
    events.open_record(GIVEN[0].id)
    stage.settle()
    assert events.table.currentIndex().row() == 0, "an event opened from elsewhere is the current one too"


def test_letters_narrow_it_and_escape_widens_it_again(stage: Stage, events: Events) -> None:
    stage.frame.actions_by_key["filter"].trigger()
    type_text(events.list.filter, "kunming")
    stage.qtbot.waitUntil(lambda: titles(events) == ["Arrest in Kunming"], timeout=10_000)
    stage.settle()
    assert events.status.startswith("1 of 3 events shown")
    assert events.list.count.text() == "1 of 3"
    type_text(events.list.filter, "nothing at all")
    stage.qtbot.waitUntil(events.list.none.isVisible, timeout=10_000)
    press(events.list.none.all, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: len(titles(events)) == 3, timeout=10_000)
    events.focus_filter()
    type_text(events.list.filter, "kunming")
    stage.qtbot.waitUntil(lambda: len(titles(events)) == 1, timeout=10_000)
    press(events.list.filter, Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: len(titles(events)) == 3, timeout=10_000)
    assert not events.list.none.isVisible()
    assert stage.frame.focusWidget() is events.list.filter
    press(events.list.filter, Qt.Key.Key_Escape)
    assert stage.frame.focusWidget() is events.table


def built(stage: Stage, page: Events) -> FilterSheet:
    stage.frame.actions_by_key["conditions"].trigger()
    stage.settle()
    return next(s for s in page.findChildren(FilterSheet) if s.isVisible())


def test_conditions_are_built_kept_and_counted_in_the_navigation(
    stage: Stage, events: Events, vault: FakeVault
) -> None:
    sheet = built(stage, events)
    assert unnamed(tree(sheet)) == []
    assert first(sheet).one.path == "kind"
    choose(first(sheet), "Claim: Claimant", "contains")
    type_text(control(first(sheet)), "rights watch")
    stage.qtbot.waitUntil(lambda: sheet.count.text() == "1 of 3 events", timeout=10_000)
    type_text(sheet.name, "Said by HRW")
    press(sheet.name, Qt.Key.Key_Return)
    stage.settle()
    with vault.read() as reader:
        (kept,) = saved(reader)
    assert (kept.type, kept.conditions) == (
        "event",
        (Condition("claim/claimant", "contains", "rights watch"),),
    )
    assert titles(events) == ["Return after the Games"]
    nav = stage.frame.side.filters[kept.key]
    assert nav.accessibleName() == "Said by HRW, 1"
    stage.frame.go("cases")
    stage.settle()
    nav.click()
    stage.settle()
    assert stage.frame.current is events
    assert titles(events) == ["Return after the Games"]
    assert "1 filter on" in events.status


def test_a_few_letters_of_a_field_and_enter_choose_it(stage: Stage, events: Events) -> None:
    sheet = built(stage, events)
    row = first(sheet)
    row.field.line.selectAll()
    type_text(row.field.line, "claimant")
    press(row.field.line, Qt.Key.Key_Return)
    assert row.field.currentText() == "Claim: Claimant"
    assert row.one.path == "claim/claimant"
    sheet.reject()


def test_columns_are_chosen_and_kept_beside_those_of_the_cases(
    stage: Stage, events: Events, vault: FakeVault
) -> None:
    stage.frame.actions_by_key["columns"].trigger()
    sheet = events.findChild(ColumnSheet)
    assert isinstance(sheet, ColumnSheet)
    places = {sheet.list.item(n).text(): n for n in range(sheet.list.count())}
    for heading in ("Kind", "Places of origin", "Code"):
        sheet.list.item(places[heading]).setCheckState(Qt.CheckState.Checked)
    sheet.save()
    stage.settle()
    columns = [c.key for c in events.table.shown_columns]
    assert columns == ["date", "title", "claims", "named", "code", "kind", "origin"]
    assert events.table.currentIndex().row() == 0, "the row stays marked while the columns change"
    model = events.table.model()
    assert cells(model, columns.index("kind")) == ["Arrest", "Forced return", "Forced return"]
    assert cells(model, columns.index("origin")) == ["Tumen", "", ""]
    assert cells(model, columns.index("claims")) == ["0", "1", "0"]
    events.leave()
    stage.settle()
    assert [key for key, _width in chosen_columns(vault, "event")] == columns
    assert chosen_columns(vault) == ()
    stage.frame.grab()


def test_rows_are_copied_for_a_sheet(stage: Stage, events: Events) -> None:
    flags = QItemSelectionModel.SelectionFlag
    model = events.table.model()
    for place in (0, 1):
        events.table.selectionModel().select(model.index(place, 0), flags.Select | flags.Rows)
    assert "2 selected" in events.status
    stage.frame.actions_by_key["copy_rows"].trigger()
    stage.settle()
    head, one, two = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t") == ["Code", "Date", "Event and its line", "Claims", "We can name"]
    assert one.split("\t")[:2] == ["2024-A", "21 August 2024"]
    assert two.split("\t")[2].startswith("Return after the Games: ")
    press(events.table, Qt.Key.Key_Escape)
    assert events.list.selection.count == 1


def test_its_model_is_sound(stage: Stage, events: Events) -> None:
    model = events.table.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, events)
    events.list.narrow.set_order("code")
    events.list.narrow.add(Condition("kind", "is", "arrest"))
    stage.settle()
    assert model.rowCount() == 1


def test_where_the_page_is_low_the_list_has_it(stage: Stage, events: Events, vault: FakeVault) -> None:
    standing = new("claim", claimant=Text("Human Rights Watch"), wording=Text("More than 670 since 2020"))
    with vault.write() as work:
        work.save(standing)
        work.commit()
    events.refresh(frozenset())
    stage.settle()

    def buttons() -> list[str]:
        shown = (w for w in events.standing.findChildren(QPushButton) if w.isVisible())
        return [w.accessibleName() or w.text() for w in shown]

    assert [b for b in buttons() if b.startswith("Human Rights Watch")]
    stage.frame.resize(1100, 560)
    stage.settle()
    assert not [b for b in buttons() if b.startswith("Human Rights Watch")]
    assert events.table.viewport().height() > 3 * events.table.verticalHeader().defaultSectionSize()
    next(w for w in events.standing.findChildren(QPushButton) if w.text() == "All 1").click()
    assert [b for b in buttons() if b.startswith("Human Rights Watch")]
