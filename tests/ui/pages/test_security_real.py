"""The security page over a real vault: somebody comes and leaves, keys on paper, backup, rehearsal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import WrongPassphrase
from app.keys import SlotKind
from db.making import create
from db.opening import open_vault, open_with_recovery
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.ui.pages.conftest import Stage
from tests.ui.windows import prove
from ui.pages.security import Security
from ui.pages.security.drill import DrillSheet
from ui.pages.security.sheets import AddSheet, RemoveSheet, TrySheet
from ui.theme import Theme

COLLEAGUE = "세 마리 고양이 파란 지붕 우산"


@pytest.fixture
def made(tmp_path: Path) -> tuple[DbVault, str]:
    return create(tmp_path / "vault", PASSPHRASE, staff="Han Seo-yun", terms=cheap_terms())


@pytest.fixture
def stage(qtbot: QtBot, look: Theme, made: tuple[DbVault, str]) -> Iterator[Stage]:
    shown = Stage(qtbot, made[0])
    shown.desk.sample = False
    yield shown
    if not shown.worker.stopping:
        shown.end()


@pytest.fixture
def page(stage: Stage) -> Security:
    stage.frame.go("security")
    stage.settle()
    shown = stage.frame.current
    assert isinstance(shown, Security)
    return shown


def test_a_colleague_of_a_korean_passphrase_comes_and_leaves(
    stage: Stage, page: Security, tmp_path: Path
) -> None:
    page.ways_in.add.emit()
    add = page.findChildren(AddSheet)[0]
    add.name.setText("김가람")
    for field in add.fresh.fields():
        field.setText(COLLEAGUE)
    add.done_button.click()
    prove(page, PASSPHRASE)
    stage.settle()
    slot = next(s for s in page.found.slots if s.staff.name == "김가람")
    page.ways_in.remove.emit(slot)
    remove = page.findChildren(RemoveSheet)[0]
    remove.done_button.click()
    stage.settle()
    said = [label.text() for label in remove.findChildren(QLabel)]
    assert any(text.startswith("Backups made before") for text in said)
    remove.done_button.click()
    stage.settle()
    assert [s.kind for s in page.found.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert stage.troubles == []
    stage.end()
    with pytest.raises(WrongPassphrase):
        open_vault(tmp_path / "vault", COLLEAGUE, terms=cheap_terms())
    open_vault(tmp_path / "vault", PASSPHRASE, terms=cheap_terms()).close()


def test_the_sheet_is_tried_a_backup_made_and_rehearsed_with_it(
    stage: Stage, page: Security, made: tuple[DbVault, str], tmp_path: Path
) -> None:
    key = made[1]
    page.start("try")
    attempt = page.findChildren(TrySheet)[0]
    QTest.keyClicks(attempt.field, key.lower().replace("-", " "))
    attempt.done_button.click()
    stage.settle()
    page.backups.back_up_to(tmp_path / "day.ncb")
    stage.settle()
    assert page.found.concerns == ()
    assert page.found.last is not None
    page.backups.rehearse.emit()
    drill = page.findChildren(DrillSheet)[0]
    drill.use(tmp_path / "day.ncb")
    drill.field.setText(key)
    drill.done_button.click()
    stage.settle()
    assert drill.told.text().startswith("It works.")
    drill.done_button.click()
    page.checks.now_button.click()
    stage.settle()
    assert page.found.checked is not None
    assert page.found.checked.clean
    assert [text for text, _undo in stage.said][:2] == [
        "The sheet is right. Seal it again in a new envelope.",
        "Backed up, restored from the file and compared",
    ]
    assert stage.troubles == []
    stage.end()
    open_with_recovery(tmp_path / "vault", key, terms=cheap_terms()).close()
