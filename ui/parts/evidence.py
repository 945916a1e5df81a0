"""The evidence of a case: a line each, opened into its form and preview; files come by button or by drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing
from app.i18n import _, ngettext
from app.records.evidence import CUSTODY, EVIDENCE
from app.records.record import Record, new
from app.services.evidence import RECEIVED, Item, attach_item, items, left_behind
from app.services.saving import Saved, save
from app.values import uncertain
from ui.accessibility import announce
from ui.files import ask_files
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.evidence_taking import Taking
from ui.parts.evidence_view import EvidenceView
from ui.parts.evidence_words import kind, size, title
from ui.parts.form import OneOpen, PartForm
from ui.widgets import (
    Block,
    Button,
    ElidedLink,
    Hairline,
    IconButton,
    Label,
    Panel,
    Sign,
    column,
    folded_text,
    row,
)
from ui.widgets.buttons import RING
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Vault

KEYS = ("what", "kind", "received", "source", "obtained", "language", "kept_at", "distressing")
MORE = ("consent_note", "note")
Read = tuple[tuple[Item, ...], Mapping[UUID, str]]


class EvidenceBlock(Block):
    """The items of a case or event, and what opens one, adds one, enters custody."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(_("Evidence"), "", rule=False, spacing=8)
        self.desk, self.lookup = desk, lookup
        self.owner: Record | None = None
        self._items: tuple[Item, ...] = ()
        self._staff: Mapping[UUID, str] = {}
        self._view: EvidenceView | None = None
        self._lines: dict[UUID, QWidget] = {}
        self.add = Button(_("Attach files"), self.choose, icon="plus")
        self.physical = Button(_("Note a physical item"), self.note_item, kind="link", icon="plus")
        hint = Label(_("Or drop files here."), "dim")
        self.taking = Taking(desk)
        self.taking.finished.connect(self._came)
        self.left = Label("", "note", wrap=True, selectable=True)
        self.behind = QWidget()
        close = IconButton("x", _("Close"), self.behind.hide)
        told = row(column(2, Sign("info", "text2"), None), self.left, column(close, None))
        told.setStretch(1, 1)
        self.behind.setLayout(told)
        self.behind.hide()
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.opened = QVBoxLayout()
        self.one = OneOpen(desk, lookup, EVIDENCE, KEYS + MORE, self.opened)
        self.one.dress = self._dress
        self.body.addLayout(row(self.add, self.physical, hint, None, spacing=12))
        self.body.addWidget(self.taking)
        self.body.addWidget(self.behind)
        self.body.addLayout(self.list)
        self.body.addLayout(self.opened)

    def show_owner(self, owner: Record) -> None:
        """Show the evidence of a case or event as it is now."""
        if self.owner is None or self.owner.id != owner.id:
            self.one.close()
            self.behind.hide()
            self._items, self._lines = (), {}
            clear(self.list)
        self.owner = self.one.of = owner
        self.desk.ask(lambda vault: read_items(vault, owner), partial(self._arrived, owner.id), owner=self)

    def _arrived(self, owner: UUID, read: Read) -> None:
        if self.owner is None or self.owner.id != owner:
            return
        known, (self._items, self._staff) = self._items, read
        self.one.update([item.record for item in self._items])
        opened = next((item for item in self._items if item.record.id == self.one.id), None)
        if opened is not None and self._view is not None:
            self._view.show_item(opened, self._staff)
        count = len(self._items)
        said = ngettext("{n} item", "{n} items", count).format(n=count) if count else ""
        self.heading.set_note(said)
        if known == self._items and self.list.count():
            return
        clear(self.list)
        if not self._items:
            words = _("No evidence yet. Files are kept encrypted; an original stays as it came.")
            self.list.addWidget(Label(words, "dim", wrap=True))
        self._lines = {item.record.id: self._line(item) for item in self._items}
        for line in self._lines.values():
            self.list.addWidget(line)
        self._show_lines()

    def _line(self, item: Item) -> QWidget:
        folded = distressing(item.record, self.owner)
        name = ElidedLink(folded_text() if folded else title(item), partial(self.open, item))
        parts = [kind(item), size(item.size) if item.is_file else "", self._received(item)]
        if item.record.ref("original"):
            parts.append(_("made from another item"))
        if distressing(item.record) and not folded:
            parts.append(_("distressing"))
        last = item.custody[-1] if item.custody else None
        log = ""
        if last is not None and last.text("action") != RECEIVED:
            date = last.date("date")
            when = say_date(date, self.lookup.language) if date else ""
            word = self.lookup.label("custody_action", last.text("action"))
            log = _("{word} on {date}").format(word=word, date=when)
        facts = Label(" · ".join(filter(None, [*parts, log])), "note", wrap=True)
        facts.setContentsMargins(RING, 0, 0, 0)
        holder = QWidget()
        outer = row(column(7, Sign("file-text" if item.is_file else "archive"), None), spacing=8)
        outer.addLayout(column(name, facts, spacing=0), 1)
        holder.setLayout(column(outer, 4, Hairline(), 2, spacing=0))
        return holder

    def _received(self, item: Item) -> str:
        date = item.record.date("received")
        said = say_date(date, self.lookup.language) if date else ""
        return _("received {date}").format(date=said) if said else ""

    # one item

    def open(self, item: Item) -> None:
        """Open an item, or close it where it stands open."""
        if self.one.id == item.record.id:
            self.one.close()
        else:
            self.one.open(item.record)
        self._show_lines()

    def _show_lines(self) -> None:
        """While one item stands open the others step back, so that form and preview stand under its name."""
        for record, line in self._lines.items():
            line.setVisible(self.one.id in (None, record))

    def _dress(self, part: PartForm, record: Record) -> None:
        item = next((i for i in self._items if i.record.id == record.id), Item(record, ()))
        folded = distressing(record, self.owner)
        self._view = EvidenceView(self.desk, self.lookup, item, self._staff, folded=folded)
        for place, tool in enumerate(self._view.tools()):
            part.tools.insertWidget(place, tool)
        layout = part.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self._view)
        self.entered = QVBoxLayout()
        ask = partial(self.ask_entry, record)
        self.enter = Button(_("Add a custody entry"), ask, kind="link", icon="plus")
        layout.addWidget(self._view.custody)
        layout.addLayout(self.entered)
        layout.addLayout(row(self.enter, None))
        part.closed.connect(self._show_lines)

    def ask_entry(self, record: Record) -> None:
        """Open the form for an entry of the custody log; entries are never changed."""
        clear(self.entered)
        panel = Panel("tint")
        form = Form(CUSTODY, self.lookup, keys=("action", "date", "party", "note"), quiet=False, columns=2)
        today = uncertain(self.lookup.today.isoformat())
        form.show_record(new("custody", evidence=record.id, action="handed_over", date=today))
        panel.body.addWidget(Label(_("An entry is kept for good."), "note"))
        panel.body.addWidget(form)
        keep = Button(_("Keep this entry"), partial(self._keep_entry, form), kind="primary")
        panel.body.addLayout(row(keep, Button(_("Cancel"), partial(clear, self.entered)), None))
        self.entered.addWidget(panel)
        form.focus_first()

    def _keep_entry(self, form: Form) -> None:
        draft = form.read()
        if not form.valid:
            form.mark_all()
            form.focus_first()
            return
        clear(self.entered)
        self.desk.save(lambda vault: save(vault, draft)[0], kinds=["custody"], owner=self)

    # adding

    def choose(self) -> None:
        """Ask for files."""
        ask_files(self, _("Attach files"), Path.home(), self.take)

    def take(self, files: list[Path]) -> None:
        """Take files in, one after the other."""
        if self.owner is not None and files:
            self.taking.take(self.owner, files)

    def _came(self, owner: Record, folders: Sequence[Path]) -> None:
        """Say that the originals lie where they lay; where another file stands here by now, at the foot."""
        words = left_behind(folders)
        if self.owner is None or self.owner.id != owner.id:
            self.desk.notify(words)
            return
        self.left.setText(words)
        self.behind.show()
        announce(self, words)

    def note_item(self) -> None:
        """A physical item: a record without a file, opened to be described."""
        owner, clock = self.owner, self.desk.clock
        if owner is None:
            return
        draft = new("evidence", kind="object", sample=owner.sample).with_values(**{owner.type: owner.id})

        def made(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            self.one.open(saved.record)
            self._show_lines()

        kinds = ["evidence", "custody"]
        self.desk.save(lambda vault: attach_item(vault, clock, draft), made, kinds=kinds, owner=self)

    def keepers(self) -> list[Keeper]:
        """The keeper of the item that stands open."""
        return self.one.keepers()


def read_items(vault: Vault, owner: Record) -> Read:
    """The items of a case or event, and who staff are."""
    with vault.read() as reader:
        return items(reader, owner), {s.id: s.name for s in reader.staff()}
