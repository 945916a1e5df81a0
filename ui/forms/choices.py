"""Editors of terms: one by typing into a combo box, several in a list to tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy

from app.fields import Field, FieldType
from app.i18n import _
from app.names import fold
from app.values import Value
from ui import icons
from ui.forms.editor import EMPTY, Editor
from ui.forms.lookup import Lookup, capital
from ui.forms.offers import Offers
from ui.forms.ticks import TickList
from ui.shortcuts import enters
from ui.theme import theme
from ui.widgets import Button, Choice
from ui.widgets.tips import set_tip

CALLED = int(Qt.ItemDataRole.UserRole) + 1
"""The role of an item under which its other words stand, folded."""


class TermCombo(Choice):
    """A combo box whose text may be typed; letters anywhere in a label find it, and the beginnings of other
    words for it (CALLED)."""

    def __init__(self, name: str) -> None:
        super().__init__(name, quiet=True)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setFrame(False)
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        self.setCompleter(None)  # type: ignore[arg-type]  # its own would open a popup window
        self._lines = QStringListModel(self)
        self.completions = QCompleter(self._lines, self)
        self.completions.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completions.activated.connect(self.setEditText)
        self.offers = Offers(name, self.line, self.completions)
        self.line.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        near = self.near() if text else []
        self._lines.setStringList(near)
        if near and self.hasFocus():  # an input method may end a syllable after the cursor has left
            self.completions.complete(self.rect().translated(-self.line.pos()))  # below the box
            self.offers.setCurrentIndex(self._lines.index(0))  # the one that Enter takes
        else:
            self.offers.hide()

    def wheelEvent(self, event: QEvent) -> None:
        """Scrolling a form changes no value."""
        event.ignore()

    def near(self) -> list[str]:
        """The labels that hold what is typed, those that begin with it first, then those of which another
        word begins so."""
        wanted = fold(self.currentText())
        found: tuple[list[str], list[str], list[str]] = ([], [], [])
        for place in range(self.count()):
            label = self.itemText(place)
            if not label:
                continue
            if wanted in fold(label):
                found[not fold(label).startswith(wanted)].append(label)
            elif any(word.startswith(wanted) for word in self.itemData(place, CALLED) or ()):
                found[2].append(label)
        return [label for some in found for label in some]

    def only(self) -> str:
        """The label that begins with what is typed, else that holds it, else of another word that begins so;
        "" where there are several."""
        near, wanted = self.near(), fold(self.currentText())
        begins = [label for label in near if fold(label).startswith(wanted)]
        found = begins or [label for label in near if wanted in fold(label)] or near
        return found[0] if len(found) == 1 else ""


class TermEditor(Editor):
    """A term of a vocabulary, or yes, no, unknown."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.vocabulary = "yes_no" if field.type is FieldType.YES_NO else field.vocabulary
        self._code: str | None = None
        self._told = False
        """Whether letters that are no term are marked: they were left, or a save was tried."""
        self.combo = TermCombo(self.label)
        self._fill()
        self.combo.editTextChanged.connect(self._typed)
        self.combo.line.returnPressed.connect(self._take_first)
        self.combo.offers.passed.connect(self._take_only)
        self.box.addWidget(self.combo)
        lookup.changed.connect(self._refill)
        self.finish(self.combo, self.combo, self.combo.line)

    def _fill(self) -> None:
        self.combo.clear()
        self.combo.addItem("", None)
        for code, label in self.lookup.offered(self.vocabulary):
            self.combo.addItem(label, code)
            self.combo.setItemData(self.combo.count() - 1, self.lookup.called(self.vocabulary, code), CALLED)
        self.combo.setCurrentIndex(0)

    def _refill(self) -> None:
        code, words, self.showing = self._code, self.words() if self.problem else "", True
        self._fill()
        self._show(code)
        if words:
            self.combo.setEditText(words)
        self.showing = False

    def _typed(self, text: str) -> None:
        if self.showing:
            return
        wanted = fold(text)
        found = [i for i in range(self.combo.count()) if fold(self.combo.itemText(i)) == wanted]
        old = self.problem
        self.problem = "" if found or not wanted else _("Choose one of the list.")
        self._told = bool(self.problem) and (self._told or not self.combo.line.hasFocus())
        code = self.combo.itemData(found[0]) if found else self._code if wanted else None
        if code != self._code or self.problem or self.problem != old:
            self._code = code
            self.touched()

    def value(self) -> Value | None:
        """The code."""
        return self._code

    def put(self, value: Value | None) -> None:
        """Show the label of the code; a retired term is shown though no longer offered."""
        self._code = value if isinstance(value, str) else None
        self.problem, self._told = "", False
        self._show(self._code)

    def words(self) -> str:
        """What was typed."""
        return self.combo.currentText()

    def put_words(self, words: str) -> None:
        """They stand in no list."""
        self.problem, self._told = _("Choose one of the list."), True
        self.combo.setEditText(words)

    def _show(self, code: str | None) -> None:
        place = self.combo.findData(code) if code else 0
        if place < 0 and code:
            self.combo.addItem(self.lookup.word(self.vocabulary, code), code)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)
        self.combo.setEditText(self.combo.itemText(place))
        self.combo.line.setCursorPosition(0)

    def _take_first(self) -> None:
        """Enter chooses the first of those offered."""
        if self.problem and (near := self.combo.near()):
            self._take(near[0])
        else:
            self.tried()

    def _take_only(self) -> None:
        if self.problem and (only := self.combo.only()):
            self._take(only)

    def _take(self, label: str) -> None:
        """A label of the list, which may stand here already: it may have come to the list since."""
        if label == self.combo.currentText():
            self._typed(label)
        self.combo.setEditText(label)

    @property
    def marked(self) -> str:
        """Not yet letters that may become a term."""
        return self._outside if self.problem and not self._told else self.wrong

    def tried(self) -> None:
        """Letters that are no term are marked though the cursor is in them."""
        if self.problem and not self._told:
            self._told = True
            self.tell()

    def offers(self) -> bool:
        """The terms that hold what is typed."""
        return self.combo.offers.isVisible()

    def leaving(self) -> None:
        """A half-typed word that only one term has becomes that term."""
        if self.combo.line.hasFocus():
            return
        self._take_only()
        self.tried()
        self.combo.line.setCursorPosition(0)


class _ValueButton(Button):
    """Print that opens something."""

    def __init__(self, editor: TermsEditor) -> None:
        super().__init__("", kind="value")
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the chevron of a combo box while it is touched."""
        super().paintEvent(event)
        if self.hasFocus() or self.underMouse() or self.property("framed") == "true":
            size = theme().px(14)
            with QPainter(self) as p:
                top = (self.height() - size) // 2
                icons.draw(p, "chevron-down", "text2", QRectF(self.width() - size - 9, top, size, size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down open it too."""
        if enters(event):  # ends what the field stands in
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        if event.text().strip() and event.text().isprintable():
            self._editor.open().seek(event.text())
            return
        super().keyPressEvent(event)


class TermsEditor(Editor):
    """Several terms, shown as a line of words, ticked in a list; `takes` says which are offered there."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.codes: tuple[str, ...] = ()
        self.takes: Callable[[str], bool] | None = None
        self.button = _ValueButton(self)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda _checked=False: self.open())
        self.box.addWidget(self.button)
        lookup.changed.connect(self._say)
        self.finish(self.button)
        self._say()

    def open(self) -> TickList:
        """Open the list below the field."""
        offered = self.lookup.offered(self.field.vocabulary)
        if self.takes is not None:
            offered = [(code, word) for code, word in offered if code in self.codes or self.takes(code)]
        called = {code: self.lookup.called(self.field.vocabulary, code) for code, _word in offered}
        popup = TickList(self, self.label, offered, self.codes, called)
        popup.ticked.connect(self.tick)
        popup.show_at(self.button)
        return popup

    def tick(self, code: str, on: bool) -> None:
        """Add a term or take it away."""
        self.codes = tuple(sorted({*self.codes, code} if on else {*self.codes} - {code}))
        self._say()
        self.touched()

    def _say(self) -> None:
        words = [self.lookup.label(self.field.vocabulary, code) for code in self.codes]
        text = capital(", ".join(words))
        metrics = self.button.fontMetrics()
        room = max(self.button.width() - theme().px(44), theme().px(80))
        empty = "" if self.button.property("framed") == "true" else EMPTY
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) or empty)
        set_tip(self.button, text)
        none = _("nothing chosen")
        self.button.setAccessibleName(f"{self.label}: {text or none}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as fit."""
        super().resizeEvent(event)
        self._say()

    def value(self) -> Value | None:
        """The codes, sorted."""
        return self.codes or None

    def put(self, value: Value | None) -> None:
        """Show the labels."""
        self.codes = tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()
        self._say()
