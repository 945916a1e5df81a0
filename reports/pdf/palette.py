"""Colours and page geometry of documents.md, in points and hexadecimal RGB."""

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
BOTTOM = 803.0  # nothing of the text below; the foot line stands under it


@dataclass(frozen=True)
class Geometry:
    """Where the text of a part stands: left and right edge, right edge of the marks (0: none)."""

    left: float
    right: float
    marks: float = 0.0

    @property
    def width(self) -> float:
        return self.right - self.left


GEOMETRY = {
    "one_page": Geometry(58, 561, 51),
    "brief": Geometry(74, 549, 66),
    "figures": Geometry(50, 549),
    "annex": Geometry(46, 555),
    "summary": Geometry(66, 537),
}
