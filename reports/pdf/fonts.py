"""Fonts of the documents: which font draws a character, in which order, and how wide a word is."""

from __future__ import annotations

import io
import re
from functools import cache, lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as OutlineFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app import assets
from app.printable import code_point

_HAN = re.compile(r"[\u2E80-\u2FDF\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]+|.", re.DOTALL)
_SERIF = ("SourceSerif4", "NotoSerifKR", "NotoSerifSC")
_SANS = ("NotoSans", "NotoSansKR", "NotoSansSC")


@cache
def _stack(family: str, language: str, bold: bool) -> tuple[str, ...]:
    """Fonts in the order they are asked; in Korean text the Korean one first."""
    first, other = (_SERIF, _SANS) if family == "serif" else (_SANS, _SERIF)
    if language == "ko":
        first, other = (first[1], first[0], first[2]), (other[1], other[0], other[2])
    weights = ("SemiBold", "Regular") if bold else ("Regular",)
    return tuple(f"{name}-{weight}" for names in (first, other) for weight in weights for name in names)


@cache
def _data(name: str) -> bytes:
    return assets.font(name)


@cache
def load(name: str) -> Any:
    """A font, unpacked and registered with ReportLab the first time a run needs it."""
    made = TTFont(name, io.BytesIO(_data(name)))
    pdfmetrics.registerFont(made)
    return made


@cache
def _covered(name: str) -> Any:
    return load(name).face.charToGlyph


@lru_cache(maxsize=60_000)
def split(text: str, family: str, language: str, bold: bool) -> tuple[tuple[str, str], ...]:
    """A clean text as (font, stretch); a run of Han characters goes whole to one font that has it all."""
    stack = _stack(family, language, bold)
    base = _covered(stack[0])
    if all(ord(char) in base for char in text):
        load(stack[0])
        return ((stack[0], text),)
    out: list[tuple[str, str]] = []
    for match in _HAN.finditer(text):
        piece = match.group()
        for name, part in _choose(piece, stack, out[-1][0] if out else ""):
            if out and out[-1][0] == name:
                out[-1] = (name, out[-1][1] + part)
            else:
                out.append((name, part))
    return tuple(out)


def _choose(piece: str, stack: tuple[str, ...], current: str) -> list[tuple[str, str]]:
    if current and (piece in " \N{NO-BREAK SPACE}" or piece.isdigit()) and ord(piece[0]) in _covered(current):
        return [(current, piece)]
    for name in stack:
        if all(ord(char) in _covered(name) for char in piece):
            return [(name, piece)]
    if len(piece) > 1:
        return [part for char in piece for part in _choose(char, stack, current)]
    return [(stack[0], code_point(piece))]


@lru_cache(maxsize=120_000)
def width(font: str, text: str) -> float:
    """Width of a text at size 1."""
    face = load(font).face
    widths, default = face.charWidths, face.defaultWidth
    return float(sum(widths.get(ord(char), default) for char in text)) / 1000.0


def measure(text: str, family: str, language: str, size: float, *, bold: bool = False) -> float:
    """Width of a clean text in points, set in one size."""
    return sum(width(font, part) for font, part in split(text, family, language, bold)) * size


class _Outline(BasePen):  # type: ignore[misc]
    """Draws glyphs into a path of ReportLab."""

    def __init__(self, glyphs: Any, path: Any, x: float, y: float, scale: float) -> None:
        super().__init__(glyphs)
        self.path, self.x, self.y, self.scale = path, x, y, scale

    def _to(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.x + point[0] * self.scale, self.y + point[1] * self.scale

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.path.moveTo(*self._to(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.path.lineTo(*self._to(pt))

    def _curveToOne(
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.path.curveTo(*self._to(pt1), *self._to(pt2), *self._to(pt3))

    def _closePath(self) -> None:
        self.path.close()


@cache
def _outlines(name: str) -> Any:
    return OutlineFont(io.BytesIO(_data(name)), lazy=True)


def outline(path: Any, name: str, text: str, x: float, y: float, size: float) -> float:
    """Add the outlines of a text to a path, from x and baseline y (points from the foot); returns its end."""
    font = _outlines(name)
    glyphs, numbers = font.getGlyphSet(), _covered(name)
    for char in text:
        number = numbers.get(ord(char))
        if number is not None:
            glyphs[font.getGlyphName(number)].draw(_Outline(glyphs, path, x, y, size / 1000))
        x += width(name, char) * size
    return x
