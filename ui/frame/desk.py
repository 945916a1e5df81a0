"""The desk: what a page gets to work with, and the bridge from the worker's thread to the window's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app import child
from app.errors import CasebookError
from app.messages import Message
from app.services.opening import Session
from ui.frame.turns import Turns
from ui.frame.ways import Ways
from ui.ime import commit_input
from ui.settings import Settings
from ui.theme import Theme, theme
from ui.worker import Done, Failed, Job, Outcome, Priority, Progress, Slices, Worker

if TYPE_CHECKING:
    from app.ports import Vault

Then = Callable[[Any], object]
Trouble = Callable[[Exception], object]


class Bridge(QObject):
    """Carries reports of the worker over to the thread of the window. `ended` when the vault is closed."""

    reported = Signal(object, object)
    ended = Signal()

    def __init__(self, worker: Worker[Vault]) -> None:
        super().__init__()
        self.worker = worker
        self._beside: Worker[None] | None = None
        self.turns = Turns(self)
        self._asked: dict[int, tuple[Job, QObject | None, Then, Trouble, Then]] = {}
        self.reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def report(self, job: Job, outcome: Outcome | Progress) -> None:
        """Called on the worker's thread."""
        self.reported.emit(job, outcome)

    def expect(self, job: Job, owner: QObject | None, then: Then, failed: Trouble, progress: Then) -> Job:
        """Say what happens in the window with what the job reports."""
        self._asked[id(job)] = (job, owner, then, failed, progress)
        return job

    @property
    def beside(self) -> Worker[None]:
        """A second thread, without a vault, that waits for children while the worker goes on saving."""
        if self._beside is None:
            self._beside = Worker(_nothing)
        return self._beside

    def stop(self) -> None:
        """End children at once, finish what was typed, close the vault, end the threads."""
        child.kill_all()
        if self._beside is not None:
            self._beside.stop()
        self.worker.stop()
        self.ended.emit()

    @property
    def waiting(self) -> int:
        """How many jobs have not ended, and how many steps on the window's own thread."""
        return len(self._asked) + len(self.turns)

    def _deliver(self, job: Job, outcome: Outcome | Progress) -> None:
        self.worker.forget_ended()
        if self._beside is not None:
            self._beside.forget_ended()
        known = self._asked.get(id(job))
        if known is None:
            return
        _job, owner, then, failed, progress = known
        alive = owner is None or shiboken6.isValid(owner)
        if isinstance(outcome, Progress):
            if alive:
                progress(outcome)
            return
        self._asked.pop(id(job), None)
        if alive and isinstance(outcome, Done):
            then(outcome.value)
        elif alive and isinstance(outcome, Failed):
            failed(outcome.error)


def _nothing(_: object) -> None:
    return


class Carried(QObject):
    """What belongs to an open vault and not to a language: it goes on with the desk that comes after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def carry(self, desk: Desk) -> None:
        """Work with another desk from now on."""
        self.setParent(desk)
        self._desk = desk


class Desk(QObject):
    """The context of every page: the vault behind the worker, language, look, navigation, notices.

    Signals: `changed(kinds)` after a save, with the record types that changed, so that only lists that
    show them load again; `came_back(record)` for one that undo brought back from the trash;
    `went(page, record)` on navigation; `said(text, undo)` for notices;
    `prefer(name, value)` asks for another setting of the window (a field of `ui.settings.Settings`);
    `drafted(key, on)` while something typed is kept as a draft because a field is wrong; `unsaved(key, on)`
    while something typed is not in the vault, because a save failed; `sought(key)`: somebody wants to see
    what is kept as that draft; `sample_asked(status)` to end here and begin again with the sample, or with
    its removal (`ui.process`).
    """

    changed = Signal(object)
    came_back = Signal(object)
    asked_for = Signal(str, object)
    said = Signal(str, object)
    troubled = Signal(object)
    saving = Signal(bool)
    drafted = Signal(str, bool)
    sought = Signal(str)
    unsaved = Signal(str, bool)
    counted = Signal()
    prefer = Signal(str, object)
    sample_asked = Signal(int)

    def __init__(
        self,
        bridge: Bridge,
        *,
        language: str = "en",
        sample: bool = False,
        staff: str = "",
        ways: Ways | None = None,
        preferences: Settings | None = None,
    ) -> None:
        super().__init__()
        self.bridge = bridge
        self.ways = ways or Ways()
        self.preferences = preferences or Settings()
        self.version = ""
        self.place: Path | None = None
        self.clock = self.ways.clock
        self.language = language
        self.sample = sample
        self.staff = staff
        self.session = Session()
        self.led = False
        """Whether what was sought last was shown by whoever has it."""
        self.saves_failed = 0
        """How many saves ended with an error."""
        self._flying = 0
        self._landing: list[Callable[[], None]] = []

    def hand_over(self, to: Desk) -> None:
        """Another desk goes on with this vault: what was opened, what can be undone, what runs."""
        to.session = self.session
        for carried in self.findChildren(Carried):
            carried.carry(to)

    def when_saved(self, then: Callable[[], None]) -> None:
        """Go on once no save is under way: at once, or after the last has ended."""
        if self._flying:
            self._landing.append(then)
        else:
            then()

    @property
    def saving_now(self) -> bool:
        """Whether a save is under way."""
        return self._flying > 0

    def _landed(self) -> None:
        self._flying -= 1
        while self._landing and not self._flying:
            QTimer.singleShot(0, self, self._landing.pop(0))

    @property
    def theme(self) -> Theme:
        """The look in force."""
        return theme()

    def ask(
        self,
        call: Callable[[Vault], Any],
        then: Then = _nothing,
        *,
        owner: QObject | None = None,
        failed: Trouble | None = None,
        priority: Priority = Priority.SHOWING,
    ) -> Job:
        """Let the worker do `call(vault)`; `then(value)` comes back on the window's thread.

        Nothing comes back once `owner` (mostly the page) is gone. Without `failed`, trouble is shown by the
        notices. `call` must only touch values: never a widget.
        """
        job = self.bridge.worker.submit(call, self.bridge.report, priority)
        return self.bridge.expect(job, owner, then, failed or self.trouble, _nothing)

    def aside(
        self,
        call: Callable[[], Any],
        then: Then = _nothing,
        *,
        owner: QObject | None = None,
        failed: Trouble | None = None,
    ) -> Job:
        """Let `call()` wait for a child (a document, a preview) beside the worker; it must not touch the
        vault. `cancel()` of the job gives it up before it starts."""
        job = self.bridge.beside.run_aside(call, self.bridge.report, Priority.SHOWING)
        return self.bridge.expect(job, owner, then, failed or self.trouble, _nothing)

    def ask_long(
        self,
        call: Callable[[Vault], Slices[Any]],
        then: Then = _nothing,
        *,
        progress: Then = _nothing,
        owner: QObject | None = None,
        failed: Trouble | None = None,
        priority: Priority = Priority.LONG,
    ) -> Job:
        """Let the worker do a job of slices; `progress` gets each Progress, `cancel()` of the job ends it."""
        job = self.bridge.worker.submit(call, self.bridge.report, priority)
        return self.bridge.expect(job, owner, then, failed or self.trouble, progress)

    def save(
        self,
        call: Callable[[Vault], Any],
        then: Then = _nothing,
        *,
        kinds: Iterable[str],
        owner: QObject | None = None,
        failed: Trouble | None = None,
    ) -> Job:
        """Like `ask`, for a change: the status bar says it is being saved, `changed(kinds)` follows."""
        commit_input()
        self.saving.emit(True)
        self._flying += 1
        names = frozenset(kinds)

        def saved(value: Any) -> None:
            if not shiboken6.isValid(self):  # a desk in another language stands here by now
                return
            try:
                self.saving.emit(False)
                self.changed.emit(names)
                if owner is None or shiboken6.isValid(owner):
                    then(value)
            finally:
                self._landed()

        def not_saved(error: Exception) -> None:
            if not shiboken6.isValid(self):
                return
            self.saves_failed += 1
            try:
                self.saving.emit(False)
                if failed is not None and (owner is None or shiboken6.isValid(owner)):
                    failed(error)
                else:
                    self.trouble(error)
            finally:
                self._landed()

        job = self.bridge.worker.submit(call, self.bridge.report, Priority.TYPING)
        return self.bridge.expect(job, None, saved, not_saved, _nothing)

    def navigate(self, page: str, record: UUID | str | None = None) -> None:
        """Go to a page by key, and to a record on it (its id) where one is given."""
        commit_input()
        self.asked_for.emit(page, record)

    def notify(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say something that went well; with `undo`, a button offers to take it back."""
        self.said.emit(text, undo)

    def trouble(self, error: Exception) -> None:
        """Show what went wrong. Anything but our typed errors is a bug and shown as one."""
        self.troubled.emit(error)

    @staticmethod
    def words(error: Exception) -> Message | None:
        """What to tell about an error: its message, or None for a bug."""
        return error.message if isinstance(error, CasebookError) else None
