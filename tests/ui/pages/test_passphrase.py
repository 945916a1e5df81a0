"""Changing one's own passphrase: asked for the current one, but not after a recovery; nothing typed stays."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from ui.pages.passphrase import Passphrase

NEW = "olive tractor seventeen harbour moon"


def opened(stage: Stage) -> Passphrase:
    stage.frame.actions_by_key["passphrase"].trigger()
    stage.settle()
    page = stage.frame.current
    assert isinstance(page, Passphrase)
    return page


def change(stage: Stage, page: Passphrase, old: str, new: str, again: str | None = None) -> None:
    QTest.keyClicks(page.old, old)
    QTest.keyClicks(page.fresh.first, new)
    QTest.keyClicks(page.fresh.second, new if again is None else again)
    page.go.click()
    stage.settle()


def test_it_changes_and_forgets_what_was_typed(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    change(stage, page, vault.keys.passphrase, NEW)
    assert vault.keys.passphrase == NEW
    assert [f.text() for f in (page.old, page.fresh.first, page.fresh.second)] == ["", "", ""]
    assert [text for text, _undo in stage.said] == ["Your passphrase was changed"]


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "This passphrase does not open the vault"),
        ("correct horse battery staple", NEW, NEW + "!", "The two passphrases differ"),
        ("correct horse battery staple", "aaaa", "aaaa", "too easy to guess"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    stage: Stage, vault: FakeVault, old: str, new: str, again: str, said: str
) -> None:
    page = opened(stage)
    change(stage, page, old, new, again)
    assert said in page.trouble.text()
    assert page.trouble.isVisible()
    assert vault.keys.passphrase == "correct horse battery staple"
    assert page.go.isEnabled()


def test_after_a_recovery_the_old_one_is_not_asked_for(stage: Stage, vault: FakeVault) -> None:
    vault.recovered = True
    page = opened(stage)
    assert not page.old.isVisible()
    change(stage, page, "", NEW)
    assert vault.keys.passphrase == NEW
    assert stage.frame.current is not None
    assert stage.frame.current.key == "home"


def test_leaving_the_page_forgets_what_was_typed(stage: Stage, vault: FakeVault) -> None:
    page = opened(stage)
    QTest.keyClicks(page.fresh.first, NEW)
    stage.frame.go("cases")
    stage.settle()
    assert page.fresh.first.text() == ""
