"""The other parts of an event on its page: its fields with who says so, evidence, people, tasks, history."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.records.record import new
from app.services.grounds import address_of, grounds
from app.services.saving import save
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.keys import press, type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import EVENT, OTHER_EVENT, SOURCE, YONG_HUI
from ui.forms.lookup import hit_of
from ui.pages.events import Events
from ui.pages.events.cells import PAD
from ui.pages.events.model import ClaimsModel, Column
from ui.pages.events.view import EventView
from ui.theme import theme
from ui.widgets import Chip


@pytest.fixture
def view(stage: Stage) -> EventView:
    stage.frame.go("events", EVENT.id)
    stage.settle()
    return page_of(stage).view


def page_of(stage: Stage) -> Events:
    page = stage.frame.current
    assert isinstance(page, Events)
    return page


def titles(view: EventView) -> list[str]:
    return [view.tabs.tabText(n) for n in range(view.tabs.count())]


def test_a_field_of_an_event_is_edited_on_the_page_and_undone(stage: Stage, view: EventView) -> None:
    page_of(stage).edit()
    assert view.tabs.tabText(view.tabs.currentIndex()) == "About the event"
    field = view.about.form.editors["title"].control
    assert isinstance(field, QLineEdit)
    assert view.about.form.editors["title"].isAncestorOf(stage.frame.focusWidget() or view)
    field.selectAll()
    type_text(field, "Return through five crossings")
    page_of(stage).save_now()
    stage.settle()
    assert view.title.text() == "Return through five crossings"
    page_of(stage).undo()
    stage.settle()
    assert view.title.text() == "Return after the Asian Games"
    assert stage.troubles == []


def test_what_is_typed_is_kept_on_the_way_to_another_event(stage: Stage, view: EventView) -> None:
    page_of(stage).edit()
    field = view.about.form.editors["title"].control
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text(field, "Renamed")
    page_of(stage).open_record(OTHER_EVENT.id)
    stage.settle()
    assert view.title.text() == "First return after the border reopened"
    with stage.vault.read() as reader:
        assert reader.get("event", EVENT.id).phrase("title").text == "Renamed"


def test_every_figure_is_seen_whole_in_each_event(stage: Stage, view: EventView) -> None:
    said = new("claim", named="yes", wording=Text("As reported", "en"), qualifier="about", low=300, high=400)
    for event, measures in ((EVENT, ("handed_over", "crossed")), (OTHER_EVENT, ("handed_over",) * 2)):
        for n, measure in enumerate(measures):
            claim = replace(said, id=uuid4()).with_values(event=event.id, measure=measure)
            save(stage.vault, claim.with_values(claimant=Text(f"Office {n}", "en")))
    for event, kinds in ((EVENT, "GcwGcw"), (OTHER_EVENT, "Gcwcw"), (EVENT, "GcwGcw")):
        stage.frame.go("events", event.id)
        stage.settle()
        table, model = view.table, view.table.model()
        assert isinstance(model, ClaimsModel)
        lines = model.lines
        assert "".join("G" if x.claim is None else "w" if x.wording else "c" for x in lines) == kinds
        room = table.columnWidth(Column.FIGURE) - 2 * PAD
        for row, line in enumerate(lines):
            assert table.columnSpan(row, 0) == (1 if line.claim is not None and not line.wording else 6)
            figure = line.claim.figure if line.claim is not None else ""
            assert theme().metrics("strong").horizontalAdvance(figure) <= room


def test_the_names_of_the_gap_have_their_room_in_larger_text(stage: Stage, view: EventView) -> None:
    (said,) = (one for one in view.gap.findChildren(QLabel) if one.text() == "Individuals in this vault")
    before = said.width()
    theme().change(scale=1.5)
    stage.settle()
    assert (before, said.width()) == (208, 312)


def test_the_date_of_an_event_has_a_source_and_a_rival(stage: Stage, vault: FakeVault) -> None:
    said = new("citation", source=SOURCE.id, reliability="b", credibility="2")
    save(vault, said.with_values(**address_of(EVENT, "date").values))
    stage.frame.go("events", EVENT.id)
    stage.settle()
    view = page_of(stage).view
    assert view.about.grounds.marks["date"].text() == "Family statement  B 2"
    page_of(stage).edit()
    control = view.about.form.editors["date"].control
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    panel = view.about.grounds.panel
    assert panel is not None
    assert panel.key == "date"
    panel.add()
    part = panel.one.part
    assert part is not None
    part.form.editors["source"].show_value(SOURCE.id)
    part.form.editors["source"].changed.emit()
    part.finish()
    stage.settle()
    with vault.read() as reader:
        assert len(grounds(reader, reader.get("event", EVENT.id))["date"].citations) == 2
    assert stage.troubles == []


def test_a_person_plays_a_part_and_a_task_is_set(stage: Stage, view: EventView) -> None:
    view.tabs.show_part_of(view.roles)
    view.roles.line.picked.emit(hit_of(YONG_HUI, "en"))
    stage.settle()
    view.tabs.show_part_of(view.tasks)
    view.tasks.line.setFocus()
    type_text(view.tasks.line, "Ask which crossing")
    press(view.tasks.line, Qt.Key.Key_Return)
    stage.settle()
    assert titles(view)[4:7] == ["People  1", "Advocacy", "Tasks  1"]
    with stage.vault.read() as reader:
        (role,), (task,) = reader.all("role"), reader.all("task")
    assert (role.ref("event"), role.ref("case"), role.ref("person")) == (EVENT.id, None, YONG_HUI.id)
    assert (task.ref("event"), task.ref("case")) == (EVENT.id, None)
    page_of(stage).undo()
    stage.settle()
    assert titles(view)[4:7] == ["People  1", "Advocacy", "Tasks"]
    assert stage.troubles == []


def test_the_history_of_an_event_stands_on_a_tab_with_the_way_back(stage: Stage, view: EventView) -> None:
    with stage.vault.read() as reader:
        event = reader.get("event", EVENT.id)
    save(stage.vault, event.with_values(note=Text("a later note", "en")))
    page_of(stage).refresh(frozenset({"event"}))
    stage.settle()
    view.tabs.show_part_of(view.history)
    stage.settle()
    assert "a later note" in [label.text() for label in view.history.findChildren(QLabel)]


def _chips(shown: QWidget) -> set[str]:
    return {chip.accessibleName() for chip in shown.findChildren(Chip) if chip.isVisible()}


def test_the_event_on_a_past_day_says_its_status_and_who_had_spoken(stage: Stage, vault: FakeVault) -> None:
    said = {"Seoul media": "2023-10-11", "A ministry": "2023-10-13"}
    for name, day in said.items():
        claim = new("claim", event=EVENT.id, claimant=Text(name, "en"), wording=Text("several hundred", "en"))
        save(vault, claim.with_values(said_on=uncertain(day)))
    save(vault, new("status", event=EVENT.id, element="happened", status="disputed"))
    stage.frame.go("events", EVENT.id)
    stage.settle()
    view = page_of(stage).view
    view.tabs.show_part_of(view.past)
    assert view.past.statuses.isHidden()
    line = view.past.day.control
    assert isinstance(line, QLineEdit)
    type_text(line, "2023-10-12")
    stage.settle()
    words = {label.text() for label in view.past.findChildren(QLabel) if label.isVisible()}
    assert "Seoul media" in words
    assert "A ministry" not in words
    assert "1 of 2 claims; 0 were entered in this vault by then" in words
    assert "by the rules, from the claims made by then: reported" in words
    assert _chips(view.past) == {"Not set"}
    line.selectAll()
    type_text(line, "2100")
    stage.settle()
    assert _chips(view.past) == {"Not set", "Disputed"}
    assert stage.troubles == []
