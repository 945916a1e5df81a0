"""What is filled in or typed again by hand: cells of a key, lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports import blocks as b
from reports.pdf.palette import NAVY, RULE, SECOND, TEXT
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.sheet import Sheet, baseline

INSET, LABEL = 21.7, 13.0  # from the box to the number of a group, from there to its first cell
GROUP_STEP = 36.0  # from one row of groups down to the next
NOTE_LEFT = 152.0


@dataclass(frozen=True)
class _Cells:
    """How groups are set: so many a row, width and pitch of the cells, size of the letters in points."""

    row: int
    cell: float
    pitch: float
    size: float

    def draw(self, sheet: Sheet, x: float, line: float, text: str, colour: str) -> None:
        """Characters one by one above short lines, so that none is taken for two or left out."""
        for at, char in enumerate(text):
            left, middle = x + at * self.pitch, x + at * self.pitch + self.cell / 2
            sheet.words(middle, line, char, size=self.size, colour=colour, bold=True, align="centre")
            sheet.rule(left, line + 5.6, left + self.cell, colour=RULE, width=0.7)


KEY, SHARE, CHECK = _Cells(4, 14.6, 18.0, 19.0), _Cells(5, 12.6, 15.2, 16.5), _Cells(1, 14.6, 18.0, 15.0)


def key_cells(block: b.KeyCells, context: Context) -> Iterator[Piece]:
    """The key in a box: two rows of groups, under a hairline the check group and how to read it."""
    cells = KEY if len(block.groups) <= 2 * KEY.row else SHARE
    rows = -(-len(block.groups) // cells.row)
    divider = 47.0 + (rows - 1) * GROUP_STEP
    height = divider + 40.5
    note = context.setting("side")
    lines = lines_of(b.plain(block.note), note, context.width - NOTE_LEFT - INSET)
    group = LABEL + 3 * cells.pitch + cells.cell
    step = (context.width - 2 * INSET - group) / (cells.row - 1)
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.box(x, y, context.width, height, edge=NAVY, line=1.2, round_=2.6)
            sheet.rule(x + INSET, y + divider, x + context.width - INSET, colour=RULE)
        for at, text in enumerate(block.groups):
            left = x + INSET + at % cells.row * step
            line = y + 32.8 + at // cells.row * GROUP_STEP
            with sheet.tag(node):
                sheet.words(left, line - 0.5, str(at + 1), size=7.8, colour=SECOND)
                cells.draw(sheet, left + LABEL, line, text, TEXT)
        with sheet.tag(node):
            line = y + divider + 22.6
            sheet.words(x + INSET, line, block.check_label, size=7.8, colour=SECOND)
            CHECK.draw(sheet, x + INSET + 36.0, line, block.check, SECOND)
            top = y + divider + (40.5 - len(lines) * note.face.leading) / 2
            draw_lines(sheet, x + NOTE_LEFT, top, lines, note)

    yield Piece(height, draw, 9.0)


def blanks(block: b.Blanks, context: Context) -> Iterator[Piece]:
    """Labels with what is known, or a line to write on."""
    total = sum(item.share for item in block.items)
    label, filled = context.setting("blank"), context.setting("filled")
    gap = 14.0
    node = context.root.add("P")
    height = label.face.leading if block.beside else label.face.leading + filled.face.leading + 3.0

    def draw(sheet: Sheet, x: float, y: float) -> None:
        at = x
        for item in block.items:
            wide = (context.width + gap) * item.share / total
            line = y + baseline(label.face.leading, label.face.size)
            under = y + label.face.leading + baseline(filled.face.leading, filled.face.size)
            with sheet.tag(node):
                after = at + sheet.words(at, line, item.label, size=label.face.size, colour=SECOND) + 5.0
                if item.value:
                    size = filled.face.size
                    sheet.words(at, under, item.value, size=size, colour=TEXT, bold=item.strong)
            if not item.value:
                with sheet.tag(None):
                    start, foot = (after, line + 2.0) if block.beside else (at, under + 4.0)
                    sheet.rule(start, foot, at + wide - gap, colour=TEXT, width=0.6)
            at += wide

    yield Piece(height, draw, 8.0 if block.beside else 23.0)
