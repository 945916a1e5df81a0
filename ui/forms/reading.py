"""Dates between a field and the rules of `app.dates`."""

from __future__ import annotations

from app.dates.display import format as format_date
from app.dates.phrases import read_date as understood
from app.values import UncertainDate


def read_date(text: str, language: str) -> UncertainDate:  # noqa: ARG001
    """What a person typed, as a date. Raises Invalid where it is not understood."""
    return understood(text)


def say_date(date: UncertainDate, language: str, *, short: bool = False) -> str:
    """A date as a reader of `language` reads it."""
    return format_date(date.edtf, language, short=short)
