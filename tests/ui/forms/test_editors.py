"""Every editor: a value in, the same out; what is typed becomes a value; Korean is composed safely."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.fields import Field, FieldType
from app.records import TYPES, new, row
from app.records.record import Record
from app.values import Row, Text, Translation, UncertainDate, Value, uncertain
from tests.fakes import FakeVault
from tests.ui.forms.conftest import Bench
from tests.ui.keys import compose, press, type_hangul, type_text
from tests.ui.people import EVENT, HELONG, MUSAN, NANPING
from ui.forms import Editor, editor_for
from ui.forms.choices import TermEditor, TermsEditor
from ui.forms.dates import DateEditor
from ui.forms.long_texts import LongTextEditor
from ui.forms.lookup import called_so, find_hits
from ui.forms.reading import say_date
from ui.forms.record_editors import RecordEditor, RecordsEditor
from ui.forms.references import FindLine
from ui.forms.rows import RowsEditor
from ui.forms.texts import PhraseEditor
from ui.forms.ticks import TickList
from ui.widgets import column

CASE, PERSON, EVENT_TYPE, CLAIM, CONSENT = (
    TYPES[t].by_key for t in ("case", "person", "event", "claim", "consent")
)

VALUES: list[tuple[Field, Value]] = [
    (CASE["code"], "K7QM-2XDP"),
    (PERSON["occupation"], Text("miner", "en", (Translation("ko", "광부", "Han"),))),
    (CASE["narrative"], Text("one\n\ntwo\u00a0three", "en")),
    (CLAIM["low"], 2600),
    (PERSON["birth"], uncertain("[1991,1992]", "1991 or 1992")),
    (CASE["status"], "sentenced"),
    (CASE["risk_factors"], ("church_contact", "trafficked")),
    (CASE["distressing"], "yes"),
    (PERSON["home"], MUSAN.id),
    (EVENT_TYPE["origin"], (HELONG.id, MUSAN.id)),
    (PERSON["names"], (row(text="리영희", script="hangul", kind="birth"), row(text="Ri", script="latin"))),
]


def made(bench: Bench, field: Field) -> Editor:
    editor = editor_for(field, bench.lookup)
    bench.show(editor)
    return editor


def line(editor: Editor) -> QLineEdit:
    found = editor.findChild(QLineEdit)
    assert found is not None
    found.setFocus()
    return found


@pytest.mark.parametrize(("field", "value"), VALUES, ids=[f.key for f, _v in VALUES])
def test_a_value_goes_in_and_comes_out(bench: Bench, field: Field, value: Value) -> None:
    editor = made(bench, field)
    told: list[int] = []
    editor.changed.connect(lambda: told.append(1))
    editor.show_value(value)
    bench.settle()
    assert editor.value() == value
    editor.show_value(None)
    assert editor.value() is None
    assert told == []


@pytest.mark.parametrize("field", [f for f, _v in VALUES], ids=[f.key for f, _v in VALUES])
def test_every_editor_has_a_name_and_takes_the_cursor(bench: Bench, field: Field) -> None:
    editor = made(bench, field)
    editor.show_value(None)
    editor.setFocus()
    focused = editor.window().focusWidget()
    assert isinstance(focused, QWidget)
    assert focused.accessibleName()


def test_every_type_of_field_has_an_editor(bench: Bench) -> None:
    for kind in FieldType:
        assert editor_for(Field("x", kind, "X", vocabulary="sex", of="place"), bench.lookup)


def test_hangul_is_composed_and_only_what_is_committed_counts(bench: Bench) -> None:
    editor = made(bench, CASE["code"])
    field = line(editor)
    compose(field, "ㅎ", "호")
    assert editor.value() is None
    type_hangul(field, "홍길동")
    assert editor.value() == "홍길동"


def test_a_preedit_in_a_long_text_changes_nothing(bench: Bench) -> None:
    editor = made(bench, CASE["narrative"])
    assert isinstance(editor, LongTextEditor)
    told: list[int] = []
    editor.changed.connect(lambda: told.append(1))
    edit = editor.findChild(QPlainTextEdit)
    assert edit is not None
    compose(edit, "ㄱ", "가", "강")
    assert told == []
    type_hangul(edit, "강제송환")
    assert editor.value() == Text("강제송환", "ko")


def test_the_print_of_a_long_text_begins_below_its_label(bench: Bench) -> None:
    editor = made(bench, CASE["narrative"])
    assert isinstance(editor, LongTextEditor)

    def letters() -> int:
        return editor.edit.viewport().mapTo(editor, editor.edit.cursorRect().topLeft()).x()

    quiet = letters()
    assert quiet <= 8, "the label stands at 0"
    editor.edit.setFocus()
    assert letters() == quiet, "and stay where they are when touched"


def test_tab_leaves_a_long_text(bench: Bench) -> None:
    editor = made(bench, CASE["narrative"])
    edit = editor.findChild(QPlainTextEdit)
    assert edit is not None
    assert edit.tabChangesFocus()


def test_a_narrative_of_400_000_words_is_kept_whole(bench: Bench) -> None:
    editor = made(bench, CASE["narrative"])
    words = " ".join(["word"] * 400_000)
    editor.show_value(Text(words, "en"))
    edit = editor.findChild(QPlainTextEdit)
    assert edit is not None
    with bench.qtbot.waitSignal(editor.changed, timeout=60_000):
        type_text(edit, "x")
    value = editor.value()
    assert isinstance(value, Text)
    assert value.text == "x" + words


def test_a_lone_surrogate_and_nul_are_refused_at_the_field(bench: Bench) -> None:
    for wrong in ("a\x00b", "a\ud800b"):
        editor = made(bench, CASE["narrative"])
        assert isinstance(editor, LongTextEditor)
        editor._plain = lambda wrong=wrong: wrong  # type: ignore[method-assign,misc]
        editor._read()
        assert editor.problem
        assert editor.value() == Text("ab", "en")


def test_pasted_lines_become_one(bench: Bench) -> None:
    editor = made(bench, PERSON["occupation"])
    line(editor).setText("one\ntwo")
    assert editor.value() == Text("one two", "en")


def test_the_language_of_a_phrase_follows_its_script_until_it_is_chosen(bench: Bench) -> None:
    editor = made(bench, PERSON["occupation"])
    assert isinstance(editor, PhraseEditor)
    type_hangul(line(editor), "광부")
    assert editor.value() == Text("광부", "ko")
    editor.set_language("zh")
    assert editor.value() == Text("광부", "zh")


def test_a_key_opens_the_languages_of_a_text_that_tab_passes(bench: Bench) -> None:
    editor = made(bench, PERSON["occupation"])
    assert isinstance(editor, PhraseEditor)
    type_hangul(line(editor), "광부")
    assert not editor.tongue.focusPolicy() & Qt.FocusPolicy.TabFocus
    press(line(editor), Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Korean"]
    menu.close()


def test_a_translation_stands_below_and_keeps_its_maker(bench: Bench) -> None:
    editor = made(bench, PERSON["occupation"])
    assert isinstance(editor, PhraseEditor)
    editor.show_value(Text("miner", "en", (Translation("ko", "광부", "Han"),)))
    editor.add_translation("zh")
    other = editor.others["zh"]
    assert isinstance(other, QLineEdit)
    other.setText("矿工")
    value = editor.value()
    assert isinstance(value, Text)
    assert set(value.translations) == {Translation("ko", "광부", "Han"), Translation("zh", "矿工")}


def test_a_translation_is_by_who_works_here_or_by_a_machine(bench: Bench) -> None:
    bench.desk.staff = "Han Seo-yun"
    editor = made(bench, PERSON["occupation"])
    assert isinstance(editor, PhraseEditor)
    editor.show_value(Text("miner", "en", (Translation("ko", "광부", "Kim", True),)))
    assert editor.value() == Text("miner", "en", (Translation("ko", "광부", "Kim", True),))
    assert editor.others["ko"].accessibleDescription() == "Translated by a machine"
    editor.set_machine("ko", False)
    assert editor.value() == Text("miner", "en", (Translation("ko", "광부", "Han Seo-yun"),))
    editor.set_machine("ko", True)
    assert editor.value() == Text("miner", "en", (Translation("ko", "광부", "Kim", True),))
    other = editor.others["ko"]
    assert isinstance(other, QLineEdit)
    editor.set_machine("ko", False)
    other.setText("탄광 노동자")
    assert editor.value() == Text("miner", "en", (Translation("ko", "탄광 노동자", "Han Seo-yun"),))


def test_a_long_text_has_translations_too(bench: Bench) -> None:
    editor = made(bench, CASE["account"])
    assert isinstance(editor, LongTextEditor)
    editor.show_value(Text("She was held.", "en"))
    editor.add_translation("ko")
    other = editor.others["ko"]
    assert isinstance(other, QPlainTextEdit)
    with bench.qtbot.waitSignal(editor.changed, timeout=60_000):
        type_hangul(other, "구금")
    assert editor.value() == Text("She was held.", "en", (Translation("ko", "구금"),))


def test_a_large_text_is_laid_out_when_it_is_looked_at(bench: Bench) -> None:
    editor = editor_for(CASE["narrative"], bench.lookup)
    editor.show_value(Text("x" * 50_000, "en"))
    edit = editor.findChild(QPlainTextEdit)
    assert edit is not None
    assert edit.document().characterCount() == 1
    assert editor.value() == Text("x" * 50_000, "en")
    bench.show(editor)
    assert edit.document().characterCount() == 50_001
    assert editor.value() == Text("x" * 50_000, "en")


def test_a_date_says_what_it_understood(bench: Bench) -> None:
    editor = made(bench, PERSON["birth"])
    assert isinstance(editor, DateEditor)
    field = line(editor)
    type_text(field, "1992-10")
    assert editor.value() == uncertain("1992-10")
    assert "October 1992" in editor.below.text()
    assert editor.below.isVisible()


def test_a_date_that_is_not_understood_is_marked_and_keeps_the_words(bench: Bench) -> None:
    editor = made(bench, PERSON["birth"])
    field = line(editor)
    type_text(field, "1992-13")
    assert editor.problem
    assert field.property("state") == "wrong"
    value = editor.value()
    assert isinstance(value, UncertainDate)
    assert (value.edtf, value.words) == ("XXXX", "1992-13")
    again = made(bench, PERSON["birth"])
    again.show_value(value)
    assert again.problem
    assert line(again).text() == "1992-13"


def test_a_term_is_found_by_typing_part_of_its_label(bench: Bench) -> None:
    editor = made(bench, CASE["status"])
    assert isinstance(editor, TermEditor)
    field = editor.combo.line
    field.setFocus()
    field.selectAll()
    type_text(field, "sentenc")
    assert (bool(editor.problem), editor.marked, editor.control.property("state")) == (True, "", "")
    editor.combo.clearFocus()
    field.clearFocus()
    editor.leaving()
    assert editor.value() == "sentenced"
    assert (editor.problem, editor.marked) == ("", "")
    for leave in (field.clearFocus, editor.tried, field.returnPressed.emit):
        editor.show_value("sentenced")
        field.setFocus()
        field.selectAll()
        type_text(field, "zzz")
        typing = editor.marked
        leave()
        assert [typing, editor.marked, editor.below.text()] == ["", *["Choose one of the list."] * 2]
        assert editor.control.property("state") == "wrong"
        field.setFocus()
        type_text(field, "z")
        assert editor.marked, "it was told"


@pytest.mark.parametrize(
    ("record", "key", "typed", "code"),
    [
        ("claim", "measure", "returned", "handed_over"),
        ("claim", "measure", "북송", "handed_over"),
        ("claim", "claimant_kind", "NGO", "organisation"),
        ("source", "type", "ngo", "non_governmental"),
        ("event", "returning_state", "중국", "CN"),
        ("claim", "state", "South K", "KR"),
    ],
)
def test_a_term_is_found_by_what_else_it_is_called(
    bench: Bench, record: str, key: str, typed: str, code: str
) -> None:
    editor = made(bench, TYPES[record].by_key[key])
    assert isinstance(editor, TermEditor)
    field = editor.combo.line
    field.setFocus()
    field.selectAll()
    (type_text if typed.isascii() else type_hangul)(field, typed)
    assert editor.combo.offers.isVisible()
    assert editor.problem, "another word is no value"
    editor.combo.line.returnPressed.emit()
    assert editor.value() == code


def test_a_number_is_whole_or_is_none(bench: Bench) -> None:
    editor = made(bench, TYPES["claim"].by_key["low"])
    field = line(editor)
    for typed, kept in (("600", 600), ("1,500", 1500), ("1.500", 1500), ("", None)):
        field.setText(typed)
        assert (editor.value(), editor.problem) == (kept, "")
    editor.show_value(600)
    for typed in ("1.5", "1,50", "15,00", "2 600 1", "."):
        field.setText(typed)
        assert editor.value() == 600
        assert editor.problem
    editor.show_value(600)
    assert (field.text(), editor.problem) == ("600", "")


def test_enter_takes_the_first_term_offered(bench: Bench) -> None:
    editor = made(bench, EVENT_TYPE["returning_state"])
    assert isinstance(editor, TermEditor)
    field = editor.combo.line
    field.setFocus()
    field.selectAll()
    type_text(field, "chi")
    assert editor.problem
    assert editor.combo.offers.objectName() == "found", "the list has the looks of the window"
    offers = editor.combo.offers
    assert offers.width() == editor.combo.width()
    assert offers.verticalScrollBar().maximum() == 0, "a completer makes room for rows, not for a padding"
    assert offers.currentIndex().data() == "China", "the row that Enter takes is marked"
    assert offers.currentIndex().row() == 0
    editor.combo.line.returnPressed.emit()
    assert editor.value() == "CN"


def test_letters_typed_slowly_stay_as_typed_while_rows_are_offered(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    for typed in ("M", "Mu", "Mus"):
        type_text(field, typed[-1])
        bench.qtbot.waitUntil(lambda: bool(editor.line.hits), timeout=60_000)
        assert editor.line.found.isVisible()
        assert field.text() == typed


def test_tab_takes_the_only_record_found(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    type_text(field, "Hel")
    bench.qtbot.waitUntil(lambda: editor.line.found.isVisible(), timeout=60_000)
    press(field, Qt.Key.Key_Tab)
    bench.qtbot.waitUntil(lambda: editor.value() == HELONG.id, timeout=60_000)
    assert not editor.problem
    title = field.text()
    for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason):
        field.clearFocus()
        assert field.cursorPosition() == 0, "its beginning shows"
        field.setFocus(reason)
        assert field.selectedText() == title
    editor.keep(HELONG.id)
    type_text(field, "nobody")
    press(field, Qt.Key.Key_Escape)
    assert (editor.value(), field.selectedText()) == (HELONG.id, title), "the next letter looks for another"


def test_tab_before_the_answer_takes_the_only_record_found(bench: Bench) -> None:
    """The Tab that ends a syllable comes before anything was looked up."""
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    type_text(field, "Hel")
    press(field, Qt.Key.Key_Tab)
    assert editor.value() is None
    bench.qtbot.waitUntil(lambda: editor.value() == HELONG.id, timeout=60_000)
    assert not editor.problem


@pytest.mark.parametrize("before", ["", "언니"])
def test_the_syllable_that_is_being_composed_is_looked_for(bench: Bench, before: str) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)

    def quiet() -> bool:
        return not any(timer.isActive() for timer in field.findChildren(QTimer))

    QApplication.sendEvent(field, QInputMethodEvent("", []))  # as a field gets it that is entered
    assert quiet()
    type_hangul(field, before)
    compose(field, "ㅁ")
    bench.qtbot.waitUntil(quiet, timeout=60_000)
    bench.settle()
    assert not editor.line.found.isVisible(), "half a syllable is offered as no name"
    compose(field, "며", "면")
    bench.qtbot.waitUntil(editor.line.found.isVisible, timeout=60_000)
    rows = editor.line.found.model()
    assert [rows.index(n, 0).data() for n in range(rows.rowCount())] == [f"Add “{before}면” as a new place"]
    for preedit, commit in (("", ""), ("", "면")):  # as ibus-hangul ends a syllable: two events
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(field, event)
    assert editor.line.found.isVisible()
    press(field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() is not None, timeout=60_000)
    assert field.text() == f"{before}면"


def test_enter_before_the_answer_takes_the_only_record_found(bench: Bench) -> None:
    """The Enter that ends a syllable comes before anything was looked up."""
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    type_text(field, "Hel")
    press(field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() == HELONG.id, timeout=60_000)
    assert not editor.line.found.isVisible()


def test_enter_before_the_answer_makes_no_record_and_shows_the_rows(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    type_text(field, "Nowhere")
    press(field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(editor.line.found.isVisible, timeout=60_000)
    bench.settle()
    assert editor.value() is None


def test_tab_makes_no_record_of_what_was_typed(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    field = line(editor)
    type_text(field, "Nowhere")
    bench.qtbot.waitUntil(lambda: editor.line.found.isVisible(), timeout=60_000)
    press(field, Qt.Key.Key_Tab)
    bench.settle()
    assert editor.value() is None


def test_tomorrow_is_written_as_the_day(bench: Bench) -> None:
    editor = made(bench, TYPES["task"].by_key["due"])
    day = bench.lookup.today + timedelta(days=1)
    type_text(line(editor), "tomorrow")
    assert editor.value() == uncertain(day.isoformat()), "without its words, which mean another day tomorrow"
    assert editor.echo().startswith("↳ Read as ")
    assert isinstance(editor, DateEditor)
    editor.leaving()
    assert line(editor).text() == say_date(uncertain(day.isoformat()), "en")
    assert editor.value() == uncertain(day.isoformat())


def test_a_term_shows_the_labels_of_the_language(bench: Bench) -> None:
    bench.lookup.language = "ko"
    editor = made(bench, CASE["status"])
    editor.show_value("sentenced")
    assert isinstance(editor, TermEditor)
    assert editor.combo.currentText() == "형 선고"


def test_terms_are_ticked_by_keyboard(bench: Bench) -> None:
    editor = made(bench, CASE["risk_factors"])
    assert isinstance(editor, TermsEditor)
    popup = editor.open()
    items = popup.list
    items.setCurrentRow(2)
    press(items, Qt.Key.Key_Space)
    assert editor.value() == ("church_contact",)
    press(items, Qt.Key.Key_Return)
    assert "church" in editor.button.text()


def test_only_a_row_that_is_seen_is_ticked(bench: Bench) -> None:
    editor = made(bench, CONSENT["recipients"])
    assert isinstance(editor, TermsEditor)
    popup = editor.open()
    type_text(popup.filter, "South Korea")  # as it is called, too
    press(popup.filter, Qt.Key.Key_Down)
    press(popup.list, Qt.Key.Key_Space)
    assert editor.value() == ("KR",)


def test_letters_open_the_list_and_enter_takes_the_only_term(bench: Bench) -> None:
    editor = made(bench, CONSENT["recipients"])
    assert isinstance(editor, TermsEditor)
    type_text(editor.button, "r")
    popup = editor.findChild(TickList)
    assert popup is not None
    type_text(popup.filter, "epublic of k")
    press(popup.filter, Qt.Key.Key_Return)
    assert editor.value() == ("KR",)


def test_enter_takes_the_marked_term_where_letters_or_arrows_led_to_it(bench: Bench) -> None:
    editor = made(bench, CONSENT["recipients"])
    assert isinstance(editor, TermsEditor)
    editor.takes = lambda code: code.startswith("un_")
    popup = editor.open()
    assert popup.list.item(0).data(Qt.ItemDataRole.UserRole) == "un_wgeid", "no government is offered"
    press(popup.filter if popup.filter.isVisible() else popup.list, Qt.Key.Key_Return)
    assert editor.value() is None, "opened to look, and closed"
    popup = editor.open()
    press(popup.list, Qt.Key.Key_Down)
    press(popup.list, Qt.Key.Key_Return)
    assert editor.value() == ("un_wgad",)
    popup = editor.open()
    press(popup.list, Qt.Key.Key_Down)
    press(popup.list, Qt.Key.Key_Space)
    press(popup.list, Qt.Key.Key_Return)
    assert editor.value() is None, "what the space bar did stands"


def test_a_click_on_the_words_ticks_them(bench: Bench) -> None:
    editor = made(bench, CASE["risk_factors"])
    assert isinstance(editor, TermsEditor)
    popup = editor.open()
    row_of = popup.list.visualItemRect(popup.list.item(1))
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row_of.center())
    assert editor.value() == (popup.list.item(1).data(Qt.ItemDataRole.UserRole),)


def test_a_record_is_found_by_a_few_letters(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    type_text(line(editor), "Hel")
    bench.qtbot.waitUntil(lambda: bool(editor.line.hits), timeout=60_000)
    assert [hit.title for hit in editor.line.hits] == ["Helong"]
    press(editor.line.found, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() == HELONG.id, timeout=60_000)
    assert editor.line.text() == "Helong"


def test_a_place_is_told_from_others_by_its_province_in_the_language_in_use() -> None:
    province = Text("North Hamgyong", translations=(Translation("ko", "함경북도"),))
    vault = FakeVault(MUSAN, HELONG, new("place", key="nh", name=province, kind="province"))
    said = {
        language: [hit.second for hit in find_hits(vault, "Musan", ["place"], language)]
        for language in ("en", "ko")
    }
    assert said == {"en": ["North Hamgyong"], "ko": ["함경북도"]}
    assert [hit.second for hit in find_hits(vault, "Helong", ["place"], "ko")] == ["Jilin"]


def test_a_province_is_said_to_be_in_no_province(bench: Bench) -> None:
    places = [new("place", key=k, name=Text(k), kind=k, province="Jilin") for k in ("province", "town")]
    bench.lookup.learn(places)
    assert [bench.lookup.hits[p.id].second for p in places] == ["province", "town, Jilin"]


def test_of_places_called_alike_the_kind_that_is_meant_stands_first() -> None:
    """The border crossing of Tumen and the town: in Korean the town has a word more."""

    def place(key: str, english: str, korean: str, kind: str) -> Record:
        return new("place", key=key, name=Text(english, translations=(Translation("ko", korean),)), kind=kind)

    vault = FakeVault(
        place("a", "Tumen", "투먼", "crossing"),
        place("b", "Tumen border detention centre", "투먼 변방구류소", "facility"),
        place("c", "Tumen", "투먼시", "town"),
    )
    for language, text in (("en", "tum"), ("en", "Tumen"), ("ko", "투"), ("ko", "투먼")):
        for meant, first in (("", "town"), ("crossing", "crossing")):
            hits = find_hits(vault, text, ["place"], language, meant)
            assert len(hits) == 3
            assert hits[0].kind == first, (text, meant)
        by_name = ["투먼시", "투먼", "투먼 변방구류소"] if language == "ko" else []
        assert [hit.title for hit in find_hits(vault, text, ["place"], "ko")][: len(by_name)] == by_name
    assert find_hits(vault, "tum", ["place"], "en", "facility")[0].kind == "facility"
    called = [called_so(hit, "투먼") for hit in find_hits(vault, "투먼", ["place"], "ko")]
    assert called == [True, True, False]  # two: Enter takes none of them unasked


def test_letters_that_are_no_record_are_marked(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    field = line(editor)
    type_text(field, "Nowhere")
    field.clearFocus()
    assert editor.value() is None
    assert editor.below.isVisible()


def test_a_name_left_too_soon_says_how_it_becomes_a_source_and_the_arrow_offers_it(bench: Bench) -> None:
    editor = made(bench, TYPES["case"].by_key["source"])
    assert isinstance(editor, RecordEditor)
    type_text(editor.line, "A daily paper")
    editor.line.clearFocus()
    bench.settle()
    assert "down arrow" in editor.wrong
    assert "add it as new" in editor.wrong
    editor.line.setFocus()
    press(editor.line, Qt.Key.Key_Down)
    bench.qtbot.waitUntil(editor.line.found.isVisible, timeout=60_000)
    press(editor.line.found, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() is not None, timeout=60_000)
    assert (editor.line.text(), editor.wrong) == ("A daily paper", "")


def test_one_letter_is_offered_as_no_name(bench: Bench) -> None:
    editor = made(bench, PERSON["home"])
    assert isinstance(editor, RecordEditor)
    type_text(editor.line, "q")
    bench.qtbot.waitUntil(editor.line.found.isVisible, timeout=60_000)
    assert editor.line.found.model().index(0, 0).data() == "Nothing here matches."
    type_text(editor.line, "q")  # control
    bench.qtbot.waitUntil(lambda: "qq" in str(editor.line.found.model().index(0, 0).data()), timeout=60_000)


def test_records_are_added_and_taken_away(bench: Bench) -> None:
    editor = made(bench, EVENT_TYPE["origin"])
    assert isinstance(editor, RecordsEditor)
    editor.show_value((MUSAN.id,))
    type_text(line(editor), "Nan")
    bench.qtbot.waitUntil(lambda: bool(editor.line.hits), timeout=60_000)
    press(editor.line.found, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() == (MUSAN.id, NANPING.id), timeout=60_000)
    editor.remove(MUSAN.id)
    assert editor.value() == (NANPING.id,)


def test_names_are_added_moved_and_removed(bench: Bench) -> None:
    editor = made(bench, PERSON["names"])
    assert isinstance(editor, RowsEditor)
    first = row(text="리영희", script="hangul")
    editor.show_value((first,))
    second = editor.add_row()
    type_text(second.first.control, "Ri Yong Hui")
    value = editor.value()
    assert isinstance(value, tuple)
    assert len(value) == 2
    assert second.value().values["script"] == "latin"
    second.asked.emit("up")
    bench.settle()
    value = editor.value()
    assert isinstance(value, tuple)
    assert [r.id for r in value if hasattr(r, "id")] == [second.id, first.id]
    second.asked.emit("remove")
    assert editor.value() == (first,)


def test_a_case_is_found_by_the_name_of_its_person(bench: Bench) -> None:
    editor = made(bench, Field("case", FieldType.RECORD, "Case", of="case"))
    assert isinstance(editor, RecordEditor)
    type_hangul(line(editor), "리영")
    bench.qtbot.waitUntil(lambda: bool(editor.line.hits), timeout=60_000)
    assert editor.line.hits[0].line == "리영희  ·  K7QM-2XDP"
    assert EVENT.id not in bench.lookup.hits


def test_a_spelling_is_offered_and_never_forced(bench: Bench) -> None:
    editor = made(bench, PERSON["names"])
    assert isinstance(editor, RowsEditor)
    editor.show_value((row(text="리영희", script="hangul"),))
    assert editor.suggest.isVisible()
    assert len(editor.rows) == 1
    assert [a.text().split("  ·  ")[0] for a in editor.offered().actions()] == [
        "이영희",
        "Ri Yong Hui",
        "Ri Yŏnghŭi",
        "Ri Yeonghui",
    ]
    editor.add_spelling("Ri Yong Hui", "dprk")
    value = editor.value()
    assert isinstance(value, tuple)
    last = value[-1]
    assert isinstance(last, Row)
    assert dict(last.values) == {"text": "Ri Yong Hui", "script": "latin", "system": "dprk"}
    assert [a.text() for a in editor.offered().actions()] == [
        "이영희  ·  as the Republic of Korea spells it",
        "Ri Yŏnghŭi  ·  McCune-Reischauer",
        "Ri Yeonghui  ·  Revised",
    ]
    editor.offered().actions()[0].trigger()
    value = editor.value()
    assert isinstance(value, tuple)
    last = value[-1]
    assert isinstance(last, Row)
    assert dict(last.values) == {"text": "이영희", "script": "hangul"}
    assert len(value) == 3
    editor.add_spelling("Ri Yŏnghŭi", "mccune_reischauer")
    editor.add_spelling("Ri Yeonghui", "revised")
    assert not editor.suggest.isVisible()
    editor.show_value((row(text="Kim", script="latin"),))
    assert not editor.suggest.isVisible()


def test_what_is_wrong_with_a_narrow_date_is_said_whole(bench: Bench) -> None:
    """The layout around is wider than the field may be, and would give it one line."""
    editor = DateEditor(CASE["arrest_date"], bench.lookup)
    editor.setMaximumWidth(240)
    holder = QWidget()
    holder.setLayout(column(editor, None))
    bench.show(holder)
    type_text(line(editor), "no date at all")
    QApplication.processEvents()
    assert editor.below.heightForWidth(240) > 2 * editor.below.fontMetrics().height()
    assert editor.below.height() >= editor.below.heightForWidth(editor.below.width())
    look = editor.below.font()
    look.setPixelSize(look.pixelSize() + 6)
    editor.below.setFont(look)
    QApplication.processEvents()
    assert editor.below.height() >= editor.below.heightForWidth(editor.below.width())
    high = editor.below.height()
    line(editor).selectAll()
    type_text(line(editor), "2023-10-09")
    QApplication.processEvents()
    assert 0 < editor.below.height() < high


def test_letters_that_find_nothing_are_told_so(bench: Bench) -> None:
    """An event cannot be made from its name alone: without this row nothing happened at all."""
    found: list[object] = []
    one = FindLine("Event", ("event",), bench.lookup)
    one.picked.connect(found.append)
    bench.show(one)
    one.setFocus()
    type_text(one, "zzz")
    bench.qtbot.waitUntil(one.found.isVisible, timeout=60_000)
    assert one.found.model().index(0, 0).data() == "Nothing here matches."
    press(one, Qt.Key.Key_Return)
    bench.settle()
    assert found == []
    assert one.text() == "zzz"
