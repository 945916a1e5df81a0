"""Long work of a service as slices of the worker."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from app.backups import Step
from app.steps import told
from ui.worker import Progress, Slices

T = TypeVar("T")


def slices(steps: Generator[Step, None, T]) -> Slices[T]:
    """Work that says its steps in words."""
    return told(steps, lambda step: Progress(step.done, step.of, step.text))
