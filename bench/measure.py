"""Times two ways of doing the same thing, turn by turn, and prints how they compare."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Action = Callable[[int], object]


@dataclass(frozen=True)
class Row:
    """One comparison: what, over how many cases, against what; medians in milliseconds."""

    what: str
    cases: str
    against: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times longer ours takes."""
        return self.ours / self.bare if self.bare else float("nan")


def compare(what: str, cases: str, against: str, ours: Action, bare: Action, times: int) -> Row:
    """Runs both `times` times in turn (each gets the number of its turn), after one turn that does not count.

    Turn by turn, so that a busy moment of the machine meets both.
    """
    ours(0), bare(0)
    mine, other = [], []
    for turn in range(1, times + 1):
        mine.append(_timed(ours, turn))
        other.append(_timed(bare, turn))
    return Row(what, cases, against, statistics.median(mine), statistics.median(other))


def _timed(action: Action, turn: int) -> float:
    gc.collect()
    begun = time.perf_counter()
    action(turn)
    return (time.perf_counter() - begun) * 1000


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = ("what", "cases", "against", "Casebook, ms", "bare, ms", "ratio")
    cells = [head, tuple("---" if n < 3 else "---:" for n in range(len(head)))]
    cells += [
        (row.what, row.cases, row.against, f"{row.ours:.2f}", f"{row.bare:.2f}", f"{row.ratio:.1f}")
        for row in rows
    ]
    widths = [max(len(line[n]) for line in cells) for n in range(len(head))]
    return "\n".join(
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    )
