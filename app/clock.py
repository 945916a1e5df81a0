"""The clock as a port: the day of an export is the later of the system clock and the last journal entry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)
