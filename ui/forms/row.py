"""One row of a field that has rows: print while nobody is in it, all its fields while the cursor is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.fields import Field, FieldType
from app.i18n import _
from app.names import script_of
from app.values import Row, Text, UncertainDate, Value
from ui.forms.cells import cell_for
from ui.forms.grid import FieldGrid
from ui.forms.lookup import Lookup, capital
from ui.forms.reading import say_date
from ui.theme import theme
from ui.widgets import Elided, IconButton, Label, row
from ui.widgets.layouts import UNBOUND

LABEL_WIDTH = 96
CLICK_MS = 40
"""Between two looks whether a mouse button is still held."""


class RowEditor(QWidget):
    """One row: its first field as print with a quiet note; all its fields while the cursor is in it."""

    changed = Signal()
    left = Signal()
    asked = Signal(str)  # up, down, remove
    done = Signal()
    """Enter in its first field: the rest of the row is passed over."""

    def __init__(self, field: Field, lookup: Lookup, number: int) -> None:
        super().__init__()
        self.id: UUID = uuid4()
        self.lookup = lookup
        self.editors = {f.key: cell_for(f, lookup) for f in field.fields}
        self.first = next(iter(self.editors.values()))
        self.note = Elided("", "dim")
        self._buttons = [
            IconButton("arrow-up", _("Move up"), lambda: self.asked.emit("up")),
            IconButton("arrow-down", _("Move down"), lambda: self.asked.emit("down")),
            IconButton("x", _("Remove"), lambda: self.asked.emit("remove")),
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        if self._term_first:
            layout.addWidget(self.note)
        self.more = FieldGrid(LABEL_WIDTH, gap=4)
        self.more.setContentsMargins(10, 4, 0, 8)
        for editor in list(self.editors.values())[1:]:
            editor.set_quiet(False)
            self.more.add(Label(editor.label, "dim"), editor)
        layout.addWidget(self.more)
        for editor in self.editors.values():
            editor.changed.connect(self._changed)
            editor.left.connect(self.left)
        if isinstance(self.first.control, QLineEdit):
            self.first.control.returnPressed.connect(self.done)
        self.number(number, True)
        self.open(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus)

    @property
    def _term_first(self) -> bool:
        """Whether the row begins with a term: those are longer than names, and what is known of them too."""
        return self.first.field.type is FieldType.TERM

    def _head(self) -> QHBoxLayout:
        if self._term_first:
            self.note.setContentsMargins(10, 0, 0, 4)
            return row(self.first, None, *self._buttons, spacing=4)
        head = row(self.first, self.note, *self._buttons, spacing=4)
        head.setStretch(0, 3)
        head.setStretch(1, 2)
        return head

    def number(self, number: int, last: bool) -> None:
        """Say which row it is: names differ for a screen reader."""
        for editor in self.editors.values():
            editor.control.setAccessibleName(f"{editor.label} {number}")
        self._buttons[0].setEnabled(number > 1)
        self._buttons[1].setEnabled(not last)

    def _changed(self) -> None:
        script_editor = self.editors.get("script")
        if self.sender() is self.first and script_editor and not self._chosen_script:
            text = self.first.value()
            guess = script_of(text) if isinstance(text, str) else ""
            known = self.lookup.knows("script", guess)
            script_editor.show_value(guess if known else None)
        elif self.sender() is script_editor:
            self._chosen_script = True
        self._say()
        self._open_typed()
        self.changed.emit()

    def _open_typed(self) -> None:
        """An empty row asks for its first field alone; once something is typed, for the others."""
        now = QApplication.focusWidget()
        if not self._open and now is not None and self.isAncestorOf(now):
            self.open(True)

    def _focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or (now.window() is not self.window()):
            return  # a popup, another window
        inside = self.isAncestorOf(now)
        if inside or not self._open:
            self.open(inside and (self._open or bool(self.value().values)))
        else:
            self._close_soon()

    def _close_soon(self) -> None:
        """Nothing moves under a mouse button that is held: the click would miss what it was meant for."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(CLICK_MS, self, self._close_soon)
            return
        now = QApplication.focusWidget()
        self.open(now is not None and self.isAncestorOf(now))

    def open(self, on: bool) -> None:
        """Show all fields, or print alone."""
        if len(self.editors) > 1:
            self.more.setVisible(on)
        for button in self._buttons:
            button.setVisible(on)
        self.note.setVisible(not on and bool(self.note.text() or not self._term_first))
        self._open = on
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A name is as wide as its letters are in this style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.first.control.ensurePolished()
            self._fit()

    def _fit(self) -> None:
        """As print, the note follows the name; while it is edited the name has the whole line."""
        metrics = self.first.control.fontMetrics()
        arrow = 24 if self._term_first else 0
        print_width = metrics.horizontalAdvance(self._first_words()) + theme().px(34 + arrow)
        self.first.setMaximumWidth(UNBOUND if self._open else max(print_width, theme().px(120)))
        self.first.setMinimumWidth(print_width if self._term_first and not self._open else 0)

    def _first_words(self) -> str:
        text = self.first.value()
        if self.first.field.type is FieldType.TERM and isinstance(text, str):
            return capital(self.lookup.label(self.first.field.vocabulary, text))
        return text[:200] if isinstance(text, str) else ""

    def _say(self) -> None:
        words = []
        for editor in list(self.editors.values())[1:]:
            words.append(self._words(editor.field, editor.value()))
        self.note.setText(capital(" · ".join(w for w in words if w)))
        self.note.setVisible(not self._open and bool(self.note.text() or not self._term_first))
        self._fit()

    def _words(self, field: Field, value: Value | None) -> str:
        """What the quiet note says of a field; parts of a name stand in the name already."""
        match value:
            case Text():
                return value.in_language(self.lookup.language)
            case UncertainDate():
                return say_date(value, self.lookup.language, short=True)
            case UUID():
                return self.lookup.title(value)
            case str() if field.type is FieldType.TERM:
                return self.lookup.label(field.vocabulary, value)
            case _:
                return ""

    def typed(self) -> dict[str, str]:
        """Words in its fields that are no value, by field."""
        return {key: words for key, e in self.editors.items() if (words := e.typed().get("", ""))}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show words of a draft that are no value, by field."""
        for key, words in typed.items():
            if key in self.editors:
                self.editors[key].show_typed({"": words})

    def value(self) -> Row:
        """The row with its id."""
        found = {key: v for key, e in self.editors.items() if (v := e.value()) not in (None, "", ())}
        return Row(self.id, MappingProxyType({k: v for k, v in found.items() if v is not None}))

    def show_row(self, value: Row) -> None:
        """Show a row without telling."""
        self.id = value.id
        self._chosen_script = "script" in value.values
        for key, editor in self.editors.items():
            editor.show_value(value.values.get(key))
        self._say()

    _chosen_script = False
    _open = False

    @property
    def problem(self) -> str:
        """What is wrong with any field of it."""
        return next((e.problem for e in self.editors.values() if e.problem), "")
