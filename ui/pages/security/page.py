"""Security: what opens the vault, its backups and checks, when it locks, and what was done in it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from app.ports import Vault
from app.services.safety import Safety, safety
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.pages.security.journal import JournalBlock
from ui.pages.security.lock import LockBlock
from ui.theme import theme
from ui.widgets import Label, Scroller, column

TWO_COLUMNS_FROM = 1100


class Security(Page):
    """What keeps the vault safe, and what can be done about it."""

    key, title, icon = "security", N_("Security"), "shield-check"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._scroller = Scroller((56, 24, 56, 28), 0)
        self.sentence = Label("", "lead", wrap=True)
        self.journal = JournalBlock(desk)
        self.lock = LockBlock(desk)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.journal, None, spacing=22))
        right.setLayout(column(self.lock, None, spacing=22))
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

    def refresh(self, _changed: frozenset[str]) -> None:
        """Load everything again."""
        clock = self.desk.clock

        def read(vault: Vault) -> Safety:
            with vault.read() as reader:
                return safety(reader, clock.now().date())

        self.desk.ask(read, self._show, owner=self)
        self.journal.load()

    def _show(self, found: Safety) -> None:
        waits = int(found.trial_due)
        self.sentence.setText(
            ngettext("One thing waits for you here.", "{n} things wait for you here.", waits).format(n=waits)
            if waits
            else _("Nothing waits for you here.")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when the page is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(TWO_COLUMNS_FROM - 56)
        down = QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else down)
        self._columns.setSpacing(64 if wide else 24)
        side = 56 if wide else 36
        self._scroller.body.setContentsMargins(side, 24, side, 28)
