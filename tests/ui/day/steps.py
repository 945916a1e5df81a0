"""The day, step by step: what is pressed in Casebook, and for the same work in the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.ui.day.words import Words

Written = Callable[[Words], str]


@dataclass(frozen=True)
class Step:
    """A piece of work and the keys it takes on either side (as `Typist` reads them)."""

    title: str
    casebook: Written
    workbook: Written


DAY = (
    Step(
        "A call: who called, what was said, what is urgent, how to reach back",
        lambda w: f"[Ctrl+Shift+M]{w.caller}[Tab*2]{w.said}[Tab]{w.urgent}[Tab]{w.reach}",
        lambda w: f"[Ctrl+Down][Down][Ctrl+;][Tab]{w.caller}[Tab]{w.said}[Tab]{w.urgent}[Tab]{w.reach}[Tab]",
    ),
    Step(
        "It becomes a case; in Casebook with what was said",
        lambda w: f"[Tab]{w.name}[Return]",
        # the number after the last one's, in both sheets; what was said stays with the call
        lambda w: f"9[Ctrl+PgDown][Ctrl+Down][Down]9[Tab]{w.name}[Tab]",
    ),
)
"""The steps in their order."""
