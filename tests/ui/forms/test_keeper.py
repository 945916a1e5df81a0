"""Autosave: drafts of what cannot be saved, saves of what can, both versions on a conflict, undo in order."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.errors import DiskTrouble, Invalid
from app.messages import Msg
from app.records import TYPES
from app.records.record import Record, new
from app.services.drafts import keep
from app.services.saving import draft_key, save
from app.values import Text, UncertainDate, uncertain
from tests.ui.forms.conftest import Bench
from tests.ui.keys import compose, press, type_hangul, type_text
from tests.ui.people import CASE, EVENT, OTHER, YONG_HUI
from ui.forms import Editor, Form, Keeper, undo_of
from ui.forms.choices import TermEditor
from ui.forms.conflict import ConflictPanel, differing, merged
from ui.forms.keeper import is_long
from ui.forms.row import RowEditor
from ui.forms.rows import RowsEditor
from ui.frame.bars import StatusBar
from ui.pages.events.sheets import RecordSheet
from ui.parts.form import PartForm
from ui.widgets import Label, column


def stored(bench: Bench, record: Record) -> Record:
    with bench.vault.read() as reader:
        return reader.get(record.type, record.id)


def drafts(bench: Bench) -> dict[str, Record]:
    with bench.vault.read() as reader:
        return reader.drafts()


def form_of(bench: Bench, record: Record, draft: Record | None = None) -> tuple[Form, Keeper]:
    form = Form(TYPES[record.type], bench.lookup)
    bench.show(form)
    keeper = Keeper(form, bench.desk)
    keeper.open(stored(bench, record), draft)
    bench.settle()
    return form, keeper


def line(form: Form, key: str) -> QLineEdit:
    found = form.editors[key].control
    assert isinstance(found, QLineEdit)
    return found


def term(editor: Editor) -> TermEditor:
    assert isinstance(editor, TermEditor)
    return editor


def rows(form: Form, key: str) -> list[RowEditor]:
    found = form.editors[key]
    assert isinstance(found, RowsEditor)
    return found.rows


def test_a_valid_edit_is_saved_after_a_pause(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being composed then is left to whoever composes it: a save by a clock took syllables apart."""
    form, keeper = form_of(bench, YONG_HUI)
    committed: list[bool] = []
    monkeypatch.setattr("ui.ime._commit", lambda: committed.append(True))
    with bench.qtbot.waitSignal(keeper.saved, timeout=60_000):
        type_hangul(line(form, "occupation"), "광부")
    assert stored(bench, YONG_HUI).phrase("occupation") == Text("광부", "ko")
    assert not form.dirty
    assert committed == []
    keeper.save_now()
    assert committed != []


def test_what_cannot_be_saved_is_kept_as_a_draft_and_comes_back(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    waits: list[bool] = []
    keeper.waits.connect(waits.append)
    line(form, "birth").setText("no date at all")
    keeper.leave()
    bench.settle()
    assert stored(bench, YONG_HUI).version == 1
    kept = drafts(bench)[draft_key(YONG_HUI)]
    assert waits == [True]
    again = Form(TYPES["person"], bench.lookup)
    bench.show(again)
    second = Keeper(again, bench.desk)
    second.open(stored(bench, YONG_HUI), kept)
    assert line(again, "birth").text() == "no date at all"
    assert again.editors["birth"].problem
    line(again, "birth").setText("1992")
    second.save_now()
    bench.settle()
    assert stored(bench, YONG_HUI).date("birth") == uncertain("1992")
    assert drafts(bench) == {}


def foot_of(bench: Bench) -> StatusBar:
    foot = StatusBar()
    bench.show(foot)
    for signal, slot in (
        (bench.desk.saving, foot.set_saving),
        (bench.desk.drafted, foot.set_drafted),
        (bench.desk.unsaved, foot.set_unsaved),
    ):
        signal.connect(slot)
    return foot


@pytest.mark.parametrize(("key", "text"), [("occupation", "miner"), ("birth", "no date at all")])
def test_what_the_disk_did_not_take_is_not_called_saved(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, key: str, text: str
) -> None:
    """Neither a save nor a draft; once the disk is there again, what was typed is there too."""
    form, keeper = form_of(bench, YONG_HUI)
    foot = foot_of(bench)

    def gone() -> NoReturn:
        raise DiskTrouble(Msg.DISK_FAILED)

    with monkeypatch.context() as pulled:
        pulled.setattr(bench.vault, "write", gone)
        line(form, key).setText(text)
        for _again in range(2):
            keeper.leave()
            bench.settle()
            assert foot.saved.text().startswith("Not saved yet")
    assert bench.troubles
    keeper.leave()
    bench.settle()
    if key == "occupation":
        assert foot.saved.text() == "All changes saved"
        assert stored(bench, YONG_HUI).phrase("occupation").text == "miner"
    else:
        assert foot.saved.text().startswith("Kept as a draft")
        assert draft_key(YONG_HUI) in drafts(bench)


def test_what_a_service_refuses_is_called_a_draft(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form finds nothing wrong with it; what is kept is a draft until a save is taken."""
    form, keeper = form_of(bench, YONG_HUI)
    foot = foot_of(bench)

    def refuse(*_: object) -> NoReturn:
        raise Invalid(Msg.CODE_TAKEN)

    with monkeypatch.context() as strict:
        strict.setattr("app.services.drafts.save_in", refuse)
        line(form, "occupation").setText("miner")
        keeper.save_now()
        bench.settle()
    assert foot.saved.text().startswith("Kept as a draft")
    keeper.save_now()
    bench.settle()
    assert foot.saved.text() == "All changes saved"
    assert drafts(bench) == {}


def test_what_is_typed_while_a_save_is_under_way_is_saved_too(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    line(form, "occupation").setText("miner")
    keeper.save_now()
    line(form, "occupation").setText("miner, later cook")
    keeper.save_now()
    bench.settle()
    assert stored(bench, YONG_HUI).phrase("occupation").text == "miner, later cook"
    assert bench.troubles == []
    assert line(form, "occupation").text() == "miner, later cook"


def test_undo_in_a_field_goes_back_to_what_was_saved_and_no_further(bench: Bench) -> None:
    """Qt takes all that was typed in one go, with what was pasted before, as one step: it was all gone."""
    form, keeper = form_of(bench, CASE)
    person, of_person = form_of(bench, YONG_HUI)
    edit, name = form.editors["narrative"].control, line(person, "occupation")
    assert isinstance(edit, QPlainTextEdit)
    source, after = QMimeData(), edit.toPlainText()
    source.setText("What she said. ")
    edit.setFocus()
    edit.insertFromMimeData(source)
    type_text(edit, "And more.")
    edit.undo()
    assert edit.toPlainText() == f"What she said. {after}", "what was pasted stands"
    for control, saves, whole in (
        (edit, keeper, f"What she said. One. {after}"),
        (name, of_person, f"One. {name.text()}"),
    ):
        control.setFocus()
        if isinstance(control, QLineEdit):
            control.home(False)
        type_text(control, "One. ")
        saves.save_now()
        bench.settle()
        type_text(control, "Two.")
        control.undo()
        text = control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()
        assert text == whole
    form.window().activateWindow()
    edit.setFocus()
    type_text(edit, "Three.")
    keeper.save_now()
    bench.settle()
    undo_of(bench.desk).undo()
    bench.settle()
    form.show_record(stored(bench, CASE))
    assert edit.toPlainText() == f"What she said. One. {after}"
    assert edit.textCursor().position() == len("What she said. One. "), "typing goes on where it was undone"


def test_both_versions_are_kept_and_shown_on_a_conflict(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    save(bench.vault, stored(bench, YONG_HUI).with_values(birth=uncertain("1990"), role="witness"))
    seen: list[tuple[Record, Record, Record]] = []
    keeper.conflicted.connect(lambda *three: seen.append(three))
    line(form, "birth").setText("1995")
    line(form, "occupation").setText("cook")
    keeper.save_now()
    bench.settle()
    mine, base, theirs = seen[0]
    assert stored(bench, YONG_HUI).date("birth") == uncertain("1990")
    assert drafts(bench)[draft_key(YONG_HUI)].date("birth") == uncertain("1995")
    assert differing(mine, base, theirs) == ["birth"]
    panel = form.findChild(ConflictPanel)
    assert isinstance(panel, ConflictPanel)
    assert not panel.keep.isEnabled()
    panel.choices["birth"].buttons()[0].click()
    panel.keep.click()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert now.date("birth") == uncertain("1995")
    assert now.text("role") == "witness"
    assert now.phrase("occupation").text == "cook"
    assert drafts(bench) == {}


def test_what_is_typed_while_both_versions_are_shown_is_kept_with_the_first(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    save(bench.vault, stored(bench, YONG_HUI).with_values(birth=uncertain("1990")))
    line(form, "birth").setText("1995")
    keeper.save_now()
    bench.settle()
    again = Form(TYPES["person"], bench.lookup)
    bench.show(again)
    second = Keeper(again, bench.desk)
    second.open(stored(bench, YONG_HUI), drafts(bench)[draft_key(YONG_HUI)])
    line(again, "occupation").setText("cook")
    second.leave()
    bench.settle()
    kept = drafts(bench)[draft_key(YONG_HUI)]
    assert kept.date("birth") == uncertain("1995")
    assert kept.phrase("occupation").text == "cook"


def part_of(bench: Bench, page: QWidget, *typed: tuple[str, str]) -> PartForm:
    """The form of a part that was just opened: its draft has not arrived, and something is typed."""
    part = PartForm(bench.desk, bench.lookup, TYPES["person"], ("occupation", "birth", "note"))
    page.setLayout(column(part))
    bench.show(page)
    part.open(stored(bench, YONG_HUI))
    for key, words in typed:
        control = part.form.editors[key].control
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.setFocus()
        control.clear()
        type_text(control, words)
    return part


def begun(bench: Bench, **values: Text | UncertainDate) -> None:
    """Leave a draft of an earlier session."""
    kept = stored(bench, YONG_HUI).with_values(**values)
    keep(bench.vault, draft_key(kept), kept)


def test_what_is_typed_before_the_draft_arrives_joins_it(bench: Bench) -> None:
    begun(bench, occupation=Text("miner", "en"))
    page = QWidget()
    part = part_of(bench, page, ("birth", "1995"))
    bench.settle()
    part.keeper.save_now()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert (now.phrase("occupation").text, now.date("birth")) == ("miner", uncertain("1995"))
    assert drafts(bench) == {}


def test_a_field_that_the_draft_and_what_is_typed_both_changed_shows_both(bench: Bench) -> None:
    begun(bench, occupation=Text("miner", "en"), birth=uncertain("1995"))
    page = QWidget()
    part = part_of(bench, page, ("occupation", "cook"))
    bench.settle()
    panel = part.form.findChild(ConflictPanel)
    assert isinstance(panel, ConflictPanel)
    assert list(panel.choices) == ["occupation"]
    assert stored(bench, YONG_HUI).phrase("occupation").text == "cook"
    assert drafts(bench)[draft_key(YONG_HUI)].phrase("occupation").text == "miner"
    panel.choices["occupation"].buttons()[0].click()
    panel.keep.click()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert (now.phrase("occupation").text, now.date("birth")) == ("miner", uncertain("1995"))
    assert drafts(bench) == {}


def test_what_is_typed_into_a_sheet_before_its_draft_arrives_joins_it(bench: Bench) -> None:
    event, page = stored(bench, EVENT), QWidget()
    bench.show(page)
    kept = event.with_values(title=Text("A train", "en"), note=Text("Ask the driver", "en"))
    keep(bench.vault, draft_key(event), kept)
    sheet = RecordSheet(bench.desk, event, "Event", page)
    line(sheet.form, "title").setText("A bus")
    bench.settle()
    assert sheet.form.read().phrase("note").text == "Ask the driver"
    (panel,) = sheet.findChildren(ConflictPanel)
    assert list(panel.choices) == ["title"]
    line(sheet.form, "time_note").setText("at dawn")
    panel.choices["title"].buttons()[0].click()
    panel.keep.click()
    now = sheet.form.read()
    found = [now.phrase(key).text for key in ("title", "note", "time_note")]
    assert found == ["A train", "Ask the driver", "at dawn"]
    sheet.reject()
    bench.settle()


@pytest.mark.parametrize(("key", "words"), [("occupation", "cook"), ("birth", "when the river froze")])
def test_a_part_that_is_left_before_its_draft_arrives_keeps_both(bench: Bench, key: str, words: str) -> None:
    begun(bench, note=Text("left the mine", "en"))
    page = QWidget()
    part = part_of(bench, page, (key, words))
    part.finish()
    shiboken6.delete(part)
    bench.settle()
    draft = drafts(bench)[draft_key(YONG_HUI)]
    assert draft.phrase("note").text == "left the mine"
    saved = stored(bench, YONG_HUI) if key == "occupation" else draft
    assert words in (saved.phrase("occupation").text, (saved.date("birth") or uncertain("1990")).words)


def test_a_syllable_that_is_being_composed_when_the_draft_arrives_is_finished_first(bench: Bench) -> None:
    begun(bench, occupation=Text("광부", "ko"))
    page = QWidget()
    part = part_of(bench, page)
    field = line(part.form, "occupation")
    field.setFocus()
    compose(field, "ᄋ", "요")
    bench.settle()
    assert field.text() == ""
    compose(field, commit="요")
    bench.qtbot.waitUntil(lambda: part.form.findChild(ConflictPanel) is not None, timeout=60_000)
    bench.settle()
    assert stored(bench, YONG_HUI).phrase("occupation").text == "요"
    assert drafts(bench)[draft_key(YONG_HUI)].phrase("occupation").text == "광부"


def test_the_answer_to_a_conflict_leaves_a_syllable_to_whoever_composes_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    save(bench.vault, stored(bench, YONG_HUI).with_values(birth=uncertain("1990")))
    line(form, "birth").setText("1995")
    keeper.save_now()
    committed: list[bool] = []
    monkeypatch.setattr("ui.ime._commit", lambda: committed.append(True))
    occupation = line(form, "occupation")
    occupation.setFocus()
    compose(occupation, "ᄀ", "과")
    bench.settle()
    panel = form.findChild(ConflictPanel)
    assert isinstance(panel, ConflictPanel)
    assert committed == []
    compose(occupation, commit="광")
    panel.choices["birth"].buttons()[0].click()
    panel.keep.click()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert (now.phrase("occupation").text, now.date("birth")) == ("광", uncertain("1995"))


def test_a_draft_that_holds_nothing_else_asks_nobody_to_choose(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    sex = form.editors["sex"]
    assert isinstance(sex, TermEditor)
    kind = term(rows(form, "names")[0].editors["kind"])
    for editor, around in ((kind, form.editors["names"]), (sex, sex)):
        rows(form, "names")[0].open(True)
        editor.combo.line.setFocus()
        type_text(editor.combo.line, "no such word")
        assert (bool(around.problem), around.marked, editor.marked) == (True, "", "")
        keeper.save_now()
        assert around.marked == editor.marked == editor.problem
        assert editor.control.property("state") == "wrong"
        if editor is kind:
            editor.combo.setEditText("")
    keeper.leave()
    bench.settle()
    kept = drafts(bench)[draft_key(YONG_HUI)]
    save(bench.vault, stored(bench, YONG_HUI).with_values(role="witness"))
    again = Form(TYPES["person"], bench.lookup)
    bench.show(again)
    second = Keeper(again, bench.desk)
    second.open(stored(bench, YONG_HUI), replace(kept, values=stored(bench, YONG_HUI).values, typed={}))
    bench.settle()
    assert again.findChild(ConflictPanel) is None
    assert drafts(bench) == {}


def test_what_is_no_value_of_its_field_waits_in_the_draft_and_comes_back_as_typed(bench: Bench) -> None:
    """A term, a record, a term of a row of names, and one of a row that holds nothing else."""
    person, keep_person = form_of(bench, YONG_HUI)
    case, keep_case = form_of(bench, CASE)
    sex, kind = term(person.editors["sex"]), term(rows(person, "names")[0].editors["kind"])
    factor = term(rows(case, "risks")[0].editors["factor"])
    for editor, words in ((sex, "no such word"), (kind, "예명 같은 것"), (factor, "한 번도 없던 위험")):
        editor.combo.setEditText(words)
    line(case, "source").setText("a woman at the market")
    line(case, "source").textEdited.emit("a woman at the market")
    for keeper in (keep_person, keep_case):
        keeper.leave()
    bench.settle()
    assert (stored(bench, YONG_HUI).version, stored(bench, CASE).version) == (1, 1)
    again, second = form_of(bench, YONG_HUI, drafts(bench)[draft_key(YONG_HUI)])
    other, _keeper = form_of(bench, CASE, drafts(bench)[draft_key(CASE)])
    found = (
        term(again.editors["sex"]),
        term(rows(again, "names")[0].editors["kind"]),
        term(rows(other, "risks")[0].editors["factor"]),
    )
    assert [e.combo.currentText() for e in found] == ["no such word", "예명 같은 것", "한 번도 없던 위험"]
    assert line(other, "source").text() == "a woman at the market"
    assert all(e.wrong for e in (*found, other.editors["source"], other.editors["risks"]))
    assert found[0].value() == sex.value() == stored(bench, YONG_HUI).text("sex"), "what is saved stands"
    assert again.read().typed == drafts(bench)[draft_key(YONG_HUI)].typed
    found[0].combo.setEditText("Male")
    found[1].combo.setEditText("")
    second.save_now()
    bench.settle()
    assert stored(bench, YONG_HUI).text("sex") == "male"
    assert list(drafts(bench)) == [draft_key(CASE)]


def test_a_number_and_records_that_are_none_wait_in_the_draft(bench: Bench) -> None:
    claim = new("claim", claimant=Text("A group", "en"), wording=Text("many", "en"))
    form = Form(TYPES["claim"], bench.lookup)
    bench.show(form)
    form.show_record(claim)
    line(form, "low").setText("1.5")
    line(form, "crossings").setText("somewhere near Tumen")
    line(form, "crossings").textEdited.emit("somewhere near Tumen")
    draft = form.read()
    assert draft.typed == {"low": "1.5", "crossings": "somewhere near Tumen"}
    again = Form(TYPES["claim"], bench.lookup)
    bench.show(again)
    again.show_record(claim, draft)
    assert [line(again, key).text() for key in ("low", "crossings")] == ["1.5", "somewhere near Tumen"]
    assert again.unreadable
    again.show_record(new("claim"))
    assert [line(again, key).text() for key in ("low", "crossings")] == ["", ""]


def test_a_draft_of_what_is_typed_no_more_is_forgotten(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    before = line(form, "birth").text()
    line(form, "birth").setText("no date at all")
    keeper.keep_draft()
    line(form, "birth").setText(before)
    keeper.leave()
    bench.settle()
    assert drafts(bench) == {}


def test_the_saved_version_can_be_chosen_too(bench: Bench) -> None:
    base = stored(bench, YONG_HUI)
    mine = base.with_values(birth=uncertain("1995"), sex="male")
    theirs = base.with_values(birth=uncertain("1990"))
    assert merged(mine, base, theirs, {"birth": False}).values == theirs.with_values(sex="male").values


def test_escape_in_a_row_concerns_the_field_it_is_pressed_in(bench: Bench) -> None:
    form, _keeper = form_of(bench, YONG_HUI)
    names = rows(form, "names")
    latin, birth = names[1], names[0]
    system, text = latin.editors["system"], latin.first.control
    assert isinstance(text, QLineEdit)
    system.show_value("ad_hoc")
    system.changed.emit()
    text.setText("")
    for right in (system.control, birth.first.control):
        press(right, Qt.Key.Key_Escape)
    assert (system.value(), text.text()) == ("ad_hoc", "")
    framed = [c for c in (system, latin.first, birth.first) if c.control.property("state") == "wrong"]
    assert framed == [latin.first]
    assert form.first_wrong() is form.editors["names"]
    form.focus_first()
    assert text.hasFocus()
    press(text, Qt.Key.Key_Escape)
    assert (system.value(), text.text()) == ("ad_hoc", "Ri Yong Hui")
    assert text.property("state") != "wrong"
    assert form.valid


def test_undo_goes_back_over_fields_and_records(bench: Bench) -> None:
    person, keep_person = form_of(bench, YONG_HUI)
    case, keep_case = form_of(bench, CASE)
    line(person, "birth").setText("1993")
    keep_person.save_now()
    bench.settle()
    line(case, "exit").setText("2017")
    keep_case.save_now()
    bench.settle()
    undo = undo_of(bench.desk)
    undo.undo()
    undo.undo()
    bench.settle()
    assert stored(bench, CASE).date("exit") == CASE.date("exit")
    assert stored(bench, YONG_HUI).date("birth") == YONG_HUI.date("birth")
    undo.redo()
    bench.settle()
    assert stored(bench, YONG_HUI).date("birth") == uncertain("1993")
    assert bench.troubles == []


def test_a_form_is_built_from_the_declarations_alone(bench: Bench) -> None:
    for kind in TYPES.values():
        form = Form(kind, bench.lookup)
        bench.show(form)
        expected = [f.key for f in kind.fields if f.key != kind.parent and not f.retired]
        assert list(form.editors) == expected
        for key, editor in form.editors.items():
            assert form.label_of(key).buddy() is editor.control
            assert editor.control.accessibleName()


def test_what_is_typed_into_a_record_that_is_left_while_a_save_is_under_way_is_saved(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    line(form, "occupation").setText("miner")
    keeper.save_now()
    line(form, "occupation").setText("miner, later cook")
    keeper.leave()
    keeper.open(stored(bench, OTHER))
    line(form, "occupation").setText("clerk")
    keeper.leave()
    bench.settle()
    assert stored(bench, YONG_HUI).phrase("occupation").text == "miner, later cook"
    assert stored(bench, OTHER).phrase("occupation").text == "clerk"
    assert drafts(bench) == {}
    assert bench.troubles == []


def test_undo_right_after_typing_takes_back_what_was_typed(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    line(form, "occupation").setText("miner")
    keeper.save_now()
    undo_of(bench.desk).undo()
    bench.settle()
    assert stored(bench, YONG_HUI).phrase("occupation") == Text("")
    assert stored(bench, YONG_HUI).version == 3


def test_undo_hears_of_a_save_whose_form_is_gone(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    line(form, "occupation").setText("miner")
    keeper.leave()
    form.deleteLater()
    bench.settle()
    undo_of(bench.desk).undo()
    bench.settle()
    assert stored(bench, YONG_HUI).version == 3


def test_a_very_long_text_is_saved_less_often(bench: Bench) -> None:
    assert is_long(CASE.with_values(narrative=Text("x" * 200_000)))
    assert not is_long(CASE)


def test_what_is_missing_is_said_after_its_field_was_left_not_before(bench: Bench) -> None:
    form = Form(TYPES["event"], bench.lookup, quiet=False)
    bench.show(form)
    form.show_record(new("event", kind="forced_return", returning_state="CN"))
    code, title, date = (form.editors[key] for key in ("code", "title", "date"))
    code.setFocus()
    type_text(code.control, "20")
    assert (title.wrong, date.wrong) == ("", "")
    title.setFocus()
    date.setFocus()
    assert (title.wrong, form.label_of("title").text()) == ("", "Title (required)"), "it was passed only"
    title.setFocus()
    type_text(title.control, "R")
    press(title.control, Qt.Key.Key_Backspace)
    assert [title.wrong] == [""], "somebody is in it"
    date.setFocus()
    assert title.wrong, "it was emptied"
    assert [key for key, editor in form.editors.items() if editor.wrong] == ["title"]
    form.mark_all()
    assert date.wrong


def test_fields_under_several_headings_begin_on_one_line(bench: Bench) -> None:
    form = Form(TYPES["event"], bench.lookup, quiet=False)
    bench.show(form)
    bench.settle()
    left = {e.mapTo(form, e.rect().topLeft()).x() for e in form.editors.values() if not e.wide}
    assert len(left) == 1


def test_what_is_typed_while_both_versions_are_shown_is_kept_too(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    save(bench.vault, stored(bench, YONG_HUI).with_values(birth=uncertain("1990")))
    line(form, "birth").setText("1995")
    keeper.save_now()
    bench.settle()
    line(form, "occupation").setText("cook")
    panel = form.findChild(ConflictPanel)
    assert isinstance(panel, ConflictPanel)
    panel.choices["birth"].buttons()[1].click()
    panel.keep.click()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert now.date("birth") == uncertain("1990")
    assert now.phrase("occupation").text == "cook"


def test_what_is_odd_is_said_beside_the_field_and_saved_all_the_same(bench: Bench) -> None:
    form, keeper = form_of(bench, YONG_HUI)
    birth = form.editors["birth"]
    line(form, "birth").selectAll()
    with bench.qtbot.waitSignal(keeper.saved, timeout=60_000):
        type_text(line(form, "birth"), "1876")
    assert (birth.below.property("look"), birth.wrong, form.valid) == ("warn", "", True)
    assert "nobody is known to have lived longer than 122 years" in birth.below.text()
    assert line(form, "birth").property("state") != "wrong"
    assert stored(bench, YONG_HUI).date("birth") == uncertain("1876")
    line(form, "birth").selectAll()
    type_text(line(form, "birth"), "1976")
    assert birth.below.property("look") == "echo"


def test_where_both_sides_changed_other_fields_it_is_said_which_and_both_can_be_kept(bench: Bench) -> None:
    """Nothing is merged unasked."""
    form, keeper = form_of(bench, YONG_HUI)
    save(bench.vault, stored(bench, YONG_HUI).with_values(sex="male"))
    line(form, "birth").setText("1995")
    keeper.save_now()
    bench.settle()
    assert stored(bench, YONG_HUI).date("birth") == YONG_HUI.date("birth")
    panel = form.findChild(ConflictPanel)
    assert isinstance(panel, ConflictPanel)
    said = [label.text() for label in panel.findChildren(Label) if label.isVisible()]
    assert said[-6:] == ["Sex", "(not changed)", "male", "Born", "1995", "(not changed)"]
    assert (panel.choices, panel.keep.text()) == ({}, "Keep both")
    panel.keep.click()
    bench.settle()
    now = stored(bench, YONG_HUI)
    assert (now.text("sex"), now.date("birth")) == ("male", uncertain("1995"))
    assert drafts(bench) == {}
