"""A page that showed another record says the same as one that never did, part by part, and is painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.record import Record, new
from app.services.saving import save
from app.values import Text, Value, uncertain
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE, EVENT, OTHER_EVENT
from tests.ui.test_marked_case import TOLD, texts, told
from ui.pages.cases import Cases
from ui.pages.events import Events
from ui.theme import Theme
from ui.widgets import Scroller
from ui.widgets.sections import Sections

Said = list[tuple[str, ...]]


def pane_of(stage: Stage) -> tuple[Scroller, Sections]:
    page = stage.frame.current
    if isinstance(page, Cases):
        return page.record, page.record.tabs
    assert isinstance(page, Events)
    return page.view, page.view.tabs


def said(stage: Stage) -> Iterator[Said]:
    """What every widget that is seen says, tab by tab; not the history, which tells when it was opened."""
    pane, tabs = pane_of(stage)
    inside = pane.widget()
    assert inside is not None
    for place in range(tabs.count() - 1):
        tabs.setCurrentIndex(place)
        stage.settle()
        inside.grab()  # what is cut has a tooltip once it was painted
        shown = [w for w in inside.findChildren(QWidget) if w.isVisibleTo(inside)]
        yield sorted((type(w).__name__, *texts(w)) for w in shown)
    tabs.setCurrentIndex(0)


def vault_and_case(*, passing: bool) -> tuple[FakeVault, Record]:
    """Everything that can be told of one case and one event; and some of another of each, in other words.

    What was changed last stands first in the list and is shown first: the one with everything where that is
    passed, else the other.
    """
    vault = told("no")
    other = next(r for r in vault.state.records.values() if r.text("code") == "TEST-0001")
    parts: dict[str, dict[str, Value]] = {
        "act": {"type": "torture"},
        "sighting": {"certainty": "possible"},
        "task": {"what": Text("Write to the uncle", "en"), "done": uncertain("2026-11-01")},
        "contact": {"by": Text("A parish", "en"), "answer": Text("No answer", "en")},
        "step": {"kind": "detention_china", "position": 1},
        "link": {"event": OTHER_EVENT.id, "certainty": "possible"},
    }
    said = new("claim", event=OTHER_EVENT.id, claimant=Text("A daily", "en"), named="yes", low=80, high=80)
    claim = said.with_values(wording=Text("Eighty", "en"), measure="handed_over")
    save(vault, claim, *(new(kind, case=other.id).with_values(**v) for kind, v in parts.items()))
    save(vault, other.with_values(status_certainty="possible"))
    if passing:
        save(vault, vault.state.records[CASE.id].with_values(status_certainty="possible"))
    return vault, other


def shown_of(stage: Stage, case: Record, *, passing: bool) -> Iterator[Said]:
    """The other case and event, with or without a look at those that hold everything before."""
    for page, before, record in (("cases", CASE, case), ("events", EVENT, OTHER_EVENT)):
        if passing:
            stage.frame.go(page, before.id)
            stage.settle()
            assert any(TOLD in text for tab in said(stage) for one in tab for text in one)
        stage.frame.go(page, record.id)
        stage.settle()
        assert pane_of(stage)[0].viewport().updatesEnabled()
        yield from said(stage)


def test_nothing_of_the_record_before_is_left(qtbot: QtBot, look: Theme) -> None:
    found: list[list[Said]] = []
    for passing in (True, False):
        vault, case = vault_and_case(passing=passing)
        stage = Stage(qtbot, vault)
        found.append(list(shown_of(stage, case, passing=passing)))
        stage.end()
    assert found[0] == found[1]
