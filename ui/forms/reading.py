"""Dates between a field and the rules of `app.dates`."""

from __future__ import annotations

from app.dates.display import format as format_date
from app.dates.phrases import read_date
from app.values import UncertainDate

__all__ = ["read_date", "say_date"]


def say_date(date: UncertainDate, language: str, *, short: bool = False) -> str:
    """A date as a reader of `language` reads it."""
    return format_date(date.edtf, language, short=short)
