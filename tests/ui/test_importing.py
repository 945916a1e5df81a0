"""Taking a spreadsheet in from the window: what is understood is shown, all rows or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from app.errors import ImportRefused
from app.foreign import ForeignRow, ForeignTable
from app.messages import Msg
from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.windows import opened, settle
from ui.accessibility import tree
from ui.frame.ways import Ways
from ui.pages.importing import Import
from ui.theme import Theme
from ui.widgets import Label
from ui.window import Window


def read_table(data: bytes) -> ForeignTable:
    """A reader as small as the tests need."""
    lines = data.decode("utf-8").split()
    if len(lines) < 2:
        raise ImportRefused(Msg.CSV_NO_ROWS)
    rows = tuple(ForeignRow(n, tuple(line.split(","))) for n, line in enumerate(lines[1:], start=2))
    return ForeignTable(tuple(lines[0].split(",")), rows, "UTF-8", ",")


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def page(qtbot: QtBot, look: Theme, tmp_path: Path, vault: FakeVault) -> Import:
    window = opened(qtbot, tmp_path, vault)
    assert window.frame is not None
    window.frame.desk.ways = Ways(read_table=read_table)
    window.frame.go("import")
    settle(window, qtbot)
    found = window.frame.current
    assert isinstance(found, Import)
    return found


def _use(page: Import, qtbot: QtBot, text: str, folder: Path) -> None:
    file = folder / "people.csv"
    file.write_text(text, "utf-8")
    page.use(file)
    window = page.window()
    assert isinstance(window, Window)
    for _ in range(2):
        settle(window, qtbot)


def _texts(page: Import) -> list[str]:
    return [label.text() for label in page.findChildren(Label)]


def _names(vault: FakeVault) -> list[str]:
    with vault.read() as reader:
        return sorted(str(p.rows("names")[0].values["text"]) for p in reader.all("person"))


def test_a_table_is_shown_with_its_fields_and_taken_in(
    page: Import, qtbot: QtBot, tmp_path: Path, vault: FakeVault
) -> None:
    _use(page, qtbot, "이름,성별\n리영희,여\n박금숙,여", tmp_path)
    assert page.plan is not None
    assert page.plan.ready
    assert page.plan.fields == ("Name", "Sex")
    window = page.window()
    assert isinstance(window, Window)
    assert unnamed(tree(window)) == []
    assert page.go.text() == "Take in 2 cases"
    page.go.click()
    settle(window, qtbot)
    assert _names(vault) == ["리영희", "박금숙"]
    assert window.notices.text == "2 cases taken in"
    assert window.frame is not None
    assert window.frame.current is not None
    assert window.frame.current.key == "cases"


def test_each_cell_that_cannot_be_read_is_named_and_nothing_is_taken(
    page: Import, qtbot: QtBot, tmp_path: Path, vault: FakeVault
) -> None:
    _use(page, qtbot, "name,sex\nRi,female\nPak,purple", tmp_path)
    assert page.plan is not None
    assert not page.plan.ready
    assert "Nothing was taken in: 1 cell cannot be read" in _texts(page)
    assert "Row 3, column 2: not one of the values of this field" in _texts(page)
    assert _names(vault) == []


def test_what_is_odd_is_told_beside_its_row_and_taken_in(
    page: Import, qtbot: QtBot, tmp_path: Path, vault: FakeVault
) -> None:
    mixed = "Kim-\N{CYRILLIC CAPITAL LETTER ES}hol-Su"
    text = f"name,latin,birth,sex\n리영희,{mixed},1991,f\n박금숙,Pak\N{ZERO WIDTH SPACE},2091-01-01,f"
    _use(page, qtbot, text, tmp_path)
    assert page.plan is not None
    assert page.plan.ready
    assert [(cell.row, cell.column) for cell in page.plan.odd] == [(2, 2), (3, 2), (3, 3)]
    said = "3 cells should be looked at again; they are taken in all the same"
    assert said in _texts(page)
    (table,) = page.findChildren(QTableWidget)
    told = [(r, c) for r in range(2) for c in range(4) if (i := table.item(r, c)) and i.toolTip()]
    assert told == [(0, 1), (1, 1), (1, 2)]
    page.go.click()
    window = page.window()
    assert isinstance(window, Window)
    settle(window, qtbot)
    assert _names(vault) == ["리영희", "박금숙"]


def test_a_column_that_is_no_field_is_refused(page: Import, qtbot: QtBot, tmp_path: Path) -> None:
    _use(page, qtbot, "name,shoes,sex\nRi,42,f", tmp_path)
    assert "Column 2 has a heading that is no field of a case." in _texts(page)
    assert page.plan is not None
    assert page.plan.fields == ("Name", "", "Sex"), "what is understood is said to be"


def test_a_file_that_cannot_be_read_says_why(page: Import, qtbot: QtBot, tmp_path: Path) -> None:
    _use(page, qtbot, "name", tmp_path)
    assert "This file has headings and no rows." in _texts(page)


def test_giving_up_leaves_the_vault_as_it_was(
    page: Import, qtbot: QtBot, tmp_path: Path, vault: FakeVault
) -> None:
    _use(page, qtbot, "name\n" + "\n".join(f"P{n}" for n in range(200)), tmp_path)
    page.go.click()
    page.stop.click()
    window = page.window()
    assert isinstance(window, Window)
    qtbot.waitUntil(lambda: window.bridge.waiting == 0, timeout=60_000)
    assert "Given up; nothing was taken in." in _texts(page)
    with vault.read() as reader:
        assert not any(reader.all("case"))
