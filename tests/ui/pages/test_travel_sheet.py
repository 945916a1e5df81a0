"""The sheet of the travel vault: what comes and stays is shown, then it is made with keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.backups import Step
from app.errors import NotAVault
from app.messages import Msg
from app.ports import Vault
from app.records import new, row
from app.values import Text
from tests.fakes import FakeVault
from tests.stories import FixedClock
from tests.ui.nameless import unnamed
from tests.ui.windows import RECOVERY, FakeOpener, opened, settle, window_of
from ui.accessibility import tree
from ui.frame.ways import Ways
from ui.pages.cases import Cases
from ui.pages.security.travel import TravelSheet
from ui.theme import Theme
from ui.window import Window

WORDS = "orange river tin boat seven hill"


class Maker:
    """Makes vaults in memory, as `app.services.travel.MakeVault`."""

    def __init__(self) -> None:
        self.made: dict[Path, tuple[str, FakeVault]] = {}
        self.taken: Path | None = None

    def __call__(
        self,
        target: Path,
        passphrase: str,
        staff: str,
        fill: Callable[[Vault], Generator[Step, None, None]],
        *,
        sample: bool,
        recovery: bool,
    ) -> Generator[Step, None, str]:
        if target == self.taken:
            raise NotAVault(Msg.VAULT_EXISTS)
        made = FakeVault()
        yield from fill(made)
        self.made[target] = (passphrase, made)
        return RECOVERY if recovery else ""


@pytest.fixture
def vault() -> FakeVault:
    people = [new("person", names=(row(text=name, script="latin"),)) for name in ("Ri Here", "Pak There")]
    codes = ("HERE-0001", "STAY-0002")
    cases = [new("case", code=code, person=p.id) for code, p in zip(codes, people, strict=True)]
    return FakeVault(*people, *cases)


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault, maker: Maker) -> Window:
    def make(bot: QtBot, opener: FakeOpener, folder: Path, *, vault: Path) -> Window:
        return window_of(bot, opener, folder, vault=vault, ways=Ways(clock=FixedClock(), make_vault=maker))

    return opened(qtbot, tmp_path, vault, make)


@pytest.fixture
def sheet(window: Window, qtbot: QtBot) -> TravelSheet:
    assert window.frame is not None
    for command in ("page2", "travel"):
        window.frame.actions_by_key[command].trigger()
        settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Cases)
    found = next(s for s in page.findChildren(TravelSheet) if s.isVisible())
    settle(window, qtbot)
    return found


def test_from_the_security_page_it_offers_the_case_that_comes_in_front(window: Window, qtbot: QtBot) -> None:
    """Its page is opened by that, and its case read only then."""
    assert window.frame is not None
    window.frame.actions_by_key["travel"].trigger()
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Cases)
    found = next(s for s in page.findChildren(TravelSheet) if s.isVisible())
    assert [b.text() for b in found.which.buttons() if not b.isHidden()][1:] == ["Only HERE-0001"]


def said(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(labels).replace("\N{NON-BREAKING HYPHEN}", "-")


def type_passphrase(sheet: TravelSheet, again: str = WORDS) -> None:
    for field, text in zip(sheet.fresh.fields(), (WORDS, again), strict=True):
        QTest.keyClicks(field, text)


def test_what_comes_and_what_stays_is_told_before(window: Window, qtbot: QtBot, sheet: TravelSheet) -> None:
    assert "2 cases come along" in said(sheet)
    assert sheet.focusWidget() is sheet.which.buttons()[0]
    assert sheet.luggage is not None
    assert sheet.luggage.cases == ("HERE-0001", "STAY-0002")
    one = sheet.which.buttons()[1]
    one.click()
    settle(window, qtbot)
    text = said(sheet)
    assert "1 case comes along" in text
    assert "1 case stays at home" in text
    assert "HERE-0001" in text
    assert "STAY-0002" in text
    assert "Never packed: history, trash, drafts" in text
    assert unnamed(tree(sheet)) == []


def test_enter_goes_on_as_in_every_sheet_of_keys(window: Window, sheet: TravelSheet) -> None:
    type_passphrase(sheet, "another one than that")
    QTest.keyClick(sheet.fresh.second, Qt.Key.Key_Return)
    assert "differ" in sheet.said.text()


def test_evidence_comes_along_where_it_is_asked_for(
    window: Window, qtbot: QtBot, sheet: TravelSheet, vault: FakeVault
) -> None:
    with vault.write() as work:
        case = next(work.all("case"))
        work.save(new("evidence", case=case.id, what=Text("A letter", "en")))
        work.commit()
    for wanted, found in ((True, 1), (False, 0)):
        sheet.evidence.click()
        settle(window, qtbot)
        assert sheet.evidence.isChecked() is wanted
        assert sheet.luggage is not None
        assert sheet.luggage.taken.get("evidence", 0) == found


def test_a_travel_vault_is_marked_in_the_navigation(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    for travel in (True, False):
        vault = FakeVault()
        with vault.write() as work:
            work.set_setting("travel", "ab" * 16 if travel else "")
            work.commit()
        window = opened(qtbot, tmp_path, vault)
        assert window.frame is not None
        settle(window, qtbot)
        assert ("TRAVEL VAULT" in said(window.frame.side)) is travel
        window.resize(900, 600)  # the navigation is icons alone by now: the foot says it
        settle(window, qtbot)
        assert "TRAVEL VAULT" not in said(window.frame.side)
        assert ("TRAVEL VAULT" in said(window.frame.foot)) is travel


def test_it_is_made_with_a_passphrase_and_a_recovery_key_of_its_own(
    window: Window, qtbot: QtBot, sheet: TravelSheet, maker: Maker, tmp_path: Path, vault: FakeVault
) -> None:
    sheet.which.buttons()[1].click()
    settle(window, qtbot)
    type_passphrase(sheet)
    sheet.recovery.setChecked(True)
    sheet.make_at(tmp_path / "going")
    settle(window, qtbot)
    [(passphrase, made)] = maker.made.values()
    assert passphrase == WORDS
    with made.read() as reader:
        assert [case.text("code") for case in reader.all("case")] == ["HERE-0001"]
        assert reader.setting("ledger_incomplete") == "travel"
    with vault.read() as reader:
        last = reader.last_entry()
        assert last is not None
        assert (last.action, last.detail["cases"]) == ("travel", 1)
    text = said(sheet)
    assert "The travel vault is made" in text
    assert all(group in text for group in RECOVERY.split("-"))
    assert sheet.fresh.text == ""
    sheet.done_button.click()
    assert not sheet.isVisible()


def test_a_wrong_passphrase_or_a_taken_place_is_said_in_the_sheet(
    window: Window, qtbot: QtBot, sheet: TravelSheet, maker: Maker, tmp_path: Path
) -> None:
    type_passphrase(sheet, "something else")
    sheet.done_button.click()
    assert "differ" in sheet.said.text()
    maker.taken = tmp_path / "taken"
    sheet.make_at(maker.taken)
    settle(window, qtbot)
    assert "something in this place already" in sheet.said.text()
    assert sheet.done_button.isEnabled()
    assert maker.made == {}


def test_a_list_without_a_case_makes_none(window: Window, qtbot: QtBot, sheet: TravelSheet) -> None:
    sheet.reject()
    assert window.frame is not None
    page = window.frame.current
    assert isinstance(page, Cases)
    page.list.filter.setText("nobody of this name")
    qtbot.waitUntil(lambda: page.list.query.text != "", timeout=60_000)
    settle(window, qtbot)
    empty = page.take_along()
    settle(window, qtbot)
    assert "No case is chosen" in empty.said.text()
    assert not empty.done_button.isEnabled()
