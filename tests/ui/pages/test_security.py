"""The security page: the journal in plain words, filters, older pages, what waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.records import new, row
from tests.fakes import FakeVault
from tests.ui.helpers import opened, settle
from ui.accessibility import tree, unnamed
from ui.pages.security import Security
from ui.pages.security.journal import JournalBlock
from ui.theme import Theme
from ui.widgets import Button, Elided
from ui.window import Window


@pytest.fixture
def vault() -> FakeVault:
    person = new("person", names=(row(text="리영희"),))
    made = FakeVault(person, new("case", code="K7QM-2XDP", person=person.id))
    for number in range(130):
        with made.write() as work:
            work.set_setting("contact", str(number))
            work.commit()
    return made


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Window:
    return opened(qtbot, tmp_path, vault)


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Security:
    assert window.frame is not None
    window.frame.actions_by_key["security"].trigger()
    settle(window, qtbot)
    shown = window.frame.current
    assert isinstance(shown, Security)
    return shown


def _rows(journal: JournalBlock) -> list[str]:
    found: list[Elided | Button] = [*journal.findChildren(Elided), *journal.findChildren(Button)]
    return [one.text() for one in found if one is not journal.older and one.isVisibleTo(journal)]


def test_the_journal_goes_back_page_after_page_and_opens_a_case(
    window: Window, qtbot: QtBot, page: Security
) -> None:
    assert _rows(page.journal) == ["Setting of the vault changed"] * 100
    page.journal.older.click()
    settle(window, qtbot)
    assert len(_rows(page.journal)) == 131
    assert page.journal.older.isHidden()
    case = next(b for b in page.journal.findChildren(Button) if "K7QM-2XDP" in b.text())
    assert case.text() == "Case K7QM-2XDP, Person: made"
    case.click()
    settle(window, qtbot)
    assert window.frame is not None
    assert window.frame.current is not None
    assert window.frame.current.key == "cases"


def test_the_journal_is_filtered_by_kind_and_person(window: Window, qtbot: QtBot, page: Security) -> None:
    page.journal.kind.setCurrentIndex(page.journal.kind.findData("records"))
    page.journal.kind.activated.emit(0)
    settle(window, qtbot)
    assert _rows(page.journal) == ["Case K7QM-2XDP, Person: made"]
    page.journal.kind.setCurrentIndex(page.journal.kind.findData("out"))
    page.journal.kind.activated.emit(0)
    settle(window, qtbot)
    texts = [label.text() for label in page.journal.findChildren(QLabel) if label.isVisibleTo(page.journal)]
    assert "Nothing of this kind." in texts
    assert [page.journal.who.itemText(n) for n in range(page.journal.who.count())] == [
        "Everybody",
        "Han Seo-yun",
    ]


def test_every_control_is_named(page: Security) -> None:
    assert unnamed(tree(page)) == []
