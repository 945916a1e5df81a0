"""The neutral blocks of a document: what it says and how it is ordered, never how a format draws it.

All text is plain: a writer escapes it. The only structure inside a text are runs (bold, tone, note number).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day
from enum import Enum

from app.dossier import Mark


class Tone(Enum):
    """What a colour stands for; each also has a sign without colour (documents.md section 3)."""

    TEXT = "text"
    SECOND = "second"
    DIM = "dim"
    NAVY = "navy"
    GOLD = "gold"
    RED = "red"
    LINK = "link"


@dataclass(frozen=True)
class Run:
    """A stretch of text. `note` is the number of the footnote that follows it, 0 for none."""

    text: str
    bold: bool = False
    tone: Tone | None = None
    note: int = 0


Text = tuple[Run, ...]


def plain(text: str, *, tone: Tone | None = None) -> Text:
    """A text of one run."""
    return (Run(text, tone=tone),)


def bold(text: str, *, tone: Tone | None = None) -> Text:
    """A text of one bold run."""
    return (Run(text, bold=True, tone=tone),)


def join(parts: Iterable[Text], between: str = " ") -> Text:
    """Several texts one after another."""
    out: list[Run] = []
    for part in parts:
        if out and part:
            out.append(Run(between))
        out += part
    return tuple(out)


@dataclass(frozen=True)
class Sign:
    """Who may hear a paragraph, with the word that is printed in its sign."""

    mark: Mark
    word: str


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


@dataclass(frozen=True)
class RangeRow:
    """One claim of the range picture. `origin`: whether it is one of the count; `why` says so in words."""

    label: str
    claimant: str
    figure: str
    origin: bool
    why: str
    low: int | None
    high: int | None
    qualifier: str


@dataclass(frozen=True)
class RangePicture:
    """The claims on one axis from zero. `low` and `high` bound the reported range (None: no band).

    `heads`: claimant, figure, origin, "no number". `individuals` (words, count, remark) stand below a rule
    on the same scale. `legend` words: own, not, more than, up to, range, individuals. `compact`: one page.
    """

    rows: tuple[RangeRow, ...]
    low: int | None
    high: int | None
    heads: tuple[str, str, str, str]
    individuals: tuple[str, int, str] | None = None
    legend: tuple[str, ...] = ()
    compact: bool = False
    alt: str = ""


@dataclass(frozen=True)
class MapSign:
    """A place on the map: degrees WGS 84, radius of its uncertainty in km (0: a name only)."""

    name: str
    under: str
    latitude: float
    longitude: float
    radius_km: float
    province: bool = False
    minor: bool = False


@dataclass(frozen=True)
class MapPicture:
    """The border with the places that claims name; `countries` are (name, latitude, longitude)."""

    places: tuple[MapSign, ...]
    countries: tuple[tuple[str, float, float], ...]
    aside: tuple[Block, ...]
    alt: str = ""


class Point(Enum):
    """The sign of an entry of the time line."""

    EVENT = "event"
    THIS = "this"
    VOLUNTARY = "voluntary"
    RETURNING = "returning"
    STATE = "state"
    UN = "un"
    OTHER = "other"


@dataclass(frozen=True)
class Moment:
    """An entry of the time line, from `earliest` to `latest`; `approximate` is drawn dashed."""

    earliest: Day
    latest: Day
    label: str
    point: Point
    approximate: bool = False


@dataclass(frozen=True)
class Lane:
    """A lane of the time line."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes by kind over one axis of days; `ticks` are (day, label)."""

    lanes: tuple[Lane, ...]
    first: Day
    last: Day
    head: str
    ticks: tuple[tuple[Day, str], ...]
    alt: str = ""


@dataclass(frozen=True)
class Bars:
    """Groups of bars from shown cells only: None is hidden and stands for no number."""

    groups: tuple[tuple[str, tuple[int | None, ...]], ...]
    names: tuple[str, ...]
    hidden: str
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
