"""Who says a value: marks beside the fields, citations and rival values, by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.canonical import dumps, encode
from app.records.record import new
from app.services.grounds import address_of, grounds
from app.services.saving import save
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, SOURCE, YONG_HUI
from ui.forms.dates import DateEditor
from ui.forms.record_editors import RecordEditor
from ui.forms.spoken import Spoken
from ui.parts.ground_panel import GroundPanel
from ui.parts.grounds import Grounds
from ui.widgets import QuietLine

ADDRESS = address_of(YONG_HUI, "birth")


def _open(stage: Stage) -> Grounds:
    stage.page.open_record(CASE.id)
    stage.settle()
    return stage.page.record.grounds["person"]


def _cite(vault: FakeVault) -> None:
    quote = Text("Born in the year of the goat", "en")
    said = new("citation", source=SOURCE.id, reliability="a", credibility="2", quote=quote)
    save(vault, said.with_values(**ADDRESS.values))


def _panel(found: Grounds) -> GroundPanel:
    assert found.panel is not None
    return found.panel


def _click(panel: GroundPanel, text: str) -> None:
    next(b for b in panel.findChildren(QAbstractButton) if b.text() == text and not b.isHidden()).click()


def test_a_cited_value_shows_its_source_and_grade(stage: Stage, vault: FakeVault) -> None:
    _cite(vault)
    found = _open(stage)
    assert found.marks["birth"].text() == "Family statement  A 2"
    assert found.marks["sex"].text() == "+"
    assert found.marks["birth"].accessibleName() == "Born: Family statement  A 2"


def test_a_source_is_added_by_keyboard(stage: Stage, vault: FakeVault) -> None:
    found = _open(stage)
    birth = stage.page.record.person.editors["birth"].control
    birth.setFocus()
    QTest.keyClick(birth, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    panel = _panel(found)
    assert panel.adding.hasFocus()
    panel.add()
    part = panel.one.part
    assert part is not None
    source = part.form.editors["source"]
    assert isinstance(source, RecordEditor)
    source.show_value(SOURCE.id)
    source.changed.emit()
    part.finish()
    stage.settle()
    with vault.read() as reader:
        (kept,) = grounds(reader, reader.get("person", YONG_HUI.id))["birth"].citations
    assert kept.ref("source") == SOURCE.id
    assert found.marks["birth"].text() == "Family statement"
    assert stage.troubles == []


def test_what_opens_below_a_field_is_scrolled_to(stage: Stage) -> None:
    stage.frame.resize(1100, 560)
    found = _open(stage)
    page, panel = stage.page.record, None
    for _again in range(2):  # the panel, then the form of a citation in it
        if panel is None:
            found.toggle("birth")
            panel = _panel(found)
            opened: QWidget = panel
        else:
            panel.add()
            assert panel.one.part is not None
            opened = panel.one.part
        stage.settle()
        foot = opened.mapTo(page.viewport(), opened.rect().bottomLeft()).y()
        assert 0 < foot <= page.viewport().height()


def test_the_shortcut_works_in_the_line_of_a_translation_too(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()
    opened = []
    for name, found in stage.page.record.grounds.items():
        for key, editor in stage.page.record.keepers[name].form.editors.items():
            if isinstance(editor, Spoken):
                QTest.keyClick(editor.other("ko"), Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
                assert _panel(found).key == key
                opened.append(key)
    assert opened


def test_another_value_asks_for_the_source_that_says_it(stage: Stage, vault: FakeVault) -> None:
    found = _open(stage)
    found.toggle("birth")
    panel = _panel(found)
    _click(panel, "A source says otherwise…")
    birth, source = panel.findChildren(DateEditor)[0], panel.findChildren(RecordEditor)[0]
    _click(panel, "Keep what it says")
    assert (birth.wrong, source.wrong) == ("Born: please fill this in.", "Source: please fill this in.")
    birth.show_value(uncertain("1990"))
    _click(panel, "Keep what it says")
    assert (birth.wrong, source.wrong) == ("", "Source: please fill this in.")
    source.show_value(SOURCE.id)
    _click(panel, "Keep what it says")
    stage.settle()
    with vault.read() as reader:
        (rival,) = grounds(reader, reader.get("person", YONG_HUI.id))["birth"].rivals
    assert (rival.ref("source"), rival.text("value")) == (SOURCE.id, dumps(encode(uncertain("1990"))))
    assert stage.troubles == []


def test_what_a_source_says_instead_is_kept_and_may_be_accepted(stage: Stage, vault: FakeVault) -> None:
    _cite(vault)
    found = _open(stage)
    found.toggle("birth")
    panel = _panel(found)
    with vault.read() as reader:
        person = reader.get("person", YONG_HUI.id)
    other = new("rival", value=dumps(encode(uncertain("1990"))), accepted="no", source=SOURCE.id)
    save(vault, other.with_values(**address_of(person, "birth").values))
    found.load()
    stage.settle()
    _click(panel, "Accept…")
    (why,) = panel.findChildren(QuietLine)
    QTest.keyClicks(why, "She has her papers")
    QTest.keyClick(why, Qt.Key.Key_Return)
    stage.settle()
    with vault.read() as reader:
        birth = reader.get("person", YONG_HUI.id).date("birth")
        rivals = grounds(reader, reader.get("person", YONG_HUI.id))["birth"].rivals
    assert birth is not None
    assert birth.edtf == "1990"
    assert sorted(r.text("accepted") for r in rivals) == ["no", "yes"]
    stage.page.undo()
    stage.settle()
    with vault.read() as reader:
        assert reader.get("person", YONG_HUI.id).values == person.values
    assert stage.troubles == []


def test_another_value_is_typed_with_its_source(stage: Stage, vault: FakeVault) -> None:
    found = _open(stage)
    found.toggle("birth")
    panel = _panel(found)
    _click(panel, "A source says otherwise…")
    date, source = panel.findChildren(DateEditor)[0], panel.findChildren(RecordEditor)[0]
    QTest.keyClicks(date.control, "about 1990")
    source.show_value(SOURCE.id)
    _click(panel, "Keep what it says")
    stage.settle()
    with vault.read() as reader:
        (rival,) = grounds(reader, reader.get("person", YONG_HUI.id))["birth"].rivals
    assert '"edtf":"1990~"' in rival.text("value")
    assert found.marks["birth"].text() == "≠"
    assert "Family statement says: about 1990" in found.marks["birth"].accessibleName()
    assert stage.troubles == []


def test_the_panel_closes_with_another_record(stage: Stage) -> None:
    found = _open(stage)
    found.toggle("birth")
    found.toggle("sex")
    assert _panel(found).key == "sex"
    found.toggle("sex")
    assert found.panel is None
    found.toggle("sex")
    stage.page.step(1)
    stage.settle()
    assert found.panel is None
