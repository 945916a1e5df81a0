"""Blocks that hold others, the parts of a document, and the document itself."""

from __future__ import annotations

from dataclasses import dataclass

from reports.blocks.figures import Bars, MapSign, RangePicture, Timeline
from reports.blocks.forms import Answers, Blanks, Entry, FormTitle, Grid, KeyCells, Notice
from reports.blocks.prose import (
    BigFigures,
    Callout,
    Dated,
    Facts,
    Heading,
    Items,
    Lead,
    Paragraph,
    Table,
    Title,
)
from reports.blocks.text import Text


@dataclass(frozen=True)
class MapPicture:
    """The border with the places that claims name; `countries` are (name, latitude, longitude)."""

    places: tuple[MapSign, ...]
    countries: tuple[tuple[str, float, float], ...]
    aside: tuple[Block, ...]
    alt: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure or table with its label ("Figure 1"), a title that states the finding, and what follows it."""

    label: str
    title: str
    body: tuple[Block, ...]
    aside: str = ""


@dataclass(frozen=True)
class Columns:
    """Two columns side by side; `share` is the left one's part of the width without the gap."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float = 0.5
    gap: float = 18.0


@dataclass(frozen=True)
class Panels:
    """Four panels of a page that is folded twice, to a quarter of its size."""

    panels: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Narrow:
    """The body of the one-page brief: a main column with the marks, and a side column."""

    main: tuple[Block, ...]
    side: tuple[Block, ...]


Block = (
    Paragraph
    | Title
    | Facts
    | Callout
    | Heading
    | Lead
    | Items
    | Dated
    | Table
    | BigFigures
    | RangePicture
    | MapPicture
    | Timeline
    | Bars
    | Figure
    | Columns
    | KeyCells
    | Blanks
    | FormTitle
    | Notice
    | Answers
    | Entry
    | Grid
    | Panels
    | Narrow
)


@dataclass(frozen=True)
class Part:
    """A part that begins a page. `look`: one_page | brief | figures | annex | summary | sheet |
    form | card.

    `foot` stands at the bottom of the part's last page; `fit`: drawn a little smaller rather than on two
    pages.
    """

    look: str
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    fit: bool = False


@dataclass(frozen=True)
class Document:
    """A whole document. `language` is that of the text; `notes` are its footnotes in order (1, 2, ...).

    `sample` is the remark beside the SAMPLE tag, None where there is none. `page` has places {page} {pages}.
    `foot_first` is the foot line of the first page where it is another.
    `fold` is the word beside the marks where a sheet is folded like a letter, "" for none.
    """

    language: str
    title: str
    handling: str
    handling_public: bool
    organisation: str
    kind: str
    running: tuple[str, str]
    foot: str
    page: str
    parts: tuple[Part, ...]
    notes: tuple[Text, ...] = ()
    sample: str | None = None
    sample_word: str = "SAMPLE"
    fold: str = ""
    foot_first: str = ""
