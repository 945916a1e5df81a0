"""Back and forward through what was visited."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

SETTLED = frozenset({"list"})
"""What a page shows beside records, and back may lead to."""


@dataclass(frozen=True)
class Place:
    """A page and the record shown on it."""

    page: str
    record: UUID | str | None = None


class History:
    """At most `limit` places; going somewhere forgets what lay ahead."""

    def __init__(self, limit: int = 100) -> None:
        self._places: list[Place] = []
        self._at = -1
        self._limit = limit

    def went(self, place: Place) -> None:
        """Remember a place that was navigated to."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self._limit]
        self._at = len(self._places) - 1

    def saw(self, place: Place, *, passing: bool = False) -> None:
        """Another record was opened within a page. What was only passed over leaves no trace."""
        now = self.current
        if now is None or now.page != place.page or now == place:
            return
        settled = isinstance(now.record, UUID) or now.record in SETTLED
        if settled and not passing:
            self.went(place)
        else:
            self.here(place)

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is a place before, and one after."""
        return self._at > 0, self._at + 1 < len(self._places)

    def here(self, place: Place) -> None:
        """What is shown now is this (a row was picked within the page)."""
        if self._at >= 0:
            self._places[self._at] = place

    def back(self) -> Place | None:
        """The place before, if there is one."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """The place after, if there is one."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]

    @property
    def current(self) -> Place | None:
        """Where we are."""
        return self._places[self._at] if self._at >= 0 else None
