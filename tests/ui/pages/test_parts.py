"""Acts, sightings, people, interventions and tasks of a file in the window: add, edit, tick, undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from app.services.files import CaseFile
from tests.ui.keys import press, type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE
from ui.parts.form import PartForm
from ui.parts.panels import PartsPanel
from ui.widgets import Button


def opened(stage: Stage) -> CaseFile:
    """The file that is shown, as it was read last."""
    stage.settle()
    shown = stage.page.record.opened
    assert shown is not None
    return shown.file


def begin(stage: Stage, tab: str) -> None:
    """Open the file at a tab."""
    stage.page.open_record(CASE.id)
    stage.settle()
    pane = stage.page.record
    at = next(n for n in range(pane.tabs.count()) if pane.tabs.tabText(n).startswith(tab))
    pane.tabs.setCurrentIndex(at)


def line_of(part: PartForm, key: str) -> QLineEdit:
    """The line of a field of an open part."""
    control = part.form.editors[key].control
    line = control.lineEdit() if isinstance(control, QComboBox) else control
    assert isinstance(line, QLineEdit)
    return line


def words(panel: PartsPanel) -> list[str]:
    """Everything a panel says."""
    said = [label.text() for label in panel.findChildren(QLabel)]
    return [text for text in (*said, *(b.text() for b in panel.findChildren(Button))) if text]


def test_an_act_is_added_by_its_violation_and_edited_below_its_line(stage: Stage) -> None:
    begin(stage, "Acts")
    acts = stage.page.record.acts
    assert acts.count == 0
    assert "No act recorded yet: one violation, by whom, and who says so." in words(acts)
    acts.begin("torture")
    (act,) = opened(stage).acts
    assert acts.one.id == act.id
    assert acts.one.part is not None
    acts.one.part.form.editors["certainty"].show_value("possible")
    acts.one.part.form.editors["certainty"].changed.emit()
    acts.one.part.finish()
    assert [a.text("certainty") for a in opened(stage).acts] == ["possible"]
    assert stage.page.record.tabs.tabText(2) == "Acts  1"
    stage.page.undo()
    stage.settle()
    stage.page.undo()
    assert opened(stage).acts == ()
    assert stage.troubles == []


def test_what_cannot_be_saved_of_a_part_waits_and_the_page_leads_back_to_it(stage: Stage) -> None:
    begin(stage, "Acts")
    record = stage.page.record
    record.acts.begin("torture")
    (act,) = opened(stage).acts
    part = record.acts.one.part
    assert part is not None
    for key, typed in (("date", "when the river froze"), ("certainty", "hardly")):
        line_of(part, key).setText(typed)
    part.finish()
    stage.settle()
    assert not record.acts.one.id
    (lead,) = record.waiting.findChildren(Button)
    assert lead.text() == "Kept as a draft: Act: torture or beating"
    record.tabs.setCurrentIndex(0)
    lead.click()
    stage.settle()
    part = record.acts.one.part
    assert part is not None
    assert record.acts.isVisible()
    assert (record.acts.one.id, line_of(part, "date").text()) == (act.id, "when the river froze")
    assert part.form.draft.typed == {"certainty": "hardly"}
    assert part.form.editors["certainty"].wrong
    for key in ("date", "certainty"):
        line_of(part, key).setText("")
    part.finish()
    stage.settle()
    assert record.waiting.isHidden()
    assert stage.troubles == []


def test_a_sighting_moves_the_last_known_place(stage: Stage) -> None:
    begin(stage, "Acts")
    pane = stage.page.record
    assert "Musan" in [label.text() for label in pane.last_known.findChildren(QLabel)]
    pane.sightings.line.setFocus()
    type_text(pane.sightings.line, "Helong")
    stage.qtbot.waitUntil(lambda: bool(pane.sightings.line.hits), timeout=60_000)
    press(pane.sightings.line.found, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: pane.sightings.one.part is not None, timeout=60_000)
    part = pane.sightings.one.part
    assert part is not None
    type_text(part.form.editors["date"].control, "May 2024")
    part.finish()
    assert [s.ref("place") for s in opened(stage).sightings]
    assert [label.text() for label in pane.last_known.findChildren(QLabel)] == [
        "Last known place",
        "Helong",
        "May 2024, from a sighting",
    ]


def test_the_last_known_place_stands_clear_of_its_label_in_korean(stage: Stage) -> None:
    begin(stage, "Overview")
    name, place = stage.page.record.last_known.findChildren(QLabel)[:2]
    name.setText("마지막으로 알려진 곳")
    stage.settle()
    assert place.text() == "Musan"
    assert place.x() - name.geometry().right() > 8
    assert name.height() >= name.heightForWidth(name.width()) > name.fontMetrics().height()


def test_somebody_who_is_not_there_yet_is_made_and_related(stage: Stage) -> None:
    begin(stage, "People")
    relations = stage.page.record.relations
    relations.line.setFocus()
    type_text(relations.line, "Kim Un Sil")
    stage.qtbot.waitUntil(lambda: relations.line.found.isVisible(), timeout=60_000)
    press(relations.line.found, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: relations.one.part is not None, timeout=60_000)
    file = opened(stage)
    (relation,) = file.relations
    other = file.people[relation.ref("other") or CASE.id]
    assert (relation.text("kind"), other.text("role")) == ("relative", "")
    assert "Kim Un Sil" in words(relations)
    assert stage.troubles == []


def test_a_task_is_a_line_and_enter_and_is_ticked(stage: Stage) -> None:
    begin(stage, "Tasks")
    tasks = stage.page.record.tasks
    type_text(tasks.line, "Call the mother")
    press(tasks.line, Qt.Key.Key_Return)
    (task,) = opened(stage).tasks
    assert task.date("done") is None
    tasks.one.close()
    tick = next(b for b in tasks.findChildren(Button) if b.accessibleName() == "Done: Call the mother")
    tick.click()
    assert [t.date("done") is not None for t in opened(stage).tasks] == [True]
    stage.page.undo()
    assert [t.date("done") is not None for t in opened(stage).tasks] == [False]
    stage.page.record.tabs.setCurrentIndex(0)
    stage.frame.go("tasks")
    stage.settle()
    page = stage.frame.current
    assert page is not None
    next(b for b in page.findChildren(Button) if b.accessibleName() == "Call the mother").click()
    stage.settle()
    assert stage.page.record.tabs.current.isAncestorOf(stage.page.record.tasks)


def test_an_intervention_begins_with_this_office(stage: Stage) -> None:
    begin(stage, "Advocacy")
    stage.page.record.contacts.add.click()
    (contact,) = opened(stage).contacts
    assert contact.text("ours") == "yes"
    assert contact.phrase("by").text == "Han Seo-yun"  # where the office has no name yet, who works here
    assert contact.ref("event") is None


def test_the_keyboard_stays_in_the_file_where_a_form_or_a_line_goes(stage: Stage) -> None:
    """Qt gave it to the first row of the navigation."""
    begin(stage, "Tasks")
    pane = stage.page.record
    for what in ("Ask about the photo", "Write to the uncle"):
        pane.tasks.line.setText(what)
        pane.tasks.line.returnPressed.emit()
        stage.settle()
        part = pane.tasks.one.part
        assert part is not None
        part.close_button.setFocus()
        part.close_button.click()
        stage.settle()
        pencil = stage.frame.focusWidget()
        assert isinstance(pencil, Button)
        assert pencil.accessibleName() == f"Edit: {what}"
    pane.tasks.open(opened(stage).tasks[0])
    stage.page.step(1)
    stage.settle()
    assert stage.frame.focusWidget() is pane.tabs
    pane.tabs.show_part_of(pane.un_forms)
    next(
        b for b in pane.un_forms.findChildren(Button) if b.accessibleName().startswith("Full name")
    ).setFocus()
    stage.page.step(-1)
    stage.settle()
    assert stage.frame.focusWidget() is pane.tabs
    assert stage.troubles == []
