"""The find field: a few letters of a name, code or place, or a command, and Enter opens it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.record import new, row
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.windows import opened, settle
from ui.frame.also import ALSO
from ui.frame.finder import HIT, Finder
from ui.frame.finding import Hit, best, commands, ranked
from ui.frame.page import BESIDE, FILTER
from ui.pages.cases import Cases
from ui.pages.events import Events
from ui.pages.records import Sources
from ui.theme import Theme
from ui.window import Window

PERSON = new("person", names=(row(text="리영희", script="hangul"), row(text="Ri Yong Hui", script="latin")))
CASE = new("case", code="K7QM-2XDP", person=PERSON.id)
EVENT = new("event", code="2023-10-09", title=Text("Return after the Asian Games"))


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path) -> Window:
    return opened(qtbot, tmp_path, FakeVault(PERSON, CASE, EVENT))


def _finder(window: Window) -> Finder:
    assert window.frame is not None
    return window.frame.finder


def _type(window: Window, qtbot: QtBot, text: str) -> list[Hit]:
    assert window.frame is not None
    window.frame.focus_find()
    QTest.keyClicks(window.frame.top.field, text)
    qtbot.waitUntil(lambda: _finder(window).isVisible(), timeout=60_000)
    settle(window, qtbot)
    found = _finder(window).list
    hits = [found.item(n).data(HIT) for n in range(found.count())]
    return [hit for hit in hits if isinstance(hit, Hit)]


def _chosen(window: Window) -> Hit:
    hit = _finder(window).list.currentItem().data(HIT)
    assert isinstance(hit, Hit)
    return hit


def test_a_name_finds_the_case_in_every_script(window: Window, qtbot: QtBot) -> None:
    hits = _type(window, qtbot, "yong")
    assert [(h.title, h.second, h.code, h.page) for h in hits] == [
        ("리영희", "Ri Yong Hui", "K7QM-2XDP", "cases")
    ]


def test_enter_opens_what_was_found_and_empties_the_field(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    went: list[tuple[str, UUID]] = []
    _type(window, qtbot, "asian")
    window.frame.desk.asked_for.connect(lambda page, record: went.append((page, record)))
    QTest.keyClick(window.frame.top.field, Qt.Key.Key_Return)
    assert went == [("events", EVENT.id)]
    assert window.frame.top.field.text() == ""
    assert not _finder(window).isVisible()


def test_commands_are_found_and_run(window: Window, qtbot: QtBot, look: Theme) -> None:
    assert window.frame is not None
    hits = _type(window, qtbot, "dark")
    assert [h.title for h in hits] == ["Dark", "Settings"]
    QTest.keyClick(window.frame.top.field, Qt.Key.Key_Return)
    worn = [look.dark]
    actions = window.frame.actions_by_key.values()
    assert [h.title for h in commands(actions, "dark")] == ["Settings"], "it is dark"
    assert [h.title for h in _type(window, qtbot, "light")] == ["Light", "Settings"]
    QTest.keyClick(window.frame.top.field, Qt.Key.Key_Return)
    assert [*worn, look.dark] == [True, False]
    assert [h.title for h in _type(window, qtbot, "trash")][:1] == ["Trash"]


def test_a_command_is_found_by_what_people_call_it_besides(window: Window) -> None:
    assert window.frame is not None
    actions = list(window.frame.actions_by_key.values())
    asked = {
        "password": "Change passphrase…",
        "export pdf": "New brief",
        "zoom": "Larger text",
        "preferences": "Settings",
        "recovery": "Security…",
        "log out": "Lock",
        "hangul": "한국어",
        "deleted": "Trash",
        "excel": "Import a spreadsheet",
        "vocab": "Words and fields…",
    }
    found = {text: commands(actions, text) for text in asked}
    assert {text: hits[0].title for text, hits in found.items()} == asked
    assert found["export pdf"][0].told == "export pdf", "why it was found is shown"
    assert {h.title for h in commands(actions, "language")} == {"한국어", "Settings"}
    assert commands(actions, "password case") == []
    kept = Hit("Password Hwang", "", "", "folders", "cases", UUID(int=1), kind="case")
    (meant,) = found["password"]
    assert best([kept, meant], "password") == 1, "all of another word"
    assert best([kept, meant], "passw") == 0, "else the record"
    spoken = commands(actions, "korean")
    assert [h.title for h in spoken] == ["한국어", "Settings"]
    press = Hit("Korean press", "", "", "quote", "sources", UUID(int=2), kind="source")
    assert best([press, *spoken], "korean") == 1
    assert ALSO.keys() <= window.frame.actions_by_key.keys()


def test_enter_runs_nothing_that_changes_records_before_it_was_seen(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    undo, own = window.frame.actions_by_key["undo"], QAction("Undo it all")
    ran: list[str] = []
    undo.triggered.connect(lambda: ran.append("undo"))
    kept = Hit("The undone", "", "", "quote", "sources", UUID(int=1), kind="source")
    for run in (undo, own):
        assert best([kept, *commands([run], "undo")], "undo") == 0
    undo.setEnabled(True)
    window.frame.focus_find()
    field, finder = window.frame.top.field, _finder(window)
    QTest.keyClicks(field, "undo")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(finder.isVisible, timeout=60_000)
    assert (_chosen(window).title, ran) == ("Undo", [])
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ran == ["undo"], "it was seen"


def test_arrows_move_and_escape_closes(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    hits = _type(window, qtbot, "ri")
    assert [hit.kind for hit in hits][:1] == ["case"]
    assert len(hits) > 2
    field, finder = window.frame.top.field, _finder(window)
    assert _chosen(window) == hits[0]
    QTest.keyClick(field, Qt.Key.Key_Down)  # over the heading of the commands
    assert _chosen(window) == hits[1]
    for _press in range(9):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert _chosen(window) == hits[-1]
    for _press in range(9):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert _chosen(window) == hits[0]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert finder.list.count() == 0  # nothing of what was found is kept


def test_escape_empties_the_field_then_goes_back_to_where_one_was(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.go("cases")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Cases)
    page.list.view.setFocus()
    _type(window, qtbot, "yong")
    field, finder = window.frame.top.field, _finder(window)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus(), finder.isVisible()) == ("", True, False)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.list.view.hasFocus()
    settle(window, qtbot)
    assert not finder.isVisible()  # what was asked before does not come up again


def test_the_filter_of_a_list_does_so_too(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    for key in ("cases", "sources"):
        window.frame.go(key)
        settle(window, qtbot)
        page = window.frame.current
        assert isinstance(page, Cases | Sources)
        page.focus_filter()
        QTest.keyClicks(page.list.filter, "yong")
        QTest.keyClick(page.list.filter, Qt.Key.Key_Escape)
        assert (page.list.filter.text(), page.list.filter.hasFocus()) == ("", True)
        QTest.keyClick(page.list.filter, Qt.Key.Key_Escape)
        assert page.list.view.hasFocus()
        settle(window, qtbot)


def test_nothing_found_says_so(window: Window, qtbot: QtBot) -> None:
    assert _type(window, qtbot, "zzzz") == []
    assert _finder(window).list.item(0).text() == "Nothing found"


def test_hits_stand_under_headings_the_best_first() -> None:
    hits = [
        Hit("Larisa", "", "", "folders", "cases", UUID(int=1), kind="case"),
        Hit("Ri Yong Hui", "", "", "folders", "cases", UUID(int=2), kind="case"),
        Hit("Ri", "", "", "folders", "cases", UUID(int=3), kind="case"),
        Hit("Tyre River", "", "", "map-pin", "places", UUID(int=4), kind="place"),
        Hit("Return", "", "RI", "calendar-days", "events", UUID(int=5), kind="event"),
    ]
    found = ranked(hits, "ri")
    assert [hit.title for hit in found] == ["Ri", "Ri Yong Hui", "Larisa", "Return", "Tyre River"]
    assert best(found, "ri") == 0
    dark = Hit("Dark", "", "", "chevron-right")
    named = Hit("Ri Dark Hui", "", "", "folders", "cases", UUID(int=6), kind="case")
    assert best([named, dark], "dar") == 0
    assert best([named, dark], "dark") == 1


def test_control_enter_opens_a_case_on_a_tab(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    went: list[tuple[str, object]] = []
    window.frame.desk.asked_for.connect(lambda page, record: went.append((page, record)))
    _type(window, qtbot, "yong")
    QTest.keyClick(window.frame.top.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert went == [("cases", BESIDE + CASE.id.hex)]
    settle(window, qtbot)


def test_a_saved_filter_is_found_and_a_greyed_command_is_not(window: Window, qtbot: QtBot) -> None:
    hits = _type(window, qtbot, "minors")
    assert [(hit.kind, hit.title, hit.record) for hit in hits] == [
        ("filter", "Minors at the event", FILTER + "minors")
    ]
    assert window.frame is not None
    window.frame.go("home")
    window.frame.top.field.clear()
    assert "Columns…" not in [hit.title for hit in _type(window, qtbot, "columns")]


def test_what_can_be_done_with_what_is_shown_is_found_by_its_words(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    assert "Hand in for review" not in [hit.title for hit in _type(window, qtbot, "review")]
    _finder(window).close_list()
    window.frame.go("cases", CASE.id)
    settle(window, qtbot)
    window.frame.top.field.clear()
    assert "Hand in for review" in [hit.title for hit in _type(window, qtbot, "review")]
    window.frame.top.field.clear()
    window.frame.go("events", EVENT.id)
    settle(window, qtbot)
    hits = {hit.title: hit.action for hit in _type(window, qtbot, "claim")}
    run = hits["Add a claim"]
    assert run is not None
    run.trigger()
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Events)
    assert page.changes.sheet is not None
    page.changes.sheet.reject()
    settle(window, qtbot)
