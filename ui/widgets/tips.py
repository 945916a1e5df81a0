"""Tooltips hold text from people: Qt guesses at markup in them, so it is told."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget


def plain_tip(text: str) -> str:
    """A text as a tooltip that shows it letter for letter; "" for no tooltip.

    Qt draws a tooltip that looks like HTML as HTML, and `<img src="/file">` in a name would open the file.
    """
    return f"<span>{escape(text)}</span>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows a text letter for letter; one that says it already is left alone: Qt
    tells the widget of each, and a page full of them takes milliseconds."""
    if widget.toolTip() != plain_tip(text):
        widget.setToolTip(plain_tip(text))
