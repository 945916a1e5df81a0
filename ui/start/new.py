"""The form that makes a vault: who works with it, where it lies, the passphrase twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.passphrases import LEAST_STEP, Strength, strength
from ui.ime import commit_input
from ui.start.passphrase import CapsHint, PassphraseField
from ui.theme import theme
from ui.widgets import Button, Label, Panel, QuietLine, Sign, column, row, set_wrong
from ui.widgets.painted import Painted


class StrengthMeter(Painted):
    """Four segments that fill; the word beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 0

    def show_strength(self, found: Strength) -> None:
        """Fill as many segments as the step of the strength."""
        self._step = found.step
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(theme().px(160), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Red, amber or green, and the word is never left out."""
        role = ("track", "red_ink", "amber_ink", "green_ink", "green_ink")[self._step]
        gap = 4.0
        width = (self.width() - 3 * gap) / 4
        with QPainter(self) as p:
            for n in range(4):
                box = QRectF(n * (width + gap), 0, width, self.height())
                p.fillRect(box, theme().color(role if n < self._step else "track"))


class NewForm(QWidget):
    """Who works with it, where it lies, the passphrase twice. Signals: `wanted(folder, staff, passphrase)`,
    `back`, `choose` (somebody wants another folder)."""

    wanted = Signal(object, str, str)
    back = Signal()
    choose = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.staff = _big(QuietLine(_("Your name"), hint=_("As it stands in the history of records")))
        self.first = PassphraseField(_("Passphrase"))
        self.second = PassphraseField(_("Passphrase again"), badge=False)
        self.meter = StrengthMeter()
        self.word = Label(
            _("Four or five words that do not belong together are easy to keep"), "dim", wrap=True
        )
        self.caps = CapsHint(self.first, self.second)
        self.trouble_sign = Sign("circle-alert", "red_ink")
        self.trouble = Label("", "wrong", wrap=True)
        self.go = Button(_("Make the vault"), self._try, kind="primary")
        self.go.setProperty("big", "true")
        self._build()
        self.first.textChanged.connect(self._rate)
        self.second.returnPressed.connect(self._try)
        for field in (self.staff, self.first, self.second):
            field.textChanged.connect(lambda _text: self._calm())
        self._calm()

    def _build(self) -> None:
        layout = column(spacing=8)
        layout.addWidget(Label(_("A new vault"), "headline"))
        layout.addWidget(
            Label(_("Encrypted on this computer. Nobody can open it without a key."), "lead", wrap=True)
        )
        layout.addSpacing(8)
        layout.addWidget(self._where())
        layout.addSpacing(6)
        for text, field in (
            (_("Your name"), self.staff),
            (_("Passphrase"), self.first),
            (_("Passphrase again"), self.second),
        ):
            label = Label(text, "label")
            label.setBuddy(field)
            layout.addWidget(label)
            layout.addWidget(field)
            if field is self.first:
                layout.addWidget(self.meter)
                layout.addWidget(self.word)
        layout.addWidget(self.caps)
        wrong = row(self.trouble_sign, self.trouble)
        wrong.setStretch(1, 1)
        layout.addLayout(wrong)
        layout.addSpacing(6)
        layout.addWidget(self.go)
        layout.addLayout(row(Button(_("Back"), self.back.emit, kind="link"), None))
        layout.addStretch(1)
        self.setLayout(layout)

    def _where(self) -> QWidget:
        panel = Panel("tint", margins=(16, 10, 12, 10))
        self.name = Label(self.folder.name, "row-title")
        self.parent_folder = Label(str(self.folder.parent), "dim")
        self.parent_folder.setMinimumWidth(40)
        change = Button(_("Change"), self.choose.emit, kind="link")
        change.setAccessibleName(_("Change the place"))
        texts = column(self.name, self.parent_folder, spacing=0)
        panel.body.addLayout(row(Sign("folder-plus", "gold_text", size=18), 8, texts, None, change))
        return panel

    def set_folder(self, folder: Path) -> None:
        """Another place was chosen."""
        self.folder = folder
        self.name.setText(folder.name)
        self.parent_folder.setText(str(folder.parent))

    def _rate(self, text: str) -> None:
        found = strength(text)
        self.meter.show_strength(found)
        self.word.setText(
            _(found.word) if text else _("Four or five words that do not belong together are easy to keep")
        )

    def _calm(self) -> None:
        self.trouble.hide()
        self.trouble_sign.hide()
        set_wrong(self.second, False)

    def _try(self) -> None:
        commit_input()
        if not self.go.isEnabled():
            return
        if self.first.text() != self.second.text():
            set_wrong(self.second, True)
            self.show_trouble(_("The two passphrases differ."))
        elif strength(self.first.text()).step < LEAST_STEP:
            self.show_trouble(_("This passphrase is too easy to guess. Use four or more words."))
        else:
            self.wanted.emit(self.folder, self.staff.text().strip(), self.first.text())

    def set_busy(self, busy: bool) -> None:
        """While it is made: the button says so."""
        self.go.setEnabled(not busy)
        self.go.setText(_("Making the vault…") if busy else _("Make the vault"))

    def show_trouble(self, text: str) -> None:
        """Say why it was not made."""
        self.set_busy(False)
        self.trouble.setText(text)
        self.trouble.show()
        self.trouble_sign.show()

    def focus_first(self) -> None:
        """The cursor goes to the name."""
        self.staff.setFocus()


def _big(field: QuietLine) -> QuietLine:
    field.setProperty("look", "")
    field.setProperty("big", "true")
    return field
