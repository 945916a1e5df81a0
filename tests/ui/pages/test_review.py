"""The page of what waits for review: handed in from a case, returned with a reason, signed by a second."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from PySide6.QtWidgets import QLabel

from app.ports import Staff
from app.records.record import new
from app.services.reviewing import last_step
from app.services.saving import save
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT
from ui.pages.events import Events
from ui.pages.review import Review
from ui.pages.review.page import WaitingRow


def _handed_in(stage: Stage) -> Review:
    stage.page.open_record(CASE.id)
    stage.settle()
    stage.page.record.head.hand_in()
    stage.settle()
    stage.frame.go("review")
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Review)
    return page


def _row(page: Review) -> WaitingRow:
    (found,) = [w for w in page.findChildren(WaitingRow) if not w.isHidden()]
    return found


def _said(page: Review) -> list[str]:
    return [label.text() for label in _row(page).findChildren(QLabel)]


def _last(vault: FakeVault) -> str:
    with vault.read() as reader:
        step = last_step(reader, reader.get("case", CASE.id))
    return step.text("step") if step else ""


def test_what_is_handed_in_waits_and_cannot_be_signed_by_the_same_person(stage: Stage) -> None:
    page = _handed_in(stage)
    assert stage.frame.side.rows["review"].accessibleName() == "Waiting for review, 1"
    assert _row(page).decision.tools.isHidden()
    assert "A second person signs what you handed in." in _said(page)
    assert stage.troubles == []


def test_a_second_person_returns_it_with_a_reason(stage: Stage, vault: FakeVault) -> None:
    _handed_in(stage)
    vault.staff = Staff(UUID(int=900), "Second")
    page = stage.frame.current
    assert isinstance(page, Review)
    page.refresh(frozenset())
    stage.settle()
    row = _row(page).decision
    assert row.tools.isVisible()
    assert "You have not signed it before" in _said(page)
    row.back.click()
    row.why.setText("no source for the arrest")
    row.why.returnPressed.emit()
    stage.settle()
    assert _last(vault) == "returned"
    assert page.empty.isVisible()
    assert stage.frame.side.rows["review"].accessibleName() == "Waiting for review"


def test_a_second_person_reads_it_and_signs_it(stage: Stage, vault: FakeVault) -> None:
    page = _handed_in(stage)
    vault.staff = Staff(UUID(int=900), "Second")
    page.refresh(frozenset())
    stage.settle()
    _row(page).decision.sign.click()
    stage.settle()
    assert _last(vault) == "submitted", "nobody signs what was not shown to them"
    stage.page.record.review.decision.sign.click()
    stage.settle()
    assert _last(vault) == "signed"
    assert stage.troubles == []


def test_what_another_writer_changed_after_the_page_was_read_is_not_signed_but_shown(
    stage: Stage, vault: FakeVault
) -> None:
    stage.frame.go("events", EVENT.id)
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Events)
    line = page.view.review
    line.hand_in()
    stage.settle()
    vault.staff = Staff(UUID(int=900), "Second")
    _again(stage, page)
    claims = len(page.view.shown.page.claims) if page.view.shown else 0
    save(vault, new("claim", event=EVENT.id, claimant=Text("A group", "en"), wording=Text("40", "en")))
    line.decision.sign.click()
    stage.settle()
    assert line.words.text().startswith("Waits for review"), "not signed"
    said = [label.text() for label in line.decision.findChildren(QLabel)]
    assert said[0] == "Not signed: it changed after it was shown to you."
    assert said[1].startswith("Claim: made (Claimant, Wording) · ")
    assert page.view.shown is not None
    assert len(page.view.shown.page.claims) == claims + 1, "the page is read anew"
    line.decision.sign.click()
    stage.settle()
    assert line.words.text().endswith("as it is now.")
    assert stage.troubles == []


def test_an_event_is_handed_in_returned_with_a_reason_and_signed_on_its_own_page(
    stage: Stage, vault: FakeVault
) -> None:
    stage.frame.go("events", EVENT.id)
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Events)
    line, first = page.view.review, vault.staff
    assert line.isHidden()
    line.hand_in()
    stage.settle()
    assert line.words.text().startswith("Waits for review: handed in by ")
    assert line.decision.tools.isHidden()
    vault.staff = Staff(UUID(int=900), "Second")
    _again(stage, page)
    assert line.decision.tools.isVisible()
    assert line.words.text().endswith("You have not signed it before")
    line.decision.back.click()
    line.decision.why.setText("who counted the buses?")
    line.decision.why.returnPressed.emit()
    stage.settle()
    assert (line.note.text(), line.decision.isHidden()) == ("who counted the buses?", True)
    vault.staff = first
    line.again.click()
    stage.settle()
    vault.staff = Staff(UUID(int=900), "Second")
    _again(stage, page)
    line.decision.sign.click()
    stage.settle()
    assert line.words.text().endswith("as it is now.")
    with vault.read() as reader:
        event = reader.get("event", EVENT.id)
    save(vault, event.with_values(note=Text("later", "en")))
    _again(stage, page)
    assert line.words.text().endswith("changed since.")
    assert stage.troubles == []


def test_what_changes_under_the_eyes_of_a_reader_is_told_and_what_they_change_themselves_is_not(
    stage: Stage, vault: FakeVault
) -> None:
    stage.frame.go("events", EVENT.id)
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Events)
    line, first = page.view.review, vault.staff
    line.hand_in()
    stage.settle()
    vault.staff = Staff(UUID(int=900), "Second")
    _again(stage, page)
    draft = new("claim", event=EVENT.id, wording=Text("40", "en"))
    claims = [replace(draft, id=uuid4()).with_values(claimant=Text(who, "en")) for who in "AB"]
    save(vault, claims[0])
    _again(stage, page)
    assert not line.decision.findChildren(QLabel), "their own change"
    vault.staff = first
    save(vault, claims[1])
    vault.staff = Staff(UUID(int=900), "Second")
    _again(stage, page)
    said = [label.text() for label in line.decision.findChildren(QLabel)]
    assert said[0] == "It changed while you read it."
    assert said[1].startswith("Claim: made (Claimant, Wording) · Han Seo-yun · ")
    line.decision.sign.click()
    stage.settle()
    assert line.words.text().endswith("as it is now.")
    assert stage.troubles == []


def _again(stage: Stage, page: Events) -> None:
    page.refresh(frozenset({"review"}))
    stage.settle()
