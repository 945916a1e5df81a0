"""Checks: when everything was checked last, what was found, in plain words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.ports import Finding
from app.services.checking import KINDS, OTHER, acknowledge
from app.services.safety import Safety
from ui import saying
from ui.checker import checker_of
from ui.forms.lookup import capital
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.keeping import on_day
from ui.pages.security.parts import Fact
from ui.pages.security.sheets import KeySheet, labelled
from ui.widgets import Block, Button, Label, QuietLine, column, row
from ui.widgets.layouts import clear

NAMED = 6
"""How many records or entries of one kind are named; the command line names all."""
LAST_COPY = N_("Copy the folder of the vault as it is, and open your last backup in another place.")
TODO = {
    "record": N_(
        "They were changed outside Casebook, or an older page was put back. They are neither shown nor let "
        "out. Compare them with your last backup."
    ),
    "journal": N_("The history was changed outside Casebook. Do not trust what it says since."),
    "clock": N_(
        "The clock of this computer was wrong, or an entry was made to look older. If you know why, let it "
        "stand."
    ),
    "rollback": N_(
        "A copy was put in the place of the vault. If it was you, work goes on in the newer one; if not, "
        "somebody had the computer."
    ),
    "key_file": N_(
        "A copy of the key file is damaged or from elsewhere. Make a backup while the vault opens."
    ),
    "evidence": N_("Files of evidence are missing or damaged. Take them from your last backup."),
}
"""What to do about findings of a kind (msgids); for others the last copy."""


class Checks(Block):
    """`look(findings)` asks for the sheet that lets findings of the clock stand; `ended` after a check."""

    look = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        self.now_button = Button(_("Check now"), self.begin, icon="shield-check")
        super().__init__(_("Checks"), self.now_button, spacing=0)
        self.checker = checker_of(desk)
        self.found: tuple[Finding, ...] = ()
        self._facts: QVBoxLayout = column(spacing=0)
        self.words = Label("", "second", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Checking the vault"))
        self.stop = Button(_("Give it up"), self._give_up, kind="link")
        self.running = QWidget()
        line = row(self.words, self.stop)
        line.setStretch(0, 1)
        self.running.setLayout(column(line, self.bar, spacing=6))
        self.running.hide()
        self.body.addWidget(self.running)
        self.body.addLayout(self._facts)
        self.checker.progressed.connect(self._tell)
        self.checker.ended.connect(self._end)
        self.checker.stopped.connect(self._rest)

    def show_safety(self, found: Safety) -> None:
        """The rows as they stand: findings of this session, else what the last check said."""
        clear(self._facts)
        self._facts.addWidget(self._last(found))
        if self.found:
            kinds = list(dict.fromkeys(f.kind for f in self.found))
            for kind in kinds:
                self._facts.addWidget(self._finding(kind, [f for f in self.found if f.kind == kind]))
        elif found.checked is not None:
            for kind, count in found.checked.found:
                self._facts.addWidget(self._finding(kind, [], count))

    def _last(self, found: Safety) -> Fact:
        last = found.checked
        words = _("Every page, record, entry of the journal and file, once a day while you work.")
        if last is None:
            return Fact("shield-check", _("Not yet checked as a whole"), words)
        day = on_day(last.at.astimezone().date(), found.on)
        if last.clean and not self.found:
            title = _("Everything was checked {when}: nothing is wrong").format(when=day)
            return Fact("shield-check", title, words, state="good")
        title = _("Checked {when}: something is wrong").format(when=day)
        words = _("Until it is settled the vault is open for reading only.")
        return Fact("triangle-alert", title, words, state="bad")

    def _finding(self, kind: str, found: Sequence[Finding], count: int = 0) -> Fact:
        name = capital(_(KINDS.get(kind, OTHER)))
        title = _("{what}: {n}").format(what=name, n=f"{len(found) or count:,}")
        words = _(TODO.get(kind, LAST_COPY))
        named = [f.record for f in found if f.record][:NAMED]
        if named:
            more = len({f.record for f in found if f.record}) - len(set(named))
            listed = ", ".join(dict.fromkeys(named)) + (" …" if more > 0 else "")
            words = f"{words} ({listed})"
        if kind == "clock" and found:
            button = Button(_("Let it stand…"), lambda: self.look.emit(self.found), kind="link")
            return Fact("clock", title, words, button, state="warn")
        return Fact("triangle-alert", title, words, state="bad")

    def begin(self) -> None:
        """Check now."""
        self.checker.begin(asked=True)
        self._tell(_("Beginning"))

    def _give_up(self) -> None:
        self.checker.cancel()
        self._rest()

    def _tell(self, text: str) -> None:
        self.now_button.setEnabled(False)
        self.words.setText(text)
        self.running.show()

    def _rest(self) -> None:
        self.now_button.setEnabled(True)
        self.running.hide()

    def _end(self, found: Sequence[Finding]) -> None:
        self.found = tuple(found)
        self._rest()
        self.ended.emit()


class StandSheet(KeySheet):
    """Lets findings about the clock stand, with a reason; it is journaled with who said so."""

    def __init__(self, desk: Desk, found: tuple[Finding, ...], parent: QWidget) -> None:
        words = _(
            "An entry is older than the one before it. Say why you know it to be harmless: a flat battery, a "
            "wrong time zone. Your name and the reason stand in the journal."
        )
        super().__init__(desk, _("Let it stand?"), words, _("Let it stand"), parent, 420)
        self.found = found
        self.others: tuple[Finding, ...] = found
        self.reason = QuietLine(_("Reason"))
        self.reason.setProperty("look", "")
        self.reason.setProperty("big", "true")
        self.reason.returnPressed.connect(self.save)
        for one in [f for f in found if f.kind == "clock"][:NAMED]:
            self.scroller.body.addWidget(Label(_times(one, desk.language), "note", wrap=True))
        self.scroller.body.addLayout(labelled(_("Reason"), self.reason))
        self.scroller.body.addStretch(1)
        self.reason.setFocus()

    def save(self) -> None:
        """Let them stand."""
        commit_input()
        reason, found, clock = self.reason.text(), self.found, self.desk.clock
        if self.done_button.isEnabled():
            self.change(lambda vault: acknowledge(vault, clock, found, reason), self._done)

    def _done(self, others: tuple[Finding, ...]) -> None:
        self.others = others
        self.close_well()


def _times(finding: Finding, language: str) -> str:
    """From when to when the clock went back at an entry."""
    before, _arrow, after = finding.differs.partition(" -> ")
    try:
        ends = [datetime.fromisoformat(text).astimezone() for text in (before, after)]
    except ValueError:
        return finding.differs
    old, new = (f"{saying.day(at.date(), language)}, {at:%H:%M}" for at in ends)
    return _("Entry {n}: from {old} back to {new}").format(n=finding.record, old=old, new=new)
