"""The trash: what was deleted stands there with who did it, comes back, and Undo takes that back."""

from __future__ import annotations

from app.services.saving import delete
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT
from ui.pages.trash import Trash
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
    stage.frame.count()
    stage.settle()
    assert stage.frame.side.rows["trash"].accessibleName() == "Trash, 2"
    names = [b.accessibleName() for b in _backs(page)]
    assert names == [
        "Bring it back: 2023-10-09  Return after the Asian Games",
        "Bring it back: 리영희  K7QM-2XDP",
    ]
    _backs(page)[1].click()
    stage.settle()
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
