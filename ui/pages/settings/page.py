"""Settings: who stands on documents, how the window looks and locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    QuietLine,
    Scroller,
    Segmented,
    column,
    row,
)

if TYPE_CHECKING:
    from app.ports import Vault

MINUTES = (5, 10, 15, 30, 60, 0)
KEPT = ("organisation", "contact")
LABEL_WIDTH = 200


class SettingsPage(Page):
    """Settings of the vault (they travel with it) and of this window."""

    key, title, icon = "settings", N_("Settings"), "settings"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scroller = Scroller((56, 24, 56, 28), 22)
        scroller.body.addWidget(Label(_(self.title), "title"))
        self.fields = {
            "organisation": QuietLine(_("Organisation"), hint=_("As it stands at the head of documents")),
            "contact": QuietLine(_("Contact"), hint=_("An address that documents may give")),
        }
        self._saved: dict[str, str] = {}
        for block in (self._documents(), self._window(), self._keys()):
            block.setMaximumWidth(theme().px(760))
            scroller.body.addWidget(block)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))
        for field in self.fields.values():
            field.editingFinished.connect(self.save_now)

    # the vault's own

    def _documents(self) -> Block:
        block = Block(_("On documents"), _("kept in the vault"))
        lines = [(_("Organisation"), self.fields["organisation"]), (_("Contact"), self.fields["contact"])]
        block.body.addLayout(_grid(lines))
        return block

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read the settings of the vault."""
        self.desk.ask(_read, self._show, owner=self)

    def _show(self, kept: dict[str, str]) -> None:
        self._saved = kept
        for key, field in self.fields.items():
            if not field.hasFocus():
                field.setText(kept[key])

    def save_now(self) -> None:
        """Keep what was changed."""
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        fresh = {key: text for key, text in typed.items() if text != self._saved.get(key, "")}
        if fresh:
            self._saved = {**self._saved, **fresh}
            self.desk.save(lambda vault: _write(vault, fresh), kinds=())

    def leave(self) -> None:
        """Keep what was typed."""
        self.save_now()

    def _keys(self) -> Block:
        block = Block(_("Passphrase"), _("yours alone"))
        button = Button(_("Change passphrase…"), lambda: self.desk.navigate("passphrase"), icon="key-round")
        block.body.addLayout(row(button, None))
        return block

    # the window's

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


def _grid(lines: list[tuple[str, QWidget]] | list[tuple[str, QuietLine]]) -> QVBoxLayout:
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


def _read(vault: Vault) -> dict[str, str]:
    with vault.read() as reader:
        return {key: reader.setting(key) for key in KEPT}


def _write(vault: Vault, fresh: dict[str, str]) -> None:
    with vault.write() as work:
        for key, text in fresh.items():
            work.set_setting(key, text)
        work.commit()
