"""The look of a row: plain, pointer over it, selected, selected while another pane has the focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.windowed import Windowed
from ui.theme import theme


@dataclass(frozen=True)
class RowState:
    """What a painter may need to know of a row."""

    selected: bool
    focused: bool
    hover: bool


RowPainter = Callable[[QPainter, QRectF, Any, RowState], None]


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row, then lets the page paint what stands in it."""

    def __init__(self, paint_row: RowPainter, height: int, view: QWidget) -> None:
        super().__init__(view)
        self._paint_row, self._height, self._view = paint_row, height, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of a row follows the text size."""
        return QSize(theme().px(200), theme().px(self._height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, gold mark, ring, hairline, content."""
        state = self._state(option)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, state)
        item = index.data(Windowed.ROW)
        inside = box.adjusted(16, 6, -16, -6)
        if item is None:
            painter.setBrush(theme().color("track"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(inside.left(), inside.top() + 4, 120, 10), 4, 4)
        else:
            self._paint_row(painter, inside, item, state)
        painter.restore()

    def _state(self, option: QStyleOptionViewItem) -> RowState:
        flags = option.state
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        focused = selected and self._view.hasFocus()
        return RowState(selected, focused, bool(flags & QStyle.StateFlag.State_MouseOver))

    def _ground(self, p: QPainter, box: QRectF, state: RowState) -> None:
        frame = box.adjusted(1.5, 1.5, -1.5, -1.5)
        if state.selected:
            p.setPen(QPen(theme().color("focus" if state.focused else "line"), 2 if state.focused else 1))
            p.setBrush(theme().color("selected"))
            p.drawRoundedRect(frame, 8, 8)
            mark = QRectF(box.left(), box.top() + box.height() / 4, 3, box.height() / 2)
            p.fillRect(mark, theme().color("gold"))
            return
        if state.hover:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme().color("hover"))
            p.drawRoundedRect(frame, 8, 8)
            return
        line = QRectF(box.left() + 16, box.bottom() - 0.5, box.width() - 32, 1)
        p.fillRect(line, theme().color("line"))
