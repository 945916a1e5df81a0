"""Rows of the filter builder: field, comparison, value; and groups of rows of which one must hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.conditions import BARE, Offered
from app.i18n import _
from app.ports import Condition, Group
from app.values import UncertainDate
from ui.forms.editor import Editor
from ui.forms.fields import FieldCombo
from ui.forms.lookup import Lookup
from ui.forms.make import editor_for
from ui.forms.record_editors import RecordEditor
from ui.lists.condition_words import called, compared
from ui.widgets import Button, Choice, IconButton, Label, Panel, row
from ui.widgets.layouts import clear, let_go


class ConditionRow(QWidget):
    """One condition as it is being built; a fresh one is on the field `first`.

    Signals: `changed()`, `gone()` when it is to be taken away.
    """

    changed = Signal()
    gone = Signal()

    def __init__(
        self, fields: Mapping[str, Offered], first: str, lookup: Lookup, condition: Condition | None
    ) -> None:
        super().__init__()
        self._fields, self._lookup = fields, lookup
        self.one = fields[condition.path if condition else first]
        self.field = FieldCombo({path: called(one) for path, one in fields.items()}, self.one.path)
        self.field.chosen.connect(self._chosen)
        self.op = Choice(_("Comparison"))
        self.editor: Editor | None = None
        self._value = QHBoxLayout()
        self._value.setContentsMargins(0, 0, 0, 0)
        self.drop = IconButton("x", _("Remove this condition"), self.gone.emit)
        layout = row(self.field, self.op, spacing=6)
        layout.addLayout(self._value)
        layout.addWidget(self.drop)
        for place, share in ((0, 5), (1, 3), (2, 5)):
            layout.setStretch(place, share)
        self.setLayout(layout)
        self._show_field(condition)
        self.op.currentIndexChanged.connect(self._compared)

    def take(self) -> None:
        """Put the cursor into the field, ready to be typed over."""
        self.field.take()

    def _chosen(self, path: str) -> None:
        self.one = self._fields[path]
        self._show_field(None)
        self.changed.emit()

    def _show_field(self, condition: Condition | None) -> None:
        self.op.blockSignals(True)
        self.op.clear()
        for op in self.one.operators:
            self.op.addItem(compared(self.one, op), op)
        self.op.setCurrentIndex(max(0, self.op.findData(condition.op) if condition else 0))
        self.op.blockSignals(False)
        clear(self._value)
        self.editor = editor_for(self.one.entered, self._lookup)
        self.editor.label = _("Value")
        if isinstance(self.editor, RecordEditor):
            self.editor.line.makes = False
        self.editor.set_quiet(False)
        if condition is not None:
            self.editor.show_value(condition.value)
        self.editor.changed.connect(self.changed)
        self._value.addWidget(self.editor)
        self._show_editor()

    def _show_editor(self) -> None:
        if self.editor is not None:
            self.editor.setVisible(self.op.currentData() not in BARE)

    def _compared(self, _index: int) -> None:
        self._show_editor()
        self.changed.emit()

    def condition(self) -> Condition | None:
        """What it says; None while something is missing or not understood."""
        op = str(self.op.currentData())
        if op in BARE:
            return Condition(self.one.path, op)
        value = self.editor.value() if self.editor is not None else None
        if self.editor is None or self.editor.problem or value is None:
            return None
        if isinstance(value, UncertainDate) and not _comparable(value, op, self.one.path):
            return None
        plain = value if not hasattr(value, "text") else value.text
        return Condition(self.one.path, op, plain)

    def mark(self) -> None:
        """Say that a value is missing, and put the cursor there."""
        if self.editor is not None:
            self.editor.set_problem(self.editor.problem or _("Say what to compare with."))
            self.editor.control.setFocus()


def _comparable(value: UncertainDate, op: str, path: str) -> bool:
    """A moment is compared with whole days; before needs a first day, after a last one."""
    if path in ("changed", "created"):
        return bool(value.earliest and value.latest)
    return bool({"before": value.earliest, "after": value.latest}.get(op, True))


class GroupBox(Panel):
    """Conditions of which one must hold. Signals: `changed()`, `gone()` when its last row went."""

    changed = Signal()
    gone = Signal()

    def __init__(self, fields: Mapping[str, Offered], first: str, lookup: Lookup, group: Group = ()) -> None:
        super().__init__("tint", margins=(12, 8, 8, 8))
        self._fields, self._first, self._lookup = fields, first, lookup
        self.rows: list[ConditionRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.other = Button(_("or…"), self.add_row, kind="link", icon="plus")
        self.other.setAccessibleName(_("Or another condition"))
        self.body.addLayout(row(self.other, None))
        for condition in group or (None,):
            self._add(condition)

    def _add(self, condition: Condition | None) -> ConditionRow:
        made = ConditionRow(self._fields, self._first, self._lookup, condition)
        made.changed.connect(self.changed)
        made.gone.connect(partial(self._drop, made))
        if self.rows:
            word = Label(_("or"), "dim")
            made.setProperty("word", word)
            self._lines.addWidget(word)
        self.rows.append(made)
        self._lines.addWidget(made)
        return made

    def add_row(self) -> None:
        """Another condition beside those, and the cursor in it."""
        self._add(None).take()
        self.changed.emit()

    def _drop(self, gone: ConditionRow) -> None:
        if self.rows == [gone]:
            self.gone.emit()
            return
        place = self.rows.index(gone)
        self.rows.remove(gone)
        words = [gone.property("word"), self.rows[0].property("word") if place == 0 else None]
        for widget in (gone, *words):
            if isinstance(widget, QWidget):
                let_go(widget)
        self.rows[max(0, place - 1)].take()
        self.changed.emit()

    def group(self) -> Group:
        """What is complete of it."""
        return tuple(c for r in self.rows if (c := r.condition()) is not None)
