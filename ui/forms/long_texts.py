"""The editor of many lines of plain text, with its translations; safe at 400,000 words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.fields import Field
from app.i18n import _
from app.values import Text, Value
from ui.forms.editor import part_undo
from ui.forms.lookup import Lookup
from ui.forms.spoken import Spoken
from ui.forms.texts import kept
from ui.theme import theme
from ui.widgets import QuietEdit

TALL_GROUP = "Narrative"
"""The heading of the texts that are the file itself: they get the room."""
LARGE = 20_000
"""Characters from which a long text is read only when the typing pauses."""


def plain(edit: QPlainTextEdit) -> str:
    """The text as typed (toPlainText would turn no-break spaces into spaces)."""
    return edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def changed_end(before: str, after: str) -> int:
    """Where in `after` that ends in which it differs from `before`, in characters; 0 for another text."""
    shorter = min(len(before), len(after))

    def longest(same: Callable[[int], bool]) -> int:
        low, high = 0, shorter
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if same(middle) else (low, middle - 1)
        return low

    begins = longest(lambda n: before[:n] == after[:n])
    ends = longest(lambda n: before[len(before) - n :] == after[len(after) - n :])
    return max(begins, len(after) - ends) if begins + ends > shorter / 2 else 0


class LongEdit(QuietEdit):
    """Many lines; a large text is not measured (laying it out takes seconds): it gets all the room."""

    def __init__(self, name: str, *, hint: str, least: int, most: int) -> None:
        self.least, self.most = least, most
        super().__init__(name, hint=hint, least=least, most=most)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted is undone by itself, not with what is typed before or after it."""
        self.document().setModified(False)
        super().insertFromMimeData(source)
        self.document().setModified(False)

    def have(self, least: int) -> None:
        """At least so many lines."""
        self.least = self._least = least  # the base measures by the second
        self._fit()

    def _fit(self) -> None:
        if self.document().characterCount() > LARGE:
            self.setFixedHeight(self.most * self.fontMetrics().lineSpacing() + theme().px(24))
        else:
            super()._fit()


class LongTextEditor(Spoken):
    """Plain text of many lines, safe at 400,000 words; Tab leaves it."""

    wide = True

    def __init__(self, field: Field, lookup: Lookup, *, least: int = 2, most: int = 14) -> None:
        super().__init__(field, lookup)
        hint = _(field.help) if field.help else ""
        if field.group == TALL_GROUP:
            least, most = 6, 28
        self.edit = LongEdit(self.label, hint=hint, least=least, most=most)
        self.edit.textChanged.connect(self._typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(400)
        self._pause.timeout.connect(self._read)
        self.beside = self.tongue  # above the text it would push it down with the first letter
        self.box.addWidget(self.tongue, 0, Qt.AlignmentFlag.AlignRight)
        self.box.addWidget(self.edit)
        self._text = ""
        self._later = False
        self._others: dict[str, str] = {}
        self.finish(self.edit)
        self.name_tongue()

    def make_tall(self, least: int) -> None:
        """The field that a sheet is about: it has its frame, and room, from the start."""
        self.set_quiet(False)
        self.edit.have(least)

    def make_input(self, name: str) -> QWidget:
        """A field of its own below the text."""
        edit = LongEdit(name, hint=name.rsplit(", ", 1)[-1], least=self.edit.least, most=self.edit.most)
        edit.textChanged.connect(self._pause.start)
        return edit

    def read_input(self, control: QWidget) -> str:
        """Many lines."""
        return kept(plain(control))[0] if isinstance(control, QPlainTextEdit) else ""

    def fill_input(self, control: QWidget, text: str) -> None:
        """The undo history of the field begins anew."""
        if isinstance(control, QPlainTextEdit) and plain(control) != text:
            control.setPlainText(text)

    def beginning(self) -> str:
        """Enough to tell the script."""
        return self._text[:2000]

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
        others = {code: self.read_input(control) for code, control in self.others.items()}
        if self.showing or (text == self._text and others == self._others):
            return
        self._text, self.problem, self._others = text, kept(text)[1], others
        self.name_tongue()
        self.touched()

    def _plain(self) -> str:
        return self._text if self._later else plain(self.edit)

    def value(self) -> Value | None:
        """The text with its translations."""
        if self._pause.isActive():
            self._read()
        return self.spoken(kept(self._text)[0])

    def put(self, value: Value | None) -> None:
        """Show it; the undo history of the field begins anew."""
        text = value if isinstance(value, Text) else Text("", self.lookup.language)
        if text.text != self._text:
            self._text, self.problem = text.text, ""
            self._later = len(text.text) > LARGE and not self.isVisible()
            if not self._later:
                self._put_text(text.text)
        self.show_spoken(text)
        self._others = {t.language: t.text for t in text.translations}
        self._pause.stop()

    def _put_text(self, text: str) -> None:
        """Another text in the field; a cursor in it stands where the two part, as after an undo."""
        before = plain(self.edit) if self.edit.hasFocus() else text
        self.edit.setPlainText(text)
        if before != text:
            cursor = self.edit.textCursor()
            units = text[: changed_end(before, text)].encode("utf-16-le", "surrogatepass")
            cursor.setPosition(len(units) // 2)
            self.edit.setTextCursor(cursor)

    def keep(self, value: Value | None) -> None:
        """The translations too."""
        super().keep(value)
        for control in self.others.values():
            part_undo(control)

    def showEvent(self, event: QShowEvent) -> None:
        """A large text is laid out when it is looked at."""
        super().showEvent(event)
        if self._later:
            self._later = False
            self.showing = True
            self.edit.setPlainText(self._text)
            self.showing = False

    def leaving(self) -> None:
        """Read what waits."""
        if self._pause.isActive():
            self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Tab and Ctrl+Enter reach the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.ignore()
        return super().eventFilter(watched, event)
