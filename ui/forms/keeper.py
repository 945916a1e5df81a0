"""Autosave of a form: drafts while typing, saves when it pauses, both versions shown on a conflict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Conflict, NotFound
from app.records.record import Record
from app.services.saving import Saved, save_in
from ui.forms.form import Form
from ui.forms.undo import undo_of
from ui.frame.desk import Desk

if TYPE_CHECKING:
    from app.ports import Vault

SAVE_MS = 800
DRAFT_MS = 2000


class Keeper(QObject):
    """Keeps what is typed into a form.

    A valid draft is saved 800 ms after the last edit, when the cursor leaves a field, and by `save_now`. What
    cannot be saved is kept as an encrypted draft every two seconds and by `leave`. Signals: `saved(Saved)`;
    `conflicted(mine, base, theirs)` when somebody saved in between; `waits(bool)`: something typed is not
    saved because a field is wrong.
    """

    saved = Signal(object)
    conflicted = Signal(object, object, object)
    waits = Signal(bool)

    def __init__(self, form: Form, desk: Desk) -> None:
        super().__init__(form)
        self.form, self.desk = form, desk
        self._busy = False
        self._again = False
        self._stuck = False
        self._kept: Record | None = None
        self._save_timer = self._timer(SAVE_MS, self.save_now)
        self._draft_timer = self._timer(DRAFT_MS, self.keep_draft)
        form.edited.connect(self._edited)
        form.left.connect(self._left)

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(run)
        return timer

    @property
    def key(self) -> str:
        """The key of the draft of the record shown."""
        return draft_key(self.form.base)

    @property
    def busy(self) -> bool:
        """Whether a save is under way."""
        return self._busy

    def open(self, record: Record, draft: Record | None = None) -> None:
        """Show a record; with the draft of it that an earlier session left."""
        self._stop()
        self._stuck = False
        self._kept = draft
        if draft is not None and draft.version != record.version:
            self.form.show_record(record)
            self._show_conflict(draft, record, record)
            return
        self.form.show_record(record, draft)
        self.waits.emit(self.form.dirty and not self.form.valid)
        if self.form.dirty and self.form.valid:
            self._save_timer.start()

    def update(self, record: Record) -> None:
        """The record was read again: show it, unless something typed waits (its save will tell)."""
        if record.id != self.form.base.id:
            self.open(record)
        elif not (self.form.dirty or self._busy or self._stuck):
            self.form.show_record(record)

    def _edited(self, _draft: Record) -> None:
        wrong = not self.form.valid
        self.waits.emit(wrong)
        if wrong or self._stuck:
            self._save_timer.stop()
        else:
            self._save_timer.start()
            self.desk.saving.emit(True)
        if not self._draft_timer.isActive():
            self._draft_timer.start()

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
        if not self.form.dirty or self._stuck:
            if not self._busy:
                self.desk.saving.emit(False)
            return
        if not self.form.valid:
            self.keep_draft()
            return
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._draft_timer.stop()
        key, base = self.key, self.form.base
        self.desk.save(
            lambda vault: save_draft(vault, draft, key),
            self._arrived,
            kinds=[draft.type],
            owner=self,
            failed=lambda error: self._failed(error, draft, base),
        )

    def _arrived(self, saved: Saved) -> None:
        self._busy, self._kept = False, None
        undo_of(self.desk).did(saved)
        if saved.record.id == self.form.base.id:
            self.form.rebase(saved.record)
            self.waits.emit(self.form.dirty and not self.form.valid)
            if self._again or (self.form.dirty and self.form.valid):
                self.save_now()
        self.saved.emit(saved)

    def _failed(self, error: Exception, draft: Record, base: Record) -> None:
        self._busy = False
        if isinstance(error, Conflict):
            self._stuck = True
            self.desk.ask(
                lambda vault: current(vault, draft),
                lambda theirs: self._show_conflict(draft, base, theirs),
                owner=self,
            )
        elif not isinstance(error, NotFound):
            self.keep_draft()
        self.desk.trouble(error)

    def _show_conflict(self, mine: Record, base: Record, theirs: Record) -> None:
        self._stuck = True
        self.keep_draft()
        self.conflicted.emit(mine, base, theirs)

    def settle(self, chosen: Record) -> None:
        """After a conflict: `chosen` (from the version that stands) is what is to be kept."""
        self._stuck = False
        base = replace(chosen, values=self.form.base.values)
        self.form.show_record(base, chosen)
        self.save_now()
        if not self.form.dirty:
            self.drop_draft()

    def keep_draft(self) -> None:
        """Keep what is typed, encrypted, though it is not saved."""
        self._draft_timer.stop()
        draft, key = self.form.read(), self.key
        if draft == self._kept or not self.form.dirty:
            return
        self._kept = draft
        self.desk.ask(lambda vault: keep(vault, key, draft), owner=self)

    def drop_draft(self) -> None:
        """Forget the draft that was kept."""
        key, self._kept = self.key, None
        self.desk.ask(lambda vault: forget(vault, key), owner=self)

    def leave(self) -> None:
        """Before another record, another page, lock: save, or keep a draft of what cannot be saved."""
        if self.form.has_record and self.form.dirty:
            self.save_now()
            if self.form.dirty:
                self.keep_draft()
        self._stop()


def draft_key(record: Record) -> str:
    """The key of the draft of a record."""
    return f"{record.type}:{record.id.hex}"


def save_draft(vault: Vault, draft: Record, key: str) -> Saved:
    """Save a draft and forget what was kept of it, in one transaction."""
    with vault.write() as work:
        saved = save_in(work, draft)
        work.drop_draft(key)
        work.commit()
    return saved


def keep(vault: Vault, key: str, draft: Record) -> None:
    """Keep a draft."""
    with vault.write() as work:
        work.keep_draft(key, draft)
        work.commit()


def forget(vault: Vault, key: str) -> None:
    """Forget a draft."""
    with vault.write() as work:
        work.drop_draft(key)
        work.commit()


def current(vault: Vault, draft: Record) -> Record:
    """The record as it stands."""
    with vault.read() as reader:
        return reader.get(draft.type, draft.id)
