"""What a page of the window is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from app.i18n import _
from ui.frame.desk import Desk
from ui.widgets.fold import Fold
from ui.widgets.scrolling import reveal
from ui.widgets.sections import Sections
from ui.widgets.tabbing import reached

if TYPE_CHECKING:
    from app.ports import Reader

SEPARATOR = "-"
"""Between groups of commands."""
FILTER = "filter:"
"""Before the key of a saved filter where navigation goes to a page with one."""

BUILD = "build:"
"""Before the key of a saved filter that is to be changed; without a key a fresh one is built."""

PAGE_OF = {"case": "cases", "event": "events", "source": "sources", "place": "places"}
"""The key of the page that lists records of a type."""

BESIDE = "beside:"
"""Before the id (hex) of a record that is to be opened on a tab of its own."""


TASKS = "tasks:"
"""Before the id (hex) of a case whose tasks are to be in front."""

GO_ON = "go-on:"
"""Before the id (hex) of a record that was just made: the cursor stands where its form goes on."""


class Page(QWidget):
    """A page of the window: subclass it, and name it in `ui.pages.PAGES`.

    `key` is the name navigation uses, `title` an English msgid (N_), `icon` a name of `ui.icons`. Build the
    widgets in `__init__`, in the language in force: on a change of language the frame makes every page anew.
    Data is loaded in `refresh`, which the frame calls when the page is first shown and after a change.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = "circle"
    in_sidebar: ClassVar[bool] = True
    below: ClassVar[bool] = False
    """Whether it stands in the navigation below the saved filters, without a number key."""
    counts: ClassVar[str] = ""
    """The record type whose number stands beside it in the navigation."""
    context: ClassVar[tuple[str, ...]] = ("edit", SEPARATOR, "previous", "next", SEPARATOR, "filter")
    """Commands of the menus that a right click on a row offers, by key."""
    kinds: ClassVar[frozenset[str]] = frozenset()
    """The record types it shows; `refresh` is called when one of them changes."""

    status_changed = Signal()
    visited = Signal(object)
    """Another record is shown, by its id: back leads to the one before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self._status = ""

    @staticmethod
    def number(reader: Reader) -> int:
        """The number beside a page `below`, read on the worker's thread."""
        raise NotImplementedError

    def refresh(self, changed: frozenset[str]) -> None:
        """Load what is shown again. `changed` is empty when the page is shown for the first time."""

    def open_record(self, record: UUID | str) -> None:
        """Show one record (navigation with a record)."""

    def current_record(self) -> UUID | str | None:
        """The record shown, for back and forward."""
        return None

    def events_in_front(self) -> tuple[str, ...]:
        """The codes of the events that what is shown is about: a new brief begins with them."""
        return ()

    def hand_over(self) -> object:
        """What the page in another language goes on with (after `leave`), None for nothing."""
        return None

    def take_over(self, state: object) -> None:
        """Go on with what the page in another language handed over, before anything is loaded."""

    def views(self) -> dict[str, Callable[[], object]]:
        """Further views of the page worth a picture (a tab, a form), by name."""
        return {}

    def leave(self) -> None:
        """Called after the input method committed and before another page shows, lock and close:
        hand drafts to the worker here."""

    def undo(self) -> None:
        """Take back the last change (Ctrl+Z outside a text field)."""

    def redo(self) -> None:
        """Do again what `undo` took back."""

    def save_now(self) -> None:
        """Ctrl+S: hand over what is typed at once."""

    def focus_start(self) -> QWidget | None:
        """Put the cursor where work on the page begins: its list, else the first control. Returns it."""
        here = [w for w in reached(self) if not isinstance(w, QScrollArea)]
        lists = [w for w in here if isinstance(w, QAbstractItemView)]
        start = next(iter((*lists, *here)), None)
        start = start or self._to_scroll()
        if start is not None:
            start.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return start

    def _to_scroll(self) -> QWidget | None:
        """Where nothing can be pressed, the arrows and PageDown read on."""
        for area in self.findChildren(QScrollArea):
            if area.isVisible():
                area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                area.setAccessibleName(area.accessibleName() or _(self.title))
                return area
        return None

    def reveal(self, widget: QWidget) -> None:
        """Bring a widget of the page to where it is seen: its tab, out of its fold, scrolled to."""
        for tabs in self.findChildren(Sections):
            tabs.show_part_of(widget)
        for fold in self.findChildren(Fold):
            if fold.isAncestorOf(widget):
                fold.unfold()
        reveal(widget)

    def edit(self) -> None:
        """F2: put the cursor into the first field of the record."""

    def focus_filter(self) -> None:
        """Ctrl+F: put the cursor into the filter of the list."""

    def does(self) -> Mapping[str, Callable[[], object]]:
        """Commands of the menus that this page carries out itself, by key; others are greyed on it."""
        return {}

    def step(self, by: int) -> None:
        """Ctrl+PageDown and PageUp: the next (1) or previous (-1) record."""

    def commands(self, _parent: QObject) -> list[QAction]:
        """What can be done with what is shown, found by its words beside the general commands: children of
        the given object."""
        return []

    @property
    def status(self) -> str:
        """The middle of the status bar: "286 of 412 cases shown - 1 selected"."""
        return self._status

    def set_status(self, text: str) -> None:
        """Change the middle of the status bar."""
        self._status = text
        self.status_changed.emit()


def page_of(widget: QWidget) -> Page | None:
    """The page on which a widget stands, None for one of a sheet."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return above
