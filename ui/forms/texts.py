"""Editors of one line: a code, a text in a language, a number."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Invalid
from app.fields import Field
from app.i18n import _
from app.values import Text, Value, clean
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.forms.spoken import Spoken
from ui.forms.spoken import guessed as guessed  # pages ask for it here
from ui.widgets import QuietLine, row

LONGEST_LINE = 10_000_000
WHOLE = re.compile(r"[0-9]{1,3}(?:[ ,.][0-9]{3})+|[0-9]*")


def kept(text: str) -> tuple[str, str]:
    """A text as it may be kept, and what is wrong with it ("" for nothing)."""
    try:
        return clean(text), ""
    except Invalid as refused:
        sound = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff")
        return clean(sound), refused.message.render()


def one_line(text: str) -> str:
    """A text that was pasted with line ends, as one line."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


class Line(QuietLine):
    """A quiet line without a limit that shows the beginning of its text when the cursor leaves."""

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.setMaxLength(LONGEST_LINE)


class TextEditor(Editor):
    """A plain line: a code, an address."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.line = Line(self.label)
        self.line.textChanged.connect(self._typed)
        self.box.addWidget(self.line)
        self._shown = ""
        self.finish(self.line)

    def _typed(self, _text: str) -> None:
        self.problem = kept(self.line.text())[1]
        self.touched()

    def value(self) -> Value | None:
        """The text, in NFC."""
        text = self.line.text()
        return (self._shown if text == self._shown else one_line(kept(text)[0])) or None

    def put(self, value: Value | None) -> None:
        """Show it from its beginning."""
        self._shown = value if isinstance(value, str) else ""
        self.problem = ""
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)

    def leaving(self) -> None:
        """Show the beginning of a long value again."""
        if not self.line.hasFocus():
            self.line.home(False)


class NumberEditor(Editor):
    """A whole number; thousands may be parted, and nothing else: "1.5" is no 15."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.line = Line(self.label)
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9 ,.]{0,14}"), self.line))
        self._number: int | None = None
        self.line.textChanged.connect(self._typed)
        self.box.addWidget(self.line)
        self.finish(self.line)

    def _typed(self, text: str) -> None:
        digits = "".join(c for c in text if c.isdigit())
        whole = WHOLE.fullmatch(text.strip())
        self.problem = "" if whole else _("a whole number from 0 to 2,147,483,647")
        if whole:
            self._number = int(digits) if digits else None
        self.touched()

    def value(self) -> Value | None:
        """The number, None for an empty field; the one before while what is typed is none."""
        return self._number

    def words(self) -> str:
        """What was typed."""
        return self.line.text()

    def put_words(self, words: str) -> None:
        """They are read again."""
        self.line.setText(words)

    def put(self, value: Value | None) -> None:
        """Show it with thousands parted."""
        if value != self._number or self.problem or not isinstance(value, int):
            self.line.setText(f"{value:,}" if isinstance(value, int) else "")


class PhraseEditor(Spoken):
    """One line in a language; its translations stand quietly below it."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.line = Line(self.label)
        self.line.textChanged.connect(self._typed)
        self.box.addLayout(row(self.line, self.tongue, spacing=0))
        self.finish(self.line)
        self.name_tongue()

    def make_input(self, name: str) -> QWidget:
        """A second, smaller line."""
        line = Line(name, hint=name.rsplit(", ", 1)[-1])
        line.textChanged.connect(lambda _text: self.touched())
        return line

    def read_input(self, control: QWidget) -> str:
        """One line."""
        return one_line(kept(control.text())[0]) if isinstance(control, QLineEdit) else ""

    def fill_input(self, control: QWidget, text: str) -> None:
        """From its beginning."""
        if isinstance(control, QLineEdit) and control.text() != text:
            control.setText(text)
            control.setCursorPosition(0)

    def beginning(self) -> str:
        """The line."""
        return self.line.text()

    def _typed(self, _text: str) -> None:
        self.problem = kept(self.line.text())[1]
        self.name_tongue()
        self.touched()

    def value(self) -> Value | None:
        """The text with its translations."""
        return self.spoken(one_line(kept(self.line.text())[0]))

    def put(self, value: Value | None) -> None:
        """Show the text and its translations."""
        text = value if isinstance(value, Text) else Text("", self.lookup.language)
        same = value is not None and value == self.value()
        self.shown = text
        if not same:
            self.problem = ""
            self.line.setText(text.text)
            self.line.setCursorPosition(0)
            self.show_spoken(text)

    def leaving(self) -> None:
        """Show the beginning of a long value again."""
        if not self.line.hasFocus():
            self.line.home(False)
