"""The journal of the whole vault: newest first, by person and kind, page after page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import CasebookError
from app.i18n import _
from app.ports import Entry, JournalPage, JournalQuery, Staff
from app.records import TYPES
from ui import saying
from ui.frame.desk import Desk
from ui.pages.security.wording import GROUPS, Line, lines
from ui.theme import theme
from ui.widgets import Block, Button, Choice, Elided, Hairline, Label, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault

PAGE = 100
ROWS = 16
PAGES = 12
"""One look reads pages until so many rows are there, but not more of them than that: an import is one row."""
SHOWN = {"case": "cases", "event": "events"}
"""Which page shows a record of a type."""


@dataclass(frozen=True)
class Found:
    """A page of the journal as it is shown: codes of records by id, and who staff are."""

    page: JournalPage
    codes: dict[UUID, str]
    staff: tuple[Staff, ...]


def read_journal(vault: Vault, query: JournalQuery) -> Found:
    """Read on the worker's thread as many pages as make a screenful of rows."""
    with vault.read() as reader:
        entries: list[Entry] = []
        for _turn in range(PAGES):
            page = reader.journal(query)
            entries += page.entries
            if page.before is None or sum(1 for _row in lines(entries, {})) >= ROWS:
                break
            query = replace(query, before=page.before)
        return Found(JournalPage(tuple(entries), page.before), _codes(reader, entries), reader.staff())


def _codes(reader: Reader, entries: Sequence[Entry]) -> dict[UUID, str]:
    """The codes of cases, events and releases; a record that cannot be shown has none."""
    wanted: dict[str, set[UUID]] = {}
    for entry in entries:
        kind = TYPES.get(entry.record_type)
        if kind is not None and not kind.sealed and "code" in kind.by_key and entry.record_id is not None:
            wanted.setdefault(kind.key, set()).add(entry.record_id)
    found: dict[UUID, str] = {}
    for key, ids in wanted.items():
        try:
            found |= {one.id: one.text("code") for one in reader.many(key, ids).values()}
        except CasebookError:
            continue
    return found


class JournalBlock(Block):
    """Two filters, rows, and a way to older ones."""

    def __init__(self, desk: Desk) -> None:
        self.who = Choice(_("By whom"), [(_("Everybody"), None)])
        kinds: list[tuple[str, object]] = [(_("Everything"), "")]
        self.kind = Choice(_("What kind"), kinds + [(_(label), key) for key, label, _actions in GROUPS])
        filters = QWidget()
        line = QHBoxLayout(filters)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.who)
        line.addWidget(self.kind)
        super().__init__(_("Journal"), filters, spacing=0)
        self._desk = desk
        self._query = JournalQuery(limit=PAGE)
        self._list: QVBoxLayout = column(spacing=0)
        self.older = Button(_("Older entries"), self._go_on, kind="link")
        self.body.addLayout(self._list)
        self.body.addSpacing(6)
        self.body.addLayout(row(self.older, None))
        self.who.activated.connect(lambda _at: self.load())
        self.kind.activated.connect(lambda _at: self.load())
        self.older.hide()

    def load(self) -> None:
        """From the newest entry, as the filters say."""
        kind = str(self.kind.currentData())
        actions = next((a for key, _label, a in GROUPS if key == kind), ())
        actor = self.who.currentData()
        self._query = JournalQuery(actor if isinstance(actor, UUID) else None, actions, limit=PAGE)
        self._ask(fresh=True)

    def _go_on(self) -> None:
        self._ask(fresh=False)

    def _ask(self, *, fresh: bool) -> None:
        query = self._query

        def show(found: Found) -> None:
            if query == self._query:
                self._show(found, fresh=fresh)

        self._desk.ask(lambda vault: read_journal(vault, query), show, owner=self)

    def _show(self, found: Found, *, fresh: bool) -> None:
        if fresh:
            clear(self._list)
        self._offer(found.staff)
        names = {s.id: s.name for s in found.staff}
        for line in lines(found.page.entries, found.codes):
            self._list.addWidget(self._row(line, names.get(line.who, "")))
        if not self._list.count() and found.page.before is None:
            self._list.addWidget(Label(_("Nothing of this kind."), "dim"))
        self.older.setVisible(found.page.before is not None)
        self._query = replace(self._query, before=found.page.before)

    def _offer(self, staff: Sequence[Staff]) -> None:
        """Offer whoever has joined since; the choice stays."""
        known = {self.who.itemData(n) for n in range(self.who.count())}
        for one in staff:
            if one.id not in known:
                self.who.addItem(one.name, one.id)

    def _row(self, line: Line, who: str) -> QWidget:
        when = Label(moment(line, self._desk), "dim")
        when.setFixedWidth(theme().px(112))
        words: QWidget = Elided(line.words, "body")
        words.setContentsMargins(2, 0, 0, 0)
        if line.record is not None and line.record_type in SHOWN:
            words = Button(line.words, self._opener(SHOWN[line.record_type], line.record), kind="line")
        by = Label(who, "dim")
        by.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside = row(when, words, 12, by, spacing=0)
        inside.setStretch(1, 1)
        holder = QWidget()
        holder.setMinimumHeight(theme().px(34))
        holder.setLayout(column(inside, Hairline(), spacing=0))
        return holder

    def _opener(self, page: str, record: UUID) -> Callable[[], None]:
        return lambda: self._desk.navigate(page, record)


def moment(line: Line, desk: Desk) -> str:
    """Day and time of an entry where the computer is: "28 Nov, 09:10", with the year where it is another."""
    at, now = line.at.astimezone(), desk.clock.now().astimezone()
    day = saying.short_day if at.year == now.year else saying.day
    return f"{day(at.date(), desk.language)}, {at:%H:%M}"
