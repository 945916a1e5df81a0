"""A new passphrase: typed twice or offered, its strength in words. For vaults, colleagues, changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _
from app.messages import Msg
from app.passphrases import LEAST_STEP, Strength, generated, strength
from ui.ime import commit_input
from ui.start.passphrase import CapsHint, PassphraseField
from ui.theme import theme
from ui.widgets import Button, Label, column, row, set_wrong
from ui.widgets.painted import Painted
from ui.widgets.tabbing import ASIDE


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


class NewPassphrase(QWidget):
    """Two fields, a meter, an offer of six words. `entered` when Enter ends both, `edited`."""

    entered = Signal()
    edited = Signal()

    def __init__(self, name: str, again: str) -> None:
        super().__init__()
        self.first = PassphraseField(name)
        self.second = PassphraseField(again, badge=False)
        self.meter = StrengthMeter()
        self.word = Label("", "dim", wrap=True)
        self.offered = Label("", "row-title", wrap=True)
        self.offer = Button(_("Suggest one"), self.suggest, kind="link")
        self.offer.setAccessibleName(_("Suggest a passphrase of six words"))
        self.offer.setProperty(ASIDE, True)
        labels = [Label(name, "label"), Label(again, "label")]
        for label, field in zip(labels, (self.first, self.second), strict=True):
            label.setBuddy(field)
            field.textChanged.connect(self._calm)
        self.first.textChanged.connect(self._rate)
        self.first.returnPressed.connect(self._enter)
        self.second.returnPressed.connect(self.entered)
        layout = column(
            row(labels[0], None, self.offer), self.first, self.meter, self.offered, self.word, spacing=8
        )
        for widget in (labels[1], self.second, CapsHint(self.first, self.second)):
            layout.addWidget(widget)
        self.setLayout(layout)
        self._rate("")

    def suggest(self) -> None:
        """Six words by chance, in both fields and to be read: whoever takes them must know them."""
        words = generated()
        for field in (self.first, self.second):
            field.setText(words)
        self.first.show_text(True)
        self.first.setCursorPosition(0)
        self.offered.setText(words)
        self.offered.show()
        self.word.setText(
            _("Six words by chance. Write them down until you know them by heart, then destroy the paper.")
        )

    @property
    def text(self) -> str:
        """What was typed; ask `problem` first."""
        return self.first.text()

    def problem(self) -> str:
        """Why this cannot be taken, in words, "" where it can; the input method is committed before."""
        commit_input()
        if not self.first.text():
            set_wrong(self.first, True)
            self.first.setFocus()
            return _("Type a passphrase first, then the same once more.")
        if self.first.text() != self.second.text():
            set_wrong(self.second, True)
            self.second.setFocus()
            self.second.selectAll()
            return _("The two passphrases differ.")
        if strength(self.first.text()).step < LEAST_STEP:
            set_wrong(self.first, True)
            self.first.setFocus()
            self.first.selectAll()
            return _(Msg.PASSPHRASE_WEAK.value)
        return ""

    def clear(self) -> None:
        """Nothing typed stays."""
        for field in (self.first, self.second):
            field.clear()
            field.show_text(False)

    def fields(self) -> tuple[QLineEdit, QLineEdit]:
        """Both fields."""
        return self.first, self.second

    def _rate(self, text: str) -> None:
        found = strength(text)
        self.meter.show_strength(found)
        easy = _("Four or five words that do not belong together are easy to keep")
        self.word.setText(_(found.word) if text else easy)
        self.offered.hide()

    def _enter(self) -> None:
        """Enter in the first field goes to the second, and on from there where both are filled alike."""
        if self.first.text() and self.first.text() == self.second.text():
            self.entered.emit()
        else:
            self.second.setFocus()
            self.second.selectAll()

    def _calm(self) -> None:
        for field in self.fields():
            set_wrong(field, False)
        self.edited.emit()
