"""A summary as one long table for data files: a row a cell, `total` where all are counted."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import catalogue
from app.summary import Summary, SummaryCell, SummaryTable
from app.summary_text import COUNT

TOTAL = "total"


def header(summary: Summary) -> tuple[str, ...]:
    """The columns: every dimension of the release, then the count."""
    return (*dimensions(summary), COUNT)


def dimensions(summary: Summary) -> tuple[str, ...]:
    """Every dimension of the release, each once, in the order of its tables."""
    return tuple(dict.fromkeys(dim for table in summary.tables for dim in table.dimensions))


def rows(summary: Summary) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """Labels by dimension and the count, None where hidden; everybody first, impossible cells left out."""
    columns = dimensions(summary)
    yield (TOTAL,) * len(columns), summary.total
    for table in summary.tables:
        for labels, cell in _cells(table):
            if cell.possible:
                yield tuple(labels.get(dim, TOTAL) for dim in columns), cell.count


def _cells(table: SummaryTable) -> Iterator[tuple[dict[str, str], SummaryCell]]:
    """Its cells row by row; of two dimensions the totals of rows and of columns after them."""
    first = table.dimensions[0]
    if not table.columns:
        yield from (({first: row}, cells[0]) for row, cells in zip(table.rows, table.cells, strict=True))
        return
    second = table.dimensions[1]
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            yield {first: row, second: column}, cell
    yield from (({first: row}, cell) for row, cell in zip(table.rows, table.row_totals, strict=True))
    yield from (({second: c}, cell) for c, cell in zip(table.columns, table.column_totals, strict=True))


def about(summary: Summary) -> Iterator[tuple[str, str]]:
    """What goes with the numbers: a heading and its text, line by line."""
    _ = catalogue(summary.language).gettext
    if summary.sample:
        yield "SAMPLE", _("The people of this summary are invented.")
    yield _("Title"), summary.title
    yield _("Use"), summary.handling
    yield _("Date"), summary.date_line
    yield _("What this is"), summary.what_this_is
    yield _("Write"), summary.quote
    yield _("Do not write"), summary.misquote
    for number, point in enumerate(summary.method, 1):
        yield _("Method {n}").format(n=number), f"{point.lead} {point.text}"
    yield _("Hidden"), summary.hidden_note
    yield _("Codebook line"), summary.codebook_line
    yield _("Cite as"), summary.cite
