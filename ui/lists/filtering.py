"""The saved filters of a list: shown, built, saved under a name, taken away and brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.conditions import groups_of
from app.i18n import _
from app.ports import Group
from app.services.filters import SavedFilter, drop_filter, every, save_filter
from ui.forms.lookup import Lookup
from ui.forms.texts import Line
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.lists.builder import FilterSheet
from ui.lists.conditions import Conditions
from ui.shortcuts import escapes

if TYPE_CHECKING:
    from app.ports import Vault


class Filtering(QObject):
    """Works on the conditions of the list; `text` is what stands in its field beside them.

    Signals: `worded(text)` when a saved filter brings a text of its own, `ended()` when the cursor is to go
    back into the list.
    """

    worded = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk, lookup: Lookup, narrow: Conditions, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._lookup, self._narrow, self._parent = desk, lookup, narrow, parent
        self.text = ""
        self.naming = Line(_("Name of the filter"), hint=_("Name of the filter, then Enter"))
        self.naming.setProperty("look", "")
        self.naming.returnPressed.connect(self._save)
        self.naming.installEventFilter(self)
        self.naming.hide()
        narrow.wanted_builder.connect(self.build)
        narrow.wanted_name.connect(self._ask_name)
        narrow.wanted_away.connect(self._drop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the line of the name: no filter is saved."""
        if escapes(event):
            self.naming.hide()
            self.ended.emit()
            return True
        return super().eventFilter(watched, event)

    def _ask_name(self) -> None:
        self.naming.show()
        self.naming.setFocus()

    def _save(self) -> None:
        commit_input()
        narrow, kind = self._narrow, self._narrow.kind.type
        wanted = SavedFilter("", self.naming.text(), narrow.conditions, narrow.either, self.text, type=kind)

        def done(made: SavedFilter) -> None:
            self.naming.clear()
            self.naming.hide()
            self._kept(None, made)
            self.ended.emit()

        self._desk.save(lambda vault: save_filter(vault, wanted), done, kinds=(), owner=self)

    def build(self) -> FilterSheet:
        """Open the builder with what narrows the list now."""
        narrow = self._narrow
        sheet = FilterSheet(
            self._desk,
            self._lookup,
            narrow.kind,
            narrow.groups,
            self._parent,
            saved=narrow.filter,
            text=self.text,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.wanted.connect(self._built)
        sheet.kept.connect(partial(self._kept, narrow.filter))
        sheet.dropped.connect(self._gone)
        sheet.finished.connect(lambda _result: self.ended.emit())
        sheet.open()
        return sheet

    def _kept(self, before: SavedFilter | None, made: SavedFilter) -> None:
        """A filter was saved, over the one that was shown where it has its key; Undo takes that back."""
        self._narrow.show_filter(made)
        over = before if before is not None and before.key == made.key else None
        self._desk.notify(_("Filter saved"), partial(self._take_back, over, made))

    def _take_back(self, over: SavedFilter | None, made: SavedFilter) -> None:
        """The filter as it was, or none: what it narrowed by stays then, as conditions."""

        def call(vault: Vault) -> None:
            if over is None:
                drop_filter(vault, made.key)
            else:
                save_filter(vault, over)

        def done(_nothing: None) -> None:
            shown = self._narrow.filter
            if shown is None or shown.key != made.key:
                return
            if over is None:
                self._narrow.narrow_by((*groups_of(made.conditions, made.either), *self._narrow.held))
            else:
                self._narrow.show_filter(over)

        self._desk.save(call, done, kinds=(), owner=self)

    def _built(self, groups: tuple[Group, ...]) -> None:
        if groups != self._narrow.groups:
            self._narrow.narrow_by(groups)

    def _drop(self) -> None:
        gone = self._narrow.filter
        if gone is not None:
            told = partial(self._gone, gone)
            self._desk.save(lambda vault: drop_filter(vault, gone.key), lambda _n: told(), kinds=())

    def _gone(self, gone: SavedFilter) -> None:
        self._narrow.show_filter(None)
        self._desk.notify(_("Filter taken away"), partial(self._bring_back, gone))

    def _bring_back(self, gone: SavedFilter) -> None:
        self._desk.save(lambda vault: save_filter(vault, gone), kinds=())

    def show(self, key: str, then: Callable[[], object] | None = None) -> None:
        """Narrow the list by a filter of the program or of staff, then go on."""
        today = self._lookup.today

        def read(vault: Vault) -> SavedFilter | None:
            with vault.read() as reader:
                return next((f for f in every(reader, today) if f.key == key), None)

        def found(filter_: SavedFilter | None) -> None:
            if filter_ is not None:
                self.worded.emit(filter_.text)
                self._narrow.show_filter(filter_)
                if then is not None:
                    then()

        self._desk.ask(read, found, owner=self)
