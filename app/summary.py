"""What an anonymised summary holds once it is counted and protected: frozen, labels in its own language.

Builders in reports lay it out and add nothing: no number here depends on a hidden cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True)
class SummaryOptions:
    """What staff choose. `by`: no dimension (the six tables), one, or two (one table with its margins).

    `date` is printed, as is `as_of` (the day of the data); `organisation` and `contact` may be empty.
    """

    audience: str = "public"  # public | partner
    by: tuple[str, ...] = ()
    language: str = "en"
    date: Day | None = None
    as_of: Day | None = None
    organisation: str = ""
    contact: str = ""
    sample: bool = False


@dataclass(frozen=True)
class SummaryCell:
    """A printed number, a hidden one (`count` None), or a cell that no person can be in (not `possible`)."""

    count: int | None
    possible: bool = True

    @property
    def hidden(self) -> bool:
        """Whether a number stands here that is not printed; all hidden cells look alike."""
        return self.count is None and self.possible


@dataclass(frozen=True)
class SummaryTable:
    """One table. One dimension: `columns` is empty and each row of `cells` has one cell.

    Two: `cells[i][j]` is row i, column j; `row_totals` and `column_totals` are its margins.
    `total` counts distinct people: where a person may stand in several rows these may come to more, and
    `note` says so.
    """

    number: int
    dimensions: tuple[str, ...]
    title: str
    heads: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[SummaryCell, ...], ...]
    row_totals: tuple[SummaryCell, ...]
    column_totals: tuple[SummaryCell, ...]
    total: int
    note: str


@dataclass(frozen=True)
class Headline:
    """One of the large figures: a printed total, of how many (None for the first), and what it counts."""

    value: int
    of: int | None
    label: str


@dataclass(frozen=True)
class Point:
    """A numbered point of the method: a bold lead and what follows it."""

    lead: str
    text: str


@dataclass(frozen=True)
class CodebookRow:
    """A column of the data: its name in the files, what it means, the values it takes."""

    column: str
    meaning: str
    values: str


@dataclass(frozen=True)
class Summary:
    """The whole document, block by block, in the order it is printed."""

    language: str
    audience: str
    threshold: int
    sample: bool
    organisation: str
    handling: str
    title: str
    date_line: str
    what_this_is: str
    total: int
    headlines: tuple[Headline, ...]
    unit: str
    hidden_word: str
    hidden_note: str
    tables: tuple[SummaryTable, ...]
    quote: str
    misquote: str
    method: tuple[Point, ...]
    codebook: tuple[CodebookRow, ...]
    codebook_line: str
    cite: str
