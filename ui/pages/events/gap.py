"""The gap: the individuals we can name against what each claimant counts; bars side by side, never added."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from app.dossier import SummaryLine
from app.i18n import _
from ui.pages.events.lines import gap_groups
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Block, Label, Painted
from ui.widgets.layouts import clear


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

    def show_event(self, shown: ShownEvent) -> None:
        """Show the gap of an event."""
        clear(self._grid)
        named, line = shown.page.named, shown.page.part.line
        claimed = gap_groups(shown)
        top = max([length for _who, _figure, length in claimed] + [named, 1])
        self._row(0, _("Individuals in this vault"), f"{named:,}", named, 0, top, share(named, line))
        for at, (who, figure, length) in enumerate(claimed, start=1):
            self._row(at, who, figure, named, length, top)

    def _row(
        self, at: int, who: str, figure: str, named: int, claimed: int, top: int, note: str = ""
    ) -> None:
        name = Label(who.replace("·", "·\N{ZERO WIDTH SPACE}"), "note", wrap=True)
        name.setFixedWidth(theme().px(208))
        self._grid.addWidget(name, at, 0)
        bar = GapBar(named, claimed, top)
        bar.setAccessibleName(f"{who}: {figure}")
        self._grid.addWidget(bar, at, 1)
        value = Label(figure, "strong" if not claimed else "note")
        value.setMinimumWidth(theme().px(120))
        self._grid.addWidget(value, at, 2)
        if note:
            self._grid.addWidget(Label(note, "dim"), at, 3)


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

    def __init__(self, named: int, claimed: int, top: int) -> None:
        super().__init__()
        self._named, self._claimed, self._top = named, claimed, top

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
