"""Painting of the table of claims: two-line cells, and the picture of a figure on the common scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.pages.events.lines import ClaimRow, Group, figure_of
from ui.pages.events.model import ClaimsModel, Column, Index, heads
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.ranges import Scale, draw_figure

RIGHT = Qt.AlignmentFlag.AlignRight
PAD = 8
EDGE, ROOM = 6, 20
"""What `draw_figure` leaves free at the left, and at both sides together."""


class ClaimsDelegate(QStyledItemDelegate):
    """Paints every cell of the table of claims."""

    def __init__(self, model: ClaimsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.folded: set[str] = set()
        self.narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of two lines; the table sets the heights itself."""
        return QSize(theme().px(60), theme().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, and what the column shows."""
        line = self._model.lines[index.row()]
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.claim is None:
            self._group(painter, box, line.group, option)
        elif not line.wording:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected:
                painter.fillRect(box, theme().color("tint"))
            if selected:
                marked(painter, box, option, first=index.column() == 0)
            if index.column() != Column.PICTURE:
                self._cell(painter, box.adjusted(PAD, 0, -PAD, 0), line.claim, Column(index.column()))
            elif line.group.pictured:
                draw_figure(painter, box, figure_of(line.claim), self._model.scale)
                if line.claim.part:
                    _part(painter, box, line.claim, self._model.scale)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme().color("line"))
        painter.restore()

    def _group(self, p: QPainter, box: QRectF, group: Group, option: QStyleOptionViewItem) -> None:
        size = theme().px(14)
        icon = "chevron-right" if group.key in self.folded else "chevron-down"
        icons.draw(p, icon, "dim", QRectF(box.left(), box.center().y() - size / 2, size, size))
        left = box.left() + size + 6
        left += (
            draw_text(p, box.adjusted(left - box.left(), 0, 0, 0), group.title, "strong", role="head") + 10
        )
        draw_text(p, box.adjusted(left - box.left(), 0, -PAD, 0), group.note, "dim")
        if option.state & QStyle.StateFlag.State_HasFocus:
            p.setPen(QPen(theme().color("focus"), 2))
            p.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)

    def _cell(self, p: QPainter, box: QRectF, claim: ClaimRow, column: Column) -> None:
        if column is Column.CLAIMANT:
            two_lines(p, box, claim.claimant, claim.relay)
        elif column is Column.WORDING:
            wrapped(p, box, claim.wording)
        elif column is Column.FIGURE and claim.figure:
            own = claim.printed.low is not None or claim.printed.high is not None
            draw_text(p, box, claim.figure, "strong" if own else "second", align=RIGHT)
        elif column is Column.ORIGIN:
            self._origin(p, box, claim)
        elif column is Column.GRADE:
            judged = bool(claim.printed.reliability or claim.printed.credibility)
            draw_text(p, box, claim.grade, "body" if judged else "dim", align=RIGHT)

    @staticmethod
    def _origin(p: QPainter, box: QRectF, claim: ClaimRow) -> None:
        size = theme().px(14)
        if claim.origin_icon:
            role = "text" if claim.own else "dim"
            icons.draw(
                p, claim.origin_icon, role, QRectF(box.left(), box.center().y() - size / 2, size, size)
            )
            box = box.adjusted(size + 5, 0, 0, 0)
        draw_text(p, box, claim.origin, "note", role="text" if claim.own else "dim")


def marked(p: QPainter, box: QRectF, option: QStyleOptionViewItem, *, first: bool) -> None:
    """The mark of a selected row: gold at its left, and the colour of focus while the table has it."""
    if first:
        p.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme().color("gold"))
    if (
        option.state & QStyle.StateFlag.State_Active
        and option.widget is not None
        and option.widget.hasFocus()
    ):
        for top in (box.top(), box.bottom() - 2):
            p.fillRect(QRectF(box.left(), top, box.width(), 2), theme().color("focus"))


def two_lines(p: QPainter, box: QRectF, first: str, second: str) -> None:
    """A strong line over a dim one."""
    half = box.height() / 2
    draw_text(p, QRectF(box.left(), box.top() + 3, box.width(), half - 2), first, "medium")
    draw_text(p, QRectF(box.left(), box.top() + half - 2, box.width(), half - 2), second, "dim")


def wrapped(p: QPainter, box: QRectF, text: str) -> None:
    """At most two lines of text with fixed leading, cut with an ellipsis."""
    layout = QTextLayout(text.replace("\n", " "), theme().font("note"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if first.isValid():
        first.setLineWidth(box.width())
    layout.endLayout()
    end = first.textLength() if first.isValid() else len(text)
    half = box.height() / 2
    rest = text.replace("\n", " ")[end:]
    draw_text(p, QRectF(box.left(), box.top() + 3, box.width(), half - 2), text[:end].rstrip(), "note")
    if rest:
        draw_text(p, QRectF(box.left(), box.top() + half - 2, box.width(), half - 2), rest, "note")


def _part(p: QPainter, box: QRectF, claim: ClaimRow, scale: Scale) -> None:
    high = claim.record.number_of("part_high") or claim.record.number_of("part_low") or 0
    left, middle = box.left() + EDGE, box.center().y() + 3
    end = scale.at(high, left, box.width() - ROOM)
    p.setPen(QPen(theme().color("dim"), 1.5, Qt.PenStyle.DashLine))
    p.drawLine(QPointF(left, middle), QPointF(end, middle))
    words = QRectF(left, box.top() + 2, box.width(), box.height() / 2 - 2)
    draw_text(p, words, claim.part, "axis", elide=False)


class ClaimsHeader(QHeaderView):
    """Heads of the columns; over the pictures stands the scale."""

    def __init__(self, model: ClaimsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._claims = model
        self.setSectionsClickable(False)
        self.setAccessibleName(", ".join(heads()))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        """A head in words, or the ticks."""
        box = QRectF(rect)  # type: ignore[call-overload]
        inner = box.adjusted(PAD, 0, -PAD, 0)
        painter.save()
        if section == Column.PICTURE and self._claims.scale.most > 1:
            self._ticks(painter, box)
        else:
            side = RIGHT if section in (Column.FIGURE, Column.GRADE) else Qt.AlignmentFlag.AlignLeft
            head = str(self._claims.headerData(section, Qt.Orientation.Horizontal))
            draw_text(painter, inner, head, "note", align=side)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme().color("line2"))
        painter.restore()

    def _ticks(self, p: QPainter, box: QRectF) -> None:
        scale = self._claims.scale
        left, width = box.left() + EDGE, box.width() - ROOM
        free = box.left()
        for tick in scale.ticks():
            text = f"{tick:,}"
            wide = theme().metrics("axis").horizontalAdvance(text)
            at = max(scale.at(tick, left, width) - wide / 2, box.left())
            at = min(at, box.right() - wide)
            if at >= free and tick <= scale.most:
                draw_text(p, QRectF(at, box.top(), wide + 2, box.height()), text, "axis", elide=False)
                free = at + wide + 6
