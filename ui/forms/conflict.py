"""Both versions of a record side by side, after a save in between: staff choose field by field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from app.distressing import distressing, texts_of
from app.i18n import _
from app.records import TYPES
from app.records.record import Record
from app.values import Value
from ui.forms.lookup import Lookup
from ui.forms.saying import say_value
from ui.widgets import Button, FoldPanel, Label, Panel, Segmented, folded_text, row

LONGEST = 400


def differing(mine: Record, base: Record, theirs: Record) -> list[str]:
    """The fields that both changed, to different values."""
    keys = dict.fromkeys([*mine.values, *theirs.values, *base.values])
    return [
        key
        for key in keys
        if mine.values.get(key) != theirs.values.get(key)
        and mine.values.get(key) != base.values.get(key)
        and (theirs.values.get(key) != base.values.get(key) or base.version == theirs.version)
    ]


def changed(mine: Record, base: Record, theirs: Record) -> list[str]:
    """The fields that either side changed."""
    keys = dict.fromkeys([*mine.values, *theirs.values, *base.values])
    return [k for k in keys if not mine.values.get(k) == base.values.get(k) == theirs.values.get(k)]


def merged(mine: Record, base: Record, theirs: Record, chosen: dict[str, bool]) -> Record:
    """The version that stands, with what only this side changed, and what was `chosen` of the rest."""
    changes: dict[str, Value | None] = {}
    for key in {*mine.values, *base.values}:
        changed = mine.values.get(key) != base.values.get(key)
        if chosen.get(key, changed):
            changes[key] = mine.values.get(key)
    return theirs.with_values(**changes)


class ConflictPanel(Panel):
    """Names the fields that differ, shows both values, and asks. Nothing is lost until it is answered.

    Where no field was changed by both sides, it shows what each changed and offers to keep both.
    The texts of what is marked as distressing, or part of what is (`of`), wait until they are asked for.
    """

    def __init__(
        self,
        mine: Record,
        base: Record,
        theirs: Record,
        lookup: Lookup,
        settle: Callable[[Record], None],
        of: Record | None = None,
    ) -> None:
        super().__init__("amber")
        own = lookup.own_fields(mine.type)
        marked = any(distressing(one, of) for one in (mine, base, theirs))
        self._weighing = texts_of(mine.type, own) if marked else frozenset()
        self._texts: dict[Label, str] = {}
        self.fold = FoldPanel()
        self.fold.asked.connect(self._unfold)
        self._mine, self._base, self._theirs, self._settle = mine, base, theirs, settle
        self.choices: dict[str, Segmented] = {}
        self._declared = {**TYPES[mine.type].by_key, **{f.key: f for f in own}}
        self._disputed = differing(mine, base, theirs)
        self.body.addWidget(Label(self._title(), "strong", wrap=True))
        self.body.addWidget(self.fold)
        self.body.addLayout(self._grid(lookup))
        self.fold.setVisible(bool(self._texts))
        words = _("Keep these choices") if self._disputed else _("Keep both")
        self.keep = Button(words, self._done, kind="primary")
        self.body.addLayout(row(self.keep, None))

    def _title(self) -> str:
        if self._disputed:
            return _(
                "This record was changed elsewhere while you were typing. Both versions are here: choose."
            )
        return _(
            "This record was changed elsewhere while you were typing, in other fields than yours: "
            "both can be kept."
        )

    def _grid(self, lookup: Lookup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column, text in enumerate((_("Field"), _("What you typed"), _("What was saved"), "")):
            grid.addWidget(Label(text, "dim"), 0, column)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        keys = self._disputed or changed(self._mine, self._base, self._theirs)
        for place, key in enumerate(keys, start=1):
            self._line(grid, place, key, lookup)
            if self._disputed:
                self._choice(grid, place, key)
        return grid

    def _line(self, grid: QGridLayout, place: int, key: str, lookup: Lookup) -> None:
        field = self._declared[key]
        grid.addWidget(Label(field.called(), "medium"), place, 0)
        for column, record in ((1, self._mine), (2, self._theirs)):
            value = record.values.get(key)
            if not self._disputed and value == self._base.values.get(key):
                grid.addWidget(Label(_("(not changed)"), "dim"), place, column)
                continue
            text = say_value(field, value, lookup) or _("(empty)")
            shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
            label = Label(shown, "value", wrap=True, selectable=True)
            if key in self._weighing and value:
                self._texts[label] = shown
                label.setText(folded_text())
            grid.addWidget(label, place, column)

    def _choice(self, grid: QGridLayout, place: int, key: str) -> None:
        name = self._declared[key].called()
        choice = Segmented(name, [(_("Yours"), True), (_("Saved"), False)], None)
        choice.chosen.connect(lambda _data: self._ready())
        self.choices[key] = choice
        grid.addWidget(choice, place, 3)

    def _unfold(self) -> None:
        for label, text in self._texts.items():
            label.setText(text)
        self.fold.hide()
        next(iter(self.choices.values()), self.keep).setFocus()

    def _ready(self) -> None:
        self.keep.setEnabled(all(c.current() is not None for c in self.choices.values()))

    def showEvent(self, event: object) -> None:
        """It can be answered once each field is."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._ready()

    def _done(self) -> None:
        chosen = {key: bool(choice.current()) for key, choice in self.choices.items()}
        self._settle(merged(self._mine, self._base, self._theirs, chosen))
