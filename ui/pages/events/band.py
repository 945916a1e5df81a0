"""The summary band of an event: range, origins, the last word of each state, how many we can name."""

from __future__ import annotations

import re

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.dossier import SummaryLine
from app.i18n import _, ngettext
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Elided, Label, Panel, column
from ui.widgets.layouts import clear

_BRACKET = re.compile(r"^(.*?)\s*\(([^()]*)\)$", re.DOTALL)


class Band(Panel):
    """The one generated line of an event, in cells; `line` is the whole sentence."""

    def __init__(self) -> None:
        super().__init__("tint", margins=(26, 10, 20, 10))
        self._cells, self._clauses = QHBoxLayout(), QHBoxLayout()
        for line in (self._cells, self._clauses):
            line.setSpacing(22)
            self.body.addLayout(line)
        self._shown: ShownEvent | None = None
        self._narrow = False
        self.line = ""

    def set_narrow(self, narrow: bool) -> None:
        """Put what states say on a line of its own."""
        if narrow != self._narrow:
            self._narrow = narrow
            if self._shown is not None:
                self.show_event(self._shown)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the line of an event."""
        self._shown = shown
        clear(self._cells)
        clear(self._clauses)
        line = shown.page.part.line
        self.line = line.whole
        self.setAccessibleName(f"{line.whole}. {named_words(shown.page.named)}")
        for value, note, look, stretch in band_cells(line, shown.page.named):
            clause = self._narrow and look == "medium"
            into = self._clauses if clause else self._cells
            if into.count():
                into.addWidget(_Rule())
            into.addWidget(cell(value, note, look), stretch)
        if self._narrow:
            self._cells.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel with its gold edge."""
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, 0, 4, self.height(), theme().color("gold"))


def band_cells(line: SummaryLine, named: int) -> list[tuple[str, str, str, int]]:
    """Value, note, look and share of the width of every cell."""
    verb, origins = split(line.rest)
    found = [(line.head, verb, "figure", 0)]
    if line.origins:
        count = ngettext("independent origin", "independent origins", line.origins)
        found.append((f"{line.origins}", count, "figure", 0))
    elif origins:
        found.append((origins, "", "medium", 0))
    for clause in line.clauses:
        value, note = split(clause.text)
        found.append((value, note, "medium", 4))
    return [*found, (f"{named:,}", _("we can name"), "figure-gold", 0)]


def split(text: str) -> tuple[str, str]:
    """Words and what stands behind them in brackets."""
    match = _BRACKET.match(text)
    return (match[1], match[2]) if match else (text, "")


def named_words(named: int) -> str:
    """How many individuals we can name, in words."""
    return ngettext("{n} individual we can name", "{n} individuals we can name", named).format(n=named)


def cell(value: str, note: str, look: str) -> QWidget:
    """A value over a note."""
    holder = QWidget()
    words = Label(value, look, wrap=look == "medium", selectable=True)
    below = Elided(note, "dim") if look == "medium" else Label(note, "dim")
    layout: QVBoxLayout = column(words, None, below, spacing=2)
    holder.setLayout(layout)
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return holder


class _Rule(QFrame):
    """A thin line between two cells."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        with QPainter(self) as p:
            p.fillRect(0, 4, 1, self.height() - 8, theme().color("line2"))
