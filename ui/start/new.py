"""The form that makes a vault: who works with it, where it lies, the passphrase twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.messages import Message
from ui.start.fresh import NewPassphrase
from ui.widgets import Button, Label, Panel, QuietLine, Sign, column, row
from ui.widgets.scrolling import reveal


class NewForm(QWidget):
    """Who works with it, where it lies, the passphrase twice. Signals: `wanted(folder, staff, passphrase)`,
    `back`, `choose` (somebody wants another folder), `moved(folder)` (it will lie there)."""

    wanted = Signal(object, str, str)
    back = Signal()
    choose = Signal()
    moved = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.staff = _big(QuietLine(_("Your name"), hint=_("As it stands in the history of records")))
        self.fresh = NewPassphrase(_("Passphrase"), _("Passphrase again"))
        self.warned = Label("", "dim", wrap=True)
        self.warned.hide()
        self.trouble_sign = Sign("circle-alert", "red_ink")
        self.trouble = Label("", "wrong", wrap=True)
        self.go = Button(_("Make the vault"), self._try, kind="primary")
        self.go.setProperty("big", "true")
        self.back_button = Button(_("Back"), self.back.emit, kind="link")
        self._build()
        self.fresh.entered.connect(self._try)
        self.fresh.edited.connect(self._calm)
        self.staff.textChanged.connect(lambda _text: self._calm())
        self.staff.returnPressed.connect(self.fresh.first.setFocus)
        self._calm()

    def _build(self) -> None:
        layout = column(spacing=8)
        layout.addWidget(Label(_("A new vault"), "headline"))
        layout.addWidget(
            Label(_("Encrypted on this computer. Nobody can open it without a key."), "lead", wrap=True)
        )
        layout.addSpacing(8)
        layout.addWidget(self._where())
        layout.addWidget(self.warned)
        layout.addSpacing(6)
        label = Label(_("Your name"), "label")
        label.setBuddy(self.staff)
        layout.addWidget(label)
        layout.addWidget(self.staff)
        layout.addWidget(self.fresh)
        wrong = row(self.trouble_sign, self.trouble)
        wrong.setStretch(1, 1)
        layout.addLayout(wrong)
        layout.addSpacing(6)
        layout.addWidget(self.go)
        layout.addLayout(row(self.back_button, None))
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

    def warn(self, words: Sequence[Message]) -> None:
        """Say what is to be said of the place."""
        self.warned.setText("\n\n".join(word.render() for word in words))
        self.warned.setVisible(bool(words))

    def set_folder(self, folder: Path) -> None:
        """Another place was chosen."""
        self.folder = folder
        self.moved.emit(folder)
        self.name.setText(folder.name)
        self.parent_folder.setText(str(folder.parent))

    def _calm(self) -> None:
        self.trouble.hide()
        self.trouble_sign.hide()

    def _try(self) -> None:
        if not self.go.isEnabled():
            return
        problem = self.fresh.problem()
        if problem:
            self.show_trouble(problem)
        else:
            self.wanted.emit(self.folder, self.staff.text().strip(), self.fresh.text)

    def set_busy(self, busy: bool) -> None:
        """While it is made: the button says so, and nothing else can be begun."""
        for widget in (self.back_button, self.fresh, self.staff):
            widget.setEnabled(not busy)
        self.go.setEnabled(not busy)
        self.go.setText(_("Making the vault…") if busy else _("Make the vault"))

    def show_trouble(self, text: str) -> None:
        """Say why it was not made."""
        self.set_busy(False)
        self.trouble.setText(text)
        self.trouble.show()
        self.trouble_sign.show()
        reveal(self.go)

    def focus_first(self) -> None:
        """The cursor goes to the name."""
        self.staff.setFocus()


def _big(field: QuietLine) -> QuietLine:
    field.setProperty("look", "")
    field.setProperty("big", "true")
    return field
