"""The summary band of an event: range, origins, the last word of each state, how many we can name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.dossier import SummaryLine
from app.i18n import _, ngettext
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Elided, Label, Panel, column
from ui.widgets.layouts import clear

Cell = tuple[str, str, str, int]
"""Value, note, look and share of the width."""
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
        self._looks: tuple[object, ...] = ()
        self._made: list[_BandCell] = []

    def set_narrow(self, narrow: bool) -> None:
        """Put what states say on a line of its own."""
        if narrow != self._narrow:
            self._narrow = narrow
            if self._shown is not None:
                self.show_event(self._shown)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the line of an event."""
        self._shown = shown
        line = shown.page.part.line
        self.line = line.whole
        self.setAccessibleName(f"{line.whole}. {named_words(shown.page.named)}")
        cells = band_cells(line, shown.page.named)
        looks = (self._narrow, *(look for _value, _note, look, _stretch in cells))
        if looks != self._looks:
            self._looks = looks
            self._make(cells)
        for made, (value, note, _look, _stretch) in zip(self._made, cells, strict=True):
            made.show_cell(value, note)

    def _make(self, cells: Sequence[Cell]) -> None:
        """Cells of these looks: most events have the same."""
        clear(self._cells)
        clear(self._clauses)
        self._made = [_BandCell(look) for _value, _note, look, _stretch in cells]
        for made, (_value, _note, look, stretch) in zip(self._made, cells, strict=True):
            into = self._clauses if self._narrow and look == "medium" else self._cells
            if into.count():
                into.addWidget(_Rule())
            into.addWidget(made, stretch)
        if self._narrow:
            self._cells.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel with its gold edge."""
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, 0, 4, self.height(), theme().color("gold"))


def band_cells(line: SummaryLine, named: int) -> list[Cell]:
    """Every cell of the band."""
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


class _BandCell(QWidget):
    """A value over a note."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self._value = Label("", look, wrap=look == "medium", selectable=True)
        self._note = Elided("", "dim") if look == "medium" else Label("", "dim")
        self.setLayout(column(self._value, None, self._note, spacing=2))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_cell(self, value: str, note: str) -> None:
        """Show both."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.setVisible(bool(note))  # a line of clauses that have none is as low as they are


class _Rule(QFrame):
    """A thin line between two cells."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        with QPainter(self) as p:
            p.fillRect(0, 4, 1, self.height() - 8, theme().color("line2"))
