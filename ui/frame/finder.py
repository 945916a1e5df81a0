"""The find field of the top bar: what a few letters find in the vault, and commands, as one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.services.files import case_rows
from ui import icons
from ui.frame.desk import Desk
from ui.shortcuts import written
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.worker import Priority

if TYPE_CHECKING:
    from app.ports import Vault
    from app.records.record import Record

FIND_MS = 120
EACH = 5
PAGES = {"case": "cases", "event": "events", "source": "sources", "place": "places"}
ICONS = {"case": "folders", "event": "calendar-days", "source": "quote", "place": "map-pin"}
KINDS = {
    "event": ("event_kind", "kind"),
    "source": ("source_type", "type"),
    "place": ("place_kind", "kind"),
}
"""The vocabulary and the field that say what kind of thing a record is."""
HIT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Hit:
    """Something found: its words, and where it leads (a page and record, or an action)."""

    title: str
    second: str
    code: str
    icon: str
    page: str = ""
    record: UUID | None = None
    action: QAction | None = None


def find(vault: Vault, text: str, language: str, today: Any) -> list[Hit]:
    """Records that a few letters find, on the worker's thread: cases first."""
    with vault.read() as reader:
        found: list[Hit] = []
        cases = reader.find(text, ["case"], EACH)
        for row in case_rows(reader, [c.number for c in cases], today):
            found.append(Hit(row.name, row.latin, row.case.text("code"), ICONS["case"], "cases", row.case.id))
        labels = {(t.vocabulary, t.code): t.label(language) for t in reader.terms()}
        for kind in ("event", "source", "place"):
            found += [_hit(record, language, labels) for record in reader.find(text, [kind], EACH)]
        return found


def _hit(record: Record, language: str, labels: Mapping[tuple[str, str], str]) -> Hit:
    key = "title" if record.type == "event" else "name"
    title = record.phrase(key).in_language(language) or record.text("code") or record.text("key")
    code = record.text("code") if record.type == "event" else ""
    vocabulary, field = KINDS[record.type]
    words = (labels.get((vocabulary, record.text(field)), ""), record.text("province"))
    second = "  ·  ".join(filter(None, words))
    return Hit(title, second, code, ICONS[record.type], PAGES[record.type], record.id)


class Finder(QFrame):
    """The list under the find field; the field keeps the focus, arrows move, Enter opens, Esc closes."""

    def __init__(self, field: QLineEdit, desk: Desk, actions: Mapping[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("panel", "box")
        self.setAccessibleName(_("What was found"))
        self._field, self._desk, self._actions = field, desk, actions
        self._number = 0
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.itemClicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_MS)
        self._timer.timeout.connect(self.search)
        field.textEdited.connect(lambda _text: self._timer.start())
        field.returnPressed.connect(self.open_current)
        field.installEventFilter(self)
        self.hide()

    def search(self) -> None:
        """Look for what is typed; an older answer that comes late is dropped."""
        text = self._field.text().strip()
        self._number += 1
        mine = self._number
        if not text:
            self.hide()
            return
        language, today = self._desk.language, self._desk.clock.now().date()

        def show(hits: list[Hit]) -> None:
            if mine == self._number:
                self._show([*hits, *self._commands(text)])

        self._desk.ask(
            lambda vault: find(vault, text, language, today), show, owner=self, priority=Priority.TYPING
        )

    def _commands(self, text: str) -> list[Hit]:
        wanted = text.casefold()
        return [
            Hit(action.text().replace("&", ""), "", keys_of(action), "chevron-right", action=action)
            for action in self._actions.values()
            if wanted in action.text().replace("&", "").casefold()
        ][:EACH]

    def _show(self, hits: list[Hit]) -> None:
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(", ".join(filter(None, (hit.title, hit.second, hit.code))))
            item.setData(HIT, hit)
            self.list.addItem(item)
        if not hits:
            item = QListWidgetItem(_("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place(max(1, len(hits)))
        self.show()
        self.raise_()

    def _place(self, rows: int) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        at = self._field.mapTo(parent, QPoint(0, self._field.height() + 4))
        width = max(self._field.width(), theme().px(460))
        left = max(8, min(at.x(), parent.width() - width - 8))
        high = min(rows * theme().px(36) + 18, parent.height() - at.y() - 40)
        self.setGeometry(left, at.y(), width, high)

    def open_current(self) -> None:
        """Enter: open what is chosen, searching first where the answer is not there yet."""
        if self.isVisible():
            self._open(self.list.currentItem())
        else:
            self.search()

    def _open(self, item: QListWidgetItem | None) -> None:
        hit = item.data(HIT) if item is not None else None
        if not isinstance(hit, Hit):
            return
        self.close_list()
        self._field.clear()
        if hit.action is not None:
            hit.action.trigger()
        else:
            self._desk.navigate(hit.page, hit.record)

    def close_list(self) -> None:
        """Put the list away."""
        self._number += 1
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows and Esc go to the list while the field has the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.isVisible():
            return False
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in moves:
            row = self.list.currentRow() + moves[Qt.Key(event.key())]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
            return True
        return False


def keys_of(action: QAction) -> str:
    """The keys of a command, as they are shown."""
    return written(action.shortcut())


class _Delegate(QStyledItemDelegate):
    """A row of the finder: sign, words, code or keys."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Any) -> QSize:
        """36 pixels."""
        return QSize(theme().px(200), theme().px(36))

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
            draw_text(painter, words.adjusted(left + 10, 0, 0, 0), hit.second, "second")
        else:
            draw_text(painter, inside, str(index.data()), "second")
        painter.restore()
