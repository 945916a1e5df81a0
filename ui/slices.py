"""Long work of a service as slices of the worker."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from app.backups import Step
from ui.worker import Progress, Slices

T = TypeVar("T")


def slices(steps: Generator[Step, None, T]) -> Slices[T]:
    """The same work, telling the window how far it is."""
    try:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # what the generator returns
            yield Progress(step.done, step.of, step.text)
    finally:
        steps.close()
