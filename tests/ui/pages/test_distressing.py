"""On the page of a case, what is distressing waits until it is asked for; also in its history."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.records.record import new
from app.services.saving import save
from app.values import Text
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import CASE

TOLD = "PLANTED what was done"


def told(widget: QWidget) -> bool:
    return any(TOLD in label.text() for label in widget.findChildren(QLabel))


def tab(stage: Stage, name: str) -> None:
    tabs = stage.page.record.tabs
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(name)))
    stage.settle()


def mark(stage: Stage, vault: FakeVault, said: str) -> None:
    with vault.read() as reader:
        case = reader.get("case", CASE.id)
    save(vault, case.with_values(narrative=Text(TOLD, "en"), distressing=said))
    stage.page.open_record(CASE.id)
    stage.settle()


def test_the_narrative_and_its_history_wait(stage: Stage, vault: FakeVault) -> None:
    mark(stage, vault, "no")
    tab(stage, "Narrative")
    record = stage.page.record
    assert record.told.content.isVisible()  # the control: it is not marked
    tab(stage, "History")
    assert told(record.history)
    mark(stage, vault, "yes")
    assert not told(record.history)
    record.history.fold.show_it.click()
    stage.settle()
    assert told(record.history)
    tab(stage, "Narrative")
    assert not record.told.content.isVisible()
    record.told.panel.show_it.click()
    assert record.told.content.isVisible()
    stage.page.refresh(frozenset())
    stage.settle()
    assert record.told.content.isVisible()  # still this record
    assert stage.troubles == []


def test_the_account_of_an_act_waits_by_its_kind(stage: Stage, vault: FakeVault) -> None:
    save(
        vault,
        new("act", case=CASE.id, type="torture", method=Text(TOLD, "en")),
        new("act", case=CASE.id, type="arbitrary_detention", method=Text("An ordinary method", "en")),
    )
    stage.page.open_record(CASE.id)
    stage.settle()
    tab(stage, "Acts")
    acts = stage.page.record.acts
    assert not told(acts)
    said = [label.text() for label in acts.findChildren(QLabel)]
    assert "Distressing: open it to read what was told." in said
    assert "An ordinary method" in said
