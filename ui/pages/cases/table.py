"""The cases as a table: the same rows as the list, with chips and rings in their cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.services.files import CaseRow
from ui import icons
from ui.forms.lookup import Lookup
from ui.lists.cells import CellDelegate
from ui.lists.columns import Column
from ui.lists.table import RecordTable
from ui.models.windowed import Windowed
from ui.pages.cases.columns import CASES, say_cell
from ui.theme import theme
from ui.widgets.painted import draw_text
from ui.widgets.signs import PERSON, chip_width, draw_certainty, draw_chip, look_of


class CaseCells(CellDelegate):
    """Cells with more than words: the name in two scripts, the status as a chip, certainty and consent."""

    def cell(self, p: QPainter, box: QRectF, row: Any, column: Column) -> None:
        """Chips, rings and signs; the rest in words."""
        text, look = say_cell(row, column, self._lookup), theme()
        if column.key == "name":
            taken = draw_text(p, box, row.name, "row-title", role="head") + look.px(8)
            draw_text(p, box.adjusted(taken, 0, 0, 0), row.latin, "note")
        elif column.key == "status":
            height = look.px(22)
            chip = QRectF(box.left() - 4, box.center().y() - height / 2, chip_width(text), height)
            draw_chip(p, chip, text, look_of(PERSON, row.case.text("status")))
        elif column.key == "certainty" and row.certainty:
            rest = _beside_sign(box)
            draw_certainty(p, _sign(box), row.certainty)
            draw_text(p, rest, text, "body")
        elif column.key == "consent" and not row.permissions_given:
            icons.draw(p, "shield-off", "red_ink", _sign(box))
            draw_text(p, _beside_sign(box), text, "body", role="red_ink")
        elif column.key == "events" and not row.events:
            draw_text(p, box, text, "body", role="dim")
        else:
            super().cell(p, box, row, column)


def _sign(box: QRectF) -> QRectF:
    size = theme().px(14)
    return QRectF(box.left(), box.center().y() - size / 2, size, size)


def _beside_sign(box: QRectF) -> QRectF:
    return box.adjusted(theme().px(14) + theme().px(6), 0, 0, 0)


class CaseTable(RecordTable):
    """The table of cases."""

    def __init__(self, rows: Windowed[CaseRow], lookup: Lookup) -> None:
        super().__init__(CASES, rows, lookup, say_cell, CaseCells(lookup, say_cell))
