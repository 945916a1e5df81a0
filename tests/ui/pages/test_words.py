"""Words and fields: a coordinator adds a term and a field, translates, merges, takes a set in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.fields import FieldType, Identifies
from app.fieldset import encode
from app.services.own_fields import own_field, whole_set
from app.services.vocabularies import add_term, term_of
from app.vocabularies import Term
from reports.outbox import FileOutbox
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from ui.forms.lookup import lookup_of
from ui.frame.ways import Ways
from ui.pages.words import WordsPage
from ui.pages.words.fields import NewField
from ui.widgets import Button, Choice, QuietLine


def opened(stage: Stage) -> WordsPage:
    stage.frame.actions_by_key["words"].trigger()
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, WordsPage)
    return page


def choose(page: WordsPage, vocabulary: str, code: str) -> None:
    which = page.terms.which
    which.setCurrentIndex(which.findData(vocabulary))
    which.activated.emit(which.currentIndex())
    here = page.terms.here
    assert here is not None
    at = [t.code for t in here.terms].index(code)
    page.terms.table.setCurrentIndex(page.terms.model.index(at, 1))


def found(vault: FakeVault, vocabulary: str, code: str) -> Term:
    with vault.read() as reader:
        return term_of(reader, vocabulary, code)


def test_a_term_is_added_by_keyboard_and_offered_by_forms_at_once(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    choose(page, "risk_factor", "illness")
    page.terms.add.click()
    code, english, korean = page.terms.findChildren(QuietLine)
    QTest.keyClicks(code, "barn")
    QTest.keyClicks(english, "hid in a barn")
    korean.setText("헛간에 숨음")
    QTest.keyClick(korean, Qt.Key.Key_Return)
    stage.settle()
    assert found(vault, "risk_factor", "barn").ko == "헛간에 숨음"
    assert ("barn", "Hid in a barn") in lookup_of(stage.desk).offered("risk_factor")
    assert stage.troubles == []


def test_a_label_is_typed_over(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    choose(page, "risk_factor", "illness")
    model, at = page.terms.model, page.terms.table.row
    assert model.setData(model.index(at, 2), "아픔")
    stage.settle()
    assert found(vault, "risk_factor", "illness").ko == "아픔"
    assert not (model.flags(model.index(at, 0)) & Qt.ItemFlag.ItemIsEditable)


def test_a_term_is_retired_and_offered_again(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    for retired in (True, False):
        choose(page, "risk_factor", "illness")
        page.terms.retire.click()
        stage.settle()
        assert found(vault, "risk_factor", "illness").retired is retired


def test_a_merge_can_be_undone_from_its_notice(stage: Stage, vault: FakeVault) -> None:
    add_term(vault, Term("risk_factor", "barn", "barn", "헛간"))
    page = opened(stage)
    choose(page, "risk_factor", "barn")
    page.terms.merge.click()
    (into,) = [c for c in page.terms.findChildren(Choice) if c.accessibleName() == "Merge into"]
    assert into.findData("barn") == -1
    into.setCurrentIndex(into.findData("illness"))
    next(b for b in page.terms.findChildren(Button) if b.text() == "Merge").click()
    stage.settle()
    assert found(vault, "risk_factor", "barn").retired
    text, undo = stage.said[-1]
    assert text == "Merged: 0 records changed"
    assert callable(undo)
    undo()
    stage.settle()
    assert not found(vault, "risk_factor", "barn").retired


def test_a_fixed_vocabulary_takes_no_terms(stage: Stage) -> None:
    page = opened(stage)
    choose(page, "stance", "denies")
    assert not page.terms.add.isVisible()
    assert page.terms.fixed.isVisible()
    choose(page, "risk_factor", "illness")
    assert page.terms.add.isVisible()


def test_a_field_is_added_and_a_bad_key_says_why(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    page.fields.open_adding()
    (panel,) = page.fields.findChildren(NewField)
    QTest.keyClicks(panel.key, "status")
    QTest.keyClicks(panel.english, "Church")
    panel.go.click()
    stage.settle()
    assert [str(error) for error in stage.troubles] == [
        "There is a field “status” already. Choose another key."
    ]
    panel.key.setText("church")
    panel.holds.setCurrentIndex(panel.holds.findText("Name of a person"))
    assert panel.gives.currentData() is Identifies.DIRECT
    panel.holds.setCurrentIndex(panel.holds.findText("One term"))
    assert panel.vocabulary.isVisible()
    panel.holds.setCurrentIndex(panel.holds.findText("Text"))
    panel.go.click()
    stage.settle()
    with vault.read() as reader:
        assert own_field(reader, "case", "church").type is FieldType.PHRASE
    model = page.fields.model
    assert model.setData(model.index(0, 3), "교회")
    stage.settle()
    assert [model.data(model.index(0, at)) for at in range(6)] == [
        "Case", "church", "Church", "교회", "Text", "Names somebody",
    ]  # fmt: skip


def test_a_set_is_written_and_taken_in(stage: Stage, vault: FakeVault, tmp_path: Path) -> None:
    page = opened(stage)
    page.fields.open_adding()
    (panel,) = page.fields.findChildren(NewField)
    panel.key.setText("church")
    panel.english.setText("Church")
    panel.go.click()
    stage.settle()
    stage.desk.ways = Ways(outbox=FileOutbox())
    page.fields.write(tmp_path / "set.json")
    stage.settle()
    with vault.read() as reader:
        assert (tmp_path / "set.json").read_bytes() == encode(whole_set(reader))
    vault.own = {}
    page.fields.take(tmp_path / "set.json")
    stage.settle()
    assert stage.said[-1][0] == "1 field added"
    with vault.read() as reader:
        assert own_field(reader, "case", "church").label == "Church"
    assert stage.troubles == []
