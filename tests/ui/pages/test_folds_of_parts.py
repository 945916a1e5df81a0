"""The acts of a marked case are folded with it, in their lines and in the history."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.records.record import new
from app.services.saving import save
from app.values import Text
from tests.ui.pages.conftest import Stage
from tests.ui.pages.test_parts import begin
from tests.ui.people import CASE

HOW = "put on a bus at night"


def painted(within: QWidget) -> str:
    """Every label that can be seen."""
    return "\n".join(w.text() for w in within.findChildren(QLabel) if w.isVisible())


@pytest.mark.parametrize("mark", ["yes", "no"])
def test_an_act_goes_with_the_mark_of_its_case(stage: Stage, mark: str) -> None:
    with stage.vault.read() as reader:
        case = reader.many("case", [CASE.id])[CASE.id]
    save(stage.vault, case.with_values(distressing=mark))
    save(stage.vault, new("act", case=CASE.id, type="refoulement", method=Text(HOW, "en")))
    stage.desk.changed.emit(frozenset({"case", "act"}))
    begin(stage, "Acts")
    assert (HOW in painted(stage.page.record.acts)) == (mark == "no")
    begin(stage, "History")
    stage.settle()
    assert (HOW in painted(stage.page.record.history)) == (mark == "no")
