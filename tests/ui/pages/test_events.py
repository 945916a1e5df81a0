"""The events page: the news of October 2023 typed into an empty vault, and compared figure by figure."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import i18n
from app.records import Record, new, row
from app.services.saving import save
from app.values import Text, uncertain
from app.verification import RULES, proposed
from tests.fakes import FakeVault
from tests.ui.keys import press, type_text
from tests.ui.pages.conftest import Stage
from ui.forms.choices import TermEditor
from ui.forms.conflict import ConflictPanel
from ui.forms.references import FindLine
from ui.pages.events import Events
from ui.pages.events.model import ClaimsModel, Column
from ui.pages.events.sheets import RecordSheet
from ui.pages.events.status import StatusSheet
from ui.theme import Theme

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole

CLAIMS: tuple[Mapping[str, str], ...] = (
    {
        "claimant": "Local human rights groups",
        "named": "no",
        "relayed_by": "Yonhap",
        "wording": "Around 600 held in Jilin and Liaoning were returned through Dandong and Hunchun",
        "measure": "handed_over",
        "qualifier": "about",
        "low": "600",
        "high": "600",
        "crossings": "Dandong Hunchun",
    },
    {
        "claimant": "Justice For North Korea",
        "relayed_by": "Yonhap",
        "wording": "About 90 on two buses since late August",
        "measure": "handed_over",
        "qualifier": "about",
        "low": "90",
        "high": "90",
    },
    {
        "claimant": "Justice For North Korea",
        "relayed_by": "Yonhap",
        "wording": "About 2,600 completed in all",
        "measure": "handed_over",
        "qualifier": "about",
        "low": "2600",
        "high": "2600",
        "running_total": "yes",
    },
    {
        "claimant": "Ministry of Unification",
        "relayed_by": "Yonhap",
        "wording": "Working to verify",
        "stance": "neither_confirms_nor_denies",
        "state": "KR",
        "said_on": "2023-10-12",
    },
)


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def events(stage: Stage) -> Events:
    stage.frame.go("events")
    stage.settle()
    return page_of(stage)


def page_of(stage: Stage) -> Events:
    page = stage.frame.current
    assert isinstance(page, Events)
    return page


def sheet_of(page: Events) -> RecordSheet:
    sheet = page.changes.sheet
    assert isinstance(sheet, RecordSheet)
    return sheet


def fill(stage: Stage, sheet: RecordSheet, key: str, text: str) -> None:
    """Type into a field of the sheet as a person does."""
    control = sheet.form.reach(key).control
    control.setFocus()
    if isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(text))
        control.activated.emit(control.currentIndex())
    elif isinstance(control, FindLine):
        for word in text.split():
            find(stage, control, word)
    elif isinstance(control, QPlainTextEdit | QLineEdit):
        type_text(control, text)
    else:
        raise AssertionError(type(control))


def find(stage: Stage, line: FindLine, text: str) -> None:
    """Type, wait for what is found, take the first: the record, or the offer to make it."""
    type_text(line, text)

    def offered() -> bool:
        first = line.found.model().index(0, 0).data() if line.found.isVisible() else ""
        return text in str(first)

    stage.qtbot.waitUntil(offered, timeout=60_000)
    press(line.found, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: not line.found.isVisible(), timeout=60_000)
    stage.settle()


def type_event(stage: Stage, page: Events) -> None:
    page.open_record("new")
    stage.settle()
    sheet = sheet_of(page)
    fill(stage, sheet, "title", "Return from Jilin and Liaoning")
    fill(stage, sheet, "date", "9 October 2023")
    stage.settle()
    press(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def type_claim(stage: Stage, page: Events, claim: Mapping[str, str]) -> None:
    page.view.add_claim.click()
    stage.settle()
    sheet = sheet_of(page)
    for key, text in claim.items():
        fill(stage, sheet, key, text)
    sheet.done_button.click()
    stage.settle()
    assert stage.troubles == []
    assert page.changes.sheet is None, sheet.said.text()


def cells(page: Events, role: Qt.ItemDataRole = DISPLAY) -> list[list[str]]:
    """The claims as the table shows them, without heads of groups."""
    model = page.view.table.model()
    assert isinstance(model, ClaimsModel)
    return [
        [str(model.data(model.index(row, column), role) or "") for column in Column]
        for row, line in enumerate(model.lines)
        if line.claim is not None and not line.wording
    ]


def recorded() -> list[Record]:
    """The event and its four claims, as records."""
    event = new(
        "event",
        code="2023-10-09",
        title=Text("Return from Jilin and Liaoning"),
        kind="forced_return",
        returning_state="CN",
        date=uncertain("2023-10-09"),
    )
    yonhap = new("source", name=Text("Yonhap"))
    places = {name: new("place", name=Text(name)) for name in ("Dandong", "Hunchun")}
    made = [event, yonhap, *places.values()]
    for position, claim in enumerate(CLAIMS, start=1):
        draft = new("claim", event=event.id, position=position, relayed_by=yonhap.id, named="yes")
        for key, text in claim.items():
            if key in ("claimant", "wording"):
                draft = draft.with_values(**{key: Text(text)})
            elif key in ("low", "high"):
                draft = draft.with_values(**{key: int(text)})
            elif key == "said_on":
                draft = draft.with_values(said_on=uncertain(text))
            elif key == "crossings":
                draft = draft.with_values(crossings=tuple(places[name].id for name in text.split()))
            elif key != "relayed_by":
                draft = draft.with_values(**{key: text})
        made.append(draft)
    return made


@pytest.fixture
def october(stage: Stage, events: Events) -> Events:
    """The event of October 2023 with its claims, on its page."""
    with stage.vault.write() as work:
        saved = [work.save(record) for record in recorded()]
        work.commit()
    stage.desk.changed.emit(frozenset({"event", "claim"}))
    stage.frame.go("events", saved[0].id)
    stage.settle()
    return events


FIGURES = [
    ("Local human rights groups\nunnamed, Yonhap", "about 600", "not traced"),
    ("Justice For North Korea\nby Yonhap", "about 90", "own origin"),
    ("Justice For North Korea\nby Yonhap", "about 2,600", "running total"),
    ("Ministry of Unification\n12 October 2023, by Yonhap", "", "neither confirms nor denies"),
]
LINE = (
    "about 90 reported handed over (1 independent origin); Republic of Korea neither confirms nor denies "
    "(Ministry of Unification, 12 October 2023); China: no answer recorded"
)


@pytest.mark.slow
def test_the_news_typed_into_an_empty_vault(stage: Stage, events: Events) -> None:
    type_event(stage, events)
    for claim in CLAIMS:
        type_claim(stage, events, claim)
    shown = [(row[0], row[2], row[4]) for row in cells(events)]
    assert shown == [FIGURES[1], FIGURES[0], *FIGURES[2:]], "nobody arranged them: by what they say"
    assert events.view.code.text() == "Event 2023-10-09"
    assert events.view.band.line == LINE
    with stage.vault.read() as reader:
        places = [p.phrase("name").text for p in reader.all("place")]
        sources = [s.phrase("name").text for s in reader.all("source")]
        typed = list(reader.all("claim"))
    assert (places, sources) == (["Dandong", "Hunchun"], ["Yonhap"])
    assert len(typed[0].refs("crossings")) == 2
    assert [c.number_of("position") for c in typed] == [None] * 4


def test_the_head_says_the_time_in_the_sentence_of_the_day(stage: Stage, october: Events) -> None:
    assert october.view.shown is not None
    noted = october.view.shown.page.event.with_values(time_note=Text("at night; China UTC+8", "en"))
    save(stage.vault, noted)
    stage.desk.changed.emit(frozenset({"event"}))
    stage.settle()
    assert october.view.note.text() == "9 October 2023, at night; China UTC+8"


def test_an_empty_page_says_what_to_do(stage: Stage, events: Events) -> None:
    assert events.empty.isVisible()
    assert not events.table.isVisible()


def test_each_figure_stands_beside_who_said_it(stage: Stage, october: Events) -> None:
    assert [(row[0], row[2], row[4]) for row in cells(october)] == FIGURES
    assert october.view.band.line == LINE


def test_groups_keep_running_totals_apart(stage: Stage, october: Events) -> None:
    model = october.view.table.model()
    assert isinstance(model, ClaimsModel)
    heads = [f"{x.group.title} / {x.group.note}" for x in model.lines if x.claim is None]
    assert heads == [
        "Handed over / 2 claims",
        "Handed over, running total / 1 claim, never added to the counts above",
        "Official responses / 1   Ministry of Unification: neither confirms nor denies",
    ]
    assert model.scale.most == 690


def test_an_empty_save_marks_what_is_required_and_the_keyboard_goes_there(
    stage: Stage, october: Events
) -> None:
    def wrong() -> list[str]:
        return [key for key, editor in sheet_of(october).form.editors.items() if editor.wrong]

    october.view.add_claim.click()
    stage.settle()
    form = sheet_of(october).form
    assert list(form.editors)[:5] == ["claimant", "claimant_kind", "named", "relayed_by", "said_on"]
    assert form.label_of("claimant").text() == "Claimant (required)"
    assert not form.editors["stance"].isVisible(), "folded"
    sheet_of(october).save()
    stage.settle()
    assert wrong() == ["claimant", "wording"]
    assert form.editors["claimant"].control.hasFocus()
    form.show_record(form.base, form.base.with_values(stance="denies", low=3))
    assert form.editors["stance"].isVisible(), "what holds something is not folded"
    form.mark_all()
    assert "state" in wrong(), "what it asks for stands there too"
    sheet_of(october).reject()
    stage.settle()
    october.open_record("new")
    stage.settle()
    sheet_of(october).save()
    stage.settle()
    assert wrong() == ["title", "date"], "the code makes itself of the date"
    assert sheet_of(october).form.editors["title"].control.hasFocus()
    sheet_of(october).reject()
    stage.settle()


def test_where_the_returning_state_has_no_answer_the_page_says_so_and_where_to_enter_it(
    stage: Stage, october: Events
) -> None:
    side = october.view.side.official
    buttons = {b.text(): b for b in side.findChildren(QPushButton)}
    assert "A brief on this event says “China: no answer recorded”." in words_of(side)
    buttons["Enter its answer"].click()
    sheet = sheet_of(october)
    assert sheet.form.draft.text("state") == "CN"
    assert sheet.form.draft.text("stance") == ""
    sheet.reject()
    stage.settle()
    buttons["Say that it gave none"].click()
    sheet = sheet_of(october)
    assert sheet.form.draft.phrase("wording").text == "It gave no answer."
    sheet.save()
    stage.settle()
    assert october.view.band.line.endswith("; China silent")
    assert "no answer recorded" not in " ".join(words_of(side))
    assert stage.troubles == []


def test_a_state_body_that_claims_a_figure_is_not_called_silent(stage: Stage, october: Events) -> None:
    side = october.view.side.official
    with stage.vault.write() as work:
        for claim in work.all("claim"):
            official = "state_body" if claim.text("stance") else claim.text("claimant_kind")
            work.save(claim.with_values(stance=None, state=None, claimant_kind=official))
        work.commit()
    stage.desk.changed.emit(frozenset({"claim"}))
    stage.settle()
    assert "No state has said anything that we recorded." not in words_of(side)
    assert any(words.startswith("A state body is among the claimants") for words in words_of(side))


def words_of(widget: QWidget) -> list[str]:
    """What its labels say."""
    return [label.text() for label in widget.findChildren(QLabel)]


def test_nothing_judged_says_so_in_both_characters(stage: Stage, october: Events) -> None:
    assert {row[Column.GRADE] for row in cells(october)} == {"not judged"}
    spoken = {row[Column.GRADE] for row in cells(october, SPOKEN)}
    assert spoken == {"reliability not judged, credibility not judged"}


def test_a_selected_claim_opens_its_wording(stage: Stage, october: Events) -> None:
    table = october.view.table
    claim = october.view.shown.page.claims[0] if october.view.shown else None
    assert claim is not None
    table.select_claim(claim.id)
    stage.settle()
    assert table._wording is not None
    assert table._wording.isVisible()
    names = [w.accessibleName() for w in table._wording.findChildren(QWidget) if w.accessibleName()]
    assert CLAIMS[0]["wording"] in names
    press(table, Qt.Key.Key_Down)
    stage.settle()
    current = table.current_claim()
    assert current is not None
    assert current.claimant == "Justice For North Korea"


def test_return_edits_the_selected_claim_and_undo_takes_it_back(stage: Stage, october: Events) -> None:
    table = october.view.table
    assert october.view.shown is not None
    table.select_claim(october.view.shown.page.claims[1].id)
    table.setFocus()
    press(table, Qt.Key.Key_Return)
    stage.settle()
    sheet = sheet_of(october)
    control = sheet.form.editors["high"].control
    assert isinstance(control, QLineEdit)
    control.selectAll()
    type_text(control, "100")
    sheet.save()
    stage.settle()
    assert cells(october)[1][Column.FIGURE] == "about 90 to 100"
    october.undo()
    stage.settle()
    assert cells(october)[1][Column.FIGURE] == "about 90"
    assert stage.troubles == []


def test_a_claim_that_repeats_another_is_no_origin(stage: Stage, october: Events) -> None:
    type_claim(
        stage,
        october,
        {
            "claimant": "A newspaper",
            "wording": "Ninety were returned",
            "measure": "handed_over",
            "qualifier": "about",
            "low": "90",
            "high": "90",
            "repeats": "Justice",
        },
    )
    row = next(r for r in cells(october) if r[0].startswith("A newspaper"))
    assert row[Column.ORIGIN] == "Justice For North Korea"
    assert "1 independent origin" in october.view.band.line


def test_what_is_missing_is_marked_and_kept(stage: Stage, events: Events) -> None:
    events.open_record("new")
    stage.settle()
    sheet = sheet_of(events)
    sheet.save()
    stage.settle()
    assert sheet.wrong.isVisible()
    assert sheet.form.editors["title"].below.text() != ""
    with stage.vault.read() as reader:
        assert list(reader.all("event")) == []
    sheet.reject()
    stage.settle()


def test_what_cannot_be_read_stays_marked_and_is_scrolled_to(stage: Stage, october: Events) -> None:
    october.view.add_claim.click()
    stage.settle()
    sheet = sheet_of(october)
    for key, text in (("claimant", "Ministry of Unification"), ("wording", "Many were returned")):
        fill(stage, sheet, key, text)
    kind = sheet.form.editors["claimant_kind"]
    assert isinstance(kind, TermEditor)
    kind.combo.setEditText("a body of the state")
    bar = sheet.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    sheet.save()
    stage.settle()
    assert kind.combo.currentText() == "a body of the state"
    assert kind.below.text() == "Choose one of the list."
    assert kind.visibleRegion().boundingRect().height() >= kind.combo.height()
    kind.combo.setEditText("")
    sheet.reject()
    stage.settle()


def test_a_status_is_added_to_its_history(stage: Stage, october: Events) -> None:
    october.view.side.status.asked.emit("count")
    stage.settle()
    sheet = october.changes.sheet
    assert isinstance(sheet, StatusSheet)
    sheet.choice.setCurrentIndex(sheet.choice.findData("disputed"))
    type_text(sheet.why, "600 against 90")
    press(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert october.view.shown is not None
    assert october.view.band.line.startswith("about 90 reported")
    assert "about 90" in words_of(october.view.side.status), "no barer than the line of the event"
    count = next(e for e in october.view.shown.page.part.elements if e.element == "count")
    assert (count.status_code, len(october.view.shown.page.statuses)) == ("disputed", 1)


def test_verified_asks_for_the_passphrase_of_a_second_person(stage: Stage, october: Events) -> None:
    stage.vault.keys.add("Second Reviewer", "second passphrase")
    october.view.side.status.asked.emit("happened")
    stage.settle()
    sheet = october.changes.sheet
    assert isinstance(sheet, StatusSheet)
    assert not sheet.second.isVisible()
    sheet.choice.setCurrentIndex(sheet.choice.findData("verified"))
    assert sheet.second.isVisible()
    for wrong in ("", "correct horse battery staple"):
        sheet.second.setText(wrong)
        sheet.save()
        stage.settle()
        assert sheet.wrong.isVisible()
    sheet.second.setText("second passphrase")
    sheet.save()
    stage.settle()
    assert october.changes.sheet is None
    assert october.view.shown is not None
    (status,) = october.view.shown.page.statuses
    assert (status.text("status"), status.text("reviewer")) == ("verified", "Second Reviewer")
    assert stage.troubles == []


def test_the_sheet_proposes_by_the_rules_and_says_them(stage: Stage, october: Events) -> None:
    october.view.side.status.asked.emit("count")
    stage.settle()
    sheet = october.changes.sheet
    assert isinstance(sheet, StatusSheet)
    assert october.view.shown is not None
    assert sheet.proposal == proposed("count", october.view.shown.page.claims)
    take = next(b for b in sheet.findChildren(QAbstractButton) if b.text() == "Take it")
    take.click()
    assert sheet.choice.currentData() == sheet.proposal.status
    assert sheet.rule.text() == RULES[sheet.proposal.status]
    sheet.reject()
    stage.settle()


def test_a_deleted_claim_comes_back_by_undo(stage: Stage, october: Events) -> None:
    table = october.view.table
    assert october.view.shown is not None
    table.select_claim(october.view.shown.page.claims[1].id)
    table.drop_asked.emit(table.current_claim())
    stage.settle()
    assert len(cells(october)) == 3
    assert october.view.band.line.startswith("no figure from an independent origin")
    october.undo()
    stage.settle()
    assert len(cells(october)) == 4


def test_undo_says_that_what_was_new_is_in_the_trash(stage: Stage, events: Events) -> None:
    events.open_record("new")
    stage.settle()
    sheet = sheet_of(events)
    fill(stage, sheet, "title", "A return nobody saw")
    fill(stage, sheet, "date", "2023-10-09")
    code = sheet.form.editors["code"].control
    assert isinstance(code, QLineEdit)
    code.setFocus()
    code.selectAll()
    QTest.keyClick(code, Qt.Key.Key_Delete)
    assert code.selectedText() == "2023-10-09", "emptied, its date is proposed again"
    QTest.keyClicks(code, "2023-10-09 b")
    assert code.text() == "2023-10-09 b"
    sheet.finished.connect(stage.frame.activateWindow)  # as a desktop does
    sheet.save()
    stage.settle()
    assert events.window().focusWidget() is events.view.add_claim, "what comes next, and not the navigation"
    with stage.vault.write() as unit:
        unit.save(new("event", code="2024-01", title=Text("Later"), kind="return", date=uncertain("2024-01")))
        unit.commit()
    events.undo()
    stage.settle()
    text, back = stage.said[-1]
    assert text == "Undone: it is in the trash now"
    assert callable(back)
    back()
    stage.settle()
    with stage.vault.read() as reader:
        assert [event.deleted_at for event in reader.all("event")] == [None, None]
    assert stage.said[-1][0] == "It is back from the trash"
    assert [row.event.text("code") for row in events.rows] == ["2024-01", "2023-10-09 b"]
    assert events.list.selection.numbers() == [events.rows[1].event.number]


def test_a_draft_survives_leaving_and_is_offered_again(
    stage: Stage, october: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.events.sheets.DRAFT_MS", 20)
    october.view.add_claim.click()
    stage.settle()
    sheet = sheet_of(october)
    fill(stage, sheet, "claimant", "Half")

    def kept() -> list[str]:
        with stage.vault.read() as reader:
            return [d.phrase("claimant").text for d in reader.drafts().values()]

    stage.qtbot.waitUntil(lambda: kept() == ["Half"], timeout=60_000)  # after a pause, for a crash
    fill(stage, sheet, "claimant", " a claim")
    stage.frame.leave()
    stage.settle()
    assert kept() == ["Half a claim"]
    sheet.reject()
    stage.settle()
    with stage.vault.read() as reader:
        assert reader.drafts() == {}


def test_the_model_of_the_claims_is_sound(stage: Stage, october: Events) -> None:
    tester = QAbstractItemModelTester(
        october.view.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert tester.model() is october.view.table.model()


def test_the_page_is_reached_and_left_by_the_keyboard(stage: Stage, october: Events) -> None:
    october.show_list()
    stage.settle()
    table: QAbstractItemView = october.table
    press(table, Qt.Key.Key_Return)
    stage.settle()
    assert october.current_record() != "list"
    assert october.stack.currentWidget() is october.view
    seen = set()
    start: QWidget = october.view.back
    widget: QWidget | None = start.nextInFocusChain()
    while widget is not None and widget is not start:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            seen.add(widget)
        widget = widget.nextInFocusChain()
    assert {october.view.add_claim, october.view.table, october.view.linked.finder} <= seen


def test_every_control_has_a_name(stage: Stage, october: Events) -> None:
    assert nameless(october) == []


def test_no_text_misses_the_catalogue(qtbot: QtBot, look: Theme, vault: FakeVault) -> None:
    i18n.use(i18n.PSEUDO)
    made = Stage(qtbot, vault)
    made.frame.go("events")
    made.settle()
    page = page_of(made)
    texts = [page.add.text(), *page.view.table.accessibleName().split("\n"), page.view.brief.text()]
    assert [t for t in texts if not t.startswith("⟦")] == []
    made.end()
    i18n.use("en")


def nameless(page: QWidget) -> list[str]:
    """Controls that a screen reader could not call anything."""
    kinds = (QLineEdit, QComboBox, QAbstractItemView)
    return [
        type(w).__name__
        for kind in kinds
        for w in page.findChildren(kind)
        if not w.accessibleName() and w.isVisible() and not isinstance(w, QHeaderView)
    ]


def test_what_was_begun_is_offered_again_and_can_be_finished(stage: Stage, october: Events) -> None:
    october.view.add_claim.click()
    stage.settle()
    fill(stage, sheet_of(october), "claimant", "Half a claim")
    stage.frame.leave()
    stage.settle()
    sheet_of(october).form.show_record(sheet_of(october).form.base)
    sheet_of(october).done(0)
    october.refresh(frozenset())
    stage.settle()
    assert october.view.begun.isVisible()
    assert october.view.shown is not None
    october.changes.resume(october.view.shown.begun[0])
    stage.settle()
    sheet = sheet_of(october)
    fill(stage, sheet, "wording", "Some were returned")
    sheet.save()
    stage.settle()
    assert [row[0].split("\n")[0] for row in cells(october)][-2:] == [
        "Half a claim",
        "Ministry of Unification",
    ]
    assert not october.view.begun.isVisible()
    with stage.vault.read() as reader:
        assert reader.drafts() == {}


def test_cancelling_can_be_taken_back(stage: Stage, october: Events) -> None:
    october.view.add_claim.click()
    stage.settle()
    fill(stage, sheet_of(october), "claimant", "Almost lost")
    press(sheet_of(october), Qt.Key.Key_Escape)
    stage.settle()
    text, undo = stage.said[-1]
    assert text == "What was typed was given up"
    assert callable(undo)
    undo()
    stage.settle()
    assert sheet_of(october).form.draft.phrase("claimant").text == "Almost lost"
    sheet_of(october).form.show_record(sheet_of(october).form.base)
    sheet_of(october).reject()
    stage.settle()


def test_a_save_in_between_shows_both_and_asks(stage: Stage, october: Events) -> None:
    assert october.view.shown is not None
    claim = october.view.shown.page.claims[1]
    october.changes.run("edit", october.view.shown, claim)
    stage.settle()
    sheet = sheet_of(october)
    control = sheet.form.editors["high"].control
    assert isinstance(control, QLineEdit)
    control.selectAll()
    type_text(control, "95")
    with stage.vault.write() as work:
        work.save(claim.with_values(high=120))
        work.commit()
    sheet.save()
    stage.settle()
    panel = sheet.findChild(ConflictPanel)
    assert panel is not None
    panel.choices["high"].buttons()[0].click()
    panel.keep.click()
    stage.settle()
    assert october.changes.sheet is None
    assert cells(october)[1][Column.FIGURE] == "about 90 to 95"


def test_a_case_is_linked_by_letters_of_its_name(stage: Stage, october: Events) -> None:
    person = new(
        "person", names=(row(text="문일남", script="hangul"), row(text="Mun Il Nam", script="latin"))
    )
    case = new("case", code="K7QM-2XDP", person=person.id)
    with stage.vault.write() as work:
        for record in (person, case):
            work.save(record)
        work.commit()
    line = october.view.linked.finder
    line.setFocus()
    type_text(line, "Mun")
    stage.qtbot.waitUntil(line.found.isVisible, timeout=60_000)
    press(line.found, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: line.text() == "", timeout=60_000)
    stage.settle()
    assert october.view.shown is not None
    assert [c.name for c in october.view.shown.page.cases] == ["문일남"]
    assert stage.said[-1][0] == "Linked, certainty: possible"
    assert october.view.shown.page.named == 0
    october.changes.run(
        "certainty",
        october.view.shown,
        october.view.shown.page.cases[0].link.with_values(certainty="confirmed"),
    )
    stage.settle()
    assert october.view.shown.page.named == 1
    buttons = october.view.linked.findChildren(QPushButton)
    more = next(b for b in buttons if "Change the link" in b.accessibleName())
    more.click()
    [menu] = more.findChildren(QMenu)
    assert [choice.text() for choice in menu.actions() if choice.isChecked()] == ["Confirmed"]
    menu.close()


def test_a_narrow_window_drops_the_wordings_and_puts_the_side_below(stage: Stage, october: Events) -> None:
    stage.frame.resize(1100, 700)
    stage.settle()
    assert october.view.table.isColumnHidden(Column.WORDING)
    assert october.view.columns.direction() == QBoxLayout.Direction.TopToBottom
    stage.frame.resize(1440, 900)
    stage.settle()
    assert not october.view.table.isColumnHidden(Column.WORDING)
    assert october.view.columns.direction() == QBoxLayout.Direction.LeftToRight


def test_the_page_follows_the_cursor_down_the_table(stage: Stage, october: Events) -> None:
    stage.frame.setMinimumSize(760, 520)
    stage.frame.resize(1100, 560)
    stage.settle()
    table, bar = october.view.table, october.view.verticalScrollBar()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    bar.setValue(0)
    for _step in range(6):
        press(table, Qt.Key.Key_Down)
        stage.settle()
    inside = october.view.widget()
    assert inside is not None
    row_ = table.mapTo(inside, table.current_rect().center()).y()
    assert bar.value() <= row_ <= bar.value() + october.view.viewport().height()
    assert bar.value() > 0


def test_a_standing_figure_belongs_to_no_event(stage: Stage, october: Events) -> None:
    october.show_list()
    stage.settle()
    october.standing.add.emit()
    stage.settle()
    sheet = sheet_of(october)
    for key, text in {
        "claimant": "Human Rights Watch",
        "wording": "More than 670 since 2020",
        "measure": "handed_over",
        "qualifier": "more_than",
        "low": "670",
    }.items():
        fill(stage, sheet, key, text)
    sheet.save()
    stage.settle()
    names = [w.accessibleName() for w in october.standing.findChildren(QPushButton)]
    assert "Human Rights Watch. more than 670 handed over; More than 670 since 2020" in names
    assert [row_.claims for row_ in october.rows] == [4]
    assert october.rows[0].line.head == "about 90"


def test_a_sheet_is_as_high_as_what_it_holds_and_grows_with_it(stage: Stage, october: Events) -> None:
    october.open_record("new")
    stage.settle()
    sheet = sheet_of(october)
    note = sheet.form.editors["note"]
    assert note.beside is not None
    at = note.y()
    type_text(note.control, "q")
    stage.settle()
    assert (note.beside.isVisible(), note.y()) == (True, at), "the first letter moves nothing"
    assert note.beside.geometry().bottom() < note.y() + note.control.y()
    low, within = sheet.height(), sheet.scroller.verticalScrollBar()
    assert (low < 720, within.maximum()) == (True, 0)
    sheet.form.reach("judgement")
    stage.qtbot.waitUntil(lambda: sheet.height() > low, timeout=60_000)
    assert sheet.height() <= 720
    sheet.reject()
    stage.settle()
