"""The gap: the individuals we can name against what each claimant counts; bars side by side, never added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from app.dossier import SummaryLine
from app.i18n import _
from ui.pages.events.lines import gap_groups
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Block, Label, Painted
from ui.widgets.again import Again


class GapBlock(Block):
    """One row for our individuals, one for each figure claimed."""

    def __init__(self) -> None:
        super().__init__(
            _("The gap: whom we can name"), _("Individuals and claimed counts are never added together")
        )
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._rows = Again(partial(_GapRow, self._grid))
        self._shown: ShownEvent | None = None
        theme().changed.connect(self._again)

    def _again(self) -> None:
        if self._shown is not None:
            self.show_event(self._shown)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the gap of an event."""
        self._shown = shown
        named, line = shown.page.named, shown.page.part.line
        claimed = gap_groups(shown)
        top = max([length for _who, _figure, length in claimed] + [named, 1])
        first, *rest = self._rows.show(1 + len(claimed))
        first.show_row(_("Individuals in this vault"), f"{named:,}", (named, 0, top), share(named, line))
        for row, (who, figure, length) in zip(rest, claimed, strict=True):
            row.show_row(who, figure, (named, length, top))


class _GapRow:
    """Who, a bar, the figure, and a note."""

    def __init__(self, grid: QGridLayout, at: int) -> None:
        self._name, self._bar = Label("", "note", wrap=True), GapBar()
        self._value, self._note = Label("", "note"), Label("", "dim")
        self._parts = (self._name, self._bar, self._value, self._note)
        for column, part in enumerate(self._parts):
            grid.addWidget(part, at, column)

    def setVisible(self, visible: bool, /) -> None:
        """Show or hide the row."""
        for part in self._parts:
            part.setVisible(visible)

    def show_row(self, who: str, figure: str, lengths: tuple[int, int, int], note: str = "") -> None:
        """Show who and how many; how many we can name, how many are claimed, the longest bar."""
        self._name.setFixedWidth(theme().px(208))
        self._value.setMinimumWidth(theme().px(120))
        self._name.setText(who.replace("·", "·\N{ZERO WIDTH SPACE}"))
        self._bar.show_bar(*lengths)
        self._bar.setAccessibleName(f"{who}: {figure}")
        self._value.setText(figure)
        self._value.set_look("note" if lengths[1] else "strong")
        self._note.setText(note)
        self._note.setVisible(bool(note))


def share(named: int, line: SummaryLine) -> str:
    """Our individuals as per cent of the reported range."""
    if not named or not line.low or not line.high:
        return ""
    least, most = 100 * named / line.high, 100 * named / line.low
    if round(least, 1) == round(most, 1):
        return _("{n} per cent of the reported figure").format(n=f"{least:.1f}")
    return _("{low} to {high} per cent of the reported range").format(low=f"{least:.1f}", high=f"{most:.1f}")


class GapBar(Painted):
    """A gold block for our individuals before the track of a claimed figure."""

    def __init__(self) -> None:
        super().__init__()
        self._named, self._claimed, self._top = 0, 0, 1

    def show_bar(self, named: int, claimed: int, top: int) -> None:
        """How many we can name, how many are claimed, and the longest bar."""
        self._named, self._claimed, self._top = named, claimed, top
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(120, theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, then block."""
        height = theme().px(10)
        top = (self.height() - height) / 2
        with QPainter(self) as p:
            width = self.width() * self._claimed / self._top
            p.fillRect(QRectF(0, top, width, height), theme().color("track"))
            if self._named:
                ours = max(self.width() * self._named / self._top, 4.0)
                p.fillRect(QRectF(0, top, ours, height), theme().color("gold"))
