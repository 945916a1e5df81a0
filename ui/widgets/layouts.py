"""Things side by side and one below the other, and how they are taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)
UNBOUND = 16_777_215
"""Pixels: Qt's own limit of a width (QWIDGETSIZE_MAX), which PySide does not name."""


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Things side by side; None is a stretch, a number a gap in pixels."""
    return _fill(QHBoxLayout(), items, spacing)


def column(*items: QWidget | QLayout | int | None, spacing: int = 4) -> QVBoxLayout:
    """Things one below the other; None is a stretch, a number a gap in pixels."""
    return _fill(QVBoxLayout(), items, spacing)


def _fill(box: Box, items: Sequence[QWidget | QLayout | int | None], spacing: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def let_go(widget: QWidget) -> None:
    """Take a widget away, and delete it once nothing of it runs any more.

    It keeps its parent until then. `setParent(None)` would hand it to Python while Qt still means to delete
    it, and the process could end in Shiboken's `releaseWrapper` (one in five of a journey of the tests).
    """
    widget.hide()
    widget.deleteLater()


def drop(layout: QLayout, index: int = 0) -> None:
    """Remove one item of a layout and delete what it holds."""
    item = layout.takeAt(index)
    if item is None:
        return
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        let_go(widget)
    elif inner is not None:
        while inner.count():
            drop(inner)
        inner.deleteLater()


def clear(layout: QLayout) -> None:
    """Empty a layout."""
    while layout.count():
        drop(layout)
