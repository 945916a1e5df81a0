"""Widgets of one kind that are made once and filled again: making one costs ten times as much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar


class Hides(Protocol):
    """A widget, or a few that stand together."""

    def setVisible(self, visible: bool, /) -> None:
        """Show or hide."""


W = TypeVar("W", bound=Hides)


class Again(Generic[W]):
    """As many as there is to show, in their order; `make(place)` makes one and puts it where it belongs.

    Those that are not needed now are hidden.
    """

    def __init__(self, make: Callable[[int], W]) -> None:
        self._make = make
        self._made: list[W] = []

    def show(self, n: int) -> Sequence[W]:
        """The first n, shown."""
        while len(self._made) < n:
            self._made.append(self._make(len(self._made)))
        for place, one in enumerate(self._made):
            one.setVisible(place < n)
        return self._made[:n]
