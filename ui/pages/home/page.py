"""Home: what is most urgent, in words; deadlines, what changed lately, how much there is."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from app.services.overview import Overview
from app.services.safety import Safety
from app.services.today import Today, today
from app.steps import told
from ui import saying
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.frame.sample import sample_link
from ui.pages.home import rows
from ui.pages.home.kept import KeptSafe
from ui.pages.home.reading import Shown, label, load, silent, words
from ui.pages.home.today import blocks
from ui.theme import theme
from ui.widgets import (
    Bar,
    BarChart,
    Block,
    Button,
    EmptyState,
    Hint,
    Label,
    Scroller,
    column,
    look_of,
    row,
)
from ui.widgets.layouts import clear
from ui.widgets.signs import PERSON
from ui.worker import Job, Priority

if TYPE_CHECKING:
    pass

TWO_COLUMNS_FROM = 1100
HEAD_FROM = 900
MOST_DEADLINES = 6


class Home(Page):
    """The page one starts the day with."""

    key, title, icon = "home", N_("Home"), "house"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"case", "person", "event", "claim", "source", "release", "consent", "link", "safety"}
        | {"task", "review", "quick_note"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._scroller = Scroller((56, 24, 56, 24), 0)
        self._holder = QVBoxLayout()
        self._scroller.body.addLayout(self._holder)
        self._scroller.body.addStretch(1)
        layout = column(self._scroller, spacing=0)
        self.setLayout(layout)
        self._columns: QBoxLayout | None = None
        self._top: QBoxLayout | None = None
        self._shown: Shown | None = None
        self._today: Today | None = None
        self._waits: QVBoxLayout | None = None
        self._lines: tuple[Label, Label] | None = None
        self._jobs: list[Job] = []

    def refresh(self, _changed: frozenset[str]) -> None:
        """Load everything again."""
        clock = self.desk.clock
        for job in self._jobs:
            job.cancel()
        showing = Priority.SHOWING
        self._jobs = [
            self.desk.ask_long(lambda vault: load(vault, clock), self._show, owner=self, priority=showing)
        ]

    def _ask_today(self, on: date) -> None:
        """Behind everything somebody waits for: a release is held against all it was made of."""
        self._jobs.append(
            self.desk.ask_long(lambda vault: told(today(vault, on), silent), self._show_today, owner=self)
        )

    def _show_today(self, found: Today) -> None:
        self._today = found
        if self._shown is None or self._waits is None:
            return
        self._scroller.hold_still()
        clear(self._waits)
        for block in blocks(self.desk, found, self._shown.found.on):
            self._waits.addWidget(block)
        if self._lines is not None:
            for line, text in zip(self._lines, words(self._shown, found), strict=True):
                line.setText(text)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._scroller.hold_still()
        clear(self._holder)
        self._columns = self._top = self._lines = None
        found = shown.found
        self._waits = column(spacing=22)
        self._ask_today(found.on)
        if not found.cases and not found.events:
            self._holder.addWidget(self._empty())
            self._holder.addLayout(self._waiting(shown.safe))
            self._holder.addLayout(self._narrow(self._waits))
            self.set_status("")
            return
        self._holder.addLayout(self._head(shown))
        self._holder.addSpacing(22)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(64)
        left, right = QWidget(), QWidget()
        left.setLayout(self._left(shown))
        right.setLayout(self._right(shown))
        self._columns.addWidget(left, 700)
        self._columns.addWidget(right, 340)
        self._holder.addLayout(self._columns)
        self._arrange()
        cases = ngettext("{n} case", "{n} cases", found.cases).format(n=f"{found.cases:,}")
        events = ngettext("{n} event", "{n} events", found.events).format(n=f"{found.events:,}")
        self.set_status(f"{cases}  ·  {events}")

    def _empty(self) -> QWidget:
        go = self.desk.navigate
        return EmptyState(
            "house",
            _("This vault is empty. Three ways to begin:"),
            [
                Hint(
                    _("Enter a reported event"),
                    _("What was reported, by whom, in which words; figures stand side by side."),
                    _("New event"),
                    lambda: go("events", "new"),
                ),
                Hint(
                    _("Open a file on one individual"),
                    _("A name is enough to begin; everything else can follow."),
                    _("New case"),
                    lambda: go("cases", "new"),
                ),
                Hint(
                    _("Bring the spreadsheet you have"),
                    _("Columns headed by the names of fields, in English or Korean."),
                    _("Import a spreadsheet"),
                    lambda: go("import"),
                ),
            ],
            sample_link(self.desk),
        )

    def _waiting(self, safe: Safety) -> QHBoxLayout:
        """Under the first steps: what a new vault still needs to be safe."""
        block = KeptSafe(self.desk, safe)
        block.setMaximumWidth(theme().px(620))
        return self._narrow(column(block))

    def _narrow(self, inside: QVBoxLayout) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(36, 0, 36, 36)
        line.addStretch(1)
        line.addLayout(inside, 8)
        line.addStretch(1)
        return line

    def _head(self, shown: Shown) -> QBoxLayout:
        go = self.desk.navigate
        headline, second = words(shown, self._today)
        self._lines = Label(headline, "headline", wrap=True), Label(second, "lead", wrap=True)
        day = Label(saying.full_day(shown.found.on, self.desk.language), "date")
        texts = column(day, *self._lines, spacing=4)
        buttons = row(
            Button(_("Quick note"), lambda: go("notes", "new"), icon="message-square-quote"),
            Button(_("New event"), lambda: go("events", "new"), icon="calendar-plus"),
            Button(_("New brief"), lambda: go("reports", "brief"), icon="file-text"),
            Button(_("New case"), lambda: go("cases", "new"), kind="primary", icon="plus"),
        )
        made = self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        made.setSpacing(14)
        made.addLayout(texts, 1)
        made.addLayout(column(row(buttons, None), None))
        return made

    def _left(self, shown: Shown) -> QVBoxLayout:
        found = shown.found
        made = column(spacing=22)
        if found.deadlines:
            note = _("UN urgent procedure: three months from the disappearance")
            block = Block(_("Deadlines"), note, spacing=0)
            for deadline in found.deadlines[:MOST_DEADLINES]:
                open_it = partial(self.desk.navigate, "cases", deadline.case.case.id)
                block.body.addWidget(
                    rows.DeadlineRow(deadline, found.on, shown.labels, self.desk.language, open_it)
                )
            made.addWidget(block)
        if self._waits is not None:
            made.addLayout(self._waits)
            for waiting in blocks(self.desk, self._today, found.on) if self._today else ():
                self._waits.addWidget(waiting)
        if found.lately:
            made.addWidget(self._events(found))
        if found.recent:
            link = Button(_("All cases"), lambda: self.desk.navigate("cases"), kind="link")
            block = Block(_("Changed lately"), link, spacing=0)
            now = self.desk.clock.now()
            for case in found.recent:
                open_it = partial(self.desk.navigate, "cases", case.case.id)
                block.body.addWidget(rows.RecentRow(case, shown.labels, self.desk.language, now, open_it))
            made.addWidget(block)
        made.addStretch(1)
        return made

    def _events(self, found: Overview) -> QWidget:
        link = Button(_("All events"), lambda: self.desk.navigate("events"), kind="link")
        block = Block(_("Reported events"), link, spacing=0)
        for event in found.lately:
            open_it = partial(self.desk.navigate, "events", event.event.id)
            block.body.addWidget(rows.EventRow(event, self.desk.language, open_it))
        return block

    def _right(self, shown: Shown) -> QVBoxLayout:
        found, language = shown.found, self.desk.language
        made = column(spacing=22)
        safe = KeptSafe(self.desk, shown.safe)
        if shown.safe.concerns:
            made.addWidget(safe)  # what waits is seen without scrolling
        vault = Block(_("This vault"), spacing=14)
        vault.body.addLayout(rows.figures(found))
        made.addWidget(vault)
        people = Block(_("Where people are now"), _("cases"))
        bars = [
            Bar(label(shown.labels, "status", code, language), count, look_of(PERSON, code).icon, not code)
            for code, count in sorted(found.statuses, key=lambda s: (not s[0], -s[1]))
            if count
        ]
        if bars:
            people.body.addWidget(BarChart(bars))
            made.addWidget(people)
        if found.unlinked:
            made.addWidget(self._unlinked(found.unlinked))
        if not shown.safe.concerns:
            made.addWidget(safe)
        made.addStretch(1)
        return made

    def _unlinked(self, count: int) -> QWidget:
        block = Block(_("To be linked"))
        text = ngettext("{n} case has no event yet", "{n} cases have no event yet", count)
        block.body.addWidget(Label(text.format(n=f"{count:,}"), "body", wrap=True))
        return block

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when the page is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._columns is None:
            return
        wide = self.width() >= theme().px(TWO_COLUMNS_FROM - 56)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if self._top is not None:
            narrow = self.width() < theme().px(HEAD_FROM)
            down = QBoxLayout.Direction.TopToBottom
            self._top.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(64 if wide else 24)
        side = 56 if wide else 36
        self._scroller.body.setContentsMargins(side, 24, side, 24)
