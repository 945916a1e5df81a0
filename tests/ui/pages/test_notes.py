"""The page of quick notes: typed, kept, made a case, attached, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ports import ListQuery
from app.records.record import Record, new, row
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.test_reach import clipped
from tests.ui.windows import opened, settle
from ui.forms.long_texts import LongTextEditor
from ui.forms.texts import PhraseEditor
from ui.pages.cases import Cases
from ui.pages.notes import Notes
from ui.theme import Theme
from ui.widgets import ElidedLink
from ui.window import Window


def notes(vault: FakeVault) -> list[Record]:
    with vault.read() as reader:
        return list(reader.all("quick_note"))


def page_of(window: Window, qtbot: QtBot) -> Notes:
    assert window.frame is not None
    window.frame.actions_by_key["new_note"].trigger()
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Notes)
    return page


def typed(page: Notes) -> None:
    who, said = page.form.editors["who"], page.form.editors["said"]
    assert isinstance(who, PhraseEditor)
    assert isinstance(said, LongTextEditor)
    who.line.insert("Caller Unnamed")
    said.edit.insertPlainText("Her cousin was taken in Tumen.")
    page.save_now()


def test_a_call_is_typed_and_becomes_a_case(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    vault = FakeVault()
    window = opened(qtbot, tmp_path, vault)
    page = page_of(window, qtbot)
    assert notes(vault) == []  # an empty sheet keeps nothing
    typed(page)
    settle(window, qtbot)
    (kept,) = notes(vault)
    assert kept.phrase("said").text == "Her cousin was taken in Tumen."
    when = kept.date("when")
    assert when is not None
    assert when.edtf == page.lookup.today.isoformat()
    page.outcome.name.setText("김순희")
    page.outcome.make.click()
    settle(window, qtbot)
    (used,) = notes(vault)
    with vault.read() as reader:
        (case,) = reader.all("case")
    assert used.ref("case") == case.id
    assert case.phrase("narrative") == kept.phrase("said")
    assert window.frame is not None
    assert window.frame.current is not None
    assert window.frame.current.current_record() == case.id
    page.undo()
    settle(window, qtbot)
    assert notes(vault)[0].values == kept.values
    with vault.read() as reader:
        assert reader.count(ListQuery("case")) == 0


def test_without_a_name_the_cursor_goes_to_it(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    vault = FakeVault()
    window = opened(qtbot, tmp_path, vault)
    page = page_of(window, qtbot)
    typed(page)
    settle(window, qtbot)
    page.outcome.make.click()
    assert page.outcome.name.hasFocus()
    assert notes(vault)[0].date("settled") is None


def test_what_is_typed_beside_it_survives_a_save(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    vault = FakeVault()
    window = opened(qtbot, tmp_path, vault)
    page = page_of(window, qtbot)
    typed(page)
    settle(window, qtbot)
    page.outcome.name.setText("김")
    page.form.editors["said"].edit.insertPlainText(" More.")  # type: ignore[attr-defined]  # a long text
    page.save_now()
    settle(window, qtbot)
    assert page.outcome.name.text() == "김"


def test_it_is_attached_settled_deleted_and_brought_back(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    person = new("person", names=(row(text="김순희"),))
    case = new("case", code="K7QM-2XDP", person=person.id)
    note = new("quick_note", said=Text("Something", "en"))
    vault = FakeVault(person, case, note)
    window = opened(qtbot, tmp_path, vault)
    assert window.frame is not None
    assert window.frame.side.rows["notes"].isVisible()
    window.frame.desk.navigate("notes", note.id)
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Notes)
    page.outcome.to_case.setText("김순희")
    page.outcome.to_case._ask()
    settle(window, qtbot)
    page.attach(page.outcome.to_case.hits[0])
    settle(window, qtbot)
    assert notes(vault)[0].ref("case") == case.id
    assert not page.outcome.ways.isVisible()
    window.frame.desk.navigate("cases", case.id)
    settle(window, qtbot)
    cases = window.frame.current
    assert isinstance(cases, Cases)
    (link,) = cases.record.notes.findChildren(ElidedLink)
    link.click()
    settle(window, qtbot)
    assert window.frame.current is page
    page.wait_again()
    settle(window, qtbot)
    assert notes(vault)[0].ref("case") is None
    page.remove()
    settle(window, qtbot)
    assert notes(vault) == []
    page.undo()
    settle(window, qtbot)
    assert [n.id for n in notes(vault)] == [note.id]


def test_in_a_narrow_window_what_became_of_it_is_read_whole(
    qtbot: QtBot, tmp_path: Path, look: Theme
) -> None:
    vault = FakeVault()
    window = opened(qtbot, tmp_path, vault)
    window.resize(1100, 700)
    page = page_of(window, qtbot)
    typed(page)
    settle(window, qtbot)
    assert whole(page.outcome.ways)
    page.outcome.name.setText("Ri Chol Su of the blue house by the river in the valley")
    page.make_case()
    settle(window, qtbot)
    page = page_of(window, qtbot)
    page.open_record(notes(vault)[0].id)
    settle(window, qtbot)
    assert page.outcome.settled.isVisible()
    assert whole(page.outcome.settled)


def whole(block: QWidget) -> bool:
    """Whether every text of a block has the height that its width asks for."""
    labels = [label for label in block.findChildren(QLabel) if label.isVisible()]
    return bool(labels) and all(one.height() >= one.heightForWidth(one.width()) for one in labels)


@pytest.mark.parametrize("size", [(1440, 900), (1100, 700)])
def test_a_new_note_is_called_so_and_begins_with_what_was_said(
    qtbot: QtBot, tmp_path: Path, look: Theme, size: tuple[int, int]
) -> None:
    window = opened(qtbot, tmp_path, FakeVault())
    window.resize(*size)
    page = page_of(window, qtbot)
    (title,) = [w for w in page.findChildren(QLabel) if w.property("look") == "title" and w.isVisible()]
    said = page.form.editors["said"]
    assert title.text() == "New quick note"
    assert isinstance(said, LongTextEditor)
    assert said.edit.hasFocus()
    tops = {key: e.mapTo(page, QPoint(0, 0)).y() for key, e in page.form.editors.items()}
    assert min(tops, key=lambda key: tops[key]) == "said"
    assert said.edit.height() > 3 * page.form.editors["who"].height()
    assert clipped(page) == []
