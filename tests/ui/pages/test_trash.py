"""The trash: what was deleted stands there with who did it, comes back, and Undo takes that back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from app.records import new
from app.services.purging import choose, days
from app.services.saving import delete
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT
from ui.pages.trash import Trash
from ui.purging import Purger
from ui.widgets import Button


def _opened(stage: Stage) -> Trash:
    stage.frame.go("trash")
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Trash)
    return page


def _backs(page: Trash) -> list[Button]:
    return [b for b in page.findChildren(Button) if b.text() == "Bring it back"]


def test_what_is_deleted_comes_back_and_goes_again(stage: Stage, vault: FakeVault) -> None:
    with vault.read() as reader:
        case, event = reader.get("case", CASE.id), reader.get("event", EVENT.id)
    delete(vault, case)
    delete(vault, event)
    page = _opened(stage)
    stage.frame.counting.count()
    stage.settle()
    assert stage.frame.side.rows["trash"].accessibleName() == "Trash, 2"
    names = [b.accessibleName() for b in _backs(page)]
    assert names == [
        "Bring it back: 2023-10-09  Return after the Asian Games",
        "Bring it back: 리영희  K7QM-2XDP",
    ]
    _backs(page)[1].setFocus()
    _backs(page)[1].click()
    stage.settle()
    assert page.window().focusWidget() is _backs(page)[0], "the keyboard stays in the list"
    with vault.read() as reader:
        assert reader.get("case", CASE.id).deleted_at is None
    assert len(_backs(page)) == 1
    page.undo()
    stage.settle()
    with vault.read() as reader:
        assert reader.get("case", CASE.id).deleted_at is not None
    assert len(_backs(page)) == 2
    assert stage.troubles == []


def test_an_empty_trash_says_so(stage: Stage) -> None:
    page = _opened(stage)
    assert page.empty.isVisible()
    assert stage.frame.side.rows["trash"].accessibleName() == "Trash"


def test_it_says_when_what_lies_here_goes_for_good(stage: Stage, vault: FakeVault) -> None:
    vault.now = stage.desk.clock.now() - timedelta(days=31)
    with vault.read() as reader:
        delete(vault, reader.get("event", EVENT.id))
    vault.now = stage.desk.clock.now() - timedelta(days=1, hours=1)
    with vault.read() as reader:
        delete(vault, reader.get("case", CASE.id))
    page = _opened(stage)

    def said() -> list[str]:
        shown = [w.text() for w in page.findChildren(QLabel) if ", deleted by" in w.text()]
        return [text.partition("  ·  ")[2] for text in shown]

    assert (page.days.currentData(), said()) == (0, ["", ""])
    page.days.setCurrentIndex(page.days.findData(30))
    page.days.activated.emit(1)
    stage.settle()
    due = "goes for good after the next unlock, unless something names it"
    assert (page.days.currentData(), said()) == (30, ["goes for good in 29 days", due])
    with vault.read() as reader:
        assert days(reader) == 30


def test_a_minute_after_an_unlock_what_is_due_goes_and_is_told(stage: Stage, vault: FakeVault) -> None:
    vault.now = stage.desk.clock.now() - timedelta(days=31)
    with vault.write() as work:
        note = work.save(new("quick_note", said=Text("settled long ago")))
        work.commit()
    delete(vault, note)
    vault.now = stage.desk.clock.now() - timedelta(days=1)
    choose(vault, 30)
    purger = Purger(stage.desk)
    stage.settle()
    assert purger.timer.isActive()
    assert note.id in vault.state.records
    purger.timer.timeout.emit()
    stage.settle()
    assert note.id not in vault.state.records
    assert stage.said[-1][0] == "1 thing left the trash for good"
