"""Tables: a row is one strip, its head comes again on each page; rows stream, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports import blocks as b
from reports.pdf.palette import DIM, HAIRLINE, NAVY, RULE, WHITE
from reports.pdf.pieces import Context, Draw, Piece, draw_lines, lines_of, notes_of
from reports.pdf.prose import marked
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.tags import Node
from reports.pdf.text import Line, Setting

GAP = 8.0
TALL = 14  # lines of a row that may not be cut; a longer row is cut into strips of so many
HIDDEN_WIDTH, HIDDEN_HEIGHT = 35.0, 13.4


@dataclass(frozen=True)
class _Grid:
    """Left and right edge of each column, from the left edge of the table."""

    spans: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, columns: tuple[b.Column, ...], width: float) -> _Grid:
        total = sum(column.share for column in columns)
        at, spans = 0.0, []
        for number, column in enumerate(columns):
            end = at + width * column.share / total
            last = number == len(columns) - 1
            spans.append((at, end if last else end - GAP))
            at = end
        return cls(tuple(spans))


def table(block: b.Table, context: Context) -> Iterator[Piece]:
    """The pieces of a table: head (if any column has one), then a row each."""
    setting = context.setting("table")
    grid = _Grid.of(block.columns, context.width)
    node = context.root.add("Table")
    pad = _padding(block, context)
    head = _head(block, context, grid, node) if any(column.head for column in block.columns) else None
    if head is not None:
        yield head
    again = replace(head, draw=_untagged(head.draw)) if head is not None else None
    for number, row in enumerate(block.rows):
        for piece in _row(row, block, context, grid, setting, node.add("TR"), pad):
            yield replace(piece, again=again, gap=0.0 if head or number else 2.0)


def _padding(block: b.Table, context: Context) -> float:
    if context.look == "summary":
        return 4.5 if block.roomy else 2.6
    if context.look == "annex":
        return 1.9
    roomy = 2.2 if context.language == "en" else 1.9
    return roomy if block.roomy else 1.35


def _untagged(draw: Draw) -> Draw:
    """A repeated head is decoration for whoever listens to the document."""

    def again(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            draw(sheet, x, y)

    return again


def _head(block: b.Table, context: Context, grid: _Grid, node: Node) -> Piece:
    setting = context.setting("table")
    row = node.add("TR")
    cells = [row.add("TH", scope="Column") for _ in block.columns]
    lines = [
        lines_of(b.bold(column.head, tone=b.Tone.NAVY), setting, end - start)
        for column, (start, end) in zip(block.columns, grid.spans, strict=True)
    ]
    most = max(len(each) for each in lines)
    leading = setting.face.leading
    height = most * leading + 3.6

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for column, cell, each, (start, end) in zip(block.columns, cells, lines, grid.spans, strict=True):
            top = y + 0.6 + (most - len(each)) * leading
            with sheet.tag(cell):
                draw_lines(sheet, x + start, top, each, setting, right=x + end if column.right else None)
        with sheet.tag(None):
            sheet.rule(x, y + height - 0.6, x + context.width, colour=NAVY, width=0.8)

    return Piece(height, draw, 5.0, keep=True)


def _row(
    row: b.Row, block: b.Table, context: Context, grid: _Grid, setting: Setting, node: Node, pad: float
) -> Iterator[Piece]:
    if row.group:
        yield _group(row, context, setting, node)
        return
    lines = [
        [] if isinstance(cell, b.Hidden) else lines_of(_stressed(cell, row), setting, end - start)
        for cell, (start, end) in zip(row.cells, grid.spans, strict=True)
    ]
    notes = tuple(note for cell in row.cells if not isinstance(cell, b.Hidden) for note in notes_of(cell))
    most = max((len(each) for each in lines), default=1) or 1
    cells = [node.add("TD") for _ in row.cells]
    before = marked(row.sign, context, setting)
    step = most if most <= TALL else TALL
    for first in range(0, most, step):
        part = [each[first : first + step] for each in lines]
        last = first + step >= most
        yield _strip(
            part,
            row,
            block,
            context,
            grid,
            setting,
            cells,
            pad,
            before if not first else None,
            last,
            notes if not first else (),
        )


def _stressed(cell: b.Text, row: b.Row) -> b.Text:
    return tuple(replace(run, bold=True) for run in cell) if row.total else cell


def _strip(
    lines: list[list[Line]],
    row: b.Row,
    block: b.Table,
    context: Context,
    grid: _Grid,
    setting: Setting,
    cells: list[Node],
    pad: float,
    before: Draw | None,
    last: bool,
    notes: tuple[int, ...],
) -> Piece:
    most = max((len(each) for each in lines), default=1) or 1
    height = most * setting.face.leading + 2 * pad

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if before is not None:
            before(sheet, x, y + pad)
        for number, (start, end) in enumerate(grid.spans):
            cell = row.cells[number]
            if isinstance(cell, b.Hidden):
                with sheet.tag(cells[number]):
                    hidden(sheet, x + end + 4, y + pad + setting.face.leading / 2, cell.word)
                continue
            if not lines[number]:
                continue
            right = x + end if block.columns[number].right else None
            with sheet.tag(cells[number]):
                draw_lines(sheet, x + start, y + pad, lines[number], setting, right=right)
        with sheet.tag(None):
            if row.total:
                sheet.rule(x, y, x + context.width, colour=NAVY, width=0.8)
            if last:
                colour = RULE if row.total else HAIRLINE
                sheet.rule(x, y + height, x + context.width, colour=colour)

    return Piece(height, draw, notes=notes)


def _group(row: b.Row, context: Context, setting: Setting, node: Node) -> Piece:
    cell = row.cells[0]
    text: b.Text = () if isinstance(cell, b.Hidden) else cell
    lines = lines_of(tuple(replace(run, bold=True, tone=b.Tone.NAVY) for run in text), setting, context.width)
    height = len(lines) * setting.face.leading + 5.0
    head = node.add("TH", scope="Row")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(head):
            draw_lines(sheet, x, y + 2.6, lines, setting)
        with sheet.tag(None):
            sheet.rule(x, y + height, x + context.width, colour=RULE)

    return Piece(height, draw, keep=True)


def hidden(sheet: Sheet, right: float, middle: float, word: str) -> None:
    """The hatched box of a number that is not published, its right edge at `right`."""
    left, top = right - HIDDEN_WIDTH, middle - HIDDEN_HEIGHT / 2
    sheet.hatch(left, top, HIDDEN_WIDTH, HIDDEN_HEIGHT)
    sheet.box(left + 4.4, top + 2.2, HIDDEN_WIDTH - 8.8, HIDDEN_HEIGHT - 4.4, fill=WHITE)
    line = middle + baseline(0.0, 6.8)
    sheet.words(left + HIDDEN_WIDTH / 2, line, word, size=6.8, colour=DIM, align="centre")
