"""The windowed model under Qt's own tester: pages on demand, a true count, answers that come too late."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ports import ListQuery, Reader, Vault
from app.records.record import Record
from tests.fakes import FakeVault
from tests.ui.people import vault_of_people
from ui.frame.desk import Bridge, Desk
from ui.models import windowed
from ui.models.windowed import PAGE, Windowed
from ui.theme import Theme
from ui.worker import Worker


class Table:
    """A model of cases under the tester; `loads` are the sizes of the pages that were read."""

    def __init__(self, qtbot: QtBot, vault: FakeVault) -> None:
        self.qtbot = qtbot
        self.worker: Worker[Vault] = Worker(lambda v: v.close())
        self.bridge = Bridge(self.worker)
        self.worker.open(lambda: vault, lambda _job, _outcome: None)
        self.desk = Desk(self.bridge)
        self.loads: list[int] = []
        self.model: Windowed[Record] = Windowed(self.desk, self._load, lambda r: r.text("code"))
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model
        )

    def _load(self, reader: Reader, numbers: Sequence[int]) -> list[Record]:
        self.loads.append(len(numbers))
        return reader.page("case", numbers)

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: self.bridge.waiting == 0, timeout=60_000)


@pytest.fixture
def table(qtbot: QtBot, look: Theme) -> Iterator[Table]:
    made = Table(qtbot, vault_of_people(500))
    yield made
    made.settle()
    assert made.worker.stop()


def test_only_pages_that_are_looked_at_are_read(table: Table) -> None:
    table.model.ask(ListQuery("case", sort="code"))
    table.settle()
    table.loads.clear()
    assert table.model.rowCount() == 506
    assert table.model.rowCount(table.model.index(0)) == 0
    assert table.model.row_at(505) is None
    table.settle()
    assert table.loads == [506 - 2 * PAGE]
    row = table.model.row_at(505)
    assert row is not None
    assert row.text("code") == "TEST-0505"


def test_a_place_leads_to_its_handle_and_back(table: Table) -> None:
    table.model.ask(ListQuery("case", sort="code"))
    table.settle()
    number = table.model.number_at(300)
    assert table.model.place_of(number) == 300
    assert table.model.place_of(10**6) == -1


def test_a_narrower_list_resets_and_a_late_answer_is_dropped(table: Table) -> None:
    resets: list[int] = []
    table.model.modelReset.connect(lambda: resets.append(table.model.rowCount()))
    table.model.ask(ListQuery("case"))
    table.model.ask(ListQuery("case", text="K7QM"))
    table.settle()
    assert resets == [1]
    assert table.model.data(table.model.index(0)) in ("", "K7QM-2XDP")
    assert table.model.data(QModelIndex()) is None


def test_the_same_list_keeps_its_rows_while_they_are_read_again(table: Table) -> None:
    table.model.ask(ListQuery("case"))
    table.settle()
    table.model.row_at(0)
    table.settle()
    resets: list[int] = []
    table.model.modelReset.connect(lambda: resets.append(1))
    table.model.ask(ListQuery("case"))
    table.settle()
    assert resets == []
    assert table.model.row_at(0) is not None


def test_of_lists_that_wait_only_the_newest_is_read(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    numbers = windowed._numbers

    def noted(vault: Vault, query: ListQuery) -> array[int]:
        read.append(query.sort)
        return numbers(vault, query)

    monkeypatch.setattr(windowed, "_numbers", noted)
    free = Event()
    table.desk.ask(lambda _vault: free.wait())  # the worker is at something else
    for order in ("status", "code", "person"):
        table.model.ask(ListQuery("case", sort=order))
    free.set()
    table.settle()
    assert read == ["person"]
