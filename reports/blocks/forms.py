"""Blocks that are filled in by hand, and the cells of a printed key."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class KeyCells:
    """A key to be typed again: groups of characters in numbered cells, a check group, how to read it."""

    groups: tuple[str, ...] = field(repr=False)
    check: str = field(repr=False)
    check_label: str
    note: str


@dataclass(frozen=True)
class Blank:
    """Something written by hand on a line, or `value` where it is known; `share` is its part of the width."""

    label: str
    value: str = ""
    share: float = 1.0
    strong: bool = False


@dataclass(frozen=True)
class Blanks:
    """Blanks side by side: the label above, or `beside` its line."""

    items: tuple[Blank, ...]
    beside: bool = False


@dataclass(frozen=True)
class FormTitle:
    """The title of a blank form, with boxes for a code (groups of so many) and a remark under them."""

    text: str
    label: str
    boxes: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True)
class Notice:
    """The tinted box with a gold bar around a list."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A small box to tick; `blank` is the width in points of a line to write on after its text."""

    text: str
    blank: float = 0.0


@dataclass(frozen=True)
class Ask:
    """A row to be answered with yes or no; `choices` narrow the yes."""

    number: str
    text: str
    under: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Rows that are each answered by themselves: the heads of their two columns of boxes, then the rows."""

    head: str
    yes: str
    no: str
    rows: tuple[Ask, ...]


@dataclass(frozen=True)
class Entry:
    """An entry of a form: its label at the left; at the right boxes to tick, or lines to write on."""

    label: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = 1


@dataclass(frozen=True)
class Grid:
    """An empty table to be filled in: heads with their share of the width, and so many rows."""

    label: str
    columns: tuple[tuple[str, float], ...]
    rows: int
