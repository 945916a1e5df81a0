"""The frame: navigation, history, counts, keys, names for screen readers, lock."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.i18n import N_
from app.ports import Vault
from app.records.record import new
from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.windows import FakeOpener, opened, settle, window_of
from ui.accessibility import Node, tree
from ui.frame.desk import Desk
from ui.frame.history import History, Place
from ui.frame.page import Page
from ui.process import LOCKED
from ui.settings import Settings, load
from ui.shortcuts import TABLE
from ui.theme import Theme
from ui.widgets import Button, Panel, QuietLine, column
from ui.window import Window


class Notes(Page):
    """A page that remembers what was asked of it."""

    key, title, icon, counts = "cases", N_("Cases"), "folders", "place"
    kinds: ClassVar[frozenset[str]] = frozenset({"place"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.calls: list[object] = []
        self.field = QuietLine("Note")
        self.setLayout(column(self.field))

    def refresh(self, changed: frozenset[str]) -> None:
        self.calls.append(("refresh", changed))

    def open_record(self, record: UUID | str) -> None:
        self.calls.append(("open", record))

    def leave(self) -> None:
        self.calls.append("leave")
        text = self.field.text()
        if text:
            self.desk.save(lambda vault: _keep(vault, text), kinds=())


class Other(Page):
    """A second page."""

    key, title, icon = "events", N_("Events"), "calendar-days"


def _keep(vault: Vault, text: str) -> None:
    with vault.write() as work:
        work.set_setting("note", text)
        work.commit()


def _page(window: Window) -> Notes:
    assert window.frame is not None
    page = window.frame.page("cases")
    assert isinstance(page, Notes)
    return page


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Window:
    def make(bot: QtBot, opener: FakeOpener, folder: Path, *, vault: Path) -> Window:
        return window_of(bot, opener, folder, vault=vault, pages=(Notes, Other))

    return opened(qtbot, tmp_path, vault, make)


def test_history_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    history = History()
    a, b, c = Place("a"), Place("b", "7"), Place("c")
    for place in (a, b, b):
        history.went(place)
    assert history.back() == a
    assert history.back() is None
    assert history.forward() == b
    history.back()
    history.went(c)
    assert history.forward() is None
    assert history.current == c


def test_a_page_loads_once_and_again_only_when_its_kinds_change(window: Window, qtbot: QtBot) -> None:
    frame, page = window.frame, _page(window)
    assert frame is not None
    frame.go("events")
    frame.desk.changed.emit(frozenset({"source"}))
    frame.desk.changed.emit(frozenset({"place"}))
    assert page.calls == [("refresh", frozenset()), "leave"]
    frame.go("cases", "K7QM")
    assert page.calls[2:] == [("refresh", frozenset({"place"})), ("open", "K7QM")]
    settle(window, qtbot)


def test_the_navigation_counts_what_the_vault_holds(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    assert window.frame is not None
    place = new("place", key="tumen")
    with vault.write() as work:
        work.save(place)
        work.commit()
    window.frame.counting.count()
    settle(window, qtbot)
    assert window.frame.side.rows["cases"].accessibleName() == "Cases, 1"


def test_every_shortcut_has_one_meaning(window: Window) -> None:
    in_table = Counter(keys for shortcut in TABLE.values() for keys in shortcut.keys)
    assert [keys for keys, n in in_table.items() if n > 1] == []
    assert window.frame is not None
    used = Counter(s.toString() for action in window.frame.findChildren(QAction) for s in action.shortcuts())
    assert [keys for keys, n in used.items() if n > 1] == []
    assert all("+" in keys or keys.startswith("F") or keys == "Esc" for keys in in_table)


def test_locking_keeps_what_is_typed_closes_the_vault_and_ends_with_the_agreed_status(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    page = _page(window)
    kept: list[str] = []
    page.field.setText("half a sentence")
    close = vault.close

    def closing() -> None:
        kept.append(vault.state.settings.get("note", ""))
        close()

    vault.close = closing  # type: ignore[method-assign]
    with qtbot.waitSignal(window.ended, timeout=60_000) as ended:
        window.lock()
    assert ended.args == [LOCKED]
    assert kept == ["half a sentence"]
    assert vault.closed


def test_the_window_locks_itself_when_nobody_touches_it(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window._watch.left.emit(10)
    assert "10 min" in window.frame.foot.right.text()
    window._watch.left.emit(1)
    assert "1 min" in window.frame.foot.right.text()
    with qtbot.waitSignal(window.ended, timeout=60_000) as ended:
        window._watch.due.emit("idle")
    assert ended.args == [LOCKED]


def test_a_change_of_language_keeps_the_place(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.go("events")
    window.settings = Settings(language="ko")
    window.set_language("en")
    settle(window, qtbot)
    assert window.frame.current is not None
    assert window.frame.current.key == "events"


def test_the_rail_takes_over_when_the_window_is_narrow(window: Window) -> None:
    assert window.frame is not None
    window.resize(1440, 900)
    wide = window.frame.side.width()
    window.resize(1100, 700)
    assert (wide, window.frame.side.width()) == (224, 56)


def test_more_filters_than_the_window_is_high_scroll(window: Window, qtbot: QtBot) -> None:
    """The control is the last line: what does not fit is there to be scrolled to."""
    assert window.frame is not None
    side = window.frame.side
    side.show_filters([(str(n), f"Filter {n}", "list-filter") for n in range(40)])
    window.resize(1440, 640)
    QApplication.processEvents()
    assert (window.height(), window.frame.height()) == (640, 640)
    assert side.safe.mapTo(side, side.safe.rect().bottomLeft()).y() < side.height()
    last = side.filters["39"]
    qtbot.waitUntil(lambda: last.mapTo(side, last.rect().topLeft()).y() > side.height(), timeout=10_000)


def test_the_rail_keeps_what_is_urgent_with_its_number(window: Window) -> None:
    assert window.frame is not None
    side = window.frame.side
    side.show_filters([("minors", "Minors", "baby"), ("urgent", "Urgent", "alarm-clock")])
    side.filters["urgent"].set_count("2", gold=True)
    window.resize(1100, 700)
    QApplication.processEvents()
    shown = {key for key, nav in side.filters.items() if nav.isVisible()}
    assert shown == {"urgent"}
    assert side.filters["urgent"].accessibleName() == "Urgent, 2"
    side.grab()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert all(nav.isVisible() for nav in side.filters.values())


def test_dark_and_text_size_are_remembered(window: Window, look: Theme, tmp_path: Path) -> None:
    assert window.frame is not None
    window.frame.actions_by_key["dark"].trigger()
    window.frame.actions_by_key["larger"].trigger()
    kept = load(tmp_path)
    assert (kept.colours, kept.scale) == ("dark", 1.1)
    assert json.loads((tmp_path / "window.json").read_text("utf-8")).keys() == Settings().__dict__.keys()


def test_settings_that_cannot_be_read_are_the_usual_ones(tmp_path: Path) -> None:
    for text in ("", "[]", '{"scale": 40, "dark": "yes", "language": 3}'):
        (tmp_path / "window.json").write_text(text, "utf-8")
        assert load(tmp_path) == Settings()


def test_trouble_stays_until_it_is_closed_and_a_bug_says_nothing_of_a_case(
    window: Window, caplog: pytest.LogCaptureFixture
) -> None:
    assert window.frame is not None
    for size in ((1440, 900), (1100, 700)):
        window.resize(*size)
        window.notices.say("Case deleted", lambda: None)
        QApplication.processEvents()
        assert window.notices.text == "Case deleted"
        (toast,) = [p for p in window.findChildren(Panel) if p.property("text") and p.isVisible()]
        end = window.frame.stack.mapTo(window, window.frame.stack.rect().bottomLeft()).y()
        assert toast.y() >= end - 4, "it covers nothing of the page"
        assert toast.geometry().bottom() < window.height()
    window.notices.clear()
    assert window.notices.text == ""


def test_an_offered_undo_goes_when_something_was_undone_or_saved_since(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    frame, undone = window.frame, []
    for since in (frame.actions_by_key["undo"].trigger, lambda: frame.desk.saving.emit(True)):
        window.notices.say("Case deleted", lambda: undone.append(True))
        undo = [b for b in window.findChildren(Button) if b.text() == "Undo"][-1]
        assert not undo.focusPolicy() & Qt.FocusPolicy.TabFocus  # a row that goes would hand it the keyboard
        frame.desk.saving.emit(False)
        assert window.notices.text == "Case deleted"
        since()
        assert window.notices.text == ""
    window.notices.say("Saved")
    frame.desk.saving.emit(True)
    assert window.notices.text == "Saved"


def test_the_middle_of_the_status_bar_ends_in_an_ellipsis(window: Window) -> None:
    assert window.frame is not None
    window.resize(760, 520)
    middle = window.frame.foot.middle
    middle.setText("412 cases  ·  " * 30)
    middle.grab()
    assert "412 cases" in middle.toolTip()
    assert middle.width() < window.width()


@pytest.mark.logs
def test_a_bug_is_logged_without_its_text(window: Window, caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("Ri Yong Hui")
    except ValueError as error:
        window.notices.trouble(error)
    assert "inside Casebook" in window.notices.text
    assert "Ri Yong Hui" not in caplog.text
    assert "ValueError at test_frame.py" in caplog.text
    told = [one for one in window.findChildren(QLabel) if "ValueError" in one.text()]
    assert [one.isVisible() for one in told] == [False]
    next(b for b in window.findChildren(Button) if b.text() == "Details").click()
    assert told[0].isVisible()
    assert "Ri Yong Hui" not in told[0].text()


@pytest.mark.parametrize("language", ["en", "en_XA"])
def test_every_control_of_start_and_frame_is_named(
    qtbot: QtBot, look: Theme, tmp_path: Path, language: str
) -> None:
    opener = FakeOpener()
    window = window_of(qtbot, opener, tmp_path, vault=tmp_path / "v", settings=Settings(language=language))
    assert window.start is not None
    assert unnamed(tree(window)) == []
    window.start.show_new()
    assert unnamed(tree(window)) == []
    opener.vaults[tmp_path / "v"] = ("p", FakeVault())
    window.start._open(tmp_path / "v", "p")
    settle(window, qtbot)
    settle(window, qtbot)
    found = tree(window)
    assert unnamed(found) == []
    assert {"Button", "EditableText", "MenuBar"} <= {node.role for node in found.flat()}


def test_a_control_without_a_name_is_found(qtbot: QtBot, look: Theme) -> None:
    page = Other.__base__
    assert page is Page
    field = QLineEdit()
    qtbot.addWidget(field)
    holder = column(field)
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setLayout(holder)
    widget.show()
    assert len(unnamed(tree(widget))) == 1


def test_a_tree_is_told_as_json_and_as_lines() -> None:
    node = Node("Window", "Casebook", (Node("Button", "Lock"),))
    assert node.lines() == ["Window Casebook", "  Button Lock"]
    assert node.as_json("home")["children"] == [
        {"page": "home", "role": "Button", "name": "Lock", "children": []}
    ]
