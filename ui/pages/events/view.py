"""One event as a page: title, band, claims, side column, gap, linked cases, requests, interventions."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from app.i18n import _
from ui.frame.desk import Desk
from ui.history import HistoryBlock
from ui.pages.events.band import Band
from ui.pages.events.begun import BegunBlock
from ui.pages.events.gap import GapBlock
from ui.pages.events.linked import LinkedBlock
from ui.pages.events.loading import ShownEvent
from ui.pages.events.parts import contacts_block, event_links_block, requests_block
from ui.pages.events.rows import popup
from ui.pages.events.side import Side
from ui.pages.events.table import ClaimsTable
from ui.parts.reviewing import ReviewLine
from ui.theme import theme
from ui.widgets import Button, Chip, Elided, IconButton, Label, Scroller, column, row
from ui.widgets.basics import action
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
        self.history = HistoryBlock(desk)
        self.side = Side()
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
        return menu

    def _lay_out(self) -> None:
        said = (self.back, self.code, self.kind, self.note)
        head = row(*said, self.add_claim, self.brief, self.more, spacing=10)
        self.body.setSpacing(theme().px(12))
        self.body.addLayout(head)
        self.body.addWidget(self.title)
        self.body.addWidget(self.review)
        self.body.addWidget(self.band)
        left = QWidget()
        inside: QVBoxLayout = column(
            self.begun,
            self.none,
            self.table,
            self.gap,
            self.linked,
            self.requests,
            self.contacts,
            self.event_links,
            self.history,
            None,
            spacing=14,
        )
        left.setLayout(inside)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(theme().px(34))
        self.columns.addWidget(left, 1)
        self.columns.addWidget(self.side, 0)
        self.body.addLayout(self.columns)
        self.body.addStretch(1)

    def _connect(self) -> None:
        ask = self.wanted.emit
        self.table.edit_asked.connect(lambda claim: ask("edit", claim.record))
        self.table.drop_asked.connect(lambda claim: ask("delete", claim.record))
        self.table.moved.connect(self._follow)
        self.table.copy_asked.connect(lambda claim: ask("copy", claim))
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

    def show_event(self, shown: ShownEvent) -> None:
        """Show an event whole."""
        event, part = shown.page.event, shown.page.part
        again = self.shown is not None and self.shown.page.event.id == event.id
        self.shown = shown
        self.code.setText(_("Event {code}").format(code=part.code))
        self.kind.show_status(
            shown.word("event_kind", part.kind_code), Look(KIND_ICONS.get(part.kind_code, "circle"), "navy")
        )
        self.note.setText(". ".join(t for t in (part.date, part.time_note) if t))
        self.title.setText(part.title)
        self.review.show_record(event, part.title or part.code)
        self.band.show_event(shown)
        self.table.show_claims(shown)
        self.table.setVisible(bool(shown.page.claims))
        self.none.setVisible(not shown.page.claims)
        for block in (self.gap, self.linked, self.side):
            block.show_event(shown)
        self.begun.show_drafts(shown.begun, shown.language)
        page = shown.page
        self.history.show_records([page.event, *page.claims, *page.statuses, *page.contacts, *page.requests])
        self.requests.show_parts(shown, shown.page.requests)
        self.contacts.show_parts(shown, shown.page.contacts)
        self.event_links.show_parts(shown, shown.page.links)
        self.fit()
        if not again:
            self.verticalScrollBar().setValue(0)

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
        self.side.setMaximumWidth(16777215 if below else theme().px(SIDE))
        self.table.set_narrow(width <= theme().px(NARROW_BELOW))
