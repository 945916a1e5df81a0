"""Ways in: everything that opens the vault, whom it belongs to, since when, and how to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.keys import KeySlot, SlotKind
from app.services.safety import Safety
from ui.frame.desk import Desk
from ui.keeping import on_day, since
from ui.pages.security.parts import Fact
from ui.widgets import Block, Button, column
from ui.widgets.layouts import clear


class WaysIn(Block):
    """Rows for the slots. Signals ask the page for a sheet: `add`, `change`, `remove(slot)`, `new_recovery`,
    `try_recovery`, `new_shares`, `pin(on)`."""

    add = Signal()
    change = Signal()
    remove = Signal(object)
    new_recovery = Signal()
    try_recovery = Signal()
    new_shares = Signal()
    pin = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        self.add_button = Button(_("Add a colleague…"), icon="user-plus")
        super().__init__(_("Ways in"), self.add_button, spacing=0)
        self._desk = desk
        self._rows: QVBoxLayout = column(spacing=0)
        self.body.addLayout(self._rows)
        self.add_button.clicked.connect(lambda _checked=False: self.add.emit())

    def show_safety(self, found: Safety) -> None:
        """Passphrases first, then paper, then the PIN of the person who works here."""
        clear(self._rows)
        by_kind = {kind: [s for s in found.slots if s.kind is kind] for kind in SlotKind}
        for slot in by_kind[SlotKind.PASSPHRASE]:
            self._rows.addWidget(self._passphrase(slot))
        self._rows.addWidget(self._recovery(found))
        self._rows.addWidget(self._shares(by_kind[SlotKind.SHARES]))
        for slot in by_kind[SlotKind.KEYRING]:
            if not slot.mine:
                self._rows.addWidget(self._others_pin(slot))
        self._rows.addWidget(self._pin([s for s in by_kind[SlotKind.KEYRING] if s.mine]))

    def _passphrase(self, slot: KeySlot) -> QWidget:
        language = self._desk.language
        name = _("{name} (you)").format(name=slot.staff.name) if slot.mine else slot.staff.name
        words = _("Passphrase, {since}").format(since=since(slot.created, language))
        if slot.mine:
            control = self._button(_("Change…"), _("Change your passphrase"), self.change.emit)
        else:
            control = self._remove(slot, slot.staff.name)
        return Fact("user", name, words, control)

    def _remove(self, slot: KeySlot, whose: str) -> Button:
        spoken = _("Remove the key of {name}").format(name=whose)
        return self._button(_("Remove…"), spoken, lambda: self.remove.emit(slot))

    def _recovery(self, found: Safety) -> QWidget:
        slot = found.recovery
        if slot is None:
            state = "plain" if found.sample else "warn"
            make = self._button(_("Make one…"), _("Make a recovery sheet"), self.new_recovery.emit)
            words = _("None. Who forgets the passphrase loses everything.")
            return Fact("file-text", _("Recovery sheet"), words, make, state=state)
        new = self._button(_("Make a new recovery key…"), "", self.new_recovery.emit)
        attempt = self._button(_("Try it…"), _("Try the recovery sheet"), self.try_recovery.emit)
        age = since(slot.created, self._desk.language)
        if found.tried is None:
            words, state = _("On paper {since}, never tried").format(since=age), "warn"
        else:
            tried = on_day(found.tried, found.on)
            words, state = _("On paper {since}, tried {when}").format(since=age, when=tried), "good"
        return Fact("file-text", _("Recovery sheet"), words, attempt, new, state=state)

    def _shares(self, slots: list[KeySlot]) -> QWidget:
        title = _("Shares of the organisation")
        if not slots:
            words = _("None. Three sheets for three people; any two of them together open the vault.")
            make = self._button(_("Make shares…"), _("Make shares of the organisation"), self.new_shares.emit)
            return Fact("users", title, words, make)
        age = since(slots[0].created, self._desk.language)
        words = _("Any two of the three sheets open it, {since}").format(since=age)
        new = self._button(_("New shares…"), _("Make new shares"), self.new_shares.emit)
        return Fact("users", title, words, self._remove(slots[0], title), new)

    def _others_pin(self, slot: KeySlot) -> QWidget:
        words = _("Quick unlock with a PIN, {since}").format(since=since(slot.created, self._desk.language))
        return Fact("keyboard", slot.staff.name, words, self._remove(slot, slot.staff.name))

    def _pin(self, slots: list[KeySlot]) -> QWidget:
        title = _("Quick unlock with a PIN")
        if slots:
            words = _("On, {since}. It works on this computer, while you are logged in to it.")
            off = self._button(_("Turn off"), _("Turn quick unlock off"), lambda: self.pin.emit(False))
            age = since(slots[0].created, self._desk.language)
            return Fact("keyboard", title, words.format(since=age), off, state="warn")
        words = _("Off. A PIN is quick to type and easy to guess: the keyring of this computer guards it.")
        on = self._button(_("Turn on…"), _("Turn quick unlock on"), lambda: self.pin.emit(True))
        return Fact("keyboard", title, words, on)

    @staticmethod
    def _button(text: str, spoken: str, run: Callable[[], object]) -> Button:
        made = Button(text, run, kind="link")
        made.setAccessibleName(spoken or text)
        return made
