"""History in the window: newest first, one field alone, erased values said so, an earlier value put back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.fields import Field, FieldType
from app.i18n import use
from app.ports import Staff
from app.records.record import Record, new
from app.services.own_fields import add_field
from app.services.reviewing import seen, sign, submit
from app.services.saving import save
from app.values import Text
from tests.ui.forms.conftest import Bench
from tests.ui.people import CASE, YONG_HUI
from ui.forms import undo_of
from ui.history import HistoryBlock, HistoryPanel
from ui.history.panel import PAGE
from ui.widgets import Button


def stored(bench: Bench) -> Record:
    with bench.vault.read() as reader:
        return reader.get("person", YONG_HUI.id)


def changed(bench: Bench, **values: Text | str) -> None:
    save(bench.vault, stored(bench).with_values(**values))


def panel_of(bench: Bench) -> HistoryPanel:
    panel = HistoryPanel(bench.desk)
    bench.show(panel)
    panel.show_records([stored(bench)])
    bench.settle()
    return panel


def words(panel: HistoryPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def ways_back(panel: HistoryPanel) -> list[Button]:
    found = [b for b in panel.findChildren(Button) if b.text() == "Put this value back"]
    return sorted(found, key=lambda b: b.mapTo(panel, b.pos()).y())


def test_what_changed_is_told_newest_first_in_the_words_of_the_form(bench: Bench) -> None:
    changed(bench, sex="male")
    changed(bench, sex="female", occupation=Text("miner"))
    panel = panel_of(bench)
    told = words(panel)
    assert told.index("before: male") < told.index("miner") < told.index("male") < told.index("Person: made")
    assert "Han Seo-yun" in told
    assert "Every field" in panel.field.itemText(0)
    panel.field.setCurrentIndex(panel.field.findData("occupation"))
    panel.field.activated.emit(panel.field.currentIndex())
    bench.settle()
    assert "miner" in words(panel)
    assert "before: male" not in words(panel)


def test_a_case_that_a_value_names_is_called_by_its_person(bench: Bench) -> None:
    contact = new("contact", case=CASE.id, by=Text("A parish", "en"))
    panel = HistoryPanel(bench.desk)
    bench.show(panel)
    panel.show_records([save(bench.vault, contact)[0].record])
    bench.settle()
    said = words(panel)
    assert said[said.index("Case") + 1] == "리영희"


def test_a_signature_stands_between_what_it_covers_and_what_is_new(bench: Bench) -> None:
    def case() -> Record:
        with bench.vault.read() as reader:
            return reader.get("case", CASE.id)

    first = bench.vault.staff
    submit(bench.vault, case(), Text("please read", "en"))
    bench.vault.staff = Staff(UUID(int=900), "Second")
    with bench.vault.read() as reader:
        shown = seen(reader, case())
    sign(bench.vault, case(), shown)
    bench.vault.staff = first
    save(bench.vault, case().with_values(status="released"))
    panel = HistoryPanel(bench.desk)
    bench.show(panel)
    panel.show_records([case()])
    bench.settle()
    told = words(panel)
    done = (
        "Case: changed",
        "Review: signed as it was then",
        "Review: handed in for review",
        "please read",
        "Case: made",
    )
    assert [text for text in told if text in done] == list(done)


def test_a_field_of_one_s_own_is_called_as_the_language_calls_it(bench: Bench) -> None:
    own = Field("church", FieldType.PHRASE, "Church", label_ko="교회", own=True)
    add_field(bench.vault, "person", own)
    changed(bench, church=Text("느티나무", "ko"))
    bench.lookup.load()
    bench.settle()
    use("ko")
    try:
        assert "교회" in words(panel_of(bench))
    finally:
        use("en")


def test_an_earlier_value_is_put_back_with_the_keyboard_and_taken_back_again(bench: Bench) -> None:
    changed(bench, occupation=Text("miner"))
    changed(bench, occupation=Text("cook"))
    panel = panel_of(bench)
    said: list[str] = []
    bench.desk.said.connect(lambda text, _undo: said.append(text))
    (back,) = ways_back(panel)
    assert back.accessibleName() == "Put back Occupation: miner"
    back.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(back, Qt.Key.Key_Space)
    bench.settle()
    assert stored(bench).phrase("occupation") == Text("miner")
    assert said == ["The earlier value is back"]
    panel.show_records([stored(bench)])
    bench.settle()
    assert "Person: a value put back" in words(panel)
    assert [b.accessibleName() for b in ways_back(panel)] == ["Put back Occupation: cook"]
    assert panel.window().focusWidget() is panel.field  # the row that had the keyboard is gone
    undo_of(bench.desk).undo()
    bench.settle()
    assert stored(bench).phrase("occupation") == Text("cook")


def test_a_value_changed_by_somebody_else_is_not_overwritten(bench: Bench) -> None:
    changed(bench, occupation=Text("miner"))
    changed(bench, occupation=Text("cook"))
    panel = panel_of(bench)
    (back,) = ways_back(panel)
    changed(bench, occupation=Text("driver"))
    back.click()
    bench.settle()
    assert stored(bench).phrase("occupation") == Text("driver")
    assert [type(e).__name__ for e in bench.troubles] == ["Conflict"]


def test_erased_values_are_said_so_and_cannot_come_back(bench: Bench) -> None:
    changed(bench, occupation=Text("MARKER"))
    changed(bench, occupation=Text("cook"))
    with bench.vault.write() as work:
        now = work.get("person", YONG_HUI.id)
        work.redact(now.with_values(occupation=None))
        work.commit()
    panel = panel_of(bench)
    assert words(panel).count("erased") == 2
    assert not any("MARKER" in text for text in words(panel))
    assert ways_back(panel) == []


def test_a_long_history_comes_in_pages(bench: Bench) -> None:
    for number in range(PAGE + 3):
        changed(bench, occupation=Text(f"job {number}"))
    panel = panel_of(bench)
    assert "job 0" not in words(panel)
    assert panel.older.isVisible()
    panel.older.click()
    bench.settle()
    assert "job 0" in words(panel)
    assert not panel.older.isVisible()


def test_at_the_foot_of_a_page_it_is_opened_when_it_is_wanted(bench: Bench) -> None:
    block = HistoryBlock(bench.desk)
    bench.show(block)
    block.show_records([stored(bench)])
    bench.settle()
    assert "Person: made" not in words(block.panel)
    block.toggle.click()
    bench.settle()
    assert "Person: made" in words(block.panel)
    assert block.toggle.accessibleName() == "Hide the history"
    block.toggle.click()
    assert block.panel.isHidden()


def test_a_draft_has_no_history(bench: Bench) -> None:
    panel = HistoryPanel(bench.desk)
    bench.show(panel)
    panel.show_records([new("person")])
    bench.settle()
    assert not any("made" in text for text in words(panel))
