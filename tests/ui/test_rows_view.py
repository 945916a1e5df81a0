"""Rows of a long list: what Qt asks of the model does not grow with the list; Home and End; the text size."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from ui.lists import RowsView
from ui.theme import Theme

MANY = 20_000
MOST_ASKED = 500


class Rows(QAbstractListModel):
    """Numbers; counts how often it is asked how many."""

    asked = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        self.asked += 1
        return 0 if parent.isValid() else MANY

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    def touch(self) -> None:
        """A page of rows came."""
        self.dataChanged.emit(self.index(200), self.index(399))

    def read_again(self) -> None:
        self.beginResetModel()
        self.endResetModel()


def test_a_row_that_came_costs_the_same_in_a_long_list(qtbot: QtBot, look: Theme) -> None:
    rows = Rows()
    view = RowsView("Rows", rows, 64)
    qtbot.addWidget(view)
    view.show()
    QApplication.processEvents()
    for change in (rows.touch, rows.read_again):
        rows.asked = 0
        change()
        QApplication.processEvents()
        assert rows.asked < MOST_ASKED


def test_the_count_would_notice_a_view_that_lays_out_every_row(qtbot: QtBot, look: Theme) -> None:
    rows = Rows()
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(rows)
    qtbot.addWidget(view)
    view.show()
    QApplication.processEvents()
    rows.asked = 0
    rows.touch()
    QApplication.processEvents()
    assert rows.asked > MANY


def test_home_and_end_go_to_the_ends_of_the_list(qtbot: QtBot, look: Theme) -> None:
    view = RowsView("Rows", Rows(), 64)
    qtbot.addWidget(view)
    view.show()
    view.setCurrentIndex(view.model().index(7, 0))
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == MANY - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


def test_rows_follow_the_text_size(qtbot: QtBot, look: Theme) -> None:
    view = RowsView("Rows", Rows(), 64)
    qtbot.addWidget(view)
    assert view.rowHeight(0) == look.px(64)
    look.change(scale=1.5)
    assert view.rowHeight(0) == look.px(64) == 96


class Nothing(QStyledItemDelegate):
    """Paints no row."""

    def paint(self, *_with: object) -> None:
        pass


def test_the_ground_of_a_row_that_is_selected_is_left_to_its_delegate(qtbot: QtBot, look: Theme) -> None:
    view = RowsView("Rows", Rows(), 64)
    view.setItemDelegate(Nothing(view))
    qtbot.addWidget(view)
    view.show()
    view.selectRow(0)
    grounds = {view.viewport().grab().toImage().pixelColor(x, y).name() for x in (1, 50) for y in (1, 30)}
    assert grounds == {look.color("list").name()}
