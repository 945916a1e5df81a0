"""Comments on a case and on an event: written, counted on the tab, resolved, undone, kept when not sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.records.record import new
from app.services.comments import Comment, comments_on
from app.services.drafts import keep
from app.services.saving import delete, draft_key, save
from app.values import Text, Translation
from tests.fakes import FakeVault
from tests.ui.keys import type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT, OTHER_EVENT, YONG_HUI
from ui.pages.events import Events
from ui.pages.events.view import EventView
from ui.pages.trash import Trash
from ui.parts.comments import Comments
from ui.widgets.sections import Sections


def _event(stage: Stage) -> EventView:
    stage.frame.go("events", EVENT.id)
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Events)
    page.view.tabs.show_part_of(page.view.comments)
    return page.view


def _write(stage: Stage, thread: Comments, text: str) -> None:
    thread.edit.setFocus()
    type_text(thread.edit, text)
    QTest.keyClick(thread.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def _press(stage: Stage, thread: Comments, name: str) -> None:
    found = [b for b in thread.findChildren(QAbstractButton) if b.accessibleName() == name]
    found[-1].click()
    stage.settle()


def _tab(tabs: Sections) -> str:
    return next(t for n in range(tabs.count()) if (t := tabs.tabText(n)).startswith("Comments"))


def _on_event(vault: FakeVault) -> tuple[Comment, ...]:
    with vault.read() as reader:
        return comments_on(reader, EVENT.id)


def test_a_comment_on_an_event_is_counted_resolved_opened_again_and_undone(
    stage: Stage, vault: FakeVault
) -> None:
    view = _event(stage)
    assert "Nobody has commented on this yet." in [w.text() for w in view.comments.findChildren(QLabel)]
    assert not view.comments.send.isEnabled()
    _write(stage, view.comments, "Who counted the buses?")
    assert (_tab(view.tabs), view.comments.edit.toPlainText()) == ("Comments  1", "")
    (one,) = _on_event(vault)
    assert one.record.created_by == vault.staff.id
    said = [w.text() for w in view.comments.findChildren(QLabel)]
    assert {one.who, "Who counted the buses?"} <= set(said)
    _press(stage, view.comments, "Resolve: Who counted the buses?")
    assert _tab(view.tabs) == "Comments"
    _press(stage, view.comments, "Open again: Who counted the buses?")
    assert _tab(view.tabs) == "Comments  1"
    page = stage.frame.current
    assert isinstance(page, Events)
    for left in ("Comments", "Comments  1", "Comments"):
        page.undo()
        stage.settle()
        assert _tab(view.tabs) == left
    assert _on_event(vault) == ()
    assert stage.troubles == []


def test_a_comment_on_a_case_is_removed_and_brought_back(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()
    record = stage.page.record
    record.tabs.show_part_of(record.comments)
    _write(stage, record.comments, "Ask the sister again")
    assert _tab(record.tabs) == "Comments  1"
    _press(stage, record.comments, "Remove: Ask the sister again")
    assert _tab(record.tabs) == "Comments"
    stage.page.undo()
    stage.settle()
    assert _tab(record.tabs) == "Comments  1"
    assert stage.troubles == []


def test_what_was_written_and_not_sent_waits_where_it_was_written(stage: Stage, vault: FakeVault) -> None:
    view = _event(stage)
    view.comments.edit.setFocus()
    type_text(view.comments.edit, "half a thought")
    for event, text in ((OTHER_EVENT, ""), (EVENT, "half a thought")):
        stage.frame.go("events", event.id)
        stage.settle()
        assert view.comments.edit.toPlainText() == text
    view.comments.add()
    stage.settle()
    assert [c.record.phrase("text").text for c in _on_event(vault)] == ["half a thought"]
    with vault.read() as reader:
        assert [d for d in reader.drafts().values() if d.type == "comment"] == []


def test_a_comment_sent_on_the_way_out_is_there_once_and_leaves_no_draft(
    stage: Stage, vault: FakeVault
) -> None:
    view = _event(stage)
    view.comments.edit.setFocus()
    type_text(view.comments.edit, "sent twice")
    view.comments.leave()
    view.comments.add()
    view.comments.add()
    view.comments.leave()
    stage.settle()
    assert [c.record.phrase("text").text for c in _on_event(vault)] == ["sent twice"]
    assert view.comments.edit.toPlainText() == ""
    with vault.read() as reader:
        assert [d for d in reader.drafts().values() if d.type == "comment"] == []
    assert stage.troubles == []


def test_a_comment_points_to_one_field_of_a_case_or_its_person(stage: Stage, vault: FakeVault) -> None:
    """The choice goes with what was begun, and back to the whole once it is sent."""
    stage.page.open_record(CASE.id)
    stage.settle()
    record = stage.page.record
    record.tabs.show_part_of(record.comments)
    thread = record.comments
    thread.about.setCurrentIndex(thread.about.findText("Born"))
    type_text(thread.edit, "Which year does the aunt say?")
    with vault.read() as reader:
        other = next(case for case in reader.all("case") if case.id != CASE.id)
    stage.page.open_record(other.id)
    stage.settle()
    assert (thread.about.currentText(), thread.edit.toPlainText()) == ("The record as a whole", "")
    stage.page.open_record(CASE.id)
    stage.settle()
    assert thread.about.currentText() == "Born"
    thread.add()
    stage.settle()
    assert thread.about.currentText() == "The record as a whole"
    _write(stage, thread, "Please read it all")
    with vault.read() as reader:
        found = comments_on(reader, CASE.id, YONG_HUI.id)
    told = [(c.record.ref("record"), c.record.text("field")) for c in found]
    assert told == [(YONG_HUI.id, "birth"), (CASE.id, "")]
    (leads,) = [b for b in thread.findChildren(QAbstractButton) if b.text() == "on Born"]
    leads.click()
    stage.settle()
    assert record.tabs.currentIndex() == 0
    assert record.person.editors["birth"].control.hasFocus()
    assert stage.troubles == []


def test_a_comment_points_to_a_part_and_leads_there(stage: Stage, vault: FakeVault) -> None:
    wording, group = Text("about 40", "en"), Text("A group", "en", (Translation("ko", "한 단체"),))
    claims = [new("claim", event=EVENT.id, claimant=group, wording=wording, measure="crossed", low=40)]
    claims.append(new("claim", event=EVENT.id, claimant=Text("A paper", "en"), wording=wording))
    save(vault, *claims)
    act = save(vault, new("act", case=CASE.id, type="expulsion"))[0].record
    view = _event(stage)
    thread = view.comments
    thread.about.setCurrentIndex(thread.about.findText("Claim: A group, 40"))
    _write(stage, thread, "Which crossing?")
    assert _tab(view.tabs) == "Comments  1"
    (leads,) = [b for b in thread.findChildren(QAbstractButton) if b.text() == "on Claim: A group, 40"]
    leads.click()
    stage.settle()
    current = view.table.current_claim()
    assert (view.tabs.currentIndex(), current and current.record.id) == (0, claims[0].id)
    stage.frame.go("cases", CASE.id)
    stage.settle()
    record = stage.page.record
    record.tabs.show_part_of(record.comments)
    record.comments.about.setCurrentIndex(record.comments.about.findText("Act: expulsion"))
    _write(stage, record.comments, "Who says so?")
    (leads,) = [b for b in record.comments.findChildren(QAbstractButton) if b.text() == "on Act: expulsion"]
    leads.click()
    stage.settle()
    assert record.acts.isVisible()
    assert record.acts.one.id == act.id
    delete(vault, act)
    stage.desk.changed.emit(frozenset({"act"}))
    stage.settle()
    said = "on Act: expulsion: in the trash"
    (leads,) = [b for b in record.comments.findChildren(QAbstractButton) if b.text() == said]
    assert _tab(record.tabs) == "Comments  1"
    leads.click()
    stage.settle()
    assert isinstance(stage.frame.current, Trash)
    assert stage.troubles == []


def test_what_is_begun_on_a_part_that_is_deleted_meanwhile_goes_on_about_the_whole(
    stage: Stage, vault: FakeVault
) -> None:
    claim = new("claim", event=EVENT.id, claimant=Text("A witness"), wording=Text("Five buses"))
    claim = save(vault, claim)[0].record
    about = new("comment", record=claim.id, type="claim", text=Text("Who counted them?", "en"))
    keep(vault, draft_key(about), about)
    delete(vault, claim)
    view = _event(stage)
    assert view.comments.edit.toPlainText() == "Who counted them?"
    view.comments.add()
    stage.settle()
    assert [c.record.phrase("text").text for c in _on_event(vault)] == ["Who counted them?"]
