"""Saved filters in the navigation: counted, opened by a click, saved from the list, taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ports import Condition
from app.services.filters import save_filter, saved
from tests.fakes import FakeVault
from tests.ui.pages.conftest import Stage
from tests.ui.people import EVENT


def test_the_filters_of_the_program_are_counted_and_narrow_the_list(stage: Stage) -> None:
    rows = stage.frame.side.filters
    assert list(rows) == ["minors", "no_consent", "unverified", "no_source", "urgent", "untouched"]
    said = rows["no_source"].accessibleName()
    assert said.startswith("No source, ")
    rows["no_source"].click()
    stage.settle()
    page = stage.page
    assert said == f"No source, {page.list.model.rowCount()}"
    assert page.list.narrow.on == 1
    shown = [page.list.model.row_at(n) for n in range(page.list.model.rowCount())]
    assert [row.case.ref("source") for row in shown if row is not None] == [None] * len(shown)


def test_what_narrows_the_list_is_saved_under_a_name_and_taken_away_again(
    stage: Stage, vault: FakeVault
) -> None:
    page = stage.page
    page.list.narrow.add(Condition("link/event", "is", EVENT.id))
    stage.settle()
    page.list.narrow.wanted_name.emit()
    assert page.list.filters.naming.isVisible()
    QTest.keyClicks(page.list.filters.naming, "October")
    QTest.keyClick(page.list.filters.naming, Qt.Key.Key_Return)
    stage.settle()
    with vault.read() as reader:
        (kept,) = saved(reader)
    assert (kept.name, kept.conditions) == ("October", (Condition("link/event", "is", EVENT.id),))
    assert not page.list.filters.naming.isVisible()
    nav = stage.frame.side.filters[kept.key]
    assert nav.accessibleName() == f"October, {page.list.model.rowCount()}"
    held = page.list.narrow.groups
    text, back = stage.said[-1]
    assert text == "Filter saved"
    assert callable(back)
    back()
    stage.settle()
    with vault.read() as reader:
        assert saved(reader) == ()
    assert (page.list.narrow.filter, page.list.narrow.groups) == (None, held), "it narrows as it did"
    save_filter(vault, kept)
    page.list.filters.show(kept.key)
    stage.settle()
    page.list.narrow.wanted_away.emit()
    stage.settle()
    assert kept.key not in stage.frame.side.filters
    _text, undo = stage.said[-1]
    assert callable(undo)
    undo()
    stage.settle()
    with vault.read() as reader:
        assert saved(reader) == (kept,)
    assert stage.troubles == []


def test_a_filter_without_a_name_says_what_is_missing(stage: Stage) -> None:
    stage.page.list.narrow.wanted_name.emit()
    QTest.keyClick(stage.page.list.filters.naming, Qt.Key.Key_Return)
    stage.settle()
    assert [str(error) for error in stage.troubles] == ["Give the filter a name of one line."]


def test_escape_puts_the_line_for_a_name_away_and_goes_back_to_the_rows(stage: Stage) -> None:
    listing = stage.page.list
    for table in (False, True):
        listing.show_table(table)
        rows = listing.table if table else listing.view
        listing.narrow.wanted_name.emit()
        QTest.keyClick(listing.filters.naming, Qt.Key.Key_Escape)
        assert not listing.filters.naming.isVisible()
        assert stage.frame.focusWidget() is rows
        listing.filter.setFocus()
        QTest.keyClick(listing.filter, Qt.Key.Key_Escape)
        assert stage.frame.focusWidget() is rows


def test_escape_saves_none_and_goes_back_to_the_rows_that_are_shown(stage: Stage, vault: FakeVault) -> None:
    page = stage.page
    page.list.show_table(True)
    page.list.narrow.add(Condition("link/event", "is", EVENT.id))
    stage.settle()
    page.list.narrow.wanted_name.emit()
    QTest.keyClicks(page.list.filters.naming, "October")
    QTest.keyClick(page.list.filters.naming, Qt.Key.Key_Escape)
    assert not page.list.filters.naming.isVisible()
    assert stage.frame.focusWidget() is page.list.table
    with vault.read() as reader:
        assert saved(reader) == ()
    stage.frame.actions_by_key["filter"].trigger()
    QTest.keyClick(page.list.filter, Qt.Key.Key_Down)
    assert stage.frame.focusWidget() is page.list.table
