"""What this computer remembers of the window: language, palette, text size, the vaults opened on it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QStandardPaths

from app.i18n import LANGUAGES
from ui.theme.scale import FACTORS

FILE = "window.json"
COLOURS = ("", "light", "dark")
MOST_RECENT = 6
"""How many vaults are remembered."""


@dataclass(frozen=True)
class Settings:
    """Nothing of a case stands here: no names, no codes, no titles.

    `language` follows the system until somebody chose one (`language_chosen`). `colours` is light or dark,
    "" as the system. `lock_after` in minutes (0: never), `lock_minimised` when the
    window is, too. `vault` is the folder last opened and `recent` those
    opened before, newest first: folders and nothing else, all empty where `remember` is off. `place` is where
    the window stood and how large, as Qt writes it, in hex digits; `list_width` the width of a list beside
    its record in pixels at 100 per cent (0: the usual one).
    """

    language: str = "en"
    language_chosen: bool = False
    colours: str = ""
    scale: float = 1.0
    lock_after: int = 5
    lock_minimised: bool = False
    remember: bool = True
    hide_from_capture: bool = True
    vault: str = ""
    recent: tuple[str, ...] = ()
    place: str = ""
    list_width: int = 0

    def with_vault(self, folder: Path, *, sample: bool = False) -> Settings:
        """The settings after a vault was opened; the sample has its own place on the start page."""
        if not self.remember:
            return self.forgetting()
        now = str(folder.absolute())
        recent = self.recent if sample else (now, *(v for v in self.recent if v != now))
        return replace(self, vault=now, recent=recent[:MOST_RECENT])

    def forgetting(self) -> Settings:
        """The settings without any vault."""
        return replace(self, vault="", recent=())


def default_folder() -> Path:
    """The folder for settings of this user on this system."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "casebook"


def load(folder: Path | None = None) -> Settings:
    """The settings kept in a folder; what is missing, damaged or out of range is the default."""
    try:
        kept = json.loads(((folder or default_folder()) / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    if not isinstance(kept, dict):
        kept = {}
    if kept.get("dark") is True:  # as it was kept before there was a choice of three
        kept.setdefault("colours", "dark")
    if isinstance(kept.get("recent"), list):
        kept["recent"] = tuple(v for v in kept["recent"] if isinstance(v, str))[:MOST_RECENT]
    known = {f.name: kept[f.name] for f in fields(Settings) if _fits(f.name, kept.get(f.name))}
    if not known.setdefault("language_chosen", "language" in known):  # what was kept before had been chosen
        known["language"] = language_of(QLocale.system().uiLanguages())
    return Settings(**known)


def language_of(spoken: Sequence[str]) -> str:
    """Ours for the languages of a system, the best first ("ko-KR"): the first that we speak, else English."""
    ours = (name.replace("_", "-").split("-")[0].lower() for name in spoken)
    return next((name for name in ours if name in LANGUAGES), "en")


def _fits(name: str, value: Any) -> bool:
    default = getattr(Settings(), name)
    if name in ("colours", "language"):
        return value in (COLOURS if name == "colours" else LANGUAGES)
    if isinstance(default, float):
        return isinstance(value, int | float) and value in FACTORS
    return type(value) is type(default)


def save(settings: Settings, folder: Path | None = None) -> None:
    """Keep the settings, whole or not at all; a read-only home is no reason to stop working."""
    where = folder or default_folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        fresh = where / (FILE + ".new")
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(fresh, where / FILE)
    except OSError:
        return
