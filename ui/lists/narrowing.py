"""What narrows a list of records: letters in a field, conditions, a saved filter; and how it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.i18n import _, ngettext
from app.ports import Group, ListQuery
from app.services.filters import SavedFilter
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.lists.conditions import Conditions
from ui.lists.filtering import Filtering
from ui.shortcuts import shown
from ui.widgets import SearchField

PAUSE_MS = 200
"""How long nothing is typed before the list is read again."""
FIELD = 420
"""Pixels at 100 per cent: the greatest width of the field over a list that takes the whole page."""


@dataclass(frozen=True)
class Narrowed:
    """How a list is narrowed and ordered: what the same list in another language goes on with."""

    text: str
    held: tuple[Group, ...]
    filter: SavedFilter | None
    trash: bool
    sort: str
    descending: bool


@dataclass(frozen=True)
class AsLeft:
    """A list as it was left: what narrows it, its current row (a handle), how far it is scrolled in pixels,
    whether it is shown as a table."""

    narrowed: Narrowed
    current: int
    scrolled: int
    as_table: bool = False


class Narrowing(QObject):
    """The field of a list beside its conditions. `changed()` when the list is to be read again.

    `to_rows` puts the cursor back into the list.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        conditions: Conditions,
        to_rows: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.conditions, self._to_rows = conditions, to_rows
        self.text = ""
        self.field = SearchField(_("Filter this list"), _("Filter this list"), shown("filter"))
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(to_rows)
        self.filters = Filtering(desk, lookup, conditions, parent)
        self.filters.worded.connect(self.show_text)
        self.filters.ended.connect(to_rows)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.changed)
        conditions.changed.connect(self.changed)

    @property
    def on(self) -> int:
        """How many things narrow the list."""
        return self.conditions.on + bool(self.text)

    def query(self) -> ListQuery:
        """The list, narrowed and ordered so; what waits for a pause is read with it."""
        self.pause.stop()
        held = self.conditions
        return ListQuery(
            held.kind.type,
            sort=held.sort,
            descending=held.descending,
            conditions=held.conditions,
            either=held.either,
            text=self.text,
            deleted=held.trash,
        )

    def count_words(self, found: int, every: int) -> str:
        """How many rows there are, for the head of the list."""
        if not self.on:
            return f"{found:,}"
        return _("{n} of {all}").format(n=f"{found:,}", all=f"{max(every, found):,}")

    def status_words(self, shown_now: str, selected: int) -> str:
        """The status bar: what is shown, how much of it is selected (0: nothing is said of it)."""
        parts = [shown_now]
        if selected:
            parts.append(_("{n} selected").format(n=f"{selected:,}"))
        if on := self.on:
            parts.append(ngettext("{n} filter on", "{n} filters on", on).format(n=on))
        return "  ·  ".join(parts)

    def _typed(self, _now: str) -> None:
        """Only a change of text counts: a preedit also signals."""
        text = self.field.text().strip()
        if text != self.text:
            self.text = self.filters.text = text
            self.pause.start()

    def show_text(self, text: str) -> None:
        """The text of a saved filter."""
        self.text = self.filters.text = text
        self.field.setText(text)

    def widen(self) -> None:
        """Show the whole list again."""
        self.show_text("")
        self.conditions.show_filter(None)
        self._to_rows()

    def state(self) -> Narrowed:
        """How the list is narrowed and ordered."""
        held = self.conditions
        return Narrowed(self.text, held.held, held.filter, held.trash, held.sort, held.descending)

    def restore(self, kept: Narrowed) -> None:
        """Narrow and order it so, before it is read."""
        self.show_text(kept.text)
        self.conditions.restore(kept.held, kept.filter, kept.trash, kept.sort, kept.descending)


class ScrollBack(QObject):
    """Scrolls a list to where it was, once: when it is first painted with its rows."""

    def __init__(self, view: QAbstractItemView, scrolled: int) -> None:
        super().__init__(view)
        self._view, self._scrolled = view, scrolled
        if scrolled:
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The rows are there and laid out when they are painted."""
        if event.type() == QEvent.Type.Paint and self._view.model().rowCount():
            watched.removeEventFilter(self)
            bar = self._view.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: bar.setValue(self._scrolled))
        return super().eventFilter(watched, event)
