"""The editor of an uncertain date: free text, with what was understood said at once below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject

from app.dates.phrases import read_date
from app.dates.relative import from_today
from app.errors import CasebookError
from app.fields import Field
from app.i18n import _
from app.values import UncertainDate, Value, uncertain
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.texts import Line, kept, one_line
from ui.shortcuts import pressed

NOT_READ = "XXXX"
"""The EDTF under which words that were not understood wait in a draft: nothing is known but the words."""


class DateEditor(Editor):
    """Keeps the informant's words beside what was understood; red when nothing was.

    `explain(date)` may add to the echo what follows from the date (an age).
    """

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.explain: Callable[[UncertainDate], str] | None = None
        self.line = Line(self.label)
        self.line.textChanged.connect(self._typed)
        self.box.addWidget(self.line)
        self._date: UncertainDate | None = None
        self._shown = ""
        self.finish(self.line)

    def _typed(self, _text: str) -> None:
        if self.showing:
            return
        self._understand()
        self.touched()

    def _understand(self) -> None:
        text, self.problem = kept(one_line(self.line.text()))
        text = text.strip()
        if not text:
            self._date = None
        elif (day := from_today(text, self.lookup.today)) is not None:
            self._date = uncertain(day.isoformat())
        elif not self.problem:
            try:
                read = read_date(text, birth=self.field.hierarchy == "age")
                self._date = replace(read, words="" if self._is_plain(text, read) else text)
            except CasebookError as refused:
                self.problem = refused.message.render()
                self._date = UncertainDate(NOT_READ, text)

    def _is_plain(self, text: str, read: UncertainDate) -> bool:
        """Whether the words say no more than the date: EDTF, or one certain day as the window writes it."""
        day = read.earliest is not None and read.earliest == read.latest
        return text == read.edtf or (day and text == say_date(read, self.lookup.language))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that writes today's date, as spreadsheets have it."""
        if pressed(event, "today"):
            self.line.setText(say_date(uncertain(self.lookup.today.isoformat()), self.lookup.language))
            return True
        return super().eventFilter(watched, event)

    def value(self) -> Value | None:
        """The date; words not understood as a date of which nothing is known."""
        return self._date

    def put(self, value: Value | None) -> None:
        """Show the informant's words, else the date in the language of the window."""
        if value == self._date:
            return
        date = value if isinstance(value, UncertainDate) else None
        self._date, self.problem = date, ""
        self._shown = (date.words or say_date(date, self.lookup.language)) if date else ""
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        if date and date.edtf == NOT_READ:
            self._understand()

    def echo(self) -> str:
        """What was understood: while the cursor is here, and where the words say it otherwise."""
        if self._date is None or self.problem:
            return ""
        said = say_date(self._date, self.lookup.language)
        if not self.line.hasFocus() and self.line.text().strip() in (said, self._date.edtf):
            return ""
        more = self.explain(self._date) if self.explain else ""
        if more:
            return "↳ " + _("Read as {date}: {more}").format(date=said, more=more)
        return "↳ " + _("Read as {date}").format(date=said)

    def entered(self) -> None:
        """Say it."""
        self.tell()

    def leaving(self) -> None:
        """Quiet again. "Tomorrow" is written as the day: it would mean another one tomorrow."""
        if self._date is not None and from_today(self.line.text(), self.lookup.today) is not None:
            self.line.setText(say_date(self._date, self.lookup.language))
        self.line.home(False)
        self.tell()
