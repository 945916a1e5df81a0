"""Blocks that are read: titles, paragraphs, lists, tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reports.blocks.text import Sign, Text


class Style(Enum):
    """The role of a paragraph; sizes and leadings are the writer's."""

    DATELINE = "dateline"
    LEGEND = "legend"
    BODY = "body"
    SIDE = "side"
    NOTE = "note"
    CITED = "cited"
    WARNING = "warning"
    CAPTION = "caption"
    INTRO = "intro"


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line feed in it begins a new line."""

    text: Text
    style: Style = Style.BODY
    sign: Sign | None = None


@dataclass(frozen=True)
class Title:
    """The title of the document (level 1) or of an annex (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Facts:
    """Label and value, two pairs a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Callout:
    """The tinted box with a gold bar: bottom line, or what a summary is."""

    label: str
    text: Text


@dataclass(frozen=True)
class Heading:
    """A section's heading; level 2 stands inside a section, without a hairline above."""

    text: str
    number: str = ""
    level: int = 1
    sign: Sign | None = None
    aside: str = ""


@dataclass(frozen=True)
class Lead:
    """The summary line: its first words large, the sentence running on in body size."""

    head: str
    rest: Text
    sign: Sign | None = None


class Bullet(Enum):
    """What stands before an item."""

    DOT = "dot"
    DASH = "dash"
    NUMBER = "number"
    NONE = "none"


@dataclass(frozen=True)
class Item:
    """One item; `under` is a second, smaller line."""

    text: Text
    under: str = ""
    sign: Sign | None = None


@dataclass(frozen=True)
class Items:
    """A list of items."""

    items: tuple[Item, ...]
    bullet: Bullet = Bullet.DOT
    style: Style = Style.BODY


@dataclass(frozen=True)
class Dated:
    """A chronology without rules: a date, then what happened."""

    lines: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width."""

    head: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class Hidden:
    """A cell that is not published, with the word that stands on its hatching."""

    word: str


Cell = Text | Hidden


@dataclass(frozen=True)
class Row:
    """A row of a table. `group`: one navy heading over all columns; `total`: a rule above, bold figures."""

    cells: tuple[Cell, ...]
    sign: Sign | None = None
    group: bool = False
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table; heads are printed where any column has one, and repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    roomy: bool = False


@dataclass(frozen=True)
class BigFigures:
    """The band of large figures of a summary: number and what it counts."""

    items: tuple[tuple[str, str], ...]
