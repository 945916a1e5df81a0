"""A date of a field as somebody reads it."""

from __future__ import annotations

from app.dates.display import format as format_date
from app.values import UncertainDate


def say_date(date: UncertainDate, language: str, *, short: bool = False) -> str:
    """A date as a reader of `language` reads it."""
    return format_date(date.edtf, language, short=short)
