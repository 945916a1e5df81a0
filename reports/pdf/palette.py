"""Colours and page geometry of documents, in points and hexadecimal RGB."""

from __future__ import annotations

from dataclasses import dataclass

from reports.blocks import Tone

PAGE_WIDTH = 595.2756
PAGE_HEIGHT = 841.8898

NAVY, GOLD, GOLD_TEXT, RED = "#14304F", "#B08A3E", "#80601F", "#98192A"
TEXT, SECOND, DIM, LINK = "#1D2530", "#4A5667", "#5A6575", "#1F5799"
TINT, RANGE, HAIRLINE, RULE = "#F2F5F9", "#F3EAD6", "#E3E8EE", "#C9D1DB"
BILATERAL, WHITE = "#C5D0DE", "#FFFFFF"
SEA, LAND, HOME, COAST = "#E3ECF4", "#EFF0F2", "#FBF7EA", "#76859A"

TONES = {
    Tone.TEXT: TEXT,
    Tone.SECOND: SECOND,
    Tone.DIM: DIM,
    Tone.NAVY: NAVY,
    Tone.GOLD: GOLD_TEXT,
    Tone.RED: RED,
    Tone.LINK: LINK,
}

TOP_FIRST = 62.2  # foot of the navy band
TOP_LATER = 58.0  # the rule under the running head
TEXT_LATER = TOP_LATER + 5.5  # where the text of a later page begins
BOTTOM = 803.0  # nothing of the text below; the foot line stands under it
FOLDS = (PAGE_HEIGHT / 3, PAGE_HEIGHT * 2 / 3)  # where a letter is folded


@dataclass(frozen=True)
class Geometry:
    """Where the text of a part stands: left and right edge, right edge of the marks (0: none).

    `top`: where it begins on the first page, `bottom`: where it ends. `head` of the first page: band, rule or
    none; without the band each part begins like the first.
    """

    left: float
    right: float
    marks: float = 0.0
    top: float = TOP_FIRST + 11.0
    bottom: float = BOTTOM
    head: str = "band"

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def plain(self) -> bool:
        """Whether it is a sheet or form: no band."""
        return self.head != "band"


GEOMETRY = {
    "one_page": Geometry(58, 561, 51),
    "brief": Geometry(74, 549, 66),
    "figures": Geometry(50, 549),
    "annex": Geometry(46, 555),
    "summary": Geometry(66, 537),
    "sheet": Geometry(70, 525, top=67.0, bottom=785.0, head="rule"),
    "form": Geometry(56, 539, top=64.5, bottom=784.0, head="rule"),
    "card": Geometry(0.0, PAGE_WIDTH, top=0.0, bottom=PAGE_HEIGHT, head="none"),
}
