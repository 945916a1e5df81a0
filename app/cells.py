"""Cells of tables that leave the program: text that a spreadsheet takes for text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BREAKS = str.maketrans(dict.fromkeys("\t\r\n\x0b\x0c\x85\u2028\u2029", " "))


def guarded(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet would calculate.

    Source: OWASP, CSV Injection; the full-width signs are what a Korean or Chinese input method types.
    """
    return "'" + text if text.startswith(_RISKY) else text


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Rows for the clipboard: a tab between cells, a line a row, no break inside a cell."""
    return "\n".join("\t".join(guarded(cell.translate(_BREAKS).strip()) for cell in row) for row in rows)
