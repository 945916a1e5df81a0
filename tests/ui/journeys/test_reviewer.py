"""A second member of staff, in Korean: a file handed in, returned, corrected, signed; a status verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.i18n import _
from db.opening import open_vault
from main import Vaults
from tests.db.conftest import cheap_terms
from tests.ui.journeys.person import Person, type_words
from tests.ui.keys import press
from ui.pages.cases import Cases
from ui.pages.cases.record import RecordPane
from ui.pages.events.sheets import RecordSheet
from ui.pages.events.status import StatusSheet
from ui.pages.security.sheets import AddSheet
from ui.parts.reviewing import Decision
from ui.proving import ProveSheet

HAN, KIM = "파란 지붕 아래 고양이 3마리", "세 마리 고양이 파란 지붕 우산"
STEPS = [
    ("submitted", "한서윤", ""),
    ("returned", "김가람", "성별이 빠져 있습니다"),
    ("submitted", "한서윤", ""),
    ("signed", "김가람", ""),
    ("submitted", "한서윤", ""),
]
"""The last one after a change to the person that the signature does not cover."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "보관함"
    Vaults(cheap_terms()).make(str(made), HAN, "한서윤")
    return made


def said(person: Person) -> list[str]:
    """What the labels of the page in front say."""
    return [t for label in person.page.findChildren(QLabel) if label.isVisible() and (t := label.text())]


def the_case(person: Person) -> RecordPane:
    person.click("사례, *")
    page = person.page
    assert isinstance(page, Cases)
    return page.record


def prepare(person: Person) -> None:
    """A colleague, an event with a claim, a file that is handed in."""
    person.click("보안*")
    person.click("동료 추가…")
    add = person.sheet
    assert isinstance(add, AddSheet)
    person.enter(add.name, "김가람")
    for field in add.fresh.fields():
        person.enter(field, KIM)
    person.click("추가")
    asked = person.sheet
    assert isinstance(asked, ProveSheet)
    person.enter(asked.field, HAN)
    person.click("이어서 하기")
    person.click("홈")
    person.click("새 사건")
    sheet = person.sheet
    assert isinstance(sheet, RecordSheet)
    person.fill(sheet.form, {"title": "지린성에서 송환", "date": "2023년 10월 9일"})
    person.click("저장")
    person.click("주장 추가")
    sheet = person.sheet
    assert isinstance(sheet, RecordSheet)
    person.fill(sheet.form, {"claimant": "북한정의연대", "wording": "약 600명이 송환되었다"})
    person.click("저장")
    record = the_case(person)
    person.click("새 사례")
    page = person.page
    assert isinstance(page, Cases)
    type_words(page.list.name, "리영희")
    press(page.list.name, Qt.Key.Key_Return)
    person.settle()
    person.click("더 보기", record.head)
    person.choose("검토 맡기기")


def verify(person: Person) -> None:
    """The second person signs that it happened with their own passphrase."""
    person.click(f"{_('Events')}, *")
    page = person.page
    person.click("사건 발생: *", page)
    sheet = person.sheet
    assert isinstance(sheet, StatusSheet)
    while sheet.choice.currentText() != "검증됨":
        press(sheet.choice, Qt.Key.Key_Down)
    person.enter(sheet.why, "보도와 증언이 일치함")
    person.enter(sheet.second, HAN)
    person.click("저장")
    assert sheet.isVisible(), "nobody is their own second person"
    person.enter(sheet.second, KIM)
    person.click("저장")


def return_it(person: Person) -> None:
    """The queue, and a reason."""
    person.click("검토 대기*")
    person.click("돌려보내기… *")
    decision = next(d for d in person.page.findChildren(Decision) if d.isVisible())
    person.enter(decision.why, "성별이 빠져 있습니다")
    press(decision.why, Qt.Key.Key_Return)
    person.settle()


def correct(person: Person, sex: str) -> None:
    """Change what is said of the person, and hand in again."""
    record = the_case(person)
    person.fill(record.person, {"sex": sex})
    person.page.setFocus()
    person.settle()
    record.leave()
    person.settle()
    person.click("다시 맡기기")


@pytest.mark.slow
def test_a_file_goes_back_and_forth_and_a_status_is_verified(person: Person, folder: Path) -> None:
    person.unlock(HAN)
    prepare(person)
    person.click(f"{_('Events')}, *")
    verify(person)
    person.again(KIM)
    return_it(person)
    person.again(HAN)
    correct(person, "여")
    person.again(KIM)
    person.click("검토 대기*")
    person.click(f"{_('Read and sign…')}: *")
    person.click("서명: *")
    person.again(HAN)
    correct(person, "모름")
    person.again(KIM)
    person.click("검토 대기*")
    assert said(person) == ["검토 대기", "한서윤 맡김, 방금", "마지막으로 서명한 뒤 변경 1건"]
    assert person.troubles == []
    person.leave()
    with open_vault(folder, HAN, terms=cheap_terms()).read() as reader:
        names = {s.id: s.name for s in reader.staff()}
        steps = [
            (s.text("step"), names[s.created_by], s.phrase("note").text)
            for s in reader.all("review")
            if s.created_by
        ]
        statuses = [(s.text("element"), s.text("status"), s.text("reviewer")) for s in reader.all("status")]
    assert steps == STEPS
    assert statuses == [("happened", "verified", "김가람")]
