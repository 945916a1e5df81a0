"""Editors of text: a code, one line in a language, many lines, a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRegularExpression, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QMenu

from app.errors import Invalid
from app.fields import Field
from app.i18n import _
from app.values import Text, Translation, Value, clean
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.widgets import Button, QuietEdit, QuietLine, row

LONGEST_LINE = 10_000_000
TALL_GROUP = "Narrative"
"""The heading of the texts that are the file itself: they get the room."""
LARGE = 20_000
"""Characters from which a long text is read only when the typing pauses."""


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


def guessed(text: str, default: str) -> str:
    """The language a text is most likely in, by its script."""
    if any("\uac00" <= c <= "\ud7a3" or "\u1100" <= c <= "\u11ff" for c in text):
        return "ko"
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh"
    return "en" if any("a" <= c.lower() <= "z" for c in text) else default


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
    """A whole number; thousands may be parted."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.line = Line(self.label)
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9 ,.]{0,14}"), self.line))
        self.line.textChanged.connect(lambda _text: self.touched())
        self.box.addWidget(self.line)
        self.finish(self.line)

    def value(self) -> Value | None:
        """The number, None for an empty field."""
        digits = "".join(c for c in self.line.text() if c.isdigit())
        return int(digits) if digits else None

    def put(self, value: Value | None) -> None:
        """Show it with thousands parted."""
        if value != self.value() or not isinstance(value, int):
            self.line.setText(f"{value:,}" if isinstance(value, int) else "")


class PhraseEditor(Editor):
    """One line in a language; its translations stand quietly below it."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.line = Line(self.label)
        self.line.textChanged.connect(self._typed)
        self.tongue = Button("", kind="quiet")
        self.tongue.clicked.connect(lambda _checked=False: self._menu().popup(self._below_tongue()))
        self.others: dict[str, Line] = {}
        self.box.addLayout(row(self.line, self.tongue, spacing=0))
        self._shown = Text("", lookup.language)
        self._language = ""
        self.finish(self.line)
        self._name_tongue()

    @property
    def language(self) -> str:
        """The language of the text: as chosen, else by its script."""
        return self._language or guessed(self.line.text(), self.lookup.language)

    def _typed(self, _text: str) -> None:
        self.problem = kept(self.line.text())[1]
        self._name_tongue()
        self.touched()

    def _name_tongue(self) -> None:
        name = self.lookup.label("language", self.language)
        self.tongue.setText(self.language.upper())
        self.tongue.setToolTip(_("Language of this text: {language}").format(language=name))
        self.tongue.setAccessibleName(
            _("{field}: language {language}").format(field=self.label, language=name)
        )
        self.tongue.setVisible(bool(self.line.text()))

    def _below_tongue(self) -> QPoint:
        return self.tongue.mapToGlobal(self.tongue.rect().bottomLeft())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, label in self.lookup.offered("language"):
            choice = menu.addAction(label)
            choice.setCheckable(True)
            choice.setChecked(code == self.language)
            choice.triggered.connect(lambda _checked=False, code=code: self.set_language(code))
        menu.addSeparator()
        for code, label in self.lookup.offered("language"):
            if code != self.language and code not in self.others:
                text = _("Add a translation: {language}").format(language=label)
                menu.addAction(text).triggered.connect(
                    lambda _checked=False, code=code: self.add_translation(code)
                )
        return menu

    def set_language(self, code: str) -> None:
        """Say which language the text is in."""
        self._language = code
        self._name_tongue()
        self.touched()

    def add_translation(self, code: str) -> None:
        """Open a line for a translation and go there."""
        self._other(code).setFocus()

    def _other(self, code: str) -> Line:
        if code not in self.others:
            name = self.lookup.label("language", code)
            line = Line(_("{field}: translation, {language}").format(field=self.label, language=name))
            line.setPlaceholderText(name)
            line.setProperty("second", "true")
            line.textChanged.connect(lambda _text: self.touched())
            line.installEventFilter(self)
            self.others[code] = line
            self.box.insertWidget(self.box.count() - 1, line)
        return self.others[code]

    def value(self) -> Value | None:
        """The text with its translations; who made a translation stays unless its words change."""
        text = one_line(kept(self.line.text())[0])
        before = {t.language: t for t in self._shown.translations}
        made = []
        for code, line in self.others.items():
            words = one_line(kept(line.text())[0])
            old = before.get(code)
            if words:
                made.append(old if old and old.text == words else Translation(code, words))
        if not text and not made:
            return None
        return Text(text, self.language, tuple(made))

    def put(self, value: Value | None) -> None:
        """Show the text and its translations."""
        text = value if isinstance(value, Text) else Text("", self.lookup.language)
        if value is not None and value == self.value():
            self._shown = text
            return
        self._shown = text
        self._language = text.language if text.text else ""
        self.problem = ""
        self.line.setText(text.text)
        self.line.setCursorPosition(0)
        wanted = {t.language: t.text for t in text.translations}
        for code in [c for c in self.others if c not in wanted]:
            self.others.pop(code).deleteLater()
        for code, words in wanted.items():
            self._other(code).setText(words)
            self._other(code).setCursorPosition(0)
        self._name_tongue()

    def leaving(self) -> None:
        """Show the beginning of a long value again."""
        if not self.line.hasFocus():
            self.line.home(False)


class LongTextEditor(Editor):
    """Plain text of many lines, safe at 400,000 words; Tab leaves it."""

    wide = True

    def __init__(self, field: Field, lookup: Lookup, *, least: int = 2, most: int = 14) -> None:
        super().__init__(field, lookup)
        hint = _(field.help) if field.help else ""
        if field.group == TALL_GROUP:
            least, most = 6, 28
        self.edit = QuietEdit(self.label, hint=hint, least=least, most=most)
        self.box.setContentsMargins(-9, 0, 0, 0)
        self.edit.textChanged.connect(self._typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(400)
        self._pause.timeout.connect(self._read)
        self.box.addWidget(self.edit)
        self._shown = Text("", lookup.language)
        self._text = ""
        self.finish(self.edit)

    def _typed(self) -> None:
        if self.showing:
            return
        if self.edit.document().characterCount() > LARGE:
            self._pause.start()
        else:
            self._read()

    def _read(self) -> None:
        """A preedit change also signals: only a change of text counts."""
        self._pause.stop()
        text = self._plain()
        if text == self._text:
            return
        self._text, self.problem = text, kept(text)[1]
        self.touched()

    def _plain(self) -> str:
        """The text as typed (toPlainText would turn no-break spaces into spaces)."""
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def value(self) -> Value | None:
        """The text with the translations it had."""
        if self._pause.isActive():
            self._read()
        if not self._text:
            return None
        language = self._shown.language if self._shown else guessed(self._text[:2000], self.lookup.language)
        return Text(kept(self._text)[0], language, self._shown.translations)

    def put(self, value: Value | None) -> None:
        """Show it; the undo history of the field begins anew."""
        text = value if isinstance(value, Text) else Text("", self.lookup.language)
        self._shown = text
        if text.text != self._text:
            self._text, self.problem = text.text, ""
            self.edit.setPlainText(text.text)

    def leaving(self) -> None:
        """Read what waits."""
        if self._pause.isActive():
            self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Tab and Ctrl+Enter reach the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.ignore()
        return super().eventFilter(watched, event)
