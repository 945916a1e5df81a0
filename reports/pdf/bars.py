"""Bars from shown cells only; a hidden one is a hatched box of constant height that stands for no number."""

from __future__ import annotations

from collections.abc import Iterator

from reports import blocks as b
from reports.pdf import fonts
from reports.pdf.palette import DIM, HAIRLINE, NAVY, SECOND
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.ranges import steps
from reports.pdf.sheet import Sheet

HEIGHT = 120.0
HATCH = 11.0
NAME = 6.3


def picture(block: b.Bars, context: Context) -> Iterator[Piece]:
    """The bars as one strip, with names under each bar and each group."""
    values = [value for _, bars in block.groups for value in bars if value is not None]
    top, step = steps(max(values, default=1))
    node = context.root.add("Figure", alt=block.alt)
    named = max((len(bars) for _, bars in block.groups), default=1)
    space = 18.0 if len(block.groups) > 1 else 0.0
    count = sum(len(bars) for _, bars in block.groups)
    pitch = (context.width - space * (len(block.groups) - 1)) / max(count, 1)
    pitch = min(pitch, 46.0 if len(block.groups) > 1 else 72.0)
    thick = min(pitch * 0.8, 34.0)
    crowded = any(fonts.measure(name, "sans", context.language, NAME) > pitch - 3 for name in block.names)
    keys = [chr(ord("a") + at) for at in range(len(block.names))] if crowded else list(block.names)
    key = (
        "   ".join(f"{letter}  {name}" for letter, name in zip(keys, block.names, strict=True))
        if crowded
        else ""
    )
    explained = lines_of(b.plain(key), context.setting("caption"), context.width) if key else []
    foot = 12.0 + (12.0 if len(block.groups) > 1 else 0.0) + len(explained) * 10.0

    def draw(sheet: Sheet, x: float, y: float) -> None:
        base = y + 14 + HEIGHT
        with sheet.tag(node):
            for tick in range(step, top + 1, step):
                line = base - HEIGHT * tick / top
                sheet.rule(x, line, x + context.width, colour=HAIRLINE)
                sheet.words(x - 4, line + 2.4, f"{tick:,}", size=6.6, colour=SECOND, align="right")
            at = x + 2
            for name, bars in block.groups:
                start = at
                for number, value in enumerate(bars):
                    _bar(
                        sheet, at, base, thick, None if value is None else HEIGHT * value / top, value, block
                    )
                    if number < len(keys):
                        sheet.words(
                            at + thick / 2,
                            base + 8,
                            keys[number],
                            size=NAME,
                            colour=DIM,
                            align="centre",
                        )
                    at += pitch
                if len(block.groups) > 1:
                    sheet.words(start, base + 20, name, size=7.4, colour=NAVY, bold=True)
                at += space
            sheet.rule(x, base, x + context.width, colour=NAVY, width=1.2)
            below = base + (24 if len(block.groups) > 1 else 12)
            draw_lines(sheet, x, below, explained, context.setting("caption"))

    yield Piece(14 + HEIGHT + foot, draw, 4.0, keep=bool(named))


def _bar(
    sheet: Sheet, x: float, base: float, thick: float, height: float | None, value: int | None, block: b.Bars
) -> None:
    if height is None:
        sheet.hatch(x, base - HATCH, thick, HATCH)
        sheet.box(x, base - HATCH, thick, HATCH, edge=DIM, line=0.4)
        sheet.words(x + thick / 2, base - HATCH - 3, block.hidden, size=6.6, colour=SECOND, align="centre")
        return
    sheet.box(x, base - height, thick, height, fill=NAVY)
    words = f"{value:,}"
    sheet.words(x + thick / 2, base - height - 3.2, words, size=6.8, colour=NAVY, bold=True, align="centre")
