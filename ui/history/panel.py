"""The history of some records: newest first, one field alone where asked, each value with its way back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.canonical import Json
from app.distressing import distressing, texts_of
from app.i18n import _
from app.records.record import Record
from app.services.saving import Saved, put_back
from ui import saying
from ui.forms.lookup import Lookup, lookup_of
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.history.lines import ShownChange, ShownEntry, Told, choices, fold, read_told, shown
from ui.theme import theme
from ui.widgets import Block, Button, Choice, FoldPanel, Hairline, Label, column, row
from ui.widgets.layouts import clear

PAGE = 40
WHEN = 112


class HistoryPanel(QWidget):
    """Reads the journal of its records when it is looked at, and again when they changed."""

    def __init__(self, desk: Desk, lookup: Lookup | None = None) -> None:
        super().__init__()
        self._desk, self._lookup = desk, lookup or lookup_of(desk)
        self._records: tuple[Record, ...] = ()
        self._told: Told | None = None
        self._most = PAGE
        self._asked = False
        self.fold = FoldPanel()
        self.fold.asked.connect(self._ask)
        self.fold.hide()
        self.field = Choice(_("Which field"), [(_("Every field"), "")])
        self.field.activated.connect(lambda _at: self._show(fresh=True))
        self.older = Button(_("Older entries"), self._go_on, kind="link")
        self.older.hide()
        self.none = Label(_("Nothing was changed yet."), "dim")
        self.none.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.setAccessibleName(_("History"))
        older = row(self.older, None)
        layout = column(row(None, self.field), self.fold, self.none, self._list, older, spacing=6)
        layout.setContentsMargins(0, 6, 0, 0)
        self.setLayout(layout)

    def show_records(self, records: Sequence[Record]) -> None:
        """The records whose history it is, as they now stand; the first is the one they are part of."""
        if [r.id for r in records[:1]] != [r.id for r in self._records[:1]]:
            self._most, self._told, self._asked = PAGE, None, False
            self.field.setCurrentIndex(0)
            clear(self._list)
        self._records = tuple(r for r in records if r.version)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read it."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        records = self._records
        if not records:
            return

        def arrived(told: Told) -> None:
            if records == self._records and told != self._told:
                self._told = told
                self._lookup.learn(told.named)
                self._offer(told)
                self._show()

        self._desk.ask(lambda vault: read_told(vault, records), arrived, owner=self)

    def _offer(self, told: Told) -> None:
        """Offer the fields that were changed; the choice stays."""
        chosen = self.field.currentData()
        self.field.clear()
        for label, key in [(_("Every field"), ""), *choices(told, self._lookup)]:
            self.field.addItem(label, key)
        self.field.setCurrentIndex(max(0, self.field.findData(chosen)))

    def _ask(self) -> None:
        """Show the texts of what is marked as distressing, for these records while they are shown."""
        self._asked = True
        self._show()
        self.field.setFocus()

    def _folded(self) -> frozenset[tuple[UUID, str]]:
        """The fields of marked records whose values wait until they are asked for; of a case its acts too."""
        if self._asked:
            return frozenset()
        whole = any(r.type == "case" and distressing(r) for r in self._records)
        marked = [r for r in self._records if whole or distressing(r)]
        own = self._lookup.own_fields
        return frozenset((r.id, key) for r in marked for key in texts_of(r.type, own(r.type)))

    def _go_on(self) -> None:
        self._most += PAGE
        self._show()

    def _show(self, *, fresh: bool = False) -> None:
        if self._told is None:
            return
        self._most = PAGE if fresh else self._most
        folded = self._folded()
        self.fold.setVisible(bool(folded))
        at = self.window().focusWidget()
        in_a_row = at is not None and at not in (self.field, self.older) and self.isAncestorOf(at)
        clear(self._list)
        field = str(self.field.currentData() or "")
        found = shown(self._told, self._records, self._lookup, field)
        some = list(islice(found, self._most + 1))
        for one in some[: self._most]:
            self._list.addWidget(self._entry(fold(one, folded)))
        self.older.setVisible(len(some) > self._most)
        self.none.setVisible(not some)
        if in_a_row:
            self.field.setFocus()  # Qt would pass the keyboard on, to Undo at the foot of the window

    def _entry(self, one: ShownEntry) -> QWidget:
        at, now = one.entry.at.astimezone(), self._desk.clock.now().astimezone()
        day = (saying.short_day if at.year == now.year else saying.day)(at.date(), self._desk.language)
        when = Label(f"{day}, {at:%H:%M}", "dim")
        when.setFixedWidth(theme().px(WHEN))
        head = row(when, Label(one.done, "medium"), None, Label(one.who, "dim"), spacing=0)
        holder = QWidget()
        holder.setAccessibleName(f"{day}, {at:%H:%M}. {one.who}. {one.done}")
        lines = column(head, spacing=4)
        if one.changes:
            lines.addLayout(self._changes(one))
        lines.setContentsMargins(0, 9, 0, 9)
        holder.setLayout(column(lines, Hairline(), spacing=0))
        return holder

    def _changes(self, one: ShownEntry) -> QGridLayout:
        """Field, what it was, what it became, the way back: columns that stand under one another."""
        grid = QGridLayout()
        grid.setContentsMargins(theme().px(WHEN), 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, theme().px(128))
        grid.setColumnStretch(1, 1)
        for place, change in enumerate(one.changes):
            name = Label(change.label, "dim", wrap=True)
            name.setFixedWidth(theme().px(128))
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._values(change), place, 1)
            if change.back is not None:
                grid.addWidget(self._way_back(one, change), place, 2, Qt.AlignmentFlag.AlignTop)
        return grid

    def _values(self, change: ShownChange) -> QVBoxLayout:
        if change.erased:
            return column(Label(_("erased"), "dim"), spacing=0)
        now = Label(change.now or _("(empty)"), "body" if change.now else "dim", wrap=True, selectable=True)
        if not change.was:
            return column(now, spacing=0)
        before = Label(_("before: {value}").format(value=change.was), "second", wrap=True, selectable=True)
        return column(now, before, spacing=1)

    def _way_back(self, one: ShownEntry, change: ShownChange) -> Button:
        button = Button(
            _("Put this value back"), lambda: self._put_back(one, change.field, change.back), kind="link"
        )
        button.setAccessibleName(
            _("Put back {field}: {value}").format(field=change.label, value=change.was[:80])
        )
        return button

    def _put_back(self, one: ShownEntry, field: str, value: Json) -> None:
        record = next((r for r in self._records if r.id == one.entry.record_id), None)
        if record is None:
            return
        undo = undo_of(self._desk)

        def done(saved: Saved) -> None:
            undo.did(saved)
            if saved.changed:
                self._desk.notify(_("The earlier value is back"), undo.undo)

        self._desk.save(
            lambda vault: put_back(vault, record, field, value), done, kinds=[record.type], owner=undo
        )


class HistoryBlock(Block):
    """The history at the foot of a page, opened when it is wanted."""

    def __init__(self, desk: Desk) -> None:
        self.toggle = Button(_("Show"), self._toggle, kind="link")
        self.toggle.setAccessibleName(_("Show the history"))
        super().__init__(_("History"), self.toggle)
        self.panel = HistoryPanel(desk)
        self.panel.hide()
        self.body.addWidget(self.panel)

    def _toggle(self) -> None:
        on = self.panel.isHidden()
        self.panel.setVisible(on)
        self.toggle.setText(_("Hide") if on else _("Show"))
        self.toggle.setAccessibleName(_("Hide the history") if on else _("Show the history"))

    def show_records(self, records: Sequence[Record]) -> None:
        """The records whose history it is."""
        self.panel.show_records(records)
