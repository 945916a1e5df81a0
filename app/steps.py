"""Long work in steps: a generator that yields how far it is and returns what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
U = TypeVar("U")


def finished(steps: Generator[S, None, T], tell: Callable[[S], object] = lambda _step: None) -> T:
    """Carries the work out to its end; `tell` hears of each step."""
    while True:
        try:
            tell(next(steps))
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what the generator returns


def told(steps: Generator[S, None, T], say: Callable[[S], U]) -> Generator[U, None, T]:
    """The same work, each step said in other words; given up, it clears up at once."""
    try:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # what the generator returns
            yield say(step)
    finally:
        steps.close()


def chunked(items: Sequence[S], size: int) -> Iterator[Sequence[S]]:
    """The items in pieces of a slice each."""
    for first in range(0, len(items), size):
        yield items[first : first + size]
