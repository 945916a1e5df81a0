"""Pictures of an event: its dates along a line, figures and places as files without anybody of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.messages import Msg
from app.records.record import Record, new
from app.settings import LEDGER_INCOMPLETE
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.pages.test_reports import RECORDED, Press, people
from ui.pages.events.drawn import FIGURES, PLACES, TIMELINE, EventPictures

EVENT = next(r for r in RECORDED if r.type == "event")


def contact(by: str) -> Record:
    return new("contact", event=EVENT.id, by=Text(by), what=Text("Raised"), date=uncertain("2023-11"))


def opened(qtbot: QtBot, by: str) -> tuple[Press, EventPictures]:
    stage = Press(qtbot, FakeVault(*RECORDED, *people(), contact(by)))
    stage.frame.go("events", EVENT.id)
    stage.settle()
    (pictures,) = stage.frame.findChildren(EventPictures)
    return stage, pictures


@pytest.fixture
def event(qtbot: QtBot, look: object) -> Iterator[tuple[Press, EventPictures]]:
    made = opened(qtbot, "UN experts")
    yield made
    made[0].settle()
    made[0].bridge.stop()


def test_the_timeline_tells_event_claims_and_interventions(event: tuple[Press, EventPictures]) -> None:
    _stage, pictures = event
    told = {row[0]: row[1:] for row in pictures.picture.drawing.rows}
    assert told["UN experts, Raised"] == ("Intervention", "Nov 2023", "some day in this time")
    assert EVENT.phrase("title").text in told


@pytest.mark.parametrize("which", [TIMELINE, FIGURES, PLACES])
def test_a_picture_is_entered_in_the_ledger(
    event: tuple[Press, EventPictures], tmp_path: Path, which: str
) -> None:
    stage, pictures = event
    pictures.save_to(tmp_path / f"{which}.pdf", which)
    stage.settle()
    assert stage.troubles == []
    assert (tmp_path / f"{which}.pdf").read_bytes().startswith(b"%PDF")
    with stage.vault.read() as reader:
        (entry,) = list(reader.all("release"))
    assert (entry.text("state"), entry.refs("events"), entry.refs("cases")) == ("done", (EVENT.id,), ())
    assert entry.text("kind") == "picture"


def test_no_picture_leaves_while_releases_may_be_missing(
    event: tuple[Press, EventPictures], tmp_path: Path
) -> None:
    """Its figures could be set against those of a release that nobody can look up. Control: above."""
    stage, pictures = event
    with stage.vault.write() as work:
        work.set_setting(LEDGER_INCOMPLETE, "restored")
        work.commit()
    pictures.save_to(tmp_path / "figures.pdf", FIGURES)
    stage.settle()
    (refused,) = stage.troubles
    assert isinstance(refused, Refused)
    assert refused.message.text is Msg.LEDGER_INCOMPLETE
    assert list(tmp_path.iterdir()) == []
    with stage.vault.read() as reader:
        assert list(reader.all("release")) == []


def test_a_name_of_the_vault_in_a_picture_refuses_it(qtbot: QtBot, look: object, tmp_path: Path) -> None:
    stage, pictures = opened(qtbot, "문일남")
    pictures.save_to(tmp_path / "timeline.pdf", TIMELINE)
    stage.settle()
    assert [type(e) for e in stage.troubles] == [Refused]
    assert list(tmp_path.iterdir()) == []
    stage.troubles.clear()
    pictures.save_to(tmp_path / "figures.pdf", FIGURES)
    stage.settle()
    assert stage.troubles == []
    assert [p.name for p in tmp_path.iterdir()] == ["figures.pdf"]
    stage.bridge.stop()
