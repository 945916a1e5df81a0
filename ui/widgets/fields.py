"""Fields that look like print until they are touched, and the find field."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.polish import repolish
from ui.widgets.scrolling import reveal


class QuietLine(QLineEdit):
    """A value of one line; `name` is what a screen reader says."""

    def __init__(self, name: str, text: str = "", *, hint: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("look", "quiet")


class QuietEdit(QPlainTextEdit):
    """A value of many lines that grows with its text from `least` to `most` lines."""

    def __init__(self, name: str, text: str = "", *, hint: str = "", least: int = 1, most: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("look", "quiet")
        self.setTabChangesFocus(True)
        self._least, self._most = least, most
        self.setPlainText(text)
        self.document().contentsChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._follow)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        line = max([self.fontMetrics().lineSpacing(), *self._heights()])
        lines = min(max(int(self.document().size().height()), self._least), self._most)
        self.setFixedHeight(ceil(lines * line) + theme().px(24))

    def _follow(self) -> None:
        """The page scrolls with the line that is typed: the field may have grown, or been moved, below it."""
        if self.hasFocus():
            reveal(self, self.cursorRect)

    def _heights(self) -> list[float]:
        """Of the lines that may be seen: scripts together, or another script, are higher than one alone."""
        found: list[float] = []
        block = self.document().firstBlock()
        for _line in range(self._most):
            if not block.isValid():
                break
            laid = block.layout()
            found += [laid.lineAt(n).height() for n in range(min(laid.lineCount(), self._most))]
            block = block.next()
        return found

    def resizeEvent(self, event: object) -> None:
        """A narrower field has more lines."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The font of the style sheet comes when it is first shown."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def set_wrong(field: QWidget, wrong: bool) -> None:
    """Mark a field as not understood, or not."""
    field.setProperty("state", "wrong" if wrong else "")
    repolish(field)


class SearchField(QLineEdit):
    """A field with a glass before and the keys that reach it behind.

    Esc empties it; in an empty one it asks to leave: `left()`. Down and Enter ask to go into what it found:
    `into()`.
    """

    left = Signal()
    into = Signal()

    def __init__(self, name: str, hint: str, keys: str = "", *, tinted: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("find", "true" if tinted else "false")
        self._keys = keys
        theme().changed.connect(self._measure)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, then leaves; Down and Enter go on."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                return
            self.left.emit()
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.into.emit()

    def _measure(self) -> None:
        right = theme().metrics("key").horizontalAdvance(self._keys) + theme().px(18) if self._keys else 0
        self.setTextMargins(theme().px(24), 0, round(right), 0)

    def sizeHint(self) -> QSize:
        """Wide enough for its hint."""
        hint = super().sizeHint()
        width = self.fontMetrics().horizontalAdvance(self.placeholderText()) + theme().px(110)
        return QSize(max(hint.width(), width), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, the glass and the key cap."""
        super().paintEvent(event)
        size = theme().px(16)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            icons.draw(p, "search", "dim", QRectF(10, (self.height() - size) / 2, size, size))
            if self._keys and not self.text():
                key_cap(p, self._keys, self.width() - 9.0, self.height() / 2)


def key_cap(painter: QPainter, keys: str, right: float, middle: float) -> None:
    """A small frame with the name of a key, its right edge and middle given."""
    width = theme().metrics("key").horizontalAdvance(keys) + theme().px(10)
    height = theme().px(18)
    box = QRectF(right - width, middle - height / 2, width, height)
    painter.setPen(theme().color("line2"))
    painter.setBrush(theme().color("page"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    draw_text(painter, box.adjusted(theme().px(5), 0, 0, 0), keys, "key", role="text2", elide=False)
