"""The base of every field editor: a value in, a value out, what is wrong below it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.fields import Field
from app.i18n import _
from app.values import Value
from ui.accessibility import announce
from ui.forms.lookup import Lookup
from ui.ime import composing, follow_composing
from ui.shortcuts import escapes
from ui.widgets import Label, set_wrong
from ui.widgets.polish import repolish

EMPTY = "–"
"""What stands, dim, where a quiet field holds nothing: print shows no frame."""


class Editor(QWidget):
    """A field of a record as a person edits it.

    Signals: `changed` when the person changed the value (never from `show_value`), `left` when the cursor
    left the field. `problem` says why what is typed cannot become a value, "" where it can.
    """

    changed = Signal()
    left = Signal()
    wide = False
    """Whether it takes the whole width, its label above it."""
    beside: QWidget | None = None
    """Of a wide one: what stands at the right end of the line of its label."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__()
        self.field, self.lookup = field, lookup
        self.label = field.called()
        self.problem = ""
        self.kept: Value | None = None
        """What is saved of it, which Escape puts back."""
        self.wrong_at: frozenset[tuple[UUID | None, str]] = frozenset()
        """Of an editor of rows: in which fields of which rows validation found something."""
        self.part_of: Editor | None = None
        """The editor whose rows hold it."""
        self.showing = False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.below = _Below()
        self.below.setContentsMargins(10, 0, 0, 2)
        self.below.hide()
        self._outside = ""
        self._odd = ""

    def finish(self, control: QWidget, *watched: QWidget) -> None:
        """Called by a subclass at the end of its __init__ with the control that takes the cursor."""
        self.control = control
        self.setFocusProxy(control)
        for widget in watched or (control,):
            widget.setAccessibleName(widget.accessibleName() or self.label)
            widget.installEventFilter(self)
        if self.field.help:
            control.setToolTip(_(self.field.help))
            control.setAccessibleDescription(_(self.field.help))
        self.box.addWidget(self.below)

    def show_empty(self, sign: str) -> None:
        """Show a sign where the field is empty and has no hint of its own."""
        fields: list[QLineEdit | QPlainTextEdit] = [*self.findChildren(QLineEdit)]
        for field in (*fields, *self.findChildren(QPlainTextEdit)):
            if not field.placeholderText():
                field.setPlaceholderText(sign)

    def set_quiet(self, quiet: bool) -> None:
        """Look like print until touched, or like a field at once."""
        for child in (self, *self.findChildren(QWidget)):
            if child.property("look") == "quiet" and not quiet:
                child.setProperty("look", "field")
                repolish(child)
            if child.property("kind") == "value" and not quiet:
                child.setProperty("framed", "true")
                repolish(child)

    def value(self) -> Value | None:
        """The value as it stands; None where there is none."""
        raise NotImplementedError

    def show_value(self, value: Value | None) -> None:
        """Show a value without telling."""
        self.showing = True
        try:
            self.put(value)
        finally:
            self.showing = False
        self.tell()

    def put(self, value: Value | None) -> None:
        """Put a value into the controls (for subclasses)."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """Words that stand here and are no value, under "" (under `row/field` those of a row's field)."""
        words = self.words() if self.problem else ""
        return {"": words} if words else {}

    def words(self) -> str:
        """What stands in the control, where no value can hold it (for subclasses)."""
        return ""

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show words of a draft that are no value, marked."""
        if words := typed.get("", ""):
            self.showing = True
            try:
                self.put_words(words)
            finally:
                self.showing = False
            self.tell()

    def put_words(self, words: str) -> None:
        """Put words into the control, and say what is wrong with them (for subclasses)."""

    def touched(self) -> None:
        """Called by the controls when they changed."""
        if not self.showing:
            self.tell()
            self.changed.emit()

    def set_problem(self, text: str) -> None:
        """What validation found wrong with this field, "" for nothing."""
        self._outside = text
        self.tell()

    def set_odd(self, text: str) -> None:
        """What should be looked at again, "" for nothing; it keeps nothing from being saved."""
        if self._odd != text:
            self._odd = text
            self.tell()

    @property
    def wrong(self) -> str:
        """What is said to be wrong, "" for nothing."""
        return self.problem or self._outside

    @property
    def marked(self) -> str:
        """What of it is said already; what is still being typed may wait (for subclasses)."""
        return self.wrong

    def tried(self) -> None:
        """A save was tried: nothing that is wrong waits any longer to be said (for subclasses)."""

    def echo(self) -> str:
        """What is said below where nothing is wrong."""
        return ""

    def tell(self) -> None:
        """Say below the field what is wrong with it, else what is odd about it and its echo."""
        wrong = self.marked
        text = wrong or "\n".join(filter(None, (self._odd, self.echo())))
        look = "wrong" if wrong else "warn" if self._odd else "echo"
        if self.below.text() != text:
            self.below.setText(text)
        if self.below.property("look") != look:
            self.below.set_look(look)
        self.below.setVisible(bool(text))
        self.mark(bool(wrong))

    def mark(self, wrong: bool) -> None:
        """Show by the frame that something is wrong."""
        if self.control.property("state") != ("wrong" if wrong else ""):
            set_wrong(self.control, wrong)

    def take_wrong(self) -> None:
        """Take the cursor, where it is wrong if it is (for subclasses of several fields)."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offers(self) -> bool:
        """Whether a list is open below it, which Escape closes first (for subclasses)."""
        return False

    def keep(self, value: Value | None) -> None:
        """Know what is saved of it; undo in the field goes no further back than this."""
        self.kept = value
        part_undo(self.control)

    def give_up(self) -> bool:
        """Put back what is saved where what stands here is wrong; False where nothing is to be put back."""
        around = self.part_of
        wrong = bool(self.wrong) or (around is not None and around.blames(self))
        if not wrong or self.offers() or not (self.problem or self.value() != self.kept):
            return False
        self.show_value(self.kept)
        self.changed.emit()
        announce(self.control, _("{field}: what was saved stands here again").format(field=self.label))
        return True

    def blames(self, cell: Editor) -> bool:
        """Whether what is wrong here is wrong there: in itself, in that field of its rows."""
        return cell is self and bool(self.wrong)

    def entered(self) -> None:
        """The cursor came (for subclasses)."""

    def leaving(self) -> None:
        """The cursor leaves (for subclasses)."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the cursor; leave undo to the page once nothing typed waits to be saved; Escape gives up."""
        follow_composing(event)
        if event.type() == QEvent.Type.FocusIn:
            self.entered()
        elif event.type() == QEvent.Type.FocusOut and not _into_popup(event):
            self.leaving()
            self.left.emit()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._gives_up_undo(event)
        elif escapes(event) and self.give_up():
            return True
        return super().eventFilter(watched, event)

    def _gives_up_undo(self, event: QKeyEvent) -> bool:
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        waiting = bool(self.property("waiting"))
        if not waiting and any(event.matches(key) for key in keys):
            event.ignore()
            return True
        return False


class _Below(Label):
    """What is said below a field, never lower than its lines: a layout around asks how high it is for another
    width where the field may not be that wide."""

    def __init__(self) -> None:
        super().__init__("", "echo", wrap=True)

    def setText(self, text: str) -> None:
        """Other words, other lines."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters, other lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # Qt's answer is never below it, and fewer lines would keep the room of more
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def _into_popup(event: QEvent) -> bool:
    reason = getattr(event, "reason", None)
    return reason is not None and reason() == Qt.FocusReason.PopupFocusReason


def part_undo(control: QWidget) -> None:
    """What is typed into a field from now on is a step of its own: Qt takes everything typed in one go, with
    what was pasted before it, as one."""
    if isinstance(control, QPlainTextEdit):
        control.document().setModified(False)
    elif isinstance(control, QLineEdit) and control.hasFocus() and not composing():
        if control.hasSelectedText():
            return  # the next key replaces it, which is a step of its own
        place = control.cursorPosition()
        control.blockSignals(True)
        control.setCursorPosition(place - 1 if place else len(control.text()))  # Qt parts where it moved
        control.setCursorPosition(place)
        control.blockSignals(False)
