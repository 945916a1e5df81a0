"""Settings: how the window looks and locks, and the way to the settings of the vault."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.theme import theme
from ui.theme.scale import FACTORS
from ui.widgets import (
    Block,
    Button,
    CheckBox,
    Choice,
    Label,
    Scroller,
    Segmented,
    column,
    row,
)

MINUTES = (5, 10, 15, 30, 60, 0)
LABEL_WIDTH = 200


class SettingsPage(Page):
    """Settings of this window, kept on this computer."""

    key, title, icon = "settings", N_("Settings"), "settings"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scroller = Scroller((56, 24, 56, 28), 22)
        scroller.body.addWidget(Label(_(self.title), "title"))
        for block in (self._window(), self._vault()):
            block.setMaximumWidth(theme().px(760))
            scroller.body.addWidget(block)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def _vault(self) -> Block:
        go = self.desk.navigate
        block = Block(_("This vault"), _("kept in it"))
        office = Button(_("Your organisation…"), lambda: go("office"), icon="landmark")
        passphrase = Button(_("Change passphrase…"), lambda: go("passphrase"), icon="key-round")
        block.body.addLayout(row(office, passphrase, None))
        return block

    def _window(self) -> Block:
        kept = self.desk.preferences
        block = Block(_("This window"), _("kept on this computer"))
        language = Segmented(_("Language"), [("English", "en"), ("한국어", "ko")], self.desk.language)
        palette = Segmented(_("Colours"), [(_("Light"), False), (_("Dark"), True)], theme().dark)
        sizes = [(f"{round(f * 100)} %", f) for f in FACTORS]
        size = Choice(_("Text size"), sizes)
        size.setCurrentIndex(max(0, size.findData(theme().scale)))
        lock = Choice(_("Locks itself"), [(_lock_words(n), n) for n in MINUTES])
        lock.setCurrentIndex(max(0, lock.findData(kept.lock_after)))
        remember = CheckBox(_("Remember the vault opened last"))
        remember.setChecked(kept.remember)
        prefer = self.desk.prefer.emit
        language.chosen.connect(lambda code: prefer("language", code))
        palette.chosen.connect(lambda dark: prefer("dark", dark))
        size.activated.connect(lambda _at: prefer("scale", size.currentData()))
        lock.activated.connect(lambda _at: prefer("lock_after", lock.currentData()))
        remember.toggled.connect(lambda on: prefer("remember", on))
        lines: list[tuple[str, QWidget]] = [
            (_("Language"), language),
            (_("Colours"), palette),
            (_("Text size"), size),
            (_("Locks itself"), lock),
            ("", remember),
        ]
        for _text, widget in lines:
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        remember.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        block.body.addLayout(_grid(lines))
        return block


def _lock_words(minutes: int) -> str:
    if not minutes:
        return _("never")
    return ngettext("after {n} minute", "after {n} minutes", minutes).format(n=minutes)


def _grid(lines: list[tuple[str, QWidget]]) -> QVBoxLayout:
    made = column(spacing=0)
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, theme().px(LABEL_WIDTH))
    grid.setColumnStretch(1, 1)
    for number, (text, widget) in enumerate(lines):
        label = Label(text, "label")
        label.setBuddy(widget)
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignVCenter)
        fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        grid.addWidget(widget, number, 1, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
    made.addLayout(grid)
    return made
