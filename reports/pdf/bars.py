"""Bars from shown cells only; a hidden one is a hatched box of constant height that stands for no number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports import blocks as b
from reports.pdf import fonts
from reports.pdf.faces import Face
from reports.pdf.palette import DIM, HAIRLINE, NAVY, SECOND
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.ranges import steps
from reports.pdf.sheet import Sheet
from reports.pdf.tags import Node
from reports.pdf.text import Line, Setting

ABOVE, HATCH, SPACE = 14.0, 11.0, 16.0
NAME = 6.3  # size of the names under bars
GROUP = 84.0  # a group narrower than that would not hold its name: the groups then stand in rows
THICKEST = 34.0


@dataclass(frozen=True)
class _Row:
    """Groups that stand side by side on one scale, with the lines of their names."""

    groups: tuple[tuple[str, tuple[int | None, ...]], ...]
    names: tuple[tuple[Line, ...], ...]
    setting: Setting
    width: float  # of one group, with the space after it
    height: float  # of the tallest bar
    top: int
    step: int


def picture(block: b.Bars, context: Context) -> Iterator[Piece]:
    """The bars, in as many rows as the names of the groups need; all rows on one scale."""
    values = [value for _, bars in block.groups for value in bars if value is not None]
    top, step = steps(max(values, default=1))
    several = len(block.groups) > 1
    beside = max(1, min(len(block.groups), int((context.width + SPACE) // GROUP)))
    beside = -(-len(block.groups) // -(-len(block.groups) // beside))  # rows of even length
    width = (context.width + (SPACE if several else 0.0)) / beside
    height = 120.0 if len(block.groups) <= beside else 78.0
    setting = Setting(Face("sans", 7.2, 8.8, bold=True, tone=b.Tone.NAVY), context.language)
    node = context.root.add("Figure", alt=block.alt)
    for first in range(0, len(block.groups), beside):
        groups = block.groups[first : first + beside]
        names = tuple(
            tuple(lines_of(b.plain(name), setting, width - SPACE + 4)) if several else ()
            for name, _ in groups
        )
        yield _piece(_Row(groups, names, setting, width, height, top, step), block, context, node)
    yield from _key(block, context, width)


def _pitch(row: _Row) -> float:
    count = max(len(bars) for _, bars in row.groups)
    room = row.width - (SPACE if row.names[0] else 0.0)
    return min(room / max(count, 1), 72.0)


def _crowded(block: b.Bars, context: Context, pitch: float) -> bool:
    """Whether the names of the bars do not fit under them: then they get letters, explained below."""
    return any(fonts.measure(name, "sans", context.language, NAME) > pitch - 3 for name in block.names)


def _piece(row: _Row, block: b.Bars, context: Context, node: Node) -> Piece:
    pitch = _pitch(row)
    letters = _crowded(block, context, pitch)
    keys = [chr(ord("a") + at) for at in range(len(block.names))] if letters else list(block.names)
    lines = max(len(name) for name in row.names)
    height = ABOVE + row.height + 12.0 + lines * row.setting.face.leading + (2.0 if lines else 0.0)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        base = y + ABOVE + row.height
        with sheet.tag(node):
            for tick in range(row.step, row.top + 1, row.step):
                line = base - row.height * tick / row.top
                sheet.rule(x, line, x + context.width, colour=HAIRLINE)
                sheet.words(x - 4, line + 2.4, f"{tick:,}", size=6.6, colour=SECOND, align="right")
            for at, (_, bars) in enumerate(row.groups):
                left = x + 2 + at * row.width
                _group(sheet, left, base, bars, keys, pitch, row, block)
                draw_lines(sheet, left, base + 12.0, list(row.names[at]), row.setting)
            sheet.rule(x, base, x + context.width, colour=NAVY, width=1.2)

    return Piece(height, draw, 4.0, keep=True)


def _group(
    sheet: Sheet,
    left: float,
    base: float,
    bars: tuple[int | None, ...],
    keys: list[str],
    pitch: float,
    row: _Row,
    block: b.Bars,
) -> None:
    thick = min(pitch * 0.8, THICKEST)
    for number, value in enumerate(bars):
        x = left + number * pitch
        if value is None:
            _hidden(sheet, x, base, thick, block.hidden)
        else:
            _bar(sheet, x, base, thick, row.height * value / row.top, value)
        if number < len(keys):
            sheet.words(x + thick / 2, base + 8, keys[number], size=NAME, colour=DIM, align="centre")


def _hidden(sheet: Sheet, x: float, base: float, thick: float, word: str) -> None:
    sheet.hatch(x, base - HATCH, thick, HATCH)
    sheet.box(x, base - HATCH, thick, HATCH, edge=DIM, line=0.4)
    sheet.words(x + thick / 2, base - HATCH - 3, word, size=6.6, colour=SECOND, align="centre")


def _bar(sheet: Sheet, x: float, base: float, thick: float, height: float, value: int) -> None:
    sheet.box(x, base - height, thick, height, fill=NAVY)
    middle, above = x + thick / 2, base - height - 3.2
    sheet.words(middle, above, f"{value:,}", size=6.8, colour=NAVY, bold=True, align="centre")


def _key(block: b.Bars, context: Context, width: float) -> Iterator[Piece]:
    """What the letters under the bars stand for."""
    room = width - (SPACE if len(block.groups) > 1 else 0.0)
    count = max((len(bars) for _, bars in block.groups), default=1)
    if not _crowded(block, context, min(room / max(count, 1), 72.0)):
        return
    said = "; ".join(f"{chr(ord('a') + at)}: {name}" for at, name in enumerate(block.names))
    setting = context.setting("caption")
    lines = lines_of(b.plain(said), setting, context.width)
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            draw_lines(sheet, x, y, lines, setting)

    yield Piece(len(lines) * setting.face.leading, draw, 2.0, keep=True)
