"""A coordinator, in Korean: fields and terms of one's own, used, merged, parted, taken into another vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.values import Text
from db.opening import open_vault
from main import Vaults
from tests.db.conftest import cheap_terms
from tests.ui.journeys.person import Person, type_words
from tests.ui.keys import press
from ui.forms.ticks import TickList
from ui.pages.cases import Cases
from ui.pages.words import WordsPage
from ui.pages.words.fields import NewField

PASSPHRASE = "파란 지붕 아래 고양이 3마리"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("보관함", "다른 보관함"):
        Vaults(cheap_terms()).make(str(tmp_path / name), PASSPHRASE, "한서윤")
    return tmp_path / "보관함"


def words_page(person: Person) -> WordsPage:
    """The page of words and fields."""
    person.frame.actions_by_key["words"].trigger()
    person.settle()
    page = person.page
    assert isinstance(page, WordsPage)
    return page


def pick(choice: QComboBox, text: str) -> None:
    """Go through a choice by the keys until it says so."""
    choice.setFocus()
    press(choice, Qt.Key.Key_Home)
    for _step in range(choice.count()):
        if choice.currentText() == text:
            return
        press(choice, Qt.Key.Key_Down)
    raise AssertionError([choice.itemText(i) for i in range(choice.count())])


def add_field(person: Person, record: str, key: str, english: str, korean: str) -> None:
    """A field that the search finds."""
    person.click("항목 추가")
    asked = person.page.findChild(NewField)
    assert asked is not None
    pick(asked.kind, record)
    for line, text in ((asked.key, key), (asked.english, english), (asked.korean, korean)):
        person.enter(line, text)
    box = QPoint(8, asked.searched.height() // 2)
    QTest.mouseClick(asked.searched, Qt.MouseButton.LeftButton, pos=box)
    assert asked.searched.isChecked()
    person.click("추가", asked)


def add_term(person: Person, page: WordsPage, code: str, english: str, korean: str) -> None:
    person.click("용어 추가")
    for name, text in (("코드", code), ("영어", english), ("한국어", korean)):
        line = next(c for c in page.terms.findChildren(QLineEdit) if c.accessibleName() == name)
        person.enter(line, text)
    person.click("추가", page.terms)


def use_them(person: Person) -> None:
    """A case and an act that hold what was added."""
    person.click("사례, *")
    person.click("새 사례")
    page = person.page
    assert isinstance(page, Cases)
    type_words(page.list.name, "리영희")
    press(page.list.name, Qt.Key.Key_Return)
    person.settle()
    record = page.record
    person.fill(record.case, {"church": "언덕 교회"})
    risks = record.case.editors["risk_factors"].control
    risks.setFocus()
    press(risks, Qt.Key.Key_Return)
    ticks = next(t for t in page.window().findChildren(TickList) if t.isVisible())
    line = ticks.findChild(QLineEdit)
    assert line is not None
    type_words(line, "빌린 돈")
    press(line, Qt.Key.Key_Return)
    press(line, Qt.Key.Key_Escape)
    person.settle()
    person.tab("침해 행위")
    person.click("침해 행위 추가")
    person.choose("굶주림")
    assert record.acts.one.part is not None
    person.fill(record.acts.one.part.form, {"weather": "눈이 많이 옴"})
    person.click("닫기", record.acts.one.part)
    person.tab("개요")
    for words, found in (("언덕", 1), ("강가", 0)):
        person.enter(page.list.filter, words)
        person.wait(lambda words=words: page.list.model.query.text == words)  # type: ignore[misc,union-attr]  # bound as it is now; it is a list
        assert page.list.model.rowCount() == found


@pytest.mark.slow
def test_fields_and_terms_of_ones_own(person: Person, folder: Path, tmp_path: Path) -> None:
    person.unlock(PASSPHRASE)
    page = words_page(person)
    add_field(person, "사례", "church", "Church", "교회")
    add_field(person, "침해 행위", "weather", "Weather", "날씨")
    add_term(person, page, "debt", "debt", "빚")
    add_term(person, page, "loan", "loan", "빌린 돈")
    assert person.troubles == []
    use_them(person)
    page = words_page(person)
    codes = [t.code for t in page.terms.here.terms] if page.terms.here else []
    page.terms.table.selectRow(codes.index("loan"))
    person.click("합치기…")
    choice = page.terms.asked.itemAt(0).widget().findChild(QComboBox)  # type: ignore[union-attr]  # a widget stands there
    assert choice is not None
    pick(choice, "빚")
    person.click("합치기", page.terms)
    assert person.said == ["합쳤습니다: 기록 1건 변경"]
    assert held(person) == ("debt",)
    person.click("실행 취소")
    assert held(person) == ("loan",)
    target = tmp_path / "항목.json"
    page.fields.write(target)
    person.wait(target.exists)
    person.leave()
    person.folder = tmp_path / "다른 보관함"
    person.again(PASSPHRASE)
    page = words_page(person)
    page.fields.take(target)
    person.wait(lambda: page.fields.model.rowCount() == 2)
    assert person.troubles == []
    person.leave()
    with open_vault(folder, PASSPHRASE, terms=cheap_terms()).read() as reader:
        case, act = next(reader.all("case")), next(reader.all("act"))
        assert (case.phrase("church"), act.phrase("weather")) == (
            Text("언덕 교회", "ko"),
            Text("눈이 많이 옴", "ko"),
        )
    with open_vault(person.folder, PASSPHRASE, terms=cheap_terms()).read() as reader:
        taken = [(f.key, f.label_ko) for kind in ("case", "act") for f in reader.own_fields(kind)]
        assert taken == [("church", "교회"), ("weather", "날씨")]


def held(person: Person) -> tuple[str, ...]:
    """The risk factors of the one case."""
    found: list[tuple[str, ...]] = []

    def read(vault: object) -> tuple[str, ...]:
        with vault.read() as reader:  # type: ignore[attr-defined]  # the vault of the window
            return tuple(next(reader.all("case")).values.get("risk_factors", ()))

    person.frame.desk.ask(read, found.append)
    person.wait(lambda: bool(found))
    return found[0]
