"""Dates between a field and the rules of `app.dates`."""

from __future__ import annotations

from app.dates.display import format as format_date
from app.values import UncertainDate, uncertain


def read_date(text: str, language: str) -> UncertainDate:  # noqa: ARG001
    """What a person typed, as a date. Raises Invalid where it is not understood."""
    return uncertain(text.strip())


def say_date(date: UncertainDate, language: str, *, short: bool = False) -> str:
    """A date as a reader of `language` reads it."""
    return format_date(date.edtf, language, short=short)
