"""Before a vault is open: unlock, new vault, sample; the derivation never runs on the window's thread."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.clock import SystemClock
from app.errors import VaultBusy
from app.keys import SlotKind
from app.messages import Msg
from app.passphrases import strength
from app.ports import Finding
from reports.key_sheets import recover_button, shares_button
from reports.phrases import Phrases
from tests.fake_papers import FakeOutbox, FakeRenderer
from tests.fakes import FakeVault
from tests.stories import FixedClock
from tests.ui.windows import PIN, RECOVERY, SHARES, FakeOpener, settle, window_of
from ui.frame.ways import Ways
from ui.process import REMOVE
from ui.settings import Settings, load
from ui.start.cover import Cover
from ui.start.new import NewForm
from ui.start.opener import Tell
from ui.start.passphrase import PassphraseField
from ui.start.places import sample_folder
from ui.start.recent import RecentMenu
from ui.start.recovery import RecoverySteps, draw_groups, same_group
from ui.start.rows import ChoiceRow
from ui.start.sample import SampleForm
from ui.start.secrets import Secrets
from ui.start.unlock import UnlockForm
from ui.start.unmaking import RemoveSampleForm
from ui.theme import Theme
from ui.widgets import Segmented
from ui.window import Window


def _unlock_form(window: Window) -> UnlockForm:
    assert window.start is not None
    form = window.start.form
    assert isinstance(form, UnlockForm)
    return form


def test_the_right_passphrase_opens_the_vault_off_the_windows_thread(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    opener, vault = FakeOpener(), tmp_path / "Working vault"
    opener.vaults[vault] = ("long enough", FakeVault())
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    QTest.keyClicks(form.secrets.field, "long enough")
    QTest.keyClick(form.secrets.field, Qt.Key.Key_Return)
    assert not form.go.isEnabled()
    settle(window, qtbot)
    assert window.frame is not None
    assert opener.threads == {"vault"}
    assert window.windowTitle() == "Casebook"


@pytest.mark.parametrize("alarms", [(), (Finding("rollback", differs="state"),)])
def test_a_vault_that_was_put_back_is_said_so(
    qtbot: QtBot, look: Theme, tmp_path: Path, alarms: tuple[Finding, ...]
) -> None:
    opener, vault, fake = FakeOpener(), tmp_path / "Working vault", FakeVault()
    fake.alarms = alarms
    opener.vaults[vault] = ("long enough", fake)
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    QTest.keyClicks(form.secrets.field, "long enough")
    form.go.click()
    settle(window, qtbot)
    assert window.frame is not None
    assert ("for reading only" in window.notices.text) == bool(alarms)


def test_a_vault_on_a_disk_for_reading_is_said_so(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, vault, fake = FakeOpener(), tmp_path / "Working vault", FakeVault()
    fake.on_a_disk_for_reading = True
    opener.vaults[vault] = ("long enough", fake)
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    QTest.keyClicks(form.secrets.field, "long enough")
    form.go.click()
    settle(window, qtbot)
    assert "copy its folder to a disk of yours" in window.notices.text


def test_a_wrong_passphrase_is_told_at_the_field_and_can_be_tried_again(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    """A vault that is open elsewhere is no wrong passphrase: the same is tried again."""
    opener, vault = FakeOpener(), tmp_path / "Working vault"
    opener.vaults[vault] = ("right", FakeVault())
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    QTest.keyClicks(form.secrets.field, "wrong")
    opener.trouble = VaultBusy(Msg.VAULT_BUSY)
    form.go.click()
    settle(window, qtbot)
    assert form.trouble.text() == "This vault is open in another window."
    assert form.secrets.field.property("state") != "wrong"
    opener.trouble = None
    form.go.click()
    settle(window, qtbot)
    assert window.frame is None
    assert "does not open the vault" in form.trouble.text()
    assert form.secrets.field.property("state") == "wrong"
    assert form.secrets.field.selectedText() == "wrong"
    QTest.keyClicks(form.secrets.field, "right")
    assert form.trouble.isHidden()
    form.go.click()
    settle(window, qtbot)
    assert window.frame is not None


def test_the_recovery_key_opens_too(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, vault = FakeOpener(), tmp_path / "Working vault"
    opener.vaults[vault] = ("forgotten", FakeVault())
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    form.secrets.ways["recovery"].click()
    QTest.keyClicks(form.secrets.key, RECOVERY)
    QTest.keyClick(form.secrets.key, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.frame is not None


def test_only_the_share_with_a_mistake_is_typed_again(qtbot: QtBot, look: Theme) -> None:
    secrets = Secrets()
    qtbot.addWidget(secrets)
    secrets.ways["shares"].click()
    first, second = secrets.shares
    for place, wrong in ((1, ["wrong", ""]), (2, ["", "wrong"]), (0, ["wrong", "wrong"])):
        for field in secrets.shares:
            field.setText("typed")
            field.deselect()
        secrets.mark_wrong(place)
        assert [first.property("state") or "", second.property("state") or ""] == wrong
        assert (second if place == 2 else first).selectedText() == "typed"


def test_papers_and_window_call_the_ways_in_alike(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, vault = FakeOpener(), tmp_path / "Working vault"
    opener.vaults[vault] = ("forgotten", FakeVault())
    ways = _unlock_form(window_of(qtbot, opener, tmp_path, vault=vault)).secrets.ways
    said = [ways["recovery"].text(), ways["shares"].text()]
    assert said == [recover_button(Phrases("en")), shares_button(Phrases("en"))]


def test_two_shares_open_too_and_a_wrong_one_is_named(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, vault = FakeOpener(), tmp_path / "Working vault"
    opener.vaults[vault] = ("forgotten", FakeVault())
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    form = _unlock_form(window)
    settle(window, qtbot)
    form.secrets.ways["shares"].click()
    first, second = form.secrets.shares
    QTest.keyClicks(first, "nothing of the kind")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert window.focusWidget() is second
    QTest.keyClicks(second, SHARES[1])
    QTest.keyClick(second, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert "Share 1 has a typing mistake" in form.trouble.text()
    assert (first.property("state"), second.property("state")) == ("wrong", "")
    assert window.focusWidget() is first
    QTest.keyClicks(first, SHARES[0])
    assert form.trouble.isHidden()
    form.go.click()
    settle(window, qtbot)
    assert window.frame is not None


def test_a_vault_with_a_pin_asks_for_it_first_and_takes_the_passphrase_still(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    opener, vault, fake = FakeOpener(), tmp_path / "Working vault", FakeVault()
    fake.keys.turn_on_quick_unlock(PIN)
    opener.vaults[vault] = ("right", fake)
    window = window_of(qtbot, opener, tmp_path, vault=vault)
    settle(window, qtbot)
    form = _unlock_form(window)
    assert form.secrets.pin.isVisible()
    QTest.keyClicks(form.secrets.pin, "000000")
    form.go.click()
    settle(window, qtbot)
    assert "PIN does not open" in form.trouble.text()
    form.secrets.ways["passphrase"].click()
    assert form.trouble.isHidden()
    form.secrets.ways["pin"].click()
    form.secrets.pin.setText(PIN)
    QTest.keyClick(form.secrets.pin, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.frame is not None


def test_a_new_vault_asks_twice_shows_the_recovery_key_once_and_opens(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    opener = FakeOpener()
    window = window_of(qtbot, opener, tmp_path)
    assert window.start is not None
    _unlock_form(window).rows[0].click()
    form = window.start.form
    assert isinstance(form, NewForm)
    form.set_folder(tmp_path / "Vault")
    QTest.keyClicks(form.staff, "Han Seo-yun")
    QTest.keyClick(form.staff, Qt.Key.Key_Return)
    assert window.focusWidget() is form.fresh.first
    QTest.keyClicks(form.fresh.first, "river lantern copper seven")
    QTest.keyClicks(form.fresh.second, "river lantern copper seve")
    form.go.click()
    assert "differ" in form.trouble.text()
    assert opener.vaults == {}
    QTest.keyClick(form.fresh.first, Qt.Key.Key_Return)
    again = window.focusWidget()
    assert again is form.fresh.second, "the one to be typed once more"
    QTest.keyClicks(again, "river lantern copper seven")
    form.go.click()
    settle(window, qtbot)
    shown = window.start.form
    assert isinstance(shown, RecoverySteps)
    texts = [label.text() for label in shown.show_step.findChildren(QLabel)]
    assert [group for group in RECOVERY.split("-") if group not in texts] == []
    shown.show_step.go.click()
    prove = shown.prove_step
    opened: list[object] = []
    window.start.opened.connect(lambda vault, _folder: opened.append(vault))
    first, second = prove.fields.values()
    for number, field in prove.fields.items():
        QTest.keyClicks(field, RECOVERY.split("-")[number - 1].lower())
        if field is first:
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert (window.focusWidget(), prove.trouble.isVisible()) == (second, False)
    QTest.keyClicks(first, "x")
    prove.go.click()
    assert "not what the sheet should say" in prove.trouble.text()
    assert opened == []
    QTest.keyClick(first, Qt.Key.Key_End)
    first.backspace()
    prove.go.click()
    settle(window, qtbot)
    assert window.frame is not None
    assert set(opener.vaults) == {tmp_path / "Vault"}
    with opener.vaults[tmp_path / "Vault"][1].read() as reader:
        assert reader.setting("recovery_tried").endswith(SystemClock().now().date().isoformat())


def test_every_wrong_group_is_named(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    steps = RecoverySteps(RECOVERY, "Open", asked=(2, 7))
    qtbot.addWidget(steps)
    prove, groups = steps.prove_step, RECOVERY.split("-")
    for typed, named in (
        (("ZZZZ", "ZZZZ"), "Groups 2 and 7"),
        (("ZZZZ", groups[6]), "Group 2 is"),
        ((groups[1], ""), "Group 7 is"),
    ):
        for field, text in zip(prove.fields.values(), typed, strict=True):
            field.setText(text)
        prove.go.click()
        assert prove.trouble.text().startswith(named)
        wrong = [bool(field.property("state")) for field in prove.fields.values()]
        assert wrong == [t != g for t, g in zip(typed, (groups[1], groups[6]), strict=True)]


def test_tab_goes_from_one_passphrase_to_the_other_and_no_space_shows_it(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    """A passphrase has spaces: typed into the button beside the field, they would show the first one."""
    window = window_of(qtbot, FakeOpener(), tmp_path)
    assert window.start is not None
    window.start.show_new()
    form = window.start.form
    assert isinstance(form, NewForm)
    form.focus_first()
    reached = []
    for _n in range(6):
        at = window.focusWidget()
        assert at is not None
        reached.append(at)
        QTest.keyClicks(at, "river lantern")
        QTest.keyClick(at, Qt.Key.Key_Tab)
    fresh = form.fresh
    assert reached[:3] == [form.staff, fresh.first, fresh.second]
    assert set(reached[3:]) == {fresh.offer, fresh.first.eye, fresh.second.eye}
    assert window.focusWidget() is form.go
    assert fresh.first.text() == fresh.second.text() == fresh.offered.text(), "at the eye nothing is typed"


def test_only_what_the_key_file_has_is_offered(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, vault, fake = FakeOpener(), tmp_path / "Working vault", FakeVault()
    opener.vaults[vault] = ("right", fake)

    def offered() -> set[str]:
        window = window_of(qtbot, opener, tmp_path, vault=vault)
        secrets = _unlock_form(window).secrets
        assert [w for w, link in secrets.ways.items() if link.isVisible()] == []
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # laid out before it is painted
        place = _unlock_form(window).rows[0].pos()
        settle(window, qtbot)
        assert fake.keys.quick_unlock().on or _unlock_form(window).rows[0].pos() == place
        return {way for way, link in secrets.ways.items() if link.isVisible()}

    assert offered() == {"recovery"}
    fake.keys.new_shares()
    assert offered() == {"recovery", "shares"}
    fake.keys.turn_on_quick_unlock(PIN)
    assert offered() == {"passphrase", "recovery", "shares"}  # the PIN is asked for already
    opener.vaults[vault] = ("right", FakeVault())
    taken = opener.vaults[vault][1].keys
    taken._slots = [s for s in taken.slots() if s.kind is SlotKind.PASSPHRASE]
    assert offered() == set()


class Painted(QObject):
    """Where the wordmark stands whenever its cover is painted."""

    def __init__(self, cover: Cover) -> None:
        super().__init__(cover)
        self.cover, self.tops = cover, [0]
        cover.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if event.type() is QEvent.Type.Paint:
            self.tops.append(self.cover.mark.geometry().top())
        return False


def test_the_gold_rule_of_the_cover_moves_with_the_words(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = window_of(qtbot, FakeOpener(), tmp_path)
    settle(window, qtbot)
    assert window.start is not None
    cover = window.start.cover
    before, seen = cover.mark.geometry().top(), Painted(cover)
    cover.set_top(before + 60)
    qtbot.waitUntil(lambda: cover.mark.geometry().top() != before, timeout=60_000)
    qtbot.waitUntil(lambda: seen.tops[-1] == cover.mark.geometry().top(), timeout=10_000)


def test_the_proof_can_be_put_off_knowingly_and_leaves_a_reminder(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    opener = FakeOpener()
    window = window_of(qtbot, opener, tmp_path)
    assert window.start is not None
    window.start._create(tmp_path / "Vault", "Han", "river lantern copper seven")
    settle(window, qtbot)
    steps = window.start.form
    assert isinstance(steps, RecoverySteps)
    steps.show_step.go.click()
    assert steps.prove_step.warning.isHidden()
    steps.prove_step.later_button.click()
    assert not steps.prove_step.warning.isHidden()
    steps.prove_step.skip.click()
    settle(window, qtbot)
    assert window.frame is not None
    assert "recovery_tried" not in opener.vaults[tmp_path / "Vault"][1].state.settings


def test_a_group_is_forgiven_what_is_easily_mistaken() -> None:
    assert [same_group(t, "10AB") for t in ("10ab", "IOab", " l0 AB", "1OA8", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    drawn = {draw_groups(8) for _n in range(50)}
    assert len(drawn) > 1
    assert all(1 <= a < b <= 8 for a, b in drawn)


def test_a_passphrase_that_is_easy_to_guess_is_refused(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = window_of(qtbot, FakeOpener(), tmp_path)
    assert window.start is not None
    window.start.show_new()
    form = window.start.form
    assert isinstance(form, NewForm)
    for field in (form.fresh.first, form.fresh.second):
        QTest.keyClicks(field, "password")
    form.go.click()
    assert "too easy" in form.trouble.text()
    assert window.focusWidget() is form.fresh.first
    assert form.fresh.first.property("state") == "wrong"
    QTest.keyClicks(form.fresh.first, "river lantern copper seven")
    assert form.fresh.text == "river lantern copper seven"
    assert form.fresh.first.property("state") == ""


def test_the_new_form_is_never_squeezed(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = window_of(qtbot, FakeOpener(), tmp_path)
    window.resize(1366, 660)
    assert window.start is not None
    window.start.show_new()
    form = window.start.form
    assert isinstance(form, NewForm)
    form.warned.setText("This disk is not encrypted, and what the system leaves beside the vault is. " * 3)
    form.warned.show()
    form.go.click()
    settle(window, qtbot)
    assert form.trouble.text() == "Type a passphrase first, then the same once more."
    assert window.focusWidget() is form.fresh.first
    for box, fields in ((form, (form.staff,)), (form.fresh, form.fresh.fields())):
        assert all(f.geometry().bottom() < box.height() >= f.sizeHint().height() for f in fields)
    layout = form.layout()
    assert layout is not None
    assert form.height() >= layout.heightForWidth(form.width())


def test_six_words_are_offered_and_can_be_read(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = window_of(qtbot, FakeOpener(), tmp_path)
    assert window.start is not None
    window.start.show_new()
    form = window.start.form
    assert isinstance(form, NewForm)
    form.fresh.offer.click()
    assert len(form.fresh.text.split()) == 6
    assert form.fresh.problem() == ""
    assert form.fresh.first.echoMode() == QLineEdit.EchoMode.Normal
    assert "by heart" in form.fresh.word.text()


def test_the_recovery_sheet_is_saved_as_a_file_without_a_printer(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer, outbox = FakeRenderer(), FakeOutbox()
    window = window_of(qtbot, FakeOpener(), tmp_path, ways=Ways(renderer, outbox, clock=FixedClock()))
    assert window.start is not None
    window.start.show_recovery(RECOVERY)
    steps = window.start.form
    assert isinstance(steps, RecoverySteps)
    assert steps.show_step.print_button.isVisible()
    monkeypatch.setattr("ui.papers.ask_save", lambda *asked: asked[-1](tmp_path / "sheet"))
    steps.show_step.save_button.click()
    settle(window, qtbot)
    assert list(outbox.placed) == [str(tmp_path / "sheet.pdf")]
    assert RECOVERY.encode() in outbox.placed[str(tmp_path / "sheet.pdf")]
    assert window.notices.text.startswith("Saved as sheet.pdf. Whoever finds it can open the vault")


def test_a_sheet_that_is_asked_for_thrice_is_printed_once(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    """Making it takes a moment; each click would have shown a print dialog of its own."""
    ways = Ways(FakeRenderer(), FakeOutbox(), clock=FixedClock())
    window = window_of(qtbot, FakeOpener(), tmp_path, ways=ways)
    assert window.start is not None
    window.start.show_recovery(RECOVERY)
    steps = window.start.form
    assert isinstance(steps, RecoverySteps)

    def dialogs() -> list[QPrintDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog) and w.isVisible()]

    for _again in range(2):
        for _click in range(3):
            steps.show_step.print_button.click()
        assert "ready to be printed" in window.notices.text
        settle(window, qtbot)
        (shown,) = dialogs()
        shown.reject()
        assert dialogs() == []


def test_the_sample_is_made_and_opened_and_says_so(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener = FakeOpener()
    window = window_of(qtbot, opener, tmp_path)
    _unlock_form(window).rows[1].click()
    settle(window, qtbot)
    settle(window, qtbot)
    assert window.frame is not None
    assert window.windowTitle() == "Casebook · SAMPLE"


def test_the_making_of_the_sample_is_given_up(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = FakeOpener()

    def endless(_folder: Path, _passphrase: str, tell: Tell) -> None:
        while True:
            tell(1, 2)
            time.sleep(0.005)

    monkeypatch.setattr(opener, "make_sample", endless)
    window = window_of(qtbot, opener, tmp_path)
    _unlock_form(window).rows[1].click()
    assert window.start is not None
    form = window.start.form
    assert isinstance(form, SampleForm)
    qtbot.waitUntil(lambda: form.count.text() == "1 of 2 records")
    form.stop.click()
    settle(window, qtbot)
    assert isinstance(window.start.form, UnlockForm)
    assert opener.vaults == {}


def test_the_sample_is_removed_when_asked_for_and_nothing_else_is(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, made, real = FakeOpener(), tmp_path / "sample", tmp_path / "real"
    monkeypatch.setattr("ui.start.sampling.sample_folder", lambda _is_vault: made)
    opener.make_sample(made, "sample", lambda _done, _of: None)
    opener.vaults[real] = ("sample", FakeVault())
    settings = Settings(vault=str(made), recent=(str(real),))
    window = window_of(qtbot, opener, tmp_path, settings=settings)
    _unlock_form(window).remove.click()
    assert window.start is not None
    form = window.start.form
    assert isinstance(form, RemoveSampleForm)
    assert window.focusWidget() is form.stay
    form.go.click()
    settle(window, qtbot)
    assert list(opener.vaults) == [real]
    assert not hasattr(_unlock_form(window), "remove")
    kept = load(tmp_path)
    assert (kept.vault, kept.recent) == ("", (str(real),))
    window.go_on(REMOVE)  # what is no sample stays, whatever folder it is asked of
    window.start.sample.ask_removal(real)
    form = window.start.form
    assert isinstance(form, RemoveSampleForm)
    form.go.click()
    settle(window, qtbot)
    assert form.trouble.text().startswith("This is no sample")
    assert list(opener.vaults) == [real]


def test_the_sample_is_found_in_another_language_of_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.start.places.documents", lambda: tmp_path)
    english = sample_folder(lambda _place: False)
    monkeypatch.setattr("ui.start.places.in_use", lambda: "ko")
    korean = sample_folder(lambda _place: False)
    assert english != korean
    assert sample_folder(lambda place: place == english) == english


def test_vaults_opened_before_are_offered_and_forgotten(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    opener, (old, new) = FakeOpener(), (tmp_path / "Old & older", tmp_path / "New")
    for place in (old, new):
        opener.vaults[place] = ("long enough", FakeVault())
        window = window_of(qtbot, opener, tmp_path, vault=place, settings=load(tmp_path))
        assert window.start is not None
        window.start._open(place, "long enough")
        settle(window, qtbot)
        window.close()
    kept = load(tmp_path)
    assert (kept.vault, kept.recent) == (str(new), (str(new), str(old)))
    assert set(asdict(kept).values()) & {*(str(p) for p in opener.vaults)} == {str(new)}
    window = window_of(qtbot, opener, tmp_path, settings=kept)
    assert window.start is not None
    window.start.choose_other()
    menu = window.start.findChildren(RecentMenu)[0]
    said = [a.text() for a in menu.actions() if not a.isSeparator()]
    assert said == [f"Old && older   ({tmp_path})", "Choose a folder…", "Forget these vaults"]
    menu.actions()[0].trigger()
    assert window.start._vault == old
    window.start.choose_other()
    window.start.findChildren(RecentMenu)[-1].actions()[-1].trigger()
    kept = load(tmp_path)
    assert (kept.vault, kept.recent, window.start._vault) == ("", (), old)
    assert not replace(kept, remember=False).with_vault(old).recent


def test_caps_lock_is_noticed_from_what_it_types(qtbot: QtBot, look: Theme) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    said: list[bool] = []
    field.caps_lock.connect(said.append)
    QTest.keyClick(field, Qt.Key.Key_A)
    QTest.keyClicks(field, "A", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "A")
    assert said == [False, False, True]


def test_the_script_is_known_by_the_letters_and_not_by_the_name_of_the_keyboard(
    qtbot: QtBot, look: Theme
) -> None:
    """A Korean input method calls itself Korean while it types Latin letters too."""
    form = UnlockForm(Path("/vaults/one"))
    qtbot.addWidget(form)
    field = form.secrets.field
    field.korean = True
    QTest.keyClicks(field, "r")
    assert form.typing.text() == "Typing English. 한/영 for Korean"
    QApplication.sendEvent(field, QInputMethodEvent("ㅎ", []))
    assert form.typing.text() == "Typing Korean. 한/영 for English"
    QTest.keyClicks(field, "7 ")
    assert field.korean, "a figure is in both"


@pytest.mark.parametrize(
    ("passphrase", "step"),
    [
        ("", 0),
        ("password", 0),
        ("aaaaaaaaaaaa", 0),
        ("casebook sample", 0),
        ("river lantern copper", 1),
        ("river lantern copper seven", 2),
        ("river lantern copper seven orchard", 3),
        ("river lantern copper seven orchard tin", 4),
    ],
)
def test_the_strength_of_a_passphrase(passphrase: str, step: int) -> None:
    assert strength(passphrase).step == step


def test_more_words_and_more_kinds_of_characters_are_stronger() -> None:
    order = ["river", "river lantern copper seven", "river lantern copper seven atlas", "xK9#mQ2$vL7!pR4&tZ"]
    bits = [strength(text).bits for text in order]
    assert bits == sorted(bits)
    assert strength(order[-1]).word == "Strong"


def test_the_language_of_the_start_page_changes(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    window = window_of(qtbot, FakeOpener(), tmp_path)
    assert window.start is not None
    window.set_language("en")
    first = window.start
    window.settings = window.settings.__class__(language="ko")
    window.set_language("en")
    assert window.start is not first
    assert window.settings.language == "en"


def test_enter_chooses_a_row_and_a_language(qtbot: QtBot, look: Theme) -> None:
    chosen: list[object] = []
    row = ChoiceRow("flask-conical", "Open the sample vault", "", lambda: chosen.append("row"))
    switch = Segmented("Language", [("English", "en"), ("한국어", "ko")], "en")
    switch.chosen.connect(chosen.append)
    for widget in (row, switch):
        qtbot.addWidget(widget)
        widget.show()
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(switch.buttons()[1], Qt.Key.Key_Return)
    assert chosen == ["row", "ko"]


def test_the_sample_counts_in_thousands(qtbot: QtBot, look: Theme) -> None:
    form = SampleForm()
    qtbot.addWidget(form)
    form.told.emit(1234, 5678)
    qtbot.waitUntil(lambda: form.count.text() == "1,234 of 5,678 records", timeout=60_000)
