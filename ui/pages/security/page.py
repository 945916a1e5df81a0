"""Security: what opens the vault, its backups and checks, when it locks, and what was done in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QWidget

from app.i18n import N_, _, ngettext
from app.keys import KeySlot, SlotKind
from app.ports import Finding
from app.services.safety import Concern, Safety, safety
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.keeping import CONCERNS
from ui.pages.security.backups import Backups
from ui.pages.security.checks import Checks, StandSheet
from ui.pages.security.drill import DrillSheet
from ui.pages.security.journal import JournalBlock
from ui.pages.security.ledger import LedgerSheet
from ui.pages.security.lock import LockBlock
from ui.pages.security.paper_sheets import NewRecoverySheet, SharesSheet
from ui.pages.security.papers import QuickCard, Rarely
from ui.pages.security.parts import Fact
from ui.pages.security.place import PlaceBlock
from ui.pages.security.rekey import RekeySheet
from ui.pages.security.sheets import AddSheet, KeySheet, PinSheet, RemoveSheet, TrySheet
from ui.pages.security.ways_in import WaysIn
from ui.theme import theme
from ui.widgets import Block, Button, Label, Scroller, column
from ui.widgets.layouts import clear

TWO_COLUMNS_FROM = 1150
TODO = {
    Concern.NO_RECOVERY: ("recovery", N_("Make one…")),
    Concern.NEVER_TRIED: ("try", N_("Try it…")),
    Concern.TRIED_LONG_AGO: ("try", N_("Try it…")),
    Concern.BACKUP_DUE: ("backup", N_("Back up now")),
    Concern.LEDGER: ("ledger", N_("State that none is…")),
}
"""What can be done about something that waits: what `start` begins, a label (msgid)."""


class Security(Page):
    """What keeps the vault safe, and what can be done about it."""

    key, title, icon = "security", N_("Security"), "shield-check"
    in_sidebar = False
    kinds: ClassVar[frozenset[str]] = frozenset({"safety"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._backup_waits = False
        self.found = Safety(desk.clock.now().date())
        self._scroller = Scroller((56, 24, 56, 28), 0)
        self.sentence = Label("", "lead", wrap=True)
        self.waiting = Block(_("What waits"), spacing=0)
        self.waits = column(spacing=0)
        self.waiting.body.addLayout(self.waits)
        self.ways_in, self.backups = WaysIn(desk), Backups(desk)
        self.journal, self.lock = JournalBlock(desk), LockBlock(desk)
        self.checks, self.place = Checks(desk), PlaceBlock(desk)
        self.card, self.rarely = QuickCard(desk), Rarely()
        self._build()
        self._connect()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        blocks = (self.waiting, self.ways_in, self.backups, self.checks, self.journal)
        left.setLayout(column(*blocks, None, spacing=24))
        right.setLayout(column(self.place, self.lock, self.card, self.rarely, None, spacing=24))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(left, 700)
        self._columns.addWidget(right, 340)
        self._scroller.body.addWidget(Label(_(self.title), "headline"))
        self._scroller.body.addSpacing(4)
        self._scroller.body.addWidget(self.sentence)
        self._scroller.body.addSpacing(22)
        self._scroller.body.addLayout(self._columns)
        self._scroller.body.addStretch(1)
        self.setLayout(column(self._scroller, spacing=0))

    def _connect(self) -> None:
        ways = self.ways_in
        ways.add.connect(lambda: self.open_sheet(AddSheet(self.desk, self)))
        ways.change.connect(lambda: self.desk.navigate("passphrase"))
        ways.remove.connect(self._remove)
        ways.new_recovery.connect(lambda: self.start("recovery"))
        ways.new_shares.connect(lambda: self.start("shares"))
        ways.try_recovery.connect(lambda: self.start("try"))
        ways.pin.connect(self._pin)
        self.checks.ended.connect(self.changed)
        self.checks.look.connect(self._stand)
        self.rarely.travel.connect(lambda: self.desk.navigate("cases", "travel"))
        self.rarely.rekey.connect(lambda: self.start("rekey"))
        self.backups.made.connect(self.changed)
        self.backups.rehearse.connect(lambda: self.open_sheet(DrillSheet(self.desk, self.found.folder, self)))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Load everything again."""
        self.reload()
        self.place.load()

    def does(self) -> dict[str, Callable[[], object]]:
        """What the menus offer here beside what every page can do."""
        return {"backup": self.back_up}

    def back_up(self) -> None:
        """Make a backup, once it is known where they go."""
        self._backup_waits = not self.backups.known
        if self.backups.known:
            self.start("backup")

    def changed(self) -> None:
        """After a change of keys or a backup: here, on Home and at the foot of the navigation."""
        self.desk.changed.emit(frozenset({"safety"}))

    def reload(self) -> None:
        """Load what is shown."""
        clock = self.desk.clock
        self.desk.ask(lambda vault: safety(vault, clock), self._show, owner=self)
        self.journal.load()

    def _show(self, found: Safety) -> None:
        """The rows are made anew; page and keyboard stay where they were."""
        place = self._scroller.verticalScrollBar().value()
        focused = self.window().focusWidget()
        here = _spoken(focused) if focused is not None and self.isAncestorOf(focused) else ""
        self._fill(found)
        if self._backup_waits:
            self.back_up()
        elif here:
            QTimer.singleShot(0, self, lambda: self._go_back_to(here, place))

    def _go_back_to(self, spoken: str, place: int) -> None:
        """Where the keyboard was: a row that is gone gives way to the first thing that can be done here."""
        now = self.window().focusWidget()
        if now is None or not self.isAncestorOf(now) or _spoken(now) != spoken:
            same = [w for w in self.findChildren(QWidget) if _spoken(w) == spoken and w.isVisibleTo(self)]
            now = same[0] if same else self.ways_in.add_button
            now.setFocus()
        self._scroller.verticalScrollBar().setValue(place)  # it had passed along everything below
        self._scroller.ensureWidgetVisible(now)

    def _fill(self, found: Safety) -> None:
        self.found = found
        self.ways_in.show_safety(found)
        self.backups.show_safety(found)
        self.checks.show_safety(found)
        waits = len(found.concerns)
        self.sentence.setText(sentence(found))
        clear(self.waits)
        for concern in found.concerns:
            self.waits.addWidget(self._wait(concern))
        self.waiting.setVisible(bool(waits))

    def _wait(self, concern: Concern) -> Fact:
        title, words = CONCERNS[concern]
        state = "bad" if concern is Concern.ALARM else "warn"
        key, label = TODO.get(concern, ("", ""))
        controls = [Button(_(label), lambda: self.start(key), kind="link")] if key else []
        return Fact("circle-alert", _(title), _(words), *controls, state=state)

    # what can be done

    def open_sheet(self, sheet: KeySheet) -> KeySheet:
        """Show a sheet; what it changed is loaded again."""
        sheet.finished_well.connect(self.changed)
        sheet.finished.connect(lambda _result: sheet.deleteLater())
        sheet.open()
        return sheet

    def start(self, key: str) -> None:
        """Begin what a row or a sheet asks for: backup, recovery, shares."""
        has = {slot.kind for slot in self.found.slots}
        ways: dict[str, Callable[[], object]] = {
            "backup": self.backups.back_up,
            "recovery": lambda: self.open_sheet(
                NewRecoverySheet(self.desk, self, replaces=SlotKind.RECOVERY in has)
            ),
            "ledger": lambda: self.open_sheet(LedgerSheet(self.desk, self)),
            "rekey": lambda: self.open_sheet(RekeySheet(self.desk, self)),
            "try": lambda: self.open_sheet(TrySheet(self.desk, self)),
            "shares": lambda: self.open_sheet(SharesSheet(self.desk, self, replaces=SlotKind.SHARES in has)),
        }
        ways[key]()

    def _remove(self, slot: KeySlot) -> None:
        sheet = RemoveSheet(self.desk, slot, frozenset({"backup", "recovery", "shares", "rekey"}), self)
        sheet.todo.connect(self.start)
        self.open_sheet(sheet)

    def _stand(self, found: tuple[Finding, ...]) -> None:
        sheet = StandSheet(self.desk, found, self)
        sheet.finished_well.connect(lambda: setattr(self.checks, "found", sheet.others))
        self.open_sheet(sheet)

    def _pin(self, on: bool) -> None:
        if on:
            self.open_sheet(PinSheet(self.desk, self))
            return
        self.desk.save(lambda vault: vault.keys.turn_off_quick_unlock(), self._pin_off, kinds=(), owner=self)

    def _pin_off(self, _none: object) -> None:
        self.desk.notify(_("Quick unlock is off"))
        self.changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when the page is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(TWO_COLUMNS_FROM)
        down = QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else down)
        self._columns.setSpacing(64 if wide else 24)
        side = 56 if wide else 36
        self._scroller.body.setContentsMargins(side, 24, side, 28)


def sentence(found: Safety) -> str:
    """What is said above all: how much waits, or why nothing does."""
    waits = len(found.concerns)
    if waits:
        text = ngettext("One thing waits for you here.", "{n} things wait for you here.", waits)
        return text.format(n=waits)
    if found.sample:
        return _("The sample is invented and can be made again: it needs no backup and no recovery sheet.")
    return _("Nothing waits for you here.")


def _spoken(widget: QWidget) -> str:
    """What a screen reader calls a control, "" for anything else."""
    if isinstance(widget, QPushButton | QComboBox):
        return widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
    return ""
