"""Counts on the reports page: exact inside, protected where they leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.ports import Condition
from app.records.record import new, row
from app.services.filters import SavedFilter, save_filter
from app.services.saving import save
from app.summary import Summary, SummaryCell, SummaryTable
from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.pages.test_reports import RECORDED, Press, crowd, people
from ui.accessibility import tree
from ui.pages.cases import Cases
from ui.pages.reports.counts import CountsView
from ui.pages.reports.counts_saved import drawing_of
from ui.pictures import saved
from ui.pictures.scene import Box, Line
from ui.theme import Theme, theme

BARE = new("person", names=(row(text="Nobody asked"),))
STORED = [*RECORDED, *people(), *crowd(), BARE, new("case", code="ZZZZ-0000", person=BARE.id)]


@pytest.fixture
def counting(qtbot: QtBot, look: Theme) -> Iterator[Press]:
    made = Press(qtbot, FakeVault(*STORED))
    made.frame.go("reports", "counts")
    made.settle()
    yield made
    made.settle()
    made.bridge.stop()


def view_of(stage: Press) -> CountsView:
    return stage.page.counts_of_cases


def test_five_counts_each_ending_with_what_is_not_known(counting: Press) -> None:
    view = view_of(counting)
    cases = sum(r.type == "case" for r in STORED)
    assert view.status == f"{cases} cases counted"
    assert [p.drawing.rows[-1][0] for p in view.pictures] == ["Not known"] * 5
    assert view.pictures[3].drawing.rows[0] >= ("Female", "40")
    assert [p.save.isVisible() for p in view.pictures] == [True, True, False, True, True]


def test_only_filters_of_cases_are_counted(counting: Press) -> None:
    asked = (Condition("status", "is", "released"),)
    save_filter(counting.vault, SavedFilter("", "Released", asked))
    arrests = (Condition("kind", "is", "arrest"),)
    save_filter(counting.vault, SavedFilter("", "Arrests", arrests, type="event"))
    view = view_of(counting)
    view.refresh()
    counting.settle()
    offered = [view.which.itemText(n) for n in range(view.which.count())]
    assert "Released" in offered
    assert "Arrests" not in offered
    assert counting.troubles == []


@pytest.mark.parametrize("part", ["summary", "counts"])
def test_where_no_case_is_yet_a_button_leads_to_a_new_one(qtbot: QtBot, look: Theme, part: str) -> None:
    stage = Press(qtbot, FakeVault())
    stage.frame.go("reports", part)
    stage.settle()
    page = stage.page
    shown = page.summary if part == "summary" else page.counts_of_cases
    assert shown.nothing.isVisible()
    assert [b.text() for b in shown.nothing.buttons] == ["New case", "Import a spreadsheet"]
    assert unnamed(tree(shown)) == []
    shown.nothing.buttons[0].click()
    stage.settle()
    current = stage.frame.current
    assert isinstance(current, Cases)
    assert current.list.name.isVisible()
    person = new("person", names=(row(text="Somebody"),))
    save(stage.vault, person, new("case", code="ZZZZ-0001", person=person.id))
    stage.desk.changed.emit(frozenset({"case", "person"}))
    stage.frame.go("reports", part)
    stage.settle()
    assert not shown.nothing.isVisible()
    stage.bridge.stop()


def test_a_filter_counts_its_cases_alone(counting: Press) -> None:
    view = view_of(counting)
    view.which.setCurrentIndex(view.which.findData("no_consent"))
    view._count()
    counting.settle()
    assert view.found is not None
    assert view.found.cases == 2


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_saved_picture_is_an_anonymised_release(
    counting: Press, tmp_path: Path, form: str, begins: bytes
) -> None:
    view = view_of(counting)
    view.saver.save_to(tmp_path / f"counts-sex-en.{form}", "sex")
    counting.settle()
    assert counting.troubles == []
    assert (tmp_path / f"counts-sex-en.{form}").read_bytes().startswith(begins)
    with counting.vault.read() as reader:
        (entry,) = list(reader.all("release"))
    assert (entry.text("kind"), entry.text("audience"), entry.text("state")) == ("summary", "public", "done")
    assert entry.text("file") == str(tmp_path / f"counts-sex-en.{form}")


def test_too_few_people_make_no_picture(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    stage = Press(qtbot, FakeVault(*RECORDED, *people()))
    stage.frame.go("reports", "counts")
    stage.settle()
    view_of(stage).saver.save_to(tmp_path / "counts.pdf", "sex")
    stage.settle()
    assert [type(e) for e in stage.troubles] == [Refused]
    assert list(tmp_path.iterdir()) == []
    stage.bridge.stop()


def summary() -> Summary:
    table = SummaryTable(
        1, ("sex",), "Table 1. Sex", ("Sex", "People"), ("Female", "Male", "Not recorded"), (),
        ((SummaryCell(40),), (SummaryCell(None),), (SummaryCell(None),)), (), (), 60, "",
    )  # fmt: skip
    return Summary(
        "en", "public", 10, True, "Office", "Public", "Summary", "25 November 2026", "", 60, (), "Unit.",
        "held back", "Hidden.", (table,), "", "", (), (), "", "",
    )  # fmt: skip


def test_hidden_numbers_are_hatched_alike_and_say_so(look: Theme) -> None:
    drawing = drawing_of(summary())
    assert drawing.rows == (("Female", "40"), ("Male", "held back"), ("Not recorded", "held back"))
    scene = drawing.build(720.0)
    hidden = [s.rect.size() for s in scene.shapes if isinstance(s, Box) and s.fill == "tint"]
    assert len(hidden) == 2
    assert hidden[0] == hidden[1]
    assert len([s for s in scene.shapes if isinstance(s, Line)]) > 4
    assert scene.texts[3] == "SAMPLE, invented people"
    assert {"Table 1. Sex", "Public · 25 November 2026", "Office", "Unit. Hidden."} <= set(scene.texts)


def test_a_file_is_light_and_at_full_size_whatever_the_window_wears(look: Theme) -> None:
    before = saved.of_scene(drawing_of(summary()).build, "png").files[""]
    look.change(dark=True, scale=1.5)
    after = saved.of_scene(drawing_of(summary()).build, "png").files[""]
    assert (theme().dark, theme().scale) == (True, 1.5)
    assert QImage.fromData(before) == QImage.fromData(after)
    assert QImage.fromData(after).pixelColor(2, 2).name() == "#ffffff"


def test_a_pdf_says_neither_title_nor_the_second_it_was_made(look: Theme) -> None:
    made = saved.of_scene(drawing_of(summary()).build, "pdf").files[""]
    dates = re.findall(rb"Date \(?D:(\d{14})", made)
    assert dates
    assert all(day.endswith(b"000000") for day in dates)


def test_every_control_of_the_counts_has_a_name(counting: Press) -> None:
    assert unnamed(tree(counting.frame)) == []
