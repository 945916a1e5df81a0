"""The Cases page over a real encrypted vault: what is typed is there after lock, however hostile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.records import new, row
from app.services.files import new_case
from app.services.saving import draft_key
from app.values import Text
from db.making import create
from db.opening import open_vault
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.ui.keys import press, type_hangul, type_text
from tests.ui.pages.conftest import Stage
from ui.theme import Theme

HOSTILE = (
    '<img src="/etc/hostname">',
    "=cmd|'/C calc'!A0",
    "김\u200b철수",
    "e" + "\u0301" * 1000,
    "\u202eabc\u202c \u2066def\u2069",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def real(folder: Path) -> DbVault:
    vault, _recovery = create(folder, PASSPHRASE, staff="Han", recovery=False, terms=cheap_terms())
    return vault


@pytest.fixture
def stage(qtbot: QtBot, look: Theme, real: DbVault) -> Iterator[Stage]:
    made = Stage(qtbot, real)
    yield made
    if not made.worker.stopping:
        made.end()


def line_of(stage: Stage, key: str) -> QLineEdit:
    control = stage.page.record.person.editors[key].control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    return control


def lock(stage: Stage) -> None:
    """As the window does it: commit, hand over, end the worker."""
    stage.frame.leave()
    stage.bridge.stop()
    assert stage.worker.stop()


def test_a_case_typed_into_an_empty_vault_is_there_after_lock(stage: Stage, folder: Path) -> None:
    stage.page.open_record("new")
    type_hangul(stage.page.list.name, "홍길동")
    press(stage.page.list.name, Qt.Key.Key_Return)
    stage.settle()
    type_text(line_of(stage, "birth"), "about 1991")
    type_text(line_of(stage, "occupation"), "miner")
    lock(stage)
    with open_vault(folder, PASSPHRASE, terms=cheap_terms()).read() as reader:
        person = next(reader.all("person"))
        case = next(reader.all("case"))
        assert person.rows("names")[0].values["text"] == "홍길동"
        born = person.date("birth")
        assert born is not None
        assert (born.edtf, born.words) == ("1991~", "about 1991")
        assert person.phrase("occupation") == Text("miner", "en")
        assert case.ref("person") == person.id


def test_a_draft_that_cannot_be_saved_survives_lock(stage: Stage, folder: Path) -> None:
    stage.page._named("홍길동")
    stage.settle()
    type_text(line_of(stage, "birth"), "when the river froze")
    lock(stage)
    with open_vault(folder, PASSPHRASE, terms=cheap_terms()).read() as reader:
        person = next(reader.all("person"))
        kept = reader.drafts()[draft_key(person)].date("birth")
        assert kept is not None
        assert kept.words == "when the river froze"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_saved_shown_and_found(stage: Stage, name: str) -> None:
    stage.page._named(name)
    stage.settle()
    assert stage.page.record.head.name.text() == normalize("NFC", name)[:200]
    assert stage.page.record.head.name.textFormat() == Qt.TextFormat.PlainText
    stage.page.list.filter.setText(name[:40])
    stage.qtbot.waitUntil(lambda: stage.page.list.model.query.text == name[:40].strip(), timeout=60_000)  # type: ignore[union-attr]
    stage.settle()
    assert stage.page.list.model.rowCount() == 1
    stage.frame.grab()
    assert stage.troubles == []


def test_a_narrative_of_400_000_words_is_saved_from_the_window(stage: Stage, real: DbVault) -> None:
    person = new("person", names=(row(text="리영희"),))
    _person, case = new_case(real, person)
    stage.page.refresh(frozenset())
    stage.page.open_record(case.record.id)
    stage.settle()
    edit = stage.page.record.case.editors["narrative"].findChild(QPlainTextEdit)
    assert edit is not None
    words = " ".join(["송환"] * 400_000)
    edit.setPlainText(words)
    stage.page.save_now()
    stage.settle()
    with real.read() as reader:
        assert reader.get("case", case.record.id).phrase("narrative") == Text(words, "ko")
