"""From an empty vault to a brief, in Korean: the news of October 2023, and three people of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from app.i18n import _
from db.opening import open_vault
from main import Vaults
from tests.db.conftest import cheap_terms
from tests.ui.journeys.held import held
from tests.ui.journeys.person import CONTROL, Person, type_words
from tests.ui.keys import press
from ui.forms.editor import Editor
from ui.pages.cases import Cases
from ui.pages.cases.links import LinksBlock
from ui.pages.cases.record import RecordPane
from ui.pages.events import Events
from ui.pages.events.sheets import RecordSheet
from ui.pages.events.status import StatusSheet
from ui.pages.reports import Reports
from ui.parts.ground_panel import GroundPanel
from ui.parts.panels import PartsPanel

PASSPHRASE = "파란 지붕 아래 고양이 3마리"

CLAIMS: tuple[Mapping[str, str], ...] = (
    {
        "claimant": "현지 인권 단체들",
        "named": "아니요",
        "relayed_by": "연합뉴스",
        "wording": "지린성과 랴오닝성에 구금되어 있던 약 600명이 월요일 밤 단둥, 훈춘 등을 통해 송환되었다",
        "measure": "인계",
        "qualifier": "약",
        "low": "600",
        "high": "600",
        "crossings": "단둥 훈춘",
    },
    {
        "claimant": "북한정의연대",
        "relayed_by": "연합뉴스",
        "wording": "10월 9일 약 600명이 송환되었다",
        "measure": "인계",
        "qualifier": "약",
        "low": "600",
        "high": "600",
        "date": "2023년 10월 9일",
    },
    {
        "claimant": "J.M. 선교회",
        "relayed_by": "자유아시아방송",
        "wording": "현지 시각 19시 30분경 투먼, 훈춘, 창바이, 단둥, 난핑을 통해 500명 넘게",
        "measure": "인계",
        "qualifier": "넘게",
        "low": "500",
        "hour": "19:30",
        "crossings": "투먼 훈춘 창바이 단둥 난핑",
    },
    {
        "claimant": "북한정의연대",
        "relayed_by": "연합뉴스",
        "wording": "8월 말부터 모두 약 2,600명의 송환이 완료되었다",
        "measure": "인계",
        "qualifier": "약",
        "low": "2600",
        "high": "2600",
        "running_total": "예",
    },
    {
        "claimant": "대한민국 통일부",
        "relayed_by": "연합뉴스",
        "wording": "관련 추측을 확인 중이며, 강제 송환을 금지한 국제 규범 위반이다",
        "stance": "확인도 부인도 안 함",
        "state": "대한민국",
        "said_on": "2023년 10월 12일",
    },
)


IN_THE_BRIEF = (
    "2023년 10월 9일 중국에서 북한으로 송환되었다는 보도",
    "10월 9일 약 600명이 송환되었다",
    "약 600명",
    "500명 넘게",
    "약 2,600명 인계, 누계",
    "입장: 확인도 부인도 안 함",
    "500명이 넘는 수에서 약 600명까지",
)
HELD = Path(__file__).parent / "october.txt"
LINE = (
    "500명이 넘는 수에서 약 600명까지 인계된 것으로 보도됨(독립 출처 2곳); "
    "대한민국은 확인도 부인도 안 함(통일부, 2023년 10월 12일); 중국: 기록된 답변 없음"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "보관함"
    Vaults(cheap_terms()).make(str(made), PASSPHRASE, "한서윤")
    return made


def sheet_of(person: Person) -> RecordSheet:
    sheet = person.sheet
    assert isinstance(sheet, RecordSheet)
    return sheet


def type_event(person: Person) -> None:
    person.click("새 사건")
    sheet = sheet_of(person)
    person.fill(
        sheet.form,
        {
            "title": "항저우 아시안게임 직후 지린성과 랴오닝성에서 수백 명 송환",
            "date": "2023년 10월 9일",
        },
    )
    press(sheet, Qt.Key.Key_Return, CONTROL)
    person.settle()


def type_claim(person: Person, claim: Mapping[str, str]) -> None:
    person.click("주장 추가")
    sheet = sheet_of(person)
    for key, text in claim.items():
        for word in text.split() if key == "crossings" else [text]:
            person.fill(sheet.form, {key: word})
    person.click("저장")
    assert person.troubles == []


def set_status(person: Person, element: str, why: str) -> None:
    """Take what the rules propose, with a reason."""
    person.click(f"{element}: *")
    sheet = person.sheet
    assert isinstance(sheet, StatusSheet)
    person.click("이대로 정하기")
    person.enter(sheet.why, why)
    person.click("저장")


def open_case(person: Person, name: str) -> RecordPane:
    person.click("사례, *")
    page = person.page
    assert isinstance(page, Cases)
    person.click("새 사례")
    type_words(page.list.name, name)
    press(page.list.name, Qt.Key.Key_Return)
    person.settle()
    assert page.record.head.name.text() == name
    return page.record


def part(person: Person, block: PartsPanel | LinksBlock | GroundPanel, **fields: str) -> None:
    """Fill the form of a part that stands open and close it."""
    assert block.one.part is not None
    person.fill(block.one.part.form, fields)
    person.click("닫기", block.one.part)


def link_event(person: Person, record: RecordPane, crossing: str, basis: str) -> None:
    person.find(record.links.line, "항저우")
    part(person, record.links, certainty="유력", crossing=crossing, basis=basis)


def answer(person: Person, record: RecordPane, permission: str, **fields: str) -> None:
    person.click(f"{permission}, *", record.consent)
    assert record.consent.form is not None
    person.fill(record.consent.form, {"answer": "허용", "by": "부모", "date": "2025년 5월 2일", **fields})
    person.click("이 답변 저장")


def who_says_so(person: Person, record: RecordPane) -> None:
    """A source for when she was born, and another that says otherwise."""
    person.tab("개요")
    birth = record.person.editors["birth"].control
    birth.setFocus()
    press(birth, Qt.Key.Key_Period, CONTROL)
    person.settle()
    grounds = record.grounds["person"].panel
    assert grounds is not None
    person.click("출처 추가", grounds)
    part(
        person,
        grounds,
        source="가족 면담",
        reliability="B 대체로 신뢰함",
        credibility="2 사실로 보임",
        quote="양띠 해에 태어났다",
    )
    person.click("다르게 말하는 출처…", grounds)
    other, said_by = grounds.findChildren(Editor)[-2:]
    person.enter(other.control, "1992년")
    person.enter(said_by.control, "친척 면담")
    person.click("출처의 값 남기기", grounds)


def first_person(person: Person) -> None:
    """Everything a file holds."""
    record = open_case(person, "리영희")
    person.fill(record.person, {"sex": "여", "birth": "1991년쯤", "home": "무산군"})
    person.fill(
        record.case,
        {
            "status": "송환됨, 생사 불명",
            "status_as_of": "2023년 10월 9일",
            "status_certainty": "유력",
            "exit": "2018년 여름",
        },
    )
    link_event(person, record, "난핑", "가족이 이름과 날짜를 말함")
    for permission in ("기록 보관", "통계에 포함", "익명 사례 공개"):
        answer(person, record, permission)
    person.tab("침해 행위")
    person.click("침해 행위 추가")
    person.choose("고문·구타")
    part(
        person,
        record.acts,
        date="2023년 11월",
        place="온성군 보위부 구류장",
        certainty="가능성 있음",
        account="돌아온 사람이 이야기함",
    )
    person.find(record.sightings.line, "난핑")
    part(
        person,
        record.sightings,
        date="2023년 10월 9일",
        seen_by="함께 갇혔던 사람",
        certainty="유력",
    )
    person.tab("할 일")
    person.enter(record.tasks.line, "가족에게 다시 연락하기")
    press(record.tasks.line, Qt.Key.Key_Return)
    person.settle()
    part(person, record.tasks, due="2026년 12월 1일", who="김가람")
    who_says_so(person, record)


def two_more(person: Person) -> None:
    """Her sister, and somebody on the same list."""
    record = open_case(person, "리순희")
    person.fill(record.person, {"sex": "여", "birth": "1994년"})
    link_event(person, record, "난핑", "언니와 함께 이름이 나옴")
    person.tab("사람")
    person.find(record.relations.line, "리영희")
    part(person, record.relations, kind="형제자매", certainty="확인")
    record = open_case(person, "박철남")
    link_event(person, record, "투먼", "명단에 있음")
    assert person.troubles == []


def full_brief(person: Person, target: Path) -> None:
    """The whole paper about the event, as a file."""
    person.click(f"{_('Events')}, *")
    events = person.page
    assert isinstance(events, Events)
    press(events.table, Qt.Key.Key_Return)
    person.settle()
    person.click("이 사건의 보고서")
    person.click("전체")
    reports = person.page
    assert isinstance(reports, Reports)
    reports.brief.export_to(target)
    person.wait(target.exists)


@pytest.mark.slow
def test_october_from_an_empty_vault_to_a_full_brief(person: Person, folder: Path, tmp_path: Path) -> None:
    person.unlock(PASSPHRASE)
    type_event(person)
    for claim in CLAIMS:
        type_claim(person, claim)
    set_status(person, "사건 발생", "이름을 밝힌 단체 두 곳이 말함")
    set_status(person, "수", "500명이 넘는 수에서 약 600명까지")
    events = person.page
    assert isinstance(events, Events)
    assert events.view.band.line == LINE
    first_person(person)
    two_more(person)
    target = tmp_path / "보고서.pdf"
    full_brief(person, target)
    said = " ".join(words_of(target).split())
    for words in IN_THE_BRIEF:
        assert words in said, words
    for name in ("리영희", "리순희", "박철남"):
        assert name not in said, "a public brief names nobody"
    person.leave()
    with open_vault(folder, PASSPHRASE, terms=cheap_terms()).read() as reader:
        assert held(reader) == HELD.read_text("utf-8").splitlines()


def words_of(path: Path) -> str:
    """The text of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
