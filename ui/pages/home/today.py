"""What waits today, on Home: tasks, reviews, quick notes, releases to update; each row opens its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.records.record import Record
from app.services.notes import beginning
from app.services.tasks import Task
from app.services.today import ForReview, Outdated, Today
from ui import saying
from ui.frame.desk import Desk
from ui.frame.page import TASKS
from ui.pages.tasks import said
from ui.theme import theme
from ui.widgets import Block, Button, Look, draw_chip
from ui.widgets.painted import draw_text
from ui.widgets.rows import PaintedRow
from ui.widgets.signs import chip_width

MOST = 5
REVIEWED = {"case": "cases", "event": "events"}


class WaitRow(PaintedRow):
    """Two lines, and at the right what sort of hurry there is."""

    HEIGHT = 50

    def __init__(
        self, title: str, second: str, right: str, look: Look | None, run: Callable[[], object]
    ) -> None:
        super().__init__(", ".join(t for t in (title, second, right) if t), run)
        self._title, self._second, self._right, self._look = title, second, right, look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title over second line; a chip, or dim words, at the right."""
        super().paintEvent(event)
        box = self.inside().adjusted(0, 3, 0, -3)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            taken = 0.0
            if self._right and self._look is not None:
                taken, height = chip_width(self._right), theme().px(22)
                top = (self.height() - height) / 2
                draw_chip(p, QRectF(box.right() - taken, top, taken, height), self._right, self._look)
            elif self._right:
                taken = draw_text(p, box, self._right, "dim", align=Qt.AlignmentFlag.AlignRight)
            line = QRectF(box.left(), box.top(), box.width() - taken - 14, box.height() / 2)
            draw_text(p, line, self._title, "row-title")
            draw_text(p, line.translated(0, box.height() / 2 - 1), self._second, "second")
            self._rule(p)


def blocks(desk: Desk, found: Today, on: date) -> list[QWidget]:
    """A block for each kind that waits; nothing for one that does not."""
    made: list[QWidget] = []
    if found.tasks:
        more = ngettext("All {n} open", "All {n} open", found.open_tasks).format(n=f"{found.open_tasks:,}")
        rows = [_task(desk, task, on) for task in found.tasks[:MOST]]
        made.append(_block(desk, _("Tasks due"), more, "tasks", rows))
    if found.reviews:
        rows = [_review(desk, one) for one in found.reviews[:MOST]]
        made.append(_block(desk, _("Waiting for review"), _all(len(found.reviews)), "review", rows))
    if found.notes:
        rows = [_note(desk, note) for note in found.notes[:MOST]]
        made.append(_block(desk, _("Quick notes not yet made a case"), _all(found.notes_all), "notes", rows))
    if found.releases:
        rows = [_release(desk, one) for one in found.releases[:MOST]]
        made.append(_block(desk, _("Releases to update"), _all(len(found.releases)), "reports", rows))
    return made


def _all(count: int) -> str:
    return _("All {n}").format(n=f"{count:,}")


def _block(desk: Desk, title: str, more: str, page: str, rows: Sequence[QWidget]) -> Block:
    go = partial(desk.navigate, page, "releases" if page == "reports" else None)
    link = Button(more, go, kind="link")
    link.setAccessibleName(f"{title}: {more}")
    block = Block(title, link, spacing=0)
    for row in rows:
        block.body.addWidget(row)
    return block


def _task(desk: Desk, task: Task, on: date) -> WaitRow:
    what = said(task, desk.language)
    event = task.event.phrase("title").in_language(desk.language) if task.event else ""
    about = "  ".join(t for t in (task.name or event, task.code) if t)
    days = (task.day - on).days if task.day else 0
    look = Look("alarm-clock", "red" if days < 0 else "amber")
    page, target = "tasks", ""
    if task.case is not None:
        page, target = "cases", TASKS + task.case.id.hex
    elif task.event is not None:
        page, target = "events", task.event.id.hex
    return WaitRow(what, about, saying.days_left(days), look, partial(desk.navigate, page, target or None))


def _review(desk: Desk, one: ForReview) -> WaitRow:
    record = one.waiting.record
    name = one.name or record.phrase("title").in_language(desk.language)
    since = saying.ago(one.waiting.submitted.created_at, desk.clock.now(), desk.language)
    return WaitRow(name, record.text("code"), since, None, partial(desk.navigate, "review"))


def _note(desk: Desk, note: Record) -> WaitRow:
    when = note.date("when")
    day = saying.short_day(when.earliest, desk.language) if when and when.earliest else ""
    second = note.phrase("urgent").in_language(desk.language)
    look = Look("alarm-clock", "amber") if second else None
    return WaitRow(
        beginning(note, desk.language) or _("Quick note"),
        second,
        day,
        look,
        partial(desk.navigate, "notes", note.id),
    )


def _release(desk: Desk, one: Outdated) -> WaitRow:
    told = []
    if one.withdrawn:
        text = ngettext("{n} consent withdrawn since", "{n} consents withdrawn since", one.withdrawn)
        told.append(text.format(n=f"{one.withdrawn:,}"))
    if one.changed:
        text = ngettext("{n} record changed since", "{n} records changed since", one.changed)
        told.append(text.format(n=f"{one.changed:,}"))
    when = saying.ago(one.release.created_at, desk.clock.now(), desk.language)
    title = one.release.text("title") or _("Release")
    look = Look("undo-2", "red") if one.withdrawn else None
    return WaitRow(title, ", ".join(told), when, look, partial(desk.navigate, "reports", "releases"))
