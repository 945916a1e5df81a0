"""The anonymised summary as a document: what it is, three totals, tables, bars, method, codebook."""

from __future__ import annotations

from app.summary import Summary, SummaryCell, SummaryTable
from reports import blocks as b
from reports.blocks import Run, Style
from reports.phrases import Phrases
from reports.typography import tie

PAIRED_ROWS = 12  # tables of one kind and at most so many rows stand two by two
CHART = ("age", "year", "sex")


def build(summary: Summary) -> b.Document:
    """The document of a summary, in its language."""
    p = Phrases(summary.language)
    numbers = (*_top(summary, p), *_tables(summary, p), *_quoting(summary, p))
    made = (*_chart(summary, p), *_method(summary, p), *_codebook(summary, p))
    date = summary.date_line.split(".")[0] if summary.language == "en" else summary.date_line
    sample = p.gettext("Sample: the numbers are synthetic and describe nobody.")
    foot = [f"{summary.organisation}." if summary.organisation else "", sample if summary.sample else ""]
    return b.Document(
        language=summary.language,
        title=tie(summary.title),
        handling=summary.handling,
        handling_public=summary.audience == "public",
        organisation=summary.organisation,
        kind=p.gettext("Anonymised summary"),
        running=(tie(summary.title), tie(date)),
        foot=" ".join(part for part in foot if part),
        page=p.catalogue.gettext("Page {page} of {pages}"),
        parts=(b.Part("summary", (*numbers, *made)),),
        sample=p.gettext("synthetic numbers") if summary.sample else None,
    )


def _top(summary: Summary, p: Phrases) -> list[b.Block]:
    figures = tuple(
        (
            p.gettext("{n} of {total}", n=f"{h.value:,}", total=f"{h.of:,}")
            if h.of is not None
            else f"{h.value:,}",
            tie(h.label),
        )
        for h in summary.headlines
    )
    blocks: list[b.Block] = [
        b.Title(tie(summary.title)),
        b.Paragraph(b.plain(tie(summary.date_line)), Style.DATELINE),
        b.Callout(p.gettext("What this is"), b.plain(tie(summary.what_this_is))),
    ]
    return [*blocks, b.BigFigures(figures)] if figures else blocks


def _tables(summary: Summary, p: Phrases) -> list[b.Block]:
    blocks: list[b.Block] = []
    waiting: b.Figure | None = None
    for table in summary.tables:
        figure = _figure(table, summary, p)
        small = not table.columns and len(table.rows) <= PAIRED_ROWS and not _wordy(table)
        if not small:
            blocks.append(figure)
        elif waiting is None:
            waiting = figure
        else:
            blocks.append(b.Columns((waiting,), (figure,), 0.5, 24.0))
            waiting = None
    if waiting is not None:
        blocks.append(waiting)
    if any(cell.hidden for table in summary.tables for cell in _all_cells(table)):
        blocks.append(b.Paragraph(b.plain(tie(summary.hidden_note)), Style.CAPTION))
    return blocks


def _wordy(table: SummaryTable) -> bool:
    return any(len(row) > 34 for row in table.rows)


def _all_cells(table: SummaryTable) -> list[SummaryCell]:
    inner = [cell for row in table.cells for cell in row]
    return [*inner, *table.row_totals, *table.column_totals]


def _figure(table: SummaryTable, summary: Summary, p: Phrases) -> b.Figure:
    body: list[b.Block] = [_grid(table, summary, p)]
    if table.note:
        body.append(b.Paragraph(b.plain(tie(table.note)), Style.CAPTION))
    return b.Figure(
        p.gettext("Table {n}", n=table.number),
        tie(table.title),
        tuple(body),
        summary.unit if table.columns else "",
    )


def _grid(table: SummaryTable, summary: Summary, p: Phrases) -> b.Table:
    total = p.gettext("Total")
    if not table.columns:
        columns: tuple[b.Column, ...] = (
            b.Column(table.heads[0], 3.0),
            b.Column(summary.unit, 1.0, right=True),
        )
        rows = tuple(
            b.Row((b.plain(tie(name)), _cell(cells[0], summary)))
            for name, cells in zip(table.rows, table.cells, strict=True)
        )
        last = b.Row((b.plain(total), b.plain(f"{table.total:,}", tone=b.Tone.NAVY)), total=True)
        return b.Table(columns, (*rows, last))
    columns = (
        b.Column(table.heads[0], 2.4),
        *(b.Column(tie(name), 1.0, right=True) for name in table.columns),
        b.Column(total, 0.9, right=True),
    )
    rows = tuple(
        b.Row(
            (
                b.plain(tie(name)),
                *(_cell(cell, summary) for cell in cells),
                _cell(margin, summary, strong=True),
            )
        )
        for name, cells, margin in zip(table.rows, table.cells, table.row_totals, strict=True)
    )
    margins = tuple(_cell(cell, summary) for cell in table.column_totals)
    last = b.Row((b.plain(total), *margins, b.plain(f"{table.total:,}", tone=b.Tone.NAVY)), total=True)
    return b.Table(columns, (*rows, last), roomy=True)


def _cell(cell: SummaryCell, summary: Summary, *, strong: bool = False) -> b.Cell:
    if cell.hidden:
        return b.Hidden(summary.hidden_word)
    if cell.count is None:
        return b.plain("–", tone=b.Tone.DIM)
    return (Run(f"{cell.count:,}", bold=strong, tone=b.Tone.NAVY if strong else None),)


def _quoting(summary: Summary, p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("How to quote")),
        b.Paragraph((Run(p.gettext("Write:") + " ", bold=True), Run(tie(summary.quote)))),
        b.Paragraph((Run(p.gettext("Do not write:") + " ", bold=True), Run(tie(summary.misquote)))),
    ]


def _chart(summary: Summary, p: Phrases) -> list[b.Block]:
    """Bars of one table: of two kinds where there is one, else of age, year or sex."""
    table = next((t for t in summary.tables if t.columns), None) or next(
        (t for kind in CHART for t in summary.tables if t.dimensions == (kind,)), None
    )
    if table is None:
        return []
    if table.columns:
        groups = tuple(
            (tie(name), tuple(cell.count if cell.possible else 0 for cell in cells))
            for name, cells in zip(table.rows, table.cells, strict=True)
        )
        names = table.columns
    else:
        groups = ((tie(table.title), tuple(cells[0].count for cells in table.cells)),)
        names = table.rows
    word = p.catalogue.pgettext("bar of a hidden number", "h")
    bars = b.Bars(groups, names, word, alt=table.title)
    caption = p.gettext("From the shown cells of table {n} only.", n=table.number)
    if any(value is None for _, values in groups for value in values):
        caption += " " + p.gettext(
            "{sign}: hidden. The hatched box is always the same height: it stands for no number.", sign=word
        )
    body = (bars, b.Paragraph(b.plain(caption), Style.CAPTION))
    return [b.Figure(p.gettext("Figure {n}", n=1), tie(table.title), body)]


def _method(summary: Summary, p: Phrases) -> list[b.Block]:
    items = tuple(
        b.Item((Run(tie(point.lead), bold=True), Run(" " + tie(point.text)))) for point in summary.method
    )
    return [b.Heading(p.gettext("How these numbers were made")), b.Items(items, b.Bullet.NUMBER)]


def _codebook(summary: Summary, p: Phrases) -> list[b.Block]:
    columns = (
        b.Column(p.gettext("Column"), 1.15),
        b.Column(p.gettext("Meaning"), 2.0),
        b.Column(p.gettext("Values"), 3.0),
    )
    rows = tuple(
        b.Row((b.plain(row.column), b.plain(tie(row.meaning)), b.plain(tie(row.values))))
        for row in summary.codebook
    )
    blocks: list[b.Block] = [b.Heading(p.gettext("Codebook")), b.Table(columns, rows)]
    if summary.codebook_line:
        text = (Run(p.gettext("Codebook line:") + " ", bold=True), Run(tie(summary.codebook_line)))
        blocks.append(b.Paragraph(text, Style.SIDE))
    cite = (Run(p.gettext("Cite as:") + " ", bold=True), Run(tie(summary.cite)))
    return [*blocks, b.Paragraph(cite, Style.SIDE)]
