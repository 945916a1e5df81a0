"""Every shortcut, from the one table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from app.i18n import N_, _
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.shortcuts import ADDING, TABLE, Shortcut, written
from ui.theme import theme
from ui.widgets import Block, Label, Painted, Scroller, column, row
from ui.widgets.fields import key_cap

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Records"),
        (
            "new_case",
            "new_event",
            "new_note",
            "edit",
            *ADDING,
            "set_value",
            "sources",
            "tongue",
            "today",
            "save",
            "wrong",
            "restore",
            "undo",
            "redo",
            "next",
            "previous",
        ),
    ),
    (
        N_("Finding"),
        (
            *("find", "filter", "conditions", "table", "columns", "beside", "close_tab"),
            *("back", "forward", "part", "part_back", "section", "section_last"),
        ),
    ),
    (N_("Pages"), ("page1", "page2", "page3", "page4", "page5", "page6", "page7", "page8", "page9")),
    (N_("In and out"), ("import", "brief", "backup", "open", "lock", "quit")),
    (N_("The window"), ("larger", "smaller", "normal", "fullscreen", "settings", "manual", "shortcuts")),
)


class KeyCap(Painted):
    """The keys of a command in a small frame."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        width = theme().metrics("key").horizontalAdvance(self._text) + theme().px(12)
        return QSize(round(width), theme().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame and the text."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            key_cap(p, self._text, box.right(), box.center().y())


class Shortcuts(Page):
    """What the keys do."""

    key, title, icon = "shortcuts", N_("Keyboard shortcuts"), "keyboard"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scroller = Scroller()
        scroller.body.addWidget(Label(_(self.title), "title"))
        made: list[Block] = []
        for title, keys in GROUPS:
            block = Block(_(title), spacing=2)
            block.body.addLayout(_rows(keys))
            made.append(block)
        left = (made[0], made[3])
        right = (block for block in made if block not in left)
        sides = row(column(*left, None, spacing=20), column(*right, None, spacing=20), spacing=44)
        for side in (0, 1):
            sides.setStretch(side, 1)
        scroller.body.addLayout(sides)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))


def _rows(keys: tuple[str, ...]) -> QVBoxLayout:
    made = column(spacing=5)
    for key in keys:
        shortcut = TABLE[key]
        line = row(Label(_(shortcut.label), "body"), None)
        for text in caps(shortcut):
            line.addWidget(KeyCap(text))
        made.addLayout(line)
    return made


def caps(shortcut: Shortcut) -> tuple[str, ...]:
    """The keys of a command as they are shown: Return and the Enter of the number block are one."""
    keys = dict.fromkeys(one.replace("Return", "Enter") for one in shortcut.keys)
    return tuple(written(QKeySequence(one)) for one in keys)
