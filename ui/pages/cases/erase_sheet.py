"""The sheet that erases the file on a person for good: what goes, what stays elsewhere, why."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.erasure import Plan
from app.errors import Conflict
from app.i18n import _, ngettext
from app.ports import Vault
from app.records import TYPES
from app.records.record import Record
from app.services.codes import tidy
from app.services.erasure import erase, plan
from ui import saying
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.widgets import Block, Label, QuietLine, column
from ui.widgets.layouts import clear


class EraseSheet(Sheet):
    """Shows what an erasure takes before it is done. `erased()` once nothing is left."""

    erased = Signal()

    def __init__(self, desk: Desk, code: str, parent: QWidget) -> None:
        super().__init__(desk, _("Erase this file for good"), parent)
        self._code = code
        self.seen: Plan | None = None
        body = self.scroller.body
        body.addWidget(
            Label(
                _(
                    "For a person who asks to be forgotten. Nobody can bring back what stands here; the "
                    "journal keeps that it was done, by whom and why."
                ),
                "sentence",
                wrap=True,
            )
        )
        self.lists = column(spacing=14)
        body.addLayout(self.lists)
        self.reason = QuietLine(_("Why, and who asked"), hint=_("Asked by a relative, by phone"))
        self.typed = QuietLine(_("Code of the case"), hint=_("Code"))
        for name, field in (
            (_("Why, and who asked: kept in the journal, so leave names out of it"), self.reason),
            (_("Type {code} to confirm").format(code=code), self.typed),
        ):
            label = Label(name, "label", wrap=True)
            label.setBuddy(field)
            body.addLayout(column(label, field, spacing=6))
            field.textChanged.connect(lambda _text: self._ready())
        body.addStretch(1)
        self.done_button.setText(_("Erase for good"))
        self.done_button.setToolTip("")
        self._ready()
        self._look()

    def _look(self) -> None:
        code = self._code
        self.desk.ask(lambda vault: read_plan(vault, code), self._show, owner=self, failed=self.refused)

    def _show(self, seen: Plan) -> None:
        self.seen = seen
        kinds = [(_(TYPES[kind].plural), f"{count:,}") for kind, count in seen.counts.items()]
        if seen.drafts:
            kinds.append((_("Drafts"), f"{len(seen.drafts):,}"))
        clear(self.lists)
        self._list(_("What is erased"), kinds)
        if seen.person_stays:
            self.lists.addWidget(
                Label(_("The person stays: another file is about the same person."), "body", wrap=True)
            )
        self._list(_("Must be reworded: a text there names the person"), _named(seen.mentions))
        self._list(_("Loses what pointed here"), _named(seen.cut))
        self._list(_("Still holds the person, outside this vault"), list(self._outside(seen)))
        self._ready()

    def _outside(self, seen: Plan) -> Iterable[tuple[str, str]]:
        language, outside = self.desk.language, seen.outside
        for backup in outside.backups:
            yield _("Backup"), saying.day(backup.at.astimezone().date(), language)
        for at in outside.travels:
            yield _("Travel vault"), saying.day(at.astimezone().date(), language)
        for release in outside.releases:
            yield _("Document let out"), release.text("title") or release.text("kind")

    def _list(self, title: str, lines: list[tuple[str, str]]) -> None:
        if not lines:
            return
        block = Block(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(lines):
            grid.addWidget(Label(name, "dim"), place, 0)
            grid.addWidget(Label(value, "body", wrap=True), place, 1)
        block.body.addLayout(grid)
        self.lists.addWidget(block)

    def _ready(self) -> None:
        right = tidy(self.typed.text()) == self._code
        ready = self.seen is not None and right and bool(self.reason.text().strip())
        self.done_button.setEnabled(ready)
        self.done_button.set_kind("danger" if ready else "refused")

    def save(self) -> None:
        """Erase what was shown."""
        if self.seen is None or not self.done_button.isEnabled():
            return
        seen, reason = self.seen, self.reason.text()
        self.done_button.setEnabled(False)
        self.desk.save(
            lambda vault: erase(vault, seen, reason), self._done, kinds=(), owner=self, failed=self.refused
        )

    def _done(self, _none: object) -> None:
        holders = self.seen.outside if self.seen else None
        left = len(holders.backups) + len(holders.travels) + len(holders.releases) if holders else 0
        told = ngettext(
            "Erased. {n} copy outside this vault still holds the person.",
            "Erased. {n} copies outside this vault still hold the person.",
            left,
        )
        self.desk.notify(told.format(n=left) if left else _("Erased. No copy is known outside this vault."))
        self.erased.emit()
        self.desk.changed.emit(frozenset(TYPES))
        self.accept()

    def refused(self, error: Exception) -> None:
        """Say why; the list is made anew where something changed meanwhile."""
        super().refused(error)
        self._ready()
        if isinstance(error, Conflict):
            self._look()


def read_plan(vault: Vault, code: str) -> Plan:
    """On the worker's thread: what erasing a file would take."""
    with vault.read() as reader:
        return plan(reader, code)


def _named(records: Iterable[Record]) -> list[tuple[str, str]]:
    return [(_(TYPES[r.type].label), r.text("code") or r.text("title") or r.id.hex[:8]) for r in records]
