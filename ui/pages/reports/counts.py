"""Counts of cases by year, place, sex and age, exact for those inside; what is saved is protected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from app.ports import ListQuery
from app.services.counts import DIMENSIONS, Count, Figures, figures
from app.services.filters import SavedFilter, every
from app.steps import told
from ui.forms.lookup import lookup_of
from ui.frame.desk import Desk
from ui.pages.reports.counts_saved import SaveCounts
from ui.pages.reports.nothing import no_cases
from ui.pictures import counted
from ui.pictures.counted import CountBar
from ui.pictures.picture import Picture
from ui.theme import theme
from ui.widgets import Choice, Label, Scroller, column, row
from ui.worker import Job, Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault

TITLES = {
    "year": N_("By year of the event"),
    "crossing": N_("By crossing"),
    "home": N_("By province of origin"),
    "sex": N_("By sex"),
    "age": N_("By age at the event"),
}
MOST = 12
"""Bars of places; the smallest others stand together."""
PROTECTED = ("year", "crossing", "sex", "age")
"""What the anonymised summary counts by, and a picture of it may be saved."""
WIDE = 900


class CountsView(QWidget):
    """Five pictures over all cases or those of a saved filter. `told()` when the status has changed."""

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lookup = desk, lookup_of(desk)
        self.found: Figures | None = None
        self._job: Job | None = None
        self._filters: dict[str, SavedFilter] = {}
        self.which = Choice(_("Which cases"), [(_("All cases"), "")])
        self.which.activated.connect(lambda _index: self._count())
        self.note = Label("", "dim", wrap=True)
        self.saver = SaveCounts(desk, self)
        self.pictures = [self._picture(d) for d in DIMENSIONS]
        self.scroller = Scroller(margins=(36, 18, 36, 30), spacing=14)
        head = row(Label(_("Counts of cases"), "list-title"), None, self.which, spacing=12)
        words = _(
            "Exact, for use inside the vault. A saved picture shows the anonymised summary of everybody "
            "instead: only people who may be counted, small numbers hidden."
        )
        self.scroller.body.addLayout(head)
        self.scroller.body.addWidget(Label(words, "note", wrap=True))
        self.scroller.body.addWidget(self.note)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = column(self.pictures[0], self.pictures[3], self.pictures[4], None, spacing=16)
        right = column(self.pictures[1], self.pictures[2], None, spacing=16)
        for side in (left, right):
            self.columns.addLayout(side, 1)
        self.columns.setSpacing(44)
        self.scroller.body.addLayout(self.columns)
        self.scroller.body.addStretch(1)
        words = _("No case yet. Cases are counted here by year, place, sex and age.")
        self.nothing = no_cases(desk, "users", words)
        self.nothing.hide()
        self.setLayout(column(self.nothing, self.scroller, spacing=0))

    def _picture(self, dimension: str) -> Picture:
        save = partial(self.saver.ask, dimension) if dimension in PROTECTED else None
        return Picture(_(TITLES[dimension]), save=save, save_words=_("Save protected…"))

    def refresh(self) -> None:
        """Read the filters and count again."""
        on = self.desk.clock.now().date()

        def read(vault: Vault) -> tuple[SavedFilter, ...]:
            with vault.read() as reader:
                return tuple(f for f in every(reader, on) if f.type == "case")

        self.desk.ask(read, self._show_filters, owner=self)

    def _show_filters(self, filters: Sequence[SavedFilter]) -> None:
        chosen = self.which.currentData()
        self._filters = {f.key: f for f in filters}
        self.which.clear()
        self.which.addItem(_("All cases"), "")
        for one in filters:
            self.which.addItem(_(one.name) if one.brought else one.name, one.key)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self._count()

    def _count(self) -> None:
        if self._job is not None:
            self._job.cancel()
        chosen = self._filters.get(str(self.which.currentData() or ""))
        query = chosen.query() if chosen else ListQuery("case")
        self.note.setText(_("Counting …"))
        self._job = self.desk.ask_long(
            partial(_slices, query=query), self._show, owner=self, progress=self._on_progress
        )

    def _on_progress(self, progress: Progress) -> None:
        self.note.setText(
            _("Counting … {done} of {of}").format(done=f"{progress.done:,}", of=f"{progress.of:,}")
        )

    def _show(self, found: Figures) -> None:
        self.found, self._job = found, None
        nothing = not found.cases and not self.which.currentData()
        self.nothing.setVisible(nothing)
        self.scroller.setVisible(not nothing)
        self.note.setText(_("A case that stands in several years or crossings is counted in each of them."))
        for dimension, picture in zip(DIMENSIONS, self.pictures, strict=True):
            picture.show_drawing(counted.drawing_of(self._bars(found.of(dimension)), _(TITLES[dimension])))
        self.told.emit()

    def _bars(self, count: Count) -> list[CountBar]:
        most = MOST if count.dimension in ("crossing", "home") else len(count.bars)
        shown, rest = count.bars[:most], count.bars[most:]
        bars = [CountBar(self._label(count.dimension, bar.code), bar.count) for bar in shown]
        if rest:
            n = len(rest)
            label = ngettext("{n} other place", "{n} other places", n).format(n=n)
            bars.append(CountBar(label, sum(bar.count for bar in rest)))
        return [*bars, CountBar(_("Not known"), count.unknown, unknown=True)]

    def _label(self, dimension: str, code: str) -> str:
        if dimension == "sex":
            return self.lookup.word("sex", code)
        if dimension in ("crossing", "home"):
            names = self.found.places.get(code, {}) if self.found else {}
            return names.get(self.lookup.language, code)
        return code.replace("-", "–") if dimension == "age" else code

    @property
    def status(self) -> str:
        """How many cases are counted, for the status bar."""
        n = self.found.cases if self.found else 0
        return ngettext("{n} case counted", "{n} cases counted", n).format(n=f"{n:,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self.columns.setDirection(way)
        self.columns.setSpacing(44 if wide else 16)


def _slices(vault: Vault, query: ListQuery) -> Slices[Figures]:
    """The count as a long job."""
    return told(figures(vault, query), lambda step: Progress(*step))
