"""Every keyboard shortcut, in one place. No single letters: a Hangul engine swallows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

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
    "add_name": Shortcut(("Ctrl+Shift+K",), N_("Add a name")),
    "add_link": Shortcut(("Ctrl+Shift+L",), N_("Link an event")),
    "add_step": Shortcut(("Ctrl+Shift+D",), N_("Add a step")),
    "add_consent": Shortcut(("Ctrl+Shift+P",), N_("Record a conversation")),
    "add_act": Shortcut(("Ctrl+Shift+A",), N_("Add an act")),
    "add_sighting": Shortcut(("Ctrl+Shift+S",), N_("Add a sighting")),
    "add_contact": Shortcut(("Ctrl+Shift+I",), N_("Add an intervention")),
    "add_task": Shortcut(("Ctrl+Shift+T",), N_("Add a task")),
    "edit": Shortcut(("F2",), N_("Edit the record")),
    "wrong": Shortcut(("F8",), N_("Go to the field that needs a look")),
    "restore": Shortcut(("Esc",), N_("Put back what was saved, in a field that needs a look")),
    "sources": Shortcut(("Ctrl+.",), N_("Who says a value")),
    "today": Shortcut(("Ctrl+;",), N_("The day of today, in a field for a date")),
    "section": Shortcut(("Alt+1",), N_("The first tab of a record, Alt and 2 the second, and so on")),
    "section_last": Shortcut(("Alt+0",), N_("The last tab of a record")),
    "tongue": Shortcut(("Ctrl+'",), N_("Language and translations of a text")),
    "next": Shortcut(("Ctrl+PgDown",), N_("Next record")),
    "previous": Shortcut(("Ctrl+PgUp",), N_("Previous record")),
    "part": Shortcut(("F6",), N_("Next part of the page")),
    "part_back": Shortcut(("Shift+F6",), N_("Previous part of the page")),
    "back": Shortcut(("Alt+Left",), N_("Back")),
    "forward": Shortcut(("Alt+Right",), N_("Forward")),
    "backup": Shortcut(("Ctrl+Shift+B",), N_("Back up now")),
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
    "page7": Shortcut(("Ctrl+7",), N_("Tasks")),
    "page8": Shortcut(("Ctrl+8",), N_("Quick notes")),
    "page9": Shortcut(("Ctrl+9",), N_("Waiting for review")),
}
ADDING = tuple(key for key in TABLE if key.startswith("add_"))
"""What adds to the case that is shown, in the order of its parts."""


def sequences(key: str) -> list[QKeySequence]:
    """The key sequences of a command, for QAction.setShortcuts."""
    return [QKeySequence(keys) for keys in TABLE[key].keys]


def pressed(event: QEvent, key: str) -> bool:
    """Whether an event presses the keys of a command."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return QKeySequence(event.keyCombination()) in sequences(key)


def enters(event: QEvent) -> bool:
    """Whether an event presses Ctrl+Enter: "done" of a form or a sheet."""
    if not isinstance(event, QKeyEvent) or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def escapes(event: QEvent) -> bool:
    """Whether an event is Escape pressed."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Escape


def shown(key: str) -> str:
    """The first shortcut of a command for tooltips and key caps: "Ctrl K", and as macOS writes it there."""
    return written(QKeySequence(TABLE[key].keys[0]))


def written(sequence: QKeySequence) -> str:
    """A key sequence as it is shown."""
    keys = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"(?<=\w)\+", " ", keys)
