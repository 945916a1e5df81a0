"""Reads a foreign CSV file strictly: what is broken is refused by row, nothing is guessed or dropped.

Formats: UTF-8 with or without a mark, UTF-16, CP949 (Korean Windows); parted by comma, semicolon or tab.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata

from app.errors import ImportRefused
from app.foreign import ForeignRow, ForeignTable
from app.messages import Msg

MAX_FIELD = 131_072
"""Characters in a cell; longer is no cell but a quotation mark gone astray."""
MAX_COLUMNS = 1_000
MAX_ROWS = 1_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_GUARDED = re.compile(r"'[=+\-@\t\r\n＝＋－＠]")
_SAMPLE = 4096


def read_csv(data: bytes) -> ForeignTable:
    """The table in the bytes of a CSV file, without blank lines and apostrophes that guard a formula.

    Raises ImportRefused: empty, unreadable letters, NUL, an open quotation mark, rows of unequal length, a
    cell, columns or rows over the limits, a heading twice or missing.
    """
    if not data:
        raise ImportRefused(Msg.CSV_EMPTY)
    text, encoding = _decoded(data)
    if not text.strip():
        raise ImportRefused(Msg.CSV_EMPTY)
    text, separator = _separator(text)
    rows = _rows(text, separator)
    header = _header(rows)
    cells = tuple(ForeignRow(n, _width(n, row, len(header))) for n, row in rows[1:])
    if not cells:
        raise ImportRefused(Msg.CSV_NO_ROWS)
    return ForeignTable(header, cells, encoding, separator)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding), encoding
    sample = data[:_SAMPLE]
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = sample[start::2]
        if half and half.count(0) > len(half) // 2 and not sample[1 - start :: 2].count(0):
            return _decode(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _decode(data, "cp949")
    foreign = [c for c in text if not c.isascii()]
    korean = sum(unicodedata.name(c, "").startswith(("HANGUL", "CJK")) for c in foreign)
    hangul = sum("가" <= c <= "힣" for c in foreign)
    if korean < len(foreign) * 0.9 or hangul < korean * 0.5:  # some other code page read as Korean
        raise ImportRefused(Msg.CSV_ENCODING)
    return text, "cp949"


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ImportRefused(Msg.CSV_ENCODING) from None


def _separator(text: str) -> tuple[str, str]:
    """The text after a `sep=` line of Excel, and the separator: what the headings hold most of."""
    named = re.match(r"sep=(.)\r?\n", text)
    if named and named[1] in _SEPARATORS:
        return text[named.end() :], named[1]
    first = _QUOTED.sub("", text[: MAX_FIELD * 4]).lstrip("\r\n")
    heading = re.split(r"[\r\n]", first, maxsplit=1)[0]
    return text, max(_SEPARATORS, key=heading.count)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Rows with their numbers, without those that hold nothing."""
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            raise _broken(str(error), number) from None
        if len(row) > MAX_COLUMNS:
            raise ImportRefused(Msg.CSV_COLUMNS, limit=MAX_COLUMNS)
        if any("\x00" in cell for cell in row):
            raise ImportRefused(Msg.CSV_HAS_NUL, row=number)
        if any(cell.strip() for cell in row):
            rows.append((number, [_unguarded(cell) for cell in row]))
        if len(rows) > MAX_ROWS + 1:
            raise ImportRefused(Msg.CSV_ROWS, limit=MAX_ROWS)


def _broken(error: str, row: int) -> ImportRefused:
    """Our error for one of the csv module, which tells them apart only by their words."""
    if "field larger" in error:
        return ImportRefused(Msg.CSV_FIELD_LONG, row=row, limit=MAX_FIELD)
    if "unexpected end" in error:
        return ImportRefused(Msg.CSV_QUOTE_OPEN, row=row)
    return ImportRefused(Msg.CSV_QUOTE_WRONG, row=row)


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that our own exports put before what a spreadsheet would compute."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _header(rows: list[tuple[int, list[str]]]) -> tuple[str, ...]:
    header = [cell.strip() for cell in rows[0][1]]
    while header and not header[-1] and all(not "".join(row[len(header) - 1 :]).strip() for _, row in rows):
        header.pop()
    seen: dict[str, int] = {}
    for column, heading in enumerate(header, start=1):
        if not heading:
            raise ImportRefused(Msg.CSV_HEADING_EMPTY, column=column)
        key = unicodedata.normalize("NFC", heading).casefold()
        if key in seen:
            raise ImportRefused(Msg.CSV_HEADING_TWICE, first=seen[key], second=column)
        seen[key] = column
    return tuple(header)


def _width(number: int, row: list[str], width: int) -> tuple[str, ...]:
    """As many cells as headings; empty ones beyond are what spreadsheets leave behind."""
    if len(row) < width or any(cell.strip() for cell in row[width:]):
        raise ImportRefused(Msg.CSV_RAGGED, row=number, found=len(row), expected=width)
    return tuple(row[:width])
