"""Everyone can use it: each control of each page is named, reached by Tab, and shows its whole text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import i18n
from tests.fakes import FakeVault
from tests.ui.people import CASE, vault_of_people
from tests.ui.windows import FakeOpener
from ui import smoke
from ui.frame.page import Page
from ui.frame.ways import Ways
from ui.pages import PAGES
from ui.pages.cases import Cases
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.labels import Elided
from ui.window import Window

MOST_TABS = 400
SAME_LINE = 14
"""Pixels that the middles of controls in one line may differ."""
LEAST = 2
"""Pixels a text may lack: a glyph's bearing, no letter."""


def window_in(
    language: str,
    size: tuple[int, int],
    vault: Callable[[], FakeVault] = vault_of_people,
    ways: Ways | None = None,
) -> Window:
    """The real window over a few people."""
    window = Window(FakeOpener(), PAGES, settings=Settings(language=language), keep=False, ways=ways)
    window.resize(*size)
    window.show()
    window.activateWindow()
    window.open_with(vault, lambda error: None)
    settle(window)
    return window


def end(window: QWidget) -> None:
    """Gone at once: what stays alive is dressed anew by each change of the look."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def front(widget: QWidget) -> None:
    """The window that has the keyboard; without a screen one that was shown last may keep it."""
    widget.activateWindow()
    QApplication.processEvents()


def settle(window: Window) -> None:
    """Until nothing waits."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    smoke.settle(app, window)


def pages_of(window: Window) -> Iterator[tuple[str, Page]]:
    """Every page and every view of it, shown in turn."""
    frame = window.frame
    assert frame is not None
    for key in frame.keys():  # noqa: SIM118 - a method
        frame.go(key, CASE.id if key == "cases" else None)
        settle(window)
        page = frame.page(key)
        front(window)
        yield key, page
        for name, show in page.views().items():
            show()
            settle(window)
            front(window)
            yield f"{key}-{name}", page


# names and roles


def wrong_names(widget: QWidget) -> list[str]:
    """Controls without a name, or named by their class, or that say they are something else."""
    found = []
    for child in controls(widget):
        interface = QAccessible.queryAccessibleInterface(child)
        name = interface.text(QAccessible.Text.Name)
        if not name.strip() or re.fullmatch(r"Q[A-Z]\w+|[A-Z]\w+(Edit|Button|Combo|View|Line)", name):
            found.append(f"{type(child).__name__} named {name!r} in {where(child)}")
        if interface.role() in (QAccessible.Role.Client, QAccessible.Role.NoRole):
            found.append(f"{type(child).__name__} {name!r} has no role")
    return found


def controls(widget: QWidget) -> list[QWidget]:
    """What Tab or a click of the mouse can put the keyboard into, and can be seen."""
    return [
        child
        for child in widget.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
        and not isinstance(child, (QScrollArea, QMenuBar))
    ]


def where(widget: QWidget) -> str:
    """The classes around a widget."""
    around: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(around) < 3:
        around.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(around)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_control_has_a_name_and_a_role(look: Theme, language: str) -> None:
    i18n.use(language)
    window = window_in(language, (1440, 900))
    found = {name: wrong_names(page) for name, page in pages_of(window)}
    end(window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) > 15


def test_a_control_without_a_name_or_named_by_its_class_is_noticed(look: Theme) -> None:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    for name in ("", "QPlainTextEdit", "Note"):
        edit = QPlainTextEdit()
        edit.setAccessibleName(name)
        layout.addWidget(edit)
    holder.show()
    assert len(wrong_names(holder)) == 2


# Tab


def walk(window: QWidget, start: QWidget) -> list[QWidget]:
    """What Tab reaches from a control until it comes round, or does not go on."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while len(seen) < MOST_TABS:
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return seen


def unreached(window: QWidget, page: QWidget, start: QWidget) -> list[str]:
    """Controls of a page that Tab does not reach."""
    reached = set(walk(window, start))
    return [
        f"{type(c).__name__} {c.accessibleName()!r} in {where(c)}" for c in controls(page) if c not in reached
    ]


@pytest.mark.slow
def test_tab_reaches_every_control_of_every_page_and_is_caught_nowhere(look: Theme) -> None:
    window = window_in("en", (1440, 900))
    found = {}
    for name, page in pages_of(window):
        start = page.focus_start()
        if start is not None:
            found[name] = unreached(window, page, start)
    end(window)
    assert {name: left for name, left in found.items() if left} == {}
    assert len(found) > 15


def test_a_field_that_keeps_tab_is_noticed(look: Theme) -> None:
    holder, edit, after = QWidget(), QPlainTextEdit(), QPushButton("After")
    layout = QVBoxLayout(holder)
    layout.addWidget(edit)
    layout.addWidget(after)
    holder.show()
    front(holder)
    assert len(unreached(holder, holder, edit)) == 1
    edit.setTabChangesFocus(True)
    assert unreached(holder, holder, edit) == []


def backwards(page: QWidget, start: QWidget) -> list[str]:
    """Steps of Tab within a page that go up in the same column, or to the left in the same line.

    Measured when the step was made: a part may unfold when the keyboard comes, and fold when it goes.
    """
    wrong: list[str] = []
    before, seen = start, {start}
    start.setFocus(Qt.FocusReason.TabFocusReason)
    while True:
        QTest.keyClick(before, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        if after is None or after in seen or not page.isAncestorOf(after):
            return wrong if len(seen) > 1 else ["Tab leads nowhere"]
        seen.add(after)
        if before.isVisible() and (way := _way(page, before, after)):
            wrong.append(f"{way}: {before.accessibleName()} -> {after.accessibleName()}")
        before = after


def _way(page: QWidget, before: QWidget, after: QWidget) -> str:
    a, b = (w.mapTo(page, w.rect().center()) for w in (before, after))
    if abs(a.y() - b.y()) < SAME_LINE:
        return "left" if b.x() < a.x() else ""
    return "up" if b.y() < a.y() and after.mapTo(page, QPoint(0, 0)).x() < a.x() else ""


def test_tab_follows_the_reading_order_of_a_file(look: Theme) -> None:
    window = window_in("en", (1440, 900))
    assert window.frame is not None
    window.frame.go("cases", CASE.id)
    settle(window)
    front(window)
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    inside = page.record.widget()
    assert inside is not None
    wrong = backwards(inside, page.record.head.copy)
    end(window)
    assert wrong == []


def test_an_order_against_the_reading_is_noticed(look: Theme) -> None:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    made = [QPushButton(text) for text in "abc"]
    for button in made:
        layout.addWidget(button)
    holder.show()
    front(holder)
    assert backwards(holder, made[0]) == []
    QWidget.setTabOrder(made[0], made[2])
    QWidget.setTabOrder(made[2], made[1])
    assert len(backwards(holder, made[0])) == 1


# room


def clipped(page: QWidget) -> list[str]:
    """Labels and buttons that show less than their text and do not say it otherwise."""
    texts: list[QLabel | QAbstractButton] = [*page.findChildren(QLabel)]
    texts += page.findChildren(QAbstractButton)
    return [
        f"{child.text()[:50]!r} {child.width()} of {child.sizeHint().width()}"
        for child in texts
        if child.isVisible() and child.text() and not child.toolTip() and _lacks_room(child)
    ]


def _lacks_room(child: QLabel | QAbstractButton) -> bool:
    if isinstance(child, Elided):
        return False
    if isinstance(child, QAbstractButton):
        return child.width() < child.minimumSizeHint().width() - LEAST
    if child.wordWrap():
        return child.height() < child.heightForWidth(child.width()) - LEAST
    return child.width() < child.sizeHint().width() - LEAST


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("size", "scale"), [((1100, 700), 1.0), ((1100, 700), 1.5)])
def test_nothing_is_clipped(look: Theme, language: str, size: tuple[int, int], scale: float) -> None:
    i18n.use(language)
    look.change(scale=scale)
    window = window_in(language, size)
    found = {name: clipped(page) for name, page in pages_of(window)}
    end(window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_label_without_room_is_noticed(look: Theme) -> None:
    holder, label = QWidget(), QLabel("A text that needs more room than there is", None)
    QVBoxLayout(holder).addWidget(label)
    label.setFixedWidth(60)
    holder.show()
    assert len(clipped(holder)) == 1
    label.setToolTip(label.text())
    assert clipped(holder) == []
