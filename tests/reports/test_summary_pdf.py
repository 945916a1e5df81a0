"""The summary as PDF: hidden cells alike, totals printed, nothing that depends on a hidden cell."""

from __future__ import annotations

import pytest

from app.summary import Summary
from reports import blocks as b
from reports.pdf.setters import pieces
from reports.render import render
from reports.summary_pdf import build
from tests.reports.conftest import pages_of, squeezed
from tests.reports.summaries import summary


def grids(document: b.Document) -> list[b.Table]:
    """The tables of numbers."""
    found: list[b.Table] = []
    todo: list[object] = list(document.parts)
    while todo:
        value = todo.pop(0)
        if isinstance(value, b.Table) and any(column.right for column in value.columns):
            found.append(value)
        elif isinstance(value, tuple):
            todo = [*value, *todo]
        elif hasattr(value, "__dataclass_fields__"):
            todo = [*(getattr(value, key) for key in value.__dataclass_fields__), *todo]
    return found


def hidden_in(made: Summary) -> int:
    return sum(
        cell.hidden
        for table in made.tables
        for row in (*table.cells, table.row_totals if table.columns else (), table.column_totals)
        for cell in row
    )


@pytest.mark.parametrize("by", [(), ("sex",), ("age", "sex")])
def test_every_hidden_cell_is_a_hatched_one_and_every_other_is_printed(by: tuple[str, ...]) -> None:
    made = summary(*by)
    tables = grids(build(made))
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    assert sum(isinstance(cell, b.Hidden) for cell in cells) == hidden_in(made)
    assert len(tables) == len(made.tables)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_summary_reads_out_whole(language: str) -> None:
    made = summary(language=language)
    text = squeezed("".join(pages_of(render(build(made), "pdf"))))
    said = [made.title, made.what_this_is, made.quote, made.misquote, made.cite, made.codebook_line]
    said += [point.text for point in made.method] + [row.values for row in made.codebook]
    for words in said:
        assert squeezed(words) in text
    assert f"{made.total:,}" in text
    assert made.hidden_word in text


def test_a_partner_summary_is_not_public() -> None:
    document = build(summary(audience="partner", sample=False))
    assert not document.handling_public
    assert document.sample is None


def test_bars_stand_for_shown_cells_alone() -> None:
    made = summary("age", "sex")
    [bars] = [block for part in build(made).parts for block in _bars(part.blocks)]
    shown = {value for _, values in bars.groups for value in values if value}
    printed = {cell.count for table in made.tables for row in table.cells for cell in row if cell.count}
    assert shown == printed
    assert any(value is None for _, values in bars.groups for value in values)


def _bars(blocks: tuple[b.Block, ...]) -> list[b.Bars]:
    return [
        inner
        for block in blocks
        if isinstance(block, b.Figure)
        for inner in block.body
        if isinstance(inner, b.Bars)
    ]


def test_there_is_a_setter_for_every_block() -> None:
    assert callable(pieces)
