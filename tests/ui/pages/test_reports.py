"""The reports page: who is in a brief, what refuses it, what is let out, what the ledger says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.dossier import BriefOptions, Dossier, every_text
from app.errors import Refused
from app.messages import Msg
from app.paper import ConsentForm, IntakeForm, RecoverySheet, ShareSheet
from app.ports import Rendered, Vault
from app.records import Record, new, row
from app.settings import LEDGER_INCOMPLETE
from app.summary import Summary
from app.values import Text, uncertain
from reports.outbox import FileOutbox
from reports.renderer import ChildRenderer
from reports.reopen import texts
from tests.fakes import FakeVault
from tests.stories import public_vault
from tests.ui.keys import press
from tests.ui.pages.test_events import nameless, recorded
from tests.ui.windows import prove
from ui.frame.desk import Bridge, Desk
from ui.frame.frame import Frame
from ui.frame.ways import Ways
from ui.pages import PAGES
from ui.pages.events import Events
from ui.pages.reports import Reports
from ui.pages.reports.released import cells
from ui.proving import ProveSheet
from ui.theme import Theme
from ui.worker import Worker

NAMES = {
    "named": ("문일남", "Mun Il Nam", "AAAA-AAA1"),
    "counted": ("한옥주", "Han Ok Ju", "BBBB-BBB1"),
    "elsewhere": ("리영희", "Ri Yong Hui", "CCCC-CCC1"),
    "left": ("박금숙", "Pak Kum Suk", "DDDD-DDD1"),
}
CONSENTS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "named": (("government", ("KR",)), ("count", ())),
    "counted": (("count", ()),),
    "elsewhere": (("government", ("US",)), ("count", ())),
    "left": (),
}


class PaperRenderer:
    """Makes no PDF: the bytes say what the document says; two grey pages."""

    def __init__(self) -> None:
        self.lost: tuple[tuple[str, int], ...] = ()
        self.extra: tuple[str, ...] = ()

    def brief(self, dossier: Dossier) -> Rendered:
        printed = replace(dossier, options=BriefOptions(()))  # options are chosen, not printed
        texts = (*every_text(printed), *self.extra)
        return Rendered({"": "\n".join(texts).encode()}, self.lost, texts)

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        texts = tuple(every_text(summary))
        return Rendered({"": f"{file_format}\n{summary.title}".encode()}, (), texts)

    def recovery_sheet(self, sheet: RecoverySheet) -> Rendered:
        raise NotImplementedError

    def share_sheets(self, sheets: Sequence[ShareSheet]) -> Rendered:
        raise NotImplementedError

    def quick_card(self, language: str) -> Rendered:
        raise NotImplementedError

    def blank_form(self, form: IntakeForm | ConsentForm) -> Rendered:
        raise NotImplementedError

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        return ((60, 80, bytes([120]) * 60 * 80 * 3), (60, 80, bytes([200]) * 60 * 80 * 3))


class FolderOutbox:
    """Puts files where they are asked for."""

    def place(self, files: Mapping[str, bytes], path: str, *, replace: bool) -> None:
        if Path(path).exists() and not replace:
            raise Refused(Msg.FILE_EXISTS, file=Path(path).name)
        for suffix, data in files.items():
            Path(path + suffix).write_bytes(data)

    def digest(self, path: str) -> str:
        return ""

    def sweep(self, path: str) -> None:
        return

    def stream(self, path: str, *, replace: bool) -> AbstractContextManager[BinaryIO]:
        return Path(path).open("wb" if replace else "xb")


def people() -> list[Record]:
    """Four individuals of the event, each with other consents."""
    event = next(r for r in RECORDED if r.type == "event")
    made: list[Record] = []
    for key, (hangul, latin, code) in NAMES.items():
        person = new(
            "person", names=(row(text=hangul, script="hangul"), row(text=latin, script="latin")), sex="female"
        )
        case = new("case", code=code, person=person.id)
        made += [person, case, new("link", case=case.id, event=event.id, certainty="confirmed")]
        for permission, recipients in CONSENTS[key]:
            made.append(
                new(
                    "consent",
                    case=case.id,
                    permission=permission,
                    answer="given",
                    recipients=recipients,
                    date=uncertain("2024-01-05"),
                )
            )
    return made


RECORDED = recorded()


class Press:
    """The reports page in its frame, with a renderer and an outbox."""

    def __init__(self, qtbot: QtBot, vault: FakeVault, ways: Ways | None = None) -> None:
        self.qtbot, self.vault = qtbot, vault
        self.renderer = PaperRenderer()
        worker: Worker[Vault] = Worker(lambda v: v.close())
        self.bridge = Bridge(worker)
        worker.open(lambda: vault, lambda _job, _outcome: None)
        self.desk = Desk(self.bridge, ways=ways or Ways(self.renderer, FolderOutbox()))
        self.troubles: list[Exception] = []
        self.said: list[str] = []
        self.desk.troubled.connect(self.troubles.append)
        self.desk.said.connect(lambda text, _undo: self.said.append(text))
        self.frame = Frame(self.desk, PAGES)
        qtbot.addWidget(self.frame)
        self.frame.setMinimumSize(760, 520)
        self.frame.resize(1440, 900)
        self.frame.show()
        self.frame.activateWindow()
        self.frame.go("reports", "brief/2023-10-09")
        self.settle()

    @property
    def page(self) -> Reports:
        page = self.frame.current
        assert isinstance(page, Reports)
        return page

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        for _turn in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)

    def address(self, audience: str, recipient: str) -> None:
        """Choose audience and recipient as a person does."""
        form = self.page.brief.form
        buttons = {"public": 0, "government": 1, "un": 2}
        form.audience.buttons()[buttons[audience]].click()
        form.recipient.setCurrentIndex(max(0, form.recipient.findData(recipient)))
        self.page.brief.look()
        self.settle()

    def groups(self) -> dict[str, str]:
        """How far each individual goes, by code."""
        outlook = self.page.brief.outlook
        assert outlook is not None
        return {p.name: f"{p.reach.value}: {p.why}" for p in outlook.people}


@pytest.fixture
def printing(qtbot: QtBot, look: Theme) -> Iterator[Press]:
    made = Press(qtbot, FakeVault(*RECORDED, *people()))
    yield made
    made.settle()
    made.bridge.stop()


def test_where_no_event_is_yet_the_brief_leads_to_a_new_one(qtbot: QtBot, look: Theme) -> None:
    made = Press(qtbot, FakeVault())
    [button] = [b for b in made.page.brief.form.findChildren(QPushButton) if b.text() == "New event"]
    button.click()
    made.settle()
    current = made.frame.current
    assert current is not None
    assert current.key == "events"
    made.bridge.stop()


def test_in_public_nobody_is_named_and_the_recipient_is_closed(printing: Press) -> None:
    brief = printing.page.brief
    assert not brief.form.recipient.isEnabled()
    assert printing.groups()["문일남"] == "counted: never asked"
    assert brief.gate.button.accessibleName() == "Export PDF: 0 named, 0 under a pseudonym, 3 counted"
    assert brief.preview.where.text() == "Page 1 of 2"
    lack = "No official answer recorded (2023-10-09, China). Enter it, or say that none was given."
    assert (brief.preview.lack.text(), brief.preview.nudge.isVisible()) == (lack, True)
    brief.preview.enter.click()
    printing.settle()
    assert isinstance(printing.frame.current, Events)


def test_each_person_goes_as_far_as_the_consent_reaches(printing: Press) -> None:
    printing.address("government", "KR")
    assert printing.groups() == {
        "문일남": "named: no end date",
        "한옥주": "counted: never asked",
        "리영희": "counted: only to United States",
        "박금숙": "left_out: never asked",
    }
    button = printing.page.brief.gate.button
    assert button.isEnabled()
    assert button.accessibleName() == "Export PDF: 1 named, 0 under a pseudonym, 2 counted"


def test_to_the_returning_state_people_are_at_most_counted(printing: Press) -> None:
    printing.address("government", "CN")
    assert {g.split(":")[0] for g in printing.groups().values()} == {"counted", "left_out"}


def test_one_uncovered_case_refuses_the_whole(printing: Press) -> None:
    printing.address("government", "KR")
    gate = printing.page.brief.gate
    gate.mode.buttons()[1].click()
    gate.chosen = {NAMES["named"][2], NAMES["counted"][2]}
    printing.page.brief.look()
    printing.settle()
    assert not gate.button.isEnabled()
    assert gate.button.accessibleName() == "Export PDF: 1 refusal left"
    words = [w.accessibleName() for w in gate.findChildren(QWidget) if "refused" in w.accessibleName()]
    assert words == ["Export refused. 한옥주, BBBB-BBB1. “Identify to governments”: never asked."]
    assert printing.page.brief.preview.pages == []
    leave_out = next(b for b in gate.findChildren(QPushButton) if b.text() == "Leave out")
    leave_out.click()
    printing.settle()
    assert gate.button.accessibleName() == "Export PDF: 1 named, 0 under a pseudonym, 2 counted"
    assert printing.troubles == []


def test_nobody_chosen_lets_nothing_out(printing: Press) -> None:
    gate = printing.page.brief.gate
    gate.mode.buttons()[1].click()
    printing.settle()
    assert not gate.button.isEnabled()


def test_a_name_found_in_the_finished_pages_refuses_them(printing: Press) -> None:
    printing.renderer.extra = ("as told by Han Ok Ju",)
    printing.page.brief.look()
    printing.settle()
    gate = printing.page.brief.gate
    assert not gate.button.isEnabled()
    assert printing.page.brief.preview.pages == []


def test_what_cannot_be_printed_is_told_before_the_export(printing: Press) -> None:
    printing.renderer.lost = (("[U+200B]", 2), ("[U+1F600]", 1))
    printing.page.brief.look()
    printing.settle()
    said = printing.page.brief.preview.said_text.text()
    assert said == "Left out or without a glyph, printed as a code: [U+200B] 2 times, [U+1F600] once."


def test_an_export_is_written_entered_and_its_changes_are_seen(printing: Press, tmp_path: Path) -> None:
    printing.address("government", "KR")
    target = tmp_path / "brief.pdf"
    printing.page.brief.export_to(target)
    printing.settle()
    text = target.read_text("utf-8")
    assert "Mun Il Nam" in text
    assert not any(name in text for name in ("Han Ok Ju", "Ri Yong Hui", "Pak Kum Suk"))
    assert printing.said[-1] == "Exported: brief.pdf"
    printing.frame.go("reports", "summary")
    printing.settle()
    assert printing.page.summary.refused.isVisible(), "what was not shown yet loads after an export too"
    printing.frame.go("reports", "releases")
    printing.settle()
    ledger = printing.page.releases.table.ledger_model.ledger
    row_ = cells(ledger, ledger.rows[0])
    assert row_[2:5] == ("Republic of Korea (a government)", "English", "Han Seo-yun")
    assert row_[6] == "nothing"
    with printing.vault.write() as work:
        event = work.by_text("event", "code", "2023-10-09")
        assert event is not None
        work.save(event.with_values(title=Text("Another title")))
        work.commit()
    printing.desk.changed.emit(frozenset({"event"}))
    printing.settle()
    ledger = printing.page.releases.table.ledger_model.ledger
    assert cells(ledger, ledger.rows[0])[6] == "1 record"
    lines = [w.text() for w in printing.page.releases.filled.findChildren(QWidget) if hasattr(w, "text")]
    assert "Event: Another title" in lines


def test_a_brief_that_names_somebody_asks_for_the_passphrase(
    printing: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    brief = printing.page.brief
    monkeypatch.setattr(brief, "_ask_file", lambda: asked.append("file"))
    printing.desk.sample = False
    printing.address("public", "")
    brief.gate.button.click()
    assert asked == ["file"]  # control: nobody is named to the public
    printing.address("government", "KR")
    brief.gate.button.click()
    (sheet,) = (s for s in brief.findChildren(ProveSheet) if s.isVisible())
    assert "names 1 person" in " ".join(label.text() for label in sheet.findChildren(QLabel))
    prove(brief, "not the one")
    printing.settle()
    assert asked == ["file"]
    prove(brief)
    printing.settle()
    assert asked == ["file", "file"]
    printing.address("public", "")
    brief.form.audience.buttons()[1].click()
    brief.form.recipient.setCurrentIndex(brief.form.recipient.findData("KR"))
    brief.gate.button.click()  # before it is known whom these options name
    printing.settle()
    assert [s.isVisible() for s in brief.findChildren(ProveSheet)][-1:] == [True]
    assert asked == ["file", "file"]


def test_too_few_people_make_no_summary(printing: Press) -> None:
    printing.frame.go("reports", "summary")
    printing.settle()
    summary = printing.page.summary
    assert summary.refused.isVisible()
    assert not any(b.isEnabled() for b in summary.buttons.values())
    assert not summary.mend.isVisible(), "nothing on the page of security makes them more"
    assert printing.troubles == []


def test_a_refusal_for_releases_that_may_be_missing_leads_where_that_is_stated(printing: Press) -> None:
    with printing.vault.write() as work:
        work.set_setting(LEDGER_INCOMPLETE, "restored")
        work.commit()
    led: list[str] = []
    printing.desk.asked_for.connect(lambda page, _record: led.append(page))
    printing.address("public", "")
    ways = {b.text(): b for b in printing.page.brief.gate.findChildren(QPushButton) if b.isVisible()}
    ways["Security"].click()
    printing.frame.go("reports", "summary")
    printing.settle()
    assert printing.page.summary.mend.isVisible()
    printing.page.summary.mend.click()
    assert led == ["security", "security"]


def crowd() -> list[Record]:
    """Sixty people who may be counted, forty women and twenty men."""
    event = next(r for r in RECORDED if r.type == "event")
    made: list[Record] = []
    for n in range(60):
        person = new("person", names=(row(text=f"Person {n}"),), sex="female" if n % 3 else "male")
        case = new("case", code=f"X{n:03d}-AAAA", person=person.id, status="returned_unknown")
        made += [person, case, new("link", case=case.id, event=event.id, certainty="confirmed")]
        made.append(
            new("consent", case=case.id, permission="count", answer="given", date=uncertain("2024-01-05"))
        )
    return made


def test_a_summary_shows_its_tables_and_is_let_out(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    printing = Press(qtbot, FakeVault(*RECORDED, *crowd()))
    printing.frame.go("reports", "summary")
    printing.settle()
    view = printing.page.summary
    view.by["sex"].click()
    printing.settle()
    assert view.summary is not None
    assert view.summary.total == 60
    assert view.lead.text().startswith("60 people. 0 of")
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    view.export_to(synced / "summary.csv", "csv")
    printing.settle()
    assert (synced / "summary.csv").read_text("utf-8").startswith("csv")
    said = printing.said[-1].splitlines()
    assert said[0] == "Exported: summary.csv"
    assert said[1].startswith("The folder of summary.csv is copied to other computers (Dropbox)")
    assert printing.troubles == []
    printing.bridge.stop()


def test_the_pages_turn_by_the_keyboard(printing: Press) -> None:
    preview = printing.page.brief.preview
    press(preview.pane, Qt.Key.Key_PageDown)
    assert preview.where.text() == "Page 2 of 2"
    press(preview.pane, Qt.Key.Key_PageUp)
    assert preview.where.text() == "Page 1 of 2"


def test_in_a_narrow_window_the_gate_is_a_drawer(printing: Press) -> None:
    brief = printing.page.brief
    printing.frame.resize(1100, 700)
    printing.settle()
    assert not brief.gate.isVisible()
    brief.who.click()
    printing.settle()
    assert brief.gate.isVisible()


def test_at_the_largest_text_everything_stands_in_a_small_window(printing: Press, look: Theme) -> None:
    look.change(scale=1.5)
    printing.frame.resize(1100, 700)
    printing.settle()
    who = printing.page.brief.who
    assert who.width() >= who.minimumSizeHint().width()
    assert not printing.page.brief.preview.scale.isVisible(), "the buttons need the room"
    printing.frame.go("reports", "summary")
    printing.settle()
    page = printing.page.summary.inside
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width(), "nothing goes beyond the edge, with no way to it"


def test_every_control_of_the_reports_has_a_name(printing: Press) -> None:
    for part in ("brief", "summary", "releases"):
        printing.frame.go("reports", part)
        printing.settle()
        assert nameless(printing.page) == []
        assert [
            b for b in printing.page.findChildren(QPushButton) if not (b.text() or b.accessibleName())
        ] == []


def test_the_model_of_the_ledger_is_sound(printing: Press, tmp_path: Path) -> None:
    printing.page.brief.export_to(tmp_path / "one.pdf")
    printing.settle()
    printing.frame.go("reports", "releases")
    printing.settle()
    model = printing.page.releases.table.ledger_model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    assert model.rowCount() == 1


def test_no_text_of_the_reports_misses_the_catalogue(qtbot: QtBot, look: Theme) -> None:
    i18n.use(i18n.PSEUDO)
    made = Press(qtbot, FakeVault(*RECORDED))
    gate = made.page.brief.gate
    texts = [b.text() for b in (*made.page.tabs.buttons(), *gate.mode.buttons(), gate.button)]
    assert [t for t in texts if not t.startswith("⟦")] == []
    made.bridge.stop()
    i18n.use("en")


@pytest.mark.slow
def test_the_real_pages_are_shown_and_let_out(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    printing = Press(qtbot, public_vault(), Ways(ChildRenderer(), FileOutbox()))
    assert printing.page.brief.preview.where.text() == "Page 1 of 1"
    image = printing.page.brief.preview.pages[0]
    assert len({image.pixelColor(x, image.height() // 3).lightness() for x in range(image.width())}) > 10
    target = tmp_path / "october.pdf"
    printing.page.brief.export_to(target)
    printing.settle()
    data = target.read_bytes()
    text = " ".join(texts({"": data}, "pdf"))
    assert "more than 500 to about 600" in " ".join(text.split())
    with printing.vault.read() as reader:
        entries = list(reader.all("release"))
    assert [e.text("sha256") for e in entries] == [sha256(data).hexdigest()]
    assert [e.text("state") for e in entries] == ["done"]
    assert printing.troubles == []
    printing.bridge.stop()
