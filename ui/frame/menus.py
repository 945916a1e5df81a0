"""The menu bar and every general command, made from the table of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.i18n import _, pgettext
from ui.frame.also import also
from ui.frame.page import SEPARATOR
from ui.shortcuts import ADDING, TABLE, sequences, shown, written
from ui.widgets.tips import plain_tip

KEYS_OF_ROWS = {"copy_rows": "Ctrl+C", "bin": "Del"}
"""Keys that only rows understand: shown beside the command, which has no shortcut of its own."""
Runs = Mapping[str, Callable[[], object]]

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "file",
        (
            "new_case",
            "new_event",
            "new_note",
            SEPARATOR,
            "import",
            "brief",
            SEPARATOR,
            "open",
            "office",
            "words",
            "security",
            "backup",
            "travel",
            "passphrase",
            SEPARATOR,
            "lock",
            "quit",
        ),
    ),
    (
        "edit",
        (
            *("undo", "redo", SEPARATOR, "save", "wrong", SEPARATOR),
            *("find", "filter", "conditions", SEPARATOR, "settings"),
        ),
    ),
    (
        "view",
        (
            "page1",
            "page2",
            "page3",
            "page4",
            "page5",
            "page6",
            "page7",
            "page8",
            "page9",
            SEPARATOR,
            "back",
            "forward",
            "part",
            "part_back",
            SEPARATOR,
            "table",
            "columns",
            SEPARATOR,
            "dark",
            "larger",
            "smaller",
            "normal",
            SEPARATOR,
            "fullscreen",
        ),
    ),
    (
        "case",
        (
            "edit",
            *ADDING,
            SEPARATOR,
            "beside",
            "close_tab",
            SEPARATOR,
            "set_value",
            "copy_rows",
            "bin",
            SEPARATOR,
            "previous",
            "next",
        ),
    ),
    ("help", ("manual", "shortcuts", "about")),
)
ONLY_FOUND = ("trash", "summary", "releases", "counts", "light", "english", "korean")
"""Commands that the find field offers and no menu: elsewhere they are a row, a tab, a switch."""


def titles() -> dict[str, str]:
    """The menus as the language in use calls them; mnemonics stay Latin."""
    return {
        "file": pgettext("menu", "&File"),
        "edit": pgettext("menu", "&Edit"),
        "view": pgettext("menu", "&View"),
        "case": pgettext("menu", "&Case"),
        "help": pgettext("menu", "&Help"),
    }


def build(parent: QWidget, runs: Runs) -> tuple[QMenuBar, dict[str, QAction]]:
    """The menu bar of a window and its actions by key. `runs` says what each command does."""
    bar = QMenuBar()
    actions: dict[str, QAction] = {}
    names = titles()
    for key, commands in MENUS:
        menu = QMenu(names[key], bar)
        bar.addMenu(menu)
        for command in commands:
            if command == SEPARATOR:
                menu.addSeparator()
            elif command in runs:
                actions[command] = _action(command, parent, runs[command])
                menu.addAction(actions[command])
    actions |= {key: _action(key, parent, runs[key]) for key in ONLY_FOUND if key in runs}
    if "dark" in actions:
        actions["dark"].setCheckable(True)
    return bar, actions


def context(parent: QWidget, keys: Sequence[str], actions: Mapping[str, QAction]) -> QMenu:
    """A menu of commands of the menu bar, the very same; it goes when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for key in keys:
        if key == SEPARATOR:
            menu.addSeparator()
        elif key in actions:
            menu.addAction(actions[key])
    return menu


def _action(key: str, parent: QWidget, run: Callable[[], object]) -> QAction:
    shortcut = TABLE.get(key)
    extra = {
        "light": _("Light"),
        "dark": _("Dark"),
        "english": "English",
        "korean": "한국어",
        "trash": _("Trash"),
        "summary": _("Anonymised summary"),
        "releases": _("Releases"),
        "counts": _("Counts of cases"),
        "about": _("About Casebook"),
        "copy_rows": _("Copy the selected rows"),
        "bin": _("Move to the trash or back"),
        "passphrase": _("Change passphrase…"),
        "security": _("Security…"),
        "travel": _("Travel vault…"),
        "office": _("Your organisation…"),
        "words": _("Words and fields…"),
    }
    made = QAction(_(shortcut.label) if shortcut else extra[key], parent)
    made.setObjectName(key)
    made.setProperty("also", also(key))
    if shortcut:
        made.setShortcuts(sequences(key))
    words = _(shortcut.label) if shortcut else extra[key]
    keys = shown(key) if shortcut else ""
    if key in KEYS_OF_ROWS:
        keys = written(QKeySequence(KEYS_OF_ROWS[key]))
        beside = QKeySequence(KEYS_OF_ROWS[key]).toString(QKeySequence.SequenceFormat.NativeText)
        made.setText(f"{words}\t{beside}")
    made.setToolTip(plain_tip(f"{words} ({keys})" if keys else words))
    made.setMenuRole(
        {
            "settings": QAction.MenuRole.PreferencesRole,
            "about": QAction.MenuRole.AboutRole,
            "quit": QAction.MenuRole.QuitRole,
        }.get(key, QAction.MenuRole.NoRole)
    )
    made.triggered.connect(lambda _checked=False: run())
    parent.addAction(made)
    return made
