"""What the UN forms still ask: the meter beside the identity, the tab, the way to each answer."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from app.completeness import FORMS
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.pages.cases.un_forms import MeterBlock
from ui.widgets import Button


def _open(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()


def _figure(block: MeterBlock) -> str:
    shown = [label for label in block.findChildren(QLabel) if label.isVisibleTo(block)]
    return next(label.text() for label in shown if label.property("look") == "figure")


def test_an_open_question_leads_to_its_field_and_counts_when_it_is_answered(stage: Stage) -> None:
    _open(stage)
    pane = stage.page.record
    before = int(_figure(pane.meter))
    link = next(b for b in pane.meter.findChildren(Button) if b.text() == "Actions the family took")
    assert link.accessibleName() == "Actions the family took: Not answered"
    link.click()
    editor = pane.case.editors["family_actions"]
    assert pane.tabs.tabText(pane.tabs.currentIndex()) == "UN forms"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert editor.isAncestorOf(focused) or focused is editor
    editor.control.setPlainText("Asked at the station in Helong")  # type: ignore[attr-defined] # a long text
    assert int(_figure(pane.meter)) == before + 1
    stage.page.save_now()
    stage.settle()
    assert int(_figure(pane.meter)) == before + 1
    assert stage.troubles == []


def test_the_tab_shows_every_form_with_every_question(stage: Stage) -> None:
    _open(stage)
    blocks = stage.page.record.un_forms.blocks
    for block, (_key, title, asked) in zip(blocks, FORMS, strict=True):
        shown = [button.text() for button in block.findChildren(Button)]
        assert block.heading.findChildren(QLabel)[0].text() == title
        assert shown == [label for label, *_rest in asked]


def test_the_consents_are_a_question_too(stage: Stage) -> None:
    _open(stage)
    pane = stage.page.record
    pane.tabs.setCurrentIndex(2)
    pane.go_to("")
    assert pane.tabs.currentIndex() == 0
