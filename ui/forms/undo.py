"""Undo over fields and records: a stack of saves, each taken back by a new journaled change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.services.saving import Saved
from app.services.saving import undo as take_back
from ui.frame.desk import Desk

if TYPE_CHECKING:
    from app.ports import Vault

DEPTH = 200


class _Step(QUndoCommand):
    """Saves that were made together."""

    def __init__(self, undo: Undo, saved: Sequence[Saved], text: str) -> None:
        super().__init__(text)
        self._owner = undo
        self.saved = list(saved)
        self._first = True

    def undo(self) -> None:
        """Take the saves back; the last first."""
        self._owner.run(self._turn_back)

    def redo(self) -> None:
        """Take the taking back back; the stack calls it once when it is pushed."""
        if self._first:
            self._first = False
            return
        self._owner.run(self._turn_back)

    def _turn_back(self, vault: Vault) -> frozenset[str]:
        """On the worker's thread, one after the other: what was turned back is what comes next."""
        turned = [take_back(vault, saved) for saved in reversed(self.saved)]
        self.saved = turned
        return frozenset(kind for saved in turned for kind in saved.changed)

    @property
    def kinds(self) -> frozenset[str]:
        """The record types it touches."""
        return frozenset(saved.record.type for saved in self.saved)


class Undo(QObject):
    """The undo stack of an open vault; one a desk. `turned(kinds)` tells that something was turned back."""

    turned = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(DEPTH)
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

    def did(self, *saved: Saved, text: str = "") -> None:
        """Remember saves that were made together; those that wrote nothing are none."""
        real = [s for s in saved if s.changed]
        if real:
            self.stack.push(_Step(self, real, text))

    def undo(self) -> None:
        """Take back the last change."""
        self._now_or_later(self.stack.undo)

    def redo(self) -> None:
        """Do it again."""
        self._now_or_later(self.stack.redo)

    def _now_or_later(self, turn: Callable[[], None]) -> None:
        if self._expected:
            self._later.append(turn)
        else:
            turn()

    def run(self, call: Callable[[Vault], frozenset[str]]) -> None:
        """Let the worker turn back."""
        from app.records import TYPES

        self._desk.save(call, self.turned.emit, kinds=TYPES, owner=self, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        """A record was changed since: what lies below cannot be turned back either."""
        self.stack.clear()
        self._desk.trouble(error)


def undo_of(desk: Desk) -> Undo:
    """The one undo stack of a desk."""
    found = desk.findChild(Undo)
    return found if isinstance(found, Undo) else Undo(desk)
