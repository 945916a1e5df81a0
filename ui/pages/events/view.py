"""One event as a page: title, band, and on tabs the claims beside their status, and its other parts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from app.i18n import _
from ui.forms.keeper import Keeper
from ui.forms.lookup import lookup_of
from ui.frame.desk import Desk
from ui.frame.turns import Step
from ui.history import HistoryPanel
from ui.pages.events.about import About
from ui.pages.events.band import Band
from ui.pages.events.begun import BegunBlock
from ui.pages.events.drawn import FIGURES, PLACES, EventPictures
from ui.pages.events.gap import GapBlock
from ui.pages.events.linked import LinkedBlock
from ui.pages.events.loading import ShownEvent
from ui.pages.events.parts import contacts_block, event_links_block, requests_block
from ui.pages.events.past import OverTime
from ui.pages.events.rows import popup
from ui.pages.events.side import Side
from ui.pages.events.table import ClaimsTable
from ui.parts.comments import Comments
from ui.parts.evidence import EvidenceBlock
from ui.parts.evidence_taking import Drops
from ui.parts.own import stacked
from ui.parts.reviewing import ReviewLine
from ui.parts.roles import RolesPanel
from ui.parts.work import TasksPanel
from ui.theme import theme
from ui.widgets import Button, Chip, Elided, IconButton, Label, Scroller, column, row
from ui.widgets.buttons import action
from ui.widgets.layouts import UNBOUND
from ui.widgets.sections import Sections
from ui.widgets.signs import Look

SIDE, SIDE_BELOW, NARROW_BELOW = 284, 1300, 1100
KIND_ICONS = {"forced_return": "corner-down-left", "voluntary_return": "arrow-left", "arrest": "siren"}


class EventView(Scroller):
    """Shows one event; every change is asked of the page by `wanted(what, value)`."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(38, 14, 38, 24), spacing=14)
        self.desk = desk
        self.shown: ShownEvent | None = None
        self.opens_at = 0
        """The part in front of the next event that is shown."""
        self._head()
        self.title = Label("", "title", wrap=True, selectable=True)
        self.review = ReviewLine(desk)
        self.band = Band()
        self.table = ClaimsTable()
        self.none = Label(
            _("No claim yet. Add what each source says, one claim at a time; they are never added together."),
            "second",
            wrap=True,
        )
        self.begun = BegunBlock(
            lambda d: self.wanted.emit("resume", d), lambda d: self.wanted.emit("discard", d)
        )
        self.gap = GapBlock()
        self.linked = LinkedBlock(desk)
        self.requests = requests_block()
        self.contacts = contacts_block()
        self.event_links = event_links_block()
        lookup = lookup_of(desk)
        self.about = About(desk, lookup)
        self.evidence = EvidenceBlock(desk, lookup)
        self.drops = Drops(self.viewport())
        self.roles = RolesPanel(desk, lookup, of_event=True)
        self.tasks = TasksPanel(desk, lookup, of_event=True)
        self.past = OverTime(lookup)
        self.comments = Comments(desk, lookup)
        self.history = HistoryPanel(desk, lookup)
        self.side = Side()
        self.pictures = EventPictures(desk)
        self._lay_out()
        self._connect()

    def _head(self) -> None:
        ask = self.wanted.emit
        self.back = IconButton("chevron-left", _("All events"), lambda: ask("list", None))
        self.code = Label("", "code", selectable=True)
        self.kind = Chip("", Look("circle"))
        self.note = Elided("", "dim")
        self.add_claim = Button(_("Add a claim"), lambda: ask("add", "claim"), icon="plus")
        self.brief = Button(_("Brief on this event"), lambda: ask("brief", None), icon="file-text")
        self.more = IconButton("ellipsis", _("More"), lambda: popup(self._menu(), self.more))
        self.more.set_kind("secondary")

    def _menu(self) -> QMenu:
        menu = QMenu(self.more)
        for text, icon, what, value in (
            (_("Edit the event"), "pencil", "edit", "event"),
            (_("Add a request"), "plus", "add", "request"),
            (_("Add an intervention"), "plus", "add", "contact"),
            (_("Link another event"), "plus", "add", "event_link"),
            (_("Hand in for review"), "stamp", "hand_in", "event"),
            (_("Delete the event"), "trash-2", "delete", "event"),
        ):
            run = lambda what=what, value=value: self.wanted.emit(what, value)  # noqa: E731
            menu.addAction(action(text, run, self, icon=icon))
        for text, which in ((_("Save the picture of the figures…"), FIGURES), (_("Save the map…"), PLACES)):
            menu.addAction(action(text, partial(self.pictures.ask, which), self, icon="download"))
        return menu

    def _lay_out(self) -> None:
        said = (self.back, self.code, self.kind, self.note)
        head = row(*said, self.add_claim, self.brief, self.more, spacing=10)
        self.body.setSpacing(theme().px(12))
        self.body.addLayout(head)
        self.body.addWidget(self.title)
        self.body.addWidget(self.review)
        self.body.addWidget(self.band)
        self.body.addLayout(self.about.form.above)
        self.claims = self._claims()
        self.advocacy = stacked(self.requests, self.contacts)
        sections = {
            _("Claims"): self.claims,
            _("About the event"): self.about,
            _("Over time"): self.past,
            _("Evidence"): self.evidence,
            _("People"): self.roles,
            _("Advocacy"): self.advocacy,
            _("Tasks"): self.tasks,
            _("Comments"): self.comments,
            _("History"): self.history,
        }
        self.tabs = Sections(_("Parts of the event"), self.body, sections)
        self.body.addStretch(1)

    def _claims(self) -> QWidget:
        left = QWidget()
        inside: QVBoxLayout = column(
            self.begun,
            self.none,
            self.table,
            self.gap,
            self.pictures,
            self.linked,
            self.event_links,
            None,
            spacing=14,
        )
        left.setLayout(inside)
        holder = QWidget()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(theme().px(34))
        self.columns.addWidget(left, 1)
        self.columns.addWidget(self.side, 0)
        return holder

    def _connect(self) -> None:
        ask = self.wanted.emit
        self.table.edit_asked.connect(lambda claim: ask("edit", claim.record))
        self.table.drop_asked.connect(lambda claim: ask("delete", claim.record))
        self.table.moved.connect(self._follow)
        self.table.copy_asked.connect(lambda claim: ask("copy", claim))
        self.side.official.answer.connect(lambda: ask("answer", None))
        self.side.official.silence.connect(lambda: ask("silence", None))
        self.side.status.asked.connect(lambda element: ask("status", element))
        self.linked.add.connect(lambda case: ask("link", case))
        self.linked.change.connect(lambda link: ask("certainty", link))
        self.linked.cut.connect(lambda linked: ask("unlink", linked))
        for block, kind in (
            (self.requests, "request"),
            (self.contacts, "contact"),
            (self.event_links, "event_link"),
        ):
            block.add.connect(lambda kind=kind: ask("add", kind))
            block.edit.connect(lambda record: ask("edit", record))
            block.drop.connect(lambda record: ask("delete", record))
        self.about.keeper.conflicted.connect(lambda *_versions: self.verticalScrollBar().setValue(0))
        self.drops.dropped.connect(self._dropped)
        self.tabs.leaving.connect(self._fill)
        self.comments.counted.connect(lambda n: self.tabs.say_count(self.comments, n))
        self.comments.led.connect(self._lead)

    def _lead(self, about: UUID, field: str) -> None:
        """To what a comment is about."""
        self._fill()
        page = self.shown.page if self.shown is not None else None
        record = next((r for r in page.records if r.id == about), None) if page else None
        if record is None:
            return
        if record.type == "claim":
            self.tabs.show_part_of(self.claims)
            self.table.select_claim(about)
            self.table.setFocus()
        elif record.type in ("role", "task"):
            panel = self.roles if record.type == "role" else self.tasks
            self.tabs.show_part_of(panel)
            panel.open(record)
        elif record.type == "event":
            self.tabs.show_part_of(self.about)
            self.about.form.editors[field or "title"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.show_part_of(self.claims if record.type == "event_link" else self.advocacy)
            self.wanted.emit("edit", record)

    def _dropped(self, files: list[Path]) -> None:
        self._fill()
        self.tabs.show_part_of(self.evidence)
        self.evidence.take(files)

    def show_event(self, shown: ShownEvent) -> None:
        """Show an event whole."""
        event, part = shown.page.event, shown.page.part
        again = self.shown is not None and self.shown.page.event.id == event.id
        self.shown = shown
        self.code.setText(_("Event {code}").format(code=part.code))
        self.kind.show_status(
            shown.word("event_kind", part.kind_code), Look(KIND_ICONS.get(part.kind_code, "circle"), "navy")
        )
        self.note.setText(", ".join(t for t in (part.date, part.time_note) if t))
        self.title.setText(part.title)
        self.review.show_record(event, part.title or part.code, shown.seen)
        self.table.show_claims(shown)
        self.table.setVisible(bool(shown.page.claims))
        self.none.setVisible(not shown.page.claims)
        self.about.show_event(shown)
        self.about.form.lookup.learn([*shown.page.people.values(), *shown.page.events.values()])
        self.fit()
        self._say_counts(shown)
        if not again:
            self.tabs.setCurrentIndex(self.opens_at)
            self.opens_at = 0
            self.verticalScrollBar().setValue(0)
        self._show_parts(shown, again=again)

    def _show_parts(self, shown: ShownEvent, *, again: bool) -> None:
        """The parts of another event each in a turn of its own, those on the first tab before it is painted;
        of the same event at once: what was just changed is looked at."""
        turns, page = self.desk.bridge.turns, shown.page
        blocks = (self.band, self.gap, self.pictures, self.linked, *self.side.blocks)
        said = (*page.claims, *page.requests, *page.contacts, *page.links, *page.roles, *page.tasks)
        front: list[Step] = [
            *(partial(block.show_event, shown) for block in blocks),
            partial(self.begun.show_drafts, shown.begun, shown.language),
            partial(self.event_links.show_parts, shown, page.links),
        ]
        behind: list[Step] = [
            partial(self.requests.show_parts, shown, page.requests),
            partial(self.contacts.show_parts, shown, page.contacts),
            partial(self.evidence.show_owner, page.event),
            partial(self.roles.show_parts, page.event, page.roles),
            partial(self.tasks.show_parts, page.event, page.tasks),
            partial(self.past.show_event, shown),
            partial(self.comments.show_owner, page.event, parts=said),
            partial(self.history.show_records, page.records),
        ]
        if again:
            turns.plan(self, ())
            self.hold_still()
            for step in (*front, *behind):
                step()
        else:
            self.viewport().setUpdatesEnabled(False)
            turns.plan(self, [*front, self._paint, *behind])

    def _paint(self) -> bool:
        """Now, before what is not seen is filled."""
        self.viewport().setUpdatesEnabled(True)
        return True

    def _fill(self) -> None:
        """Now: something is about to be seen or added, and a part may still hold the event before."""
        self.desk.bridge.turns.finish(self)

    def _say_counts(self, shown: ShownEvent) -> None:
        page = shown.page
        self.tabs.say_count(self.claims, len(page.claims))
        self.tabs.say_count(self.roles, len(page.roles))
        self.tabs.say_count(self.advocacy, len(page.requests) + len(page.contacts))
        self.tabs.say_count(self.tasks, len(page.tasks))

    def edit(self) -> None:
        """Put the cursor into the fields of the event."""
        self.tabs.show_part_of(self.about)
        self.about.edit()

    def save_now(self) -> None:
        """Save what is typed."""
        for keeper in self._keepers():
            keeper.save_now()

    def leave(self) -> None:
        """Before another event, another page, lock."""
        self.comments.leave()
        for keeper in self._keepers():
            keeper.leave()

    def _keepers(self) -> list[Keeper]:
        parts = (self.about, self.evidence, self.roles, self.tasks)
        return [keeper for part in parts for keeper in part.keepers()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side column goes below in a narrow window, the wordings into the opened row."""
        super().resizeEvent(event)
        self.fit()

    def _follow(self, rect: QRect) -> None:
        """Scroll until the row of the cursor is seen."""
        inside = self.widget()
        if inside is not None and rect.isValid() and self.table.hasFocus():
            at = self.table.mapTo(inside, rect.center())
            self.ensureVisible(at.x(), at.y(), 0, min(rect.height() // 2 + 8, self.viewport().height() // 2))

    def fit(self) -> None:
        """Place the columns for the width of the window and the size of text."""
        width = self.window().width()
        below = width < theme().px(SIDE_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self.columns.direction() != direction:
            self.columns.setDirection(direction)
        self.band.set_narrow(below)
        self.side.setMinimumWidth(0 if below else theme().px(SIDE))
        self.side.setMaximumWidth(UNBOUND if below else theme().px(SIDE))
        self.table.set_narrow(width <= theme().px(NARROW_BELOW))
