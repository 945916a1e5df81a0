"""The workbook of the day as it was left the evening before, with the same facts as the vault."""

from __future__ import annotations

from tests.ui.day.words import BEFORE, Words
from tests.ui.day.workbook import Sheet, Workbook


def book(words: Words) -> Workbook:
    """The sheets: calls, cases."""
    cases = [[str(n), one.name] for n, one in enumerate(BEFORE[words.language], start=1)]
    call = ["2025-05-02", *[words.colleague] * 4, "1"]
    return Workbook(
        {
            "Calls": Sheet([["Date", "Who", "Said", "Urgent", "Reach", "Case"], call]),
            "Cases": Sheet([["No", "Name"], *cases]),
        }
    )
