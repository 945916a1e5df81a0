"""What of a text a document can show: invisible signs are left out, missing glyphs become [U+XXXX]."""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from app import assets

# Letters that draw nothing although Unicode files them under letters or marks.
_BLANK = frozenset(
    chain(
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
)
_SPACES = {0x09: "\N{SPACE}", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}


@dataclass(frozen=True)
class Findings:
    """What a document cannot show: code points with how often each occurs, sorted."""

    left_out: tuple[tuple[int, int], ...] = ()
    no_glyph: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.left_out or self.no_glyph)


@cache
def invisible(char: str) -> bool:
    """Whether a character is a direction, zero-width or control sign (a line feed is none)."""
    if char == "\n":
        return False
    return unicodedata.category(char) in ("Cf", "Cc", "Cs") or ord(char) in _BLANK


def clean(text: str) -> str:
    """A text in NFC without invisible signs; every kind of line end is a line feed, a tab a space."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_SPACES))
    if text.isprintable():
        return "".join(c for c in text if ord(c) not in _BLANK) if not text.isascii() else text
    return "".join(c for c in text if not invisible(c))


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    pairs = assets.coverage()
    return tuple(first for first, _ in pairs), tuple(last for _, last in pairs)


@cache
def has_glyph(char: str) -> bool:
    """Whether any of our fonts draws a character (a line feed needs none)."""
    starts, ends = _ranges()
    at = bisect.bisect_right(starts, ord(char)) - 1
    return char == "\n" or (at >= 0 and ord(char) <= ends[at])


def code_point(char: str) -> str:
    """How a character without a glyph is printed: [U+1F600]."""
    return f"[U+{ord(char):04X}]"


def unprintable(texts: Iterable[str]) -> Findings:
    """Everything in some texts that a document leaves out or prints as a code point, counted."""
    left: dict[int, int] = {}
    missing: dict[int, int] = {}
    for text in texts:
        translated = text.replace("\r\n", "\n").translate(_SPACES)
        for char in translated:
            if invisible(char):
                left[ord(char)] = left.get(ord(char), 0) + 1
        for char in clean(text):
            if not has_glyph(char):
                missing[ord(char)] = missing.get(ord(char), 0) + 1
    return Findings(tuple(sorted(left.items())), tuple(sorted(missing.items())))
