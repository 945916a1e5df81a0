"""Files on their way in as evidence: dropped or chosen, read one after the other, to be given up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from app.clock import Clock
from app.errors import Invalid
from app.i18n import _
from app.messages import Msg
from app.records.record import Record
from app.services.evidence import attach
from app.services.saving import Saved
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.evidence_view import counted
from ui.widgets import Button, Label, Panel, row
from ui.worker import Job, Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault


class Drops(QObject):
    """Lets files be dropped on a widget; `dropped(paths)` tells which. Nothing else is accepted."""

    dropped = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files of this computer, and no address of elsewhere."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
            files = [path for path in paths if path.is_file()]
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(files)
                return True
        return super().eventFilter(watched, event)


class Taking(Panel):
    """How far files that are taken in have come, one after the other, and a way to give the rest up.

    Those for another record wait for those before them. `finished(owner, folders)` for each record after the
    last file: where the originals of those that came in still lie.
    """

    finished = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("tint")
        self.desk = desk
        self._waiting: list[tuple[Record, Path]] = []
        self._came: list[tuple[Record, Path]] = []
        self._job: Job | None = None
        self._done = self._of = 0
        self.words = Label("", "body")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Files taken in"))
        self.bar.setTextVisible(False)
        self.stop = Button(_("Cancel"), self.cancel)
        line = row(self.words, self.bar, self.stop, spacing=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.hide()

    def take(self, owner: Record, files: list[Path]) -> None:
        """Take files in as evidence of a case or an event."""
        self._waiting += [(owner, path) for path in files]
        self._of += len(files)
        if self._job is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        (owner, path), clock = self._waiting.pop(0), self.desk.clock
        self._done += 1
        self.words.setText(_("Taking in file {n} of {m}").format(n=self._done, m=self._of))
        self.bar.setRange(0, 0)
        self.show()
        self.desk.saving.emit(True)
        self._job = self.desk.ask_long(
            lambda vault: taken(vault, clock, owner, path),
            lambda saved: self._taken(saved, owner, path.parent),
            progress=self._progress,
            owner=self,
            failed=self._failed,
        )

    def _progress(self, progress: Progress) -> None:
        self.bar.setRange(0, max(progress.of, 1))
        self.bar.setValue(progress.done)

    def _taken(self, saved: Saved, owner: Record, folder: Path) -> None:
        self._came.append((owner, folder))
        self.desk.saving.emit(False)
        undo_of(self.desk).did(saved)
        self.desk.changed.emit(frozenset({"evidence", "custody"}))
        self._next()

    def _failed(self, error: Exception) -> None:
        self.desk.saving.emit(False)
        self.desk.trouble(error)
        self._next()

    def cancel(self) -> None:
        """Give up the file that is being read and those that wait; what is in stays."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self.desk.saving.emit(False)
        self._end()

    def _end(self) -> None:
        self._job = None
        self._done = self._of = 0
        self.hide()
        came, self._came = self._came, []
        for owner in {owner.id: owner for owner, _folder in came}.values():
            folders = dict.fromkeys(folder for of, folder in came if of.id == owner.id)
            self.finished.emit(owner, tuple(folders))


def taken(vault: Vault, clock: Clock, owner: Record, path: Path) -> Slices[Saved]:
    """Takes one file in, in slices of the worker."""
    if not path.is_file():  # a pipe would be waited for, a device has no end
        raise Invalid(Msg.EVIDENCE_UNREADABLE)
    try:
        source = path.open("rb")
        of = path.stat().st_size
    except OSError:
        raise Invalid(Msg.EVIDENCE_UNREADABLE) from None
    with source:
        return (yield from counted(attach(vault, clock, owner, source, path.name), of))
