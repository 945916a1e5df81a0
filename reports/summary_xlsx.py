"""A summary as a workbook: its tables as printed, the same as data, codebook and method."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from app.i18n import catalogue
from app.summary import Summary, SummaryCell, SummaryTable
from reports.summary_long import about, header, rows

_THEN = (1980, 1, 1, 0, 0, 0)
_SETTINGS = {
    "in_memory": True,  # else each sheet is written in the clear to a temporary folder
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(summary: Summary) -> bytes:
    """The workbook; nothing in it says when, where or by whom it was made. The same summary, same bytes."""
    _ = catalogue(summary.language).gettext
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SETTINGS)
    book.set_properties({"title": summary.title, "created": datetime(*_THEN, tzinfo=UTC)})
    sheets = _Sheets(book)
    sheets.tables(book.add_worksheet(_("Tables")), summary)
    data = [[*labels, n] for labels, n in rows(summary)]
    sheets.lines(book.add_worksheet(_("Data")), [[*header(summary)], *data])
    names: list[Sequence[str | int | None]] = [[_("Column"), _("Meaning"), _("Values")]]
    sheets.lines(
        book.add_worksheet(_("Codebook")),
        [*names, *([row.column, row.meaning, row.values] for row in summary.codebook)],
    )
    sheets.lines(book.add_worksheet(_("Method")), [["", ""], *([h, t] for h, t in about(summary))])
    book.close()
    return _plain(out.getvalue())


class _Sheets:
    """Fills sheets: bold heads, wrapped text, numbers as numbers, everything else as text."""

    def __init__(self, book: Any) -> None:
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "0", "valign": "top"})
        self.hidden = book.add_format({"pattern": 14, "align": "right", "fg_color": "#C9D1DB"})

    def lines(self, sheet: Any, lines: Sequence[Sequence[str | int | None]]) -> None:
        """A sheet of lines, the first a head that stays in sight."""
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, max(map(len, lines)) - 1, 24 if len(lines[0]) > 3 else 60)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, self.number)
                elif value:
                    sheet.write_string(row, column, value, self.text if row else self.bold)

    def tables(self, sheet: Any, summary: Summary) -> None:
        """The tables under each other, hidden cells hatched and named."""
        _ = catalogue(summary.language).gettext
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 20, 14)
        sheet.write_string(0, 0, summary.title, self.title)
        if summary.sample:
            sheet.write_string(0, 3, "SAMPLE", self.title)
        sheet.write_string(1, 0, summary.handling)
        row = 3
        for table in summary.tables:
            name = _("Table {n}").format(n=table.number)
            sheet.write_string(row, 0, f"{name}  {table.title}", self.title)
            row = self._table(sheet, row + 1, table, summary, _("Total"))
            for note in filter(None, (table.note, summary.hidden_note)):
                sheet.write_string(row, 0, note)
                row += 1
            row += 1

    def _table(self, sheet: Any, row: int, table: SummaryTable, summary: Summary, total: str) -> int:
        everybody = SummaryCell(table.total)
        head = [table.heads[0], *(table.columns or [summary.unit]), *([total] if table.columns else [])]
        lines = list(zip(table.rows, table.cells, strict=True))
        if table.columns:
            lines = [(r, (*c, t)) for (r, c), t in zip(lines, table.row_totals, strict=True)]
        lines.append((total, (*table.column_totals, everybody)))
        for column, text in enumerate(head):
            sheet.write_string(row, column, text, self.bold)
        for at, (label, cells) in enumerate(lines, row + 1):
            sheet.write_string(at, 0, label, self.text)
            for column, cell in enumerate(cells, 1):
                if cell.hidden:
                    sheet.write_string(at, column, summary.hidden_word, self.hidden)
                elif cell.count is not None:
                    sheet.write_number(at, column, cell.count, self.number)
                else:
                    sheet.write_string(at, column, "–")
        return row + len(lines) + 1


def _plain(data: bytes) -> bytes:
    """The same archive without the system it was made on."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            plain = zipfile.ZipInfo(member.filename, _THEN)
            plain.create_system, plain.external_attr = 0, 0
            plain.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(plain, old.read(member))
    return out.getvalue()
