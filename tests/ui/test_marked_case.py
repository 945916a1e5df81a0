"""Every page, tab and form of a marked case: what it tells is nowhere seen or said until it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from app.distressing import TEXTS
from app.fields import Field, FieldType
from app.records import TYPES, Record, new
from app.services.grounds import add_rival, address_of
from app.services.saving import save
from app.values import Text, Value, uncertain
from tests.fake_papers import FakeOutbox, FakeRenderer
from tests.fakes import FakeVault
from tests.stories import FixedClock
from tests.ui.people import CASE, EVENT, OTHER, SOURCE, YONG_HUI, vault_of_people
from tests.ui.sheets import sheets_of
from tests.ui.test_reach import end, pages_of, settle, window_in
from ui.forms.keeper import Keeper
from ui.frame.ways import Ways
from ui.pages.cases import Cases
from ui.pages.events import Events
from ui.parts.panels import PartsPanel
from ui.pictures.picture import Picture
from ui.theme import Theme
from ui.widgets import Fold, FoldPanel
from ui.window import Window

TOLD = "PLANTED"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)
MOST_ROWS = 60
ROOT = QModelIndex()
OWN = Field("testimony", FieldType.LONG_TEXT, "Testimony", own=True, label_ko="증언")


def planted(record: Record) -> Record:
    """A record with the sentinel in each text that tells."""
    found: dict[str, Value] = {}
    for key in TEXTS[record.type]:
        field = TYPES[record.type].by_key[key]
        found[key] = TOLD if field.type is FieldType.TEXT else Text(f"{TOLD} {record.type} {key}", "en")
    return record.with_values(**found)


def told(mark: str) -> FakeVault:
    """The people, with everything that can be told of one of them, and a claim."""
    vault = vault_of_people()
    vault.own["case"] = (OWN,)
    case = planted(vault.state.records[CASE.id]).with_values(
        distressing=mark, testimony=Text(f"{TOLD} testimony", "en")
    )
    person = planted(vault.state.records[YONG_HUI.id])
    told_of = [
        new("sighting", case=CASE.id),
        new("contact", case=CASE.id, by=Text("This office", "en")),
        new("act", case=CASE.id, type="refoulement"),
        new("task", case=CASE.id, due=uncertain("2026-11-20")),
        new("relation", person=YONG_HUI.id, other=OTHER.id, kind="relative"),
        new("evidence", case=CASE.id, kind="object"),
        new("comment", sample=False).with_values(**address_of(CASE, "").values),
        new("claim", event=EVENT.id, claimant=Text("An office", "en"), named="yes", distressing=mark),
        new("claim", claimant=Text("An office", "en"), named="yes", running_total="yes", distressing=mark),
        new("claim", event=EVENT.id, claimant=Text("A ministry", "en"), named="yes", distressing=mark,
            stance="denies", state="CN"),
    ]  # fmt: skip
    for key in ("status", "detention_reasons"):
        told_of.append(new("citation", source=SOURCE.id).with_values(**address_of(CASE, key).values))
    save(vault, case, person, *(planted(one) for one in told_of))
    call = Text(f"{TOLD} call", "en")
    save(vault, new("quick_note", case=CASE.id, settled=uncertain("2026-11-20"), said=call))
    with vault.write() as work:
        add_rival(work, address_of(CASE, "detention_reasons"), Text(f"{TOLD} rival", "en"), SOURCE.id)
        work.commit()
    return vault


def texts(widget: QWidget) -> Iterator[str]:
    """What a widget shows by itself, and says of itself."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, Picture):
        yield from (cell for row in widget.drawing.rows for cell in row)
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(min(model.rowCount(ROOT), MOST_ROWS)):
            for column in range(widget.horizontalHeader().count() if isinstance(widget, QTableView) else 1):
                if not (hasattr(widget, "isRowHidden") and _hidden(widget, row)):
                    yield from (str(model.index(row, column).data(role) or "") for role in ROLES)
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        yield from (interface.text(kind) for kind in kinds)
    yield widget.toolTip()


def _hidden(view: Any, row: int) -> bool:
    try:
        return bool(view.isRowHidden(row))
    except TypeError:  # a tree asks for a parent too
        return False


def seen(root: QWidget) -> list[str]:
    """Where the sentinel can be read or heard."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible():
            found += [f"{type(widget).__name__}: {text}" for text in texts(widget) if TOLD in text]
    return found


def tabs_of(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Each tab of the case and of the event, and who says so of two fields."""
    frame = window.frame
    assert frame is not None
    for page, record in (("cases", CASE.id), ("events", EVENT.id)):
        frame.go(page, record)
        settle(window)
        shown = frame.page(page)
        assert isinstance(shown, Cases | Events)
        pane = shown.record if isinstance(shown, Cases) else shown.view
        for place in range(pane.tabs.count()):
            pane.tabs.setCurrentIndex(place)
            settle(window)
            yield f"{page}: {pane.tabs.tabText(place)}", window
        if isinstance(shown, Cases):
            yield from grounds_of(window, shown)
        else:
            for claim in shown.view.shown.page.claims:  # type: ignore[union-attr]  # it is shown
                pane.tabs.setCurrentIndex(0)
                shown.view.table.select_claim(claim.id)
                settle(window)
                yield f"claim of {claim.phrase('claimant').text}", window


def grounds_of(window: Window, page: Cases) -> Iterator[tuple[str, QWidget]]:
    for key in ("status", "detention_reasons"):
        page.record.tabs.show_part_of(page.record.case.editors[key])
        page.record.grounds["case"].toggle(key)
        settle(window)
        yield f"who says so: {key}", window
    page.record.grounds["case"].close()


def conflict(window: Window, page: Cases) -> Keeper:
    """The narrative as somebody else saved it meanwhile beside what was typed."""
    keeper = page.record.keepers["case"]
    base = keeper.form.base
    mine = base.with_values(narrative=Text(f"{TOLD} mine", "en"))
    theirs = base.with_values(narrative=Text(f"{TOLD} theirs", "en"))
    keeper._show_conflict(mine, base, theirs)
    settle(window)
    return keeper


@pytest.mark.slow
def test_nothing_that_a_marked_case_tells_is_seen_until_it_is_asked_for(look: Theme) -> None:
    vault = told("yes")
    window = window_in("en", (1440, 900), lambda: vault)
    found = {name: seen(window) for name, page in pages_of(window) if not name.startswith("notes")}
    found |= {name: seen(root) for name, root in tabs_of(window)}
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window)
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    keeper = conflict(window, page)
    found["conflict"] = seen(window)
    assert {name: where for name, where in found.items() if where} == {}
    assert len(found) > 40
    unfold(keeper.form.parentWidget() or page)
    assert len(seen(page)) > 1
    end(window)


@pytest.mark.slow
def test_no_sheet_tells_it_either(look: Theme) -> None:
    vault = told("yes")
    ways = Ways(FakeRenderer(), FakeOutbox(), clock=FixedClock())
    window = window_in("en", (1440, 900), lambda: vault, ways)
    found = {name: seen(sheet) for name, sheet in sheets_of(window, settle)}
    end(window)
    assert {name: where for name, where in found.items() if where} == {}
    assert len(found) > 20


def unfold(root: QWidget) -> None:
    """Ask for everything that waits."""
    for panel in root.window().findChildren(FoldPanel):
        if panel.isVisible():
            panel.show_it.click()


@pytest.mark.slow
def test_it_is_all_there_once_it_is_asked_for(look: Theme) -> None:
    vault = told("yes")
    window = window_in("en", (1440, 900), lambda: vault)
    found = {}
    for name, root in tabs_of(window):
        folded = [p for p in root.findChildren(FoldPanel) if p.isVisible()]
        if folded:
            unfold(root)
            settle(window)
            found[name.split("  ")[0]] = bool(seen(root))
    end(window)
    asked = ["Overview", "Narrative", "Timeline", "UN forms", "Comments", "History"]
    assert found == {
        **{f"cases: {tab}": True for tab in asked},
        "who says so: status": True,
        "who says so: detention_reasons": True,
        "claim of An office": True,
        "claim of A ministry": True,
        "events: History": True,
    }


@pytest.mark.slow
def test_of_a_case_that_is_not_marked_it_is_seen_at_once(look: Theme) -> None:
    vault = told("no")
    window = window_in("en", (1440, 900), lambda: vault)
    found = {name.split("  ")[0] for name, root in tabs_of(window) if seen(root)}
    assert window.frame is not None
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    end(window)
    tabs = ("Overview", "Narrative", "Acts", "Timeline", "Evidence", "People", "Advocacy", "Tasks")
    assert found >= {f"cases: {tab}" for tab in (*tabs, "UN forms", "Comments", "History")}
    assert found >= {"events: Claims", "claim of An office"}
    assert found >= {"who says so: status", "who says so: detention_reasons"}


def test_a_line_of_a_sighting_opens_into_its_texts(look: Theme) -> None:
    vault = told("yes")
    window = window_in("en", (1440, 900), lambda: vault)
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window)
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    panel: PartsPanel = page.record.sightings
    page.record.tabs.show_part_of(panel)
    assert seen(panel) == []
    panel.open(panel._found[0])
    settle(window)
    assert seen(panel)
    end(window)


def test_a_text_that_is_not_folded_is_noticed(look: Theme) -> None:
    label = QLabel(f"It says {TOLD}")
    fold = Fold(label)
    fold.show()
    assert seen(fold)
    fold.show_of(1, True)
    assert seen(fold) == []
    fold.setToolTip(TOLD)
    assert seen(fold)
    fold.deleteLater()
