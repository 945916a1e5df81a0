"""Saying whose vault it is: kept at Enter, at the button and on leaving; printed by documents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.office import Office, office
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from ui.pages.office import OurOffice


def opened(stage: Stage) -> OurOffice:
    stage.frame.actions_by_key["office"].trigger()
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, OurOffice)
    return page


def kept(vault: FakeVault) -> Office:
    with vault.read() as reader:
        return office(reader)


def test_it_is_kept_and_shown_again(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    QTest.keyClicks(page.name, "Example Centre")
    page.name_ko.setText("예시센터")
    QTest.keyClicks(page.contact, "desk@example.org")
    QTest.keyClick(page.contact, Qt.Key.Key_Return)
    stage.settle()
    assert kept(vault) == Office("Example Centre", "예시센터", "desk@example.org")
    stage.frame.go("cases")
    assert opened(stage).name_ko.text() == "예시센터"


def test_leaving_keeps_what_was_typed(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    QTest.keyClicks(page.name, "Example Centre")
    stage.frame.go("cases")
    stage.settle()
    assert kept(vault).name == "Example Centre"


def test_a_document_takes_the_name_of_its_language() -> None:
    both = Office("Example Centre", "예시센터")
    assert (both.name_in("en"), both.name_in("ko")) == ("Example Centre", "예시센터")
    assert Office("", "예시센터").name_in("en") == "예시센터"
    assert Office("Example Centre").name_in("ko") == "Example Centre"
