"""Tooltips hold text from people: Qt guesses at markup in them, so it is told."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A text as a tooltip that shows it letter for letter; "" for no tooltip.

    Qt draws a tooltip that looks like HTML as HTML, and `<img src="/file">` in a name would open the file.
    """
    return f"<span>{escape(text)}</span>" if text else ""
