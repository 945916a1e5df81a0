"""The saved filters of the navigation: read and counted on the worker's thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports import ListQuery, Vault
    from app.services.filters import SavedFilter

ICONS = {
    "minors": "baby",
    "no_consent": "shield-off",
    "unverified": "circle-dashed",
    "no_source": "quote",
    "urgent": "alarm-clock",
    "untouched": "history",
}


def icon_of(key: str, record_type: str) -> str:
    """The sign of a filter: those of staff by what they list."""
    return ICONS.get(key, "calendar-days" if record_type == "event" else "list-filter")


def read_filters(vault: Vault, on: date) -> tuple[SavedFilter, ...]:
    """Those of the program and of staff."""
    from app.services.filters import every  # late: nothing of it is needed to paint the first window

    with vault.read() as reader:
        return every(reader, on)


def count_filter(vault: Vault, query: ListQuery) -> int:
    """How many records a filter finds."""
    with vault.read() as reader:
        return reader.count(query)
