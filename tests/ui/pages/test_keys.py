"""The keys of the table, pressed on a window: each puts the keyboard where its words say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.values import Text
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.forms.rows import RowsEditor
from ui.pages.help.keys import GROUPS, caps
from ui.shortcuts import TABLE, sequences
from ui.theme import Theme


def field(stage: Stage, form: str, key: str) -> QWidget:
    record = stage.page.record
    return (record.person if form == "person" else record.case).editors[key].control


def names(stage: Stage) -> RowsEditor:
    editor = stage.page.record.person.editors["names"]
    assert isinstance(editor, RowsEditor)
    return editor


def menu() -> bool:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    return popup is not None


PLACES: dict[str, Callable[[Stage], QWidget]] = {
    "add_link": lambda stage: stage.page.record.links.line,
    "add_consent": lambda stage: stage.page.record.consent,
    "add_sighting": lambda stage: stage.page.record.sightings.line,
    "add_contact": lambda stage: stage.page.record.contacts,
    "add_task": lambda stage: stage.page.record.tasks.line,
}
"""Where the keyboard is after the keys that add to a case."""


def press(stage: Stage, key: str) -> QWidget | None:
    """The keys of a command, on whatever has the keyboard; returns what has it then."""
    QTest.keySequence(QApplication.focusWidget() or stage.frame, sequences(key)[0])
    stage.settle()
    return QApplication.focusWidget()


def test_the_keys_of_a_case_lead_where_they_say(stage: Stage) -> None:
    """From another tab, with the keyboard in the list."""
    stage.page.open_record(CASE.id)
    stage.settle()
    record = stage.page.record
    for key, place in PLACES.items():
        record.tabs.setCurrentIndex(10)
        stage.page.list.view.setFocus()
        now = press(stage, key)
        wanted = place(stage)
        assert now is not None, key
        assert wanted is now or wanted.isAncestorOf(now), key
    before = len(names(stage).rows)
    assert press(stage, "add_name") is names(stage).rows[-1].first.control
    assert len(names(stage).rows) == before + 1
    for key in ("add_act", "add_step"):
        press(stage, key)
        assert menu(), key
    assert stage.troubles == []


def test_the_keys_of_fields_and_parts_do_what_they_say(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()
    record = stage.page.record
    born, work = field(stage, "person", "birth"), field(stage, "person", "occupation")
    assert isinstance(born, QLineEdit)
    assert isinstance(work, QLineEdit)
    born.setFocus()
    first = QApplication.focusWidget()
    assert press(stage, "part") is not first
    assert press(stage, "part_back") is not None
    born.setFocus()
    press(stage, "today")
    assert record.person.draft.date("birth") is not None
    assert record.person.draft.date("birth").edtf == stage.page.lookup.today.isoformat()  # type: ignore[union-attr]
    work.setFocus()
    work.setText("cook")
    press(stage, "tongue")
    assert menu()
    press(stage, "save")
    assert record.person.base.phrase("occupation") == Text("cook", "en")
    press(stage, "section")
    assert record.tabs.currentIndex() == 0
    QTest.keySequence(record, "Alt+3")
    assert record.tabs.currentIndex() == 2
    for keys, place in (("Alt+9", 8), ("Alt+0", record.tabs.count() - 1)):
        QTest.keySequence(record, keys)
        assert record.tabs.currentIndex() == place
    assert "0" in record.tabs.tabToolTip(record.tabs.count() - 1)
    assert stage.troubles == []


@pytest.mark.parametrize(("key", "page"), [("brief", "reports"), ("backup", "security")])
def test_the_keys_of_the_window_lead_to_their_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, key: str, page: str
) -> None:
    begun: list[str] = []
    monkeypatch.setattr("ui.pages.security.page.Security.back_up", lambda _self: begun.append("backup"))
    press(stage, key)
    assert stage.frame.current is not None
    assert stage.frame.current.key == page
    assert begun == (["backup"] if key == "backup" else [])


def test_the_list_of_keys_names_every_key_once() -> None:
    listed = [key for _title, keys in GROUPS for key in keys]
    assert sorted(listed) == sorted(TABLE)
    pressed = [keys for shortcut in TABLE.values() for keys in shortcut.keys]
    assert len(pressed) == len(set(pressed))
    shown = [caps(shortcut) for shortcut in TABLE.values()]
    assert [len(one) for one in shown if "Enter" in one[0] or "Return" in one[-1]] == [1]


def test_the_keyboard_stays_on_a_page_whose_list_turns_out_empty(qtbot: QtBot, look: Theme) -> None:
    stage = Stage(qtbot, FakeVault())
    press(stage, "page3")
    stage.settle()
    now, page = QApplication.focusWidget(), stage.frame.current
    assert page is not None
    assert page.key == "events"
    assert now is not None
    assert page.isAncestorOf(now)
    stage.frame._follow.begin(now)
    now.hide()  # as what a page shows first goes when its data has come
    stage.frame.side.findChildren(QPushButton)[0].setFocus()
    stage.settle()
    stage.qtbot.waitUntil(
        lambda: (at := QApplication.focusWidget()) is not None and page.isAncestorOf(at), timeout=10_000
    )
    stage.end()
