"""The way to the sample vault, made where it is not there yet, and the way to be rid of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.frame.desk import Bridge
from ui.start.opener import VaultOpener
from ui.start.places import sample_folder
from ui.start.sample import GivenUp, SampleForm
from ui.start.unmaking import RemoveSampleForm
from ui.worker import Priority

SAMPLE_PASSPHRASE = "sample"  # noqa: S105 - the sample holds nothing secret, and the page says so


class SampleFlow(QObject):
    """What the start page does with the sample: `put` shows a form, `back` the first one, `go_on` opens a
    folder with a passphrase, `failed` tells trouble. `removed(folder)` when it is gone."""

    removed = Signal(object)

    def __init__(
        self,
        parent: QObject,
        bridge: Bridge,
        opener: VaultOpener,
        *,
        put: Callable[[QWidget], object],
        back: Callable[[], object],
        go_on: Callable[[Path, str], object],
        failed: Callable[[Exception], object],
    ) -> None:
        super().__init__(parent)
        self._bridge, self._opener = bridge, opener
        self._put, self._back, self._go_on, self._failed = put, back, go_on, failed

    @property
    def there(self) -> bool:
        """Whether the sample lies on this computer."""
        return self._opener.is_vault(self._folder)

    @property
    def _folder(self) -> Path:
        return sample_folder(self._opener.is_vault)

    def show(self) -> None:
        """Open the sample, made before where it is not there yet."""
        folder, opener = self._folder, self._opener
        if self.there:
            self._go_on(folder, SAMPLE_PASSPHRASE)
            return
        form = SampleForm()
        self._put(form)

        def make() -> None:
            opener.make_sample(folder, SAMPLE_PASSPHRASE, form.tell)

        self._aside(make, lambda _none: self._go_on(folder, SAMPLE_PASSPHRASE), Priority.SHOWING)

    def ask_removal(self, folder: Path | None = None) -> None:
        """Ask before the sample is taken off this computer: the one in a folder, or where it is made."""
        place, opener = folder or self._folder, self._opener
        form = RemoveSampleForm(place)

        def remove() -> None:
            form.set_busy(True)
            self._aside(
                lambda: opener.remove_sample(place, SAMPLE_PASSPHRASE),
                lambda _none: self.removed.emit(place),
                Priority.TYPING,
            )

        form.wanted.connect(remove)
        form.back.connect(self._back)
        self._put(form)
        form.focus_first()

    def _aside(self, work: Callable[[], None], then: Callable[[object], object], priority: Priority) -> None:
        job = self._bridge.worker.run_aside(work, self._bridge.report, priority)
        self._bridge.expect(job, self, then, self._trouble, _nothing)

    def _trouble(self, error: Exception) -> None:
        """What somebody gave up themselves is none."""
        if isinstance(error, GivenUp):
            self._back()
        else:
            self._failed(error)


def _nothing(_: object) -> None:
    return
