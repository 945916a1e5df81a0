"""Autosave of a form: drafts while typing, saves when it pauses, both versions shown on a conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import Conflict
from app.records.record import Record
from app.services.drafts import Lineage, current, forget, grown, joined, keep, save_draft
from app.services.saving import Saved, draft_key
from app.values import Text, Value
from ui.forms.conflict import ConflictPanel
from ui.forms.form import Form
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.frame.page import page_of
from ui.ime import quietly
from ui.widgets.layouts import clear
from ui.widgets.tabbing import reached
from ui.worker import Priority

SAVE_MS = 800
SAVE_LONG_MS = 8000
"""While a very long text is being typed: each save journals the whole text."""
LONG = 100_000
DRAFT_MS = 2000


class Keeper(QObject):
    """Keeps what is typed into a form.

    A valid draft is saved 800 ms after the last edit, when the cursor leaves a field, and by `save_now`. What
    cannot be saved is kept as an encrypted draft every two seconds and by `leave`. Signals: `saved(Saved)`;
    `conflicted(mine, base, theirs)` when somebody saved in between (both are shown in `form.above`);
    `waits(bool)`: something typed is not saved because a field is wrong.
    """

    saved = Signal(object)
    conflicted = Signal(object, object, object)
    waits = Signal(bool)

    def __init__(self, form: Form, desk: Desk) -> None:
        super().__init__(form)
        self.form, self.desk = form, desk
        self.of: Record | None = None
        """The case the record is part of, which may be marked as distressing."""
        self.unread = False
        """Whether an older draft may wait in the vault that was not shown yet: nothing takes its place."""
        self._flying = 0
        self._stuck = False
        self._waits = False
        self._sent: Record | None = None
        self._kept: Record | None = None
        self._at_conflict: Mapping[str, Value] = {}
        self._mine: Record | None = None
        self._lineage: Lineage = {}
        self._lost = self._refused = False
        self._save_timer = self._timer(SAVE_MS, self.save_now)
        self._draft_timer = self._timer(DRAFT_MS, self.keep_draft)
        form.edited.connect(self._edited)
        form.left.connect(self._left)
        desk.sought.connect(self._seek)

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(lambda: quietly(run))
        return timer

    @property
    def key(self) -> str:
        """The key of the draft of the record shown."""
        return draft_key(self.form.base)

    @property
    def has_draft(self) -> bool:
        """Whether a draft of what is shown is kept."""
        return self._kept is not None

    @property
    def busy(self) -> bool:
        """Whether a save is under way."""
        return self._flying > 0

    def open(self, record: Record, draft: Record | None = None) -> None:
        """Show a record; with the draft of it that an earlier session left."""
        self._stop()
        if self.form.has_record:
            self._tell(False)
            self._settled()
        if self._stuck:
            clear(self.form.above)
            self.desk.drafted.emit(self.key, False)
        self._stuck, self._sent, self._kept, self._mine = False, None, draft, None
        if draft is not None and draft.version != record.version:
            self.form.show_record(record)
            self._show_conflict(draft, record, record)
            return
        self.form.show_record(record, draft)
        self._tell(self.form.dirty and not self.form.valid)
        if self.form.dirty and self.form.valid:
            self._save_timer.start()

    def join(self, draft: Record) -> None:
        """An older draft arrived: go on from it, with what was typed before it did.

        What was typed into a field that the draft changed too is saved, if it may be, and both are shown.
        """
        base, typed = self.form.base, self.form.read()
        if not self.form.dirty:
            self.open(base, draft)
            return
        one, disputed = joined(draft, base, typed)
        if disputed:
            if self.form.valid:
                self._send(typed)
            self.form.show_record(base, one)
            self._show_conflict(draft, base, one)
            return
        self._kept = draft
        self.form.show_record(base, one)
        self._edited(one)

    def update(self, record: Record) -> None:
        """The record was read again: show it, unless something typed waits (its save will tell)."""
        if record.id != self.form.base.id:
            self.open(record)
        elif not (self.form.dirty or self.busy or self._stuck):
            self._sent = None
            self.form.show_record(record)

    def _edited(self, draft: Record) -> None:
        wrong = not self.form.valid
        self._tell(wrong)
        if wrong or self._stuck:
            self._save_timer.stop()
        else:
            self._save_timer.start(SAVE_LONG_MS if is_long(draft) else SAVE_MS)
            self.desk.saving.emit(True)
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _tell(self, waits: bool) -> None:
        if waits != self._waits:
            self._waits = waits
            self.waits.emit(waits)
            self.desk.drafted.emit(self.key, waits)

    def _lose(self, lost: bool) -> None:
        """Whether what is typed lies nowhere but in the form, because a save or a draft failed."""
        if lost != self._lost:
            self._lost = lost
            self.desk.unsaved.emit(self.key, lost)

    def _settled(self) -> None:
        """What was typed is saved, or another record is shown."""
        self._lose(False)
        if self._refused:
            self._refused = False
            self.desk.drafted.emit(self.key, self._waits)

    def _left(self) -> None:
        if self._save_timer.isActive():
            self.save_now()

    def _stop(self) -> None:
        self._save_timer.stop()
        self._draft_timer.stop()

    def save_now(self) -> None:
        """Save what is typed, if it may be saved."""
        self._save_timer.stop()
        draft = self.form.read()
        if self._stuck:
            self.keep_draft()
            self.desk.saving.emit(False)
        elif not self.form.dirty:
            self._forget_kept()
            if not self.busy:
                self.desk.saving.emit(False)
        elif not self.form.valid:
            self.form.tried()
            self.keep_draft()
        elif self._sent is None or self._sent.values != draft.values:
            self._send(draft)

    def _send(self, draft: Record) -> None:
        """Hand a draft over. Several may be under way: each goes on from what the one before it made."""
        self._draft_timer.stop()
        self._flying, self._sent = self._flying + 1, draft
        key, base, lineage, undo = self.key, self.form.base, self._lineage, undo_of(self.desk)
        undo.expect()
        unread = self.unread

        def arrived(saved: Saved) -> None:
            undo.did(saved)
            if shiboken6.isValid(self):
                self._arrived(saved)
            undo.arrived()

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self._failed(error, draft, base)
            self.desk.trouble(error)
            undo.arrived()

        self.desk.save(
            lambda vault: save_draft(vault, draft, key, lineage, base if unread else None),
            arrived,
            kinds=[draft.type],
            owner=undo,
            failed=failed,
        )

    def _arrived(self, saved: Saved) -> None:
        self._flying -= 1
        self._kept = None
        self._settled()
        if saved.record.id == self.form.base.id and saved.record.version > self.form.base.version:
            self.form.rebase(saved.record)
            self._tell(self.form.dirty and not self.form.valid)
        if self.form.dirty and self.form.valid:
            quietly(self.save_now)
        self.saved.emit(saved)

    def _failed(self, error: Exception, draft: Record, base: Record) -> None:
        self._flying -= 1
        self._sent = None
        if draft.id != self.form.base.id:  # another record is shown by now: the draft waits for its turn
            self._keep(draft_key(draft), draft)
        elif isinstance(error, Conflict) and not self._stuck:
            self._stuck = True
            self.desk.ask(
                lambda vault: current(vault, draft),
                lambda theirs: quietly(lambda: self._show_conflict(self.form.read(), base, theirs)),
                owner=self,
            )
        else:
            self._refused = True
            self._lose(True)
            self.keep_draft()

    def _show_conflict(self, mine: Record, base: Record, theirs: Record) -> None:
        self._stuck, self._mine = True, mine
        self._at_conflict = self.form.draft.values
        if mine.values == theirs.values:  # nothing to choose
            self.settle(replace(theirs, typed=mine.typed))
            return
        self.keep_draft()
        self.desk.drafted.emit(self.key, True)
        clear(self.form.above)
        self.form.above.addWidget(ConflictPanel(mine, base, theirs, self.form.lookup, self.settle, self.of))
        self.conflicted.emit(mine, base, theirs)

    def settle(self, chosen: Record) -> None:
        """After a conflict: `chosen` (from the version that stands) is what is to be kept.

        What was typed while both versions were shown is kept too.
        """
        typed = self._mine.typed if self._mine is not None else {}
        chosen = self._with_later(replace(chosen, typed={**chosen.typed, **typed}))
        self._stuck, self._sent, self._mine = False, None, None
        clear(self.form.above)
        self.desk.drafted.emit(self.key, False)
        base = replace(chosen, values=self.form.base.values)
        self.form.show_record(base, chosen)
        self.save_now()
        if not self.form.dirty:
            self.drop_draft()

    def _with_later(self, record: Record) -> Record:
        """A record with what was typed since both versions were shown."""
        then, read = self._at_conflict, self.form.read()
        now = read.values
        since = {k for k in {*now, *then} if now.get(k) != then.get(k)}
        typed = {**record.typed, **read.typed}
        return replace(record.with_values(**{k: now.get(k) for k in since}), typed=typed)

    def keep_draft(self) -> None:
        """Keep what is typed, encrypted, though it is not saved."""
        self._draft_timer.stop()
        draft = self._with_later(self._mine) if self._mine is not None else self.form.read()
        if (draft != self._kept or self._lost) and (self.form.dirty or self._stuck):
            self._kept = draft
            self._keep(self.key, draft)

    def _keep(self, key: str, draft: Record) -> None:
        lineage, older = self._lineage, self.form.base if self.unread else None

        def kept(_none: object) -> None:
            self._lose(False)
            if self._refused:
                self.desk.drafted.emit(key, True)

        def failed(error: Exception) -> None:
            self._lose(True)
            self.desk.trouble(error)

        self.desk.ask(
            lambda vault: keep(vault, key, grown(draft, lineage), older),
            kept,
            owner=self,
            failed=failed,
            priority=Priority.TYPING,
        )

    def _forget_kept(self) -> None:
        """What was kept is typed no more: what stands is what is saved."""
        if self._kept is not None and not self.unread:
            self.drop_draft()

    def drop_draft(self) -> None:
        """Forget the draft that was kept."""
        key, self._kept = self.key, None
        self.desk.ask(lambda vault: forget(vault, key), owner=self, priority=Priority.TYPING)

    def _seek(self, key: str) -> None:
        """Somebody asks for what waits as a draft: where it is this one, its page and its field come."""
        if not self.form.has_record or key != self.key:
            return
        if not (self._waits or self._stuck or self._refused):
            return
        self.form.mark_all()
        wrong = self.form.first_wrong()
        item = self.form.above.itemAt(0) if self._stuck else None
        target = (item.widget() if item is not None else None) or wrong
        page = page_of(target)
        if page is None:
            return
        self.desk.led = True
        if not page.isVisible():
            self.desk.navigate(page.key)
        page.reveal(target)
        if target is wrong:
            wrong.take_wrong()
        else:
            next(iter(reached(target)), target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Before another record, another page, lock: save, or keep a draft of what cannot be saved."""
        if self.form.has_record and (self.form.dirty or self._stuck or self._kept is not None):
            self.save_now()
        self._stop()


def is_long(draft: Record) -> bool:
    """Whether it holds a very long text."""
    return any(isinstance(v, Text) and len(v.text) > LONG for v in draft.values.values())
