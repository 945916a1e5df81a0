"""The comments of colleagues on a case or an event: a quiet thread, each open until it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing
from app.fields import Field
from app.i18n import _
from app.records import TYPES
from app.records.record import Record, new
from app.services.comments import Comment, comments_on, trashed_parts
from app.services.drafts import Lineage, forget, keep, save_draft
from app.services.grounds import address_of
from app.services.saving import Saved, delete, draft_key, save
from app.validation import fields_of
from app.values import Text, Value
from ui import saying
from ui.forms.keeper import DRAFT_MS
from ui.forms.long_texts import plain
from ui.forms.lookup import Lookup
from ui.forms.saying import say_value
from ui.forms.texts import guessed, kept
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.widgets import Button, Chip, Choice, Fold, Hairline, IconButton, Label, Look, QuietEdit, column, row
from ui.widgets.layouts import clear
from ui.worker import Priority

if TYPE_CHECKING:
    from app.ports import Reader, Vault

Read = tuple[tuple[Comment, ...], Record | None]
"""The comments, and one that was begun and never sent."""


NOT_ABOUT = frozenset(("person", "position"))
"""Fields that no form shows."""


CALLED = {
    "claim": ("claimant", "low"),
    "act": ("type", "date"),
    "sighting": ("date", "place"),
    "step": ("kind", "date"),
    "link": ("event",),
    "relation": ("kind", "other"),
    "role": ("role", "person"),
    "consent": ("permission", "date"),
    "event_link": ("kind", "other"),
}
"""The fields a part is called by, where its title alone does not tell it from others."""


class Comments(QWidget):
    """The thread on one record and its parts, and a place to write.

    Signals: `counted(n)`: how many are open; `led(record, field)`: somebody wants to see what a comment is
    about, a part (by id) or a field ("" for none) of the record.
    """

    counted = Signal(int)
    led = Signal(object, str)

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__()
        self.desk, self.lookup = desk, lookup
        self.owner: Record | None = None
        self._records: tuple[Record, ...] = ()
        self._parts: tuple[Record, ...] = ()
        self._draft: Record | None = None
        self._found: tuple[Comment, ...] = ()
        self._sent: set[UUID] = set()
        self._offered: list[tuple[str, tuple[UUID, str] | None]] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        hint = _("Write a comment for your colleagues; no document prints it.")
        self.edit = QuietEdit(_("Write a comment"), hint=hint, least=2)
        self.edit.setProperty("look", "")
        self.edit.installEventFilter(self)
        self.send = Button(_("Add the comment"), self.add)
        self.send.setEnabled(False)
        self.edit.textChanged.connect(lambda: self.send.setEnabled(bool(plain(self.edit).strip())))
        self.about = Choice(_("What the comment is about"))
        sending = row(self.send, Label(_("or Ctrl+Enter"), "dim"), None, self.about)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_MS)
        self._pause.timeout.connect(self.leave)
        self.edit.textChanged.connect(self._pause.start)
        thread = QWidget()
        thread.setLayout(column(self.list, self.edit, sending, spacing=10))
        self.fold = Fold(thread)
        layout = column(self.fold, spacing=0)
        layout.setContentsMargins(0, 6, 0, 0)
        self.setLayout(layout)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends; the page's own command of that key waits meanwhile."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() in kinds and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.add()
                return True
        return super().eventFilter(watched, event)

    # showing

    def show_owner(self, owner: Record, *also: Record, parts: Sequence[Record] = ()) -> None:
        """Read the comments on a case or an event, on what is read together with it (its person), and on its
        parts."""
        if self.owner is None or self.owner.id != owner.id:
            self.leave()
            self._draft, self._found = None, ()
            self.edit.setPlainText("")
            clear(self.list)
        self.owner, self._records, self._parts = owner, (owner, *also), tuple(parts)
        self._offer()
        self.fold.show_of(owner.id, distressing(owner))
        read = partial(read_comments, about=[r.id for r in self._every], owners=self._records)
        self.desk.ask(read, partial(self._show, owner.id), owner=self)

    def _show(self, owner: UUID, read: Read) -> None:
        if self.owner is None or self.owner.id != owner:
            return
        found, begun = read
        fresh = self._draft is None and not plain(self.edit)
        if begun is not None and fresh and begun.id not in self._sent:
            self._begin(begun)
        self.counted.emit(sum(one.open for one in found))
        if found != self._found or not self.list.count():
            self._found = found
            clear(self.list)
            for one in found:
                self.list.addWidget(self._line(one))
            if not found:
                self.list.addWidget(Label(_("Nobody has commented on this yet."), "dim"))

    def _line(self, one: Comment) -> QWidget:
        record, now = one.record, self.desk.clock.now()
        said = record.phrase("text").in_language(self.lookup.language)
        who = one.who or _("Somebody")
        ago = saying.since(record.created_at, now, self.desk.language)
        head = row(Label(who, "medium"), Label(ago, "dim"), self._place(one), None, spacing=8)
        turned = _("Resolve") if one.open else _("Open again")
        turn = Button(turned, partial(self._turn, one), kind="link", icon="check" if one.open else "undo-2")
        name = said[:40]
        turn.setAccessibleName(f"{turned}: {name}")
        if not one.open:
            head.addWidget(Chip(_("Resolved"), Look("circle-check", "green")))
        remove = partial(self._remove, one)
        head.addWidget(turn)
        head.addWidget(IconButton("trash-2", _("Remove: {name}").format(name=name), remove, tip=_("Remove")))
        text = Label(said, "body" if one.open else "dim", wrap=True, selectable=True)
        holder = QWidget()
        lines = column(head, text, spacing=2)
        lines.setContentsMargins(0, 8, 0, 10)
        holder.setLayout(column(lines, Hairline(), spacing=0))
        return holder

    @property
    def _every(self) -> tuple[Record, ...]:
        """What a comment may be about."""
        return (*self._records, *self._parts)

    def _place(self, one: Comment) -> Button | None:
        """The field or part that is meant, where it is not the record as a whole: a press leads there, or to
        the trash."""
        comment = one.record
        if one.gone is not None:
            said = _("on {field}: in the trash").format(field=called(one.gone, self.lookup))
            return Button(said, partial(self.desk.navigate, "trash"), kind="link", icon="trash-2")
        of = next((r for r in self._every if r.id == comment.ref("record")), None)
        if of is None:
            return None
        field = self._fields(of).get(comment.text("field"))
        name = field.called() if field else called(of, self.lookup) if of in self._parts else ""
        if not name:
            return None
        lead = partial(self.led.emit, of.id, field.key if field else "")
        return Button(_("on {field}").format(field=name), lead, kind="link")

    def _fields(self, record: Record) -> dict[str, Field]:
        return fields_of(record, self.lookup.own_fields(record.type))

    def _offer(self) -> None:
        """What a comment may be about: all of it, one field, or one part; the choice stays."""
        offered: list[tuple[str, tuple[UUID, str] | None]] = [(_("The record as a whole"), None)]
        for record in reversed(self._records):
            wanted = (f for f in self._fields(record).values() if not f.retired and f.key not in NOT_ABOUT)
            offered += [(field.called(), (record.id, field.key)) for field in wanted]
        offered += [(called(part, self.lookup), (part.id, "")) for part in self._parts]
        if offered != self._offered:
            chosen, self._offered = self._chosen(), offered
            self.about.clear()
            self.about.addItems([name for name, _address in offered])
            self._choose(chosen)

    def _chosen(self) -> tuple[UUID, str] | None:
        at = self.about.currentIndex()
        return self._offered[at][1] if 0 <= at < len(self._offered) else None

    def _choose(self, address: tuple[UUID, str] | None) -> None:
        """Of a field that is offered no more it is about the whole."""
        places = [of for _name, of in self._offered]
        self.about.setCurrentIndex(places.index(address) if address in places else 0)

    # changing

    def add(self) -> None:
        """Keep what is written as a comment."""
        commit_input()
        draft = self._written()
        if draft is None:
            return
        desk, key, undo, lineage = self.desk, draft_key(draft), undo_of(self.desk), Lineage()
        self._sent.add(draft.id)
        self._draft = None
        self.edit.setPlainText("")
        self._choose(None)

        def failed(error: Exception) -> None:
            """It stays written, as a draft (`save_draft` keeps it too)."""
            if shiboken6.isValid(self):
                self._sent.discard(draft.id)
                mine = draft.ref("record") in [r.id for r in self._every]
                if mine and not plain(self.edit):
                    self._begin(draft)
            desk.trouble(error)

        desk.save(
            lambda vault: save_draft(vault, draft, key, lineage),
            undo.did,
            kinds=["comment"],
            owner=undo,
            failed=failed,
        )

    def _begin(self, draft: Record) -> None:
        """Go on with one that was begun."""
        self._draft = draft
        self.edit.setPlainText(draft.phrase("text").text)
        of = draft.ref("record")
        self._choose((of, draft.text("field")) if of is not None else None)

    def _written_text(self) -> str:
        return kept(plain(self.edit).strip())[0]

    def _written(self) -> Record | None:
        """What is written, as a draft; None where nothing is."""
        text = self._written_text()
        if not text or self.owner is None:
            return None
        if self._draft is None:
            self._draft = new("comment", sample=self.owner.sample)
        of, field = self._chosen() or (self.owner.id, "")
        address = address_of(next((r for r in self._every if r.id == of), self.owner), field)
        said = Text(text, guessed(text, self.lookup.language))
        self._draft = self._draft.with_values(**address.values, text=said)
        return self._draft

    def _turn(self, one: Comment) -> None:
        draft = one.record.with_values(resolved="yes" if one.open else None)
        undo = undo_of(self.desk)
        self.desk.save(lambda vault: save(vault, draft)[0], undo.did, kinds=["comment"], owner=undo)

    def _remove(self, one: Comment) -> None:
        undo = undo_of(self.desk)

        def gone(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_("Removed"), undo.undo)

        self.desk.save(lambda vault: delete(vault, one.record), gone, kinds=["comment"], owner=undo)

    def leave(self) -> None:
        """Keep what is written and not sent as an encrypted draft; forget one that was wiped."""
        self._pause.stop()
        begun, draft = self._draft, self._written()
        if draft is not None:
            key = draft_key(draft)
            self.desk.ask(lambda vault: keep(vault, key, draft), priority=Priority.TYPING)
        elif begun is not None:
            self._draft, key = None, draft_key(begun)
            self.desk.ask(lambda vault: forget(vault, key), priority=Priority.TYPING)


def called(part: Record, lookup: Lookup) -> str:
    """A part in a few words: its kind, and what tells it from others."""
    kind = TYPES[part.type]
    keys = CALLED.get(part.type, kind.title)
    said = (_in_a_word(kind.by_key[key], part.values.get(key), lookup) for key in keys)
    words = ", ".join(filter(None, said))
    label = _(kind.label)
    return f"{label}: {words[:60]}" if words else label


def _in_a_word(field: Field, value: Value | None, lookup: Lookup) -> str:
    """A value on one line: of a text with translations, the one in the language of the window."""
    return value.in_language(lookup.language) if isinstance(value, Text) else say_value(field, value, lookup)


def read_comments(vault: Vault, *, about: Sequence[UUID], owners: Sequence[Record]) -> Read:
    """Read on the worker's thread."""
    with vault.read() as reader:
        drafts = (d for d in reader.drafts().values() if d.type == "comment" and d.version == 0)
        begun = (d for d in drafts if d.ref("record") in about or _was_of(reader, d, about))
        found = comments_on(reader, *about, trashed=trashed_parts(reader, *owners))
        return found, next(begun, None)


def _was_of(reader: Reader, draft: Record, about: Sequence[UUID]) -> bool:
    """Whether what a draft is about was a part of one of these and is deleted: it goes on about the whole."""
    kind, of = TYPES.get(draft.text("type")), draft.ref("record")
    if kind is None or of is None:
        return False
    part = reader.many(kind.key, [of]).get(of)
    gone = part is not None and part.deleted_at is not None
    return part is not None and gone and any(part.ref(key) in about for key in (kind.parent, *kind.also))
