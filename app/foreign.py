"""A table from a foreign file, as a plain value: what a reader in the child hands back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ForeignRow:
    """One row. `number` counts as a spreadsheet does: the headings stand in row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ForeignTable:
    """Headings, distinct and none empty; rows of as many cells; `encoding`, `separator` as detected."""

    header: tuple[str, ...]
    rows: tuple[ForeignRow, ...]
    encoding: str
    separator: str
