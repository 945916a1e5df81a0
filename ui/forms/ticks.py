"""The popup of a field that takes several terms: letters narrow it, Space ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.names import fold
from ui import icons
from ui.theme import theme
from ui.widgets import SearchField
from ui.widgets.painted import draw_text

BOX = 16
MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End)


class TickDelegate(QStyledItemDelegate):
    """A row with a check box of our own: under a style sheet Qt draws it black, ticked or not."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a row of a menu."""
        return QSize(super().sizeHint(option, index).width(), theme().px(28))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click anywhere in the row ticks it."""
        if event.type() != QEvent.Type.MouseButtonRelease:
            return event.type() != QEvent.Type.MouseButtonDblClick and super().editorEvent(
                event, model, option, index
            )
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground of the current row, box, label."""
        area = QRectF(option.rect)
        state = option.state
        size = theme().px(BOX)
        box = QRectF(area.left() + 8, area.center().y() - size / 2, size, size)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("blue"))
            painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QPen(theme().color("primary" if on else "line2"), 1.4))
        painter.setBrush(theme().color("primary" if on else "field"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            icons.draw(painter, "check", "primary_text", box.adjusted(2, 2, -2, -2))
        draw_text(painter, area.adjusted(size + 18, 0, -4, 0), str(index.data()), "body")
        painter.restore()


class TickList(QFrame):
    """A popup with a filter and a list to tick: `offered` are codes with their labels, `called` other words
    for them by code, folded. `ticked(code, on)`."""

    ticked = Signal(str, bool)

    def __init__(
        self,
        field: QWidget,
        name: str,
        offered: Iterable[tuple[str, str]],
        chosen: Collection[str],
        called: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("panel", "box")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._called = called
        self.filter = SearchField(_("Filter"), _("Filter"))
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for code, label in offered:
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._aimed = False
        self.list.itemChanged.connect(self._ticked)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.filter)
        layout.addWidget(self.list)
        self.filter.setVisible(self.list.count() > 12)
        self.resize(max(field.width(), theme().px(280)), theme().px(320))
        (self.filter if self.filter.isVisibleTo(self) else self.list).setFocus()

    def show_at(self, field: QWidget) -> None:
        """Below a field, above it where the screen has no room below; never beside the screen."""
        room = field.screen().availableGeometry()
        corner = field.mapToGlobal(QPoint(0, field.height()))
        if corner.y() + self.height() > room.bottom():
            corner.setY(max(room.top(), corner.y() - field.height() - self.height()))
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)
        self.show()

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        for place in range(self.list.count()):
            item = self.list.item(place)
            words = self._called.get(item.data(Qt.ItemDataRole.UserRole), ())
            item.setHidden(wanted not in fold(item.text()) and not any(w.startswith(wanted) for w in words))
        shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        self.list.setCurrentRow(shown[0] if shown else -1)  # Space would tick a row that nobody sees
        self._aimed = bool(text.strip())

    def _take_marked(self) -> None:
        marked = self.list.currentItem()
        if self._aimed and marked is not None:
            marked.setCheckState(Qt.CheckState.Checked)

    def seek(self, letters: str) -> None:
        """Letters typed before it was open."""
        if self.filter.isVisible():
            self.filter.setText(letters)
        else:
            self.list.keyboardSearch(letters)
            self._aimed = True

    def _ticked(self, item: QListWidgetItem) -> None:
        self._aimed = False
        code = str(item.data(Qt.ItemDataRole.UserRole))
        self.ticked.emit(code, item.checkState() == Qt.CheckState.Checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the list; Enter closes, and takes the marked term where letters or
        arrows led to it and nothing was ticked since."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_marked()
                self.close()
                return True
            if watched is self.list and (event.key() in MOVES or event.text().strip()):
                self._aimed = True
            if watched is self.filter and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)
