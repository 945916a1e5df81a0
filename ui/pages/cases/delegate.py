"""A row of the list of cases, painted: name, flags, status, romanised name, code, how long ago."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ages import ages, minor
from app.i18n import _
from app.services.files import CaseRow
from ui import icons, saying
from ui.forms.lookup import Lookup
from ui.models.windowed import Windowed
from ui.pages.cases.words import short_status
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.signs import FLAG, PERSON, Look, chip_width, draw_chip, look_of

ROW = 64
State = QStyle.StateFlag


class CaseDelegate(QStyledItemDelegate):
    """Paints a row in one of four states: plain, pointer over it, selected with and without focus."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__(lookup)
        self._lookup = lookup

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A height that follows the text."""
        return QSize(theme().px(200), theme().px(ROW))

    def paint(
        self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, then the row where it has arrived."""
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        state = option.state
        self._ground(p, box, state)
        row = index.data(Windowed.ROW)
        if isinstance(row, CaseRow):
            self._first(p, box, row)
            self._second(p, box, row)
        else:
            p.fillRect(box.adjusted(24, 20, -box.width() / 2, -34), theme().color("track"))
        p.restore()

    def _ground(self, p: QPainter, box: QRectF, state: State) -> None:
        look = theme()
        panel = box.adjusted(8.5, 2.5, -8.5, -2.5)
        selected = bool(state & State.State_Selected)
        focused = bool(state & State.State_HasFocus)
        if selected:
            p.setPen(QPen(look.color("focus"), 2) if focused else QPen(look.color("line"), 1))
            p.setBrush(look.color("selected"))
            p.drawRoundedRect(panel, 8, 8)
            p.fillRect(QRectF(panel.left(), panel.top() + 12, 3, panel.height() - 24), look.color("gold"))
        elif state & State.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.color("hover"))
            p.drawRoundedRect(panel, 8, 8)
        else:
            p.setPen(QPen(look.color("line"), 1))
            p.drawLine(
                QPointF(box.left() + 24, box.bottom() - 0.5), QPointF(box.right() - 20, box.bottom() - 0.5)
            )

    def _first(self, p: QPainter, box: QRectF, row: CaseRow) -> None:
        look = theme()
        line = QRectF(box.left() + 24, box.top() + look.px(10), box.width() - 44, look.px(24))
        status = row.case.text("status")
        word = short_status(status, self._lookup)
        width = min(chip_width(word), line.width() * 0.6)
        chip = QRectF(line.right() - width, line.top() + 1, width, look.px(22))
        draw_chip(p, chip, word, look_of(PERSON, status))
        flags = self._flags(row)
        room = line.width() - width - 12
        for text, _sign in flags:
            room -= look.px(22) + look.metrics("chip").horizontalAdvance(text)
        name = QRectF(line.left(), line.top(), max(room, 40.0), line.height())
        left = line.left() + draw_text(p, name, row.name, "row-name") + look.px(8)
        for text, sign in flags:
            left = self._flag(p, left, line, text, sign)

    def _flags(self, row: CaseRow) -> list[tuple[str, Look]]:
        found = []
        if minor(ages(row.birth, row.case.date("arrest_date"))) == "yes":
            found.append((_("Minor"), FLAG["minor"]))
        if not row.permissions_given:
            found.append((_("No consent"), FLAG["no_consent"]))
        return found

    @staticmethod
    def _flag(p: QPainter, left: float, line: QRectF, text: str, sign: Look) -> float:
        size = theme().px(14)
        icons.draw(
            p, sign.icon, f"{sign.kind}_ink", QRectF(left, line.center().y() - size / 2 + 1, size, size)
        )
        left += size + theme().px(4)
        width = draw_text(
            p, QRectF(left, line.top() + 1, 400, line.height()), text, "chip", role=f"{sign.kind}_ink"
        )
        return left + width + theme().px(8)

    def _second(self, p: QPainter, box: QRectF, row: CaseRow) -> None:
        look = theme()
        line = QRectF(box.left() + 24, box.top() + look.px(35), box.width() - 44, look.px(20))
        now = self._lookup.now
        parts = (row.case.text("code"), saying.ago(row.case.changed_at, now, self._lookup.language))
        right = "  ·  ".join(filter(None, parts))
        width = look.metrics("note").horizontalAdvance(right)
        draw_text(p, line, right, "note", role="dim", align=Qt.AlignmentFlag.AlignRight, elide=False)
        left = QRectF(line.left(), line.top(), line.width() - width - 12, line.height())
        aliases = "  ".join(filter(None, (row.latin, row.han)))
        draw_text(p, left, aliases, "second")


def say_row(row: CaseRow, lookup: Lookup) -> str:
    """A row in words, for screen readers and for type-ahead."""
    status = short_status(row.case.text("status"), lookup)
    parts = (row.name, row.latin, row.han, status, row.case.text("code"))
    return ", ".join(filter(None, parts))
