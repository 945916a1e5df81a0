"""The form that opens a vault, and the rows that lead elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.shortcuts import shown
from ui.start.rows import ChoiceRow
from ui.start.secrets import PASSPHRASE, Secrets
from ui.widgets import Button, Hairline, Label, Panel, Sign, column, row
from ui.widgets.tips import plain_tip


class UnlockForm(QWidget):
    """What opens one vault; without a vault, only the rows.

    Signals: `wanted(way, typed)` with a way of `ui.start.secrets` and what was typed for it, `new`, `sample`,
    `other`, `restore`; `unsample` to remove the sample, offered where it is there.
    """

    wanted = Signal(str, object)
    new = Signal()
    sample = Signal()
    other = Signal()
    restore = Signal()
    unsample = Signal()

    def __init__(self, vault: Path | None, *, locked: bool = False, sample_there: bool = False) -> None:
        super().__init__()
        self._vault = vault
        self.secrets = Secrets()
        title = _("Unlock your vault") if vault is not None else _("Begin your records")
        layout = column(Label(title, "headline", wrap=True), 14, spacing=0)
        if vault is not None:
            self._add_form(layout, vault, locked)
        else:
            words = _("Make a vault on this computer, or look around in the sample first.")
            layout.addWidget(Label(words, "lead", wrap=True))
            layout.addSpacing(26)
        layout.addWidget(Hairline())
        layout.addSpacing(14)
        self.rows = self._rows()
        for choice in self.rows:
            layout.addWidget(choice)
        if sample_there:
            layout.addSpacing(10)
            self.remove = Button(_("Remove the sample from this computer…"), self.unsample.emit, kind="link")
            layout.addLayout(row(44, self.remove, None, spacing=0))
        layout.addStretch(1)
        self.setLayout(layout)

    def _add_form(self, layout: QVBoxLayout, vault: Path, locked: bool) -> None:
        layout.addWidget(self._which(vault, locked))
        layout.addSpacing(24)
        layout.addWidget(self.secrets)
        layout.addSpacing(8)
        layout.addLayout(self._hints())
        layout.addSpacing(24)
        self.go = Button(_("Unlock"), self._try, kind="primary")
        self.go.setProperty("big", "true")
        self.go.setDefault(True)
        layout.addWidget(self.go)
        layout.addSpacing(12)
        layout.addWidget(self.secrets.links)
        layout.addSpacing(34)
        self.secrets.entered.connect(self._try)

    def _which(self, vault: Path, locked: bool) -> QWidget:
        panel = Panel("tint", margins=(16, 10, 12, 10))
        words = _("Locked. Everything typed was kept.") if locked else str(vault.parent)
        name = Label(vault.name or str(vault), "row-title")
        where = Label(words, "dim")
        where.setToolTip(plain_tip(str(vault)))
        for label in (name, where):
            label.setMinimumWidth(40)
        change = Button(_("Change"), self.other.emit, kind="link")
        change.setAccessibleName(_("Change the vault"))
        panel.body.addLayout(
            row(Sign("lock", "gold_text", size=18), 8, column(name, where, spacing=0), None, change)
        )
        return panel

    def _hints(self) -> QLayout:
        self.caps_sign = Sign("arrow-big-up", "amber_ink")
        self.caps = Label(_("Caps Lock is on"), "warn")
        self.typing_sign = Sign("keyboard", "text2")
        self.typing = Label("", "note")
        self.trouble_sign = Sign("circle-alert", "red_ink")
        self.trouble = Label("", "wrong", wrap=True)
        self.secrets.field.caps_lock.connect(self._show_caps)
        self.secrets.field.script.connect(self._show_typing)
        self.secrets.edited.connect(self._calm)
        self.caps.setContentsMargins(0, 0, 16, 0)
        line = row(self.caps_sign, self.caps, self.typing_sign, self.typing, None)
        self._show_caps(False)
        self._calm()
        wrong = row(self.trouble_sign, self.trouble)
        wrong.setAlignment(self.trouble_sign, Qt.AlignmentFlag.AlignTop)
        wrong.setStretch(1, 1)
        return column(line, wrong)

    def _show_caps(self, on: bool) -> None:
        self.caps.setVisible(on)
        self.caps_sign.setVisible(on)

    def _show_typing(self) -> None:
        korean = self.secrets.field.korean
        self.typing.setText(
            _("Typing Korean. 한/영 for English") if korean else _("Typing English. 한/영 for Korean")
        )

    def _calm(self) -> None:
        self.trouble.hide()
        self.trouble_sign.hide()
        if self.secrets.way != PASSPHRASE:
            self._show_caps(False)
        for hint in (self.typing, self.typing_sign):
            hint.setVisible(self.secrets.way == PASSPHRASE)
        self._show_typing()

    def _rows(self) -> list[ChoiceRow]:
        return [
            ChoiceRow(
                "folder-plus",
                _("New vault"),
                _("Choose a passphrase and write down a recovery key"),
                self.new.emit,
                shown("new_case"),
            ),
            ChoiceRow(
                "flask-conical",
                _("Open the sample vault"),
                _("Invented people, real public events; remove it at any time"),
                self.sample.emit,
            ),
            ChoiceRow(
                "folder-open",
                _("Open another vault") if self._vault is not None else _("Open a vault"),
                _("From this computer or a memory stick"),
                self.other.emit,
                shown("open"),
            ),
            ChoiceRow(
                "database-backup",
                _("Restore a backup"),
                _("After a loss, or to look into an older state"),
                self.restore.emit,
            ),
        ]

    @property
    def another(self) -> ChoiceRow:
        """The row that opens another vault."""
        return self.rows[2]

    def _try(self) -> None:
        if not self.go.isEnabled():
            return
        self.wanted.emit(self.secrets.way, self.secrets.typed())

    def set_busy(self, busy: bool) -> None:
        """While the key is derived: the button says so."""
        for choice in self.rows:
            choice.setEnabled(not busy)
        if self._vault is not None:
            self.go.setEnabled(not busy)
            self.go.setText(_("Unlocking…") if busy else _("Unlock"))
            self.secrets.set_read_only(busy)

    def show_trouble(self, text: str, place: int = 0, *, typed_wrong: bool) -> None:
        """Say why it did not open. Where what was typed is wrong the field is marked (`place` of two shares);
        where it was never tried (open elsewhere, disk gone) it stands as it is."""
        self.set_busy(False)
        if self._vault is None:
            return
        self.trouble.setText(text)
        self.trouble.show()
        self.trouble_sign.show()
        if typed_wrong:
            self.secrets.mark_wrong(place)
        else:
            self.secrets.focus_first()

    def focus_first(self) -> None:
        """The cursor goes where typing begins."""
        if self._vault is None:
            self.rows[0].setFocus()
        else:
            self.secrets.focus_first()
