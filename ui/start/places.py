"""Where vaults lie unless somebody chooses another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.i18n import LANGUAGES, N_, catalogue, in_use


def documents() -> Path:
    """Where vaults are put unless somebody chooses another place."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def sample_folder(is_vault: Callable[[Path], bool]) -> Path:
    """Where the sample is made, or lies since the window spoke another language."""
    called = N_("Casebook sample")
    here, *others = (documents() / catalogue(name).gettext(called) for name in (in_use(), *LANGUAGES))
    return next((place for place in (here, *others) if is_vault(place)), here)


def free(folder: Path) -> Path:
    """The folder, or the first with a number behind it that does not exist."""
    number = 2
    found = folder
    while found.exists():
        found = folder.with_name(f"{folder.name} {number}")
        number += 1
    return found
