"""The events page: the list, one event, and every change of it handed to the worker."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import N_, _, ngettext
from app.records.record import Record
from ui.forms import lookup_of, undo_of
from ui.forms.undo import part_of
from ui.frame.desk import Desk
from ui.frame.page import BUILD, FILTER, SEPARATOR, Page
from ui.frame.sample import sample_link
from ui.lists.narrowing import AsLeft
from ui.pages.events.begun import BegunBlock
from ui.pages.events.changes import Changes
from ui.pages.events.linked import linked_words
from ui.pages.events.listing import EventList
from ui.pages.events.loading import BesideList, ListedEvent, ShownEvent, load_beside, load_event
from ui.pages.events.parts import StandingBlock
from ui.pages.events.sheets import draft_of_event
from ui.pages.events.view import EventView
from ui.theme import theme
from ui.widgets import Button, EmptyState, Hint, column
from ui.widgets.buttons import action
from ui.worker import Job

LOW = 600
"""Pixels of height at 100 per cent below which the list has the page."""
LIST = "list"
NEW = "new"


class Events(Page):
    """Reported returns, arrests and voluntary returns, with what each source claims."""

    key, title, icon = "events", N_("Events"), "calendar-days"
    context = (
        *("edit", SEPARATOR, "copy_rows", SEPARATOR, "previous", "next", SEPARATOR),
        *("filter", "conditions", "columns"),
    )
    counts = "event"
    kinds = frozenset(
        {"event", "claim", "status", "contact", "request", "link", "case", "person", "source", "place"}
        | {"event_link", "review", "comment", "citation", "rival"}
        | {"evidence", "custody", "role", "task"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown_id: UUID | None = None
        self._reading: Job | None = None
        self._has_standing = False
        self._select: UUID | None = None
        self.changes = Changes(desk, self)
        self.changes.made.connect(self._made)
        self.changes.gone.connect(self.show_list)
        self.add = Button(_("New event"), lambda: self.open_record(NEW), icon="calendar-plus")
        self.list = EventList(desk, lookup_of(desk), self.add)
        self.table = self.list.table
        self.list.picked.connect(self.open_record)
        self.list.counted.connect(self._counted)
        self.list.selected.connect(self._tell)
        desk.came_back.connect(self._came_back)
        self.view = EventView(desk)
        self.view.wanted.connect(self._wanted)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.view)
        layout = column(self.stack, spacing=0)
        self.setLayout(layout)

    def _list(self) -> QWidget:
        holder = QWidget()
        self.empty = self._empty()
        self.empty.hide()
        self.begun = BegunBlock(self.changes.resume, self.changes.discard)
        self.standing = StandingBlock()
        self.standing.add.connect(self.changes.add_standing)
        self.standing.edit.connect(lambda claim: self.changes.open(claim, _("Edit the claim")))
        layout = column(self.begun, self.list, self.empty, self.standing, spacing=14)
        layout.setContentsMargins(38, 24, 38, 16)
        layout.setStretchFactor(self.list, 1)
        layout.setStretchFactor(self.empty, 1)
        holder.setLayout(layout)
        return holder

    def _empty(self) -> EmptyState:
        return EmptyState(
            "calendar-days",
            _("No event yet"),
            [
                Hint(
                    _("Make the event"),
                    _("One reported return, arrest or voluntary return, and then what each source claims."),
                    _("New event"),
                    lambda: self.open_record(NEW),
                ),
                Hint(
                    _("See who says it"),
                    _("Sources are made while you type a claim, and judged on their own page."),
                    _("Sources"),
                    lambda: self.desk.navigate("sources"),
                ),
                Hint(
                    _("Open a file on somebody"),
                    _("People are linked to an event from either side, and never added to a claim."),
                    _("Cases"),
                    lambda: self.desk.navigate("cases"),
                ),
            ],
            sample_link(self.desk),
        )

    # loading

    def refresh(self, _changed: frozenset[str]) -> None:
        """Load the list again, and the event that is shown."""
        language = self.desk.language
        self.desk.ask(lambda vault: load_beside(vault, language), self._show_beside, owner=self)
        self.list.read()
        if self.shown_id is not None:
            self._load(self.shown_id)

    def _show_beside(self, found: BesideList) -> None:
        self.begun.show_drafts(found.begun, self.desk.language)
        self.standing.show_parts(found.words, found.standing)
        self._has_standing = bool(found.standing)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is low, the list has it."""
        super().resizeEvent(event)
        self.standing.set_low(self.height() < theme().px(LOW))

    def _counted(self) -> None:
        self._fit()
        self._tell()

    def _fit(self) -> None:
        """The list, or what to do where there is no event at all."""
        some, now = self.list.all != 0, self.window().focusWidget()
        left = now is not None and (self.empty if some else self.list).isAncestorOf(now)
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        if left:  # else Qt gives the keyboard to the navigation
            self.focus_start()
        self.standing.setVisible(some or self._has_standing)

    @property
    def rows(self) -> list[ListedEvent]:
        """The events of the list, as far as they are read."""
        return self.list.rows()

    def _load(self, event: UUID) -> None:
        language = self.desk.language
        if self._reading is not None:
            self._reading.cancel()  # who goes through the list by a key waits for the last event alone
        self._reading = self.desk.ask(
            lambda vault: load_event(vault, event, language), self._show_event, owner=self
        )

    def _show_event(self, shown: ShownEvent) -> None:
        if shown.page.event.id != self.shown_id:
            return
        if shown.page.event.deleted_at:
            self.show_list()
            return
        self.view.show_event(shown)
        self.visited.emit(shown.page.event.id)
        self.list.show_current(shown.page.event.number)
        now = self.window().focusWidget()  # not the program's: a sheet may have closed a moment ago
        from_list = now is self.table
        left = now is not None and self.isAncestorOf(now) and not self.view.isVisible()
        self.stack.setCurrentWidget(self.view)
        if from_list and self.view.table.isVisible():
            self.view.table.setFocus()
        elif left:  # else Qt gives the keyboard to the navigation
            self.focus_start()
        if self._select is not None:
            self.view.table.select_claim(self._select)
            self._select = None
        self._tell()

    def _tell(self) -> None:
        parts = [self.list.words()]
        shown = self.view.shown
        if self.stack.currentWidget() is self.view and shown is not None:
            count = len(shown.page.claims)
            parts.append(ngettext("{n} claim on this one", "{n} claims on this one", count).format(n=count))
            parts.append(linked_words(len(shown.page.cases)))
        self.set_status("  ·  ".join(parts))

    # what the frame asks

    def focus_start(self) -> QWidget | None:
        """In an event that nobody has said anything about, what comes next."""
        if self.view.isVisible() and not self.view.table.isVisible() and self.view.add_claim.isVisible():
            self.view.add_claim.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return self.view.add_claim
        return super().focus_start()

    def open_record(self, record: UUID | str) -> None:
        """Show an event by id, the list (`list`), or the sheet for a new one (`new`)."""
        if record == LIST:
            self.show_list()
        elif isinstance(record, str) and record.startswith(FILTER):
            self.show_list()
            self.list.filters.show(record.removeprefix(FILTER))
        elif isinstance(record, str) and record.startswith(BUILD):
            self.show_list()
            self._build_filter(record.removeprefix(BUILD))
        elif record == NEW:
            self.changes.open(draft_of_event(), _("New event"))
        else:
            self.view.leave()
            self.shown_id = UUID(record) if isinstance(record, str) else record
            self._load(self.shown_id)

    def show_list(self) -> None:
        """Show the list of all events."""
        self.view.leave()
        self.shown_id = None
        self.stack.setCurrentIndex(0)
        self.table.setFocus()
        self._tell()

    def _came_back(self, record: Record) -> None:
        """Undo brought an event back: the list stands on it."""
        if record.type == "event" and self.isVisible() and self.shown_id is None:
            self.list.show_current(record.number)

    def current_record(self) -> UUID | str | None:
        """The event shown, or the list."""
        return self.shown_id or LIST

    def events_in_front(self) -> tuple[str, ...]:
        """The one that is shown."""
        shown = self.view.shown if self.shown_id is not None else None
        return (shown.page.event.text("code"),) if shown is not None else ()

    def hand_over(self) -> object:
        """The event that is shown, its part in front, and the list as it stands."""
        return self.shown_id, self.view.tabs.currentIndex(), self.list.as_left()

    def take_over(self, state: object) -> None:
        """The same event, the same list."""
        match state:
            case UUID() | None as shown, int() as part, AsLeft() as left:
                self.shown_id, self.view.opens_at = shown, part if shown else 0
                self.list.go_on(left)

    def step(self, by: int) -> None:
        """The next or previous event of the list."""
        self.list.step(by)

    def reveal(self, widget: QWidget) -> None:
        """The event instead of the list."""
        if self.view.isAncestorOf(widget) and self.view.shown is not None:
            self.shown_id = self.view.shown.page.event.id
            self.stack.setCurrentWidget(self.view)
        super().reveal(widget)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.show_list()
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def does(self) -> dict[str, Callable[[], object]]:
        """What the menus offer here beside what every page can do."""
        return {
            "conditions": lambda: self._build_filter(""),
            "columns": self._choose_columns,
            "copy_rows": self.list.copy,
        }

    def _build_filter(self, key: str) -> None:
        self.show_list()
        if key:
            self.list.filters.show(key, then=self.list.filters.build)
        else:
            self.list.filters.build()

    def _choose_columns(self) -> None:
        self.show_list()
        self.list.columns.choose()

    def edit(self) -> None:
        """Edit the claim that is selected, else the event."""
        shown = self.view.shown
        if self.shown_id is not None and shown is not None:
            claim = self.view.table.current_claim() if self.view.table.hasFocus() else None
            self._wanted("edit", claim.record if claim else "event")

    def _sees(self, record: Record) -> bool:
        return self.shown_id is not None and part_of(record, {self.shown_id})

    def undo(self) -> None:
        """Take back the last change; what is typed is saved first."""
        self.view.save_now()
        undo_of(self.desk).undo(self._sees)

    def redo(self) -> None:
        """Do it again; what is typed is saved first, and takes the place of what could be done again."""
        self.view.save_now()
        undo_of(self.desk).redo(self._sees)

    def leave(self) -> None:
        """Keep what an open sheet holds, what is typed on the page, how the list was arranged."""
        self.list.leave()
        self.view.leave()
        if self.changes.sheet is not None:
            self.changes.sheet.keep()

    def save_now(self) -> None:
        """Save the open sheet, and what is typed on the page."""
        self.view.save_now()
        if self.changes.sheet is not None:
            self.changes.sheet.save()

    def views(self) -> dict[str, Callable[[], object]]:
        """One event, beside the list."""
        richest = max(self.rows, key=lambda row: row.claims, default=None)
        return {"one": lambda: self.open_record(richest.event.id)} if richest else {}

    def commands(self, parent: QObject) -> list[QAction]:
        """What can be done with the event shown."""
        if self.shown_id is None:
            return []
        return [
            action(_("Add a claim"), lambda: self._wanted("add", "claim"), parent, icon="plus"),
            action(_("Brief on this event"), lambda: self._wanted("brief", None), parent, icon="file-text"),
            action(_("Hand in for review"), lambda: self._wanted("hand_in", None), parent, icon="stamp"),
        ]

    # what the view asks

    def _wanted(self, what: str, value: object) -> None:
        if what == LIST:
            self.show_list()
        elif what == "resume" and isinstance(value, Record):
            self.changes.resume(value)
        elif what == "discard" and isinstance(value, Record):
            self.changes.discard(value)
        elif what == "edit" and value == "event":
            self.view.edit()
        elif what == "hand_in":
            self.view.review.hand_in()
        elif self.view.shown is not None:
            self.changes.run(what, self.view.shown, value)

    def _made(self, record: Record) -> None:
        if record.type == "event" and self.shown_id != record.id:
            self.desk.navigate(self.key, record.id)
        elif record.type == "claim" and record.ref("event"):
            self._select = record.id
            self.view.table.select_claim(record.id)
