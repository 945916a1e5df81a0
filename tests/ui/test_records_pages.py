"""Sources and places: list, form, what refers to them; made, changed, removed, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.record import Record, new
from app.values import Text, Translation, uncertain
from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.windows import opened, prove, settle
from ui.accessibility import tree
from ui.forms.texts import Line
from ui.pages.records import Places, Sources
from ui.pages.records.places import mark_of
from ui.theme import Theme
from ui.widgets import BorderMap, Label
from ui.widgets.rows import PaintedRow
from ui.window import Window

YONHAP = new("source", key="yonhap", name=Text("Yonhap"), type="news_agency", reliability="b")
OTHER = new("source", key="blog", name=Text("A blog"), repeats=YONHAP.id)
TUMEN = new(
    "place",
    key="tumen",
    name=Text("Tumen", translations=(Translation("ko", "투먼"),)),
    kind="crossing",
    country="CN",
    latitude="42.96",
    longitude="129.85",
    precision=9000,
)
NOWHERE = new("place", key="nowhere", name=Text("Nowhere"))
EVENT = new("event", code="2023-10-09", title=Text("Return"), kind="return", date=uncertain("2023-10-09"))
CLAIM = new(
    "claim",
    event=EVENT.id,
    claimant=Text("Justice For North Korea"),
    wording=Text("About 600 returned"),
    measure="handed_over",
    qualifier="about",
    low=600,
    high=600,
    relayed_by=YONHAP.id,
    crossings=(TUMEN.id,),
)
RECORDS = (YONHAP, OTHER, TUMEN, NOWHERE, EVENT, CLAIM)


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(*RECORDS)


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Window:
    return opened(qtbot, tmp_path, vault)


def _sources(window: Window, qtbot: QtBot, record: Record | None = None) -> Sources:
    assert window.frame is not None
    window.frame.go("sources", record.id if record else None)
    settle(window, qtbot)
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Sources)
    return page


def _texts(page: Sources | Places) -> list[str]:
    return [label.text() for label in page.findChildren(Label)]


def _live(vault: FakeVault, kind: str) -> list[str]:
    with vault.read() as reader:
        return sorted(r.phrase("name").text for r in reader.all(kind))


def test_the_first_source_is_shown_and_says_what_it_rests_on(window: Window, qtbot: QtBot) -> None:
    page = _sources(window, qtbot)
    assert page.list.count.text() == "2"
    assert page.current_record() == OTHER.id
    assert "Rests on Yonhap" in _texts(page)
    page.step(1)
    settle(window, qtbot)
    assert page.current_record() == YONHAP.id
    rows = [row.accessibleName() for row in page.findChildren(PaintedRow)]
    assert rows == ["Justice For North Korea, about 600, 2023-10-09, Return"]


def test_a_row_opens_its_event_and_back_returns(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    page = _sources(window, qtbot, YONHAP)
    page.findChildren(PaintedRow)[0].click()
    assert window.frame.history.current is not None
    assert (window.frame.history.current.page, window.frame.history.current.record) == ("events", EVENT.id)
    window.frame.actions_by_key["back"].trigger()
    settle(window, qtbot)
    assert window.frame.current is page
    assert page.current_record() == YONHAP.id


def test_what_is_typed_is_saved_and_the_list_follows(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    page = _sources(window, qtbot, YONHAP)
    field = page.form.editors["name"].control
    assert isinstance(field, Line)
    field.setFocus()
    field.end(False)
    QTest.keyClicks(field, " News")
    page.save_now()
    settle(window, qtbot)
    settle(window, qtbot)
    assert _live(vault, "source") == ["A blog", "Yonhap News"]
    page.undo()
    settle(window, qtbot)
    assert _live(vault, "source") == ["A blog", "Yonhap"]


def test_a_new_source_is_saved_once_it_has_a_name(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    page = _sources(window, qtbot)
    page.open_record("new")
    field = page.form.editors["name"].control
    QTest.keyClicks(field, "Kukmin Ilbo")
    page.leave()
    settle(window, qtbot)
    settle(window, qtbot)
    assert _live(vault, "source") == ["A blog", "Kukmin Ilbo", "Yonhap"]
    assert page.list.view.currentIndex().data() == "Kukmin Ilbo"


def test_a_source_goes_to_the_trash_and_comes_back(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    page = _sources(window, qtbot, YONHAP)
    page.remove()
    settle(window, qtbot)
    assert _live(vault, "source") == ["A blog"]
    assert window.notices.text == "Source moved to the trash"
    assert page.current_record() == OTHER.id
    page.undo()
    settle(window, qtbot)
    assert _live(vault, "source") == ["A blog", "Yonhap"]
    assert page.current_record() == YONHAP.id
    assert str(page.list.view.currentIndex().data()).startswith("Yonhap")


def test_the_filter_narrows_the_list(window: Window, qtbot: QtBot) -> None:
    page = _sources(window, qtbot)
    page.focus_filter()
    QTest.keyClicks(page.list.filter, "yon")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=60_000)
    settle(window, qtbot)
    assert page.list.count.text() == "1 of 2"
    QTest.keyClick(page.list.filter, Qt.Key.Key_Down)
    assert window.focusWidget() is page.list.view
    page.focus_filter()
    QTest.keyClicks(page.list.filter, "nobody")
    qtbot.waitUntil(page.list.none.isVisible, timeout=60_000)
    page.list.none.all.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2, timeout=60_000)
    settle(window, qtbot)
    assert not page.list.none.isVisible()


def test_a_place_shows_its_map_and_what_names_it(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.go("places", TUMEN.id)
    settle(window, qtbot)
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Places)
    assert [m.accessibleName() for m in page.findChildren(BorderMap)] == ["Map: Tumen"]
    assert "투먼" in _texts(page)
    assert len(page.findChildren(PaintedRow)) == 1
    assert unnamed(tree(window)) == []


def test_a_province_is_called_as_in_the_language_of_the_window(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    jilin = new(
        "place", key="jilin", name=Text("Jilin", translations=(Translation("ko", "지린성"),)), kind="province"
    )
    tumen = TUMEN.with_values(province="Jilin")
    window = opened(qtbot, tmp_path, FakeVault(jilin, tumen))
    assert window.frame is not None
    page = window.frame.page("places")
    assert isinstance(page, Places)
    page.desk.language = "ko"
    window.frame.go("places", TUMEN.id)
    settle(window, qtbot)
    settle(window, qtbot)
    assert page.row_words(tumen)[1].startswith("지린성")


def test_a_place_without_a_position_has_no_mark() -> None:
    assert mark_of(NOWHERE, "Nowhere") is None
    found = mark_of(TUMEN, "Tumen")
    assert found is not None
    assert (found.lat, found.lon, found.radius) == (42.96, 129.85, 9000.0)


def test_list_or_record_when_there_is_no_room_for_both(window: Window, qtbot: QtBot) -> None:
    page = _sources(window, qtbot, YONHAP)
    window.resize(800, 700)
    QApplication.processEvents()
    page.shell.show_list()
    assert page.list.isVisible()
    assert not page.right.isVisible()
    page.edit()
    assert page.right.isVisible()
    assert not page.list.isVisible()
    page.shell.back.click()
    assert page.list.isVisible()
    rows = page.list.view
    assert window.focusWidget() is rows
    QTest.keyClick(rows, Qt.Key.Key_Up)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    settle(window, qtbot)
    assert page.list.isVisible(), "the rows are walked through"
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert page.right.isVisible()
    assert window.focusWidget() is page.shell.back, "not the navigation, from where Enter leads away"


def test_an_empty_vault_says_how_to_begin(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = opened(qtbot, tmp_path, FakeVault())
    page = _sources(window, qtbot)
    assert "No source yet. A source is whoever told or printed it." in _texts(page)


def test_selected_sources_are_copied_with_what_may_leave(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    with vault.write() as work:
        work.save(new("source", name=Text("=SUM(A1)"), note=Text("who told it"), address="paper, page 3"))
        work.commit()
    page = _sources(window, qtbot)
    page.list.view.selectAll()
    QTest.keyClick(page.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert page.status == "3 of 3 shown  ·  3 selected"
    copied = QApplication.clipboard().text()
    head, *rows = [line.split("\t") for line in copied.splitlines()]
    assert head == ["Name", "Type", "Address", "Published", "Reliability"]
    assert sorted(rows) == [
        ["'=SUM(A1)", "", "paper, page 3", "", ""],
        ["A blog", "", "", "", ""],
        ["Yonhap", "News agency", "", "", "B usually reliable"],
    ]
    QTest.keyClick(page.list.view, Qt.Key.Key_Escape)
    assert page.list.selection.count == 1


def test_a_hundred_rows_are_copied_only_after_the_passphrase(window: Window, qtbot: QtBot) -> None:
    page = _sources(window, qtbot)
    QApplication.clipboard().setText("before")
    page._copies.copy(range(1, 101))
    settle(window, qtbot)
    assert QApplication.clipboard().text() == "before"
    prove(window)
    settle(window, qtbot)
    assert QApplication.clipboard().text().startswith("Name\t")
