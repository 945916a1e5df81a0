"""Requests and interventions of an event: what the brief asks for, and whom staff or others approached."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.claims.words import figure_words
from app.distressing import distressing
from app.i18n import N_, _
from app.records.record import Record
from ui.pages.events.loading import ShownEvent, Words
from ui.pages.events.rows import RowButton
from ui.widgets import Block, Button, Chip, Elided, IconButton, Label, folded_text, row
from ui.widgets.signs import Look

NO_STANDING = N_(
    "None yet. A running total that belongs to no single event is kept here, and never added to one."
)
MARK_KINDS = {"public": "green", "bilateral": "blue", "you_only": "amber"}


class PartsBlock(Block):
    """Records that belong to an event, each a button that edits it. `add()`, `edit(record)`,
    `drop(record)` where they may be removed."""

    add = Signal()
    edit = Signal(object)
    drop = Signal(object)

    def __init__(self, title: str, button: str, empty: str, *, drops: bool = True) -> None:
        super().__init__(title, Button(button, self._add, kind="link", icon="plus"), spacing=2)
        self._empty, self._drops = empty, drops

    def _add(self) -> None:
        self.add.emit()

    def show_parts(self, shown: Words, records: tuple[Record, ...]) -> None:
        """Show other records."""
        self.clear()
        for record in records:
            self.body.addWidget(self._row(shown, record))
        if not records:
            self.body.addWidget(Label(self._empty, "dim", wrap=True))

    def _row(self, shown: Words, record: Record) -> QWidget:
        first, second = words_of(shown, record)
        items: list[QWidget | int | None] = [Label(first, "medium"), Elided(second, "dim")]
        mark = record.text("mark")
        if mark:
            look = Look("", MARK_KINDS.get(mark, "grey"))
            items.append(Chip(shown.word("mark", mark), look))
        name = ". ".join(p for p in (first, second, shown.term("mark", mark)) if p)
        line = RowButton(name, items, lambda: self.edit.emit(record))
        if not self._drops:
            return line
        trash = IconButton("trash-2", _("Remove: {name}").format(name=first), lambda: self.drop.emit(record))
        holder = QWidget()
        both = row(line, trash, spacing=4)
        both.setStretch(0, 1)
        holder.setLayout(both)
        return holder


class StandingBlock(PartsBlock):
    """Figures over many events, below the list: folded behind their number where the page is low."""

    def __init__(self) -> None:
        none = _(NO_STANDING)
        super().__init__(_("Standing figures"), _("Add a standing figure"), none, drops=False)
        self._rows: list[QWidget] = []
        self._low = self._open = False
        self._all: Button | None = None

    def show_parts(self, shown: Words, records: tuple[Record, ...]) -> None:
        """Show other figures."""
        super().show_parts(shown, records)
        found = (self.body.itemAt(place) for place in range(1, self.body.count()))
        self._rows = [w for item in found if item is not None and (w := item.widget()) is not None]
        self._all = Button("", self._turn, kind="link")
        self.body.insertWidget(1, self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._arrange()

    def set_low(self, low: bool) -> None:
        """Whether the page has no room for them beside the list."""
        if low != self._low:
            self._low = low
            self._arrange()

    def _turn(self) -> None:
        self._open = not self._open
        self._arrange()

    def _arrange(self) -> None:
        if self._all is not None:
            self._all.setVisible(self._low)
            self._all.setText(_("Fewer") if self._open else _("All {n}").format(n=f"{len(self._rows):,}"))
        for one in self._rows:
            one.setVisible(not self._low or self._open)


def words_of(shown: Words, record: Record) -> tuple[str, str]:
    """A request or an intervention in a strong and a dim part."""
    language = shown.language

    def say(*keys: str) -> str:
        texts = [record.phrase(k).in_language(language) or shown.day(record, k, short=True) for k in keys]
        return ", ".join(t for t in texts if t)

    if record.type == "claim":
        figure = figure_words(record, shown.labels, language)
        measure = shown.term("measure", record.text("measure"))
        told = folded_text() if distressing(record) else say("wording")
        return say("claimant"), "; ".join(t for t in (f"{figure} {measure}".strip(), told) if t)
    if record.type == "request":
        return say("text"), say("actor", "forum", "by")
    if record.type == "event_link":
        other = (
            shown.page.events.get(record.ref("other") or record.id) if isinstance(shown, ShownEvent) else None
        )
        title = other.phrase("title").in_language(language) if other else ""
        when = shown.day(other, "date", short=True) if other else ""
        kind = shown.word("event_relation", record.text("kind"))
        return title or kind, "; ".join(t for t in (kind if title else "", when, say("note")) if t)
    dated = _("{date}, {who}").format(date=say("date"), who=say("by"))
    head = dated if say("date") and say("by") else say("date", "by")
    return head, "; ".join(t for t in (say("before"), say("what"), say("answer")) if t)


def requests_block() -> PartsBlock:
    """The requests that the brief on this event makes."""
    return PartsBlock(
        _("Requests for the brief"),
        _("Add a request"),
        _("No request yet. The brief leaves this block out until there is one."),
    )


def contacts_block() -> PartsBlock:
    """Interventions, by us or by others."""
    return PartsBlock(
        _("Interventions"), _("Add an intervention"), _("Nobody has raised this event as far as recorded.")
    )


def event_links_block() -> PartsBlock:
    """Other events that this one is part of, follows, or is."""
    return PartsBlock(
        _("Links between events"),
        _("Link an event"),
        _("Linked to no other event: part of, follows, the same event as."),
    )
