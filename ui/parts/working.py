"""A long job in the window: what it does now, how far it is, a way to give it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from ui.frame.desk import Desk
from ui.widgets import Button, Label, column, row
from ui.worker import Job, Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault

T = TypeVar("T")


class Working(QWidget):
    """Hidden until `start`: a line of words, a bar, a way to give up. One job at a time; `stopped(given_up)`
    at its end."""

    def __init__(self, desk: Desk, stopped: Callable[[bool], object]) -> None:
        super().__init__()
        self._desk, self._stopped = desk, stopped
        self._job: Job | None = None
        self._before: QWidget | None = None
        self.words = Label("", "second", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Give it up"), self.give_up, kind="link")
        line = row(self.words, self.cancel)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.bar, spacing=6))
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def start(
        self,
        call: Callable[[Vault], Slices[Any]],
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Begin a job; what is waited for is told by `then` or `failed`."""
        if self._job is not None:
            return
        self._tell(Progress(0, 0, ""))
        self.show()
        self._before = self.window().focusWidget()
        self.cancel.setFocus()

        def done(value: Any) -> None:
            self._end(False)
            then(value)

        def trouble(error: Exception) -> None:
            self._end(False)
            failed(error)

        self._job = self._desk.ask_long(call, done, progress=self._tell, owner=self, failed=trouble)

    def give_up(self) -> None:
        """Stop at the next chance; nothing half made stays."""
        if self._job is not None:
            self._job.cancel()
            self._end(True)

    def _end(self, given_up: bool) -> None:
        """The keyboard goes back to where it was: what is typed next must not press another button."""
        self._job = None
        back = self._before if self.window().focusWidget() is self.cancel else None
        self.hide()
        self._stopped(given_up)
        if back is not None and shiboken6.isValid(back) and back.isEnabled():
            back.setFocus()

    def _tell(self, progress: Progress) -> None:
        self.words.setText(progress.text)
        self.bar.setRange(0, progress.of)
        self.bar.setValue(progress.done)
        self.bar.setAccessibleName(progress.text or _("Working"))
