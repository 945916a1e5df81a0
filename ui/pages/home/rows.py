"""The rows of the home page: buttons that open what they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from app.i18n import _, ngettext
from app.services.files import CaseRow
from app.services.overview import Deadline, EventBrief, Overview
from app.vocabularies import Term
from ui import saying
from ui.theme import theme
from ui.widgets import Label, Look, column, draw_chip, look_of, row
from ui.widgets.painted import draw_text
from ui.widgets.rows import PaintedRow
from ui.widgets.signs import PERSON, chip_width

Labels = dict[tuple[str, str], Term]


def _name(p: QPainter, case: CaseRow, box: QRectF) -> None:
    """Name, romanisation and code on one baseline."""
    left = draw_text(p, box, case.name, "row-name") + 12
    rest = box.adjusted(left, 1, 0, 1)
    if case.latin:
        left = draw_text(p, rest, case.latin, "second") + 12
        rest = rest.adjusted(left, 0, 0, 0)
    draw_text(p, rest, case.case.text("code"), "dim")


class DeadlineRow(PaintedRow):
    """Whose deadline, which one, how much of the time is used, how long it still runs."""

    def __init__(
        self, deadline: Deadline, on: date, labels: Labels, language: str, run: Callable[[], object]
    ) -> None:
        self._what = self._words(deadline, labels, language)
        self._left = saying.days_left(deadline.days_left(on))
        name = f"{deadline.case.name}, {deadline.case.case.text('code')}"
        super().__init__(f"{name}: {self._what}, {self._left}", run)
        self._deadline, self._share = deadline, deadline.used(on)
        near = deadline.days_left(on) <= 7
        self._look = Look("alarm-clock" if near else "hourglass", "red" if near else "amber")

    @staticmethod
    def _words(deadline: Deadline, labels: Labels, language: str) -> str:
        day = saying.short_day(deadline.day, language)
        if not deadline.permission:
            return _("Urgent form to the UN working group, closes {day}").format(day=day)
        term = labels.get(("permission", deadline.permission))
        what = term.label(language) if term else deadline.permission
        return _("Consent ends {day}: {permission}").format(day=day, permission=what)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whose it is and what; how much of the time is used; how long it runs."""
        super().paintEvent(event)
        width = chip_width(self._left)
        bar = float(theme().px(180)) if self.width() > theme().px(640) else 0.0
        box = self.inside()
        chip = QRectF(box.right() - width, (self.height() - theme().px(22)) / 2, width, theme().px(22))
        text = QRectF(box.left(), 4, box.width() - theme().px(100) - bar - 30, self.height() / 2 - 2)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            _name(p, self._deadline.case, text)
            draw_text(p, text.translated(0, self.height() / 2 - 5), self._what, "second")
            if bar:
                track = QRectF(self.width() - theme().px(110) - bar, self.height() / 2 - 3, bar, 6)
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(theme().color("track"))
                p.drawRoundedRect(track, 3, 3)
                p.setBrush(theme().color(f"{self._look.kind}_ink"))
                p.drawRoundedRect(QRectF(track.left(), track.top(), bar * self._share, 6), 3, 3)
            draw_chip(p, chip, self._left, self._look)
            self._rule(p)


class RecentRow(PaintedRow):
    """A case that changed lately: name, status, when."""

    HEIGHT = 44

    def __init__(
        self, case: CaseRow, labels: Labels, language: str, now: datetime, run: Callable[[], object]
    ) -> None:
        code = case.case.text("status")
        term = labels.get(("status", code))
        self._status = term.label(language) if term else _("Not recorded")
        self._when = saying.ago(case.case.changed_at, now, language)
        super().__init__(f"{case.name}, {case.case.text('code')}, {self._status}, {self._when}", run)
        self._case, self._look = case, look_of(PERSON, code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        super().paintEvent(event)
        right = float(theme().px(92))
        width = chip_width(self._status)
        height = theme().px(22)
        box = self.inside()
        chip = QRectF(box.right() - right - width, (self.height() - height) / 2, width, height)
        when = QRectF(box.right() - right + 12, 0, right - 12, self.height())
        with QPainter(self) as p:
            _name(p, self._case, QRectF(box.left(), 0, chip.left() - box.left() - 12, box.height()))
            draw_chip(p, chip, self._status, self._look)
            draw_text(p, when, self._when, "dim", align=Qt.AlignmentFlag.AlignRight)
            self._rule(p)


class EventRow(PaintedRow):
    """An event: code, title, how many claims and linked cases."""

    HEIGHT = 44

    def __init__(self, event: EventBrief, language: str, run: Callable[[], object]) -> None:
        self._code = event.event.text("code")
        self._title = event.event.phrase("title").in_language(language)
        claims = ngettext("{n} claim", "{n} claims", event.claims).format(n=f"{event.claims:,}")
        cases = ngettext("{n} case", "{n} cases", event.cases).format(n=f"{event.cases:,}")
        self._counts = f"{claims}  ·  {cases}"
        super().__init__(f"{self._code}, {self._title}, {claims}, {cases}", run)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        super().paintEvent(event)
        box = self.inside()
        with QPainter(self) as p:
            taken = draw_text(p, box, self._counts, "dim", align=Qt.AlignmentFlag.AlignRight)
            left = draw_text(p, box, self._code, "code") + 14
            draw_text(p, box.adjusted(left, 0, -taken - 14, 0), self._title, "row-title")
            self._rule(p)


def figures(found: Overview) -> QGridLayout:
    """Four figures in serif, two by two."""
    cells = (
        (found.cases, ngettext("case", "cases", found.cases)),
        (found.events, ngettext("event", "events", found.events)),
        (found.sources, ngettext("source", "sources", found.sources)),
        (found.releases, ngettext("release", "releases", found.releases)),
    )
    notes = {1: ngettext("{n} claim", "{n} claims", found.claims).format(n=f"{found.claims:,}")}
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(18)
    for number, (count, word) in enumerate(cells):
        head = row(Label(f"{count:,}", "figure-large"), Label(word, "second"), None)
        cell = column(head, Label(notes.get(number, ""), "dim"), spacing=0)
        grid.addLayout(cell, number // 2, number % 2)
    return grid
