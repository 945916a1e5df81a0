"""Home: what waits today in words, each row with its place."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.records.record import new, row
from app.services.saving import save
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.windows import opened, settle
from ui.pages.home import Home
from ui.pages.home.today import WaitRow
from ui.theme import Theme
from ui.widgets.buttons import RING
from ui.window import Window


def home_of(window: Window, qtbot: QtBot) -> Home:
    assert window.frame is not None
    window.frame.go("home")
    settle(window, qtbot)
    page = window.frame.page("home")
    assert isinstance(page, Home)
    return page


def headline(page: Home) -> str:
    assert page._lines is not None
    return page._lines[0].text()


def filled() -> FakeVault:
    person = new("person", names=(row(text="김순희"),))
    case = new("case", code="K7QM-2XDP", person=person.id)
    return FakeVault(person, case)


def test_nothing_waits_is_said_in_words(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    vault = filled()
    vault.sample = True  # a sample needs no backup
    window = opened(qtbot, tmp_path, vault)
    page = home_of(window, qtbot)
    assert headline(page) == "Nothing waits today"
    assert page.findChildren(WaitRow) == []


def test_what_keeps_the_vault_safe_waits_too(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    page = home_of(opened(qtbot, tmp_path, filled()), qtbot)
    assert headline(page) == "Nothing is urgent today"


def test_each_row_opens_its_place(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    vault = filled()
    window = opened(qtbot, tmp_path, vault)
    with vault.read() as reader:
        (case,) = reader.all("case")
    save(
        vault,
        new("task", case=case.id, what=Text("Call", "en"), due=uncertain("2026-11-20")),
        new("quick_note", said=Text("A call of today", "en"), urgent=Text("Tonight", "en")),
    )
    assert window.frame is not None
    page = home_of(window, qtbot)
    page.refresh(frozenset())
    settle(window, qtbot)
    assert page._lines is not None
    assert page._lines[1].text() == "1 task due  ·  1 quick note"
    found = {r.accessibleName().split(",")[0]: r for r in page.findChildren(WaitRow)}
    assert set(found) == {"Call", "A call of today"}
    image, ratio = found["Call"].grab().toImage(), found["Call"].devicePixelRatio()
    lines = range(int(3 * ratio), image.height() - int(4 * ratio))  # without the rule below
    ring, row = (
        {image.pixel(x, y) for x in range(columns) for y in lines}
        for columns in (int(RING * ratio), image.width())
    )
    assert (len(ring) == 1, len(row) == 1) == (True, False), "the ring of the focus touches no letter"
    found["Call"].click()
    settle(window, qtbot)
    assert window.frame.current is window.frame.page("cases")
    page = home_of(window, qtbot)
    {r.accessibleName().split(",")[0]: r for r in page.findChildren(WaitRow)}["A call of today"].click()
    settle(window, qtbot)
    assert window.frame.current is window.frame.page("notes")


def test_an_empty_vault_shows_the_notes_that_wait(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    page = home_of(opened(qtbot, tmp_path, FakeVault(new("quick_note", said=Text("A call", "en")))), qtbot)
    assert [r.accessibleName() for r in page.findChildren(WaitRow)] == ["A call"]
