"""The filter builder: groups of conditions, how many records they find, and keeping them under a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.conditions import parted
from app.i18n import _
from app.ports import Group, ListQuery
from app.services.filters import SavedFilter, drop_filter, save_filter
from ui.forms.lookup import Lookup
from ui.forms.texts import Line
from ui.frame.desk import Desk
from ui.frame.sheet import Sheet
from ui.ime import commit_input
from ui.lists.builder_rows import GroupBox
from ui.lists.condition_words import all_offered
from ui.lists.kind import ListKind
from ui.shortcuts import pressed, shown
from ui.theme import theme
from ui.widgets import Button, Label, row
from ui.widgets.layouts import let_go
from ui.widgets.tips import plain_tip
from ui.worker import Job

if TYPE_CHECKING:
    from app.ports import Vault

PAUSE_MS = 200
WIDE = 860


class FilterSheet(Sheet):
    """Builds what narrows a list.

    Signals: `wanted(groups)` to show what was built, `kept(filter)` when it was saved under a name,
    `dropped(filter)` when a filter of staff was deleted. `saved` is the filter that is being changed.
    """

    wanted = Signal(object)
    kept = Signal(object)
    dropped = Signal(object)

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        kind: ListKind,
        groups: Sequence[Group],
        parent: QWidget,
        *,
        saved: SavedFilter | None = None,
        text: str = "",
    ) -> None:
        super().__init__(desk, _("Filter by conditions"), parent)
        self._lookup, self._kind, self._saved, self._text = lookup, kind, saved, text
        self._fields = all_offered(lookup, kind.type)
        self.boxes: list[GroupBox] = []
        self._asked: Job | None = None
        self.resize(min(theme().px(WIDE), parent.window().width() - 40), self.height())
        self._groups = QVBoxLayout()
        self._groups.setSpacing(6)
        self.add_button = Button(_("and…"), self.add_group, kind="link", icon="plus")
        self.add_button.setAccessibleName(_("And another condition"))
        self.add_button.setToolTip(plain_tip(f"{_('And another condition')} ({shown('conditions')})"))
        self.scroller.body.addLayout(self._groups)
        self.scroller.body.addLayout(row(self.add_button, None))
        self.scroller.body.addStretch(1)
        self.count = Label("", "strong")
        self.done_button.setText(_("Show"))
        self._foot(saved)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._count)
        known = [tuple(c for c in g if c.path in self._fields) for g in groups]
        for group in [g for g in known if g] or [()]:
            self._add(group)
        self._count()
        QTimer.singleShot(0, self, self.boxes[-1].rows[-1].take)

    def _foot(self, saved: SavedFilter | None) -> None:
        own = saved is not None and not saved.brought
        self.name = Line(_("Name of the filter"), hint=_("Name, to keep it"))
        self.name.setProperty("look", "")
        self.name.setText(saved.name if saved is not None and own else "")
        self.name.returnPressed.connect(self.keep_it)
        self.keep_button = Button(_("Save the filter") if own else _("Save as a filter"), self.keep_it)
        self.delete = Button(_("Delete the filter"), self._delete, kind="danger")
        self.delete.setVisible(own)
        line = row(self.count, None, self.name, self.keep_button, self.delete)
        line.setContentsMargins(28, 8, 28, 0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(2, line)
        self.name.setMinimumWidth(theme().px(220))

    # groups

    def _add(self, group: Group) -> GroupBox:
        box = GroupBox(self._fields, self._kind.first, self._lookup, group)
        box.changed.connect(self._timer.start)
        box.gone.connect(partial(self._drop, box))
        word = Label(_("and") if self.boxes else _(self._kind.where), "dim")
        box.setProperty("word", word)
        self.boxes.append(box)
        self._groups.addWidget(word)
        self._groups.addWidget(box)
        return box

    def add_group(self) -> None:
        """Another condition that must hold too, and the cursor in it."""
        self._add(()).rows[0].take()
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that opened the sheet add another condition in it."""
        if pressed(event, "conditions"):
            self.add_group()
            return
        super().keyPressEvent(event)

    def _drop(self, box: GroupBox) -> None:
        self.boxes.remove(box)
        for widget in (box, box.property("word")):
            if isinstance(widget, QWidget):
                let_go(widget)
        if self.boxes:
            first = self.boxes[0].property("word")
            if isinstance(first, Label):
                first.setText(_(self._kind.where))
            self.boxes[-1].rows[-1].take()
        else:
            self.add_button.setFocus()
        self._timer.start()

    def groups(self) -> tuple[Group, ...]:
        """What is complete of what was built."""
        return tuple(g for box in self.boxes if (g := box.group()))

    def _whole(self) -> bool:
        """Whether every row says something; the first that does not gets the cursor."""
        commit_input()
        for one in (r for box in self.boxes for r in box.rows):
            if one.condition() is None:
                one.mark()
                return False
        return True

    # counting

    def query(self) -> ListQuery:
        """The list as it would be."""
        conditions, either = parted(self.groups())
        return ListQuery(self._kind.type, conditions=conditions, either=either, text=self._text)

    def _count(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        query = self.query()
        self._asked = self.desk.ask(lambda vault: _counted(vault, query), self._say_count, owner=self)

    def _say_count(self, numbers: tuple[int, int]) -> None:
        self.count.setText(self._kind.of_all(*numbers))

    # ending

    def save(self) -> None:
        """Show what was built."""
        if self._whole():
            self.wanted.emit(self.groups())
            self.accept()

    def keep_it(self) -> None:
        """Save it under its name, over the filter it was opened with."""
        if not self._whole():
            return
        own = self._saved if self._saved is not None and not self._saved.brought else None
        conditions, either = parted(self.groups())
        made = SavedFilter(
            own.key if own else "",
            self.name.text(),
            conditions,
            either,
            self._text,
            type=self._kind.type,
        )

        def done(kept: SavedFilter) -> None:
            self.kept.emit(kept)
            self.accept()

        self.desk.save(
            lambda vault: save_filter(vault, made), done, kinds=(), owner=self, failed=self.refused
        )

    def _delete(self) -> None:
        gone = self._saved
        if gone is not None:
            self.desk.save(
                lambda vault: drop_filter(vault, gone.key),
                lambda _n: self._dropped(gone),
                kinds=(),
                owner=self,
            )

    def _dropped(self, gone: SavedFilter) -> None:
        self.dropped.emit(gone)
        self.accept()


def _counted(vault: Vault, query: ListQuery) -> tuple[int, int]:
    with vault.read() as reader:
        return reader.count(query), reader.count(ListQuery(query.type))
