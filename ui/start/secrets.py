"""What opens a vault, to be typed: passphrase, PIN, recovery key, or two shares; one of them at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _
from app.keys import SlotKind
from ui.ime import commit_input
from ui.start.passphrase import PassphraseField
from ui.theme import theme
from ui.widgets import Button, Label, QuietLine, column, set_wrong
from ui.widgets.flow import Flow

PASSPHRASE, PIN, RECOVERY, SHARES = "passphrase", "pin", "recovery", "shares"
KIND = {PIN: SlotKind.KEYRING, RECOVERY: SlotKind.RECOVERY, SHARES: SlotKind.SHARES}
"""The slot in the key file without which a way does not exist."""


class _Links(QWidget):
    """The ways, with room for a line of them from the first: what stands below must not move under the mouse
    when they come."""

    def changeEvent(self, event: QEvent) -> None:
        """As high as a link is in this style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            heights = (way.sizeHint().height() for way in self.findChildren(Button))
            self.setMinimumHeight(max(heights, default=0))


class Secrets(QWidget):
    """The inputs; `way` is the one that is shown. `entered` when Enter ends it, `edited` when it changes.

    `links` change the way; only those are shown that `offer` was told of.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = PassphraseField(_("Passphrase"))
        self.pin = PassphraseField(_("PIN"), badge=False)
        hint = _("The groups as you wrote them down, in their order")
        self.key = _line(_("Recovery key"), hint)
        sheet = _("The groups as they stand on the sheet")
        self.shares = (_line(_("First share"), sheet), _line(_("Second share"), sheet))
        self._fields: dict[str, tuple[QLineEdit, ...]] = {
            PASSPHRASE: (self.field,),
            PIN: (self.pin,),
            RECOVERY: (self.key,),
            SHARES: self.shares,
        }
        self._labels: dict[QLineEdit, Label] = {}
        layout = column(spacing=8)
        for field in (f for fields in self._fields.values() for f in fields):
            label = self._labels[field] = Label(field.accessibleName(), "label")
            label.setBuddy(field)
            field.textChanged.connect(self._calm)
            layout.addWidget(label)
            layout.addWidget(field)
        self.setLayout(layout)
        for field in (self.field, self.pin, self.key, self.shares[1]):
            field.returnPressed.connect(self.entered)
        self.shares[0].returnPressed.connect(self.shares[1].setFocus)
        self._offered: frozenset[str] = frozenset({PASSPHRASE})
        self.links = _Links()
        flow = Flow(self.links, gap=theme().px(16))
        self.ways: dict[str, Button] = {}
        for way, text in (
            (PIN, _("Use the PIN")),
            (PASSPHRASE, _("Use the passphrase instead")),
            (RECOVERY, _("Forgotten? Use the recovery key")),
            (SHARES, _("Use two shares")),
        ):
            self.ways[way] = Button(text, lambda way=way: self._turn(way), kind="link")  # type: ignore[misc] # its own
            flow.addWidget(self.ways[way])
        self.way = PASSPHRASE
        self._show()

    def offer(self, kinds: frozenset[SlotKind]) -> None:
        """What opens this vault beside a passphrase; a PIN is asked for first, unless somebody types a
        passphrase already."""
        self._offered = frozenset({PASSPHRASE} | {way for way, kind in KIND.items() if kind in kinds})
        if PIN in self._offered and self.way == PASSPHRASE and not self.field.text():
            self._turn(PIN)
        self._show()

    def _turn(self, way: str) -> None:
        self.way = way
        self._show()
        self.edited.emit()
        self.focus_first()

    def _show(self) -> None:
        for way, fields in self._fields.items():
            for field in fields:
                field.setVisible(way == self.way)
                self._labels[field].setVisible(way == self.way)
        for way, link in self.ways.items():
            link.setVisible(way != self.way and way in self._offered)

    def shown(self) -> tuple[QLineEdit, ...]:
        """The fields of the way in use."""
        return self._fields[self.way]

    def typed(self) -> tuple[str, ...]:
        """What is typed in them; the input method is committed before."""
        commit_input()
        return tuple(field.text() for field in self.shown())

    def set_read_only(self, on: bool) -> None:
        """While the key is derived."""
        for field in self.shown():
            field.setReadOnly(on)

    def mark_wrong(self, place: int = 0) -> None:
        """It did not open: typing replaces what was wrong, the field at `place` from 1 if that is known."""
        fields = self.shown()
        wrong = fields[place - 1 : place] or fields
        for field in fields:
            set_wrong(field, field in wrong)
        wrong[0].selectAll()
        wrong[0].setFocus()

    def focus_first(self) -> None:
        """The cursor goes where typing begins."""
        self.shown()[0].setFocus()

    def _calm(self) -> None:
        for field in self.shown():
            set_wrong(field, False)
        self.edited.emit()


def _line(name: str, hint: str) -> QuietLine:
    made = QuietLine(name, hint=hint)
    made.setProperty("look", "")
    made.setProperty("big", "true")
    return made
