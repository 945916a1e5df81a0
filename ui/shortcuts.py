"""Every keyboard shortcut, in one place. No single letters: a Hangul engine swallows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from app.i18n import N_


@dataclass(frozen=True)
class Shortcut:
    """The keys of a command, as Qt writes them (Ctrl is Cmd on macOS), and what it does."""

    keys: tuple[str, ...]
    label: str


TABLE: dict[str, Shortcut] = {
    "new_case": Shortcut(("Ctrl+N",), N_("New case")),
    "new_event": Shortcut(("Ctrl+Shift+N",), N_("New event")),
    "new_note": Shortcut(("Ctrl+Shift+M",), N_("New quick note")),
    "open": Shortcut(("Ctrl+O",), N_("Open another vault")),
    "import": Shortcut(("Ctrl+I",), N_("Import a spreadsheet")),
    "brief": Shortcut(("Ctrl+Shift+E",), N_("New brief")),
    "save": Shortcut(("Ctrl+S",), N_("Save now")),
    "undo": Shortcut(("Ctrl+Z",), N_("Undo")),
    "redo": Shortcut(("Ctrl+Y", "Ctrl+Shift+Z"), N_("Redo")),
    "find": Shortcut(("Ctrl+K",), N_("Find a case, event, source or command")),
    "filter": Shortcut(("Ctrl+F",), N_("Filter this list")),
    "conditions": Shortcut(("Ctrl+Shift+F",), N_("Filter by conditions…")),
    "set_value": Shortcut(("Ctrl+E",), N_("Set a value in the selected cases…")),
    "beside": Shortcut(("Ctrl+Enter", "Ctrl+Return"), N_("Open on a tab of its own")),
    "close_tab": Shortcut(("Ctrl+W",), N_("Close the tab")),
    "table": Shortcut(("Ctrl+T",), N_("Table or list")),
    "columns": Shortcut(("Ctrl+Shift+C",), N_("Columns…")),
    "edit": Shortcut(("F2",), N_("Edit the record")),
    "sources": Shortcut(("Ctrl+.",), N_("Who says a value")),
    "tongue": Shortcut(("Ctrl+'",), N_("Language and translations of a text")),
    "next": Shortcut(("Ctrl+PgDown",), N_("Next record")),
    "previous": Shortcut(("Ctrl+PgUp",), N_("Previous record")),
    "back": Shortcut(("Alt+Left",), N_("Back")),
    "forward": Shortcut(("Alt+Right",), N_("Forward")),
    "lock": Shortcut(("Ctrl+L",), N_("Lock")),
    "settings": Shortcut(("Ctrl+,",), N_("Settings")),
    "larger": Shortcut(("Ctrl++", "Ctrl+="), N_("Larger text")),
    "smaller": Shortcut(("Ctrl+-",), N_("Smaller text")),
    "normal": Shortcut(("Ctrl+0",), N_("Normal text")),
    "fullscreen": Shortcut(("F11",), N_("Full screen")),
    "manual": Shortcut(("F1",), N_("Manual")),
    "shortcuts": Shortcut(("Ctrl+/",), N_("Keyboard shortcuts")),
    "quit": Shortcut(("Ctrl+Q",), N_("Quit")),
    "page1": Shortcut(("Ctrl+1",), N_("Home")),
    "page2": Shortcut(("Ctrl+2",), N_("Cases")),
    "page3": Shortcut(("Ctrl+3",), N_("Events")),
    "page4": Shortcut(("Ctrl+4",), N_("Sources")),
    "page5": Shortcut(("Ctrl+5",), N_("Places")),
    "page6": Shortcut(("Ctrl+6",), N_("Reports")),
}


def sequences(key: str) -> list[QKeySequence]:
    """The key sequences of a command, for QAction.setShortcuts."""
    return [QKeySequence(keys) for keys in TABLE[key].keys]


def shown(key: str) -> str:
    """The first shortcut of a command for tooltips and key caps: "Ctrl K", and as macOS writes it there."""
    return written(QKeySequence(TABLE[key].keys[0]))


def written(sequence: QKeySequence) -> str:
    """A key sequence as it is shown."""
    keys = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"(?<=\w)\+", " ", keys)
