"""Undo over fields and records: a stack of saves, each taken back by a new journaled change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.i18n import _, ngettext
from app.services.batch import Outcome, Turned, turn
from app.services.saving import Saved
from app.services.saving import undo as take_back
from app.steps import told
from ui.frame.desk import Carried, Desk
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault
    from app.records.record import Record

DEPTH = 200


class _Step(QUndoCommand):
    """Saves that were made together."""

    def __init__(self, undo: Undo, saved: Sequence[Saved]) -> None:
        super().__init__("")
        self._owner = undo
        self.saved = list(saved)
        self._first = True

    def undo(self) -> None:
        """Take the saves back; the last first."""
        undone = _("Undone: it is in the trash now"), _("Undone, in a record that is not open here")
        self._owner.run(self._turn_back, lambda: self._tell(*undone, self._owner.redo))

    def redo(self) -> None:
        """Take the taking back back; the stack calls it once when it is pushed."""
        if self._first:
            self._first = False
            return
        again = _("Done again: it is in the trash now"), _("Done again, in a record that is not open here")
        self._owner.run(self._turn_back, lambda: self._tell(*again, self._owner.undo))

    def _tell(self, gone: str, elsewhere: str, back: Callable[[], None]) -> None:
        """A record that is gone, or not in front, is said; what changed on the page is seen there."""
        if any(saved.record.deleted_at for saved in self.saved):
            self._owner.say(gone, back)
        elif found := [s.record for s in self.saved if s.before is not None and s.before.deleted_at]:
            self._owner.say(_("It is back from the trash"), back)
            self._owner.show_back(found)
        elif not any(self._owner.seen(saved.record) for saved in self.saved):
            self._owner.say(elsewhere, back)

    def _turn_back(self, vault: Vault) -> frozenset[str]:
        """On the worker's thread, one after the other: what was turned back is what comes next."""
        turned = [take_back(vault, saved) for saved in reversed(self.saved)]
        self.saved = turned
        return frozenset(kind for saved in turned for kind in saved.changed)

    @property
    def kinds(self) -> frozenset[str]:
        """The record types it touches."""
        return frozenset(saved.record.type for saved in self.saved)


class _Batch(QUndoCommand):
    """One change to many records: what was turned, and is turned round each time."""

    def __init__(self, undo: Undo, turned: Sequence[Turned]) -> None:
        super().__init__("")
        self._owner = undo
        self.turned = tuple(turned)
        self._first = True

    def undo(self) -> None:
        """Turn everything round, the last first."""
        self._turn(lambda n: ngettext("Undone in {n} record", "Undone in {n} records", n), self._owner.redo)

    def redo(self) -> None:
        """Turn it round again; the stack calls this once when the step is pushed."""
        if self._first:
            self._first = False
            return
        self._turn(
            lambda n: ngettext("Done again in {n} record", "Done again in {n} records", n), self._owner.undo
        )

    def _turn(self, words: Callable[[int], str], back: Callable[[], None]) -> None:
        def done(outcome: Outcome) -> None:
            self.turned = outcome.turned
            count = len(outcome.turned)
            if outcome.error is None and not outcome.left:  # else it is said what stays as it was
                self._owner.say(words(count).format(n=f"{count:,}"), back)

        self._owner.run_many([one.back for one in reversed(self.turned)], done)


class Undo(Carried):
    """The undo stack of an open vault; it outlives a change of language. `turned(kinds)` tells that something
    was turned back. Its steps hold no words: what is said of them is made when it is said. `seen` tells of a
    record whether the page in front shows it: what is turned back out of sight is said."""

    turned = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(DEPTH)
        # Left to Python's collector, which may take the steps first, the stack would delete them again.
        desk.bridge.ended.connect(self.stack.clear)
        self.seen: Callable[[Record], bool] = _anywhere
        self._expected = 0
        self._later: list[Callable[[], None]] = []

    def expect(self) -> None:
        """A save is under way: what is undone meanwhile waits for it."""
        self._expected += 1

    def arrived(self) -> None:
        """That save ended, well or not."""
        self._expected -= 1
        while self._later and not self._expected:
            self._later.pop(0)()

    def did(self, *saved: Saved) -> None:
        """Remember saves that were made together; those that wrote nothing are none."""
        real = [s for s in saved if s.changed]
        if real:
            self.stack.push(_Step(self, real))

    def did_many(self, outcome: Outcome) -> None:
        """Remember a batch as one step."""
        if outcome.turned:
            self.stack.push(_Batch(self, outcome.turned))

    def run_many(self, turns: Sequence[Turned], then: Callable[[Outcome], None]) -> None:
        """Turn a batch back in slices, behind what somebody waits for; later steps wait for it."""
        self.expect()
        self._desk.saving.emit(True)

        def ended() -> None:
            self._desk.saving.emit(False)
            self._desk.changed.emit(frozenset(one.type for one in turns))

        def done(outcome: Outcome) -> None:
            then(outcome)
            ended()
            if outcome.error is not None:
                self._desk.trouble(outcome.error)
            elif outcome.left:
                self._desk.notify(left_words(outcome.left))
            self.turned.emit(frozenset(one.type for one in turns))
            self.arrived()

        def failed(error: Exception) -> None:
            ended()
            self._failed(error)
            self.arrived()

        def call(vault: Vault) -> Slices[Outcome]:
            return told(turn(vault, turns, _never), lambda share: Progress(share.done, share.of))

        self._desk.ask_long(call, done, owner=self, failed=failed)

    def undo(self, seen: Callable[[Record], bool] | None = None) -> None:
        """Take back the last change. Without `seen` somebody asked for just this one, and nothing is said."""
        if self._none(self.stack.canUndo()):
            self._desk.notify(_("There is nothing to undo"))
        else:
            self._now_or_later(self.stack.undo, seen)

    def redo(self, seen: Callable[[Record], bool] | None = None) -> None:
        """Do it again; `seen` as for `undo`."""
        if self._none(self.stack.canRedo()):
            self._desk.notify(_("There is nothing to do again"))
        else:
            self._now_or_later(self.stack.redo, seen)

    def _none(self, there: bool) -> bool:
        return not (there or self._expected or self._later)

    def _now_or_later(self, turn: Callable[[], None], seen: Callable[[Record], bool] | None) -> None:
        def now() -> None:
            self.seen = seen or _anywhere
            turn()

        if self._expected:
            self._later.append(now)
        else:
            now()

    def run(self, call: Callable[[Vault], frozenset[str]], tell: Callable[[], None]) -> None:
        """Let the worker turn back, then `tell`."""
        from app.records import TYPES

        def done(kinds: frozenset[str]) -> None:
            self.turned.emit(kinds)
            tell()

        self._desk.save(call, done, kinds=TYPES, owner=self, failed=self._failed)

    def say(self, text: str, back: Callable[[], None]) -> None:
        """Say what a step did, with a way back."""
        self._desk.notify(text, back)

    def show_back(self, records: Sequence[Record]) -> None:
        """Tell the page in front of records that came back from the trash."""
        for record in records:
            self._desk.came_back.emit(record)

    def _failed(self, error: Exception) -> None:
        """A record was changed since: what lies below cannot be turned back either."""
        self.stack.clear()
        self._desk.trouble(error)


def undo_of(desk: Desk) -> Undo:
    """The one undo stack of a desk."""
    found = desk.findChild(Undo)
    return found if isinstance(found, Undo) else Undo(desk)


def left_words(left: int) -> str:
    """That some records of a batch stayed as they are."""
    words = ngettext(
        "{n} record was changed meanwhile and stays as it is.",
        "{n} records were changed meanwhile and stay as they are.",
        left,
    )
    return words.format(n=f"{left:,}")


def part_of(record: Record, shown: Collection[UUID | None]) -> bool:
    """Whether a record is one of those shown, or a part of one (a step of its case, a claim of its event)."""
    return record.id in shown or any(isinstance(v, UUID) and v in shown for v in record.values.values())


def _anywhere(_record: Record) -> bool:
    return True


def _never() -> bool:
    return False
