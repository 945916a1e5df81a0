"""The figures of docs/usability.md, counted from the day: `python -m tests.ui.day.page` writes them."""

from __future__ import annotations

from pathlib import Path

from tests.ui.day.steps import DAY
from tests.ui.day.strokes import Typist, presses
from tests.ui.day.words import BOTH, Words

DOC = Path(__file__).parents[3] / "docs" / "usability.md"
_MARK = "<!-- written by tests/ui/day/page.py -->"


def counted(words: Words) -> list[tuple[int, int]]:
    """Key presses in Casebook and in the workbook, a pair a step."""
    ours, theirs = Typist(), Typist()
    return [
        (presses(ours.strokes(step.casebook(words))), presses(theirs.strokes(step.workbook(words))))
        for step in DAY
    ]


def page(text: str) -> str:
    """The page with its table written anew; what people wrote before it stays."""
    return text[: text.index(_MARK)] + _MARK + "\n\n" + "\n".join(_table()) + "\n"


def _table() -> list[str]:
    every = [counted(words) for words in BOTH]
    lines = [
        "| | Korean, Casebook | Korean, workbook | English, Casebook | English, workbook |",
        "|---|---:|---:|---:|---:|",
    ]
    for number, step in enumerate(DAY):
        lines.append(_row(f"{number + 1}. {step.title}", [n for day in every for n in day[number]]))
    return [*lines, _row("**The day**", [sum(p[side] for p in day) for day in every for side in (0, 1)])]


def _row(title: str, numbers: list[int]) -> str:
    return f"| {title} | " + " | ".join(f"{n:,}" for n in numbers) + " |"


if __name__ == "__main__":
    DOC.write_text(page(DOC.read_text(encoding="utf-8")), encoding="utf-8")
