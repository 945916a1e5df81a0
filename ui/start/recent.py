"""The vaults that were opened on this computer before: shown when asked for, never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _


class RecentMenu(QMenu):
    """Folders, newest first, then a choice of another and a way to forget them all.

    Signals: `picked(folder)`, `choose`, `forget`. Nothing is asked of a disk: a stick may be gone.
    """

    picked = Signal(object)
    choose = Signal()
    forget = Signal()

    def __init__(self, folders: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Vaults opened before"))
        for folder in folders:
            self.addAction(_called(folder)).triggered.connect(
                lambda _on=False, folder=folder: self.picked.emit(folder)
            )
        self.addSeparator()
        self.addAction(_("Choose a folder…")).triggered.connect(lambda _on=False: self.choose.emit())
        self.addAction(_("Forget these vaults")).triggered.connect(lambda _on=False: self.forget.emit())


def _called(folder: Path) -> str:
    """Its name and the folder it lies in; no mnemonics out of what people named."""
    return f"{folder.name or folder}   ({folder.parent})".replace("&", "&&")
