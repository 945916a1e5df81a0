"""The vocabularies: every term with its labels, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.fields import Field
from app.i18n import _, ngettext
from app.records import TYPES
from app.services.vocabularies import Merged, add_term, change_term, merge_terms, retire_term, undo_merge
from app.steps import told
from app.vocabularies import FIXED, Term
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.pages.words.models import Rows, Table
from ui.theme import theme
from ui.widgets import Block, Button, Choice, Label, Panel, QuietLine, column, row
from ui.widgets.layouts import clear
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Reader, Vault

LABELS = ("", "en", "ko", "zh", "note")
"""What each column of the table changes; the first is the code, which never changes."""


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary as staff know it: by the fields that use it."""

    key: str
    name: str
    terms: tuple[Term, ...]


def read_vocabularies(reader: Reader) -> tuple[Vocabulary, ...]:
    """Every vocabulary, by name."""
    names = {"yes_no": f"{_('Yes, no, unknown')} (yes_no)"}
    for kind in TYPES.values():
        for field in (*kind.fields, *reader.own_fields(kind.key)):
            for found in (field, *field.fields):
                if found.vocabulary:
                    names.setdefault(found.vocabulary, _named(found))
    terms: dict[str, list[Term]] = {}
    for term in reader.terms():
        terms.setdefault(term.vocabulary, []).append(term)
    found_all = [Vocabulary(key, names.get(key, key), tuple(some)) for key, some in terms.items()]
    return tuple(sorted(found_all, key=lambda v: v.name.casefold()))


def _named(field: Field) -> str:
    """The label of the field that uses it first, and the key, so that two of one label are told apart."""
    return f"{field.called()} ({field.vocabulary})"


class TermsBlock(Block):
    """One vocabulary at a time. `changed()` is called after each change, to read everything again."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self.which = Choice(_("Vocabulary"))
        self.which.setMinimumWidth(theme().px(280))
        super().__init__(_("Vocabularies"), self.which, spacing=8)
        self._desk, self._changed = desk, changed
        self._all: tuple[Vocabulary, ...] = ()
        headings = (_("Code"), _("English"), _("Korean"), _("Chinese"), _("Note"))
        self.model: Rows[Term] = Rows(
            headings, _cell, lambda t: t.retired, editable=frozenset({1, 2, 3, 4}), typed=self._typed
        )
        self.table = Table(self.model, _("Terms"))
        self.fixed = Label(
            _("The rules of Casebook know each of these terms: only their labels can be changed here."),
            "note",
            wrap=True,
        )
        self.add = Button(_("Add a term"), self._open_adding, icon="plus", kind="link")
        self.retire = Button("", self._retire, kind="link", icon="archive")
        self.merge = Button(_("Merge into…"), self._open_merging, kind="link", icon="git-merge")
        self.asked = column(spacing=8)
        self.body.addWidget(self.table)
        self.body.addWidget(self.fixed)
        self.body.addLayout(row(self.add, self.retire, self.merge, None))
        self.body.addLayout(self.asked)
        self.which.activated.connect(lambda _at: self._show())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self.model.modelReset.connect(self._offer)

    # what is shown

    def show_all(self, found: tuple[Vocabulary, ...]) -> None:
        """Show the vocabularies as they are now; the chosen one stays."""
        chosen = self.which.currentData()
        self._all = found
        self.which.clear()
        for one in found:
            self.which.addItem(one.name, one.key)
        keys = [v.key for v in found]
        self.which.setCurrentIndex(keys.index(chosen) if chosen in keys else self._first(keys))
        self._show()

    @staticmethod
    def _first(keys: list[str]) -> int:
        return keys.index("risk_factor") if "risk_factor" in keys else 0

    def _show(self) -> None:
        self._close()
        here = self.here
        self.model.show(here.terms if here else ())
        self._offer()

    @property
    def here(self) -> Vocabulary | None:
        """The vocabulary that is shown."""
        return next((v for v in self._all if v.key == self.which.currentData()), None)

    @property
    def term(self) -> Term | None:
        """The term that is chosen."""
        return self.model.value(self.table.row)

    def _offer(self) -> None:
        key = str(self.which.currentData() or "")
        self.fixed.setVisible(key in FIXED)
        self.add.setVisible(key not in FIXED)
        self.merge.setVisible(key not in FIXED)
        term = self.term
        self.retire.setEnabled(term is not None)
        self.merge.setEnabled(term is not None)
        again = term is not None and term.retired
        self.retire.setText(_("Offer it again") if again else _("No longer offer it"))

    # changes

    def _typed(self, term: Term, at: int, text: str) -> None:
        change = {LABELS[at]: text}
        self._save(lambda vault: change_term(vault, term.vocabulary, term.code, **change))

    def _retire(self) -> None:
        term = self.term
        if term is not None:
            turned = not term.retired
            self._save(lambda vault: retire_term(vault, term.vocabulary, term.code, retired=turned))

    def _save(self, call: Callable[[Vault], object]) -> None:
        self._desk.save(call, lambda _done: self._changed(), kinds=(), owner=self, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._desk.trouble(error)
        self._changed()

    def _open_adding(self) -> None:
        here = self.here
        if here is not None:
            lines = [QuietLine(name) for name in (_("Code"), _("English"), _("Korean"))]
            self._ask(lines, Button(_("Add"), partial(self._add, here.key, lines), kind="primary"))

    def _add(self, vocabulary: str, lines: list[QuietLine]) -> None:
        commit_input()
        code, en, ko = (line.text().strip() for line in lines)
        self._save(lambda vault: add_term(vault, Term(vocabulary, code, en, ko)))

    def _open_merging(self) -> None:
        here, term = self.here, self.term
        if here is None or term is None:
            return
        others = [t for t in here.terms if t.code != term.code and not t.retired]
        into = Choice(_("Merge into"), [(t.label(self._desk.language), t.code) for t in others])
        told = _("Everything that holds “{term}” will hold:").format(term=term.label(self._desk.language))
        go = Button(_("Merge"), lambda: self._merge(term, str(into.currentData())), kind="primary")
        self._ask([into], go, told)

    def _merge(self, term: Term, into: str) -> None:
        self._close()

        def call(vault: Vault) -> Slices[Merged]:
            return told(merge_terms(vault, term.vocabulary, term.code, into), Progress)

        self._desk.ask_long(call, self._merged, owner=self, failed=self._failed)

    def _merged(self, merged: Merged) -> None:
        n = len(merged.saved)
        text = ngettext("Merged: {n} record changed", "Merged: {n} records changed", n).format(n=n)
        self._desk.changed.emit(frozenset(TYPES))
        self._desk.notify(text, lambda: self._unmerge(merged))
        self._changed()

    def _unmerge(self, merged: Merged) -> None:
        def done(_none: object) -> None:
            self._changed()

        self._desk.save(
            lambda vault: undo_merge(vault, merged), done, kinds=TYPES, owner=self, failed=self._failed
        )

    # the panel that asks

    def _ask(self, fields: Sequence[QWidget], go: Button, told: str = "") -> None:
        self._close()
        panel = Panel("tint")
        if told:
            panel.body.addWidget(Label(told, "body", wrap=True))
        for field in fields:
            label = Label(field.accessibleName(), "label")
            label.setBuddy(field)
            field.setProperty("look", "")
            panel.body.addLayout(column(label, field))
            if isinstance(field, QuietLine):
                field.returnPressed.connect(go.click)
        panel.body.addLayout(row(go, Button(_("Cancel"), self._close), None))
        self.asked.addWidget(panel)
        fields[0].setFocus()

    def _close(self) -> None:
        clear(self.asked)


def _cell(term: Term, at: int) -> str:
    if at == 0:
        return _("{code} (not offered)").format(code=term.code) if term.retired else term.code
    return str(getattr(term, LABELS[at]))
