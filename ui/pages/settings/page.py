"""Settings: how the window looks and locks, and the way to the settings of the vault."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import N_, _
from ui.capture import POSSIBLE
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.frame.sample import removal
from ui.pages.security.lock import minutes_choice
from ui.pages.security.parts import flowing
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
)

LABEL_WIDTH = 200
WIDEST = 760


class SettingsPage(Page):
    """Settings of this window, kept on this computer."""

    key, title, icon = "settings", N_("Settings"), "settings"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scroller = Scroller((56, 24, 56, 28), 22)
        scroller.body.addWidget(Label(_(self.title), "title"))
        self._blocks = (self._window(), self._vault())
        for block in self._blocks:
            scroller.body.addWidget(block)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))
        self._follow()
        theme().changed.connect(self._later)

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._follow)  # once it is remembered

    def _follow(self) -> None:
        """Text size and colours may be changed by a key, or by the menu, too."""
        self._size.setCurrentIndex(max(0, self._size.findData(theme().scale)))
        self._palette.set_current(self.desk.preferences.colours)
        for block in self._blocks:
            block.setMaximumWidth(theme().px(WIDEST))

    def _vault(self) -> Block:
        go = self.desk.navigate
        block = Block(_("This vault"), _("kept in it"))
        office = Button(_("Your organisation…"), lambda: go("office"), icon="landmark")
        words = Button(_("Words and fields…"), lambda: go("words"), icon="languages")
        passphrase = Button(_("Change passphrase…"), lambda: go("passphrase"), icon="key-round")
        safe = Button(_("Security…"), lambda: go("security"), icon="shield-check")
        more = [removal(self.desk)] if self.desk.sample else []
        block.body.addWidget(flowing(office, words, safe, passphrase, *more))
        return block

    def _forgetting(self, remember: CheckBox) -> Button:
        def forget() -> None:
            self.desk.prefer.emit("recent", ())
            self.desk.notify(_("The vaults opened before are forgotten"))

        button = Button(_("Forget them now"), forget, kind="link")
        button.setAccessibleName(_("Forget the vaults opened before"))
        button.setEnabled(remember.isChecked())
        remember.toggled.connect(button.setEnabled)
        return button

    def _window(self) -> Block:
        kept = self.desk.preferences
        block = Block(_("This window"), _("kept on this computer"))
        language = Segmented(_("Language"), [("English", "en"), ("한국어", "ko")], self.desk.language)
        colours: list[tuple[str, object]] = [(_("As the system"), ""), (_("Light"), "light")]
        palette = self._palette = Segmented(_("Colours"), [*colours, (_("Dark"), "dark")], kept.colours)
        sizes = [(f"{round(f * 100)} %", f) for f in FACTORS]
        size = self._size = Choice(_("Text size"), sizes)
        lock = minutes_choice(self.desk)
        prefer = self.desk.prefer.emit
        away = CheckBox(_("Lock when the window is minimised, too"))
        away.setChecked(kept.lock_minimised)
        away.toggled.connect(lambda on: prefer("lock_minimised", on))
        remember = CheckBox(_("Remember the folders of the vaults opened here, nothing else"))
        remember.setChecked(kept.remember)
        language.chosen.connect(lambda code: prefer("language", code))
        palette.chosen.connect(lambda chosen: prefer("colours", chosen))
        size.activated.connect(lambda _at: prefer("scale", size.currentData()))
        remember.toggled.connect(lambda on: prefer("remember", on))
        lines: list[tuple[str, QWidget]] = [
            (_("Language"), language),
            (_("Colours"), palette),
            (_("Text size"), size),
            (_("Locks itself"), lock),
            ("", away),
            ("", remember),
            ("", self._forgetting(remember)),
        ]
        if POSSIBLE:  # pragma: no cover - written for Windows and macOS, not run
            hide = CheckBox(_("Keep this window out of screenshots and recordings"))
            hide.setChecked(kept.hide_from_capture)
            hide.toggled.connect(lambda on: prefer("hide_from_capture", on))
            lines.append(("", hide))
        for _text, widget in lines:
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for box in (away, remember):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        block.body.addLayout(_grid(lines))
        return block


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
