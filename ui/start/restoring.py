"""The way from a backup to an open vault: form, progress, what came back, the new recovery key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject

from app.backups import Restored
from app.errors import CasebookError
from app.i18n import _
from ui.files import ask_file, ask_new_folder
from ui.frame.desk import Bridge
from ui.slices import slices
from ui.start.opener import VaultOpener
from ui.start.restore import RestoredForm, RestoreForm, RestoringForm
from ui.worker import Job, Priority, Progress

Form = RestoreForm | RestoringForm | RestoredForm


@dataclass(frozen=True)
class Page:
    """What the flow asks of the start page: show a form, go back, go on with the vault that was made
    (folder, passphrase, recovery key)."""

    put: Callable[[Form], object]
    back: Callable[[], object]
    go_on: Callable[[Path, str, str], object]


class RestoreFlow(QObject):
    """One restore at a time; what was typed stays in the form until it worked."""

    def __init__(
        self, parent: QObject, bridge: Bridge, opener: VaultOpener, page: Page, language: str
    ) -> None:
        super().__init__(parent)
        self._bridge, self._opener, self._page = bridge, opener, page
        self._language = language
        self._job: Job | None = None

    def begin(
        self,
        folder: Path,
        file: Path | None = None,
        *,
        typed: str = "",
        passphrase: str = "",
        trouble: str = "",
    ) -> None:
        """The form, for a new vault in `folder`, with what was typed before."""
        form = RestoreForm(folder)
        if file is not None:
            form.set_file(file)
        form.fill(typed, passphrase)
        form.wanted.connect(self._restore)
        form.back.connect(self._page.back)
        kinds = _("Backups of Casebook (*.ncb)")
        title = _("Choose the backup")
        form.choose_file.connect(
            lambda: ask_file(form, title, form.file or folder.parent, kinds, form.set_file)
        )
        new = _("The new vault")
        form.choose_folder.connect(lambda: ask_new_folder(form, new, form.folder, form.set_folder))
        self._page.put(form)
        if trouble:
            form.show_trouble(trouble)

    def _restore(self, file: Path, typed: str, folder: Path, passphrase: str) -> None:
        form = RestoringForm(file.name)

        def again(trouble: str = "") -> None:
            self.begin(folder, file, typed=typed, passphrase=passphrase, trouble=trouble)

        form.cancelled.connect(lambda: self._give_up(again))
        self._page.put(form)
        opener, bridge = self._opener, self._bridge
        job = bridge.worker.run_aside(
            lambda: slices(opener.restore(file, typed, folder, passphrase)), bridge.report, Priority.LONG
        )
        self._job = bridge.expect(
            job,
            self,
            lambda made: self._restored(made, folder, passphrase),
            lambda error: again(_told(error)),
            lambda progress: self._tell(form, progress),
        )

    def _tell(self, form: RestoringForm, progress: Progress) -> None:
        if shiboken6.isValid(form):
            form.tell(progress)

    def _give_up(self, again: Callable[[], object]) -> None:
        if self._job is not None:
            self._job.cancel()
        again()

    def _restored(self, made: Restored, folder: Path, passphrase: str) -> None:
        form = RestoredForm(made, self._language)
        form.noted.connect(lambda: self._page.go_on(folder, passphrase, made.recovery))
        self._page.put(form)


def _told(error: Exception) -> str:
    if isinstance(error, CasebookError):
        return error.message.render()
    return _("Something went wrong inside Casebook. What was saved before is safe.")
