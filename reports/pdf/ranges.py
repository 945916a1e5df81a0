"""The range picture: every claim on one axis from zero, origins first, signs that need no colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports import blocks as b
from reports.pdf.faces import Face
from reports.pdf.palette import (
    DIM,
    GOLD,
    GOLD_TEXT,
    HAIRLINE,
    NAVY,
    RANGE,
    RULE,
    SECOND,
    TEXT,
    WHITE,
)
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.text import Line, Setting

PALE = "#F9F4E6"
ARROW = 18.0
WHY_LEADING = 8.6


@dataclass(frozen=True)
class _Scale:
    """From a number to a place on the axis; `left` is that of zero, in points from the edge."""

    left: float
    points: float
    top: int
    step: int

    def at(self, number: int) -> float:
        return self.left + self.points * number / self.top

    @property
    def ticks(self) -> list[int]:
        return list(range(0, self.top + 1, self.step))


def steps(highest: int) -> tuple[int, int]:
    """The end of an axis from zero and its step: at most four steps of 1, 2 or 5 times a power of ten."""
    highest = max(highest, 1)
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            count = -(-highest // step)
            if count <= 4:
                return step * count, step
        size *= 10


@dataclass(frozen=True)
class _Look:
    """Places of the picture's columns, from its left edge, and sizes of its text."""

    label: float
    claimant: float
    axis: float
    points: float
    figure: float
    why: float
    size: float
    leading: float
    row: float

    @classmethod
    def of(cls, block: b.RangePicture, context: Context) -> _Look:
        width, scale = context.width, context.scale
        if block.compact:
            return cls(0, 0, 107.6, 115.0, width, width, 7.0 * scale, 8.6 * scale, 11.4 * scale)
        return cls(0, 20.2, 160.4, 141.5, width - 90.5, width - 77.5, 7.3, 9.4, 14.15)


def picture(block: b.RangePicture, context: Context) -> Iterator[Piece]:
    """The picture as one strip."""
    look = _Look.of(block, context)
    values = [value for row in block.rows for value in (row.low, row.high) if value is not None]
    if block.individuals:
        values.append(block.individuals[1])
    top, step = steps(max(values, default=1))
    scale = _Scale(look.axis, look.points, top, step)
    rows = [(row, _claimant(row, block, look, context)) for row in block.rows]
    heights = [
        max(look.row, len(lines) * look.leading + 4.4, _why_height(row, block, look, context))
        for row, lines in rows
    ]
    head = look.leading + (3.0 if block.compact else 5.4)
    below = 0.0
    if block.individuals:
        below += 7.0 + look.row + 2.0
    if block.legend:
        below += 15.0
    node = context.root.add("Figure", alt=block.alt)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            _head(sheet, x, y, head, block, look, scale, context)
            _band(sheet, x, y + head, block, scale, [row for row, _ in rows], heights)
            at = y + head
            for (row, lines), height in zip(rows, heights, strict=True):
                _row(sheet, x, at, height, row, lines, block, look, scale, context)
                at += height
                _under(sheet, x, at, row, block, context)
            if block.individuals:
                at = _individuals(sheet, x, at + 7.0, block.individuals, look, scale, context)
            if block.legend:
                _legend(sheet, x, at + 9.5, block.legend)

    yield Piece(head + sum(heights) + below, draw, 1.5 if block.compact else 2.0, keep=True)


def _why_height(row: b.RangeRow, block: b.RangePicture, look: _Look, context: Context) -> float:
    return 0.0 if block.compact else len(why_lines(row, look, context)) * WHY_LEADING + 3.0


def _claimant(row: b.RangeRow, block: b.RangePicture, look: _Look, context: Context) -> list[Line]:
    text = f"{row.claimant}, {row.label}" if block.compact else row.claimant
    setting = Setting(Face("sans", look.size, look.leading), context.language)
    return lines_of(b.plain(text), setting, look.axis - look.claimant - 7)


def _head(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    block: b.RangePicture,
    look: _Look,
    scale: _Scale,
    context: Context,
) -> None:
    line = y + baseline(look.leading, look.size)
    for tick in scale.ticks:
        sheet.words(x + scale.at(tick), line, f"{tick:,}", size=look.size - 0.7, colour=DIM, align="centre")
    if block.compact:
        sheet.rule(x, y + height, x + context.width, colour=RULE)
        return
    claimant, figure, origin, _ = block.heads
    sheet.words(x, line, claimant, size=look.size, colour=NAVY, bold=True)
    sheet.words(x + look.figure, line, figure, size=look.size, colour=NAVY, bold=True, align="right")
    sheet.words(x + look.why, line, origin, size=look.size, colour=NAVY, bold=True)
    sheet.rule(x, y + height, x + context.width, colour=NAVY, width=0.8)


def _band(
    sheet: Sheet,
    x: float,
    y: float,
    block: b.RangePicture,
    scale: _Scale,
    rows: list[b.RangeRow],
    heights: list[float],
) -> None:
    """The reported range behind the rows, paler behind those that are no origin; then the grid."""
    total = sum(heights)
    if block.low is not None and block.high is not None and block.high > block.low:
        at = y
        for row, height in zip(rows, heights, strict=True):
            left, right = x + scale.at(block.low), x + scale.at(block.high)
            sheet.box(left, at, right - left, height, fill=RANGE if row.origin else PALE)
            at += height
    for tick in scale.ticks:
        sheet.stroke(x + scale.at(tick), y, x + scale.at(tick), y + total, colour=HAIRLINE)


def _row(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    row: b.RangeRow,
    lines: list[Line],
    block: b.RangePicture,
    look: _Look,
    scale: _Scale,
    context: Context,
) -> None:
    setting = Setting(Face("sans", look.size, look.leading), context.language)
    line = y + height / 2 + look.size * 0.36
    if not block.compact:
        colour = NAVY if row.origin else SECOND
        sheet.words(x, line, row.label, size=look.size, colour=colour, bold=row.origin)
    draw_lines(sheet, x + look.claimant, y + (height - len(lines) * look.leading) / 2, lines, setting)
    _sign(sheet, x, y + height / 2, row, block, scale)
    colour, strong = (NAVY, True) if row.origin else (SECOND, False)
    sheet.words(x + look.figure, line, row.figure, size=look.size, colour=colour, bold=strong, align="right")
    if not block.compact:
        words = why_lines(row, look, context)
        top = y + (height - len(words) * WHY_LEADING) / 2
        setting = why_setting(row, context)
        draw_lines(sheet, x + look.why, top, words, setting)


def why_setting(row: b.RangeRow, context: Context) -> Setting:
    """How the reason is set: bold for an origin."""
    tone = b.Tone.NAVY if row.origin else b.Tone.SECOND
    return Setting(Face("sans", 7.0, WHY_LEADING, row.origin, tone), context.language)


def why_lines(row: b.RangeRow, look: _Look, context: Context) -> list[Line]:
    """Whether and why a claim is an origin, in its column."""
    return lines_of(b.plain(row.why), why_setting(row, context), context.width - look.why)


def _under(
    sheet: Sheet, x: float, y: float, row: b.RangeRow, block: b.RangePicture, context: Context
) -> None:
    rows = block.rows
    at = rows.index(row)
    ends = row.origin and at + 1 < len(rows) and not rows[at + 1].origin
    last = at + 1 == len(rows)
    sheet.rule(x, y, x + context.width, colour=RULE if ends or (block.compact and last) else HAIRLINE)


def _sign(
    sheet: Sheet, x: float, middle: float, row: b.RangeRow, block: b.RangePicture, scale: _Scale
) -> None:
    number = row.low if row.low is not None else row.high
    if number is None:
        word, slant = block.heads[3], sheet.language == "en"  # Hangul has no italics
        sheet.words(x + scale.left + 2.5, middle + 2.5, word, size=6.8, colour=DIM, slant=slant)
        return
    at = x + scale.at(number)
    if row.qualifier == "up_to" or row.low is None:
        stop(sheet, x + scale.left, at, middle)
        return
    if row.high is not None and row.high > number:
        sheet.stroke(at, middle, x + scale.at(row.high), middle, colour=NAVY, width=1.4)
        dot(sheet, x + scale.at(row.high), middle, filled=row.origin)
    if row.qualifier in ("more_than", "at_least"):
        arrow(sheet, at, middle)
    dot(sheet, at, middle, filled=row.origin)


def dot(sheet: Sheet, x: float, y: float, *, filled: bool) -> None:
    """Filled: an origin of its own; hollow: not an origin."""
    sheet.circle(x, y, 2.7, fill=NAVY if filled else WHITE, edge=NAVY, line=1.1)


def arrow(sheet: Sheet, x: float, y: float, length: float = ARROW) -> None:
    """More than: the true number lies to the right."""
    sheet.stroke(x, y, x + length - 3, y, colour=NAVY, width=1.0)
    sheet.polygon([(x + length, y), (x + length - 4, y - 1.8), (x + length - 4, y + 1.8)], fill=NAVY)


def stop(sheet: Sheet, x: float, to: float, y: float) -> None:
    """Up to: a bar from zero with an end stop."""
    sheet.fade(x, y - 1.4, to - x, 2.8)
    sheet.stroke(to, y - 4.2, to, y + 4.2, colour=NAVY, width=1.4)


def _individuals(
    sheet: Sheet,
    x: float,
    y: float,
    individuals: tuple[str, int, str],
    look: _Look,
    scale: _Scale,
    context: Context,
) -> float:
    words, count, remark = individuals
    sheet.rule(x, y, x + context.width, colour=NAVY, width=0.8)
    line = y + look.row / 2 + look.size * 0.36 + 0.6
    sheet.words(x + look.claimant, line, words, size=look.size, colour=GOLD_TEXT, bold=True)
    square(sheet, x + scale.at(count), line - look.size * 0.36)
    sheet.words(
        x + look.figure, line, f"{count:,}", size=look.size, colour=GOLD_TEXT, bold=True, align="right"
    )
    sheet.words(x + look.why, line, remark, size=look.size, colour=SECOND)
    sheet.rule(x, y + look.row + 1.6, x + context.width, colour=HAIRLINE)
    return y + look.row + 1.6


def square(sheet: Sheet, x: float, y: float) -> None:
    """Our individuals: gold with a dark outline."""
    sheet.box(x - 2.0, y - 4.4, 4.2, 8.8, fill=GOLD, edge=TEXT, line=0.8)


def _legend(sheet: Sheet, x: float, y: float, words: tuple[str, ...]) -> None:
    at = x + 3
    for number, word in enumerate(words):
        middle = y - 2.4
        if number in (0, 1):
            dot(sheet, at, middle, filled=number == 0)
            at += 6.0
        elif number == 2:
            arrow(sheet, at - 2, middle, 13.0)
            at += 14.0
        elif number == 3:
            stop(sheet, at - 2, at + 10, middle)
            at += 14.0
        elif number == 4:
            sheet.box(at - 2, middle - 3, 10, 6, fill=RANGE, edge=RULE, line=0.4)
            at += 12.0
        else:
            sheet.box(at - 1, middle - 4.2, 3.8, 8.4, fill=GOLD, edge=TEXT, line=0.7)
            at += 7.0
        at += sheet.words(at, y, word, size=6.9, colour=SECOND) + 12.0
