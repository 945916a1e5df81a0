"""The security page: ways in, backups, the journal in plain words, what waits."""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.backups import Backup, Step
from app.errors import DiskTrouble
from app.i18n import _
from app.keys import KeySlot, Remains, SlotKind
from app.messages import Msg
from app.ports import Finding
from app.records import new, row
from app.services.backups import choose
from app.services.ledger import incomplete
from app.services.safety import Safety
from app.settings import LEDGER_INCOMPLETE
from tests.fake_papers import FakeOutbox, FakeRenderer
from tests.fakes import FakeVault
from tests.stories import FixedClock
from tests.ui.nameless import unnamed
from tests.ui.windows import FakeOpener, opened, prove, settle, window_of
from ui.accessibility import tree
from ui.frame.ways import Ways
from ui.keeping import rows
from ui.pages.home.kept import KeptSafe
from ui.pages.security import Security
from ui.pages.security.checks import StandSheet
from ui.pages.security.drill import DrillSheet
from ui.pages.security.journal import JournalBlock
from ui.pages.security.ledger import LedgerSheet
from ui.pages.security.page import sentence
from ui.pages.security.paper_sheets import NewRecoverySheet, SharesSheet
from ui.pages.security.rekey import RekeySheet
from ui.pages.security.sheets import AddSheet, KeySheet, PinSheet, RemoveSheet, TrySheet
from ui.pages.security.wording import GROUPS, RECORDS, VAULT
from ui.proving import ProveSheet
from ui.theme import Theme
from ui.widgets import Button, Elided, Scroller
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
    def make(bot: QtBot, opener: FakeOpener, folder: Path, *, vault: Path) -> Window:
        return window_of(
            bot, opener, folder, vault=vault, ways=Ways(FakeRenderer(), FakeOutbox(), clock=FixedClock())
        )

    return opened(qtbot, tmp_path, vault, make)


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
    assert _rows(page.journal) == ["Contact of the organisation changed"] * 100
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


S = TypeVar("S", bound=KeySheet)


def _sheet(page: Security, kind: type[S]) -> S:
    return next(s for s in page.findChildren(kind) if s.isVisible())


def _press(page: Security, spoken: str) -> None:
    next(b for b in page.findChildren(Button) if b.accessibleName() == spoken).click()


def _words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def _waits(page: Security) -> list[str]:
    return [concern.value for concern in page.found.concerns]


def test_a_colleague_joins_and_leaves_and_what_they_may_still_hold_is_listed(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault
) -> None:
    page.ways_in.add_button.click()
    add = _sheet(page, AddSheet)
    add.done_button.click()
    assert "told apart" in add.said.text()
    QTest.keyClicks(add.name, "Choi Da-on")
    assert not add.wrong.isVisible()  # what is said of what was typed before goes
    first, second = add.fresh.fields()
    QTest.keyClicks(first, "river lantern copper seven")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert add.focusWidget() is second
    QTest.keyClicks(second, "river lantern copper seven")
    add.name.setText("Han Seo-yun")
    add.done_button.setFocus()
    add.done_button.click()
    prove(window)
    settle(window, qtbot)
    assert add.wrong.isVisible()
    assert add.focusWidget() is add.done_button  # disabled meanwhile, it had passed the keyboard to Cancel
    add.name.setText("Choi Da-on")
    QTest.keyClick(first, Qt.Key.Key_Return)
    prove(window, "river lantern copper seven")
    settle(window, qtbot)
    (asked,) = window.findChildren(ProveSheet)
    assert asked.wrong.isVisible()
    assert "Choi Da-on" not in [s.staff.name for s in vault.keys.slots()]
    prove(window)
    settle(window, qtbot)
    assert "Choi Da-on" in _words(page.ways_in)
    _press(page, "Remove the key of Choi Da-on")
    remove = _sheet(page, RemoveSheet)
    assert remove.windowTitle() == "Casebook"
    remove.done_button.click()
    settle(window, qtbot)
    assert remove.isVisible()
    said = _words(remove)
    assert [_(r.value) in said for r in (Remains.BACKUPS, Remains.KEY_FILES, Remains.VAULT_KEY)] == [True] * 3
    assert "Choi Da-on" not in [s.staff.name for s in vault.keys.slots()]
    remove.done_button.click()
    settle(window, qtbot)
    assert "Choi Da-on" not in _words(page.ways_in)


def test_the_recovery_sheet_is_tried_and_no_longer_waits(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault
) -> None:
    assert _waits(page) == ["never_tried", "backup_due"]
    page.start("try")
    attempt = _sheet(page, TrySheet)
    QTest.keyClicks(attempt.field, "wrong")
    attempt.done_button.click()
    settle(window, qtbot)
    assert "typing mistake" in attempt.said.text()
    attempt.field.setText(vault.keys.recovery)
    QTest.keyClick(attempt.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert _waits(page) == ["backup_due"]
    assert window.frame is not None
    assert window.frame.side.safe.accessibleName() == "Security: A backup is due"
    assert "The recovery sheet was never tried" not in _words(page)


def test_the_keyboard_stays_where_it_was_when_the_rows_are_made_anew(
    window: Window, qtbot: QtBot, page: Security
) -> None:
    button = next(b for b in page.findChildren(Button) if b.accessibleName() == "Try the recovery sheet")
    button.setFocus()
    scroller = page.findChild(Scroller)
    assert scroller is not None
    place = scroller.verticalScrollBar().value()
    page.reload()
    settle(window, qtbot)

    def back() -> bool:
        now = window.focusWidget()
        return now is not None and now is not button and now.accessibleName() == "Try the recovery sheet"

    qtbot.waitUntil(back)
    assert scroller.verticalScrollBar().value() == place, "the page went along"


def test_a_new_recovery_sheet_is_shown_and_proved(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault
) -> None:
    page.start("recovery")
    sheet = _sheet(page, NewRecoverySheet)
    sheet.done_button.click()
    prove(window)
    settle(window, qtbot)
    assert sheet.steps is not None
    sheet.reject()
    assert sheet.isVisible(), "Escape must not lose a key that is shown once"
    sheet.steps.show_step.go.click()
    groups = vault.keys.recovery.split("-")
    for number, field in sheet.steps.prove_step.fields.items():
        QTest.keyClicks(field, groups[number - 1])
    sheet.steps.prove_step.go.click()
    settle(window, qtbot)
    assert page.found.tried is not None


def test_shares_are_shown_once_and_quick_unlock_asks_for_a_good_pin(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault
) -> None:
    page.start("shares")
    shares = _sheet(page, SharesSheet)
    shares.done_button.click()
    prove(window)
    settle(window, qtbot)
    assert [f"Share {n} of 3" in _words(shares) for n in (1, 2, 3)] == [True] * 3
    shares.reject()
    assert shares.isVisible()
    shares.done_button.click()
    _press(page, "Turn quick unlock on")
    pin = _sheet(page, PinSheet)
    settle(window, qtbot)
    for field in (pin.first, pin.second):
        QTest.keyClicks(field, "12")
    pin.done_button.click()
    prove(window)
    settle(window, qtbot)
    assert "6 digits" in pin.said.text()
    for field in (pin.first, pin.second):
        field.setText("582914")
    pin.done_button.click()
    prove(window)
    settle(window, qtbot)
    kinds = {s.kind for s in vault.keys.slots()}
    assert {SlotKind.SHARES, SlotKind.KEYRING} <= kinds
    _press(page, "Turn quick unlock off")
    settle(window, qtbot)
    assert SlotKind.KEYRING not in {s.kind for s in vault.keys.slots()}


def test_a_backup_is_made_proved_and_rehearsed(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault, tmp_path: Path
) -> None:
    page.backups.back_up_to(tmp_path / "day")
    settle(window, qtbot)
    assert list(vault.backups) == [tmp_path / "day.ncb"]
    assert _waits(page) == ["never_tried"]
    assert "Last proved backup: today" in _words(page.backups)
    page.backups.rehearse_button.click()
    drill = _sheet(page, DrillSheet)
    drill.done_button.click()
    assert "Choose the file" in drill.said.text()
    drill.use(tmp_path / "day.ncb")
    assert not drill.wrong.isVisible()
    assert drill.focusWidget() is drill.field
    QTest.keyClicks(drill.field, "wrong words")
    QTest.keyClick(drill.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert drill.wrong.isVisible()
    assert drill.focusWidget() is drill.field  # not Cancel, which the spaces of a passphrase would press
    assert drill.field.selectedText() == "wrong words"
    QTest.keyClicks(drill.field, vault.keys.passphrase)
    drill.done_button.click()
    settle(window, qtbot)
    assert drill.told.text().startswith("It works.")
    assert drill.focusWidget() is drill.done_button
    drill.done_button.click()
    assert not drill.isVisible()
    settle(window, qtbot)  # it reads what stands once more
    last = page.found.last
    assert last is not None
    found = replace(page.found, last=replace(last, lacking=2, damaged=1), only_beside=True)
    page.backups.show_safety(found)
    settle(window, qtbot)
    said = " ".join(_words(page.backups))
    assert "2 files of the evidence were not there to be backed up" in said
    assert "1 file of the evidence is damaged and went into the backup as it is" in said
    assert "It lies on the same disk as the vault" in said
    assert rows(found)[0].words == "The last backup lacks evidence, or holds damaged files"
    beside = rows(replace(page.found, only_beside=True))
    assert beside[0].words == "Backup on the same disk: a lost or seized laptop takes both"


def test_the_key_makes_one_backup_at_once_and_the_way_back_none(
    window: Window,
    qtbot: QtBot,
    page: Security,
    vault: FakeVault,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page was read before: what was asked for must not wait until something changes."""
    frame = window.frame
    assert frame is not None
    made, real = [], vault.back_up

    def counted(path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
        made.append(path)
        return real(path, replace=replace)

    monkeypatch.setattr(vault, "back_up", counted)
    choose(vault, tmp_path, 7)
    page.changed()
    settle(window, qtbot)
    frame.go("home")
    settle(window, qtbot)
    for number in (1, 2):
        frame.actions_by_key["backup"].trigger()
        settle(window, qtbot)
        assert len(made) == number
    for way in ("back", "forward", "back", "forward"):
        frame.actions_by_key[way].trigger()
        settle(window, qtbot)
    assert frame.current is page
    page.changed()
    settle(window, qtbot)
    assert len(made) == 2


def test_a_backup_that_cannot_be_written_is_told_at_the_block(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault, tmp_path: Path
) -> None:
    def full(*_words: object, **_more: object) -> Generator[Step, None, Backup]:
        yield Step("Copying")
        raise DiskTrouble(Msg.DISK_FULL)

    vault.back_up = full  # type: ignore[method-assign] # a disk that fills up
    page.backups.back_up_to(tmp_path / "day.ncb")
    settle(window, qtbot)
    assert page.backups.said.isVisible()
    assert page.backups.now_button.isEnabled()


def test_a_check_is_run_and_what_it_finds_is_said_in_plain_words(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault
) -> None:
    def check() -> Iterator[Finding | str | None]:
        yield "Records"
        yield Finding("clock", "12", "2026-11-26T09:00:00.000000Z -> 2026-11-25T09:00:00.000000Z")
        yield Finding("record", "K7QM-2XDP", "digest")
        yield None

    assert "Not yet checked as a whole" in _words(page.checks)
    vault.check = check  # type: ignore[method-assign] # a vault in which something is wrong
    page.checks.now_button.click()
    settle(window, qtbot)
    said = _words(page.checks)
    assert "Checked today: something is wrong" in said
    assert any("Compare them with your last backup. (K7QM-2XDP)" in text for text in said)
    assert "alarm" in _waits(page)
    next(b for b in page.checks.findChildren(Button) if b.text() == "Let it stand…").click()
    sheet = _sheet(page, StandSheet)
    assert any(text.startswith("Entry 12: from 26 November 2026") for text in _words(sheet))
    sheet.done_button.click()
    settle(window, qtbot)
    assert "Say why" in sheet.said.text()
    QTest.keyClicks(sheet.reason, "a flat battery")
    sheet.done_button.click()
    settle(window, qtbot)
    said = _words(page.checks)
    assert [text for text in said if text.startswith("A clock that was set back")] == []
    assert any(text.startswith("Records that are not as the history says") for text in said)


def test_a_check_that_finds_nothing_says_so_on_home_too(window: Window, qtbot: QtBot, page: Security) -> None:
    page.checks.now_button.click()
    settle(window, qtbot)
    assert "Everything was checked today: nothing is wrong" in _words(page.checks)
    assert page.checks.running.isHidden()
    assert window.frame is not None
    window.frame.go("home")
    settle(window, qtbot)
    kept = window.frame.page("home").findChildren(KeptSafe)[0]
    assert "Everything checked, nothing wrong" in _words(kept)


def test_moving_to_a_new_vault_shows_its_key_and_what_to_destroy(
    window: Window, qtbot: QtBot, page: Security, vault: FakeVault, tmp_path: Path
) -> None:
    page.backups.back_up_to(tmp_path / "day.ncb")
    settle(window, qtbot)
    page.start("rekey")
    sheet = _sheet(page, RekeySheet)
    sheet.done_button.click()
    assert "Choose where" in sheet.said.text()
    sheet.use(tmp_path / "New vault")
    for field in sheet.fresh.fields():
        QTest.keyClicks(field, "river lantern copper seven")
    sheet.done_button.click()
    settle(window, qtbot)
    assert vault.copies == {}
    prove(window)
    settle(window, qtbot)
    assert list(vault.copies) == [tmp_path / "New vault"]
    assert sheet.steps is not None
    sheet.reject()
    assert sheet.isVisible()
    sheet.steps.show_step.go.click()
    sheet.steps.prove_step.later_button.click()
    sheet.steps.prove_step.skip.click()
    settle(window, qtbot)
    said = " ".join(_words(sheet))
    assert "Destroy this vault" in said
    assert "1 backup still opens with the old keys" in said
    assert sheet.focusWidget() is sheet.done_button
    sheet.done_button.click()
    assert not sheet.isVisible()


def test_the_quick_card_is_saved(window: Window, qtbot: QtBot, page: Security, tmp_path: Path) -> None:
    page.card.papers.save_to(tmp_path / "card", page.card.make)
    settle(window, qtbot)
    outbox = page.desk.ways.outbox
    assert isinstance(outbox, FakeOutbox)
    assert outbox.placed == {str(tmp_path / "card.pdf"): b"card in en"}
    assert window.notices.text == "Saved as card.pdf"


def test_every_action_that_is_journaled_has_words_and_stands_in_a_group() -> None:
    """The literals of calls that journal; a new one belongs into ui/pages/security/wording.py."""
    called = {"log", "note_rows", "_change", "log_rows"}
    found: set[str] = {"create", "update", "delete", "restore"}
    for path in [*Path("app/services").glob("*.py"), *Path("db").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            first = node.args[:1] if node.func.attr in called else []
            words = [*first, *(k.value for k in node.keywords if k.arg == "action")]
            found |= {str(w.value) for w in words if isinstance(w, ast.Constant) and isinstance(w.value, str)}
    assert {"backup", "passphrase", "undo"} <= found
    assert {action for action in found if action not in {**RECORDS, **VAULT}} == set()
    grouped = {action for _key, _label, actions in GROUPS for action in actions}
    assert {*RECORDS, *VAULT} - grouped == set()


def test_home_says_what_keeps_the_vault_safe_and_leads_there(
    window: Window, qtbot: QtBot, vault: FakeVault
) -> None:
    assert window.frame is not None
    home = window.frame.page("home")
    settle(window, qtbot)
    block = home.findChildren(KeptSafe)[0]
    assert _words(block)[:3] == ["Kept safe", "No backup yet", "Not yet checked as a whole"]
    assert "The recovery sheet was never tried" in _words(block)
    next(b for b in block.findChildren(Button) if b.text() == "back up").click()
    settle(window, qtbot)
    assert isinstance(window.frame.current, Security)
    window.frame.current.backups.back_up_to(Path("day.ncb"))
    settle(window, qtbot)
    window.frame.go("home")
    settle(window, qtbot)
    assert "Backup restored and compared" in _words(home.findChildren(KeptSafe)[0])


def test_a_sample_waits_for_nothing_and_says_why(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    sample = FakeVault()
    sample.sample = True
    window = opened(qtbot, tmp_path, sample)
    assert window.frame is not None
    window.frame.go("security")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, Security)
    assert page.sentence.text().startswith("The sample is invented")


@pytest.mark.parametrize("backed_up", [False, True])
def test_nothing_waits_only_where_backup_and_sheet_are_there(backed_up: bool) -> None:
    """The sentence above the page, for each state a vault can be in."""
    on = date(2026, 11, 25)
    staff = FakeVault().staff
    sheet = KeySlot("00" * 16, SlotKind.RECOVERY, staff, None, False)
    due = not backed_up
    for slots, tried in (((), None), ((sheet,), None), ((sheet,), on)):
        found = Safety(on, slots, tried, backup_due=due)
        waits = due + (tried is None)
        said = {0: "Nothing waits for you here.", 1: "One thing waits for you here."}
        assert sentence(found) == said.get(waits, f"{waits} things wait for you here.")


def test_a_folder_that_is_copied_elsewhere_is_said(
    window: Window, qtbot: QtBot, page: Security, tmp_path: Path
) -> None:
    page.desk.place = tmp_path / "Dropbox" / "vault"
    page.place.load()
    settle(window, qtbot)
    said = _words(page.place)
    assert "vault" in said
    assert any("Dropbox" in text and text != str(page.desk.place.parent) for text in said)


def test_every_control_is_named(page: Security) -> None:
    assert unnamed(tree(page)) == []


def test_a_restored_vault_asks_for_the_statement_that_no_release_is_missing(
    window: Window, page: Security, vault: FakeVault, qtbot: QtBot
) -> None:
    with vault.write() as work:
        work.set_setting(LEDGER_INCOMPLETE, "restored")
        work.commit()
    page.changed()
    settle(window, qtbot)
    assert "Releases may be missing from the list" in {label.text() for label in page.findChildren(QLabel)}
    page.start("ledger")
    (sheet,) = page.findChildren(LedgerSheet)
    sheet.done_button.click()
    settle(window, qtbot)
    assert not sheet.wrong.isHidden()
    sheet.statement.setPlainText("None left the office after the backup.")
    sheet.done_button.click()
    settle(window, qtbot)
    with vault.read() as reader:
        assert incomplete(reader) == ""
        last = reader.last_entry()
    assert last is not None
    assert last.action == "ledger"
    assert "Releases may be missing from the list" not in {
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    }
