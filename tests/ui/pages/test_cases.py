"""The Cases page: list, file, saving while typing, a new case, undo, names that look like markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from app.consent import PERMISSIONS
from app.ports import Condition
from app.records.record import Record, new
from app.services.drafts import keep
from app.services.saving import draft_key, save
from app.values import uncertain
from tests.ui.keys import compose, press, type_hangul, type_text
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT, HOSTILE, OTHER_EVENT, YONG_HUI
from ui.forms.conflict import ConflictPanel
from ui.forms.lookup import hit_of
from ui.forms.rows import RowsEditor
from ui.pages.cases import Cases
from ui.pages.cases.erase_sheet import EraseSheet
from ui.pages.cases.page import read_opened
from ui.pages.cases.sentence import sentence
from ui.theme import theme
from ui.widgets import Label


def stored(stage: Stage, kind: str, record: Record) -> Record:
    with stage.vault.read() as reader:
        return reader.get(kind, record.id)


def open_case(stage: Stage) -> None:
    stage.page.open_record(CASE.id)
    stage.settle()


def line_of(stage: Stage, form: str, key: str) -> QLineEdit:
    record = stage.page.record
    control = (record.person if form == "person" else record.case).editors[key].control
    assert isinstance(control, QLineEdit)
    return control


def test_the_list_shows_every_case_and_opens_the_first(stage: Stage) -> None:
    assert stage.page.list.model.rowCount() == 6
    assert stage.page.list.count.text() == "6"
    assert stage.page.current_record() == CASE.id
    assert stage.page.record.head.name.text() == "리영희"


def test_what_is_typed_is_saved_without_being_asked(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    line.setFocus()
    line.selectAll()
    type_text(line, "1992")
    stage.qtbot.waitUntil(lambda: stored(stage, "person", YONG_HUI).version == 2, timeout=60_000)
    stage.settle()
    born = stored(stage, "person", YONG_HUI).date("birth")
    assert born is not None
    assert born.edtf == "1992"
    assert stage.troubles == []


def test_undo_brings_back_what_was_saved_and_redo_what_was_typed(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    for year in ("1993", "1994"):
        line.setText(year)
        stage.page.save_now()
        stage.settle()
    for expected in ("1993", "[1991,1992]"):
        stage.page.undo()
        stage.settle()
        born = stored(stage, "person", YONG_HUI).date("birth")
        assert born is not None
        assert born.edtf == expected
    assert line.text() == "1991 or 1992"
    stage.page.redo()
    stage.settle()
    assert line.text() == "1993"
    assert stage.said == [], "it is seen on the page"
    stage.page.list.step(1)
    stage.settle()
    stage.page.undo()
    stage.settle()
    text, back = stage.said[-1]
    assert text == "Undone, in a record that is not open here"
    assert callable(back)
    back()
    stage.settle()
    born = stored(stage, "person", YONG_HUI).date("birth")
    assert born is not None
    assert born.edtf == "1993"
    assert stage.troubles == []


def test_where_nothing_can_be_undone_it_is_said(stage: Stage) -> None:
    stage.page.undo()
    stage.page.redo()
    said = [text for text, _back in stage.said]
    assert said == ["There is nothing to undo", "There is nothing to do again"]


def test_redo_saves_what_was_typed_since_which_takes_the_place_of_what_was_undone(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    line.setText("1993")
    stage.page.save_now()
    stage.settle()
    stage.page.undo()
    stage.settle()
    line.setText("1994")
    stage.page.redo()
    stage.settle()
    born = stored(stage, "person", YONG_HUI).date("birth")
    assert born is not None
    assert (born.edtf, line.text()) == ("1994", "1994")
    assert not stage.page.findChildren(ConflictPanel)
    assert stage.troubles == []


def test_a_new_case_is_a_name_and_enter(stage: Stage) -> None:
    stage.page.open_record("new")
    name = stage.page.list.name
    type_hangul(name, "문일남")
    press(name, Qt.Key.Key_Return)
    stage.settle()
    assert stage.page.list.model.rowCount() == 7
    record = stage.page.record
    assert record.head.name.text() == "문일남"
    sex, birth = record.person.editors["sex"], line_of(stage, "person", "birth")
    told, places = [], []
    for value, year in ((None, ""), ("female", ""), ("female", "no year")):
        sex.show_value(value)
        sex.changed.emit()
        birth.setText(year)
        stage.page.save_now()
        stage.settle()
        told.append(record.head.draft.text() or record.head.says.text())
        places.append(record.tabs.mapTo(record, QPoint(0, 0)).y())
    assert [words.split(".")[0] for words in told] == [
        "Age, sex and journey are summed up here",
        "A woman",
        "Kept as a draft: a field below is not understood yet",
    ]
    assert len(set(places)) == 1, "nothing moves under whoever types"
    open_case(stage)
    assert record.head.draft.text() == "", "that was of another file"


def test_a_name_that_looks_like_markup_is_text(stage: Stage) -> None:
    stage.page.list.filter.setText("img")
    stage.qtbot.waitUntil(lambda: stage.page.list.model.rowCount() == 1, timeout=60_000)
    stage.settle()
    stage.page.list.view.setCurrentIndex(stage.page.list.model.index(0))
    stage.settle()
    assert stage.page.record.head.name.text() == HOSTILE
    assert stage.page.record.head.name.textFormat() == Qt.TextFormat.PlainText


def test_delete_moves_to_the_trash_and_undo_brings_back(stage: Stage) -> None:
    open_case(stage)
    stage.page.remove()
    stage.settle()
    assert stage.page.list.model.rowCount() == 5
    text, undo = stage.said[-1]
    assert text == "Case moved to the trash"
    assert callable(undo)
    undo()
    stage.settle()
    assert stage.page.list.model.rowCount() == 6
    assert stage.page.current_record() == CASE.id
    found = stage.page.list.model.row_at(stage.page.list.view.currentIndex().row())
    assert found is not None
    assert found.case.id == CASE.id


def test_the_trash_is_listed_and_a_case_brought_back(stage: Stage) -> None:
    open_case(stage)
    stage.page.remove()
    stage.settle()
    assert stage.page.current_record() not in (None, CASE.id)
    stage.page.list.narrow.show_trash(True)
    stage.settle()
    assert stage.page.list.model.rowCount() == 1
    stage.page.open_record(CASE.id)
    stage.settle()
    assert stage.page.record.gone.isVisible()
    assert not stage.page.record.person.editors["birth"].control.isEnabled()
    stage.page.restore()
    stage.settle()
    assert stage.page.list.model.rowCount() == 6
    assert not stage.page.record.gone.isVisible()


def test_undo_of_a_new_case_shows_another_one(stage: Stage) -> None:
    stage.page._named("문일남")
    stage.settle()
    made = stage.page.current_record()
    stage.page.undo()
    stage.settle()
    assert stage.page.list.model.rowCount() == 6
    assert stage.page.current_record() not in (None, made)
    stage.page.redo()
    stage.settle()
    assert stage.page.list.model.rowCount() == 7
    assert stage.troubles == []


def test_an_event_is_linked_by_a_few_letters_and_gets_its_own_certainty(stage: Stage) -> None:
    open_case(stage)
    links = stage.page.record.links
    links.line.setFocus()
    type_text(links.line, "First ret")
    stage.qtbot.waitUntil(lambda: bool(links.line.hits), timeout=60_000)
    press(links.line.found, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: links.one.part is not None, timeout=60_000)
    stage.settle()
    part = links.one.part
    assert part is not None
    part.form.editors["certainty"].show_value("confirmed")
    part.form.editors["certainty"].changed.emit()
    part.finish()
    stage.settle()
    opened = stage.page.record.opened
    assert opened is not None
    assert [link.text("certainty") for link, _e in opened.file.links] == ["probable", "confirmed"]


def test_only_a_return_linked_with_some_certainty_hands_a_person_over(stage: Stage) -> None:
    open_case(stage)
    opened = stage.page.record.opened
    assert opened is not None
    link, _event = opened.file.links[0]

    def handed_over(kind: str, certainty: str) -> bool:
        event = new("event", kind=kind, date=uncertain("2024-08-21"))
        linked = link.with_values(certainty=certainty)
        file = replace(opened.file, steps=(), links=((linked, event),))
        return "handed over" in sentence(file, stage.page.record.head.lookup)

    assert [handed_over(kind, "confirmed") for kind in ("forced_return", "arrest")] == [True, False]
    judged = {c: handed_over("forced_return", c) for c in ("probable", "possible", "unconfirmed")}
    assert judged == {"probable": True, "possible": False, "unconfirmed": False}


def test_an_age_is_reckoned_at_no_event_that_is_only_possibly_theirs(stage: Stage) -> None:
    open_case(stage)
    opened = stage.page.record.opened
    assert opened is not None
    link, _event = opened.file.links[0]
    event = new("event", kind="forced_return", date=uncertain("2020-08-21"))
    born = opened.file.person.with_values(sex="female", birth=uncertain("1990-01-01"))

    def said(certainty: str, arrest: str) -> str:
        case = opened.file.case.with_values(arrest_date=uncertain(arrest) if arrest else None)
        linked = ((link.with_values(certainty=certainty), event),)
        file = replace(opened.file, case=case, person=born, steps=(), links=linked)
        return sentence(file, stage.page.record.head.lookup).split(".")[0]

    assert said("confirmed", "2010-08") == "A woman of 30"
    assert said("possible", "2010-08") == "A woman of 20", "of the arrest"
    assert said("possible", "") == "A woman"


def test_a_step_is_added_edited_and_removed(stage: Stage) -> None:
    open_case(stage)
    chain = stage.page.record.chain
    chain.add("disposition")
    stage.settle()
    part = chain.one.part
    assert part is not None
    date = part.form.editors["date"].control
    assert isinstance(date, QLineEdit)
    type_text(date, "November 2023")
    part.finish()
    stage.settle()
    opened = stage.page.record.opened
    assert opened is not None
    last = opened.file.steps[-1]
    assert (last.text("kind"), last.number_of("position")) == ("disposition", 7)
    when = last.date("date")
    assert when is not None
    assert when.edtf == "2023-11"
    chain.one.open(last)
    assert chain.one.part is not None
    chain.one.part.remove()
    stage.settle()
    assert stage.page.record.opened is not None
    assert len(stage.page.record.opened.file.steps) == 6


def test_a_part_that_was_just_added_opens_in_no_other_file(stage: Stage) -> None:
    open_case(stage)
    pane = stage.page.record
    pane.chain.add("arrest")
    pane.links.line.picked.emit(hit_of(OTHER_EVENT, "en"))
    stage.page.step(1)
    stage.settle()
    assert pane.opened is not None
    assert pane.opened.file.case.id != CASE.id
    assert (pane.chain.one.part, pane.links.one.part) == (None, None)
    with stage.vault.read() as reader:
        assert len(reader.where("step", "case", [CASE.id])) == 7
        assert len(reader.where("link", "case", [CASE.id])) == 2
    assert stage.troubles == []


def test_an_answer_of_consent_is_added_never_changed(stage: Stage) -> None:
    open_case(stage)
    block = stage.page.record.consent
    block.ask("prosecutors")
    stage.settle()
    assert block.form is not None
    block.keep.click()
    assert block.form.editors["answer"].below.isVisible()
    for key, value in (("answer", "withdrawn"), ("by", "self")):
        block.form.editors[key].show_value(value)
        block.form.editors[key].changed.emit()
    block.ask("hold")
    assert block.form.draft.text("answer") == "withdrawn", "what is begun is gone on with"
    block.keep.click()
    stage.settle()
    opened = stage.page.record.opened
    assert opened is not None
    assert opened.file.permissions["prosecutors"].sign.value == "withdrawn"
    assert len(opened.file.consents) == 7
    assert stage.troubles == []


def test_the_answers_of_one_conversation_are_kept_at_once(stage: Stage) -> None:
    open_case(stage)
    block = stage.page.record.consent
    before = len(block.consents)
    stage.page.record.add("consent")
    stage.settle()
    talk = block.talk
    assert talk is not None
    assert list(talk.answers) == list(PERMISSIONS)
    press(talk.answers["hold"].buttons()[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert talk.wrong.isVisible(), "nothing is answered yet"
    for key, button in (("hold", 1), ("government", 1), ("un", 2), ("publish_photo", 2)):
        talk.answers[key].buttons()[button].click()
    for key, value in (("by", "parent"), ("language", "ko"), ("expires", uncertain("2028-05"))):
        editor = {**talk.form.editors, **talk.rest.editors}[key]
        editor.show_value(value)
        editor.changed.emit()
    talk.keep.click()
    assert talk.recipients["government"].wrong, "for whom is asked for"
    block.ask("prosecutors")
    assert block.form is None, "a press beside it throws nothing away"
    stage.page.record.leave()
    with stage.vault.read() as reader:
        other = next(c for c in reader.all("case") if c.id != CASE.id)
    stage.page.open_record(other.id)
    stage.settle()
    assert not block.asked.count()
    open_case(stage)
    talk = block.talk
    assert talk is not None, "what was begun waits in a draft"
    assert [c.current() for c in talk.answers.values()].count("given") == 2
    assert talk.form.draft.text("by") == "parent"
    assert not talk.recipients["un"].isVisible(), "a no holds for all"
    talk.recipients["government"].tick("KR", on=True)
    talk.keep.click()
    stage.settle()
    assert block.talk is None
    opened = stage.page.record.opened
    assert opened is not None
    made = opened.file.consents[before:]
    assert {(c.text("permission"), c.text("answer"), c.terms("recipients")) for c in made} == {
        ("hold", "given", ()),
        ("government", "given", ("KR",)),
        ("un", "withdrawn", ()),
        ("publish_photo", "refused", ()),
    }
    assert {(c.text("by"), c.text("language")) for c in made} == {("parent", "ko")}
    ends = {c.text("answer"): c.date("expires") for c in made}
    assert (ends["given"], ends["refused"]) == (uncertain("2028-05"), None), "a no has no end"
    with stage.vault.read() as reader:
        assert reader.drafts() == {}
    assert stage.troubles == []


def test_an_answer_that_was_begun_is_gone_on_with_where_the_file_is_read_twice(stage: Stage) -> None:
    begun = new("consent", case=CASE.id, permission="hold", by="self")
    keep(stage.vault, draft_key(begun), begun)
    stage.page.step(1)
    stage.settle()
    pane = stage.page.record
    opened = read_opened(stage.vault, CASE.id, pane.lookup.today)
    pane.show_opened(opened)
    pane.show_opened(opened)  # what was typed into the file before was saved meanwhile
    stage.settle()
    assert pane.consent.form is not None
    assert pane.consent.form.read().text("by") == "self"


def test_tab_goes_through_the_file_as_the_eye_does(stage: Stage) -> None:
    open_case(stage)
    stage.page.edit()
    names = []
    for _ in range(70):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        press(focused, Qt.Key.Key_Tab)
    wanted = ["Name 1", "Script 1", "Name 2", "Add: Names", "Sex", "Born", "From", "Occupation"]
    wanted += ["Current status", "As of", "How sure", "Link an event", "Left the DPRK", "Arrested on"]
    assert [name for name in names if name in wanted] == wanted
    assert "Risk factor 1" in names
    assert "Since 1" not in names, "an empty row asks for its first field alone"
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Backtab)
    back = QApplication.focusWidget()
    assert back is not None
    assert back.accessibleName() == names[-1]


def test_keys_reach_the_page_through_the_frame(stage: Stage) -> None:
    open_case(stage)
    first = stage.page.current_record()
    stage.frame.actions_by_key["next"].trigger()
    stage.settle()
    assert stage.page.current_record() != first
    stage.frame.actions_by_key["previous"].trigger()
    stage.settle()
    assert stage.page.current_record() == first
    stage.frame.actions_by_key["filter"].trigger()
    assert stage.page.list.filter.hasFocus()
    stage.frame.actions_by_key["edit"].trigger()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Name 1"
    stage.frame.actions_by_key["new_case"].trigger()
    assert stage.page.list.name.hasFocus()
    press(stage.page.list.name, Qt.Key.Key_Escape)
    assert not stage.page.list.name.isVisible()
    press(stage.page.list.view, Qt.Key.Key_Return)
    stage.settle()
    press(stage.page.list.view, Qt.Key.Key_Delete)
    stage.settle()
    assert stage.page.list.model.rowCount() == 5


def test_conditions_narrow_the_list_and_go_again(stage: Stage) -> None:
    listing = stage.page.list
    listing.narrow.add(Condition("status", "is", "sentenced"))
    stage.settle()
    assert listing.model.rowCount() == 1
    assert listing.count.text() == "1 of 6"
    assert "1 filter on" in stage.page.status
    listing.narrow.drop((Condition("status", "is", "sentenced"),))
    stage.settle()
    assert listing.model.rowCount() == 6
    listing.narrow.add(Condition("link/event", "is", EVENT.id))
    listing.narrow.set_order("person")
    stage.settle()
    row = listing.model.row_at(0)
    assert row is not None
    assert row.name == "리영희"


def test_a_narrow_window_shows_list_or_record(stage: Stage) -> None:
    stage.frame.resize(860, 700)
    stage.settle()
    page = stage.page
    page.to_list()
    assert page.list.isVisible()
    assert not page.right.isVisible()
    page.open_record(CASE.id)
    stage.settle()
    assert not page.list.isVisible()
    assert page.record.isVisible()
    page.record.to_list.click()
    assert page.list.isVisible()
    rows = page.list.view
    assert page.window().focusWidget() is rows, "not the navigation, through which the arrows would go"
    shown = page.current_record()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(rows, key)
    stage.settle()
    assert page.current_record() != shown
    assert page.list.isVisible(), "the rows are walked through"
    press(rows, Qt.Key.Key_Return)
    stage.settle()
    assert page.record.isVisible()
    assert not page.list.isVisible()
    page.record.to_list.click()
    at = rows.visualRect(page.list.model.index(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    stage.settle()
    assert page.record.isVisible()
    assert not page.list.isVisible()
    stage.frame.resize(1100, 700)
    stage.settle()
    assert page.list.isVisible()
    assert page.record.isVisible()
    inside = page.record.widget()
    assert inside is not None
    stage.qtbot.waitUntil(lambda: inside.width() <= page.record.viewport().width(), timeout=10_000)


def test_every_control_of_the_page_has_a_name(stage: Stage) -> None:
    open_case(stage)
    for kind in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton):
        visible = [control for control in stage.page.findChildren(kind) if control.isVisible()]
        assert visible, kind
        for control in visible:
            text = control.text() if isinstance(control, QAbstractButton) else ""
            assert control.accessibleName() or text, control


def test_undo_in_a_field_is_the_page_s_once_nothing_typed_waits(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    line.setFocus()
    line.selectAll()
    type_text(line, "1992")
    press(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "1991 or 1992"
    assert stored(stage, "person", YONG_HUI).version == 1
    line.selectAll()
    type_text(line, "1993")
    press(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stored(stage, "person", YONG_HUI).version == 2
    press(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stored(stage, "person", YONG_HUI).version == 3
    assert line.text() == "1991 or 1992"
    press(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert line.text() == "1993"


def test_a_hangul_syllable_being_composed_is_saved_with_ctrl_s(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "occupation")
    line.setFocus()
    type_hangul(line, "광")
    compose(line, "ㅂ", "부")
    assert line.text() == "광"
    compose(line, commit="부")
    stage.page.save_now()
    stage.settle()
    assert stored(stage, "person", YONG_HUI).phrase("occupation").text == "광부"


def test_a_step_is_moved_and_moved_back_by_undo(stage: Stage) -> None:
    open_case(stage)
    chain = stage.page.record.chain
    opened = stage.page.record.opened
    assert opened is not None
    kinds = [s.text("kind") for s in opened.file.steps]
    chain.shift(opened.file.steps[1], -1)
    stage.settle()
    assert stage.page.record.opened is not None
    moved = [s.text("kind") for s in stage.page.record.opened.file.steps]
    assert moved == [kinds[1], kinds[0], *kinds[2:]]
    stage.page.undo()
    stage.settle()
    assert stage.page.record.opened is not None
    assert [s.text("kind") for s in stage.page.record.opened.file.steps] == kinds
    assert stage.troubles == []


def test_a_conflict_is_shown_on_the_page_and_settled_there(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "case", "exit")
    save(stage.vault, stored(stage, "case", CASE).with_values(exit=uncertain("2016")))
    line.setText("2017")
    stage.page.save_now()
    stage.settle()
    panel = stage.page.record.case.above.itemAt(0).widget()  # type: ignore[union-attr]
    assert isinstance(panel, ConflictPanel)
    assert [label.text() for label in panel.findChildren(Label) if label.text() in ("2016", "2017")] == [
        "2017",
        "2016",
    ]
    panel.choices["exit"].buttons()[1].click()
    panel.keep.click()
    stage.settle()
    exit_date = stored(stage, "case", CASE).date("exit")
    assert exit_date is not None
    assert exit_date.edtf == "2016"
    assert line.text() == "2016"
    assert stage.page.record.case.above.count() == 0


def test_the_history_tells_who_changed_what(stage: Stage) -> None:
    open_case(stage)
    line = line_of(stage, "person", "birth")
    line.setText("1993")
    stage.page.save_now()
    stage.settle()
    stage.page.record.tabs.setCurrentIndex(list(stage.page.record.sections).index("History"))
    stage.settle()
    texts = [label.text() for label in stage.page.record.history.findChildren(Label)]
    assert "Han Seo-yun" in texts
    assert "Person: changed" in texts
    assert texts[texts.index("Born") : texts.index("Born") + 3] == ["Born", "1993", "before: 1991 or 1992"]


def test_a_file_is_erased_after_its_code_was_typed_and_a_reason_given(stage: Stage) -> None:
    open_case(stage)
    record = stage.page.record
    assert record.opened is not None
    case, person = record.opened.file.case, record.opened.file.person
    stage.page.erase()
    stage.settle()
    (sheet,) = stage.page.findChildren(EraseSheet)
    texts = [label.text() for label in sheet.findChildren(Label)]
    assert "What is erased" in texts
    assert not sheet.done_button.isEnabled()
    sheet.reason.setText("the mother asked")
    sheet.typed.setText("0000-0000")
    assert not sheet.done_button.isEnabled()
    sheet.typed.setText(case.text("code").lower().replace("-", ""))
    assert sheet.done_button.isEnabled()
    sheet.save()
    stage.settle()
    with stage.vault.read() as reader:
        assert reader.many("case", [case.id]) == reader.many("person", [person.id]) == {}
        assert reader.history(case.id)[0].action == "erase"
    assert stage.page.current_record() != case.id
    assert stage.troubles == []


def test_the_ground_beside_a_selected_row_is_that_of_the_list(stage: Stage) -> None:
    """A style sheet once painted the whole row behind the card of the selected one."""
    rows = stage.page.list.view
    rows.setFocus()
    picture = stage.frame.grab().toImage()
    box, below = (rows.visualRect(rows.model().index(place, 0)) for place in (0, 1))
    assert rows.selectionModel().isSelected(rows.model().index(0, 0))
    for x in (box.left() + 2, box.right() - 2):
        beside, plain = (
            picture.pixelColor(rows.viewport().mapTo(stage.frame, QPoint(x, one.center().y())))
            for one in (box, below)
        )
        assert beside == plain == theme().color("list")


def test_no_vault_is_called_empty_before_it_was_read(stage: Stage) -> None:
    page = Cases(stage.desk)
    stage.qtbot.addWidget(page)
    page.refresh(frozenset())
    page.show()
    assert page.right.currentWidget() is page.nothing
    stage.settle()
    assert page.right.currentWidget() is not page.empty
    with stage.vault.write() as work:
        for case in list(work.all("case")):
            work.delete(case)
        work.commit()
    other = Cases(stage.desk)
    stage.qtbot.addWidget(other)
    other.refresh(frozenset())
    other.show()
    stage.settle()
    assert other.right.currentWidget() is other.empty


def test_the_foot_leads_to_the_case_of_a_part_that_waits_and_was_closed(stage: Stage) -> None:
    open_case(stage)
    chain, opened = stage.page.record.chain, stage.page.record.opened
    assert opened is not None
    chain.one.open(opened.file.steps[0])
    assert chain.one.part is not None
    date = chain.one.part.form.editors["date"].control
    assert isinstance(date, QLineEdit)
    type_text(date, "no date at all")
    chain.one.part.finish()
    stage.frame.go("events")
    stage.settle()
    stage.frame.foot.look.click()
    stage.settle()
    assert stage.frame.current is stage.page
    assert stage.page.record.waiting.isVisible(), "named below the head: a press goes on with it"


def test_the_foot_leads_to_the_field_that_waits_and_escape_puts_back_what_was_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a click and by its key, from another page and another tab; a second Escape is the page's again."""
    said: list[str] = []
    monkeypatch.setattr("ui.forms.editor.announce", lambda _widget, text: said.append(text))
    open_case(stage)
    foot, born = stage.frame.foot, line_of(stage, "person", "birth")
    names = stage.page.record.person.editors["names"]
    assert isinstance(names, RowsEditor)
    name = names.rows[0].first.control
    assert isinstance(name, QLineEdit)
    assert not foot.look.isVisible()
    for line, leads in ((born, foot.look.click), (name, None)):
        before = line.text()
        line.setFocus()
        line.setText("no date at all" if line is born else "")
        stage.page.record.tabs.setCurrentIndex(6)
        stage.frame.go("events")
        stage.settle()
        assert foot.look.isVisible()
        assert not foot.saved.isVisible()
        if leads is not None:
            leads()
        else:
            press(stage.frame, Qt.Key.Key_F8)
        assert stage.page.record.tabs.currentIndex() == 0
        assert QApplication.focusWidget() is line
        press(line, Qt.Key.Key_Escape)
        assert line.text() == before
        stage.settle()
        assert foot.saved.isVisible()
        assert not stage.page.record.person.dirty
        press(line, Qt.Key.Key_Escape)
    assert len(said) == 2
    stage.page.save_now()
    stage.settle()
    assert stored(stage, "person", YONG_HUI).version == 1
    with stage.vault.read() as reader:
        assert reader.drafts() == {}
    assert stage.troubles == []
