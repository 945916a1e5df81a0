"""Documents that go straight to paper or into a file somebody chooses: key sheets, the quick card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QStandardPaths
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.files import ask_save, forget_folders, placed
from ui.frame.desk import Bridge
from ui.worker import Priority

if TYPE_CHECKING:
    from app.ports import Outbox, Rendered, Renderer

DPI = 300
Page = tuple[int, int, bytes]


class Papers:
    """Makes a document in the child, beside the worker, then prints or saves it.

    `make(renderer)` gives it; what it holds is kept nowhere else. `failed(error)` tells trouble, `done(text)`
    what went well. `keys` says that what is made opens a vault.
    """

    def __init__(
        self,
        bridge: Bridge,
        renderer: Renderer,
        outbox: Outbox,
        parent: QWidget,
        *,
        failed: Callable[[Exception], object],
        done: Callable[[str], object],
        keys: bool = False,
    ) -> None:
        self._bridge, self._renderer, self._outbox, self._parent = bridge, renderer, outbox, parent
        self._failed, self._done = failed, done
        self._printing, self._keys = False, keys

    def save(self, name: str, make: Callable[[Renderer], Rendered]) -> None:
        """Ask where, then make it and put it there; a file that exists is replaced, as the dialog asked."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(documents) / f"{name}.pdf"
        ask_save(self._parent, name, start, "PDF (*.pdf)", lambda path: self.save_to(path, make))

    def save_to(self, path: Path, make: Callable[[Renderer], Rendered]) -> None:
        """Make it and put it there, with the suffix of a PDF."""
        place = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        renderer, outbox = self._renderer, self._outbox

        def work() -> None:
            from app.services.papers import save_paper  # late: the start page needs nothing of it

            save_paper(outbox, make(renderer), str(place), replace=True)

        said = _("Saved as {file}").format(file=place.name)
        if self._keys:
            said = _("Saved as {file}. Whoever finds it can open the vault: print it, then delete it.")
            said = placed(said.format(file=place.name), place)
        self._aside(work, lambda _none: self._done(said))

    def print(self, name: str, make: Callable[[Renderer], Rendered]) -> None:
        """Make it, then show the system's print dialog; asked again meanwhile, once."""
        if self._printing:
            return
        self._printing, renderer = True, self._renderer
        self._done(_("Making it ready to be printed"))

        def work() -> tuple[Page, ...]:
            return renderer.pictures(make(renderer).files[""], DPI)

        self._aside(work, lambda pages: self._ask_printer(name, pages), self._end_printing)

    def _ask_printer(self, name: str, pages: tuple[Page, ...]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(name)
        dialog.accepted.connect(lambda: self._print(printer, pages))
        dialog.finished.connect(lambda _result: self._end_printing())
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.destroyed.connect(lambda _gone: forget_folders())  # it may have asked for a file
        dialog.setModal(True)
        dialog.show()

    def _print(self, printer: QPrinter, pages: tuple[Page, ...]) -> None:
        paint_pages(printer, pages)
        self._done(_("Sent to the printer"))

    def _end_printing(self) -> None:
        self._printing = False

    def _aside(
        self,
        work: Callable[[], object],
        then: Callable[..., object],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        owner: QObject = self._parent

        def failed(error: Exception) -> None:
            ended()
            self._failed(error)

        job = self._bridge.beside.run_aside(work, self._bridge.report, Priority.SHOWING)
        self._bridge.expect(job, owner, then, failed, lambda _progress: None)


def paint_pages(printer: QPrinter, pages: tuple[Page, ...]) -> None:
    """Each page as large as the paper allows, edges where the document has them."""
    printer.setFullPage(True)
    with QPainter(printer) as p:
        for number, (width, height, pixels) in enumerate(pages):
            if number:
                printer.newPage()
            image = QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888)
            paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            scale = min(paper.width() / width, paper.height() / height)
            p.drawImage(QRectF(0, 0, width * scale, height * scale), image)
