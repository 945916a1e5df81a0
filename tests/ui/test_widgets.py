"""What is painted: every sign in both palettes and two text sizes, without an error; words beside it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QLocale, QSettings, QSize, Qt
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import i18n
from ui.files import ask_save, forget_folders
from ui.theme import Theme, theme
from ui.widgets import (
    Bar,
    BarChart,
    Block,
    BorderMap,
    Button,
    Certainty,
    CheckBox,
    Chip,
    Choice,
    CustodyChain,
    Elided,
    EmptyState,
    Figure,
    Hint,
    IconWord,
    Mark,
    Meter,
    QuietEdit,
    RangeAxis,
    RangeCell,
    Scroller,
    SearchField,
    Segmented,
    ShareBar,
    Span,
    Step,
    TimeStrip,
    column,
    scale_of,
)
from ui.widgets.map import view_of
from ui.widgets.ranges import nice
from ui.widgets.scrolling import reveal
from ui.widgets.sections import Sections
from ui.widgets.signs import CONSENT, ELEMENT, FLAG, PERSON, look_of
from ui.widgets.tabbing import move_part
from ui.widgets.tips import plain_tip

FIGURES = [
    Figure(600, 600, say="about 600"),
    Figure(600, 600, own=False),
    Figure(500, 500, "more_than"),
    Figure(None, 600, "up_to"),
    Figure(300, 500, "between"),
    Figure(None, None, "hundreds", words="no number"),
]
STEPS = [
    Step("exit", "Exit", "Summer 2018", "Musan", "probable", "Probable"),
    Step("handover", "Handover", "9 Oct 2023", "Nanping", "confirmed", "Confirmed"),
    Step("afterwards", "Not known", "", "", "unconfirmed", "Unconfirmed"),
]
SPANS = [
    Span(date(2018, 6, 1), date(2018, 8, 31), known=False),
    Span(date(2021, 8, 15), date(2023, 10, 9)),
    Span(date(2023, 10, 9), date(2023, 10, 9), event=True),
    Span(date(2023, 11, 1), None),
    Span(None, date(2018, 5, 1)),
]
MARKS = [Mark("Tumen", 42.96, 129.85, 2, 9000), Mark("Hunchun", 42.86, 130.36, 3), Mark("Beyond", 10.0, 10.0)]


def _everything() -> list[QWidget]:
    scale = scale_of(FIGURES, (500, 600))
    looks = [*PERSON.values(), *ELEMENT.values(), *FLAG.values()]
    return [
        *(Chip("Word", look) for look in looks),
        *(IconWord("Word", look) for look in CONSENT.values()),
        *(Certainty(code, code) for code in ("confirmed", "probable", "possible", "unconfirmed")),
        *(RangeCell(figure, scale) for figure in FIGURES),
        RangeAxis(scale),
        Meter(6, 1, 8, "6 of 8"),
        ShareBar(0.4, "red_ink", "40 per cent"),
        BarChart([Bar("Arrested", 7, "siren"), Bar("Not recorded", 2, "minus", True)]),
        CustodyChain("Custody chain", STEPS),
        TimeStrip(SPANS, "strip"),
        TimeStrip([], "nothing"),
        BorderMap(MARKS),
        EmptyState("folders", "Nothing.", [Hint("Begin", "With a name", "New", lambda: None)]),
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [1.0, 1.5])
def test_everything_paints_in_both_palettes_and_grows(
    qtbot: QtBot, look: Theme, dark: bool, size: float
) -> None:
    look.change(dark=dark, scale=size)
    for widget in _everything():
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint().expandedTo(QSize(320, 8)))
        image = widget.grab().toImage()
        assert len(_colours(image)) > 1, type(widget).__name__


def test_a_chain_is_as_high_as_its_steps_whenever_they_come(qtbot: QtBot) -> None:
    chain = CustodyChain("Custody chain")
    qtbot.addWidget(chain)
    chain.show()
    inside = chain.widget()
    assert inside is not None
    for steps in (STEPS[:1], STEPS):
        chain.show_steps(steps)
        assert chain.height() >= inside.sizeHint().height() > 60


def _colours(image: QImage) -> set[int]:
    points = [(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 3)]
    return {image.pixel(x, y) for x, y in points}


def test_pictures_say_in_words_what_they_show(look: Theme) -> None:
    words = {type(w).__name__: w.accessibleName() for w in _everything()}
    assert words["BarChart"] == "Arrested: 7; Not recorded: 2"
    assert words["BorderMap"] == "Map: Tumen 2; Hunchun 3; Beyond"
    assert words["Meter"] == "6 of 8"
    assert RangeCell(FIGURES[0], scale_of(FIGURES)).accessibleName() == "about 600"


def test_a_scale_has_room_for_the_largest_and_round_ticks() -> None:
    scale = scale_of(FIGURES, (500, 600))
    assert scale.most == 690
    assert scale.ticks() == (0, 300, 600)
    assert [nice(n) for n in (1, 7, 45, 1300, 2600)] == [1, 5, 40, 1000, 2500]
    assert scale_of([]).most == 1


def test_a_view_shows_every_mark_that_is_on_the_map() -> None:
    size = QSize(300, 200)
    view = view_of(MARKS, size)
    for mark in MARKS[:2]:
        at = view.at(mark.lon, mark.lat, size)
        assert 0 < at.x() < 300
        assert 0 < at.y() < 200


def test_a_term_that_staff_added_is_shown_plainly() -> None:
    assert look_of(PERSON, "no such code").kind == "grey"


def test_a_segmented_control_tells_the_data_and_takes_it(qtbot: QtBot, look: Theme) -> None:
    control = Segmented("Form", [("One page", 1), ("Full", 2)], 1)
    qtbot.addWidget(control)
    told: list[object] = []
    control.chosen.connect(told.append)
    control.buttons()[1].click()
    assert (told, control.current()) == ([2], 2)
    control.set_current(1)
    assert (told, control.current()) == ([2], 1)


def test_text_without_room_is_cut_and_whole_in_the_tooltip(qtbot: QtBot, look: Theme) -> None:
    text = "Return of several hundred from Jilin and Liaoning"
    for widget in (Elided(text), CheckBox(text)):
        qtbot.addWidget(widget)
        widget.resize(120, 24)
        widget.grab()
        assert widget.toolTip() == plain_tip(text)


def test_a_tooltip_shows_markup_letter_for_letter(qtbot: QtBot, look: Theme) -> None:
    name = '<img src="/etc/hostname"> and a long story about somebody'
    by_itself = QTextDocument()
    by_itself.setHtml(name)
    assert by_itself.toPlainText() != name  # the control
    label = Elided(name)
    qtbot.addWidget(label)
    label.resize(60, 24)
    label.grab()
    shown = QTextDocument()
    shown.setHtml(label.toolTip())
    assert shown.toPlainText() == name


def test_a_check_box_of_its_own_size_shows_all_of_its_text(qtbot: QtBot, look: Theme) -> None:
    box = CheckBox("Crossing")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.grab()
    assert box.toolTip() == ""


def test_a_long_field_grows_with_its_text(qtbot: QtBot, look: Theme) -> None:
    field = QuietEdit("Narrative", "one", most=6)
    qtbot.addWidget(field)
    field.resize(300, 40)
    short = field.height()
    field.setPlainText("\n".join("abcdefgh"))
    assert short < field.height() <= theme().px(20) + 7 * field.fontMetrics().lineSpacing()


def test_a_long_field_of_more_than_one_script_needs_no_scrollbar(qtbot: QtBot, look: Theme) -> None:
    field = QuietEdit("Narrative", "Her cousin was taken\n투먼에서 잡혔다고 함, 图们", least=2)
    qtbot.addWidget(field)
    field.resize(400, 40)
    field.show()
    field.setPlainText(field.toPlainText() + ".")
    assert field.verticalScrollBar().maximum() == 0


def test_the_page_follows_the_line_that_is_typed(qtbot: QtBot, look: Theme) -> None:
    page, above = Scroller(), QWidget()
    field = QuietEdit("Narrative", most=40)
    above.setFixedHeight(theme().px(120))
    page.body.addWidget(above)
    page.body.addWidget(field)
    page.body.addStretch(1)
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.show()
    page.activateWindow()

    def seen() -> bool:
        return not field.viewport().visibleRegion().intersected(field.cursorRect()).isEmpty()

    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setPlainText("\n".join("abcdefghijklmnop"))
    field.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(seen)
    field.moveCursor(QTextCursor.MoveOperation.End)
    assert not seen(), "it is below the page"
    qtbot.waitUntil(seen)
    above.setFixedHeight(theme().px(300))
    QTest.keyClicks(field, "q")
    qtbot.waitUntil(seen)


def test_f6_brings_the_next_part_into_sight(qtbot: QtBot, look: Theme) -> None:
    page = Scroller()
    fields = [QLineEdit(), QLineEdit()]
    blocks = [Block("First"), Block("Second")]
    for block, field in zip(blocks, fields, strict=True):
        block.body.addWidget(field)
        block.setFixedHeight(theme().px(300))
        page.body.addWidget(block)
    qtbot.addWidget(page)
    page.resize(400, 240)
    page.show()
    page.activateWindow()
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    assert fields[1].visibleRegion().isEmpty()
    move_part(page, True)
    assert fields[1].hasFocus()
    assert not fields[1].visibleRegion().isEmpty()
    reveal(blocks[0])
    qtbot.waitUntil(lambda: not blocks[0].heading.visibleRegion().isEmpty())  # it is higher than the page


def test_a_tab_by_its_number_begins_with_the_tabs(qtbot: QtBot, look: Theme) -> None:
    page, parts = Scroller(), [QWidget(), QWidget()]
    for part in parts:
        part.setFixedHeight(theme().px(900))
        part.setLayout(column(QLineEdit(), None))
    tabs = Sections("Tabs", page.body, {"One": parts[0], "Two": parts[1]})
    qtbot.addWidget(page)
    page.resize(400, 240)
    page.show()
    page.activateWindow()
    page.verticalScrollBar().setValue(500)
    assert tabs.visibleRegion().isEmpty()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not tabs.visibleRegion().isEmpty())
    assert parts[1].isAncestorOf(page.focusWidget())


def test_fields_have_names(qtbot: QtBot, look: Theme) -> None:
    for widget in (
        SearchField("Filter", "Filter this list", "Ctrl F"),
        Choice("Recipient", [("Nobody", None)]),
    ):
        qtbot.addWidget(widget)
        widget.resize(200, 32)
        assert widget.accessibleName()
        assert len(_colours(widget.grab().toImage())) > 2


def test_the_buttons_that_scroll_tabs_can_be_hit(qtbot: QtBot, look: Theme) -> None:
    """24 pixels is the least of WCAG 2.2, success criterion 2.5.8."""
    page = QWidget()
    qtbot.addWidget(page)
    look.dress(page)
    tabs = Sections("Parts", QVBoxLayout(page), {f"Part {n}": QWidget() for n in range(12)})
    page.resize(300, 200)
    page.show()
    page.grab()
    buttons = tabs.findChildren(QToolButton)
    assert [b.accessibleName() for b in buttons] == ["Tabs to the left", "Tabs to the right"]
    assert buttons[0].x() < buttons[1].x()
    assert min(min(b.width(), b.height()) for b in buttons) >= 24


@pytest.mark.parametrize("dark", [False, True])
def test_what_a_file_dialog_completes_can_be_read(
    qtbot: QtBot, look: Theme, tmp_path: Path, dark: bool
) -> None:
    """The names that fit what is typed stand on the colour of the page, not on nothing, which is black."""
    look.change(dark=dark)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = ask_save(parent, "Save", tmp_path / "a.pdf", "PDF (*.pdf)", lambda _path: None)
    (completer,) = [c for line in dialog.findChildren(QLineEdit) if (c := line.completer()) is not None]
    popup = completer.popup()
    assert popup is not None
    popup.resize(200, 100)
    popup.show()
    assert popup.grab().toImage().pixelColor(100, 80) == look.color("page")
    popup.hide()
    dialog.reject()


def test_a_file_dialog_speaks_the_language_of_the_window(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    i18n.use("en_XA")
    QLocale.setDefault(QLocale("en_GB"))  # the system's words for kinds of files follow it
    parent = QWidget()
    qtbot.addWidget(parent)
    file = tmp_path / "b.zzz"
    file.write_bytes(b"x" * 2048)
    when = datetime(2026, 10, 9, 12, 30, tzinfo=UTC).astimezone()
    os.utime(file, times=(when.timestamp(), when.timestamp()))
    dialog = ask_save(parent, "Save", tmp_path / "a.zzz", "All (*)", lambda _path: None)
    labels = QFileDialog.DialogLabel
    said = [dialog.labelText(label) for label in (labels.LookIn, labels.FileType)]
    said += [dialog.iconProvider().type(QFileInfo(str(place))) for place in (tmp_path, "/", file)]
    assert [words[0] for words in said] == ["⟦"] * 5
    (rows,) = dialog.findChildren(QTreeView, "treeView")
    qtbot.waitUntil(lambda: rows.model().rowCount(rows.rootIndex()) == 1, timeout=60_000)
    i18n.use("ko")
    cells = []
    for place in (1, 3):
        cell, index = QStyleOptionViewItem(), rows.model().index(0, place, rows.rootIndex())
        rows.itemDelegateForIndex(index).initStyleOption(cell, index)  # type: ignore[attr-defined]  # ours
        cells.append(cell.text)
    assert cells == ["2.00 KiB", f"2026. 10. {when.day}. {when:%H:%M}"]
    dialog.reject()
    i18n.use("en")


def test_the_folders_somebody_looked_into_are_forgotten() -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "a folder named after somebody")
    settings.sync()
    forget_folders()
    again = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert again.value("FileDialog/lastVisited") is None


def test_an_ampersand_in_a_button_is_no_key(qtbot: QtBot, look: Theme) -> None:
    button = Button("on Claim: Park & Kim", kind="link")
    qtbot.addWidget(button)
    look.dress(button)
    button.ensurePolished()
    letters = button.fontMetrics().horizontalAdvance(button.text())
    assert button.sizeHint().width() >= letters + 10, "the ring of the focus touches no letter"
    assert button.text() == "on Claim: Park & Kim"
    assert (QPushButton.text(button), button.shortcut().isEmpty()) == ("on Claim: Park && Kim", True)
