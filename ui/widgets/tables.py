"""The set-up that every quiet table shares: rows to select, no grid, plain heads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def quiet_table(view: QTableView, name: str) -> None:
    """Set a table up: one row is selected at a time, no grid, no row heads, heads at the left that only say.

    `name` is what a screen reader says. Tab leaves the table; heights and widths stay with the caller.
    """
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    head = view.horizontalHeader()
    head.setSectionsClickable(False)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
