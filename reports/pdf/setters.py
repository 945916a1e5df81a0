"""Which function sets which block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from reports import blocks as b
from reports.pdf import bars, border, forms, paper, prose, ranges, tables, timeline
from reports.pdf.palette import GOLD_TEXT, NAVY, PAGE_HEIGHT, PAGE_WIDTH, RULE, SECOND
from reports.pdf.pieces import Context, Draw, Piece, draw_stack, stack_height
from reports.pdf.sheet import Sheet, baseline

PANEL_MARGIN = 30.0

_SETTERS: dict[type, Any] = {
    b.Title: prose.title,
    b.Paragraph: prose.prose,
    b.Facts: prose.facts,
    b.Callout: prose.callout,
    b.Heading: prose.heading,
    b.Lead: prose.lead,
    b.Items: prose.items,
    b.Dated: prose.dated,
    b.BigFigures: prose.big_figures,
    b.Table: tables.table,
    b.RangePicture: ranges.picture,
    b.Timeline: timeline.picture,
    b.Bars: bars.picture,
    b.KeyCells: paper.key_cells,
    b.Blanks: paper.blanks,
    b.FormTitle: forms.title,
    b.Notice: forms.notice,
    b.Answers: forms.answers,
    b.Entry: forms.entry,
    b.Grid: forms.grid,
}


def pieces(blocks: Iterable[b.Block], context: Context) -> Iterator[Piece]:
    """Blocks as pieces, one after another."""
    for block in blocks:
        if isinstance(block, b.Figure):
            yield from _figure(block, context)
        elif isinstance(block, b.Columns):
            yield from _columns(block, context)
        elif isinstance(block, b.Panels):
            yield _panels(block, context)
        elif isinstance(block, b.MapPicture):
            yield from _map(block, context)
        else:
            made: Iterator[Piece] = _SETTERS[type(block)](block, context)
            yield from made


def _figure(block: b.Figure, context: Context) -> Iterator[Piece]:
    """The label in gold, the title in navy, what it counts at the right; then the body."""
    if context.look == "summary":
        yield Piece(0.0, _rules(((0.0, context.width),)), 14.0, keep=True, only_inside=True)
    face = replace(context.faces["heading"], size=9.2, leading=12.6)
    node = context.root.add("H3")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        line = y + baseline(face.leading, face.size)
        with sheet.tag(node):
            at = x + sheet.words(x, line, block.label, size=face.size, colour=GOLD_TEXT, bold=True)
            at += face.size * 0.66
            sheet.words(at, line, block.title, size=face.size, colour=NAVY, bold=True)
            if block.aside:
                sheet.words(x + context.width, line, block.aside, size=7.2, colour=SECOND, align="right")

    yield Piece(face.leading, draw, 10.0 if context.look == "figures" else 4.0, keep=True)
    yield from pieces(block.body, context)


def _rules(spans: tuple[tuple[float, float], ...]) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            for start, end in spans:
                sheet.rule(x + start, y, x + end, colour=RULE)

    return draw


def _columns(block: b.Columns, context: Context) -> Iterator[Piece]:
    """Two columns as one strip; where a page cannot hold them, one after the other."""
    left_width = (context.width - block.gap) * block.share
    right_width = context.width - block.gap - left_width
    left = list(pieces(block.left, replace(context, width=left_width)))
    right = list(pieces(block.right, replace(context, width=right_width, marks=0.0)))
    if left and left[0].only_inside:
        spans = ((0.0, left_width), (left_width + block.gap, context.width))
        yield replace(left[0], draw=_rules(spans if context.look == "sheet" else ((0.0, context.width),)))
    left, right = _inside(left), _inside(right)
    height = max(stack_height(left), stack_height(right))
    if height > 640:
        yield from left
        yield from right
        return
    notes = tuple(note for piece in (*left, *right) for note in piece.notes)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        draw_stack(sheet, x, y, left)
        draw_stack(sheet, x + left_width + block.gap, y, right)

    gap = max((column[0].gap for column in (left, right) if column), default=0.0)
    yield Piece(height, draw, gap, notes=notes)


def _panels(block: b.Panels, context: Context) -> Piece:
    """Panels in the quarters of the page, with hairlines where it is folded."""
    wide, high = PAGE_WIDTH / 2, PAGE_HEIGHT / 2
    inner = replace(context, width=wide - 2 * PANEL_MARGIN)
    made = [list(pieces(panel, inner)) for panel in block.panels]

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.stroke(x + wide, y, x + wide, y + 2 * high, colour=RULE, dash=(3.0, 3.0))
            sheet.stroke(x, y + high, x + 2 * wide, y + high, colour=RULE, dash=(3.0, 3.0))
        for at, panel in enumerate(made):
            left, top = x + at % 2 * wide + PANEL_MARGIN, y + at // 2 * high + PANEL_MARGIN
            with sheet.tag(None):
                sheet.box(left, top - 6.0, inner.width, 2.4, fill=NAVY)
            draw_stack(sheet, left, top + 2.0, panel)

    tallest = max(stack_height(panel) for panel in made)
    return Piece(2 * high + max(0.0, tallest + 2 * PANEL_MARGIN - high), draw)


def _inside(column: list[Piece]) -> list[Piece]:
    return column[1:] if column and column[0].only_inside else column


def _map(block: b.MapPicture, context: Context) -> Iterator[Piece]:
    """The map with the table of its places beside it."""
    gap = 14.0
    wide = (context.width - gap) * 0.6985
    narrow = context.width - gap - wide
    beside = list(pieces(block.aside, replace(context, width=narrow)))
    drawn = border.chart(block, context, wide)
    height = max(drawn.height, stack_height(beside))

    def draw(sheet: Sheet, x: float, y: float) -> None:
        drawn.draw(sheet, x, y)
        draw_stack(sheet, x + wide + gap, y - 1.5, beside)

    yield Piece(height, draw, 3.0)
