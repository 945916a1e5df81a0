"""A summary as CSV: one long table, and its codebook in a second file beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from app.cells import guarded
from app.i18n import catalogue
from app.summary import Summary
from reports.summary_long import about, header, rows

CODEBOOK = ".codebook.csv"
"""What the name of the second file has after that of the first."""


def write(summary: Summary) -> dict[str, bytes]:
    """Both files by suffix, "" the table: UTF-8 with a mark for spreadsheets, CRLF (RFC 4180).

    A hidden cell has an empty `count`, a total the word `total` in its dimension. The codebook has the
    columns of the table first, then what the summary says of itself.
    """
    table = [(*labels, "" if n is None else str(n)) for labels, n in rows(summary)]
    _ = catalogue(summary.language).gettext
    codebook = [(row.column, row.meaning, row.values) for row in summary.codebook]
    codebook += [(head, text, "") for head, text in about(summary)]
    names = (_("column"), _("meaning"), _("values"))
    return {"": _csv([header(summary), *table]), CODEBOOK: _csv([names, *codebook])}


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guarded(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")
