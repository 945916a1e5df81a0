"""Sheets of the security page that change ways in: a colleague joins, somebody leaves, a PIN, a trial."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from app.i18n import N_, _
from app.keys import KeySlot, QuickUnlock, Remains, Removed, SlotKind
from app.ports import Vault
from app.services.safety import try_recovery
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import commit_input
from ui.pages.security.parts import Fact
from ui.proving import proved
from ui.start.fresh import NewPassphrase
from ui.start.passphrase import PassphraseField
from ui.theme import theme
from ui.widgets import Button, Label, QuietLine, column, set_wrong
from ui.widgets.layouts import clear
from ui.widgets.tabbing import reached


def labelled(name: str, field: QWidget) -> QLayout:
    """A field under its label."""
    label = Label(name, "label")
    label.setBuddy(field)
    return column(label, field, spacing=6)


class KeySheet(Sheet):
    """A sheet that changes keys: one job at a time, trouble told in it. `finished_well` when it was done."""

    fits = True
    finished_well = Signal()

    def __init__(self, desk: Desk, title: str, words: str, go: str, parent: QWidget, high: int = 520) -> None:
        super().__init__(desk, title, parent)
        self.resize(min(theme().px(520), self.width()), min(theme().px(high), self.height()))
        self.lead = Label(words, "sentence", wrap=True)
        self.scroller.body.addWidget(self.lead)
        self.done_button.setText(go)
        self._go = go
        self._watched: list[QLineEdit] = []
        self._at: QWidget | None = None

    def showEvent(self, event: QShowEvent) -> None:
        """What was wrong is no longer said once somebody types something else. The keyboard is where
        something is to be said, not at Cancel."""
        super().showEvent(event)
        inside = [control for control in reached(self) if self.scroller.isAncestorOf(control)]
        if inside and self.focusWidget() in (None, self.cancel_button, self.done_button):
            inside[0].setFocus()
        new = [field for field in self.findChildren(QLineEdit) if field not in self._watched]
        for field in new:
            field.textEdited.connect(self.wrong.hide)
        self._watched += new

    def show_busy(self, busy: bool) -> None:
        """While the worker derives a key. Qt passes the keyboard on from a button that is disabled."""
        if busy:
            self._at = self.focusWidget()
        self.done_button.setEnabled(not busy)
        self.done_button.setText(_("One moment…") if busy else self._go)

    def refused(self, error: Exception) -> None:
        """Say why; what is typed stays, and the keyboard is where it was, not at Cancel."""
        self.show_busy(False)
        super().refused(error)
        if self._at is not None and shiboken6.isValid(self._at):
            self._at.setFocus()

    def change(self, call: Callable[[Vault], Any], then: Callable[[Any], object]) -> None:
        """Let the worker change something; trouble is told in the sheet."""
        self.show_busy(True)
        self.desk.save(call, then, kinds=(), owner=self, failed=self.refused)

    def change_proved(self, words: str, call: Callable[[Vault], Any], then: Callable[[Any], object]) -> None:
        """The same for a new way into the vault: once the passphrase was typed again."""
        proved(self.desk, self, words, lambda: self.change(call, then))

    def close_well(self) -> None:
        """It was done."""
        self.finished_well.emit()
        self.accept()


class AddSheet(KeySheet):
    """A colleague with a passphrase of their own."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        words = _(
            "They type a passphrase of their own, which nobody else needs to know. The history of records "
            "shows their name."
        )
        super().__init__(desk, _("Add a colleague"), words, _("Add"), parent)
        self.name = QuietLine(_("Name"), hint=_("As it stands in the history of records"))
        self.name.setProperty("look", "")
        self.name.setProperty("big", "true")
        self.fresh = NewPassphrase(_("Passphrase"), _("Passphrase again"))
        body = self.scroller.body
        body.addLayout(labelled(_("Name"), self.name))
        body.addWidget(self.fresh)
        body.addStretch(1)
        self.fresh.entered.connect(self.save)
        self.name.setFocus()

    def save(self) -> None:
        """Add them."""
        problem = self.fresh.problem()
        name, passphrase = self.name.text().strip(), self.fresh.text
        if not self.done_button.isEnabled():
            return
        if not name:
            self.say_wrong(_("Say who it is: two colleagues must be told apart."))
            self.name.setFocus()
        elif problem:
            self.say_wrong(problem)
        else:
            words = _("{name} will be able to open everything in this vault.").format(name=name)
            self.change_proved(words, lambda vault: vault.keys.add(name, passphrase), self._added)

    def _added(self, slot: KeySlot) -> None:
        self.desk.notify(_("{name} can open this vault now").format(name=slot.staff.name))
        self.close_well()


REMAINS_ICONS = {
    Remains.BACKUPS: "database-backup",
    Remains.KEY_FILES: "copy",
    Remains.RECOVERY: "file-text",
    Remains.SHARES: "users",
    Remains.VAULT_KEY: "key-round",
}
TODO = {
    Remains.BACKUPS: ("backup", N_("Back up now")),
    Remains.RECOVERY: ("recovery", N_("Make a new recovery key…")),
    Remains.SHARES: ("shares", N_("New shares…")),
    Remains.VAULT_KEY: ("rekey", N_("Move to a new vault…")),
}
"""What can be done about something that remains: a key of the page, a label (msgid)."""


class RemoveSheet(KeySheet):
    """Takes a slot away, then lists what else somebody who leaves may still hold. `todo(key)` asks for it."""

    todo = Signal(str)

    def __init__(self, desk: Desk, slot: KeySlot, can: frozenset[str], parent: QWidget) -> None:
        self.slot, self._can = slot, can
        if slot.kind is SlotKind.SHARES:
            title, words = _("Remove the shares?"), _("The three sheets will open this vault no longer.")
        else:
            title = _("Remove the key of {name}?").format(name=slot.staff.name)
            words = _(
                "{name} will no longer open this vault. Their entries in the history stay. This cannot be "
                "undone: to come back they are added again."
            ).format(name=slot.staff.name)
        super().__init__(desk, title, words, _("Remove the key"), parent, 540)
        self.done_button.set_kind("danger")
        self.facts = column(spacing=0)
        self.scroller.body.addLayout(self.facts)
        self.scroller.body.addStretch(1)
        self._removed = False

    def save(self) -> None:
        """Remove it, or close when it is done."""
        if self._removed:
            self.close_well()
            return
        if not self.done_button.isEnabled():
            return
        slot_id = self.slot.id
        self.change(lambda vault: vault.keys.remove(slot_id), self._show)

    def _show(self, removed: Removed) -> None:
        self._removed, self._go = True, _("Done")
        self.show_busy(False)
        self.done_button.set_kind("primary")
        self.cancel_button.hide()
        self.wrong.hide()
        self.heading.setText(_("The key is removed"))
        self.lead.setText(_("What the person who had it may still hold, and what to do about it:"))
        clear(self.facts)
        for what in removed.remains:
            self.facts.addWidget(self._fact(what))

    def _fact(self, what: Remains) -> Fact:
        key, label = TODO.get(what, ("", ""))
        text = _(what.value)
        if key not in self._can:
            return Fact(REMAINS_ICONS[what], text)
        button = Button(_(label), lambda: self._leave_for(key), kind="link")
        return Fact(REMAINS_ICONS[what], text, "", button)

    def _leave_for(self, key: str) -> None:
        self.close_well()
        self.todo.emit(key)

    def reject(self) -> None:
        """Escape after the removal: it was done all the same."""
        if self._removed:
            self.finished_well.emit()
        super().reject()


class TrySheet(KeySheet):
    """The recovery key typed from its sheet, tried without harm."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        words = _(
            "Take the sheet out and type all groups in their order. The vault stays as it is; only the day "
            "is noted."
        )
        super().__init__(desk, _("Try the recovery sheet"), words, _("Try it"), parent, 360)
        self.field = QuietLine(_("Recovery key"), hint=_("The groups as you wrote them down, in their order"))
        self.field.setProperty("look", "")
        self.field.setProperty("big", "true")
        self.field.returnPressed.connect(self.save)
        self.scroller.body.addLayout(labelled(_("Recovery key"), self.field))
        self.scroller.body.addStretch(1)
        self.field.setFocus()

    def save(self) -> None:
        """Try what is typed."""
        commit_input()
        typed, today = self.field.text(), self.desk.clock.now().date()
        if not typed.strip() or not self.done_button.isEnabled():
            return
        self.change(lambda vault: try_recovery(vault, typed, today), self._right)

    def _right(self, _none: object) -> None:
        self.desk.notify(_("The sheet is right. Seal it again in a new envelope."))
        self.close_well()


class PinSheet(KeySheet):
    """Turns quick unlock on, in honest words; asks the keyring of the system first."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        words = _(
            "A PIN opens the vault on this computer, together with a secret in the keyring of the system. "
            "Whoever is logged in as you needs only the PIN. Leave it off on a laptop that may be taken "
            "while it runs."
        )
        super().__init__(desk, _("Quick unlock with a PIN"), words, _("Turn on"), parent, 480)
        self.first, self.second = (PassphraseField(name, badge=False) for name in (_("PIN"), _("PIN again")))
        self.hint = Label(_("Asking the keyring of this computer…"), "dim", wrap=True)
        for field in (self.first, self.second):
            self.scroller.body.addLayout(labelled(field.accessibleName(), field))
        self.scroller.body.addWidget(self.hint)
        self.scroller.body.addStretch(1)
        self.second.returnPressed.connect(self.save)
        self.done_button.setEnabled(False)
        desk.ask(lambda vault: vault.keys.quick_unlock(), self._can, owner=self, failed=self.refused)

    def _can(self, state: QuickUnlock) -> None:
        if state.trouble is not None:
            self.hint.hide()
            self.say_wrong(_(state.trouble.value))
            return
        self.hint.setText(_("Six digits or more, not all alike and not in a row."))
        self.done_button.setEnabled(True)
        self.first.setFocus()

    def save(self) -> None:
        """Turn it on."""
        commit_input()
        pin = self.first.text()
        if not self.done_button.isEnabled():
            return
        if pin != self.second.text():
            set_wrong(self.second, True)
            self.say_wrong(_("The two PINs differ."))
            return

        def turn_on(vault: Vault) -> None:
            vault.keys.turn_on_quick_unlock(pin)

        self.change_proved(_("The PIN will open this vault on this computer."), turn_on, self._on)

    def _on(self, _none: object) -> None:
        self.desk.notify(_("Quick unlock is on"))
        self.close_well()
