"""Long work of a service as slices of the worker."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from app.backups import Step
from ui.worker import Progress, Slices

S = TypeVar("S")
T = TypeVar("T")


def told(steps: Generator[S, None, T], say: Callable[[S], Progress]) -> Slices[T]:
    """The same work, telling the window how far it is; given up, it clears up at once."""
    try:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # what the generator returns
            yield say(step)
    finally:
        steps.close()


def slices(steps: Generator[Step, None, T]) -> Slices[T]:
    """Work that says its steps in words."""
    return told(steps, lambda step: Progress(step.done, step.of, step.text))
