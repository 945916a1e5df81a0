"""The find field of the top bar: what a few letters find in the vault, and commands, as one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui import icons
from ui.frame.desk import Desk
from ui.frame.finding import HEADINGS, Hit, best, commands, find, ranked
from ui.shortcuts import shown
from ui.theme import theme
from ui.widgets import Label, SearchField, row
from ui.widgets.painted import draw_text
from ui.worker import Job, Priority

FIND_MS = 120
ROW, HEADING, FOOT = 36, 26, 30
HIT = int(Qt.ItemDataRole.UserRole)


class Finder(QFrame):
    """The list under the find field; the field keeps the focus, arrows move, Enter opens.

    Esc empties the field and closes the list; once more, and the keyboard goes back to where it was (`left()`
    where that is gone). Nothing of what was found is kept once it is closed.
    """

    left = Signal()

    def __init__(
        self,
        field: SearchField,
        desk: Desk,
        actions: Mapping[str, QAction],
        more: Callable[[QObject], list[QAction]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setProperty("panel", "box")
        self.setAccessibleName(_("What was found"))
        self._field, self._desk, self._actions, self._more = field, desk, actions, more
        self._holder = QObject(self)
        self._number = 0
        self._before: QWidget | None = None
        self._asked: Job | None = None
        self._found_for = ""
        self._then: bool | None = None
        """What waits for the answer: open the best of it (True: on a tab of its own)."""
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.itemClicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._foot())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_MS)
        self._timer.timeout.connect(self.search)
        field.textEdited.connect(lambda _text: self._timer.start())
        field.textChanged.connect(self._changed)
        field.returnPressed.connect(self.open_current)
        field.left.connect(self._leave)
        field.installEventFilter(self)
        self.hide()

    @staticmethod
    def _foot() -> QHBoxLayout:
        beside = _("{keys} opens a case on a tab of its own").format(keys=shown("beside"))
        line = row(Label(_("Sealed identities are not searched"), "dim"), None, Label(beside, "dim"))
        line.setContentsMargins(8, 0, 8, 2)
        return line

    def begin(self) -> None:
        """Put the keyboard into the field, over what was typed before."""
        now = QApplication.focusWidget()
        if now is not self._field:
            self._before = now
        self._field.setFocus()
        self._field.selectAll()

    def _leave(self) -> None:
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _changed(self, text: str) -> None:
        """Nothing is looked for once the field is empty."""
        if not text:
            self._timer.stop()
            self.close_list()

    def search(self) -> None:
        """Look for what is typed; an older question is given up, its answer dropped where it comes late."""
        text = self._field.text().strip()
        self._timer.stop()
        self._number += 1
        self._then = None
        mine = self._number
        if self._asked is not None:
            self._asked.cancel()
        if not text:
            self.close_list()
            return
        language, today = self._desk.language, self._desk.clock.now().date()

        def show(hits: list[Hit]) -> None:
            if mine == self._number:
                self._show([*hits, *commands([*self._of_page(), *self._actions.values()], text)], text)

        self._asked = self._desk.ask(
            lambda vault: find(vault, text, language, today), show, owner=self, priority=Priority.TYPING
        )

    def _of_page(self) -> list[QAction]:
        """What the page in front offers for what it shows now."""
        self._holder.deleteLater()
        self._holder = QObject(self)
        return self._more(self._holder)

    def _show(self, hits: list[Hit], text: str) -> None:
        self.list.clear()
        kind = ""
        found = ranked(hits, text)
        for hit in found:
            if hit.kind != kind:
                kind = hit.kind
                self._add_words(_(HEADINGS[kind]))
            item = QListWidgetItem(", ".join(filter(None, (hit.title, hit.told, hit.code))))
            item.setData(HIT, hit)
            self.list.addItem(item)
        if found:
            wanted = found[best(found, text)]
            items = (self.list.item(place) for place in range(self.list.count()))
            self.list.setCurrentItem(next(item for item in items if item.data(HIT) is wanted))
        else:
            self._add_words(_("Nothing found"))
        self._place()
        self.show()
        self.raise_()
        self._found_for = text
        then, self._then = self._then, None
        if then is not None and not (found and wanted.changes):  # nobody saw yet what would change
            self._open(self.list.currentItem(), beside=then)

    def _add_words(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        at = self._field.mapTo(parent, QPoint(0, self._field.height() + 4))
        width = max(self._field.width(), theme().px(560))
        left = max(8, min(at.x(), parent.width() - width - 8))
        rows = sum(self.list.sizeHintForRow(place) for place in range(self.list.count()))
        high = min(rows + theme().px(FOOT) + 22, parent.height() - at.y() - 40)
        self.setGeometry(left, at.y(), width, high)

    def open_current(self, *, beside: bool = False) -> None:
        """Enter: open what is chosen, searching first where the answer is not there yet."""
        if self.isVisible() and self._found_for == self._field.text().strip():
            self._open(self.list.currentItem(), beside=beside)
        else:  # an input method adds its last syllable with the very Enter
            self.search()
            self._then = beside

    def _open(self, item: QListWidgetItem | None, *, beside: bool = False) -> None:
        hit = item.data(HIT) if item is not None else None
        if not isinstance(hit, Hit):
            return
        self.close_list()
        self._field.clear()
        if hit.action is not None:
            hit.action.trigger()
        else:
            self._desk.navigate(hit.page, hit.beside() if beside else hit.record)

    def close_list(self) -> None:
        """Put the list away, and with it what was found."""
        self._number += 1
        self._then = None
        self.hide()
        self.list.clear()

    def _move(self, by: int) -> None:
        """The next hit, over headings."""
        place = self.list.currentRow() + by
        while 0 <= place < self.list.count():
            if self.list.item(place).data(HIT) is not None:
                self.list.setCurrentRow(place)
                self.list.scrollToItem(self.list.item(max(0, place - 1) if by < 0 else place))
                return
            place += by

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows and Ctrl+Enter go to the list while the field has the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        if not isinstance(event, QKeyEvent) or not self.isVisible():
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        beside = enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.type() == QEvent.Type.ShortcutOverride and beside:
            event.accept()  # the command of the page means its own record
            return True
        return event.type() == QEvent.Type.KeyPress and self._pressed(event, beside=beside)

    def _pressed(self, event: QKeyEvent, *, beside: bool) -> bool:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in moves:
            self._move(moves[Qt.Key(event.key())])
        elif beside:
            self.open_current(beside=True)
        else:
            return False
        return True


class _Delegate(QStyledItemDelegate):
    """A row of the finder: sign, words, code or keys; or a heading."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Any) -> QSize:
        """A heading is lower than a row."""
        return QSize(theme().px(200), theme().px(ROW if isinstance(index.data(HIT), Hit) else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        """Chosen rows are tinted and marked with gold."""
        box = QRectF(option.rect)
        hit = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("tint"))
            painter.drawRoundedRect(box, 6, 6)
            painter.fillRect(QRectF(box.left(), box.top() + 8, 3, box.height() - 16), theme().color("gold"))
        inside = box.adjusted(14, 0, -12, 0)
        if isinstance(hit, Hit):
            size = theme().px(16)
            icons.draw(painter, hit.icon, "text2", QRectF(14, box.center().y() - size / 2, size, size))
            inside = inside.adjusted(size + 12, 0, 0, 0)
            right = Qt.AlignmentFlag.AlignRight
            taken = draw_text(painter, inside, hit.code, "dim", align=right) if hit.code else 0.0
            words = inside.adjusted(0, 0, -taken - 10, 0)
            left = draw_text(painter, words, hit.title, "row-title")
            draw_text(painter, words.adjusted(left + 10, 0, 0, 0), hit.told, "second")
        else:
            draw_text(painter, inside, str(index.data()), "dim")
        painter.restore()
