"""A change of language makes each widget anew, and keeps what was open, the way back, what can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from app.errors import DiskTrouble
from app.messages import Msg
from app.ports import Condition
from app.records.record import Record, new
from app.services.saving import save
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.people import CASE, EVENT, vault_of_people
from tests.ui.windows import opened, settle
from ui.forms.long_texts import LongTextEditor
from ui.forms.texts import PhraseEditor
from ui.forms.undo import Undo, undo_of
from ui.pages.cases import Cases
from ui.pages.events import Events
from ui.pages.notes import Notes
from ui.pages.records import Sources
from ui.theme import Theme
from ui.window import Window


@pytest.fixture
def vault() -> FakeVault:
    return vault_of_people()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Window:
    return opened(qtbot, tmp_path, vault)


def cases(window: Window) -> Cases:
    assert window.frame is not None
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    return page


def narrative(window: Window) -> LongTextEditor:
    editor = cases(window).record.case.editors["narrative"]
    assert isinstance(editor, LongTextEditor)
    return editor


def saved(vault: FakeVault, record: Record) -> Record:
    with vault.read() as reader:
        return reader.get(record.type, record.id)


def speak(window: Window, qtbot: QtBot, language: str) -> None:
    window.set_language(language)
    qtbot.waitUntil(lambda: window.settings.language == language, timeout=60_000)
    settle(window, qtbot)


def test_what_was_changed_before_can_be_undone_and_done_again_after(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    frame = window.frame
    assert frame is not None
    frame.go("cases", CASE.id)
    settle(window, qtbot)
    before = saved(vault, CASE).phrase("narrative").text
    narrative(window).edit.insertPlainText("Typed before. ")
    cases(window).save_now()
    settle(window, qtbot)
    narrative(window).edit.insertPlainText("Typed last. ")  # not saved yet
    kept = undo_of(frame.desk)
    speak(window, qtbot, "ko")
    assert window.frame is not None
    assert window.frame is not frame
    assert undo_of(window.frame.desk) is kept
    assert saved(vault, CASE).phrase("narrative").text == f"Typed before. Typed last. {before}"
    for wanted in (f"Typed before. {before}", before):
        window.frame.actions_by_key["undo"].trigger()
        settle(window, qtbot)
        assert saved(vault, CASE).phrase("narrative").text == wanted
        assert narrative(window).edit.toPlainText() == wanted
    speak(window, qtbot, "en")
    window.frame.actions_by_key["redo"].trigger()
    settle(window, qtbot)
    assert saved(vault, CASE).phrase("narrative").text == f"Typed before. {before}"
    assert [stack.count() for stack in window.findChildren(QUndoStack)] == [2]


def test_steps_of_undo_hold_no_words(window: Window, qtbot: QtBot) -> None:
    """Nothing of them would have to be said in another language."""
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window, qtbot)
    cases(window).remove()
    settle(window, qtbot)
    stack = undo_of(window.frame.desk).stack
    assert stack.count() == 1
    assert [stack.command(n).text() for n in range(stack.count())] == [""]


def test_tabs_the_way_back_and_open_records_stay(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    frame = window.frame
    assert frame is not None
    frame.passing_ms = 0
    with vault.read() as reader:
        other = next(c for c in reader.all("case") if c.id != CASE.id)
    frame.go("events", EVENT.id)
    settle(window, qtbot)
    frame.go("cases", CASE.id)
    settle(window, qtbot)
    cases(window).open_beside(other.id)
    settle(window, qtbot)
    places, tabs = list(frame.history._places), cases(window).tabs.open_cases
    assert len(tabs) == 2
    names = [cases(window).tabs.tabText(n) for n in range(2)]
    speak(window, qtbot, "ko")
    assert window.frame is not None
    assert window.frame.history._places == places
    page = cases(window)
    assert page.tabs.isVisible()
    assert page.tabs.open_cases == tabs
    assert [page.tabs.tabText(n) for n in range(2)] == names
    assert page.tabs.tabData(page.tabs.currentIndex()) == page.current_record() == other.id
    window.frame.actions_by_key["back"].trigger()
    settle(window, qtbot)
    assert page.current_record() == CASE.id
    window.frame.actions_by_key["back"].trigger()
    settle(window, qtbot)
    events = window.frame.current
    assert isinstance(events, Events)
    assert events.shown_id == EVENT.id


def test_on_another_page_the_tabs_stay_too(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    frame = window.frame
    assert frame is not None
    frame.go("cases", CASE.id)
    settle(window, qtbot)
    with vault.read() as reader:
        other = next(c for c in reader.all("case") if c.id != CASE.id)
    cases(window).open_beside(other.id)
    settle(window, qtbot)
    frame.go("home")
    settle(window, qtbot)
    speak(window, qtbot, "ko")
    assert window.frame is not None
    assert window.frame.current is window.frame.page("home")
    window.frame.go("cases")
    settle(window, qtbot)
    assert cases(window).tabs.open_cases == [CASE.id, other.id]
    assert cases(window).current_record() == other.id


def test_a_record_on_another_page_stays_the_one_that_is_shown(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    last = new("source", name=Text("Zz, the last of the list", "en"))
    save(vault, last)
    assert window.frame is not None
    window.frame.go("sources", last.id)
    settle(window, qtbot)
    window.frame.go("events", EVENT.id)
    settle(window, qtbot)
    window.frame.go("home")
    settle(window, qtbot)
    speak(window, qtbot, "ko")
    window.frame.go("sources")
    settle(window, qtbot)
    settle(window, qtbot)
    sources = window.frame.current
    assert isinstance(sources, Sources)
    assert sources.current_record() == last.id
    window.frame.go("events")
    settle(window, qtbot)
    events = window.frame.current
    assert isinstance(events, Events)
    assert events.stack.currentWidget() is events.view
    assert events.current_record() == EVENT.id


def test_a_record_that_was_never_kept_goes_on_with_what_is_typed(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    assert window.frame is not None
    window.frame.go("sources", "new")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Sources)
    address = page.form.editors["address"]
    address.control.insert("https://example.org/a")  # type: ignore[attr-defined]  # a line; a name is missing
    speak(window, qtbot, "ko")
    page = window.frame.current
    assert isinstance(page, Sources)
    assert page.form.editors["address"].value() == "https://example.org/a"
    assert window.notices.text == ""
    name = page.form.editors["name"]
    assert isinstance(name, PhraseEditor)
    name.line.insert("A source")
    page.save_now()
    settle(window, qtbot)
    with vault.read() as reader:
        assert "https://example.org/a" in [s.text("address") for s in reader.all("source")]


def test_what_is_typed_while_the_last_save_is_under_way_is_kept_too(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    assert window.frame is not None
    window.frame.go("notes", "new")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Notes)
    said = page.form.editors["said"]
    assert isinstance(said, LongTextEditor)
    said.edit.insertPlainText("One.")
    window.set_language("ko")  # waits for the save
    assert window.settings.language == "en"
    said.edit.insertPlainText(" Two.")
    qtbot.waitUntil(lambda: window.settings.language == "ko", timeout=60_000)
    settle(window, qtbot)
    with vault.read() as reader:
        assert [n.phrase("said").text for n in reader.all("quick_note")] == ["One. Two."]
    assert undo_of(window.frame.desk)._expected == 0
    page = window.frame.current
    assert isinstance(page, Notes)
    page.undo()
    settle(window, qtbot)
    with vault.read() as reader:
        assert [n.phrase("said").text for n in reader.all("quick_note")] == ["One."]


def test_what_cannot_be_saved_is_kept_as_a_draft_and_not_tried_for_ever(
    window: Window, qtbot: QtBot, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that fails would fail again: the language waited for it without end. Shown anew, it is tried."""
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window, qtbot)
    narrative(window).edit.insertPlainText("Typed. ")
    tried: list[str] = []

    def fails(_vault: object, draft: Record, *_more: object) -> None:
        tried.append(draft.phrase("narrative").text)
        raise DiskTrouble(Msg.DISK_FULL)

    monkeypatch.setattr("ui.forms.keeper.save_draft", fails)
    window.set_language("ko")
    qtbot.waitUntil(lambda: window.settings.language == "ko", timeout=60_000)
    settle(window, qtbot)
    assert len(tried) <= 2
    assert tried[0].startswith("Typed. ")
    with vault.read() as reader:
        kept = [d for d in reader.drafts().values() if d.id == CASE.id]
    assert [d.phrase("narrative").text for d in kept] == tried[:1]


def test_the_opening_of_a_file_is_told_once_a_session(window: Window, qtbot: QtBot, vault: FakeVault) -> None:
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window, qtbot)
    speak(window, qtbot, "ko")
    speak(window, qtbot, "en")
    with vault.read() as reader:
        opened_ = [e for e in reader.history(CASE.id) if e.action == "open"]
    assert len(opened_) == 1
    assert len(window.findChildren(Undo)) <= 1


def test_lists_stay_narrowed_ordered_and_scrolled(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.resize(1100, 520)
    for key in ("sources", "events", "cases"):
        window.frame.go(key)
        settle(window, qtbot)
    before = window.frame
    files, events, sources = (before.page(key) for key in ("cases", "events", "sources"))
    assert isinstance(files, Cases)
    assert isinstance(events, Events)
    assert isinstance(sources, Sources)
    files.list.narrow.add(Condition("code", "not_empty"))
    files.list.narrow.set_order("person")
    events.list.narrow.set_order("title")
    events.list.filter.setText("2023")
    sources.list.filter.setText("yonhap")
    settle(window, qtbot)
    bar = files.list.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    asked = files.list.query, events.list.query
    scrolled = bar.value()
    assert scrolled
    speak(window, qtbot, "ko")
    assert window.frame is not before
    after, later, named = (window.frame.page(key) for key in ("cases", "events", "sources"))
    assert isinstance(after, Cases)
    assert isinstance(later, Events)
    assert isinstance(named, Sources)
    assert (after.list.query, later.list.query) == asked
    assert (later.list.filter.text(), named.list.filter.text()) == ("2023", "yonhap")
    again = after.list.view.verticalScrollBar()
    qtbot.waitUntil(lambda: again.value() == scrolled, timeout=60_000)
