"""The type scale and the grid, in pixels at 100 per cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Face = Literal["sans", "serif"]
BASE = 13
FACTORS = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75)

SANS = ("Noto Sans", "Noto Sans KR", "Noto Sans SC")
SERIF = ("Source Serif 4", "Noto Serif KR", "Noto Serif SC", "Noto Sans SC")


@dataclass(frozen=True)
class Style:
    """A kind of text: size in pixels at 100 per cent, weight, face and colour role."""

    size: int
    weight: int
    role: str
    face: Face = "sans"


STYLES: dict[str, Style] = {
    "wordmark": Style(58, 600, "primary_text", "serif"),
    "headline": Style(34, 600, "head", "serif"),
    "name": Style(36, 600, "head", "serif"),
    "title": Style(27, 600, "head", "serif"),
    "list-title": Style(24, 600, "head", "serif"),
    "figure-large": Style(30, 600, "head", "serif"),
    "figure": Style(20, 600, "head", "serif"),
    "key-group": Style(20, 600, "head"),
    "figure-gold": Style(20, 600, "gold_text", "serif"),
    "alias": Style(20, 400, "text2", "serif"),
    "lead": Style(17, 400, "text2", "serif"),
    "sentence": Style(15, 400, "text", "serif"),
    "sentence-dim": Style(15, 400, "dim", "serif"),
    "row-name": Style(17, 500, "head"),
    "row-title": Style(14, 500, "text"),
    "heading": Style(14, 600, "head"),
    "value": Style(14, 400, "text"),
    "body": Style(13, 400, "text"),
    "strong": Style(13, 600, "text"),
    "medium": Style(13, 500, "text"),
    "second": Style(13, 400, "text2"),
    "label": Style(13, 400, "text2"),
    "dim": Style(12, 400, "dim"),
    "note": Style(12, 400, "text2"),
    "code": Style(12, 600, "gold_text"),
    "date": Style(12, 600, "gold_text"),
    "echo": Style(12, 400, "link"),
    "wrong": Style(12, 500, "red_ink"),
    "warn": Style(12, 500, "amber_ink"),
    "good": Style(12, 500, "green_ink"),
    "chip": Style(12, 500, "text"),
    "axis": Style(11, 400, "dim"),
    "key": Style(11, 400, "dim"),
}
