"""What is picked: check boxes, combo boxes, segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
)

from ui import icons
from ui.shortcuts import enters
from ui.theme import theme
from ui.widgets.tips import plain_tip


class CheckBox(QCheckBox):
    """A check box drawn by hand, in the colours of the theme; a text that has no room ends in an ellipsis."""

    def sizeHint(self) -> QSize:
        """The box drawn by hand takes more room than the style's."""
        hint = super().sizeHint()
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(hint.width(), text + theme().px(16) + 22), hint.height())

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(theme().px(60), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Text by the style, the box by hand."""
        size = theme().px(16)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        room = contents.width() + 1
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if option.text != self.text():
            self.setToolTip(plain_tip(self.text()))
        box = QRectF(4.5, (self.height() - size) / 2, size, size)
        with QPainter(self) as p:
            self.style().drawControl(QStyle.ControlElement.CE_CheckBox, option, p, self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.fillRect(box.adjusted(-2, -2, 2, 2), theme().color("page"))
            on = self.checkState() != Qt.CheckState.Unchecked
            p.setPen(QPen(theme().color("primary" if on else "line2"), 1.4))
            p.setBrush(theme().color("primary" if on else "field"))
            p.drawRoundedRect(box, 4, 4)
            if on:
                mark = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
                icons.draw(p, mark, "primary_text", box.adjusted(2, 2, -2, -2))


class Choice(QComboBox):
    """A combo box with a chevron of our own; `name` for screen readers."""

    def __init__(self, name: str, items: Sequence[tuple[str, object]] = (), *, quiet: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own leaves the rows of the sheet out
        if quiet:
            self.setProperty("look", "quiet")
        for text, data in items:
            self.addItem(text, data)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's combo box with our chevron."""
        super().paintEvent(event)
        if self.property("look") == "quiet" and not (self.hasFocus() or self.underMouse()):
            return
        size = theme().px(14)
        with QPainter(self) as p:
            box = QRectF(self.width() - size - 9, (self.height() - size) / 2, size, size)
            icons.draw(p, "chevron-down", "text2", box)


class _Segment(QPushButton):
    """One of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter ends what it stands in."""
        if enters(event):
            event.ignore()
            return
        super().keyPressEvent(event)


class Segmented(QFrame):
    """A choice of two to five, all visible; `chosen` tells the data of the one picked."""

    chosen = Signal(object)

    def __init__(self, name: str, items: Sequence[tuple[str, object]], current: object = None) -> None:
        super().__init__()
        self.setProperty("panel", "segmented")
        self.setAccessibleName(name)
        self._data: list[object] = [data for _text, data in items]
        if current is not None and current not in self._data:
            current = self._data[0]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for number, (text, data) in enumerate(items):
            button = _Segment(text)
            button.setCheckable(True)
            button.setChecked(data == current)
            button.setAutoDefault(True)  # Enter picks it, as the space bar does
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button, number)
            layout.addWidget(button, 1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._data[number]))

    def current(self) -> object:
        """The data of the one that is picked, None where none is."""
        number = self._group.checkedId()
        return self._data[number] if number >= 0 else None

    def set_current(self, data: object) -> None:
        """Pick one without telling."""
        if data in self._data:
            self._group.button(self._data.index(data)).setChecked(True)

    def buttons(self) -> list[QPushButton]:
        """The buttons in order."""
        return [b for b in self._group.buttons() if isinstance(b, QPushButton)]
